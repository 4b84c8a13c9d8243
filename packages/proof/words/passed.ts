import { hoursOf, momentOf } from '@commonhour/contract'
import type { Figures } from '../findings.ts'
import type { CheckName } from '../verify/check.ts'

/** What a check is called, and what it shows where it holds. */
export interface CheckWords {
  readonly title: string
  readonly says: (figures: Figures) => string
}

/** In the order of the ladders. */
export const checkWords: Readonly<Record<CheckName, CheckWords>> = {
  reportIsSigned: {
    title: 'Who signed it',
    says: ({ issuedAt, kid, no }) =>
      `Report ${no}, dated ${dayText(issuedAt)}, was signed with the community’s key ${kid}.`,
  },
  figuresFit: {
    title: 'Its own figures',
    says: ({ inSeconds }) =>
      `No figure contradicts another; as much came in as went out: ${hours(inSeconds)}.`,
  },
  logOnlyGrew: {
    title: 'The log only grew',
    says: ({ fromSize, toSize }) =>
      fromSize === 0
        ? `It tells of the log from its first line to line ${count(toSize)}.`
        : `The ${count(fromSize)} lines of the report before stand unchanged in these ${count(toSize)}.`,
  },
  followsTheOneBefore: {
    title: 'The report before it',
    says: ({ no, previous }) => `Report ${no} follows the very report ${previous} that you hold.`,
  },
  logIsTheOneSigned: {
    title: 'The file of the log',
    says: ({ bytes, lines }) =>
      `It is the one that was signed, byte for byte: ${count(lines)} lines, ${count(bytes)} bytes.`,
  },
  linesMakeTheRoot: {
    title: 'Every line of the log',
    says: ({ lines }) =>
      `All ${count(lines)} lines were read in their order; together they make the root that was signed.`,
  },
  keyStandsInTheLog: {
    title: 'The key',
    says: () => 'The log itself names the key that signed, and for this size of the log.',
  },
  totalsFollowFromTheLog: {
    title: 'The totals',
    says: ({ departed, heldSeconds, inSeconds, ...figures }) =>
      `Counted anew from nothing: ${count(figures.count)} accounts, ${count(departed)} of them ` +
      `closed, ${hours(inSeconds)} in and out, ${hours(heldSeconds)} set aside: what was signed.`,
  },
  balancesAreTheOnesSigned: {
    title: 'The file of balances',
    says: ({ accounts, bytes }) =>
      `It is the one that was signed: ${count(accounts)} accounts, ${count(bytes)} bytes.`,
  },
  balancesMakeTheRoot: {
    title: 'Every balance',
    says: ({ accounts }) =>
      `All ${count(accounts)} balances are counted in the sums that were signed.`,
  },
  balancesFollowFromTheLog: {
    title: 'Balances and log',
    says: ({ accounts }) =>
      `The ${count(accounts)} balances are those that the lines of the log add up to.`,
  },
  stewardsSigned: {
    title: 'The stewards’ signatures',
    says: ({ kids, needed, others, signatures }) =>
      `The log asks for ${count(needed)}; ${count(signatures)} are good, by keys that it names: ` +
      `${kids}.${othersText(others)}`,
  },
  receiptIsSigned: {
    title: 'Who promised',
    says: ({ at, by, seq }) =>
      `The community promised line ${lineText(seq)} of its log at ${momentText(at)}, and a ` +
      `checkpoint that covers it by ${momentText(by)}.`,
  },
  checkpointIsSigned: {
    title: 'The checkpoint',
    says: ({ size }) => `The community signed its log at ${count(size)} lines.`,
  },
  logMakesTheCheckpoint: {
    title: 'Log and checkpoint',
    says: ({ size }) => `The first ${count(size)} lines make the root that was signed.`,
  },
  lineStandsInTheLog: {
    title: 'The promised line',
    says: ({ seq }) => `Line ${lineText(seq)} of this log is the one that was promised.`,
  },
  headIsSigned: {
    title: 'Who signed it',
    says: ({ no, size }) =>
      `The community signed its log at ${count(size)} lines${no === null ? '' : `, in report ${no}`}.`,
  },
  lineStandsUnderIt: {
    title: 'The line',
    says: ({ seq }) => `Line ${lineText(seq)} stands unchanged in the log that was signed.`,
  },
  linesStandInTheReport: {
    title: 'The lines of the account',
    says: ({ lines, no }) =>
      `${lines === 1 ? 'The line stands' : `All ${count(lines)} lines stand`} in the log of report ${no}.`,
  },
  balanceIsCounted: {
    title: 'What came in and went out',
    says: ({ inSeconds, no, outSeconds }) =>
      `${hours(inSeconds)} in and ${hours(outSeconds)} out are counted in the sums of report ${no}.`,
  },
}

/** Signatures that fit, but count for nothing here. */
export function othersText(others: Said): string {
  if (!others) return ''
  return ` ${count(others)} more fit keys that this log does not name as stewards’ at its end.`
}

type Said = Figures[string] | undefined

/** `12,345`. */
export function count(said: Said): string {
  return Number(said).toLocaleString('en')
}

export function hours(said: Said): string {
  return hoursOf(Number(said))
}

/** People count lines from one, the log from nought. */
export function lineText(seq: Said): string {
  return count(Number(seq) + 1)
}

function dayText(said: Said): string {
  return String(said).slice(0, 10)
}

// The last moment that a calendar of ours can name, in milliseconds since the epoch (ECMA-262).
const lastAt = 8_640_000_000_000_000

function momentText(said: Said): string {
  const at = Number(said)
  return at > lastAt ? 'no day of any calendar' : momentOf(at).replace('T', ' ').slice(0, 16)
}
