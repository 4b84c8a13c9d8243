import { keysPath } from '@commonhour/client'
import {
  type AnswerOf,
  type Fault,
  type FaultCode,
  fault,
  faults,
  isFault,
  type OperationName,
  type Operations,
  operations,
  problemOf,
} from '@commonhour/contract'
import { createWeb, type WebEnv } from '@commonhour/web'
import { buildAssets } from '@commonhour/web/build'
import * as sample from './sample.ts'
import * as acting from './sampleActing.ts'
import * as after from './sampleAfter.ts'
import * as members from './sampleMembers.ts'
import * as motions from './sampleMotions.ts'
import * as pools from './samplePools.ts'
import * as proofs from './sampleProofs.ts'
import * as reports from './sampleReports.ts'
import * as signIn from './sampleSessions.ts'
import * as today from './sampleToday.ts'

export const base = 'http://localhost:8787'
export const session = 'a-session-of-ana-0123456789'

export type Answers = { [N in OperationName]?: AnswerOf<Operations[N]> | Fault }

/** What the sample community answers when a test says nothing else. */
const usual: Answers = {
  listCommunities: { items: [sample.community], next: null },
  readCommunity: sample.community,
  changeCommunity: sample.community,
  readCharter: sample.charter,
  readProof: sample.proof,
  readMe: { member: sample.ana, account: sample.account },
  readHome: sample.home,
  listMembers: { items: [sample.ana, sample.luis], next: null },
  readMember: sample.luis,
  changeProfile: sample.luis,
  applyToJoin: { ...sample.ana, state: 'applied', account: null },
  admitMember: sample.luis,
  chooseLanguages: sample.ana,
  publishNeed: sample.myNeed,
  listNeeds: { items: [sample.need, sample.myNeed], next: null },
  readNeed: sample.need,
  withdrawNeed: { ...sample.myNeed, state: 'withdrawn' },
  publishOffer: sample.myNeed,
  listOffers: { items: [sample.need], next: 'more' },
  readOffer: sample.need,
  withdrawOffer: { ...sample.myNeed, state: 'withdrawn' },
  search: { items: [{ kind: 'need', ...sample.need }], next: null },
  proposeExchange: sample.proposed,
  listExchanges: { items: [sample.proposed], next: null },
  acceptExchange: sample.agreed,
  declineExchange: { ...sample.proposed, state: 'declined', may: [] },
  cancelExchange: { ...sample.agreed, state: 'cancelled', may: [] },
  completeExchange: sample.done,
  confirmExchange: sample.confirmed,
  reverseExchange: { ...sample.confirmed, state: 'reversed' },
  ...after.answers,
  ...members.answers,
  ...motions.answers,
  ...pools.answers,
  ...reports.answers,
  listToday: today.queue,
  readCard: today.talk,
  openCard: today.talk,
  takeCard: today.talk,
  handCard: today.talk,
  resolveCard: today.talk,
  listMyCards: { items: [today.mine], next: null },
  listVerdicts: { items: [today.verdict], next: 'more' },
  listStewardActs: { items: [today.act], next: 'more' },
  listDelegations: {
    items: [acting.delegation, acting.asked],
    actedFor: [acting.actedFor],
  },
  listLinks: { items: [acting.askedToLink, acting.link] },
  askToLink: acting.askedToLink,
  acceptLink: { ...acting.askedToLink, state: 'accepted', may: ['ending'] },
  endLink: { ...acting.link, state: 'ended', may: [] },
  readHousehold: acting.household,
  declareHousehold: acting.household,
  listActedFor: { items: [acting.actedFor] },
  listBlocks: { members: [{ member: sample.ids.luis, name: sample.luis.name }] },
  listSlips: { items: [{ ...acting.slips, lines: 1, may: undefined } as never], next: 'more' },
  readSlips: acting.slips,
  listConcerns: { items: [acting.concern], next: null },
  readConcern: acting.concern,
  listChecks: acting.checks,
  readStatement: sample.statement,
  readStatementCsv: 'day,hours\r\n',
  readTransferProof: proofs.lineProof('report'),
  readMemberProof: proofs.memberProof,
}

export interface Asked {
  name: OperationName
  url: URL
  key: string | null
  token: string | null
  address: string | null
  /** The member it is asked for, where that is not who asks. */
  onBehalfOf: string | null
  body: unknown
}

