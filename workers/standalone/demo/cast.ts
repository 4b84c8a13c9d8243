import type { DemoMember } from './people.ts'
import type { Acting } from './seeder.ts'

export interface Cast {
  readonly rosa: Acting
  readonly pool: string
  readonly members: readonly (Acting & DemoMember)[]
}
