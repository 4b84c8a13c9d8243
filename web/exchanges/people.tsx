import { isRefusal, type Refusal } from '@commonhour/client'
import { type Home, mostReceivers } from '@commonhour/contract'
import { Search } from '../parts/cards.tsx'
import type { Visit } from '../plumbing/visit.ts'

export type Person = { id: string; name: string }
/** `with`: the other side; `also`: who was helped besides the reader. */
export type Side = 'with' | 'also'
export interface People {
  with: Person[]
  also: Person[]
  /** Whom a search found. */
  found: Person[]
}

/** Whom the address names, and whom a search found; without either the last six people do. */
export async function readPeople(visit: Visit): Promise<People | Refusal> {
  const { client, community, query } = visit
  const read = (side: Side) =>
    Promise.all(namedIn(visit, side).map((member) => client.readMember({ community, member })))
  const q = query('q').slice(0, 80)
  const [others, also, list] = await Promise.all([
    read('with'),
    read('also'),
    q === '' ? { items: [] } : client.listMembers({ community }, { query: { q, limit: 20 } }),
  ])
  const unknown = [...others, ...also].find(isRefusal)
  if (unknown !== undefined) return unknown
  if (isRefusal(list)) return list
  const known = (people: typeof others) => people.flatMap((one) => (isRefusal(one) ? [] : [one]))
  return { with: known(others), also: known(also), found: list.items }
}

function namedIn({ url }: Visit, side: Side): string[] {
  return [...new Set(url.searchParams.getAll(side))].filter(Boolean).slice(0, mostReceivers)
}

/** This page's address with one more person named. */
function addingAddress(visit: Visit, side: Side, id: string): string {
  const query = new URLSearchParams(visit.url.searchParams)
  query.delete('q')
  query.delete('more')
  query.append(side, id)
  return `?${query}`
}

/** This page's address with one person left out again. */
function leavingOutAddress(visit: Visit, side: Side, id: string): string {
  const query = new URLSearchParams(visit.url.searchParams)
  query.delete(side, id)
  return `?${query}`
}

interface WhoProps {
  visit: Visit
  home: Home
  people: People
  /** Whom a tap names. */
  side: Side
  /** Who is named already, or cannot be. */
  without: string[]
}

/** The last six people, or whom a search found, as tiles; each adds one to the address. */
export function Who({ visit, home, people, side, without }: WhoProps) {
  const { say } = visit
  const searched = visit.query('q') !== ''
  const lately = home.companions.map((one) => ({ id: one.member, name: one.name }))
  const left = new Set([home.member.id, ...without])
  const shown = (searched ? people.found : lately).filter(({ id }) => !left.has(id))
  const keep = [...visit.url.searchParams].filter(([name]) => name !== 'q')
  return (
    <>
      {shown.length === 0 ? (
        <p class="empty">{say(searched ? 'list.notFound' : 'record.nobody')}</p>
      ) : null}
      <ul class="tiles wide">
        {shown.slice(0, searched ? 20 : 6).map(({ id, name }) => (
          <li>
            <a class="tile" href={addingAddress(visit, side, id)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <Search visit={visit} label={say('record.search')} keep={keep} />
    </>
  )
}

type NamedProps = { visit: Visit; people: People; side: Side }

/** Who is named so far, each with a way to leave them out; and the way to one more. */
export function Named({ visit, people, side }: NamedProps) {
  const { say } = visit
  const more = new URLSearchParams(visit.url.searchParams)
  more.set('more', 'yes')
  const named = people[side]
  const isList = side === 'also' || named.length > 1
  return (
    <>
      {isList && named.length > 0 ? (
        <ul class="plain-list">
          {named.map(({ id, name }) => (
            <li>
              {name}{' '}
              <a href={leavingOutAddress(visit, side, id)}>{say('record.leaveOut', { name })}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {named.length < mostReceivers - 1 ? (
        <p>
          <a href={`?${more}`}>{say(`record.more.${side}`)}</a>
        </p>
      ) : null}
    </>
  )
}

/** What each of several has of these hours, at least: whole steps, shared evenly. */
export function shareSeconds(seconds: number, people: number, quantumSeconds: number): number {
  return Math.floor(seconds / people / quantumSeconds) * quantumSeconds
}
