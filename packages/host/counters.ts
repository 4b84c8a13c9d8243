import type { Client, InStatement } from '@libsql/client/web'

/** One thing counted: `key` is whatever names the asker, made unreadable by the caller. */
export interface Counted {
  readonly key: string
  readonly limit: number
  readonly windowSeconds: number
}

/** Whether all counters still have room, and if not, how long until they do. */
export type Count = { readonly within: true } | { readonly within: false; waitSeconds: number }

/**
 * Counts one try against each counter and says whether all of them allowed it. A counter's window
 * begins with its first try and is not moved by later ones. One write batch: the database adds, so
 * tries at the same moment are all counted.
 * @param now milliseconds since the epoch
 */
export async function countTry(
  host: Client,
  counted: readonly Counted[],
  now: number,
): Promise<Count> {
  const ended: InStatement = { sql: 'DELETE FROM sign_in_counter WHERE endsAt <= ?', args: [now] }
  const results = await host.batch([ended, ...counted.map((one) => counting(one, now))], 'write')
  const waits = counted.flatMap((one, i) => {
    const row = results[i + 1]?.rows[0]
    if (Number(row?.tries) <= one.limit) return []
    return [Math.ceil((Number(row?.endsAt) - now) / 1000)]
  })
  return waits.length === 0 ? { within: true } : { within: false, waitSeconds: Math.max(...waits) }
}

function counting({ key, windowSeconds }: Counted, now: number): InStatement {
  return {
    sql: `INSERT INTO sign_in_counter (key, tries, endsAt) VALUES (?, 1, ?)
          ON CONFLICT (key) DO UPDATE SET tries = tries + 1 RETURNING tries, endsAt`,
    args: [key, now + windowSeconds * 1000],
  }
}
