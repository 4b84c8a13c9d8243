import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, outcome, today } from './acts.ts'

// Two who share a home open one account, ask each other, act for it, and part.

let place: Place
let it: Acts
let ana: Someone
let tom: Someone
let luis: Someone
/** The household, as one of its people acts for it. */
let elm: { readonly member: string; readonly account: string }

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  luis = await place.joins('Luis Vidal')
})
// Each test has a home of its own.
beforeEach(async () => {
  ana = await place.joins('Ana Soler')
  tom = await place.joins('Tom Byrne')
  elm = await opens(ana)
})
afterEach(() => expect(place.errors).toEqual([]))
afterAll(() => place.dispose())

const forIt = (member = elm.member) => ({ headers: { 'on-behalf-of': member } })
async function opens(who: Someone, kind = 'household') {
  const body = { id: place.id(), kind, name: 'Elm Street 4', termsVersion: 1 }
  ok(await place.ask(who, 'applyToJoin', {}, { body }))
  return admitted(body.id)
}
async function admitted(member: string) {
  const { account } = ok(await place.ask(place.rosa, 'admitMember', { member }))
  return { member, account: account as string }
}
const ask = (by: Someone, linked: Someone, member = elm.member, id = place.id()) =>
  place.ask(by, 'askToLink', { member }, { body: { id, linked: linked.member }, ...forIt(member) })
const say = (who: Someone, act: 'accept' | 'refuse' | 'end', link: string, more = {}) =>
  place.ask(who, `${act}Link`, { link }, more)
/** Tom says yes to Ana’s household. The link. */
async function both(): Promise<string> {
  const { id } = ok(await ask(ana, tom))
  return ok(await say(tom, 'accept', id)).id
}
const linkOf = async (who: Someone) =>
  ok(await place.ask(who, 'listLinks', {})).items[0] as { id: string; state: string }
const actsFor = async (who: Someone, member = elm.member) =>
  (await place.ask(who, 'readMe', {}, forIt(member))).status === 200
const notices = async (kind: string, member: string) => {
  const { rows } = await place.books.client.execute({
    sql: 'SELECT count(*) AS count FROM outbox WHERE kind = ? AND member = ?',
    args: [kind, member],
  })
  return Number(rows[0]?.count)
}
/** Lets something happen just before the write that says a word. */
async function meanwhile<T>(word: string, happens: () => Promise<unknown>, act: () => Promise<T>) {
  let happened = false
  place.between(async (sent, send) => {
    if (!happened && sent.includes('BEGIN IMMEDIATE') && sent.includes(word)) {
      happened = true
      await happens()
    }
    return send()
  })
  const said = await act()
  place.between(null)
  expect(happened).toBe(true)
  return said
}

test('a member opens a household account beside their own, and acts for it', async () => {
  expect(await actsFor(ana)).toBe(true)
  const { member } = ok(await place.ask(ana, 'readMe', {}, forIt()))
  expect(member).toMatchObject({ id: elm.member, kind: 'household', state: 'active' })
  expect(ok(await place.ask(ana, 'readMe', {})).member.id).toBe(ana.member)
  const account = ok(await place.ask(ana, 'readAccount', { account: elm.account }, forIt()))
  expect(account).toMatchObject({ kind: 'household', balanceSeconds: 0, floorSeconds: -20 * hour })
  expect(await linkOf(ana)).toMatchObject({ member: elm.member, state: 'accepted' })
  const again = { body: { id: place.id(), name: 'Ana again', termsVersion: 1 } }
  expect(outcome(await place.ask(ana, 'applyToJoin', {}, again))).toBe('person_has_joined_already')
  expect(await notices('member.admitted', elm.member)).toBe(1)
})

