import { channelsOf, contrastOf } from '@commonhour/contract'

/** The ground of cards after dark (tokens.css), and how far words stand from it at least. */
const darkCard = '#2a2228'
const leastAfterDark = 7

export function accentAddress(community: string, accent: string): string {
  return `/${community}/accent.css?c=${accent.slice(1)}`
}

/** By day the colour itself; after dark a paler one that is read as well. */
export function accentSheet(accent: string): string {
  const pale = paleOf(accent)
  const tokens = {
    plum: [accent, pale],
    link: [accent, pale],
    'plum-deep': [mixed(accent, 0, 0.25), mixed(pale, 255, 0.4)],
    'on-plum': ['#fffaf2', '#1b1319'],
  }
  const set = Object.entries(tokens).map(([name, pair]) => `--${name}:light-dark(${pair.join()})`)
  return `:root{${set.join(';')}}`
}

function paleOf(accent: string): string {
  const steps = Array.from({ length: 20 }, (_, at) => mixed(accent, 255, at / 20))
  return steps.find((one) => contrastOf(one, darkCard) >= leastAfterDark) ?? '#ffffff'
}

/** A colour, by so much (0 to 1) nearer to white (255) or black (0). */
function mixed(colour: string, towards: 0 | 255, by: number): string {
  const parts = channelsOf(colour).map((one) => Math.round(one + (towards - one) * by))
  return `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`
}
