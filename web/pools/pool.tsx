import { isRefusal, type Refusal, refusalOf } from '@commonhour/client'
import { fault, type Home, type PoolLine, type PoolStanding } from '@commonhour/contract'
import { type Mount, memberPage } from '../plumbing/pages.tsx'
import type { Visit } from '../plumbing/visit.ts'

/** What the pool holds, and the ways in and out of it. */
export function mountPool(mount: Mount): void {
  memberPage(mount, {
    path: '/:community/pool',
    read: readPool,
    show: (visit, home, pool) => ({
      title: visit.say('pool.title'),
      here: 'me',
      body: <PoolPage visit={visit} home={home} pool={pool} />,
    }),
  })
}

async function readPool(
  { client, community }: Visit,
  asked: Promise<Home | Refusal>,
): Promise<PoolStanding | Refusal> {
  const pool = await poolOf(asked)
  return isRefusal(pool) ? pool : client.readPool({ community, pool })
}

/** The community's pool; a community without one has no such page. */
export async function poolOf(asked: Promise<Home | Refusal>): Promise<string | Refusal> {
  const home = await asked
  if (isRefusal(home)) return home
  return home.pools[0]?.account ?? refusalOf(fault('not_found'), 404)
}

type PoolPageProps = { visit: Visit; home: Home; pool: PoolStanding }

function PoolPage({ visit, home, pool }: PoolPageProps) {
  const { say, words } = visit
  const hours = (seconds: number) => words.hours(seconds)
  const { givenThisYearSeconds: given, grantedThisYearSeconds: granted } = pool
  return (
    <>
      <p class="lead">{say('pool.holds', { hours: hours(pool.balanceSeconds) })}</p>
      <p>{say('pool.year', { given: hours(given), granted: hours(granted) })}</p>
      <div class="acts">
        <a class="button" href={visit.to('pool', 'apply')}>
          {say('pool.apply')}
        </a>
        <a class="button second" href={visit.to('give')}>
          {say('pool.give')}
        </a>
      </div>
      <p>
        <a href={visit.to('pool', 'applications')}>
          {say(home.member.offices.length > 0 ? 'pool.allApplications' : 'pool.myApplications')}
        </a>
      </p>
      <h2>{say('pool.lines')}</h2>
      {pool.lines.length === 0 ? <p class="empty">{say('pool.noLines')}</p> : null}
      <ul class="plain-list">
        {pool.lines.map((line) => (
          <li>{lineOf(visit, line)}</li>
        ))}
      </ul>
      <p>
        <a href={visit.to('me', 'choices')}>{say('pool.mine')}</a>
      </p>
    </>
  )
}

/** Who it was is said only where the reader may know. */
function lineOf({ say, words }: Visit, { at, deltaSeconds, ...line }: PoolLine): string {
  const values = {
    day: words.day(at.slice(0, 10)),
    hours: words.hours(Math.abs(deltaSeconds)),
    name: line.with?.name ?? say('pool.someone'),
  }
  return say(deltaSeconds > 0 ? 'pool.in' : 'pool.out', values)
}