test('whoever is asked says yes or no, and only then acts for it', async () => {
  const { id, may } = ok(await ask(ana, tom))
  expect(may).toEqual(['ending'])
  expect(await notices('link.asked', tom.member)).toBe(1)
  expect(await actsFor(tom)).toBe(false)
  expect(outcome(await say(luis, 'accept', id))).toBe('not_found')
  expect((await linkOf(tom)) as unknown).toMatchObject({ may: ['acceptance', 'refusal'] })
  expect(ok(await say(tom, 'refuse', id))).toMatchObject({ state: 'refused', may: [] })
  expect(await notices('link.refused', elm.member)).toBe(1)
  expect(outcome(await say(tom, 'accept', id))).toBe('link_is_not_asked')
  expect(outcome(await say(tom, 'refuse', id))).toBe('link_is_not_asked')
  expect(await actsFor(tom)).toBe(false)
  await both()
  expect(await actsFor(tom)).toBe(true)
  expect(await notices('link.accepted', elm.member)).toBe(1)
  const acting = ok(await place.ask(tom, 'listActedFor', {})).items
  expect(acting).toEqual([{ member: elm.member, name: 'Elm Street 4', scope: 'own', until: null }])
})

test('only who acts for it asks, and only a person who may say yes', async () => {
  const asks = (by: Someone, body: object, member = elm.member, more = {}) =>
    place.ask(by, 'askToLink', { member }, { body: { id: place.id(), ...body }, ...more })
  expect(outcome(await asks(luis, { linked: tom.member }))).toBe('actor_is_not_a_coordinator')
  expect(outcome(await asks(place.rosa, { linked: tom.member }))).toBe(
    'only_themselves_may_do_this',
  )
  expect(outcome(await ask(tom, luis))).toBe('actor_may_not_act_for_them')
  expect(outcome(await ask(ana, { ...luis, member: place.id() }))).toBe('not_found')
  const own = await asks(ana, { linked: tom.member }, ana.member)
  expect(outcome(own)).toBe('member_is_not_shared')
  const paper = { id: place.id(), name: 'Eva on paper', termsVersion: 1, admit: true }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body: paper }))
  expect(outcome(await ask(ana, { ...luis, member: paper.id }))).toBe('only_people_are_linked')
  const oak = await opens(tom)
  expect(outcome(await ask(ana, { ...luis, ...oak }))).toBe('only_people_are_linked')
  const { id } = ok(await ask(ana, tom))
  expect(outcome(await ask(ana, tom))).toBe('link_stands_already')
  expect(outcome(await ask(ana, luis, elm.member, id))).toBe('id_is_taken')
  ok(await place.ask(luis, 'pauseMember', { member: luis.member }))
  expect(outcome(await ask(ana, luis))).toBe('member_is_not_active')
  ok(await place.ask(luis, 'returnMember', { member: luis.member }))
  ok(await place.ask(ana, 'pauseMember', { member: elm.member }, forIt()))
  expect(outcome(await ask(ana, luis))).toBe('actor_is_not_active')
  expect(outcome(await say(tom, 'accept', id))).toBe('member_is_not_active')
  ok(await place.ask(ana, 'returnMember', { member: elm.member }, forIt()))
  ok(await place.ask(tom, 'pauseMember', { member: tom.member }))
  expect(outcome(await say(tom, 'accept', id))).toBe('actor_is_not_active')
})

test('a coordinator starts one that nobody acts for, in no cause of their own', async () => {
  const body = { id: place.id(), kind: 'organisation', name: 'Choir', termsVersion: 1, admit: true }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body }))
  const start = (linked: Someone) => {
    const asked = { id: place.id(), linked: linked.member }
    return place.ask(place.rosa, 'askToLink', { member: body.id }, { body: asked })
  }
  expect(outcome(await start(place.rosa))).toBe('decision_is_in_own_cause')
  const { id } = ok(await start(luis))
  ok(await say(luis, 'accept', id))
  expect(await actsFor(luis, body.id)).toBe(true)
  const query = { member: body.id }
  expect(ok(await place.ask(place.rosa, 'listLinks', {}, { query })).items).toHaveLength(1)
  expect(outcome(await place.ask(tom, 'listLinks', {}, { query }))).toBe(
    'actor_is_not_a_coordinator',
  )
  const acts = ok(await place.ask(place.rosa, 'listStewardActs', {})).items
  expect(acts.some(({ act }: { act: string }) => act === 'link.asked')).toBe(true)
})

