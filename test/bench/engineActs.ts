import { dayOf, type Fault, fault, isFault } from '@commonhour/contract'
import { type Decision, decideBooking } from '@commonhour/domain'
import {
  accountQuery,
  type Books,
  charterQuery,
  commit,
  factsOfAccount,
  grantQuery,
  memberActorQuery,
  statementsOf,
  transferQuery,
  write,
} from '@commonhour/ledger'
import { type BenchMember, giftSeconds, newId } from './community.ts'
import { type Pair, pairs } from './gifts.ts'

/** For a number of clients, what each does again and again. */
export type Acts = (clients: number) => Promise<(client: number) => Promise<string | null>>

/**
 * The batch that the API writes for a gift, and nothing before it: two expectations, the transfer,
 * its notice, its idempotency row, and the answer read back. Half of the members give to the other
 * half, so that each giver's version is known once it was asked for.
 */
export function batches(books: Books, members: readonly BenchMember[]): Acts {
  const half = Math.floor(members.length / 2)
  return async (clients) => {
    const { rows } = await books.client.execute('SELECT id, version FROM account')
    const versions = new Map(rows.map((row) => [String(row.id), Number(row.version)]))
    const next = pairs(members.slice(0, half), clients)
    return async (client) => {
      const { from } = next(client)
      const to = members[half + Math.floor(Math.random() * half)] as BenchMember
      const version = versions.get(from.account) ?? 0
      const done = await book(books, { from, to }, version)
      if (done !== null) return refusal(done)
      versions.set(from.account, version + 1)
      return null
    }
  }
}

async function book(books: Books, { from, to }: Pair, version: number): Promise<Fault | null> {
  const id = newId()
  const between = { fromAccount: from.account, toAccount: to.account, seconds: giftSeconds }
  const decision: Decision = {
    expect: [
      { word: 'account', id: from.account, version },
      { word: 'member', id: from.member, version: 2 },
    ],
    write: [
      { into: 'transfer', id, kind: 'post', purpose: 'gift', ...between, charter: 1 },
      { into: 'outbox', kind: 'transfer.gift', ref: id, member: to.member },
    ],
  }
  const now = Date.now()
  const statements = await statementsOf(decision, { now, actor: `member:${from.member}` })
  const kept = {
    sql: `INSERT INTO idempotency (principal, key, fingerprint, ref, step, seq, at)
      VALUES (?, ?, ?, ?, NULL, (SELECT seq FROM next_leaf), max(?, (SELECT at FROM next_leaf)))`,
    args: [`person:${from.person}`, crypto.randomUUID(), fingerprint, id, BigInt(now)],
  }
  const done = await commit(books, [...statements, kept], { answer: transferQuery(id) })
  return isFault(done) ? done : null
}

const fingerprint = 'x'.repeat(43)

/**
 * What `POST …/transfers` does between request and answer: facts in one batch, decision, write
 * batch.
 */
export function writes(books: Books, members: readonly BenchMember[]): Acts {
  return async (clients) => {
    const next = pairs(members, clients)
    return async (client) => {
      const { from, to } = next(client)
      const now = Date.now()
      const id = newId()
      const between = { fromAccount: from.account, toAccount: to.account, seconds: giftSeconds }
      const booking = { id, purpose: 'gift', ...between, memo: '', workedOn: null } as const
      const written = await write(books, {
        now,
        claim: { principal: `person:${from.person}`, key: crypto.randomUUID(), fingerprint },
        gather: {
          actor: memberActorQuery({ id: from.person }),
          charter: charterQuery(now),
          from: accountQuery(from.account, now),
          to: accountQuery(to.account, now),
          app: grantQuery(from.person, from.account, now),
        },
        decide: ({ actor, charter, from, to }) => {
          if (actor === null || charter === null) return fault('not_found')
          const sides = { from: from && factsOfAccount(from), to: to && factsOfAccount(to) }
          const facts = { booking, actor, ...sides, charter, today: dayOf(now), app: null }
          const decision = decideBooking(facts)
          return isFault(decision)
            ? decision
            : { decision, actor: `member:${actor.member}`, ref: id }
        },
        render: ({ ref, seq }) => transferQuery(ref, seq),
      })
      return isFault(written) ? refusal(written) : null
    }
  }
}

/** Only facts that moved meanwhile are part of the measure; anything else is a broken bench. */
function refusal({ fault: code }: Fault): string {
  if (code === 'facts_are_stale') return code
  throw new Error(`A gift of the bench was refused: ${code}`)
}
