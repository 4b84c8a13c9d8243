import { ProtocolError } from './hrana.ts'

/** Work takes turns in the order it came, and each piece runs whole before the next begins. */
export class Queue {
  readonly #waiting: (() => void)[] = []
  #draining = false

  /**
   * Runs `work` in its turn. When its asker has gone before that, it is not begun at all: the
   * promise rejects with ProtocolError 499.
   */
  run<Result>(work: () => Result, asker: AbortSignal | null): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        if (asker?.aborted) return reject(askerGone())
        try {
          resolve(work())
        } catch (thrown) {
          reject(thrown)
        }
      })
      this.#drain()
    })
  }

  // A turn of the event loop lets those who ask together wait together, and lets sockets be heard
  // while a long row of requests is served.
  #drain(): void {
    if (this.#draining) return
    this.#draining = true
    setImmediate(() => {
      for (const next of this.#waiting.splice(0)) next()
      this.#draining = false
      if (this.#waiting.length > 0) this.#drain()
    })
  }
}

function askerGone(): ProtocolError {
  return new ProtocolError(499, 'ASKER_GONE', 'Whoever asked has gone; nothing was begun')
}
