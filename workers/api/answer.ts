/** A body with headers of its own: `Idempotent-Replayed`, a file's name. */
export class Answer<T> {
  readonly body: T
  readonly headers: Readonly<Record<string, string>>

  constructor(body: T, headers: Readonly<Record<string, string>>) {
    this.body = body
    this.headers = headers
  }
}

/** An answer with headers, where a bare body does not say enough. */
export function answer<T>(body: T, more: { headers: Record<string, string> }): Answer<T> {
  return new Answer(body, more.headers)
}

/** The answer to an idempotent request: marked when it was given before. */
export function replayable<T>(body: T, replayed: boolean): Answer<T> {
  return new Answer(body, replayed ? { 'Idempotent-Replayed': 'true' } : {})
}
