import {
  type CharterBody,
  type CommunityFounding,
  charterTemplates,
  type Fault,
  fault,
  isFault,
  uuidv7,
} from '@commonhour/contract'
import {
  findCommunity,
  findOrCreatePerson,
  listCommunities,
  markCommunity,
  registerCommunity,
} from '@commonhour/host'
import { provisionIn } from '@commonhour/host/node'
import { communityQuery, foundCommunity, openBooks, snapshot } from '@commonhour/ledger'
import { defineCommand } from 'citty'
import { taskCommand } from '../command.ts'
import { type FoundingKeys, foundingKeysOf, sayRecovery } from '../foundingKeys.ts'
import type { Output } from '../output.ts'
import { dataDirectoryOf, holdsData, inPlace, type Place, readyHost, root } from '../place.ts'
import { charterFrom, communityArgs, communityFrom, emailFrom } from '../settings.ts'

const create = taskCommand({
  name: 'create',
  about: 'Found a community, with the charter of a neighbourhood or of a gift economy',
  details: `  Who founds it is its first member, coordinator and auditor, and signs in with their e-mail.
  With BASE_URL set to the origin people see, its keys begin at once and its recovery key is told.`,
  args: {
    slug: {
      type: 'positional',
      description: 'Its name in addresses; it never changes',
    },
    founder: {
      type: 'string',
      required: true,
      valueHint: 'E-MAIL',
      description: 'Who founds it',
    },
    'founder-name': {
      type: 'string',
      valueHint: 'NAME',
      description: 'What they are called (what stands before the @)',
    },
    charter: {
      type: 'string',
      default: 'neighbourhood',
      valueHint: Object.keys(charterTemplates).join('|'),
      description: 'The numbers it begins with; members amend them later',
    },
    ...communityArgs,
  },
  async run(said, output) {
    const community = communityFrom(said, said.text('slug'))
    if (isFault(community)) return { fault: community }
    const email = emailFrom(said, 'founder')
    if (isFault(email)) return { fault: email }
    const name = said.textOrNull('founder-name') ?? email.slice(0, email.indexOf('@'))
    const charter = charterFrom(said)
    if (isFault(charter)) return { fault: charter }
    const { slug } = community
    const directory = dataDirectoryOf(process.env)
    const keys = await foundingKeysOf(directory, slug, process.env.BASE_URL)
    const asked = { community, charter, email, name, keys, output }
    const refused = await inPlace(directory, (place) => found(place, asked))
    if (refused !== null) return { fault: refused }
    const founder = { name, email }
    output.data({ community: slug, name: community.name, founder, recoveryKey: keys.recovery })
    output.say(`${community.name} (${slug}) is founded; ${name} signs in as ${email}.`)
    return undefined
  },
})

interface Asked {
  readonly community: CommunityFounding
  readonly charter: CharterBody
  readonly email: string
  readonly name: string
  readonly keys: FoundingKeys
  readonly output: Output
}

async function found(
  place: Place,
  { charter, community, email, keys, name, output }: Asked,
): Promise<Fault | null> {
  const { slug } = community
  await readyHost(place)
  const begun = await beginning(place, slug, community.name)
  if (isFault(begun)) return begun
  await provisionIn(place, root, slug)
  const now = Date.now()
  const host = place.open('host')
  const person = (await findOrCreatePerson(host, email, now, newId(now))).id
  const [language = 'en'] = community.languages
  sayRecovery(output, keys)
  const refused = await foundCommunity(openBooks(place.open(slug)), {
    community,
    purpose: 'live',
    charter,
    founder: { member: newId(now), account: newId(now), name, person, email, language },
    poolAccount: newId(now),
    keys: keys.keys,
    now,
  })
  if (refused !== null) return refused
  const marked = await markCommunity(host, slug, 'open')
  return isFault(marked) ? marked : null
}

/** Enters the name, or takes up a founding that was cut off before anything stood in its books. */
async function beginning(place: Place, slug: string, name: string): Promise<Fault | null> {
  const host = place.open('host')
  const there = await findCommunity(host, slug)
  if (isFault(there)) {
    const registered = await registerCommunity(host, { slug, name, now: Date.now() })
    return isFault(registered) ? registered : null
  }
  const taken = fault('id_is_taken', { detail: `There is a community ${slug} already.` })
  if (there.state !== 'founding') return taken
  await provisionIn(place, root, slug)
  const { community } = await snapshot(openBooks(place.open(slug)), {
    community: communityQuery(Date.now()),
  })
  return community === null ? null : taken
}

const list = taskCommand({
  name: 'list',
  about: 'List the communities of this host',
  args: {},
  async run(_, output) {
    const directory = dataDirectoryOf(process.env)
    const communities = holdsData(directory)
      ? await inPlace(directory, (place) => listCommunities(place.open('host')))
      : []
    output.data({ communities })
    if (communities.length === 0) output.say(`There is no community in ${directory} yet.`)
    for (const { name, slug, state } of communities) {
      output.say(`${slug.padEnd(24)} ${name}${state === 'open' ? '' : `  (${state})`}`)
    }
    return undefined
  },
})

export const communityCommand = defineCommand({
  meta: { name: 'community', description: 'Found a community, or list those of this host' },
  subCommands: { create, list },
})

function newId(now: number): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
}
