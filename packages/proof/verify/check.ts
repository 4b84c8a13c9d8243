import type { Figures, Finding } from '../findings.ts'

/**
 * What can be shown of each kind of document, in the order of the ladder; each has a sentence in
 * `packages/proof/words`.
 */
export const ladders = {
  report: [
    'reportIsSigned',
    'figuresFit',
    'logOnlyGrew',
    'followsTheOneBefore',
    'logIsTheOneSigned',
    'linesMakeTheRoot',
    'keyStandsInTheLog',
    'totalsFollowFromTheLog',
    'balancesAreTheOnesSigned',
    'balancesMakeTheRoot',
    'balancesFollowFromTheLog',
  ],
  receipt: ['receiptIsSigned', 'checkpointIsSigned', 'logMakesTheCheckpoint', 'lineStandsInTheLog'],
  checkpoint: ['checkpointIsSigned', 'logMakesTheCheckpoint'],
  lineProof: ['headIsSigned', 'lineStandsUnderIt'],
  memberProof: ['reportIsSigned', 'figuresFit', 'linesStandInTheReport', 'balanceIsCounted'],
} as const
export type DocumentKind = keyof typeof ladders
export type CheckName = (typeof ladders)[DocumentKind][number] | typeof cosigned

/** Below a report's ladder, where its signatures were handed in: not every community wants any. */
export const cosigned = 'stewardsSigned'

/** What can be shown of a report. */
export const checkNames = ladders.report

/** One thing that was looked at; `notShown` where what it takes was not handed in, or failed. */
export interface Check {
  readonly check: CheckName
  readonly state: 'passed' | 'failed' | 'notShown'
  /** The figures that it rests on. */
  readonly figures: Figures
  /** What is wrong, where it failed. */
  readonly finding: Finding | null
}

/** Passed, or failed where something was found. */
export function checked(check: CheckName, found: Finding | null, figures: Figures = {}): Check {
  return found === null
    ? { check, state: 'passed', figures, finding: null }
    : { check, state: 'failed', figures: found.facts, finding: found }
}

/** Not shown yet: the log, or its checkpoint, ends before what was to be looked at. */
export function endsBefore(check: CheckName, ends: number, needs: number): Check {
  return { check, state: 'notShown', figures: { ends, needs }, finding: null }
}

/**
 * The ladder with what was looked at in its places.
 * @param isCosigned whether the stewards' signatures were handed in beside a report
 */
export function ladderOf(
  checks: readonly Check[],
  kind: DocumentKind = 'report',
  isCosigned = false,
): Check[] {
  const more: CheckName[] = kind === 'report' && isCosigned ? [cosigned] : []
  const names = [...ladders[kind], ...more]
  return names.map(
    (check) =>
      checks.find((one) => one.check === check) ?? {
        check,
        state: 'notShown',
        figures: {},
        finding: null,
      },
  )
}