export interface FakeHost {
  /** Sends one request to the web client as a browser on our own pages would. */
  get: (path: string, headers?: Record<string, string>) => Promise<Response>
  post: (path: string, form: Record<string, string>, headers?: Headers) => Promise<Response>
  fetch: (request: Request) => Promise<Response>
  /** What the API was asked, and identity. */
  asked: Asked[]
  identityAsked: {
    path: string
    body: unknown
    authorization: string | null
    address: string | null
  }[]
  answers: Answers
  env: WebEnv
  /** What the web client can open, as it says itself. */
  routes: readonly string[]
}

const assets = buildAssets()

interface Choices {
  answers?: Answers
  identity?: (path: string, method: string) => Response
  signedIn?: boolean
  secure?: boolean
  base?: string
  /** The keys that the host publishes. */
  keys?: string
}

/** The web client before a fake API and a fake identity. */
export async function fakeHost(choices: Choices = {}): Promise<FakeHost> {
  const { signedIn = true, secure = false } = choices
  const answers = { ...usual, ...choices.answers }
  const asked: Asked[] = []
  const identityAsked: FakeHost['identityAsked'] = []
  const env: WebEnv = {
    base: choices.base ?? base,
    now: () => sample.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    sessionCookieSecure: secure,
    developmentMail: true,
    assets: await assets,
    api: async (request) => {
      if (new URL(request.url).pathname === keysPath) {
        return new Response(choices.keys ?? proofs.keyFile)
      }
      const one = await askedOf(request)
      asked.push(one)
      return answer(answers[one.name] ?? named(one), one.name)
    },
    identity: async (request) => {
      const { pathname } = new URL(request.url)
      const text = await request.text()
      const authorization = request.headers.get('authorization')
      const address = request.headers.get('cf-connecting-ip')
      identityAsked.push({ path: pathname, body: text && JSON.parse(text), authorization, address })
      return choices.identity?.(pathname, request.method) ?? identityUsual(pathname)
    },
  }
  const web = createWeb(env)
  const name = secure ? '__Host-session' : 'session'
  const cookies = signedIn ? { cookie: `${name}=${session}` } : {}
  return {
    answers,
    asked,
    identityAsked,
    env,
    routes: web.routes,
    fetch: (request) => web.fetch(request),
    get: (path, headers) =>
      web.fetch(new Request(`${env.base}${path}`, { headers: { ...cookies, ...headers } })),
    post: (path, form, headers = new Headers({ 'sec-fetch-site': 'same-origin', ...cookies })) =>
      web.fetch(
        new Request(`${env.base}${path}`, {
          method: 'POST',
          headers,
          body: new URLSearchParams(form),
        }),
      ),
  }
}

/** The exchange that an address names, where a test says nothing else. */
function named({ name, url }: Asked): unknown {
  const { agreed, confirmed, done, proposed } = sample
  const all = [...after.exchanges, proposed, agreed, done, { ...confirmed, may: ['reversal'] }]
  return name === 'readExchange' ? all.find(({ id }) => url.pathname.endsWith(id)) : undefined
}

