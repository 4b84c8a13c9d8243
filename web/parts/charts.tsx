import type { Account, Home } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'

const width = 320
const height = 64
const most = 46

/** Gave and received as the two halves of the mark; areas stand in the proportion of the hours. */
export function Halves({ account }: { account: Account }) {
  const { givenSeconds, receivedSeconds } = account
  const larger = Math.max(givenSeconds, receivedSeconds)
  const gave = radius(givenSeconds, larger)
  const received = radius(receivedSeconds, larger)
  return (
    <svg class="halves" width="104" height="104" viewBox="0 0 104 104" aria-hidden="true">
      <path class="gave" d={`M50.5 ${49 - gave}a${gave} ${gave} 0 0 0 0 ${2 * gave}z`} />
      <path
        class="received"
        d={`M53.5 ${55 - received}a${received} ${received} 0 0 1 0 ${2 * received}z`}
      />
    </svg>
  )
}

function radius(seconds: number, larger: number): number {
  // Someone new sees two equal halves, not an empty square.
  if (larger <= 0) return most / 2
  return Math.max(8, Math.round(most * Math.sqrt(Math.max(seconds, 0) / larger)))
}

/** How the standing moved over the last lines, with the same said in words. */
export function Sparkline({ visit, balances }: { visit: Visit; balances: Home['balances'] }) {
  const values = balances.map((one) => one.balanceSeconds)
  const first = values[0]
  const last = values.at(-1)
  if (first === undefined || last === undefined || values.length < 2) return null
  const lowest = Math.min(...values, 0)
  const highest = Math.max(...values, 0)
  const y = (value: number) =>
    Math.round(6 + (height - 12) * (1 - (value - lowest) / Math.max(highest - lowest, 1)))
  const x = (index: number) => Math.round(6 + ((width - 12) * index) / (values.length - 1))
  const points = values.map((value, index) => `${x(index)},${y(value)}`).join(' ')
  const { say, words } = visit
  const said = say('home.lately', {
    lines: values.length,
    lowest: words.change(lowest),
    highest: words.change(highest),
  })
  return (
    <figure class="spark">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
        <line class="zero" x1="0" x2={width} y1={y(0)} y2={y(0)} />
        <polyline points={points} />
        <circle cx={x(values.length - 1)} cy={y(last)} r="5" />
      </svg>
      <figcaption>{said}</figcaption>
    </figure>
  )
}

/** A gift economy looks at what was given and received; a running balance is not shown there. */
export function showsBalance({ charter }: Pick<Home, 'charter'>): boolean {
  return charter.showBalance === 'both'
}
