import { type OperationName, operations } from '@commonhour/contract'
import { cosign, signingKeyOf } from '@commonhour/proof'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Who } from '../support/asking.ts'
import { auditsOf } from '../support/auditing.ts'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, hour, ok, quarter, today } from './acts.ts'
import { todayActsOf } from './todayActs.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
let nia: Someone
let choir: Someone
let who: Record<Role, Who>
let round: () => Promise<unknown>
let firstHelp: string

const roles = [
  'nobody',
  'stranger',
  'fellow',
  'owner',
  'other',
  'coordinator',
  'app',
  'granted',
] as const
type Role = (typeof roles)[number]
const isApp = (role: Role) => role === 'app' || role === 'granted'

beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
  nia = await place.joins('Nia Okafor')
  choir = await place.joins('Choir', { kind: 'organisation' })
  const [admitted, granted] = [place.id(), place.id()]
  for (const app of [admitted, granted]) {
    ok(await place.ask(place.rosa, 'admitApp', { app }, { body: { name: 'An app' } }))
  }
  const grant = { app: granted, dailyCapSeconds: 100 * hour }
  ok(await place.ask(choir, 'grantApp', { account: choir.account }, { body: grant }))
  who = {
    nobody: null,
    stranger: null,
    fellow: nia,
    owner: ana,
    other: luis,
    coordinator: place.rosa,
    app: `app:${admitted}`,
    granted: `app:${granted}`,
  }
  // A report of days before, and a head of yesterday: of so few people anyone sees no newer one.
  const audit = await auditsOf(place)
  round = () => audit().round()
  await report('2026-02-20')
  await audit({ now: () => place.now() - 86_400_000 }).round()
  // Both have hours in hand and a line of their own.
  const helped = { exchange: await it.helped(ana, luis, 5 * hour) }
  firstHelp = ok(await place.ask(ana, 'readExchange', helped)).transfers[0]
  await it.helped(luis, ana, hour)
  await it.helped(ana, luis, 14 * hour)
  for (const name of ['One', 'Two', 'Three']) {
    await it.helped(ana, await place.joins(name), 6 * hour)
  }
})
afterAll(() => place.dispose())

interface Asked {
  readonly params?: Record<string, string>
  readonly body?: unknown
  readonly query?: Record<string, string>
}
type Row = readonly [statuses: string, asked?: (role: Role) => Asked | Promise<Asked>]

const everyone = '200 200 200 200 200 200 200 200'
const people = '401 403 200 200 200 200 403 403'
const onlyMine = '401 403 404 201 404 404 403 403'
const coordinators = '401 403 403 403 403 201 403 403'

const need = async () => ({ params: { need: await it.publish(ana) } })
const offer = async () => ({ params: { offer: await it.publish(ana, {}, 'publishOffer') } })
const publication = () => ({ body: { id: place.id(), title: 'Lift', category: 'transport' } })
const account = (role: Role) => ({
  params: { account: isApp(role) ? choir.account : ana.account },
})
const proposal = async () => ({
  params: { exchange: ok(await it.propose(luis, luis, ana, { estimateSeconds: quarter })).id },
})
const helped = async () => ({ params: { exchange: await it.helped(luis, ana, quarter) } })
const reason = { reason: 'recorded_by_mistake' }
const gift = async () =>
  ok(await place.ask(ana, 'bookTransfer', {}, { body: booking('owner') })).id as string
const booking = (role: Role) => ({
  id: place.id(),
  purpose: isApp(role) ? 'help' : 'gift',
  fromAccount: isApp(role) ? choir.account : ana.account,
  toAccount: luis.account,
  seconds: quarter,
})

