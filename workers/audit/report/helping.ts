import type { LoggedTransfer } from '@commonhour/proof'
import type { Helped } from './spread.ts'

/** Two accounts of which one helped the other, and what moved in each act between them. */
interface Tie {
  readonly accounts: readonly [string, string]
  readonly seconds: Map<string, number>
}

/** The help of one stretch of the log. */
export class Helping {
  readonly #helped = new Map<string, Helped>()
  readonly #ties = new Map<string, Tie>()

  /** Help moves from who received it to who gave it; a reversal goes the other way. */
  take({
    exchange,
    fromAccount,
    id,
    kind,
    purpose,
    ref,
    seconds,
    toAccount,
  }: LoggedTransfer): void {
    if (purpose !== 'help' || kind === 'hold' || kind === 'release') return
    const isBack = kind === 'reverse'
    const [giver, receiver] = isBack ? [fromAccount, toAccount] : [toAccount, fromAccount]
    const moved = isBack ? -seconds : seconds
    this.#of(giver).given += moved
    this.#of(receiver).received += moved
    // A reversal belongs to the act that it takes back.
    const act = exchange ?? (isBack ? ref : null) ?? id
    const tie = this.#tieOf(giver, receiver)
    tie.seconds.set(act, (tie.seconds.get(act) ?? 0) + moved)
  }

  /** What each account gave and received. */
  get helped(): Iterable<Helped> {
    return this.#helped.values()
  }

  /** Every pair with the acts between them of which something stands. */
  get pairs(): { accounts: readonly [string, string]; acts: string[] }[] {
    return [...this.#ties.values()]
      .map(({ accounts, seconds }) => ({
        accounts,
        acts: [...seconds].filter(([, moved]) => moved > 0).map(([act]) => act),
      }))
      .filter(({ acts }) => acts.length > 0)
  }

  /** The accounts that helped or were helped. */
  get accounts(): ReadonlySet<string> {
    return new Set(this.pairs.flatMap(({ accounts }) => accounts))
  }

  #of(account: string): Helped {
    const found = this.#helped.get(account) ?? { given: 0, received: 0 }
    this.#helped.set(account, found)
    return found
  }

  #tieOf(one: string, other: string): Tie {
    const accounts = one < other ? ([one, other] as const) : ([other, one] as const)
    const key = accounts.join(' ')
    const found = this.#ties.get(key) ?? { accounts, seconds: new Map() }
    this.#ties.set(key, found)
    return found
  }
}
