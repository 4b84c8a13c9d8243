import { resolve } from 'node:path'
import { type Fault, fault, isFault } from '@commonhour/contract'
import { type KeyHistory, succeedKeys } from '@commonhour/proof'
import { defineCommand } from 'citty'
import { type Refusal, taskCommand } from '../command.ts'
import {
  hostSecretOf,
  keyBooksOf,
  recoveryKeyFrom,
  reportKeyFrom,
  standingKeyOf,
  standingSeedOf,
  writeSuccession,
} from '../keys.ts'
import type { Output } from '../output.ts'
import { dataDirectoryOf, inPlace } from '../place.ts'

const community = {
  type: 'string',
  required: true,
  valueHint: 'SLUG',
  description: 'Whose keys',
} as const

const list = taskCommand({
  name: 'list',
  about: 'List the keys of a community, as its log says them',
  args: { community },
  async run(said, output) {
    const slug = said.text('community')
    const read = await inPlace(dataDirectoryOf(process.env), (place) => keyBooksOf(place, slug))
    if (isFault(read)) return { fault: read }
    const { keys, origin } = read.history
    output.data({ community: slug, origin, keys })
    output.say(`${slug} signs as ${origin}`)
    for (const { from, kid, until, use } of keys) {
      output.say(`  ${use.padEnd(9)} ${kid}  from ${from} ${until === null ? 'on' : `to ${until}`}`)
    }
    return undefined
  },
})

const renew = taskCommand({
  name: 'renew',
  about: 'Bring in the next keys of a community, signed by the one that stands',
  details: '  Nothing is lost: whoever knows the old key accepts the new by its line in the log.',
  args: { community },
  async run(said, output) {
    const directory = dataDirectoryOf(process.env)
    const done = await replaced(directory, said.text('community'), {
      signer: (secret, history) => standingKeyOf(secret, history),
      voidFrom: null,
    })
    return told(said.text('community'), done, output)
  },
})

const recover = taskCommand({
  name: 'recover',
  about: 'Replace the keys of a community by its recovery key, after a secret was lost or stolen',
  details: `  Put the new secret in place first (SECURITY.md, "A key that is lost or stolen").
  --void-from is for a stolen one: from that size of the log on, what the old key signed counts for nothing.`,
  args: {
    community,
    recovery: {
      type: 'string',
      required: true,
      valueHint: 'FILE',
      description: 'The recovery key',
    },
    'void-from': { type: 'string', valueHint: 'SIZE', description: 'Void the old key from here' },
  },
  async run(said, output) {
    const size = said.textOrNull('void-from')
    if (size !== null && !/^\d{1,15}$/.test(size)) {
      const detail = '--void-from must be a size of the log, such as 10480.'
      return { fault: fault('request_is_malformed', { detail }) }
    }
    const file = resolve(said.text('recovery'))
    const done = await replaced(dataDirectoryOf(process.env), said.text('community'), {
      signer: (_, history) => recoveryKeyFrom(file, history),
      voidFrom: size === null ? null : Number(size),
    })
    return told(said.text('community'), done, output)
  },
})

const carry = taskCommand({
  name: 'export',
  about: 'Tell the private report key of a community, to go on elsewhere under its own name',
  details: `  For a community that leaves this host: whoever has it can sign as that community, and as no other.
  "keys adopt" brings in the keys of the next host with it.`,
  args: { community },
  async run(said, output) {
    const slug = said.text('community')
    const directory = dataDirectoryOf(process.env)
    const read = await inPlace(directory, (place) => keyBooksOf(place, slug))
    if (isFault(read)) return { fault: read }
    const secret = await hostSecretOf(directory)
    if (isFault(secret)) return { fault: secret }
    const standing = await standingKeyOf(secret, read.history)
    if (isFault(standing)) return { fault: standing }
    const key = { ...standing.publicKey, d: standingSeedOf(secret, read.history) }
    output.data({ community: slug, key })
    output.say(JSON.stringify({ key }, null, 2))
    return undefined
  },
})

const adopt = taskCommand({
  name: 'adopt',
  about: 'Bring in this host’s keys for a community that came here, by the key it came with',
  args: {
    community,
    key: { type: 'string', required: true, valueHint: 'FILE', description: 'From "keys export"' },
  },
  async run(said, output) {
    const file = resolve(said.text('key'))
    const done = await replaced(dataDirectoryOf(process.env), said.text('community'), {
      signer: (_, history) => reportKeyFrom(file, history),
      voidFrom: null,
    })
    return told(said.text('community'), done, output)
  },
})

export const keysCommand = defineCommand({
  meta: { name: 'keys', description: 'List, renew, recover or carry away a community’s keys' },
  subCommands: { list, renew, recover, export: carry, adopt },
})

interface Means {
  signer(secret: Uint8Array, history: KeyHistory): ReturnType<typeof standingKeyOf>
  readonly voidFrom: number | null
}

function told(slug: string, refused: Fault | null, output: Output): Refusal | undefined {
  if (refused !== null) return { fault: refused }
  output.data({ community: slug, replaced: true })
  output.say(`${slug} has new keys; audit signs with them from its next round on.`)
  return undefined
}

function replaced(directory: string, slug: string, means: Means): Promise<Fault | null> {
  return inPlace(directory, async (place) => {
    const read = await keyBooksOf(place, slug)
    if (isFault(read)) return read
    const secret = await hostSecretOf(directory)
    if (isFault(secret)) return secret
    const by = await means.signer(secret, read.history)
    if (isFault(by)) return by
    const next = await succeedKeys(secret, read.history, by, means.voidFrom)
    return writeSuccession(read, next)
  })
}
