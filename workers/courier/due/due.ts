import { type Fault, faults, isFault } from '@commonhour/contract'
import type { Decision } from '@commonhour/domain'
import {
  type AnswersOf,
  type Books,
  BooksOutOfReach,
  nothingQuery,
  type Page,
  type Queries,
  type Query,
  snapshot,
  write,
} from '@commonhour/ledger'

/** The moment a round looks at a community. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** The day in the community's own time zone. */
  readonly today: string
}

/** How many of one thing were done, refused, or met what nobody had thought of. */
export interface Done {
  readonly done: number
  readonly refused: number
  readonly troubled: number
}

/** One thing that time does. */
export interface Due {
  readonly name: string
  /**
   * Does what is due, until so many are done or none is left. A row that is refused or troubles
   * leaves the others alone, however many there are of them.
   * @throws BooksOutOfReach when the list cannot be read
   */
  run(books: Books, moment: Moment, limit: number): Promise<Done>
}

/** How one thing that time does is found, looked at, and decided. */
export interface DueMeans<Row, Q extends Queries> {
  readonly name: string
  /** What is due, in an order that stays: what is done leaves the list. */
  list(moment: Moment, page: Page): Query<readonly Row[]>
  /** What the decision looks at, read afresh: the list may be old by then. */
  gather(row: Row, moment: Moment): Q
  /** A fault says that there is nothing to do any more; the next round looks again. */
  decide(facts: AnswersOf<Q>, row: Row, moment: Moment): Decision | Fault
  /** Where the books refuse what was decided; the next round tries again unless given. */
  instead?(facts: AnswersOf<Q>, row: Row, moment: Moment, refused: Fault): Decision | Fault
}

/**
 * What time does, through the ledger's write door and as the actor `clock`. Each is a batch of its
 * own: one that is refused leaves the others alone, and a second courier finds it done.
 */
export function due<Row, const Q extends Queries>(it: DueMeans<Row, Q>): Due {
  return {
    name: it.name,
    async run(books, moment, limit) {
      const count = { done: 0, refused: 0, troubled: 0 }
      let found = limit
      while (found === limit && count.done < limit) {
        // Refused rows stay due, at the head of their list: the others stand behind them.
        const page = { limit, skip: count.refused + count.troubled }
        const { rows } = await snapshot(books, { rows: it.list(moment, page) })
        for (const row of rows as readonly Row[]) {
          count[await outcomeOf(it, books, row, moment)] += 1
        }
        found = rows.length
      }
      return count
    },
  }
}

async function outcomeOf<Row, const Q extends Queries>(
  it: DueMeans<Row, Q>,
  books: Books,
  row: Row,
  moment: Moment,
): Promise<keyof Done> {
  try {
    const first = await tryOnce(it, books, row, moment, it.decide)
    const { instead } = it
    if (first.refused === null) return 'done'
    const { raised, refused } = first
    if (instead === undefined || !raised || !isFinal(refused)) return 'refused'
    const second = await tryOnce(it, books, row, moment, (facts) =>
      instead(facts, row, moment, refused),
    )
    return second.refused === null ? 'done' : 'refused'
  } catch (cause) {
    if (cause instanceof BooksOutOfReach) throw cause
    return 'troubled'
  }
}

/** Whether trying again changes nothing: neither a race, nor the machine's trouble. */
function isFinal({ fault }: Fault): boolean {
  return faults[fault].again !== 'now' && faults[fault].status < 500
}

/** One write; `raised` tells a refusal of the books from one of the decision. */
async function tryOnce<Row, const Q extends Queries>(
  it: DueMeans<Row, Q>,
  books: Books,
  row: Row,
  moment: Moment,
  decide: DueMeans<Row, Q>['decide'],
): Promise<{ refused: Fault | null; raised: boolean }> {
  let raised = false
  const written = await write(books, {
    now: moment.now,
    claim: null,
    gather: it.gather(row, moment),
    decide: (facts) => {
      const decision = decide(facts, row, moment)
      raised = !isFault(decision)
      return isFault(decision) ? decision : { decision, actor: 'clock', ref: it.name }
    },
    render: () => nothingQuery,
  })
  return { refused: isFault(written) ? written : null, raised }
}
