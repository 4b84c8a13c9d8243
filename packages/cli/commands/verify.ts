import { type Fault, fault, isFault } from '@commonhour/contract'
import {
  type Handed,
  headingOf,
  isFinding,
  type KeyRing,
  limits,
  readKeyFile,
  type ToldCheck,
  type Verified,
  verdictOf,
  verifyDocument,
} from '@commonhour/proof'
import { type Refusal, type Said, taskCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { filePieces, textOfFile } from '../verify/files.ts'

const details = `  FILE is a report, a receipt, a checkpoint, or a proof of one line or one member: it is known by
  its shape.
  Nothing is asked of any network, and no data directory is needed: take the files with you.

  A report alone shows who signed it and that the log only grew. With --previous it shows that it
  follows the one you kept; with --log that every total follows from every line; with --balances
  that each balance is counted. A receipt wants --log, and a --checkpoint of that log.

  --key is what the host publishes at /.well-known/commonhour.json, a JWK, or a set of JWKs: at best
  a copy from before, or from somebody else. Keys alone do not say whose they are: say --origin.

  It exits with 0 only if nothing is wrong, 1 if something is, 2 if it could not begin.`

const file = (description: string) => ({ type: 'string', valueHint: 'FILE', description }) as const

/** How a call ends that could not begin: 1 would say that something is wrong with the document. */
const couldNotBegin = 2

/** Looks at a signed document, offline, and says in plain words what it shows. */
export const verifyCommand = taskCommand({
  name: 'verify',
  about: 'See for yourself, offline, whether a report, receipt, checkpoint or proof is true',
  details,
  misuseExitCode: couldNotBegin,
  args: {
    file: {
      type: 'positional',
      required: false,
      valueHint: 'FILE',
      description: 'What to look at',
    },
    key: file('The keys of the community'),
    previous: file('Beside a report: the one before it, as you kept it'),
    log: file('Beside it: log.jsonl'),
    balances: file('Beside a report: balances.jsonl'),
    checkpoint: file('Beside a receipt: the checkpoint that is to cover it'),
    origin: {
      type: 'string',
      valueHint: 'NAME',
      description: 'Of which community it is to be, as its checkpoints name it',
    },
  },
  async run(said, output) {
    const handed = await handedIn(said, output)
    if (isFault(handed)) return { fault: handed, exitCode: couldNotBegin }
    return tell(await verifyDocument(handed), output)
  },
})

async function handedIn(said: Said, output: Output): Promise<Handed | Fault> {
  const rings = await ringsIn(said)
  if (isFault(rings)) return rings
  const document = await textOf(said, 'file')
  if (isFault(document)) return document
  const previous = await textOrNone(said, 'previous')
  if (isFault(previous)) return previous
  const checkpoint = await textOrNone(said, 'checkpoint')
  if (isFault(checkpoint)) return checkpoint
  const log = await filePieces(said.textOrNull('log'), output)
  if (log === null) return unreadable('log', said.text('log'))
  const balances = await filePieces(said.textOrNull('balances'), output)
  if (balances === null) return unreadable('balances', said.text('balances'))
  const origin = said.textOrNull('origin')
  return {
    document,
    rings,
    ...(origin !== null && { origin }),
    ...(previous !== undefined && { previous }),
    ...(checkpoint !== undefined && { checkpoint }),
    ...(log && { log }),
    ...(balances && { balances }),
  }
}

async function ringsIn(said: Said): Promise<KeyRing[] | Fault> {
  const text = await textOf(said, 'key')
  if (isFault(text)) return text
  const rings = readKeyFile(text)
  if (!isFinding(rings)) return rings
  const expected = 'commonhour.json as the host publishes it, a JWK, or a set of JWKs'
  return wrongFile('key', expected, said.text('key'))
}

async function textOf(said: Said, word: 'file' | 'key'): Promise<string | Fault> {
  const path = said.textOrNull(word)
  const name = word === 'key' ? '--key FILE' : 'FILE'
  if (path === null) {
    return fault('request_is_malformed', { detail: `Say ${name}. See --help.` })
  }
  return (await textOfFile(path)) ?? unreadable(word, path)
}

async function textOrNone(said: Said, word: string): Promise<string | undefined | Fault> {
  const path = said.textOrNull(word)
  if (path === null) return undefined
  return (await textOfFile(path)) ?? unreadable(word, path)
}

function unreadable(word: string, path: string): Fault {
  return wrongFile(word, 'a file that can be read', path)
}

function wrongFile(word: string, expected: string, received: string): Fault {
  return fault('request_is_malformed', { fields: [{ pointer: `/${word}`, expected, received }] })
}

const marks = { passed: '✓', failed: '✗', notShown: '–' } as const
function tell(verified: Verified, output: Output): undefined | Refusal {
  const { checks } = verified
  const verdict = verdictOf(checks)
  output.say(headingOf(verified))
  for (const check of checks) output.say(lineOf(check))
  const ok = verdict.state !== 'wrong'
  const data = { ok, verdict, ...verified, limits }
  if (!ok) {
    const lines = [verdict.says, 'Keep all files as they are.']
    return { fault: null, lines, data }
  }
  output.say(`${verdict.says}\n${limits}`)
  output.data(data)
  return undefined
}

function lineOf({ says, state, title }: ToldCheck): string {
  return `  ${marks[state]} ${title}: ${says}`
}
