import { type Fault, isFault } from '@commonhour/contract'
import type { InStatement } from '@libsql/client/web'
import { type Books, bound, commit, type Query } from '../books.ts'
import { insert } from '../insert.ts'
import { first, numberOf, textOf } from '../rows.ts'
import * as tables from '../tables.ts'

/** A signed head of the log as it was published; `root` in hex. */
export interface PublishedHead {
  readonly size: number
  readonly root: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The C2SP signed note. */
  readonly note: string
}
/** One node of the tree over the log; `hash` in hex. */
export interface StoredNode {
  readonly level: number
  readonly position: number
  readonly hash: string
}
type NodePlace = Pick<StoredNode, 'level' | 'position'>

/**
 * The newest published head.
 * @param before only of moments before this one
 */
export function latestHeadQuery(before = Number.MAX_SAFE_INTEGER): Query<PublishedHead | null> {
  return {
    sql: 'SELECT size, root, at, note FROM checkpoint WHERE at < ? ORDER BY size DESC LIMIT 1',
    args: [before],
    read: first((row) => ({
      size: numberOf(row, 'size'),
      root: textOf(row, 'root'),
      at: numberOf(row, 'at'),
      note: textOf(row, 'note'),
    })),
  }
}

/** Those of the nodes that stand, by `nodeKey`. */
export function nodesQuery(places: readonly NodePlace[]): Query<ReadonlyMap<string, string>> {
  return {
    sql: `SELECT n.level, n.position, n.hash FROM json_each(?) j
      JOIN node n ON n.level = j.value ->> 0 AND n.position = j.value ->> 1`,
    args: [JSON.stringify(places.map(({ level, position }) => [level, position]))],
    read: (rows) =>
      new Map(
        rows.map((row) => {
          const place = { level: numberOf(row, 'level'), position: numberOf(row, 'position') }
          return [nodeKey(place), textOf(row, 'hash')]
        }),
      ),
  }
}

export function nodeKey({ level, position }: NodePlace): string {
  return `${level}:${position}`
}

/**
 * Publishes a head with the nodes that it is the first to have, in one batch.
 * @returns the fault of the books: another published meanwhile, or the log is shorter
 */
export async function publishHead(
  books: Books,
  head: PublishedHead,
  nodes: readonly StoredNode[],
): Promise<Fault | null> {
  const rows = [...nodeRows(nodes), insert(tables.checkpoint, head)]
  const done = await commit(books, rows, {})
  return isFault(done) ? done : null
}

const rowsAtOnce = 2_000

/** Many rows in one statement: a statement each would be some thousand in a batch. */
function nodeRows(nodes: readonly StoredNode[]): InStatement[] {
  const statements: InStatement[] = []
  for (let from = 0; from < nodes.length; from += rowsAtOnce) {
    const some = nodes.slice(from, from + rowsAtOnce)
    statements.push({
      sql: `INSERT INTO node (level, position, hash)
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      args: [
        bound(JSON.stringify(some.map(({ hash, level, position }) => [level, position, hash]))),
      ],
    })
  }
  return statements
}
