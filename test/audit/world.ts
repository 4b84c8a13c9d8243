import { join } from 'node:path'
import type { Audit, AuditEnv } from '@commonhour/audit'
import { standingAlarms } from '@commonhour/host'
import { latestHeadQuery, snapshot } from '@commonhour/ledger'
import { type KeyHistory, keyHistoryOf, readLeaf } from '@commonhour/proof'
import Database from 'libsql'
import { auditsOf } from '../support/auditing.ts'
import { openPlace, type Place, type PlaceOptions, type Someone } from '../support/place.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** A place with an audit, its memory, and whoever owns the machine. */
export interface World {
  readonly place: Place
  readonly ana: Someone
  readonly luis: Someone
  readonly lines: Parameters<AuditEnv['log']>[0][]
  audit(more?: Partial<AuditEnv>): Audit
  /** Luis helped Ana; Ana records it, and the hours move. */
  help(seconds?: number): Promise<void>
  /** What someone does who owns the community's file: straight to SQLite, past every Worker. */
  asOwner(...sql: string[]): void
  /** The codes of the alarms that stand. */
  alarms(): Promise<string[]>
  /** Sizes of the heads that were published, in their order. */
  heads(): Promise<number[]>
  note(): Promise<string>
  bodies(): Promise<string[]>
  /** What the log says of keys, to anyone who reads it. */
  keys(): Promise<KeyHistory>
  rows(sql: string): Promise<Record<string, unknown>[]>
}

export async function openAuditWorld(options: PlaceOptions = {}): Promise<World> {
  const place = await openPlace(options)
  const { directory, env } = place
  const memory = env.open('audit')
  const lines: World['lines'] = []
  const audit = await auditsOf(place, (line) => lines.push(line))
  const [ana, luis] = [await place.joins('Ana Soler'), await place.joins('Luis Vega')]
  const rows: World['rows'] = async (sql) =>
    (await place.books.client.execute(sql)).rows.map((row) => ({ ...row }))
  const bodies = async () =>
    (await rows('SELECT body FROM log ORDER BY seq')).map(({ body }) => String(body))
  return {
    ...{ place, ana, luis, lines, audit, rows, bodies },
    async help(seconds = 3600) {
      place.pass(60_000)
      const exchange = {
        ...{ id: place.id(), giver: luis.member, receivers: [ana.member], title: 'A lift' },
        ...{ estimateSeconds: seconds, alreadyDone: true, workedOn: '2026-03-01' },
      }
      const done = await place.ask(ana, 'proposeExchange', {}, { body: exchange })
      if (done.status !== 201) throw new Error(JSON.stringify(done.body))
    },
    asOwner(...statements) {
      const file = join(directory, 'communities', `${place.community}.db`)
      const db = new Database(file)
      try {
        for (const sql of statements) db.exec(sql)
      } finally {
        db.close()
      }
    },
    alarms: async () => (await standingAlarms(memory, place.community)).map(({ code }) => code),
    heads: async () =>
      (await rows('SELECT size FROM checkpoint ORDER BY size')).map(({ size }) => Number(size)),
    async note() {
      const { head } = await snapshot(place.books, { head: latestHeadQuery() })
      return head?.note ?? ''
    },
    async keys() {
      const leaves = (await bodies()).map((body) => readLeaf(bytes(body)))
      const history = await keyHistoryOf(leaves.filter((leaf) => leaf !== null))
      if (history === null) throw new Error('The log names no keys.')
      return history
    },
  }
}

/** The words of a trigger, to be put back after it was dropped. */
export async function wordsOf({ rows }: World, trigger: string): Promise<string> {
  const [row] = await rows(`SELECT sql FROM sqlite_schema WHERE name = '${trigger}'`)
  return String(row?.sql)
}
