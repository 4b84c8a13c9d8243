/** A body with headers of its own: `Idempotent-Replayed`, a file's name. */
export class Answer<T> {
  readonly body: T | ReadableStream
  readonly headers: Readonly<Record<string, string>>
  /** The same thing in the operation's other media type. */
  readonly alternative: string | null

  constructor(
    body: T | ReadableStream,
    headers: Readonly<Record<string, string>>,
    alternative: string | null = null,
  ) {
    this.body = body
    this.headers = headers
    this.alternative = alternative
  }
}

/** An answer with headers, where a bare body does not say enough. */
export function answer<T>(body: T, more: { headers: Record<string, string> }): Answer<T> {
  return new Answer(body, more.headers)
}

/** A text that is read and sent piece by piece, since it may be larger than a memory. */
export function streamed<T>(
  chunks: AsyncIterable<string>,
  more: { headers: Record<string, string> },
): Answer<T> {
  const encoder = new TextEncoder()
  const pieces = chunks[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Answer<T>(body, more.headers)
}

/** The answer to an idempotent request: marked when it was given before. */
export function replayable<T>(body: T, replayed: boolean): Answer<T> {
  return new Answer(body, replayed ? { 'Idempotent-Replayed': 'true' } : {})
}
