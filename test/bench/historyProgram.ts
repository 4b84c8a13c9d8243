import type { Write } from '@commonhour/domain'
import { statementsOf } from '@commonhour/ledger'
import { dataDirectory } from '@commonhour/libsql-local'
import Database from 'libsql'
import { answerCalls } from './child.ts'
import { type BenchMember, community, giftSeconds, newId, readMembers } from './community.ts'

const perCommit = 1000
/** Of so many movements one is help with its exchange, the others are gifts. */
const perExchange = 10
const openNeeds = 50

let db: Database.Database
let members: BenchMember[]

answerCalls({
  async open(directory: string) {
    db = new Database(dataDirectory(directory)(community) ?? '')
    db.defaultSafeIntegers(true)
    // Nothing of it is measured, so nothing waits for the disk.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000')
    db.exec('PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON')
    members = await readMembers(directory)
  },
  /**
   * Makes a history in which one member, the first, takes part in everything: their half of the
   * entries, and their exchanges, all ended.
   */
  async growOne(entries: number) {
    await write(...Array.from({ length: openNeeds }, (_, i) => needOf(member(1 + i))))
    const count = Math.ceil(entries / 2)
    for (let at = 0; at < count; at += perCommit) {
      db.exec('BEGIN IMMEDIATE')
      const until = Math.min(count, at + perCommit)
      for (let i = at; i < until; i++) await write(...movement(i))
      db.exec('COMMIT')
    }
  },
  async close() {
    db.close()
  },
})

/** From the first member to another, and the next time from another to the first. */
function movement(i: number): Write[] {
  const [one, other] = [member(0), member(1 + (Math.floor(i / 2) % (members.length - 1)))]
  const [from, to] = i % 2 === 0 ? [one, other] : [other, one]
  const between = { fromAccount: from.account, toAccount: to.account, seconds: giftSeconds }
  const post = { into: 'transfer', id: newId(), kind: 'post', ...between, charter: 1 } as const
  // An odd number of gifts between two exchanges: both directions are help now and then.
  if (Math.floor(i / 2) % perExchange > 0) return [{ ...post, purpose: 'gift' }]
  const exchange = newId()
  const said = { into: 'exchangeStep', exchange, seconds: giftSeconds } as const
  return [
    {
      ...{ into: 'exchange', id: exchange, giver: to.member, giverAccount: to.account },
      ...{ receivers: [{ member: from.member, account: from.account }], need: null, offer: null },
      ...{ estimateSeconds: giftSeconds, agreedForAt: null, charter: 1 },
      ...{ title: 'Lift to the clinic', place: '' },
    },
    { ...said, step: 0, state: 'done', workedOn: null },
    { ...post, purpose: 'help', exchange },
    { ...said, step: 1, state: 'confirmed' },
  ]
}

function needOf({ member }: BenchMember): Write {
  const when = { kind: 'anyTime' } as const
  const text = { title: 'Lift to the clinic', text: 'On a morning', category: 'transport' }
  const open = { expiresOn: '2099-12-31', area: null, estimateSeconds: null, language: 'en' }
  const publication = { id: newId(), ...text, ...open, remote: false, when }
  return { into: 'publication', word: 'need', member, publication }
}

function member(at: number): BenchMember {
  return members[at % members.length] as BenchMember
}

const prepared = new Map<string, Database.Statement>()
async function write(...writes: Write[]): Promise<void> {
  const stamp = { now: Date.now(), actor: `member:${member(0).member}` }
  for (const made of await statementsOf({ expect: [], write: writes }, stamp)) {
    const { args = [], sql } = typeof made === 'string' ? { sql: made } : made
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    statement.run(...(args as unknown[]))
  }
}
