import type { Known } from '../keys/keyFile.ts'
import { type Check, type DocumentKind, ladderOf } from '../verify/check.ts'
import { failedText } from './failed.ts'
import { notShownText, type OnTable } from './notShown.ts'
import { checkWords } from './passed.ts'

/** A check with what it is called and what came of it, in plain words. */
export interface ToldCheck extends Check {
  readonly title: string
  readonly says: string
}
/** All checks of a document in one sentence. */
export interface Verdict {
  readonly state: 'whole' | 'partly' | 'wrong'
  readonly says: string
}

/** The words of the command line and of the page alike. */
export function tellChecks(
  checks: readonly Check[],
  kind: DocumentKind,
  table: OnTable,
): ToldCheck[] {
  return ladderOf(checks, kind, table.signatures !== undefined).map((check) => ({
    ...check,
    title: checkWords[check.check].title,
    says: saysOf(check, checks, table),
  }))
}

function saysOf(check: Check, checks: readonly Check[], table: OnTable): string {
  if (check.finding !== null) return failedText(check.finding)
  return check.state === 'passed'
    ? checkWords[check.check].says(check.figures)
    : notShownText(check.check, checks, table)
}

const kinds: Readonly<Record<DocumentKind, string>> = {
  report: 'report',
  receipt: 'receipt',
  checkpoint: 'checkpoint',
  lineProof: 'proof of one line',
  memberProof: 'proof of one member',
}
const whoSaidSo: Readonly<Record<Known['originBy'], string>> = {
  asked: 'as you asked',
  keys: 'as the keys say',
  document: 'as it says itself; compare that with what you expect',
}

/** What was looked at, whose it is, and who said so. */
export function headingOf({
  kind,
  origin,
  originBy,
}: Pick<Known, 'origin' | 'originBy'> & { readonly kind: DocumentKind }): string {
  return `A ${kinds[kind]} of ${origin || 'no community'} (${whoSaidSo[originBy]})`
}

/** Before the sentence of a check; one that shows nothing begins so itself. */
export const stateWords = { passed: 'Holds.', failed: 'Wrong.', notShown: null } as const

/** Whole only where every rung was shown: nobody takes for proven what they did not hand in. */
export function verdictOf(checks: readonly ToldCheck[]): Verdict {
  const wrong = checks.find(({ state }) => state === 'failed')
  if (wrong !== undefined) {
    return { state: 'wrong', says: `Something is wrong. First: ${wrong.title}.` }
  }
  const shown = checks.filter(({ state }) => state === 'passed').length
  if (shown === checks.length) {
    return { state: 'whole', says: `Everything holds: all ${shown} checks.` }
  }
  const says = `What was handed in holds: ${shown} of ${checks.length} checks; the others show nothing.`
  return { state: 'partly', says }
}

/** What no signature shows; said under every verdict. */
export const limits =
  'No signature shows that help took place, nor that everybody was shown the same log: for that, compare checkpoints with others.'
