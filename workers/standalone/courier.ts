import { type Courier, createCourier, type LogLine, type Mailer } from '@commonhour/courier'
import type { Open } from '@commonhour/host'

export interface CourierMeans {
  readonly base: string
  readonly open: Open
  readonly mailer: Mailer
  readonly from: string
  log(line: LogLine): void
}

/**
 * A round at a moment: so many milliseconds ahead of the clock, which only development asks for.
 * @param only one community; all unless given
 */
export type Round = (aheadMs: number, only?: string) => ReturnType<Courier['round']>

/** Rounds over the databases of this process. */
export function roundsOf({ base, from, log, mailer, open }: CourierMeans): Round {
  return (aheadMs, only) => {
    const now = () => Date.now() + aheadMs
    return createCourier({ base, open, mailer, from, log, now, chance: Math.random }).round(only)
  }
}

/** A clock that asks for a round again and again, one after the other. */
export interface Rounds {
  /** Waits for the round under way; no other begins. */
  stop(): Promise<void>
}

/**
 * Goes round every so many seconds. The pause begins when a round has ended, so none overtakes
 * another; a round that fails is tried again in its turn.
 */
export function keepGoing(round: () => Promise<unknown>, seconds: number): Rounds {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let under: Promise<unknown> = Promise.resolve()
  const next = () => {
    if (isStopped) return
    timer = setTimeout(() => {
      under = round().catch(failed).finally(next)
    }, seconds * 1000)
  }
  next()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await under
    },
  }
}

function failed(cause: unknown): void {
  const name = cause instanceof Error ? cause.name : typeof cause
  console.log(JSON.stringify({ level: 'error', event: 'round_failed', name }))
}

/** How far ahead development may look: the demo's books accept no more. */
export const mostAheadMs = 400 * 86_400_000

/**
 * `POST /dev/courier?aheadMs=N`: one round now, as if so much time had passed; says what it did.
 * Development only: there is no such page in production.
 */
export async function courierPage(
  request: Request,
  round: (aheadMs: number) => Promise<unknown>,
): Promise<Response> {
  if (request.method !== 'POST') return new Response('POST asks for a round.\n', { status: 405 })
  const aheadMs = Number(new URL(request.url).searchParams.get('aheadMs') ?? 0)
  if (!Number.isInteger(aheadMs) || aheadMs < 0 || aheadMs > mostAheadMs) {
    const said = `aheadMs must be a whole number from 0 to ${mostAheadMs}.\n`
    return new Response(said, { status: 400 })
  }
  return Response.json(await round(aheadMs), { headers: { 'cache-control': 'no-store' } })
}
