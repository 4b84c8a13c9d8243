import { statementsOf } from '@commonhour/ledger'
import { dataDirectory } from '@commonhour/libsql-local'
import Database from 'libsql'
import { answerCalls } from './child.ts'
import { type BenchMember, community, giftSeconds, newId, readMembers } from './community.ts'
import { pairs } from './gifts.ts'
import { cpuMsOfThis, type Run, withCpu } from './measure.ts'

let db: Database.Database
let members: BenchMember[]

answerCalls({
  async open(directory: string) {
    db = new Database(dataDirectory(directory)(community) ?? '')
    db.defaultSafeIntegers(true)
    // As libsql-local opens its files.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    db.exec('PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON')
    db.exec(`CREATE TABLE bare (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, fromAccount TEXT NOT NULL,
      toAccount TEXT NOT NULL, seconds INTEGER NOT NULL) STRICT`)
    members = await readMembers(directory)
  },
  async run(into: string, perCommit: number, seconds: number): Promise<Run> {
    const insert = into === 'bare table' ? bareInsert() : await transferInsert()
    return withCpu(cpuMsOfThis, async () => repeat(insert, perCommit, seconds))
  },
  /** Makes a history, fast: nothing of it is measured, so nothing waits for the disk. */
  async grow(transfers: number) {
    db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000')
    const insert = await transferInsert()
    for (let left = transfers; left > 0; left -= 2000) {
      db.exec('BEGIN IMMEDIATE')
      for (let i = 0; i < Math.min(left, 2000); i++) insert()
      db.exec('COMMIT')
    }
  },
  async close() {
    db.close()
  },
})

function repeat(insert: () => void, perCommit: number, seconds: number): Run {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < seconds * 1000) {
    // One statement by itself is its own transaction.
    if (perCommit > 1) db.exec('BEGIN IMMEDIATE')
    for (let i = 0; i < perCommit; i++) insert()
    if (perCommit > 1) db.exec('COMMIT')
    done += perCommit
  }
  const took = (performance.now() - start) / 1000
  return { done, seconds: took, medianMs: null, p99Ms: null, cpuMs: null, refused: {} }
}

function bareInsert(): () => void {
  const sql = 'INSERT INTO bare (id, fromAccount, toAccount, seconds) VALUES (?, ?, ?, ?)'
  const statement = db.prepare(sql)
  const next = pairs(members, 1)
  return () => {
    const { from, to } = next(0)
    statement.run(newId(), from.account, to.account, BigInt(giftSeconds))
  }
}

/** The ledger's own statement; only what differs between two gifts is bound anew. */
async function transferInsert(): Promise<() => void> {
  const slots = { id: 'the id', fromAccount: 'the giver', toAccount: 'the receiver' }
  const gift = { kind: 'post', purpose: 'gift', seconds: giftSeconds, charter: 1 } as const
  const stamp = { now: Date.now(), actor: `member:${members[0]?.member}` }
  const decision = { expect: [], write: [{ into: 'transfer', ...gift, ...slots } as const] }
  const [made] = await statementsOf(decision, stamp)
  if (typeof made !== 'object') throw new Error('The ledger wrote no statement.')
  const args = made.args as unknown[]
  const places = Object.values(slots).map((slot) => args.indexOf(slot))
  const statement = db.prepare(made.sql)
  const next = pairs(members, 1)
  return () => {
    const { from, to } = next(0)
    const bound = [...args]
    for (const [i, value] of [newId(), from.account, to.account].entries()) {
      bound[places[i] ?? -1] = value
    }
    statement.run(...bound)
  }
}
