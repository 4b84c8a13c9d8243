import { type Answer, bodyTooLarge, MAX_BODY_BYTES, type Reply } from './answer.ts'
import { decodePipeline } from './decode.ts'
import { type FileOf, Files } from './files.ts'
import { ProtocolError, type StreamRequest } from './hrana.ts'
import { listenOn } from './listen.ts'
import { type Route, routeOf } from './route.ts'

/** libSQL on one machine: files behind the protocol that sqld and Turso speak. */
export interface LocalLibsql {
  /**
   * Hand this to `createClient({ url: 'http://libsql.local/dev/riverside/', fetch })`: the client
   * speaks to the file in process, without a port. The URL's host means nothing here.
   */
  fetch(request: Request | URL | string, init?: RequestInit): Promise<Response>
  /**
   * The same without Request, Response and JSON, for whoever is in this process: the requests must
   * be as `decodePipeline` makes them. Answers what the body of the Response would say.
   */
  pipeline(namespace: string, requests: StreamRequest[]): Promise<Reply>
  /** Serves the same on 127.0.0.1 (port 0 = any free one). `url` ends in `/`. */
  listen(port?: number): Promise<{ port: number; url: string; close(): Promise<void> }>
  /** Takes no new work, waits for what is under way, writes back and closes every file. */
  close(): Promise<void>
}

export interface LibsqlOptions {
  /** Namespace → absolute file path, or null when there can be no such database. */
  fileOf: FileOf
  /** Told of refused requests and of bugs; never SQL, never arguments. */
  log?: (line: object) => void
}

/** Opens nothing yet: each file is opened when it is first asked for. */
export function openLibsql({ fileOf, log = () => {} }: LibsqlOptions): LocalLibsql {
  const files = new Files(fileOf)
  const underWay = new Set<Promise<Reply>>()
  const doors = new Set<() => Promise<void>>()
  let closing: Promise<void> | null = null

  const answer: Answer = (method, path, readBody, asker) =>
    taken(() => serve(files, routeOf(method, path), readBody, asker))

  function taken(work: () => Promise<Reply>): Promise<Reply> {
    if (closing !== null) return Promise.resolve(replyTo(closedError, log))
    const reply = work().catch((thrown) => replyTo(thrown, log))
    underWay.add(reply)
    return reply.finally(() => underWay.delete(reply))
  }

  async function closeAll(): Promise<void> {
    await Promise.all([...doors].map((close) => close()))
    await Promise.all(underWay)
    files.close()
  }

  return {
    async fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init)
      const { pathname } = new URL(request.url)
      const { status, body } = await answer(
        request.method,
        pathname,
        () => limited(request),
        request.signal,
      )
      request.signal.throwIfAborted()
      return Response.json(body, { status })
    },
    pipeline: (namespace, requests) => taken(() => piped(files, namespace, requests, null)),
    async listen(port = 0) {
      const door = await listenOn(port, answer)
      doors.add(door.close)
      return door
    },
    close: () => {
      closing ??= closeAll()
      return closing
    },
  }
}

const closedError = new ProtocolError(503, 'SERVER_CLOSED', 'libsql-local is closing')

async function serve(
  files: Files,
  route: Route,
  readBody: () => Promise<string>,
  asker: AbortSignal | null,
): Promise<Reply> {
  switch (route.to) {
    case 'pipeline': {
      const requests = decodePipeline(await readBody())
      return piped(files, route.namespace, requests, asker)
    }
    case 'create':
      files.create(route.namespace)
      return { status: 200, body: {} }
    case 'probe':
      return { status: 200, body: {} }
    case 'nowhere':
      throw new ProtocolError(404, 'NOT_FOUND', 'Nothing is served here')
  }
}

async function piped(
  files: Files,
  namespace: string,
  requests: StreamRequest[],
  asker: AbortSignal | null,
): Promise<Reply> {
  return { status: 200, body: await files.run(namespace, requests, asker) }
}

async function limited(request: Request): Promise<string> {
  const text = await request.text()
  // A text has at least as many bytes as UTF-16 units, and at most three times as many.
  const surelySmall = text.length * 3 <= MAX_BODY_BYTES
  if (surelySmall || Buffer.byteLength(text) <= MAX_BODY_BYTES) return text
  throw bodyTooLarge()
}

function replyTo(thrown: unknown, log: (line: object) => void): Reply {
  if (thrown instanceof ProtocolError) {
    const { status, code, message } = thrown
    log({ at: 'libsql', event: 'refused', status, code })
    return { status, body: { message, code } }
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'INTERNAL_ERROR'
  log({ at: 'libsql', event: 'failed', code, message })
  return { status: 500, body: { message, code } }
}
