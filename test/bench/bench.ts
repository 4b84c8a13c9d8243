import type { Seed } from './community.ts'
import type { Options } from './options.ts'

/** What every measure is opened with. */
export interface Bench {
  readonly options: Options
  readonly seed: Seed
  /** A temporary folder, removed at the end. */
  readonly folder: string
  /** The project's. */
  readonly root: string
}
