import { createAudit } from '@commonhour/audit'
import { rememberedHead, standingAlarms } from '@commonhour/host'
import { examine, isWhole } from '@commonhour/ledger'
import { expect } from 'vitest'
import { base } from '../support/asking.ts'
import { recovery, secret } from '../support/auditing.ts'
import type { Intent } from './acts.ts'
import type { Life } from './life.ts'
import { community } from './world.ts'

export interface Judged {
  readonly doubles: number
  readonly lostAcknowledged: number
  readonly unresolved: number
  /** Refused, though it stands and no copy of it came late. */
  readonly refusedWrongly: number
  /** Refused, and written afterwards by a copy that came late: it was true when it was said. */
  readonly writtenLate: number
  readonly acknowledged: number
  readonly refused: number
}

/** Compares what stands in the healed books with what people were told. */
export async function judge({ intents, lines, network, world }: Life): Promise<Judged> {
  const kept = await keptKeys(world)
  const stands = ({ key }: Intent) => kept.has(key)
  const acknowledged = intents.filter(({ told }) => told !== null && 'answer' in told)
  const refused = intents.filter(({ told }) => told !== null && 'refused' in told)
  const expected = expectedOf(intents.filter(stands), kept)
  const lied = refused.filter((it) => stands(it) && !network.copied.has(it.key))
  const found = await movesOf(world, intents)
  await booksHold(world)
  expect(world.errors).toEqual([])
  expect(lines.filter((event) => event === 'audit_alarm')).toEqual([])
  return {
    doubles: surplus(found, expected),
    lostAcknowledged: surplus(expected, found) + acknowledged.filter((it) => !stands(it)).length,
    unresolved: intents.filter(({ told }) => told === null).length,
    refusedWrongly: lied.length,
    writtenLate: refused.filter(stands).length - lied.length,
    acknowledged: acknowledged.length,
    refused: refused.length,
  }
}

interface Kept {
  readonly seq: number
  /** The state that the act brought its exchange to. */
  readonly state: string | null
}

async function keptKeys({ books }: Life['world']): Promise<Map<string, Kept>> {
  const { rows } = await books.client.execute(
    `SELECT key, i.seq, s.state FROM idempotency i
     LEFT JOIN exchange_step s ON s.exchange = i.ref AND s.step = i.step`,
  )
  return new Map(
    rows.map(({ key, seq, state }) => [
      String(key),
      { seq: Number(seq), state: state === null ? null : String(state) },
    ]),
  )
}

/** `about kind seconds`, one for each transfer that what stands must have made, in any order. */
function expectedOf(standing: readonly Intent[], kept: ReadonlyMap<string, Kept>): string[] {
  const seqOf = ({ key }: Intent) => kept.get(key)?.seq ?? 0
  const held = new Set<string>()
  return standing
    .toSorted((a, b) => seqOf(a) - seqOf(b))
    .flatMap((intent) => movesExpected(intent, kept.get(intent.key)?.state ?? null, held))
}

function movesExpected(it: Intent, state: string | null, held: Set<string>): string[] {
  const { act, body, deal } = it
  if (deal === null) return [`${body?.id} post ${body?.seconds}`]
  const { estimateSeconds, id, workedSeconds } = deal
  switch (act) {
    case 'proposeExchange':
      return state === 'confirmed' ? [`${id} post ${estimateSeconds}`] : []
    case 'acceptExchange':
      held.add(id)
      return [`${id} hold ${estimateSeconds}`]
    case 'confirmExchange':
      held.delete(id)
      return [`${id} settle ${workedSeconds}`]
    case 'cancelExchange':
      return held.delete(id) ? [`${id} release ${estimateSeconds}`] : []
    case 'undoExchange': {
      // Help that the receiver recorded alone is undone for good, else the hours are held again.
      if (state === 'reversed') return [`${id} reverse ${estimateSeconds}`]
      if (state !== 'done') return []
      held.add(id)
      return [`${id} reverse ${workedSeconds}`, `${id} hold ${estimateSeconds}`]
    }
    default:
      return []
  }
}

/** The same of what stands, of this life's gifts and exchanges. */
async function movesOf({ books }: Life['world'], intents: readonly Intent[]): Promise<string[]> {
  const { rows } = await books.client.execute(
    'SELECT coalesce(exchange, id) AS about, kind, seconds FROM transfer',
  )
  const mine = new Set(intents.map(({ body, deal }) => deal?.id ?? body?.id))
  return rows
    .filter(({ about }) => mine.has(String(about)))
    .map(({ about, kind, seconds }) => `${about} ${kind} ${seconds}`)
}

/** How many of these are not among those, each counted as often as it stands. */
function surplus(these: readonly string[], those: readonly string[]): number {
  const left = new Map<string, number>()
  for (const one of those) left.set(one, (left.get(one) ?? 0) + 1)
  return these.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  }).length
}

/** Σ 0, log dense, projections as their replay; and audit seals all of it without an alarm. */
async function booksHold({ books, calmly, now, random }: Life['world']): Promise<void> {
  const counts = await examine(books)
  expect(isWhole(counts), JSON.stringify(counts)).toBe(true)
  const means = { base, open: calmly, now, random, secret, recoveryX: recovery.publicKey.x }
  const audit = createAudit({ ...means, log: () => {} })
  await audit.round({ whole: true })
  expect(await standingAlarms(calmly('audit'), community)).toEqual([])
  const head = await rememberedHead(calmly('audit'), community)
  const { rows } = await books.client.execute('SELECT count(*) AS n FROM log')
  expect(head?.size).toBe(Number(rows[0]?.n))
}
