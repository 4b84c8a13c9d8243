import {
  clearAlarms,
  listCommunities,
  noticedCommunities,
  type RegisteredCommunity,
  raiseAlarm,
  rememberedHead,
  standingAlarms,
  tellAlarm,
} from '@commonhour/host'
import { isRefusal } from './alarms.ts'
import type { AuditEnv } from './env.ts'
import { type Visited, visit } from './visit.ts'

/** What one round did, in counts by name. */
export type Round = Record<string, number>

export interface RoundOptions {
  /** The community to look at; all of this host unless given. */
  readonly only?: string
  /** Whether every line is read again and replayed, where nothing has changed too. */
  readonly whole?: boolean
}

export interface Audit {
  /** One round: new leaves are sealed, reports are made, and what is wrong is an alarm. */
  round(options?: RoundOptions): Promise<Round>
}

/**
 * The auditor among the Workers. It trusts no database but its own memory: what it signs, it has
 * computed from the bodies of the log itself.
 */
export function createAudit(env: AuditEnv): Audit {
  return {
    async round({ only, whole = false } = {}) {
      const round: Round = {}
      const noticed = await noticedCommunities(env.open('host'))
      for (const community of turned(await listCommunities(env.open('host')), env.now())) {
        const { slug, state } = community
        if (state !== 'open' || (only !== undefined && slug !== only)) continue
        await lookAt(env, community, { noticed, round, whole }).catch((cause) => {
          count(round, 'communities_troubled')
          const name = cause instanceof Error ? cause.name : typeof cause
          env.log({ level: 'error', event: 'community_is_troubled', community: slug, name })
        })
      }
      env.log({ level: 'info', event: 'audit_round', ...round })
      return round
    },
  }
}

interface Looking {
  readonly round: Round
  readonly whole: boolean
  /** The communities of which something is told to their stewards. */
  readonly noticed: ReadonlySet<string>
}

/**
 * While an alarm stands every look is a whole one: only that ends it. What stands is told to the
 * host anew in each round, so that whatever was cut off in between is told by the next.
 */
async function lookAt(
  env: AuditEnv,
  { database, slug }: RegisteredCommunity,
  { noticed, round, whole }: Looking,
): Promise<void> {
  const memory = env.open('audit')
  const standing = await standingAlarms(memory, slug)
  const isWhole = whole || standing.length > 0
  const visited = await visit(env, { slug, database, whole: isWhole })
  if (!isRefusal(visited)) {
    if (isWhole) await clearAlarms(memory, slug, env.now())
    if (noticed.has(slug)) await tellStewards(env, slug)
    return counted(round, visited)
  }
  count(round, 'alarms')
  const { alarm: code, facts, sealedSize } = visited
  const raised = { community: slug, code, facts, sealedSize, at: env.now() }
  if (await raiseAlarm(memory, raised)) {
    env.log({ ...facts, level: 'error', event: 'audit_alarm', community: slug, code })
  }
  await tellStewards(env, slug)
}

/** The newest of what stands, since when it does, and what was signed before; or nothing. */
async function tellStewards(env: AuditEnv, slug: string): Promise<void> {
  const memory = env.open('audit')
  const [standing, head] = await Promise.all([
    standingAlarms(memory, slug),
    rememberedHead(memory, slug),
  ])
  const [newest] = standing
  const signed = { signedSize: head?.size ?? 0, signedAt: head?.at ?? null }
  const since = standing.at(-1)?.at ?? 0
  const notice = newest === undefined ? null : { code: newest.code, since, ...signed }
  await tellAlarm(env.open('host'), slug, notice)
}

function counted(round: Round, { heads, reports }: Visited): void {
  if (heads > 0) count(round, 'heads', heads)
  if (reports > 0) count(round, 'reports', reports)
}

function count(round: Round, name: string, more = 1): void {
  round[name] = (round[name] ?? 0) + more
}

/** Every minute another comes first, so that a round cut off never leaves out the same ones. */
function turned<T>(all: readonly T[], now: number): T[] {
  const from = all.length === 0 ? 0 : Math.floor(now / 60_000) % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}
