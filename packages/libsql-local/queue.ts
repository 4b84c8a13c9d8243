/** Work takes turns in the order it came, and each piece runs whole before the next begins. */
export class Queue {
  readonly #waiting: (() => void)[] = []
  #draining = false

  /**
   * Runs `work` in its turn. When its asker has gone before that, it is not begun at all and the
   * promise rejects with the signal's reason.
   */
  run<Result>(work: () => Result, asker: AbortSignal | null): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        if (asker?.aborted) return reject(asker.reason)
        try {
          resolve(work())
        } catch (thrown) {
          reject(thrown)
        }
      })
      this.#drain()
    })
  }

  #drain(): void {
    if (this.#draining) return
    this.#draining = true
    queueMicrotask(() => {
      for (const next of this.#takeAll()) next()
      this.#draining = false
      if (this.#waiting.length > 0) this.#drain()
    })
  }

  #takeAll(): (() => void)[] {
    return this.#waiting.splice(0)
  }
}
