import { ReportSignatures } from '@commonhour/contract'
import * as v from 'valibot'
import { type Finding, finding, isFinding } from '../findings.ts'
import { jsonOf } from '../json.ts'
import { kidOf } from '../keys/key.ts'
import type { Replay } from '../replay/replay.ts'
import { isCosigned } from '../report/cosign.ts'
import type { OpenedReport } from '../report/open.ts'
import { type Check, checked, cosigned } from './check.ts'

/**
 * Looks at the signatures that stewards put under a report. Whose keys these are only the log says:
 * without it a signature fits a key that the file names, and nothing is shown. Keys that entered
 * behind the end of this log, and those that had left, do not count.
 */
export async function checkSignatures(
  opened: OpenedReport,
  text: string,
  replayed: Replay | null,
): Promise<Check> {
  const signed = readSignatures(opened, text)
  if (isFinding(signed)) return checked(cosigned, signed)
  const good = await goodKeys(opened, signed, replayed)
  if (isFinding(good)) return checked(cosigned, good)
  if (replayed === null) return notShown({ fitting: good.length })
  const { keys, needed } = replayed.cosigners
  const named = good.filter((kid) => keys.has(kid))
  const figures = {
    ...{ signatures: named.length, needed },
    ...{ others: good.length - named.length, kids: named.join(', ') },
  }
  const isEnough = named.length > 0 && named.length >= needed
  return isEnough ? checked(cosigned, null, figures) : notShown(figures)
}

function notShown(figures: Check['figures']): Check {
  return { check: cosigned, state: 'notShown', figures, finding: null }
}

/** The file, where it is one and of this very report. */
function readSignatures({ digest, report }: OpenedReport, text: string) {
  const read = v.safeParse(ReportSignatures, jsonOf(text))
  if (!read.success) return finding('signatures_are_malformed')
  const { no } = read.output
  const isOfThis = no === report.no && read.output.digest === digest
  return isOfThis ? read.output : finding('signatures_are_of_another_report', { no })
}

/** The keys whose signature fits, each once; those that neither file nor log names are left out. */
async function goodKeys(
  { digest, report }: OpenedReport,
  { cosigners, signatures }: ReportSignatures,
  replayed: Replay | null,
): Promise<string[] | Finding> {
  const known = new Map([
    ...cosigners.map(({ x }) => [kidOf(x), x] as const),
    ...(replayed?.cosigners.keys ?? []),
  ])
  const said = { origin: report.origin, no: report.no, digest }
  const good = new Set<string>()
  for (const { kid, signature } of signatures) {
    const x = known.get(kid)
    if (x === undefined) continue
    if (!(await isCosigned(said, x, signature))) return finding('cosignature_is_wrong', { kid })
    good.add(kid)
  }
  return [...good]
}
