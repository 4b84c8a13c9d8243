import { progress } from '@clack/prompts'
import { type Fault, faults } from '@commonhour/contract'

/** What a command says: lines for people, or one piece of JSON for machines. */
export interface Output {
  readonly json: boolean
  /** A line for people; nothing in JSON. */
  say(line: string): void
  /** The result for machines; nothing for people. */
  data(value: object): void
  /** Tells how far a long piece of work has come: a bar on a terminal, else lines. */
  progress(what: string, total: number): Progress
}
export interface Progress {
  /** So much is done now. */
  at(done: number): void
  /** All of it is done, or it was broken off. */
  end(how: 'done' | 'broken off'): void
}

export function outputTo(json: boolean, stream: NodeJS.WriteStream = process.stdout): Output {
  const write = (text: string) => void stream.write(`${text}\n`)
  return {
    json,
    say: (line) => json || write(line),
    data: (value) => json && write(JSON.stringify(value, null, 2)),
    progress(what, total) {
      if (json) return { at() {}, end() {} }
      return stream.isTTY === true ? bar(what, total) : lines(what, total, write)
    },
  }
}

function bar(what: string, total: number): Progress {
  const shown = progress({ max: Math.max(1, total), size: 30 })
  let before = 0
  shown.start(what)
  return {
    at(done) {
      shown.advance(done - before, `${what} ${done} of ${total}`)
      before = done
    },
    end: (how) =>
      how === 'done' ? shown.stop(`${what}: ${total}`) : shown.error(`${what}: ${how}`),
  }
}

function lines(what: string, total: number, write: (line: string) => void): Progress {
  return {
    at: (done) => write(`  ${what} ${done} of ${total}`),
    end() {},
  }
}

/** What a fault says to whoever runs a command. */
export function saysOf({ detail, fault, fields }: Fault): string {
  const named = (fields ?? []).map(
    ({ expected, pointer, received }) => `\n  ${pointer.slice(1)}: ${expected}, not ${received}`,
  )
  return `${faults[fault].says}${detail === undefined ? '' : ` ${detail}`}${named.join('')}`
}