test('a coordinator takes back what was asked for a paper one, until it is answered', async () => {
  const choir = async () => {
    const body = { id: place.id(), kind: 'organisation', name: 'Choir', termsVersion: 1 }
    ok(await place.ask(place.rosa, 'applyToJoin', {}, { body: { ...body, admit: true } }))
    return body.id
  }
  const member = await choir()
  const start = async (linked: Someone, of = member) => {
    const body = { id: place.id(), linked: linked.member }
    return ok(await place.ask(place.rosa, 'askToLink', { member: of }, { body }))
  }
  const asked = await start(tom)
  expect(asked.may).toEqual(['ending'])
  expect(outcome(await say(luis, 'end', asked.id))).toBe('not_found')
  expect(outcome(await say(tom, 'end', asked.id))).toBe('link_has_ended')
  expect(ok(await say(place.rosa, 'end', asked.id))).toMatchObject({ state: 'ended', may: [] })
  expect(await notices('link.ended', tom.member)).toBe(1)
  expect(outcome(await say(place.rosa, 'end', asked.id))).toBe('link_has_ended')
  expect(outcome(await say(tom, 'accept', asked.id))).toBe('link_is_not_asked')
  expect(await actsFor(tom, member)).toBe(false)
  // Somebody may be asked again; once they act for it, it is theirs.
  const again = await start(tom)
  ok(await say(tom, 'accept', again.id))
  expect(outcome(await say(place.rosa, 'end', again.id))).toBe('only_themselves_may_do_this')
  const query = { member }
  const [line] = ok(await place.ask(place.rosa, 'listLinks', {}, { query })).items
  expect(line).toMatchObject({ state: 'accepted', may: [] })
  const acts = ok(await place.ask(place.rosa, 'listStewardActs', {})).items
  expect(acts.some(({ act }: { act: string }) => act === 'link.ended')).toBe(true)
  // Not in their own cause: Ana let the coordinator act for her since.
  const other = await start(ana, await choir())
  const may = { id: place.id(), delegate: place.rosa.member, scope: 'see', untilOn: '2026-06-30' }
  ok(await place.ask(ana, 'offerDelegation', { member: ana.member }, { body: may }))
  ok(await place.ask(place.rosa, 'acceptDelegation', { delegation: may.id }))
  expect(outcome(await say(place.rosa, 'end', other.id))).toBe('decision_is_in_own_cause')
  expect(ok(await say(ana, 'refuse', other.id)).state).toBe('refused')
})

test('what was answered at the same moment is not taken back', async () => {
  const body = { id: place.id(), kind: 'organisation', name: 'Choir', termsVersion: 1, admit: true }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body }))
  const asked = { id: place.id(), linked: tom.member }
  ok(await place.ask(place.rosa, 'askToLink', { member: body.id }, { body: asked }))
  const accepts = async () => ok(await say(tom, 'accept', asked.id))
  const ended = await meanwhile('link_step', accepts, () => say(place.rosa, 'end', asked.id))
  expect(outcome(ended)).toBe('only_themselves_may_do_this')
  expect(await actsFor(tom, body.id)).toBe(true)
})

test('whoever comes to share an account meanwhile decides nothing about it', async () => {
  const body = { id: place.id(), kind: 'organisation', name: 'Choir', termsVersion: 1, admit: true }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body }))
  const first = { id: place.id(), linked: tom.member }
  ok(await place.ask(place.rosa, 'askToLink', { member: body.id }, { body: first }))
  ok(await say(tom, 'accept', first.id))
  const { id } = ok(await ask(tom, place.rosa, body.id))
  // Rosa suspends the choir, and says yes to acting for it before that is written.
  const suspend = () => {
    const why = { body: { reason: 'safety' } }
    return place.ask(place.rosa, 'suspendMember', { member: body.id }, why)
  }
  const accepts = async () => ok(await say(place.rosa, 'accept', id))
  const suspended = await meanwhile('member_step', accepts, suspend)
  expect(outcome(suspended)).toBe('decision_is_in_own_cause')
  const { member } = ok(await place.ask(tom, 'readMe', {}, forIt(body.id)))
  expect(member.state).toBe('active')
  ok(await say(place.rosa, 'end', id))
})

