import { auditsOf } from '../support/auditing.ts'
import type { Place, Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, today } from './acts.ts'
import { afterActsOf } from './afterActs.ts'
import { stewardActsOf } from './stewards.ts'

/** What there is in a community, so that made-up requests reach beyond "not found". */
export interface Things {
  /** Ids by the names that paths and bodies give them. */
  readonly ids: Readonly<Record<string, readonly string[]>>
  /** Who asks; some of them may act for others, as far as each scope lets them. */
  readonly people: readonly Someone[]
}

export async function thingsOf(place: Place): Promise<Things> {
  const it = actsOf(place)
  const ana = await place.joins('Ana Soler')
  const luis = await place.joins('Luis Vidal')
  const nia = await place.joins('Nia Okafor')
  const choir = await place.joins('Choir', { kind: 'organisation' })
  const people = [ana, luis, nia, choir, place.rosa]
  const app = place.id()
  ok(await place.ask(place.rosa, 'admitApp', { app }, { body: { name: 'An app' } }))
  const grant = { app, dailyCapSeconds: 100 * hour }
  ok(await place.ask(choir, 'grantApp', { account: choir.account }, { body: grant }))
  for (const receiver of [nia, choir, place.rosa]) await it.helped(luis, receiver, 5 * hour)
  const transfer = ok(await it.gift(luis, ana.account, hour)).id
  ok(await it.gift(luis, place.pool, 8 * hour))
  const need = await it.publish(ana)
  const offer = await it.publish(luis, {}, 'publishOffer')
  const member = people.map((one) => one.member)
  const account = people.map((one) => one.account)
  const exchange = await exchangesOf(place, it, { ana, luis, need })
  const more = await othersOf(place, { ana, luis, nia, choir })
  await place.ask(
    place.rosa,
    'requestReport',
    {},
    { body: { from: '2026-02-20', to: '2026-02-20' } },
  )
  await (await auditsOf(place))().round()
  const cards = ok(await place.ask(place.rosa, 'listToday', {})).items
  return {
    people,
    ids: {
      ...{ app: [app], transfer: [transfer], need: [need], offer: [offer], exchange },
      ...{ member, account, giver: member, receiver: member, receivers: member, about: member },
      ...{ delegate: member, linked: member, asked: member, other: member, fromAccount: account },
      ...{ toAccount: [...account, place.pool], pool: [place.pool] },
      ...more,
      no: ['1', '1', '2'],
      card: cards.map(({ id }: { id: string }) => id),
    },
  }
}

/** Exchanges between two in several states. */
async function exchangesOf(
  place: Place,
  it: Acts,
  { ana, luis, need }: { ana: Someone; luis: Someone; need: string },
): Promise<string[]> {
  const disputed = await it.done(luis, ana)
  ok(await afterActsOf(place).dispute(ana, disputed))
  return [
    ok(await it.propose(luis, luis, ana, { about: { need } })).id,
    ok(await it.propose(ana, luis, ana)).id,
    await it.agreed(luis, ana),
    await it.done(luis, ana),
    await it.helped(luis, ana),
    disputed,
  ]
}

type People = Record<'ana' | 'luis' | 'nia' | 'choir', Someone>

/** What lies beside help: who acts for whom, motions, slips, applications, askings, concerns. */
async function othersOf(place: Place, people: People) {
  const { ana, choir, luis, nia } = people
  const { ask, id, rosa } = place
  const slip = { giver: luis.member, receiver: choir.member, seconds: hour, workedOn: today }
  const lines = [{ id: id(), title: 'A lift', ...slip }]
  const batch = { id: id(), source: 'paper', lines }
  ok(await ask(rosa, 'enterSlips', {}, { body: batch }))
  const apply = async (who: Someone, seconds: number): Promise<string> => {
    const body = { id: id(), seconds, reason: 'hours_ran_out' }
    return ok(await ask(who, 'applyToPool', { pool: place.pool }, { body })).id
  }
  const asking = { id: id(), asked: luis.member, seconds: hour }
  ok(await ask(ana, 'askForHours', {}, { body: asking }))
  const concern = { id: id(), about: { member: luis.member }, kind: 'unkind', text: 'He shouted.' }
  ok(await ask(ana, 'raiseConcern', {}, { body: concern }))
  const link = { id: id(), linked: ana.member }
  ok(await ask(choir, 'askToLink', { member: choir.member }, { body: link }))
  return {
    delegation: await delegationsOf(place, people),
    ...(await motionsOf(place, people)),
    application: [await apply(ana, hour), await apply(nia, 6 * hour)],
    ...{ batch: [batch.id], asking: [asking.id], concern: [concern.id], link: [link.id] },
  }
}

/** Delegations in force, of each scope. */
async function delegationsOf({ ask, id }: Place, people: People): Promise<string[]> {
  const { ana, choir, luis, nia } = people
  const lets = [
    [ana, nia, 'act'],
    [luis, nia, 'prepare'],
    [choir, nia, 'see'],
    [nia, ana, 'see'],
    [luis, ana, 'act'],
  ] as const
  const delegations: string[] = []
  for (const [member, delegate, scope] of lets) {
    const body = { id: id(), delegate: delegate.member, scope, untilOn: '2026-06-30' }
    ok(await ask(member, 'offerDelegation', { member: member.member }, { body }))
    ok(await ask(delegate, 'acceptDelegation', { delegation: body.id }))
    delegations.push(body.id)
  }
  return delegations
}

/** An appointment, a lift and an amendment that wait. */
async function motionsOf(place: Place, { ana, nia }: People) {
  const the = stewardActsOf(place)
  const amendment: string = ok(await the.amend(place.rosa, { quantumSeconds: 1800 })).id
  const motion: string[] = [
    ok(await the.office(place.rosa, ana, 'auditor')).motion.id,
    ok(await the.lift(place.rosa, nia, { floorSeconds: -40 * hour })).motion.id,
  ]
  return { motion: [...motion, amendment], amendment: [amendment] }
}
