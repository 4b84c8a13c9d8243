import { type Fault, fault, faults } from '@commonhour/contract'
import { type ArgsDef, type CommandDef, defineCommand, renderUsage } from 'citty'
import { type Output, outputTo, saysOf } from './output.ts'

/** A refusal: lines that tell people more of it, and the same as data for machines. */
export interface Refusal {
  /** Null when nothing was refused, but what was found is not as it must be. */
  readonly fault: Fault | null
  readonly lines?: readonly string[]
  readonly data?: object
  /** How the process ends; 1 where nothing is said. */
  readonly exitCode?: number
}
export interface Task {
  readonly name: string
  /** One line, for the list of commands. */
  readonly about: string
  /** What there is to know besides, for its own help. */
  readonly details?: string
  readonly args: ArgsDef
  /** How a call ends that is not understood or breaks off, where 1 means something else. */
  readonly misuseExitCode?: number
  /** Does it. A refusal that it returns is told and ends the process with 1. */
  run(said: Said, output: Output): Promise<undefined | Refusal>
}
/** What was said on the command line, by the names of the arguments. */
export class Said {
  readonly #args: Readonly<Record<string, unknown>>

  constructor(args: Readonly<Record<string, unknown>>) {
    this.#args = args
  }
  text(name: string): string {
    return String(this.#args[name])
  }
  textOrNull(name: string): string | null {
    const value = this.#args[name]
    return typeof value === 'string' ? value : null
  }
  flag(name: string): boolean {
    return this.#args[name] === true
  }
}

const json = { type: 'boolean', description: 'Answer in JSON, for machines' } as const

/** A command that does something: arguments it does not know are refused, faults end it with 1. */
export function taskCommand(task: Task): CommandDef {
  const args: ArgsDef = { ...task.args, json }
  const command = defineCommand({
    meta: { name: task.name, description: task.about },
    args,
    async run(context) {
      const said = context.args as Readonly<Record<string, unknown>>
      const output = outputTo(said.json === true)
      const misuse = wrongArgument(args, said)
      const exitCode = task.misuseExitCode ?? 1
      if (misuse !== null) return refuse({ ...misuse, exitCode }, output)
      try {
        const refusal = await task.run(new Said(said), output)
        if (refusal !== undefined) refuse(refusal, output)
      } catch (cause) {
        const detail = cause instanceof Error ? cause.message : String(cause)
        refuse({ fault: fault('something_failed', { detail }), exitCode }, output)
      }
    },
  }) as CommandDef
  if (task.details !== undefined) details.set(command, task.details)
  return command
}

const details = new WeakMap<object, string>()

/** The help of a command: how it is called, then what there is to know besides. */
export async function showHelp(command: CommandDef, parent?: CommandDef): Promise<void> {
  const usage = await renderUsage(command, parent)
  const more = details.get(command)
  process.stdout.write(`${usage}\n${more === undefined ? '' : `\n${more}\n`}\n`)
}

function refuse({ data, exitCode = 1, fault: refused, lines = [] }: Refusal, output: Output): void {
  process.exitCode = exitCode
  const { fault: code, ...more } = refused ?? { fault: null }
  output.data(
    code === null ? { ...data } : { fault: code, says: faults[code].says, ...more, ...data },
  )
  const says = refused === null ? [] : [saysOf(refused)]
  if (!output.json) process.stderr.write(`${[...says, ...lines].join('\n')}\n`)
}

/** citty lets pass what it does not know; a typo must not silently do nothing. */
function wrongArgument(args: ArgsDef, said: Readonly<Record<string, unknown>>): Refusal | null {
  const words = Array.isArray(said._) ? said._.map(String) : []
  const positionals = Object.values(args).filter(({ type }) => type === 'positional')
  const extra = words[positionals.length]
  if (extra !== undefined) return unknown(extra)
  for (const [name, { required, type }] of Object.entries(args)) {
    // citty itself asks for every other kind.
    if (required && type === 'enum' && said[name] === undefined) return malformed(`Say --${name}.`)
  }
  for (const [name, value] of Object.entries(said)) {
    if (name === '_') continue
    const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const def = args[name] ?? args[kebab]
    if (def === undefined) return unknown(`--${name}`)
    if (def.type === 'string' && value === '') {
      return malformed(`--${kebab} needs a value.`)
    }
  }
  return null
}

function unknown(word: string): Refusal {
  return malformed(`There is no ${word} here. See --help.`)
}

function malformed(detail: string): Refusal {
  return { fault: fault('request_is_malformed', { detail }) }
}
