import { AsyncLocalStorage } from 'node:async_hooks'
import { chanceOf } from '../support/bytes.ts'

/** One thread of what happens; its chance is its own, whatever others do meanwhile. */
export interface Task {
  readonly number: number
  readonly chance: () => number
  /** What it is about now, by a name; what it spawns is about the same. */
  about: string | null
}

/**
 * Lets tasks run by turns, so that a seed decides every order: whoever would wait for the network
 * parks instead, and only when everyone is parked does chance pick who goes on. What takes its own
 * time in between (a signature on another thread) decides nothing.
 */
export class Scheduler {
  readonly chance: () => number
  readonly #seed: number
  readonly #storage = new AsyncLocalStorage<Task>()
  readonly #failures: unknown[] = []
  #parked: { task: Task; go: () => void }[] = []
  #active = 0
  #spawned = 0
  #quiet: () => void = () => {}
  /** How often somebody was let go on: the simulation's own time. */
  turns = 0

  constructor(seed: number) {
    this.#seed = seed
    this.chance = chanceOf(seed)
  }

  /** Who is running; undefined for what stands outside, such as a test that looks afterwards. */
  get task(): Task | undefined {
    return this.#storage.getStore()
  }

  /** Says what the running task is about from here on. */
  about(name: string): void {
    if (this.task !== undefined) this.task.about = name
  }

  /** Begins something that goes on by itself. */
  spawn(work: () => Promise<unknown>): void {
    this.#spawned += 1
    const number = this.#spawned
    const chance = chanceOf(this.#seed * 100_003 + number)
    const task: Task = { number, chance, about: this.task?.about ?? null }
    const go = () => {
      this.#active += 1
      const ended = () => this.#stop()
      void this.#storage.run(task, work).then(ended, (cause) => {
        this.#failures.push(cause)
        ended()
      })
    }
    this.#parked.push({ task, go })
  }

  /** Waits for a turn; outside of every task it does not wait. */
  park(): Promise<void> {
    const { task } = this
    if (task === undefined) return Promise.resolve()
    return new Promise((resolve) => {
      const go = () => {
        this.#active += 1
        resolve()
      }
      this.#parked.push({ task, go })
      this.#stop()
    })
  }

  /** Goes on until every task has ended. @throws what one of them threw */
  async run(): Promise<void> {
    while (this.#parked.length > 0) {
      this.turns += 1
      // Two at once now and then: their write batches then share one commit.
      for (const { go } of this.#picked(this.chance() < 0.25 ? 2 : 1)) go()
      await this.#everyoneParked()
    }
    if (this.#failures.length > 0) throw this.#failures[0]
  }

  #picked(count: number) {
    const waiting = this.#parked.toSorted((a, b) => a.task.number - b.task.number)
    const picked = Array.from({ length: Math.min(count, waiting.length) }, () => {
      const [one] = waiting.splice(Math.floor(this.chance() * waiting.length), 1)
      return one as (typeof waiting)[number]
    })
    this.#parked = waiting
    return picked
  }

  #everyoneParked(): Promise<void> {
    if (this.#active === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#quiet = resolve
    })
  }

  #stop(): void {
    this.#active -= 1
    if (this.#active === 0) this.#quiet()
  }
}
