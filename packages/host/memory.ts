import { type Client, LibsqlError, type Row } from '@libsql/client/web'

/** The last head of a log that audit swapped in; `root` in hex. */
export interface Head {
  readonly community: string
  /** The name its heads are signed under; it never changes. */
  readonly origin: string
  readonly size: number
  readonly root: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Something for which audit would not sign: a code, and its figures. */
export interface Alarm {
  readonly community: string
  readonly code: string
  readonly facts: Readonly<Record<string, string | number | null>>
  /** The size that was remembered when it was raised; 0 before the first. */
  readonly sealedSize: number
  readonly at: number
}

/** What audit remembers of a log; null of one it has never sealed. */
export async function rememberedHead(memory: Client, community: string): Promise<Head | null> {
  const { rows } = await memory.execute({
    sql: 'SELECT * FROM head WHERE community = ?',
    args: [community],
  })
  const [row] = rows
  return row ? headOf(row) : null
}

/**
 * Compare and swap: the new head in place of exactly that one (null: of none).
 * @returns false when another was there first; nothing is remembered then
 */
export async function swapHead(memory: Client, from: Head | null, to: Head): Promise<boolean> {
  const { at, community, origin, root, size } = to
  try {
    const { rowsAffected } = await memory.execute(
      from === null
        ? {
            sql: 'INSERT INTO head (community, origin, size, root, at) VALUES (?, ?, ?, ?, ?)',
            args: [community, origin, BigInt(size), root, BigInt(at)],
          }
        : {
            sql: `UPDATE head SET size = ?, root = ?, at = ?
              WHERE community = ? AND size = ? AND root = ?`,
            args: [BigInt(size), root, BigInt(at), community, BigInt(from.size), from.root],
          },
    )
    return rowsAffected === 1
  } catch (cause) {
    if (cause instanceof LibsqlError && cause.message.endsWith('head_moved')) return false
    throw cause
  }
}

/**
 * Keeps an alarm, unless one that stands says the same since the same head.
 * @returns whether it is new
 */
export async function raiseAlarm(memory: Client, alarm: Alarm): Promise<boolean> {
  const { at, code, community, facts, sealedSize } = alarm
  const { rowsAffected } = await memory.execute({
    sql: `INSERT INTO alarm (number, community, code, facts, sealedSize, at)
      SELECT (SELECT coalesce(max(number), 0) + 1 FROM alarm), ?1, ?2, ?3, ?4, ?5
      WHERE (?2, ?3, ?4) IS NOT (SELECT code, facts, sealedSize FROM standing_alarm
        WHERE community = ?1 ORDER BY number DESC LIMIT 1)`,
    args: [community, code, JSON.stringify(facts), BigInt(sealedSize), BigInt(at)],
  })
  return rowsAffected === 1
}

/** Every alarm there was, the newest first. */
export async function listAlarms(memory: Client, limit = 100): Promise<Alarm[]> {
  const { rows } = await memory.execute({
    sql: 'SELECT * FROM alarm ORDER BY number DESC LIMIT ?',
    args: [BigInt(limit)],
  })
  return rows.map(alarmOf)
}

/** The alarms that stand: since none of them was the whole log found whole. Newest first. */
export async function standingAlarms(memory: Client, community: string | null): Promise<Alarm[]> {
  const { rows } = await memory.execute({
    sql: 'SELECT * FROM standing_alarm WHERE ?1 IS NULL OR community = ?1 ORDER BY number DESC',
    args: [community],
  })
  return rows.map(alarmOf)
}

/** The whole log was read again and is whole: what stood is cleared. */
export async function clearAlarms(memory: Client, community: string, at: number): Promise<void> {
  await memory.execute({
    sql: `INSERT INTO clearing (alarm, at) SELECT max(number), ?2 FROM standing_alarm
      WHERE community = ?1 HAVING max(number) IS NOT NULL`,
    args: [community, BigInt(at)],
  })
}

function headOf(row: Row): Head {
  return {
    community: String(row.community),
    origin: String(row.origin),
    size: Number(row.size),
    root: String(row.root),
    at: Number(row.at),
  }
}

function alarmOf(row: Row): Alarm {
  return {
    community: String(row.community),
    code: String(row.code),
    facts: JSON.parse(String(row.facts)),
    sealedSize: Number(row.sealedSize),
    at: Number(row.at),
  }
}
