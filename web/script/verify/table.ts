import { type FileKind, fileKindOf, numberIn } from '@commonhour/proof'

/** A file that somebody laid down, and what it was seen to be. */
export interface Laid {
  readonly file: File
  readonly kind: FileKind | null
  /** Of a log or balances only the beginning; they are read later, piece by piece. */
  readonly text: string
}
export interface Table {
  readonly document: Laid | null
  readonly previous: Laid | null
  readonly checkpoint: Laid | null
  readonly keys: Laid | null
  readonly log: Laid | null
  readonly balances: Laid | null
  readonly signatures: Laid | null
}

// No report, receipt or proof comes near it, in bytes.
const mostDocument = 20_000_000
const headBytes = 4096

export async function laidDown(file: File): Promise<Laid> {
  const isLines = file.name.endsWith('.jsonl') || file.size > mostDocument
  const text = await (isLines ? file.slice(0, headBytes) : file).text()
  return { file, kind: fileKindOf(text) ?? kindByName(file.name), text }
}

/** What was altered so far that its beginning tells nothing is what it is called. */
function kindByName(name: string): FileKind | null {
  if (name.endsWith('.jsonl')) return name.includes('balances') ? 'balances' : 'log'
  if (name.endsWith('.json')) return 'keys'
  return name.endsWith('.jws') ? 'report' : null
}

/**
 * What is looked at, and what lies beside it. Of two files of a kind the later one counts; of two
 * reports, the one with the higher number is looked at.
 */
export function tableOf(laid: readonly Laid[]): Table {
  const last = (...kinds: FileKind[]) =>
    laid.findLast(({ kind }) => kind !== null && kinds.includes(kind)) ?? null
  const [report = null, previous = null] = reportsOf(laid)
  const other = last('memberProof', 'lineProof', 'receipt')
  const checkpoint = last('checkpoint')
  return {
    document: other ?? report ?? checkpoint,
    previous: other === null ? previous : null,
    checkpoint,
    keys: last('keys'),
    log: last('log'),
    balances: last('balances'),
    signatures: last('signatures'),
  }
}

/** One of each number, the highest first; one whose number cannot be read is what was meant. */
function reportsOf(laid: readonly Laid[]): Laid[] {
  const byNumber = new Map<number, Laid>()
  for (const one of laid) {
    if (one.kind === 'report') byNumber.set(numberIn(one.text) ?? Number.POSITIVE_INFINITY, one)
  }
  return [...byNumber].sort(([one], [other]) => other - one).map(([, report]) => report)
}
