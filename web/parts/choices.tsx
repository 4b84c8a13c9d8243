import type { Visit } from '../plumbing/visit.ts'

/**
 * This page's address with one more thing said: each choice is a plain link to the next question.
 */
export function nextAddress(visit: Visit, name: string, value: string): string {
  const query = new URLSearchParams(visit.url.searchParams)
  query.delete('q')
  query.set(name, value)
  return `?${query}`
}

/** How long, as tiles; the last leads on to menus for any other length. */
export function Lengths({ visit, lengths }: { visit: Visit; lengths: readonly number[] }) {
  return (
    <ul class="tiles wide">
      {lengths.map((seconds) => (
        <li>
          <a class="tile" href={nextAddress(visit, 'long', String(seconds))}>
            {visit.words.hours(seconds)}
          </a>
        </li>
      ))}
      <li>
        <a class="tile" href={nextAddress(visit, 'long', 'other')}>
          {visit.say('time.other')}
        </a>
      </li>
    </ul>
  )
}
