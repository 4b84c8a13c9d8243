import type { BadRow, SourceSide, SourceTransfer } from '@commonhour/domain'
import { type Cell, pastCell, quoted, type Reasons, secondsCell, textCell } from './cells.ts'
import { readEach } from './each.ts'
import type { SourceFile } from './files.ts'
import { knownCell } from './posts.ts'

export const transferColumns = [
  'sourceId',
  'sourceType',
  'destinationId',
  'destinationType',
  'seconds',
  'createdAt',
  'reason',
  'postId',
] as const

export interface Transfers {
  readonly transfers: readonly SourceTransfer[]
  readonly bad: readonly BadRow[]
  /** How many rows name a post: the posts' file tells no ids, so that there is nothing to link. */
  readonly withPost: number
}

/** Reads the transfers, in the order of their moments. The source gave hours: it received help. */
export function readTransfers(
  file: SourceFile,
  known: ReadonlySet<number>,
  now: number,
): Transfers {
  const sides = new Sides(known)
  const { bad, found, rows } = readEach(file, transferColumns, (cells, reasons) =>
    transferOf(cells, reasons, sides, now),
  )
  const withPost = rows.filter(({ cells }) => cells[7]).length
  return { transfers: found.sort((a, b) => a.at - b.at), bad, withPost }
}

function transferOf(
  cells: readonly string[],
  reasons: Reasons,
  sides: Sides,
  now: number,
): SourceTransfer | null {
  const [sourceId = '', sourceType = '', destinationId = '', destinationType = ''] = cells
  const [seconds = '', createdAt = '', why = ''] = cells.slice(4)
  const from = reasons.read('source', sides.read(sourceId, sourceType))
  const to = reasons.read('destination', sides.read(destinationId, destinationType))
  const moved = reasons.read('seconds', secondsCell(seconds))
  const created = reasons.read('createdAt', pastCell(createdAt, now))
  const memo = reasons.read('reason', textCell(why))
  if (from !== undefined && from === to) {
    reasons.found.push('source and destination are the same')
  }
  if (from === undefined || to === undefined || moved === undefined) return null
  if (created === undefined || memo === undefined) return null
  return { from, to, seconds: moved, at: created.at, workedOn: created.day, memo }
}

/** Who gives and who gets hours. One bank has one account of its own, whatever its number. */
class Sides {
  readonly #known: ReadonlySet<number>
  #bank: string | null = null

  constructor(known: ReadonlySet<number>) {
    this.#known = known
  }

  read(id: string, type: string): Cell<SourceSide> {
    if (type === 'Member') return knownCell(id, this.#known)
    if (type !== 'Organization') {
      return { reason: `is neither a Member nor an Organization: ${quoted(type)}` }
    }
    if (!/^\d{1,9}$/.test(id)) return { reason: `is no number of an Organization: ${quoted(id)}` }
    this.#bank ??= id
    if (this.#bank === id) return { value: 'bank' }
    return { reason: `names Organization ${id}, but this bank is Organization ${this.#bank}` }
  }
}
