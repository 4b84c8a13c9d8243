import { type PipelineAnswer, ProtocolError, type StreamRequest } from './hrana.ts'

/** A pipeline that waits for its turn, and whom to tell what came of it. */
export interface Turn {
  readonly requests: StreamRequest[]
  resolve(answer: PipelineAnswer): void
  reject(thrown: unknown): void
}

/** Those who wait together are handed on together, in the order they came. */
export class Queue {
  readonly #take: (turns: Turn[]) => void
  #waiting: { turn: Turn; asker: AbortSignal | null }[] = []
  #draining = false

  /** @param take answers every turn it is given; whatever is running ends before the next begins */
  constructor(take: (turns: Turn[]) => void) {
    this.#take = take
  }

  /**
   * Waits for a turn. When its asker has gone before that, it is not begun at all: the promise
   * rejects with ProtocolError 499.
   */
  run(requests: StreamRequest[], asker: AbortSignal | null): Promise<PipelineAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ turn: { requests, resolve, reject }, asker })
      this.#drain()
    })
  }

  // A turn of the event loop lets those who ask together wait together, and lets sockets be heard
  // while a long row of requests is served.
  #drain(): void {
    if (this.#draining) return
    this.#draining = true
    setImmediate(() => {
      const waited = this.#waiting
      this.#waiting = []
      const [gone, here] = [true, false].map((isGone) =>
        waited.filter(({ asker }) => (asker?.aborted ?? false) === isGone),
      )
      for (const { turn } of gone ?? []) turn.reject(askerGone())
      this.#take((here ?? []).map(({ turn }) => turn))
      this.#draining = false
      if (this.#waiting.length > 0) this.#drain()
    })
  }
}

function askerGone(): ProtocolError {
  return new ProtocolError(499, 'ASKER_GONE', 'Whoever asked has gone; nothing was begun')
}
