import type { Due } from './due.ts'
import { exchangesDue } from './exchanges.ts'
import { publicationsDue } from './publications.ts'

/** Everything that time does, in the order it is done. */
export const dues: readonly Due[] = [...exchangesDue, ...publicationsDue]