const delegation = async () => {
  const body = { id: place.id(), delegate: luis.member, scope: 'see', untilOn: '2026-06-30' }
  ok(await place.ask(ana, 'offerDelegation', { member: ana.member }, { body }))
  return { params: { delegation: body.id } }
}
/** An organisation that asked Luis to act for it; he said yes, where it is to be ended. */
const link = async (isAccepted = false) => {
  const band = await place.joins('Band', { kind: 'organisation' })
  const body = { id: place.id(), linked: luis.member }
  ok(await place.ask(band, 'askToLink', { member: band.member }, { body }))
  if (isAccepted) ok(await place.ask(luis, 'acceptLink', { link: body.id }))
  return { params: { link: body.id } }
}
const paperBand = async () => {
  const band = { id: place.id(), kind: 'organisation', name: 'Band', termsVersion: 1, admit: true }
  ok(await place.ask(place.rosa, 'applyToJoin', {}, { body: band }))
  return { params: { member: band.id }, body: { id: place.id(), linked: luis.member } }
}
const slips = () => {
  const line = { giver: luis.member, receiver: ana.member, seconds: quarter, workedOn: today }
  const lines = [{ id: place.id(), title: 'Lift', ...line }]
  return { body: { id: place.id(), source: 'paper', lines } }
}
const entered = async () => {
  const asked = slips()
  ok(await place.ask(place.rosa, 'enterSlips', {}, asked))
  return { params: { batch: asked.body.id } }
}
const concern = async () => {
  const body = { id: place.id(), kind: 'other', text: 'It was late.' }
  ok(await place.ask(ana, 'raiseConcern', {}, { body }))
  return { params: { concern: body.id }, body: { outcome: 'talked' } }
}

/** An amendment that Rosa proposed; no second steward is free, so it is announced to all. */
const amendment = async (parameter: string) => {
  const body = { id: place.id(), changes: { hold: { days: 45 } }, effectiveFrom: '2026-06-01' }
  ok(await place.ask(place.rosa, 'proposeAmendment', {}, { body }))
  return { params: { [parameter]: body.id } }
}
/** A member of their own for each row, after one act of a coordinator. */
const newcomer = async (before?: 'pauseMember' | 'suspendMember', body?: object) => {
  const { member } = await place.joins('Someone')
  if (before !== undefined) ok(await place.ask(place.rosa, before, { member }, { body }))
  return { params: { member } }
}

const report = (day: string) =>
  place.ask(place.rosa, 'requestReport', {}, { body: { from: day, to: day } })
const one = () => ({ params: { no: '1' } })
/** A new key of Rosa's, who may sign reports with it from now on. */
const cosigner = async () => {
  const key = await signingKeyOf(place.env.random(32), 'report')
  await place.ask(place.rosa, 'leaveCosigners', {}, { body: { needed: 0 } })
  return { key, body: { x: key.publicKey.x, needed: 0 } }
}
const signing = async () => {
  const { body, key } = await cosigner()
  ok(await place.ask(place.rosa, 'enterCosigner', {}, { body }))
  const { digest, no } = ok(await place.ask(null, 'readReportSignatures', { no: '1' }))
  const said = { origin: 'hours.example/riverside', no, digest }
  return { params: { no: '1' }, body: { signature: await cosign(said, key.privateKey) } }
}

const stewards = '401 403 403 403 403 200 403 403'
const applicantCard = async () => {
  await todayActsOf(place).applies('Someone')
  const [card] = await todayActsOf(place).cards(place.rosa, 'applicant')
  return { params: { card: card?.id ?? '' } }
}

const applying = (more: object = {}) => ({
  id: place.id(),
  seconds: quarter,
  reason: 'other',
  ...more,
})
/** The pool, with hours enough for the next application. */
async function filledPool(): Promise<string> {
  await it.helped(ana, await place.joins('Helped'), 6 * hour)
  const body = { id: place.id(), seconds: quarter }
  ok(await place.ask(ana, 'giveToPool', { pool: place.pool }, { body }))
  return place.pool
}
/** An application of Ana's that waits: above what the rule gives by itself. */
async function application() {
  const pool = place.pool
  const { items } = ok(await place.ask(ana, 'listApplications', { pool }))
  const waiting = items.find(({ state }: { state: string }) => state === 'waiting')
  if (waiting !== undefined) return { pool, application: waiting.id }
  await it.helped(ana, await place.joins('Helped'), 5 * hour)
  const gift = { id: place.id(), seconds: 5 * hour }
  ok(await place.ask(ana, 'giveToPool', { pool }, { body: gift }))
  const body = applying({ seconds: 5 * hour })
  return { pool, application: ok(await place.ask(ana, 'applyToPool', { pool }, { body })).id }
}
/** What a friend asks Luis for. */
async function asking() {
  const body = { id: place.id(), asked: luis.member, seconds: quarter }
  const friend = await place.joins('Friend')
  return { asking: ok(await place.ask(friend, 'askForHours', {}, { body })).id }
}

