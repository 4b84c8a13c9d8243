import { forgetPerson, listCommunities } from '@commonhour/host'
import {
  type Books,
  emptyJournal,
  erasedPersonsQuery,
  noteAsked,
  openBooks,
  signsInHereQuery,
  snapshot,
} from '@commonhour/ledger'
import type { CourierEnv } from './env.ts'

/** People are few, and each asks every community: the rest waits for the next round. */
const mostPeople = 20

/**
 * Whoever was erased in their last community of this host is forgotten by the host as well: their
 * address, sign-ins and codes. While one community cannot be asked, nobody is forgotten.
 * @returns how many were
 */
export async function forgetErased(env: CourierEnv, books: Books): Promise<number> {
  const { persons } = await snapshot(books, { persons: erasedPersonsQuery(mostPeople) })
  const host = env.open('host')
  let forgotten = 0
  for (const person of persons) {
    if (!(await signsInSomewhere(env, person))) {
      await forgetPerson(host, person)
      forgotten += 1
    }
    await noteAsked(books, person)
  }
  if (persons.length > 0) await Promise.all([emptyJournal(books), emptyJournal(openBooks(host))])
  return forgotten
}

async function signsInSomewhere(env: CourierEnv, person: string): Promise<boolean> {
  for (const { database, state } of await listCommunities(env.open('host'))) {
    if (state === 'founding') continue
    const books = openBooks(env.open(database))
    const { here } = await snapshot(books, { here: signsInHereQuery(person) })
    if (here) return true
  }
  return false
}
