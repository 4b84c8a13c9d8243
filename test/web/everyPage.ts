import { fault } from '@commonhour/contract'
import { type Answers, memberPaths, publicPaths } from './fakeHost.ts'
import * as sample from './sample.ts'
import { unheard } from './sampleAfter.ts'

/** What is opened but is no page: its path, and what is tested elsewhere of it. */
export const files: readonly string[] = [
  '/assets/:name',
  '/sw.js',
  '/manifest.webmanifest',
  '/:community/manifest.webmanifest',
  '/:community/accent.css',
  '/:community/exchanges/:id/calendar.ics',
  '/:community/statement.csv',
  '/:community/statement/lines/:transfer/proof.json',
  '/:community/statement/proof.json',
  '/:community/reports/:no/report.jws',
  '/:community/reports/:no/log.jsonl',
  '/:community/reports/:no/balances.jsonl',
  '/:community/reports/:no/signatures.json',
]

/** What only sends on to another page. */
export const waysOn: readonly string[] = ['/:community/acting']

/** Who looks: what the API answers them, what their browser keeps, and which pages are theirs. */
export interface Looker {
  readonly answers: Answers
  readonly signedIn: boolean
  readonly paths: Readonly<Record<string, string>>
}

const offices: ('coordinator' | 'auditor')[] = ['coordinator', 'auditor']
const stewardHome = { ...sample.home, member: { ...sample.ana, offices } }
const applied = { ...sample.ana, state: 'applied' as const, account: null }
const join = { join: '/riverside/join' }

export const lookers = {
  anyone: {
    answers: {},
    signedIn: false,
    paths: {
      ...publicPaths,
      'sign in: code': '/sign-in/code',
      offline: '/offline.html',
      style: '/dev/style',
      'style: dark': '/dev/style?scheme=dark',
      'style: turned': '/dev/style?dir=rtl',
      'style: refused': '/dev/style?refused=yes',
      'style: refused as a whole': '/dev/style?refused=all',
    },
  },
  newcomer: { answers: { readMe: fault('actor_is_not_a_member') }, signedIn: true, paths: join },
  applicant: {
    answers: { readMe: { member: applied, account: null } },
    signedIn: true,
    paths: join,
  },
  member: {
    answers: {},
    signedIn: true,
    paths: {
      ...memberPaths,
      'record: short': '/riverside/record/short',
      'sign in: a passkey': '/sign-in/faster',
      prove: '/prove',
    },
  },
  steward: {
    answers: { readHome: stewardHome, readMe: { member: stewardHome.member, account: null } },
    signedIn: true,
    paths: {
      ...memberPaths,
      'exchange: unheard': `/riverside/exchanges/${unheard.id}`,
      'exchange: spoken': `/riverside/exchanges/${unheard.id}/spoken?for=${sample.ids.rosa}`,
    },
  },
} satisfies Record<string, Looker>

/** Who has asked for a code in this browser. */
export const arriving = JSON.stringify({ email: 'ana@example.org', to: '/riverside/home' })

/** The route that serves a path: the first that fits, as the web client looks them up. */
export function routeOf(routes: readonly string[], path: string): string | undefined {
  const [plain = ''] = path.split('?')
  return routes.find((route) => patternOf(route).test(plain))
}

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)
}
