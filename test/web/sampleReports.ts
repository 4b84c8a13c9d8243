import { createHash } from 'node:crypto'
import { indicators, type Report, type ReportLine } from '@commonhour/contract'
import type { Answers } from './fakeHost.ts'
import { ids } from './sample.ts'

const none = { count: 0, seconds: 0 }
const root = 'q7X1n0mQ0m0t3iZ5nqvTnq1m3kq2pZ5v0y8lq9o3c4E='
const digest = 'c0ffee'.padEnd(64, '0')

export const report: Report = {
  community: 'riverside',
  origin: 'hours.example/riverside',
  no: 3,
  period: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  issuedAt: '2026-11-02T08:00:00Z',
  fromSize: 900,
  toSize: 1480,
  root,
  previous: { no: 2, size: 900, root, digest },
  consistency: [],
  accounts: {
    ...{ count: 66, departed: 2, inSeconds: 4_428_000, outSeconds: 4_428_000 },
    ...{ heldSeconds: 9000, balanceRoot: root, balanceLeaves: 128 },
  },
  transfers: {
    ...{ help: { count: 61, seconds: 327_600 }, gift: { count: 2, seconds: 5400 } },
    ...{ grant: { count: 3, seconds: 21_600 }, correction: none, import: none, treaty: none },
  },
  reversals: { count: 1, seconds: 3600 },
  overrides: 0,
  indicators: indicators.map(({ name, unit, version }, at) => {
    const value = { count: 41, share: 0.4321, ratio: 2.5 }[unit]
    return { name, version, value: at === 4 ? null : value }
  }),
  schema: `sha256:${'0'.repeat(64)}`,
  attachments: { log: { digest, bytes: 99_000 }, balances: { digest, bytes: 9000 } },
  keyLeaf: null,
}
export const kid = 'Wl3q0m0t3iZ5nqvTnq1m3kq2pZ5v0y8lq9o3c4EAAAA'

/** A report as it travels, but for its signature: pages do not look at it. */
export function jwsOf(said: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = { alg: 'Ed25519', typ: 'commonhour-report+jwt', kid }
  return [part(header), part(said), 'c2lnbmVk'].join('.')
}
export const digestOf = (said: unknown) => createHash('sha256').update(jwsOf(said)).digest('hex')

export const line: ReportLine = {
  no: 3,
  period: { from: '2026-10-01', to: '2026-10-31' },
  fromSize: 900,
  toSize: 1480,
  issuedAt: report.issuedAt,
  digest,
  signatures: { made: 1, needed: 2 },
}
export const waiting: ReportLine = {
  ...line,
  no: 4,
  period: { from: '2026-11-01', to: '2026-11-20' },
  ...{ fromSize: null, toSize: null, issuedAt: null, digest: null },
}
const cosigner = { kid: 'T2xk', x: 'A'.repeat(43) }
const signature = { kid: cosigner.kid, signature: 'B'.repeat(86), at: '2026-11-03T09:00:00Z' }

export const answers: Answers = {
  listReports: { items: [waiting, line], next: 'more' },
  readReport: report,
  readReportLog: '["community.founded",0]\n',
  readReportBalances: '["x",0,0]\n',
  requestReport: waiting,
  readReportSignatures: {
    ...{ no: 3, digest, needed: 2, cosigners: [cosigner], signatures: [signature] },
  },
  signReport: { no: 3, digest, needed: 2, cosigners: [cosigner], signatures: [signature] },
  listCosigners: { items: [{ member: ids.rosa, name: 'Rosa Keane', ...cosigner }], next: null },
  enterCosigner: { member: ids.ana, name: 'Ana Soler', ...cosigner },
  leaveCosigners: { member: ids.ana, name: 'Ana Soler', ...cosigner },
}

export const paths = {
  reports: '/riverside/books/reports',
  'report: draw': '/riverside/books/reports/draw',
  report: '/riverside/books/reports/3',
  'report: signatures': '/riverside/books/reports/3/signatures',
  cosigners: '/riverside/books/cosigners',
}
export const outside = {
  'reports for anyone': '/riverside/reports',
  'a report for anyone': '/riverside/reports/3',
  'a report, printed': '/riverside/reports/3/print',
  'a report of the books, printed': '/riverside/books/reports/3/print',
}
