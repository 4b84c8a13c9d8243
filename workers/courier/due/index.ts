import { delegationsDue } from './delegations.ts'
import { departuresDue } from './departures.ts'
import { digestsDue } from './digests.ts'
import type { Due } from './due.ts'
import { exchangesDue } from './exchanges.ts'
import { motionsDue } from './motions.ts'
import { publicationsDue } from './publications.ts'

/** Everything that time does, in the order it is done. */
export const dues: readonly Due[] = [
  ...exchangesDue,
  ...publicationsDue,
  motionsDue,
  departuresDue,
  delegationsDue,
  digestsDue,
]
