import { isRefusal } from '@commonhour/client'
import type { Visit } from '../plumbing/visit.ts'

/** The public profile and the live proof, asked together. */
export async function readOutside(visit: Visit) {
  const { community, client } = visit
  const [profile, proof] = await Promise.all([
    client.readCommunity({ community }),
    client.readProof({ community }),
  ])
  if (isRefusal(profile)) return profile
  if (isRefusal(proof)) return proof
  return { community: profile, proof }
}
