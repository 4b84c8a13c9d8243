import { type Fault, fault, faults, isFault } from '@commonhour/contract'
import type { Decision, Expectation } from '@commonhour/domain'
import type { InStatement } from '@libsql/client/web'
import { placedStatementsOf } from './batch.ts'
import {
  type AnswersOf,
  type Books,
  BooksOutOfReach,
  commit,
  type Queries,
  type Query,
  snapshot,
} from './books.ts'
import { actedNotice } from './delegations.ts'
import { insert, momentNow, nextSeq } from './insert.ts'
import type { PromisedLine } from './proofs/promises.ts'
import { first, numberOf, numberOrNull, textOf } from './rows.ts'
import * as tables from './tables.ts'

/** The caller's key for one write; `principal` keeps callers' keys apart. */
export interface IdempotencyClaim {
  readonly principal: string
  readonly key: string
  readonly fingerprint: string
}
/** What was written, and up to where: `seq` is the log's size just after it. */
export interface AsOf {
  readonly ref: string
  readonly step: number | null
  readonly seq: number
}
/** What a decision yields to be written, and what its answer is about. */
export interface Yes {
  readonly decision: Decision
  readonly actor: string
  /** The member it is done for, where that is not who acts. */
  readonly onBehalfOf?: string | null
  /** What lets the one act for the other; it is expected before anything else. */
  readonly guards?: readonly Expectation[]
  readonly ref: string
  readonly step?: number
  /**
   * What the one who asks may hear of a refusal that the books raise, by the place of the write
   * that was refused (-1: it was none of them); all of it unless given.
   */
  readonly hears?: (refused: Fault, write: number) => Fault
}
export interface Writing<Q extends Queries, R> {
  readonly now: number
  readonly claim: IdempotencyClaim | null
  readonly gather: Q
  readonly decide: (facts: AnswersOf<Q>) => Yes | Fault
  /**
   * What to answer, read in the batch that writes, or as of it when the same request comes again.
   */
  readonly render: (asOf: AsOf) => Query<R>
  /** Where it may move hours or set them aside: their lines, read with the answer. */
  readonly promises?: Promises
}
/** The lines that an answer promises, as of a write. */
export type Promises = (asOf: AsOf) => Query<PromisedLine[]>
export interface Written<R, F> {
  readonly answer: R
  readonly facts: F
  readonly replayed: boolean
  /** The size of the log that the answer tells of: all there is, unless it is told again. */
  readonly seq: number
  /** Lines that the answer promises with receipts. */
  readonly promised: readonly PromisedLine[]
}

const mostTries = 3

/**
 * Gathers, decides and commits: one read and one write round trip. On a fault marked `again: now`,
 * or when an answer was lost, it gathers and decides afresh, at most three times; a key protects
 * the write from being done twice meanwhile.
 * @returns the answer, or the fault; `outcome_unknown` when it cannot be learnt whether it was
 *   written
 */
export async function write<const Q extends Queries, R>(
  books: Books,
  writing: Writing<Q, R>,
): Promise<Written<R, AnswersOf<Q>> | Fault> {
  let refused: Fault = fault('facts_are_stale')
  for (let tries = 0; tries < mostTries; tries++) {
    const outcome = await writeOnce(books, writing)
    if (!('refused' in outcome)) return outcome
    // Once an answer was lost, only an answer ends the doubt.
    const inDoubt = refused.fault === 'outcome_unknown'
    const isSilent = outcome.refused.fault === 'books_are_out_of_reach'
    if (!(inDoubt && isSilent)) refused = outcome.refused
    const raised = outcome.raised || inDoubt
    if (!isWorthAnother({ raised, refused }, writing.claim)) return refused
  }
  return refused
}

/** A refusal, and whether it was the books that raised it rather than the decision. */
interface Refused {
  readonly refused: Fault
  readonly raised: boolean
}

/**
 * Facts moved; the answer was lost and a key makes a second try safe; or the books refused, which a
 * twin with our key may have caused: the fresh look then finds what it wrote.
 */
function isWorthAnother({ raised, refused }: Refused, claim: IdempotencyClaim | null): boolean {
  if (raised && claim !== null) return true
  return refused.fault !== 'outcome_unknown' && faults[refused.fault].again === 'now'
}