/**
 * What each operation answers to each role, in their order. `owner` is Ana: her need, her account,
 * the receiver; `other` is Luis, who helps her; `app` is admitted, `granted` by the choir as well.
 */
const matrix: Record<OperationName, Row> = {
  listCommunities: [everyone],
  readCommunity: [everyone],
  readCharter: [everyone],
  readProof: [everyone],
  listCharterVersions: [people],
  listAmendments: [people],
  proposeAmendment: [
    coordinators,
    () => {
      const changes = { hold: { days: 45 } }
      return { body: { id: place.id(), changes, effectiveFrom: '2026-06-01' } }
    },
  ],
  // Whoever seconds must be another steward than the one who proposed, here Rosa.
  approveAmendment: ['401 403 403 403 403 409 403 403', () => amendment('amendment')],
  listMotions: [people],
  readMotion: [people, () => amendment('motion')],
  approveMotion: ['401 403 403 403 403 409 403 403', () => amendment('motion')],
  objectToMotion: [
    '401 403 201 201 201 201 403 403',
    async () => ({ ...(await amendment('motion')), body: { reason: 'other' } }),
  ],
  withdrawMotion: ['401 403 403 403 403 201 403 403', () => amendment('motion')],
  listLimits: ['401 403 404 200 404 200 403 403', () => ({ params: { member: ana.member } })],
  changeLimits: [
    coordinators,
    () => {
      const line = { floorSeconds: -25 * hour, until: '2026-06-01', reason: 'illness' }
      return { params: { member: ana.member }, body: { id: place.id(), ...line } }
    },
  ],
  pauseMember: ['401 403 403 403 403 201 403 403', () => newcomer()],
  returnMember: ['401 403 403 403 403 201 403 403', () => newcomer('pauseMember')],
  suspendMember: [
    coordinators,
    async () => ({ ...(await newcomer()), body: { reason: 'asked_to' } }),
  ],
  reinstateMember: [coordinators, () => newcomer('suspendMember', { reason: 'asked_to' })],
  changeStewardship: [
    coordinators,
    () => {
      const body = { id: place.id(), office: 'auditor', act: 'appointed' }
      return { params: { member: nia.member }, body }
    },
  ],
  readMe: [people],
  readHome: [people],
  listMembers: [people],
  readMember: [people, () => ({ params: { member: ana.member } })],
  applyToJoin: [
    '401 201 409 409 409 409 403 403',
    () => ({ body: { id: place.id(), name: 'Someone', termsVersion: 1 } }),
  ],
  admitMember: [
    coordinators,
    async () => {
      const body = { id: place.id(), name: 'Someone', termsVersion: 1 }
      ok(await place.ask(place.stranger(), 'applyToJoin', {}, { body }))
      return { params: { member: body.id } }
    },
  ],
  publishNeed: ['401 403 201 201 201 201 403 403', publication],
  publishOffer: ['401 403 201 201 201 201 403 403', publication],
  listNeeds: [people],
  listOffers: [people],
  readNeed: [people, need],
  readOffer: [people, offer],
  withdrawNeed: [onlyMine, need],
  withdrawOffer: [onlyMine, offer],
  search: [people, () => ({ query: { q: 'lift' } })],
  proposeExchange: [
    '401 403 403 201 201 403 403 403',
    () => {
      const sides = { giver: luis.member, receivers: [ana.member] }
      return { body: { id: place.id(), ...sides, title: 'Lift', estimateSeconds: quarter } }
    },
  ],
  previewExchange: [
    people,
    () => {
      const sides = { giver: luis.member, receivers: [ana.member] }
      return { body: { id: place.id(), ...sides, title: 'Lift', estimateSeconds: quarter } }
    },
  ],
  listExchanges: [people],
  readExchange: ['401 403 404 200 200 200 403 403', proposal],
  acceptExchange: ['401 403 404 201 409 404 403 403', proposal],
  counterProposeExchange: [
    '401 403 404 201 201 404 403 403',
    async () => ({ ...(await proposal()), body: { estimateSeconds: 2 * quarter } }),
  ],
  declineExchange: ['401 403 404 201 409 404 403 403', proposal],
  cancelExchange: [
    '401 403 404 201 201 404 403 403',
    async () => ({ params: { exchange: await it.agreed(luis, ana, quarter) }, body: reason }),
  ],
  completeExchange: [
    '401 403 404 201 201 404 403 403',
    async () => ({
      params: { exchange: await it.agreed(luis, ana, quarter) },
      body: { seconds: quarter, workedOn: today },
    }),
  ],
  confirmExchange: [
    '401 403 404 201 403 404 403 403',
    async () => ({
      params: { exchange: await it.done(luis, ana, quarter) },
      body: { seconds: quarter },
    }),
  ],
  reverseExchange: [
    '401 403 404 403 403 201 403 403',
    async () => ({ params: { exchange: await it.helped(luis, ana, quarter) }, body: reason }),
  ],
  disputeExchange: [
    '401 403 404 201 409 404 403 403',
    async () => ({
      params: { exchange: await it.done(luis, ana, quarter) },
      body: { reason: 'shorter' },
    }),
  ],
  settleExchange: [
    '401 403 404 403 403 201 403 403',
    async () => {
      const exchange = await it.done(luis, ana, quarter)
      const said = { body: { reason: 'shorter' } }
      ok(await place.ask(ana, 'disputeExchange', { exchange }, said))
      const shares = [{ receiver: ana.member, seconds: 0 }]
      return { params: { exchange }, body: { shares, reason: 'other' } }
    },
  ],
  undoExchange: ['401 403 404 201 403 404 403 403', helped],
  returnExchange: ['401 403 404 403 201 404 403 403', helped],
  thankExchange: [
    '401 403 404 201 201 404 403 403',
    async () => ({ ...(await helped()), body: {} }),
  ],
  sendExchangeMessage: [
    '401 403 404 201 201 404 403 403',
    async () => ({ ...(await helped()), body: { id: place.id(), text: 'Hello' } }),
  ],
  listExchangeMessages: ['401 403 404 200 200 200 403 403', helped],
  listDisputes: ['401 403 403 403 403 200 403 403'],
  listToday: [stewards],
  readCard: [stewards, applicantCard],
  openCard: [coordinators, applicantCard],
  takeCard: [coordinators, applicantCard],
  handCard: [
    coordinators,
    async () => ({ ...(await applicantCard()), body: { to: null, note: 'Away' } }),
  ],
  resolveCard: [
    '401 403 403 403 403 409 403 403',
    async () => ({ ...(await applicantCard()), body: { outcome: 'spoke' } }),
  ],
  listMyCards: [people],
  readMeasures: [stewards, () => ({ query: { from: today, to: today } })],
  listVerdicts: [stewards],
  listStewardActs: [stewards],
  readAccount: ['401 403 404 200 404 200 404 200', account],
  readStatement: ['401 403 404 200 404 200 404 200', account],
  readStatementCsv: ['401 403 404 200 404 200 404 200', account],
  bookTransfer: ['401 403 403 201 403 403 403 201', (role) => ({ body: booking(role) })],
  bookTransfers: [
    '401 403 422 201 422 422 422 201',
    async (role) => {
      const { account: toAccount } = await place.joins('Someone new')
      return { body: { transfers: [{ ...booking(role), toAccount }] } }
    },
  ],
  listTransfers: ['401 403 200 200 200 200 200 200'],
  readTransfer: [
    '401 403 404 200 200 200 404 404',
    async () => ({ params: { transfer: await gift() } }),
  ],
  // Its community has keys.
  readReceipt: [
    '401 403 404 200 200 200 404 404',
    async () => ({ params: { transfer: await gift() } }),
  ],
  // Rosa audits as well as she coordinates.
  readTransferProof: [
    '401 403 404 200 200 200 403 403',
    async () => {
      await round()
      return { params: { transfer: firstHelp } }
    },
  ],
  readMemberProof: [
    '401 403 404 200 404 404 403 403',
    () => ({ params: { no: '1', account: ana.account } }),
  ],
  reverseTransfer: [
    coordinators,
    async () => ({ params: { transfer: await gift() }, body: { id: place.id(), ...reason } }),
  ],
  readCheckpoint: [everyone],
  listReports: [everyone],
  requestReport: [
    '401 403 403 403 403 202 403 403',
    () => ({ body: { from: '2026-02-21', to: '2026-02-21' } }),
  ],
  readReport: [everyone, one],
  readReportLog: [stewards, one],
  readReportBalances: [stewards, one],
  readReportSignatures: [everyone, one],
  signReport: [coordinators, signing],
  listCosigners: [people],
  enterCosigner: [coordinators, async () => ({ body: (await cosigner()).body })],
  leaveCosigners: [
    coordinators,
    async () => {
      ok(await place.ask(place.rosa, 'enterCosigner', {}, { body: (await cosigner()).body }))
      return { body: { needed: 0 } }
    },
  ],
  listPools: ['401 403 200 200 200 200 200 200'],
  offerDelegation: [
    '401 403 403 201 403 403 403 403',
    () => {
      const untilOn = '2026-06-30'
      const body = { id: place.id(), delegate: luis.member, scope: 'see', untilOn }
      return { params: { member: ana.member }, body }
    },
  ],
  acceptDelegation: ['401 403 404 404 201 404 403 403', delegation],
  refuseDelegation: ['401 403 404 404 201 404 403 403', delegation],
  withdrawDelegation: ['401 403 404 201 409 404 403 403', delegation],
  listDelegations: [people],
  listActedFor: [people],
  readHousehold: [people],
  declareHousehold: ['401 403 403 403 403 201 403 403', () => ({ body: { member: choir.member } })],
  askToLink: [coordinators, paperBand],
  acceptLink: ['401 403 404 404 201 404 403 403', () => link()],
  refuseLink: ['401 403 404 404 201 404 403 403', () => link()],
  endLink: ['401 403 404 404 201 403 403 403', () => link(true)],
  listLinks: [people],
  previewSlips: ['401 403 403 403 403 200 403 403', slips],
  enterSlips: [coordinators, slips],
  listSlips: ['401 403 403 403 403 200 403 403'],
  readSlips: ['401 403 403 403 403 200 403 403', entered],
  reverseSlips: [coordinators, entered],
  listBlocks: [people],
  blockMember: ['401 403 201 201 201 201 403 403', () => ({ body: { member: choir.member } })],
  liftBlock: ['401 403 201 201 201 201 403 403', () => ({ params: { member: choir.member } })],
  raiseConcern: [
    '401 403 201 201 201 201 403 403',
    () => ({ body: { id: place.id(), kind: 'other', text: 'It was late.' } }),
  ],
  listConcerns: [people],
  readConcern: [
    '401 403 404 200 404 200 403 403',
    async () => ({ params: (await concern()).params }),
  ],
  resolveConcern: [coordinators, concern],
  listChecks: ['401 403 404 200 404 200 403 403', () => ({ params: { member: ana.member } })],
  noteCheck: [
    coordinators,
    () => ({ params: { member: ana.member }, body: { kind: 'training', untilOn: '2027-03-01' } }),
  ],
  readPool: [people, () => ({ params: { pool: place.pool } })],
  readPoolStatement: [people, () => ({ params: { pool: place.pool } })],
  giveToPool: [
    '401 403 409 201 409 409 403 403',
    () => ({ params: { pool: place.pool }, body: { id: place.id(), seconds: quarter } }),
  ],
  applyToPool: [
    '401 403 201 201 201 201 403 403',
    async () => ({ params: { pool: await filledPool() }, body: applying() }),
  ],
  listApplications: [people, () => ({ params: { pool: place.pool } })],
  readApplication: [
    '401 403 404 200 404 200 403 403',
    async () => ({ params: await application() }),
  ],
  answerApplication: [
    coordinators,
    async () => ({
      params: await application(),
      body: { answer: 'decline', reason: 'talked_first' },
    }),
  ],
  withdrawApplication: [onlyMine, async () => ({ params: await application() })],
  askForHours: [
    '401 403 201 201 201 201 403 403',
    async () => ({
      body: { id: place.id(), asked: (await place.joins('Friend')).member, seconds: quarter },
    }),
  ],
  listAskings: [people],
  readAsking: ['401 403 404 404 200 404 403 403', async () => ({ params: await asking() })],
  giveAsked: [
    '401 403 404 404 201 404 403 403',
    async () => {
      await it.helped(luis, await place.joins('Helped'), 6 * hour)
      return { params: await asking(), body: { id: place.id(), seconds: quarter } }
    },
  ],
  declineAsked: ['401 403 404 404 201 404 403 403', async () => ({ params: await asking() })],
  readChoices: [people],
  changeCommunity: [coordinators, () => ({ body: { about: 'By the river.' } })],
  changeProfile: [
    '401 403 403 201 403 403 403 403',
    () => ({ params: { member: ana.member }, body: { about: 'I bake.' } }),
  ],
  choose: [
    '401 403 201 201 201 201 403 403',
    () => ({ body: { choice: 'digest', value: 'weekly' } }),
  ],
  chooseLanguages: ['401 403 201 201 201 201 403 403', () => ({ body: { languages: ['en'] } })],
  departMember: [
    '401 403 403 403 403 201 403 403',
    async () => ({
      params: { member: (await place.joins('Someone leaving')).member },
      body: { reason: 'asked_to' },
    }),
  ],
  eraseMember: [
    '401 403 403 403 403 201 403 403',
    async () => {
      const params = { member: (await place.joins('Someone erased')).member }
      ok(await place.ask(place.rosa, 'departMember', params, { body: { reason: 'asked_to' } }))
      return { params, body: { reason: 'asked_to' } }
    },
  ],
  readAlarm: ['401 403 403 403 403 200 403 403'],
  readDeparture: [
    '401 403 404 404 404 200 403 403',
    async () => {
      const params = { member: (await place.joins('Someone gone')).member }
      ok(await place.ask(place.rosa, 'departMember', params, { body: { reason: 'asked_to' } }))
      return { params }
    },
  ],
  listApps: [people],
  admitApp: [coordinators, () => ({ params: { app: place.id() }, body: { name: 'An app' } })],
  withdrawApp: [
    coordinators,
    async () => {
      const app = place.id()
      ok(await place.ask(place.rosa, 'admitApp', { app }, { body: { name: 'An app' } }))
      return { params: { app } }
    },
  ],
  grantApp: [
    '401 403 403 201 403 403 403 403',
    () => ({
      params: { account: ana.account },
      body: { app: String(who.app).slice(4), dailyCapSeconds: hour },
    }),
  ],
}

test.each(Object.keys(operations) as OperationName[])('%s', async (name) => {
  const [statuses, asked = (): Asked => ({})] = matrix[name]
  const answered: number[] = []
  for (const role of roles) {
    const { params = {}, ...more } = await asked(role)
    // Who applies is a stranger no more: each row has its own.
    const asker = role === 'stranger' ? place.stranger() : who[role]
    answered.push((await place.ask(asker, name, params, more)).status)
  }
  expect(answered.join(' ')).toBe(statuses)
})