test('either side ends it at once, but the last one stays until it has left', async () => {
  const link = await both()
  ok(await say(tom, 'end', link))
  expect(await actsFor(tom)).toBe(false)
  expect(await notices('link.ended', elm.member)).toBe(1)
  expect(outcome(await say(tom, 'end', link))).toBe('link_has_ended')
  expect(outcome(await say(luis, 'end', link))).toBe('not_found')
  const second = await both()
  ok(await say(ana, 'end', second, forIt()))
  expect(await actsFor(tom)).toBe(false)
  expect(await notices('link.ended', tom.member)).toBe(1)
  const { id: first } = await linkOf(ana)
  expect(outcome(await say(ana, 'end', first))).toBe('person_is_the_last')
  const leaving = { body: { reason: 'leaves', handTo: null } }
  const leave = (member: string, more = {}) =>
    place.ask(ana, 'departMember', { member }, { ...leaving, ...more })
  expect(outcome(await leave(ana.member))).toBe('person_is_the_last')
  ok(await leave(elm.member, forIt()))
  ok(await leave(ana.member))
})

test('who leaves the community leaves the household to the others', async () => {
  await both()
  const leaving = { body: { reason: 'leaves', handTo: null } }
  ok(await place.ask(ana, 'departMember', { member: ana.member }, leaving))
  expect(await actsFor(ana)).toBe(false)
  expect(await actsFor(tom)).toBe(true)
})

test('whoever is suspended acts for no household meanwhile', async () => {
  await both()
  const reason = { body: { reason: 'safety' } }
  const suspended = await place.ask(place.rosa, 'suspendMember', { member: tom.member }, reason)
  expect(suspended.status).toBe(201)
  expect(await actsFor(tom)).toBe(false)
  expect(await actsFor(ana)).toBe(true)
})

test('what one does, the other sees, by whom and for whom', async () => {
  await both()
  const { id } = ok(await it.propose(luis, luis, ana, { receivers: [elm.member] }))
  ok(await place.ask(tom, 'acceptExchange', { exchange: id }, { body: {}, ...forIt() }))
  ok(await it.complete(luis, id, { seconds: hour, workedOn: today }))
  const right = { body: { seconds: hour }, ...forIt() }
  ok(await place.ask(tom, 'confirmExchange', { exchange: id }, right))
  const read = ok(await place.ask(ana, 'readExchange', { exchange: id }, forIt()))
  expect(read.state).toBe('confirmed')
  expect(read.steps.at(-1)).toMatchObject({ by: tom.member, for: elm.member })
  const { items } = ok(await place.ask(ana, 'readStatement', { account: elm.account }, forIt()))
  const byFor = { by: { member: tom.member, name: 'Tom Byrne' }, for: { member: elm.member } }
  expect(items[0]).toMatchObject({ mark: 'by-for', deltaSeconds: -hour, ...byFor })
  expect((await it.account(ana)).balanceSeconds).toBe(0)
  // Both hear of what is said to the household; that Tom acted is news to Ana alone.
  const { rows } = await place.books.client.execute({
    sql: `SELECT o.kind, count(*) AS told, max(r.person = ?2) AS tells FROM outbox o
      JOIN notice_recipient r ON r.outbox = o.id
      WHERE o.member = ?1 AND o.kind IN ('exchange.done', 'delegation.acted') GROUP BY o.kind`,
    args: [elm.member, tom.person],
  })
  expect(rows.map(({ kind, tells, told }) => [kind, told, tells])).toEqual([
    ['delegation.acted', 1, 0],
    ['exchange.done', 2, 1],
  ])
})

test('nobody acts for both sides: not for themself and the household they share', async () => {
  await both()
  const { id } = ok(await it.propose(tom, tom, ana, { receivers: [elm.member] }))
  const accept = (who: Someone) =>
    place.ask(who, 'acceptExchange', { exchange: id }, { body: {}, ...forIt() })
  expect(outcome(await accept(tom))).toBe('parties_are_not_two')
  // The other one may: two people speak, each for one side.
  ok(await accept(ana))
})

