// Books under load, to be killed: it says each transfer once it was acknowledged.
import { writeSync } from 'node:fs'
import { inProcess, serverAt, serverInProcess } from '@commonhour/host/node'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { hold, post, settle } from '../support/moves.ts'
import { id, insert, nextSeq, now, type Statement } from '../support/rows.ts'

const [directory = '', door = '', from = '0'] = process.argv.slice(2)
const libsql = openLibsql({ fileOf: dataDirectory(directory) })
const { open } =
  door === 'directly'
    ? serverInProcess(libsql)
    : serverAt(inProcess, libsql.fetch as typeof globalThis.fetch)
const client = open('riverside')

const pairs = [
  ['ana', 'luis'],
  ['luis', 'ana'],
  ['nia', 'rosa'],
  ['rosa', 'nia'],
] as const

let next = Number(from)

/** Transfers as the API writes them, with the caller's key: posts, and holds that are settled. */
async function transfer(): Promise<void> {
  for (;;) {
    const number = next++
    const name = number.toString(36)
    const [giver, taker] = pairs[number % pairs.length] as (typeof pairs)[number]
    const isHeld = number % 3 === 0
    const begun = (isHeld ? hold : post)(name, giver, taker, 60)
    await client.batch([begun, key(name)], 'write')
    // Synchronous: what was said has left this process before it can be killed.
    writeSync(1, `${id(name)}\n`)
    if (!isHeld) continue
    const settled = id(`s${name}`)
    await client.batch([settle(name, giver, taker, 60, { id: settled }), key(`s${name}`)], 'write')
    writeSync(1, `${settled}\n`)
  }
}

function key(name: string): Statement {
  const row = { principal: 'person-ana', key: name, fingerprint: 'f', ref: id(name) }
  return insert('idempotency', { ...row, seq: nextSeq, at: now })
}

writeSync(1, 'open\n')
await Promise.all(Array.from({ length: 16 }, transfer))
