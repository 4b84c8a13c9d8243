import { isRefusal, type Refusal } from '@commonhour/client'
import { dayOf, momentOf } from '@commonhour/contract'
import type { helps } from './helps.ts'
import type { DemoMember } from './people.ts'
import type { Acting, Seeder } from './seeder.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
export type Help = (typeof helps)[number]
type Language = DemoMember['language']

/** A refusal is part of life here (a line is reached): the demo then simply goes on. */
async function went<T>(asked: Promise<T | Refusal>): Promise<T | null> {
  const answer = await asked
  return isRefusal(answer) ? null : (answer as T)
}

/** Help that has been given, recorded by who received it: booked at once. */
export async function recordHelp(seeder: Seeder, giver: Acting, receiver: Acting, help: Help) {
  const { chance, community } = seeder
  const id = chance.id(seeder.now())
  return went(
    seeder.as(receiver.person).proposeExchange(
      { community },
      {
        body: {
          ...bodyOf(seeder, id, giver, receiver, help, 'en'),
          alreadyDone: true,
          workedOn: dayOf(seeder.now() - chance.below(3) * dayMs),
        },
      },
    ),
  )
}

/** Help that has been given, recorded by the giver: waits for the receiver. */
export async function claimHelp(seeder: Seeder, giver: Acting, receiver: Acting, help: Help) {
  const id = seeder.chance.id(seeder.now())
  const body = { ...bodyOf(seeder, id, giver, receiver, help, 'en'), alreadyDone: true }
  return went(seeder.as(giver.person).proposeExchange({ community: seeder.community }, { body }))
}

/** A need is published; gives its id. */
export async function need(seeder: Seeder, who: Acting, help: Help, language: Language) {
  const { chance, community } = seeder
  const id = chance.id(seeder.now())
  const title = help.titles[language]
  const { category, seconds: estimateSeconds } = help
  const body = { id, title, category, estimateSeconds, language }
  return (await went(seeder.as(who.person).publishNeed({ community }, { body }))) && id
}

/** An offer is published. */
export async function offer(seeder: Seeder, who: Acting, help: Help, language: Language) {
  const { chance, community } = seeder
  const title = help.titles[language]
  const body = { id: chance.id(seeder.now()), title, category: help.category, language }
  return went(seeder.as(who.person).publishOffer({ community }, { body }))
}

/** A need is answered: a proposal for some days on. */
export async function answer(
  seeder: Seeder,
  giver: Acting,
  receiver: Acting,
  help: Help,
  about: string,
) {
  const id = seeder.chance.id(seeder.now())
  const at = momentOf(Math.floor((seeder.now() + 3 * dayMs) / hourMs) * hourMs)
  const body = {
    ...bodyOf(seeder, id, giver, receiver, help, 'en'),
    about: { need: about },
    agreedFor: { at, place: receiver.name.startsWith('Riverside') ? 'The hall' : 'At home' },
  }
  return (
    (await went(
      seeder.as(giver.person).proposeExchange({ community: seeder.community }, { body }),
    )) && id
  )
}

export async function accept(seeder: Seeder, receiver: Acting, exchange: string) {
  const { community } = seeder
  return went(seeder.as(receiver.person).acceptExchange({ community, exchange }))
}

export async function complete(seeder: Seeder, giver: Acting, exchange: string, seconds: number) {
  const { community } = seeder
  const body = { seconds, workedOn: dayOf(seeder.now()) }
  return went(seeder.as(giver.person).completeExchange({ community, exchange }, { body }))
}

export async function confirm(seeder: Seeder, receiver: Acting, exchange: string, seconds: number) {
  const { community } = seeder
  return went(
    seeder.as(receiver.person).confirmExchange({ community, exchange }, { body: { seconds } }),
  )
}

/** Someone who was helped remembers less of it: a coordinator will settle it. */
export async function dispute(seeder: Seeder, who: Acting, exchange: string, seconds: number) {
  const { community } = seeder
  const body = { reason: 'shorter', seconds, words: 'I think we were done before lunch.' } as const
  return went(seeder.as(who.person).disputeExchange({ community, exchange }, { body }))
}

export async function cancel(seeder: Seeder, who: Acting, exchange: string) {
  const { community } = seeder
  const body = { reason: 'plans_changed' } as const
  return went(seeder.as(who.person).cancelExchange({ community, exchange }, { body }))
}

export async function withdraw(seeder: Seeder, who: Acting, needId: string) {
  return went(seeder.as(who.person).withdrawNeed({ community: seeder.community, need: needId }))
}

export async function give(seeder: Seeder, who: Acting, toAccount: string, seconds: number) {
  const { chance, community } = seeder
  const body = {
    id: chance.id(seeder.now()),
    purpose: 'gift',
    fromAccount: who.account,
    toAccount,
    seconds,
    memo: 'With thanks',
  } as const
  return went(seeder.as(who.person).bookTransfer({ community }, { body }))
}

function bodyOf(
  seeder: Seeder,
  id: string,
  giver: Acting,
  receiver: Acting,
  help: Help,
  language: Language,
) {
  const quarters = seeder.chance.below(4)
  return {
    id,
    giver: giver.member,
    receivers: [receiver.member],
    title: help.titles[language],
    estimateSeconds: help.seconds + quarters * 900,
  }
}
