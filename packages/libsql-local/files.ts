import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Connection } from './connection.ts'
import { ProtocolError, type StreamRequest } from './hrana.ts'
import { Queue } from './queue.ts'
import { takeTurns } from './turns.ts'

/** Namespace → absolute path of its file; null for a name that can have no database here. */
export type FileOf = (namespace: string) => string | null

interface OpenFile {
  connection: Connection
  queue: Queue
}

/** The databases of one place: each has one file, one connection and one queue. */
export class Files {
  readonly #fileOf: FileOf
  readonly #open = new Map<string, OpenFile>()
  #closed = false

  constructor(fileOf: FileOf) {
    this.#fileOf = fileOf
  }

  /** Makes an empty database. Throws ProtocolError: 400 for the name, 409 when it exists. */
  create(namespace: string): void {
    const path = this.#fileOf(namespace)
    if (path === null) throw new ProtocolError(400, 'NAMESPACE_NAME_INVALID', 'Not a name we keep')
    if (existsSync(path)) {
      throw new ProtocolError(409, 'NAMESPACE_EXISTS', `Namespace ${namespace} already exists`)
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    this.#openFile(path)
  }

  /** Runs a pipeline in its turn. Throws ProtocolError: 404 when there is no such database. */
  run(namespace: string, requests: StreamRequest[], asker: AbortSignal | null) {
    const path = this.#fileOf(namespace)
    const file = path === null ? undefined : (this.#open.get(path) ?? this.#openExisting(path))
    if (file === undefined) {
      throw new ProtocolError(404, 'NAMESPACE_NOT_FOUND', `Namespace ${namespace} does not exist`)
    }
    return file.queue.run(requests, asker)
  }

  /** Closes every file, then says which could not be; nothing may be waiting any more. */
  close(): void {
    this.#closed = true
    const failed: unknown[] = []
    for (const { connection } of this.#open.values()) {
      try {
        connection.close()
      } catch (cause) {
        failed.push(cause)
      }
    }
    this.#open.clear()
    if (failed.length > 0) throw new AggregateError(failed, 'Some files could not be closed')
  }

  #openExisting(path: string): OpenFile | undefined {
    return existsSync(path) ? this.#openFile(path) : undefined
  }

  #openFile(path: string): OpenFile {
    if (this.#closed) throw new Error('A file was asked for after all were closed')
    const connection = new Connection(path)
    const file = { connection, queue: new Queue((turns) => takeTurns(connection, turns)) }
    this.#open.set(path, file)
    return file
  }
}
