import type { Client, Row } from '@libsql/client/web'

/** That audit signs nothing for a community: what audit tells the host of its memory. */
export interface AlarmNotice {
  readonly code: string
  /** Since when something has been amiss, in ms. */
  readonly since: number
  /** The last head that was signed: its size, 0 for none, and its moment. */
  readonly signedSize: number
  readonly signedAt: number | null
}

/** What stands between a community's books and the next signature; null where nothing does. */
export async function alarmNoticeOf(host: Client, community: string): Promise<AlarmNotice | null> {
  const { rows } = await host.execute({
    sql: 'SELECT * FROM alarm_notice WHERE community = ?',
    args: [community],
  })
  const [row] = rows
  return row ? noticeOf(row) : null
}

/** The communities of which something is told. */
export async function noticedCommunities(host: Client): Promise<ReadonlySet<string>> {
  const { rows } = await host.execute('SELECT community FROM alarm_notice')
  return new Set(rows.map(({ community }) => String(community)))
}

/** Tells what stands now, in place of what was told; null takes it away. */
export async function tellAlarm(
  host: Client,
  community: string,
  notice: AlarmNotice | null,
): Promise<void> {
  if (notice === null) {
    await host.execute({ sql: 'DELETE FROM alarm_notice WHERE community = ?', args: [community] })
    return
  }
  const { code, signedAt, signedSize, since } = notice
  await host.execute({
    sql: `INSERT INTO alarm_notice (community, code, since, signedSize, signedAt)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (community) DO UPDATE SET code = excluded.code,
        since = excluded.since, signedSize = excluded.signedSize, signedAt = excluded.signedAt`,
    args: [community, code, BigInt(since), BigInt(signedSize), signedAt && BigInt(signedAt)],
  })
}

function noticeOf(row: Row): AlarmNotice {
  return {
    code: String(row.code),
    since: Number(row.since),
    signedSize: Number(row.signedSize),
    signedAt: row.signedAt === null ? null : Number(row.signedAt),
  }
}
