import type { Asset } from '@commonhour/web'

export interface StandaloneOptions {
  readonly root: string
  readonly directory: string
  readonly base: string
  readonly assets: ReadonlyMap<string, Asset>
  readonly production: boolean
  /** Whether the demo community is made when it is not there. */
  readonly demo: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
  /** How often the courier goes round; never by itself unless given. */
  readonly courierSeconds?: number
  /** How often audit looks for new leaves; never by itself unless given. */
  readonly auditSeconds?: number
  /** One line for whoever watches it start. */
  say(line: string): void
}