test('a steward decides nothing of their household, nor of whom they share it with', async () => {
  const shared = await it.helped(luis, tom)
  await both()
  const { id } = ok(await ask(ana, place.rosa))
  ok(await say(place.rosa, 'accept', id))
  const exchange = await helpsElm()
  for (const one of [exchange, shared]) {
    expect(outcome(await it.reverse(place.rosa, one))).toBe('decision_is_in_own_cause')
  }
  const oak = { id: place.id(), kind: 'household', name: 'Oak', termsVersion: 1 }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body: oak }))
  const own = await place.ask(place.rosa, 'admitMember', { member: oak.id })
  expect(outcome(own)).toBe('decision_is_in_own_cause')
  ok(await say(place.rosa, 'end', id))
  ok(await it.reverse(place.rosa, shared))
  ok(await it.reverse(place.rosa, exchange))
})

async function helpsElm(): Promise<string> {
  const { id } = ok(await it.propose(luis, luis, ana, { receivers: [elm.member] }))
  ok(await place.ask(ana, 'acceptExchange', { exchange: id }, { body: {}, ...forIt() }))
  ok(await it.complete(luis, id, { seconds: hour, workedOn: today }))
  const right = { body: { seconds: hour }, ...forIt() }
  ok(await place.ask(ana, 'confirmExchange', { exchange: id }, right))
  return id
}

test('two who accept at once both act for it', async () => {
  const { id: toTom } = ok(await ask(ana, tom))
  const { id: toLuis } = ok(await ask(ana, luis))
  await meanwhile(
    'accepted',
    async () => ok(await say(luis, 'accept', toLuis)),
    async () => ok(await say(tom, 'accept', toTom)),
  )
  expect([await actsFor(tom), await actsFor(luis)]).toEqual([true, true])
})

test('taken back while they say yes: nobody is linked', async () => {
  const { id } = ok(await ask(ana, tom))
  const said = await meanwhile(
    'accepted',
    async () => ok(await say(ana, 'end', id, forIt())),
    () => say(tom, 'accept', id),
  )
  expect(outcome(said)).toBe('link_is_not_asked')
  expect(await actsFor(tom)).toBe(false)
})

test('two who part at once: one of them stays', async () => {
  const link = await both()
  const first = ok(await place.ask(ana, 'listLinks', {})).items[0].id
  const said = await meanwhile(
    'ended',
    async () => ok(await say(tom, 'end', link)),
    () => say(ana, 'end', first),
  )
  expect(outcome(said)).toBe('person_is_the_last')
  expect(await actsFor(ana)).toBe(true)
})

test('parted while they confirm: nothing is confirmed', async () => {
  const link = await both()
  const { id } = ok(await it.propose(luis, luis, ana, { receivers: [elm.member] }))
  ok(await place.ask(tom, 'acceptExchange', { exchange: id }, { body: {}, ...forIt() }))
  ok(await it.complete(luis, id, { seconds: hour, workedOn: today }))
  const right = { body: { seconds: hour }, ...forIt() }
  const said = await meanwhile(
    'confirmed',
    async () => {
      ok(await say(ana, 'end', link, forIt()))
      // Linked elsewhere instead: the number of their links is what it was.
      const oak = await opens(luis)
      ok(await say(tom, 'accept', ok(await ask(luis, tom, oak.member)).id))
    },
    () => place.ask(tom, 'confirmExchange', { exchange: id }, right),
  )
  expect(outcome(said)).toBe('actor_may_not_act_for_them')
  expect(ok(await it.read(luis, id)).state).toBe('done')
})

test('linked while they leave: the household is not left with someone who is gone', async () => {
  const { id } = ok(await ask(ana, tom))
  const leaving = { body: { reason: 'leaves', handTo: null } }
  const left = await meanwhile(
    'departed',
    async () => ok(await say(tom, 'accept', id)),
    () => place.ask(tom, 'departMember', { member: tom.member }, leaving),
  )
  ok(left)
  expect(await linkOf(ana)).toBeDefined()
  const items = ok(await place.ask(ana, 'listLinks', {}, forIt())).items
  expect(items.map(({ state }: { state: string }) => state)).toEqual(['ended', 'accepted'])
})

test('the books are whole', async () => {
  const proof = ok(await place.ask(null, 'readProof', {}))
  expect(proof.balanceSumSeconds).toBe(0)
})
