import { type ChildProcess, fork, type Serializable } from 'node:child_process'
import { cpuMsOfThis } from './measure.ts'

type Calls = Record<string, (...args: never[]) => Promise<unknown>>

interface Asked {
  readonly call: string
  readonly args: unknown[]
}
type Answered = { readonly answer: unknown } | { readonly thrown: string }

/**
 * In a child: answers the calls of the process that started it, `cpu` among them, and ends with it.
 */
export function answerCalls(calls: Calls): void {
  const all: Calls = { ...calls, cpu: cpuMsOfThis }
  process.on('disconnect', () => process.exit(0))
  // Stopping is the parent's to decide: it also removes the files.
  process.on('SIGINT', () => {})
  process.on('message', async ({ args, call }: Asked) => {
    const answer = (answered: Answered) => process.send?.(answered)
    try {
      answer({ answer: (await all[call]?.(...(args as never[]))) ?? null })
    } catch (cause) {
      answer({ thrown: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
    }
  })
}

/** A Node process of its own that answers one call at a time. */
export class Child {
  readonly #process: ChildProcess

  constructor(program: string, nodeArguments: readonly string[] = []) {
    const execArgv = ['--disable-warning=ExperimentalWarning', ...nodeArguments]
    // What it prints is its log: a host writes it somewhere, and so does the bench.
    const stdio: ['ignore', 'ignore', 'inherit', 'ipc'] = ['ignore', 'ignore', 'inherit', 'ipc']
    this.#process = fork(program, { execArgv, stdio })
  }

  /** @throws what the call threw, or when the process ends before it answers */
  call<T>(call: string, ...args: Serializable[]): Promise<T> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('A process of the bench ended before it answered.'))
      this.#process.once('exit', gone)
      this.#process.once('message', (answered: Answered) => {
        this.#process.off('exit', gone)
        if ('thrown' in answered) reject(new Error(answered.thrown))
        else resolve(answered.answer as T)
      })
      this.#process.send({ call, args })
    })
  }

  /** Lets it end by itself; after five seconds it is ended. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()))
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 5000)
    if (this.#process.connected) this.#process.disconnect()
    await ended
    clearTimeout(patience)
  }
}
