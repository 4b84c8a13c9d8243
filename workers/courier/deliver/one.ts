import type { Community } from '@commonhour/contract'
import {
  type Decision,
  decideClaim,
  decideNoAttempt,
  decideOutcome,
  type Handed,
  isGivenUp,
} from '@commonhour/domain'
import { findPerson, sha256 } from '@commonhour/host'
import { BooksOutOfReach, type Notice, type Recipient, record } from '@commonhour/ledger'
import type { CourierEnv } from '../env.ts'
import { letterOf } from '../mail/letter.ts'
import type { OutgoingMail } from '../mail/mailer.ts'
import { wants } from './choices.ts'
import type { Place } from './place.ts'

interface Bringing {
  readonly community: Community
  readonly notice: Notice
  readonly to: Recipient
}

/**
 * Brings one notice to one person: claim, hand to the mailer, note what it said. Whoever dies in
 * between leaves a lease that runs out; the next attempt carries the same key.
 * @returns what became of it, for the count
 */
export async function bringTo(
  env: CourierEnv,
  place: Place,
  { community, notice, to }: Bringing,
): Promise<string> {
  const { books } = place
  const without = (act: 'unwanted' | 'bounced' | 'given_up') =>
    record(books, decideNoAttempt(to, act, env.now()), env.now()).then(() => act)
  if (!wants(notice.kind, to)) return without('unwanted')
  if (isGivenUp(to)) return without('given_up')
  const person = await findPerson(env.open('host'), to.person)
  if (person === null) return without('bounced')
  const asked = { base: env.base, community, notice, to }
  const letter = await letterOf(books, env.from, person.email, asked)
  if (letter === null) return without('unwanted')
  const mail = { ...letter, to: person.email, key: await keyOf(place.slug, notice.id, to.person) }
  const claimedAt = env.now()
  if ((await record(books, decideClaim(to, claimedAt), claimedAt)) !== null) return 'left'
  const handed = await handTo(env, mail)
  const endedAt = env.now()
  await recordSurely(place, decideOutcome(to, handed, endedAt, env.chance()), endedAt)
  return handed
}

/** The same for every attempt, and saying nothing to who does not know all three. */
async function keyOf(slug: string, outbox: number, person: string): Promise<string> {
  return (await sha256(`${slug} ${outbox} ${person}`)).slice(0, 40)
}

async function handTo(env: CourierEnv, mail: OutgoingMail): Promise<Handed> {
  try {
    return await env.mailer.send(mail)
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause
    env.log({ level: 'error', event: 'mailer_does_not_answer', name })
    return 'later'
  }
}

const mostTries = 3

/**
 * An end that is not noted lets the mail be sent again, so it is tried some times. Refused it is
 * where an earlier try had been written after all, or another holds it by now: both are well.
 */
async function recordSurely({ books }: Place, decision: Decision, now: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await record(books, decision, now)
      return
    } catch (cause) {
      if (!(cause instanceof BooksOutOfReach) || tries === mostTries) throw cause
    }
  }
}
