import { neighbourhoodCharter } from '@commonhour/contract'
import type { Open } from '@commonhour/host'
import { foundCommunity, type KeyWrite, openBooks } from '@commonhour/ledger'
import { beginKeys, leavesOfKeys, originOf } from '@commonhour/proof'
import { mostAheadMs } from '../courier.ts'
import { auditSecretOf, type Secrets } from '../secrets.ts'
import { areas, joinQuestions } from './people.ts'
import type { Acting, Seeder } from './seeder.ts'

export const demoCommunity = 'riverside'

export interface DemoPlace {
  readonly base: string
  readonly open: Open
  readonly secrets: Secrets
  readonly seeder: Seeder
}

/** The demo's community, its keys and its founder. */
export async function foundDemo(
  { base, open, secrets, seeder }: DemoPlace,
  personOf: (email: string) => Promise<string>,
): Promise<{ rosa: Acting; pool: string }> {
  const now = seeder.now()
  const email = 'rosa@riverside.example'
  const [member, account, pool] = [0, 1, 2].map(() => seeder.chance.id(now)) as [
    string,
    string,
    string,
  ]
  const rosa = { name: 'Rosa Keane', person: await personOf(email), member, account, email }
  await foundCommunity(openBooks(open(demoCommunity)), {
    community: {
      slug: demoCommunity,
      name: 'Riverside Time Bank',
      about:
        'Neighbours on both banks of the river who help each other by the hour: lifts, gardens, forms, company.',
      languages: ['en', 'es', 'fr', 'ar'],
      timeZone: 'Europe/Dublin',
      helpLine: { name: 'Rosa', phone: '01 555 0100', hours: '9–13' },
      joining: 'application',
    },
    purpose: 'sandbox',
    // Development may look ahead: `POST /dev/courier?aheadMs=`.
    clockOffsetMs: mostAheadMs,
    charter: { ...neighbourhoodCharter, areas, joinQuestions },
    founder: { ...rosa, language: 'en' },
    poolAccount: pool,
    keys: await keysOf(base, secrets),
    now,
  })
  return { rosa, pool }
}

/** What the founding batch says of keys, made from this directory's secret. */
async function keysOf(base: string, secrets: Secrets): Promise<readonly KeyWrite[]> {
  const { recoveryX } = secrets
  const origin = originOf(base, demoCommunity)
  return leavesOfKeys(await beginKeys(auditSecretOf(secrets), { origin, recoveryX }))
}
