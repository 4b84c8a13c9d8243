import { isFault } from '@commonhour/contract'
import {
  headingOf,
  limits,
  type ToldCheck,
  type Verified,
  verdictOf,
  verifyDocument,
} from '@commonhour/proof'
import { type Refusal, taskCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { besideArgs, couldNotBegin, file, handedIn } from '../verify/handed.ts'

const details = `  FILE is a report, a receipt, a checkpoint, or a proof of one line or one member: it is known by
  its shape.
  Nothing is asked of any network, and no data directory is needed: take the files with you.

  A report alone shows who signed it and that the log only grew. With --previous it shows that it
  follows the one you kept; with --log that every total follows from every line; with --balances
  that each balance is counted; with --signatures and --log which stewards signed it too. A receipt
  wants --log, and a --checkpoint of that log.

  --key is what the host publishes at /.well-known/commonhour.json, a JWK, or a set of JWKs: at best
  a copy from before, or from somebody else. Keys alone do not say whose they are: say --origin.

  It exits with 0 only if nothing is wrong, 1 if something is, 2 if it could not begin.`

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
    ...besideArgs,
    checkpoint: file('Beside a receipt: the checkpoint that is to cover it'),
  },
  async run(said, output) {
    const handed = await handedIn(said, output)
    if (isFault(handed)) return { fault: handed, exitCode: couldNotBegin }
    const { data, wrong } = tell(await verifyDocument(handed), output)
    if (wrong !== null) return wrong
    output.data(data)
    return undefined
  },
})

const marks = { passed: '✓', failed: '✗', notShown: '–' } as const

/** Says every check; with a refusal where something is wrong. */
export function tell(verified: Verified, output: Output): { data: object; wrong: Refusal | null } {
  const { checks } = verified
  const verdict = verdictOf(checks)
  output.say(headingOf(verified))
  for (const check of checks) output.say(lineOf(check))
  const ok = verdict.state !== 'wrong'
  const data = { ok, verdict, ...verified, limits }
  if (ok) {
    output.say(`${verdict.says}\n${limits}`)
    return { data, wrong: null }
  }
  const lines = [verdict.says, 'Keep all files as they are.']
  return { data, wrong: { fault: null, lines, data } }
}

function lineOf({ says, state, title }: ToldCheck): string {
  return `  ${marks[state]} ${title}: ${says}`
}