async function writeOnce<Q extends Queries, R>(
  books: Books,
  { claim, decide, gather, now, promises, render }: Writing<Q, R>,
): Promise<Written<R, AnswersOf<Q>> | Refused> {
  const asked = { ...gather, ...(claim && { before: beforeQuery(claim) }) }
  const facts = await snapshot(books, asked).catch(unreached('books_are_out_of_reach'))
  if (isFault(facts)) return { refused: facts, raised: false }
  const before = 'before' in facts ? (facts.before as Before | null) : null
  if (before !== null && claim !== null) {
    if (before.fingerprint !== claim.fingerprint) {
      return { refused: fault('idempotency_key_was_used_otherwise'), raised: false }
    }
    // It was written: whatever is not learnt now must not be told as nothing.
    const told = await snapshot(books, toldOfIt(before, { promises, render })).catch(
      unreached('outcome_unknown'),
    )
    if (isFault(told)) return { refused: told, raised: true }
    return { ...writtenOf<R>(told), facts: facts as AnswersOf<Q>, replayed: true, seq: before.seq }
  }
  const yes = decide(facts as AnswersOf<Q>)
  if (isFault(yes)) return { refused: yes, raised: false }
  const guarded = { ...yes.decision, expect: [...(yes.guards ?? []), ...yes.decision.expect] }
  const { statements, writes } = await placedStatementsOf(guarded, { now, ...stampOf(yes) })
  const asOf = { ref: yes.ref, step: yes.step ?? null, seq: Number.MAX_SAFE_INTEGER }
  const kept = claim === null ? [] : [keptRow(claim, asOf, now)]
  const batch = [...statements, ...toldOf(yes, now), ...kept]
  const hears = (refused: Fault, at: number) => yes.hears?.(refused, writes[at] ?? -1) ?? refused
  const told = toldOfIt(asOf, { promises, render })
  const answers = await commit(books, batch, told, hears).catch(unreached('outcome_unknown'))
  if (isFault(answers)) return { refused: answers, raised: true }
  return { ...writtenOf<R>(answers), facts: facts as AnswersOf<Q>, replayed: false, seq: asOf.seq }
}

/** What is asked with a write, or as of it: its answer, and the lines it promises. */
function toldOfIt(
  asOf: AsOf,
  it: { render: Writing<Queries, unknown>['render']; promises: Promises | undefined },
): Queries {
  return { answer: it.render(asOf), ...(it.promises && { promised: it.promises(asOf) }) }
}

function writtenOf<R>(told: AnswersOf<Queries>): Pick<Written<R, unknown>, 'answer' | 'promised'> {
  return { answer: told.answer as R, promised: (told.promised ?? []) as PromisedLine[] }
}

/**
 * Whoever was acted for by a delegate, by a coordinator who spoke to them, or by one of several who
 * share it, is told of it.
 */
function toldOf({ actor, guards = [], onBehalfOf = null }: Yes, now: number): InStatement[] {
  const lends = ['delegation', 'office', 'link']
  if (onBehalfOf === null || !guards.some(({ word }) => lends.includes(word))) return []
  return [actedNotice(onBehalfOf, actor.slice('member:'.length), now)]
}

function stampOf({ actor, onBehalfOf = null }: Yes) {
  return { actor, onBehalfOf }
}

/** What a lost answer means: nothing, where only questions were sent; doubt, where rows were. */
function unreached(code: 'books_are_out_of_reach' | 'outcome_unknown'): (cause: unknown) => Fault {
  return (cause) => {
    if (cause instanceof BooksOutOfReach) return fault(code)
    throw cause
  }
}

interface Before extends AsOf {
  readonly fingerprint: string
}

function beforeQuery({ principal, key }: IdempotencyClaim): Query<Before | null> {
  return {
    sql: 'SELECT fingerprint, ref, step, seq FROM idempotency WHERE principal = ? AND key = ?',
    args: [principal, key],
    read: first((row) => ({
      fingerprint: textOf(row, 'fingerprint'),
      ref: textOf(row, 'ref'),
      step: numberOrNull(row, 'step'),
      seq: numberOf(row, 'seq'),
    })),
  }
}

function keptRow(claim: IdempotencyClaim, { ref, step }: AsOf, now: number) {
  return insert(tables.idempotency, { ...claim, ref, step, seq: nextSeq, at: momentNow(now) })
}
