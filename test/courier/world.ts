import type { NoticeKind } from '@commonhour/contract'
import {
  type Courier,
  type CourierEnv,
  createCourier,
  type OutgoingMail,
} from '@commonhour/courier'
import { findOrCreatePerson } from '@commonhour/host'
import { openPlace, type Place, type PlaceOptions, type Someone } from '../support/place.ts'

/** A place with a courier, a mailbox that knows repeats, and people with addresses. */
export interface World {
  readonly place: Place
  /** Every mail that was taken, in order, repeats and all. */
  readonly taken: OutgoingMail[]
  readonly lines: Parameters<CourierEnv['log']>[0][]
  courier(more?: Partial<CourierEnv>): Courier
  /** An active member whose person has an address: `name@example.org`. */
  joins(name: string, more?: Record<string, unknown>): Promise<Someone>
  /** A notice, as a decision would leave it in the outbox. */
  notice(kind: NoticeKind, ref: string, member: string | null): Promise<number>
  rows(sql: string, ...args: (string | number)[]): Promise<Record<string, unknown>[]>
  /** Mails to somebody by name, newest last. */
  mailTo(name: string): OutgoingMail[]
}

export async function openWorld(options: PlaceOptions = {}): Promise<World> {
  const place = await openPlace(options)
  const taken: OutgoingMail[] = []
  const lines: World['lines'] = []
  const host = place.env.open('host')
  const { client } = place.books
  const addressOf = (name: string) => `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`
  const addressed = (person: string, name: string) =>
    findOrCreatePerson(host, addressOf(name), place.now(), person)
  const rows: World['rows'] = async (sql, ...args) => {
    const answer = await client.execute({ sql, args: args.map(asInteger) })
    return answer.rows.map((row) => ({ ...row }))
  }
  return {
    place,
    taken,
    lines,
    rows,
    courier: (more = {}) =>
      createCourier({
        base: 'http://localhost:8787',
        open: place.env.open,
        from: 'Riverside <hours@example.org>',
        mailer: {
          send: async (mail) => {
            taken.push(mail)
            return 'sent'
          },
        },
        now: place.now,
        chance: () => 0.5,
        log: (line) => lines.push(line),
        ...more,
      }),
    async joins(name, more) {
      const member = await place.joins(name, more)
      await addressed(member.person, name)
      return member
    },
    async notice(kind, ref, member) {
      const sql = 'INSERT INTO outbox (kind, ref, member, at) VALUES (?, ?, ?, ?) RETURNING id'
      const args = [kind, ref, member, BigInt(place.now())]
      const { rows: written } = await client.execute({ sql, args })
      return Number(written[0]?.id)
    },
    mailTo: (name) => taken.filter(({ to }) => to === addressOf(name)),
  }
}

function asInteger(value: string | number): string | bigint {
  return typeof value === 'number' ? BigInt(value) : value
}