async function askedOf(request: Request): Promise<Asked> {
  const url = new URL(request.url)
  const found = Object.values(operations).find(
    (one) => one.method === request.method && patternOf(one.path).test(url.pathname),
  )
  if (found === undefined) throw new Error(`no operation for ${request.method} ${url.pathname}`)
  const text = await request.text()
  return {
    name: found.name,
    url,
    key: request.headers.get('idempotency-key'),
    token: request.headers.get('authorization'),
    address: request.headers.get('cf-connecting-ip'),
    onBehalfOf: request.headers.get('on-behalf-of'),
    body: text === '' ? undefined : JSON.parse(text),
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
}

function answer(value: unknown, name: OperationName): Response {
  if (value === undefined) throw new Error(`the sample has no answer for ${name}`)
  if (isFault(value)) return refused(value)
  // Pages take reports signed, as everyone else does.
  if (name === 'readReport') return new Response(reports.jwsOf(value))
  if (typeof value === 'string') return new Response(value)
  return Response.json(value, { status: operations[name].status })
}

export function refused(value: Fault | FaultCode): Response {
  const it = typeof value === 'string' ? fault(value) : value
  return Response.json(problemOf(it, 'r-1'), { status: faults[it.fault].status })
}

function identityUsual(path: string): Response {
  const expiresAt = new Date(sample.now + 600_000).toISOString()
  if (path === '/auth/token') return Response.json({ token: 'a-token', expiresAt })
  if (path === '/auth/code') return Response.json({}, { status: 202 })
  if (path === '/auth/passkey') return Response.json({ items: signIn.passkeys })
  if (path === '/auth/sessions') return Response.json({ items: signIn.sessions })
  if (path === '/auth/passkey/making') return Response.json(signIn.making)
  if (path === '/auth/passkey/asking') return Response.json(signIn.asking)
  const person = { id: sample.id(91), email: 'ana@example.org' }
  return Response.json({ session, person, expiresAt })
}

/** Every page of a member, with what a test needs to show it. */
export const memberPaths = {
  home: '/riverside/home',
  needs: '/riverside/needs',
  'needs searched': '/riverside/needs?q=clinic',
  need: `/riverside/needs/${sample.need.id}`,
  answer: `/riverside/needs/${sample.need.id}/answer`,
  answers: `/riverside/needs/${sample.myNeed.id}/answers`,
  'ask: what': '/riverside/ask',
  'ask: when': '/riverside/ask?what=repairs',
  'ask: how long': '/riverside/ask?what=repairs&when=anyTime',
  'ask: check': '/riverside/ask?what=repairs&when=2026-12-03&long=3600',
  offers: '/riverside/offers',
  offer: `/riverside/offers/${sample.need.id}`,
  'offer something': '/riverside/offer',
  'record: who': '/riverside/record',
  'record: how long': `/riverside/record?with=${sample.ids.luis}`,
  'record: what': `/riverside/record?side=gave&with=${sample.ids.luis}&long=3600`,
  exchange: `/riverside/exchanges/${sample.proposed.id}`,
  'exchange: done': `/riverside/exchanges/${sample.agreed.id}/done`,
  'exchange: different': `/riverside/exchanges/${sample.done.id}/different`,
  'exchange: cancel': `/riverside/exchanges/${sample.agreed.id}/cancel`,
  'exchange: reverse': `/riverside/exchanges/${sample.confirmed.id}/reverse`,
  ...after.paths,
  ...members.paths,
  ...motions.paths,
  ...pools.paths,
  ...reports.paths,
  'offer: answer': `/riverside/offers/${sample.need.id}/answer`,
  leave: '/riverside/leave',
  statement: '/riverside/statement',
  'line: proven': `/riverside/statement/lines/${sample.id(42)}`,
  'hours: counted': '/riverside/statement/proof',
  give: '/riverside/give?long=3600',
  'give: how much': '/riverside/give',
  members: '/riverside/members',
  member: `/riverside/members/${sample.ids.luis}`,
  settings: '/riverside/settings',
  print: '/riverside/print',
  'print: members': '/riverside/print/members',
  'print: slips': '/riverside/print/slips',
  'statement of a member': `/riverside/members/${sample.ids.luis}/statement`,
  applicants: '/riverside/applicants',
  today: '/riverside/today',
  card: `/riverside/today/${today.talk.id}`,
  books: '/riverside/books',
  verdicts: '/riverside/books/verdicts',
  helpers: '/riverside/me/helpers',
  'my cards': '/riverside/me/cards',
  'helpers: whom': '/riverside/me/helpers/offer',
  people: '/riverside/me/people',
  'people: whom': '/riverside/me/people/ask',
  'people: open': '/riverside/me/people/open',
  'people: of a member': `/riverside/members/${sample.ids.luis}/people`,
  'people: of a member, whom': `/riverside/members/${sample.ids.luis}/people/ask`,
  household: '/riverside/me/household',
  'household: whom': '/riverside/me/household/name',
  slips: '/riverside/slips',
  'slips: enter': '/riverside/slips/enter',
  'slips: by phone': '/riverside/slips/enter?source=phone',
  'slips: entered': `/riverside/slips/${acting.slips.id}`,
  concerns: '/riverside/concerns',
  concern: `/riverside/concerns/${acting.concern.id}`,
  'concern: about': `/riverside/members/${sample.ids.luis}/concern`,
  blocks: '/riverside/me/blocks',
  'no contact': `/riverside/members/${sample.ids.luis}/block`,
  checks: `/riverside/members/${sample.ids.luis}/checks`,
  me: '/riverside/me',
  language: '/riverside/me/language',
  'me: sign-in': '/riverside/me/sign-in',
  'me: remove a passkey': `/riverside/me/sign-in/passkeys/${signIn.passkey.id}`,
} as const

export const publicPaths = {
  host: '/',
  community: '/riverside',
  proof: '/riverside/proof',
  erased: '/riverside/erased',
  charter: '/riverside/charter',
  'sign in': '/sign-in',
  'sign in by passkey': '/sign-in/passkey',
  verify: '/verify',
  ...reports.outside,
} as const
