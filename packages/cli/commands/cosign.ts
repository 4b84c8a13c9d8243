import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault, isFault } from '@commonhour/contract'
import {
  cosign,
  digestOfReport,
  makeOwnKey,
  payloadOf,
  readOwnKey,
  verifyDocument,
} from '@commonhour/proof'
import { defineCommand } from 'citty'
import { taskCommand } from '../command.ts'
import { textOfFile } from '../verify/files.ts'
import { besideArgs, couldNotBegin, file, handedIn, wrongFile } from '../verify/handed.ts'
import { tell } from './verify.ts'

const key = taskCommand({
  name: 'key',
  about: 'Make a key of your own, to co-sign reports with; offline',
  details: `  It writes a file that you alone can read, and prints the public half, which you enter under
  Books, "Who co-signs reports?". Keep the file: whoever has it signs in your name.`,
  args: { to: { ...file('Where the key goes; it must not be there yet'), required: true } },
  async run(said, output) {
    const path = resolve(said.text('to'))
    const made = await makeOwnKey(crypto.getRandomValues(new Uint8Array(32)))
    const written = await writeFile(path, made.text, { flag: 'wx', mode: 0o600 }).then(
      () => null,
      (cause: NodeJS.ErrnoException) => cause.code ?? 'it failed',
    )
    if (written !== null) {
      return { fault: wrongFile('to', 'a place for a new file', `${path} (${written})`) }
    }
    const { kid, x } = made.key.publicKey
    output.data({ file: path, kid, x })
    output.say(`Your key is in ${path}: keep it, and show it to nobody.`)
    output.say(
      `Its name is ${kid}.\nEnter its public half under Books, "Who co-signs reports?":\n${x}`,
    )
    return undefined
  },
})

const report = taskCommand({
  name: 'report',
  about: 'Look at a report, and sign it with a key of your own if it holds; offline',
  details: `  It looks at the report as "verify" does, with all that is handed in beside it, and signs nothing
  where something is wrong. It prints the signature, which you put under the report on its page.

  It exits with 0 if it signed, 1 if something is wrong, 2 if it could not begin.`,
  misuseExitCode: couldNotBegin,
  args: {
    file: { type: 'positional', required: false, valueHint: 'REPORT', description: 'What to sign' },
    with: { ...file('Your own key, as "cosign key" made it'), required: true },
    ...besideArgs,
  },
  async run(said, output) {
    const own = await readOwnKey((await textOfFile(said.text('with'))) ?? '')
    if (own === null) {
      const wrong = wrongFile('with', 'the file that "cosign key" made', said.text('with'))
      return { fault: wrong, exitCode: couldNotBegin }
    }
    const handed = await handedIn(said, output)
    if (isFault(handed)) return { fault: handed, exitCode: couldNotBegin }
    const jws = handed.document.trim()
    const payload = payloadOf(jws)
    if (payload === null) {
      const detail = 'Only reports are co-signed; this is none.'
      return { fault: fault('request_is_malformed', { detail }), exitCode: couldNotBegin }
    }
    const verified = await verifyDocument(handed)
    const { wrong } = tell(verified, output)
    if (wrong !== null) return wrong
    // From here it is signed: what it says was looked at.
    const { no } = payload
    const digest = digestOfReport(jws)
    const signature = await cosign({ origin: verified.origin, no, digest }, own.privateKey)
    const { kid } = own.publicKey
    output.data({ no, digest, kid, signature })
    output.say(
      `Signed with your key ${kid}. Put this under report ${no} on its page:\n${signature}`,
    )
    return undefined
  },
})

export const cosignCommand = defineCommand({
  meta: { name: 'cosign', description: 'Sign reports beside audit, with a key of your own' },
  subCommands: { key, report },
})
