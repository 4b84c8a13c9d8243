// A database under load, to be killed: it says each number once its batch was acknowledged.
import { writeSync } from 'node:fs'
import { dataDirectory, openLibsql } from '@commonhour/libsql-local'
import { createClient } from '@libsql/client/web'

const [directory = '', door = '', from = '0'] = process.argv.slice(2)
const libsql = openLibsql({ fileOf: dataDirectory(directory) })
const base = door === 'over the port' ? (await libsql.listen()).url : 'http://libsql.local/'
const through = door === 'over the port' ? {} : { fetch: libsql.fetch as typeof fetch }
const client = createClient({ url: `${base}dev/riverside/`, ...through })

let next = Number(from)
async function write(): Promise<void> {
  for (;;) {
    const id = next++
    const half = (name: string) => ({
      sql: 'INSERT INTO t VALUES (?, ?)',
      args: [BigInt(id), name],
    })
    await client.batch([half('first'), half('second')], 'write')
    // Synchronous: what was said has left this process before it can be killed.
    writeSync(1, `${id}\n`)
  }
}
await Promise.all(Array.from({ length: 16 }, write))
