import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { doors, execute, openPlace, type Place, refusalOf } from './support.ts'

const insert = 'INSERT INTO t VALUES (1)'
const path = '/dev/riverside/v2/pipeline'

describe.each(doors)('a life of libsql-local, %s', (door) => {
  let place: Place

  beforeEach(async () => {
    place = await openPlace(door)
    await place.pipeline([execute('CREATE TABLE t (id INTEGER) STRICT')])
  })
  afterEach(() => place.remove())

  const count = async () => {
    const { rows } = await place.client().execute('SELECT count(*) AS n FROM t')
    return rows[0]?.n
  }

  test('a restart keeps what was written', async () => {
    await place.client().batch([insert, insert], 'write')
    await place.restart()
    expect(await count()).toBe(2)
  })

  test('after close nothing is taken, and closing again is the same close', async () => {
    const closed = place.libsql.close()
    expect(place.libsql.close()).toBe(closed)
    await closed
    await refusalOf(place.client().execute(insert))
    await place.restart()
    expect(await count()).toBe(0)
  })

  test('whoever has gone before their turn leaves nothing; the others are served', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const asker = new AbortController()
        const answer = place.ask(path, { requests: [execute(insert)] }, { signal: asker.signal })
        if (i % 3 === 0) asker.abort()
        return answer.then(
          (response) => response.status,
          (thrown: Error) => thrown.name,
        )
      }),
    )
    expect(outcomes.filter((outcome) => outcome === 'AbortError').length).toBe(4)
    expect(outcomes.filter((outcome) => outcome === 200).length).toBe(8)
    expect(await count()).toBe(8)
  })
})

test('in process, close waits for all work that was taken', async () => {
  const place = await openPlace('in process')
  await place.pipeline([execute('CREATE TABLE t (id INTEGER) STRICT')])
  const taken = Array.from({ length: 20 }, () => place.ask(path, { requests: [execute(insert)] }))
  const closed = place.libsql.close()
  const statuses = await Promise.all(taken.map(async (answer) => (await answer).status))
  expect(statuses).toEqual(Array(20).fill(200))
  await closed
  await place.restart()
  const { rows } = await place.client().execute('SELECT count(*) AS n FROM t')
  expect(rows[0]?.n).toBe(20)
  await place.remove()
})

test('a statement the engine still holds does not keep a place from closing', async () => {
  const place = await openPlace('in process')
  await place.pipeline([execute('CREATE TABLE t (id INTEGER) STRICT')])
  await place.pipeline([execute('EXPLAIN QUERY PLAN SELECT * FROM t')])
  for (let n = 0; n < 3; n++) await place.pipeline([execute('INSERT INTO t VALUES (1)')])
  await place.libsql.close()
  await place.restart()
  const { rows } = await place.client().execute('SELECT count(*) AS n FROM t')
  expect(rows[0]?.n).toBe(3)
  await place.remove()
})

describe('the loopback port', () => {
  let place: Place

  beforeEach(async () => {
    place = await openPlace('over the port')
  })
  afterEach(() => place.remove())

  test('a socket cut in the middle of a body leaves nothing and stops nobody', async () => {
    const { port, close } = await place.libsql.listen()
    const body = JSON.stringify({ requests: [execute('CREATE TABLE gone (id)')] })
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`)
    socket.write(body.slice(0, -5), () => socket.destroy())
    await once(socket, 'close')
    const { answer } = await place.pipeline([execute('SELECT * FROM gone')])
    expect(answer.results[0].error.message).toContain('no such table')
    await close()
  })

  test('close waits for a request whose body is still on its way', async () => {
    const { port } = await place.libsql.listen()
    const body = JSON.stringify({ requests: [execute('SELECT 42')] })
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n`
    socket.write(`${head}expect: 100-continue\r\n\r\n`)
    const [go] = await once(socket, 'data')
    expect(go).toContain('100 Continue')
    const closed = place.libsql.close()
    socket.write(body)
    const [answer] = await once(socket, 'data')
    expect(answer).toContain('200 OK')
    await closed
  })

  test('no page in a browser may speak to it', async () => {
    const { url, close } = await place.libsql.listen()
    const body = JSON.stringify({ requests: [execute('CREATE TABLE t (id)')] })
    const headers = { origin: 'https://elsewhere.example' }
    const response = await fetch(new URL(path, url), { method: 'POST', body, headers })
    expect(response.status).toBe(403)
    await close()
  })

  test('a taken port is a rejection, not a crash', async () => {
    const { port, close } = await place.libsql.listen()
    const refusal = await refusalOf(place.libsql.listen(port))
    expect(refusal.code).toBe('EADDRINUSE')
    await close()
  })
})
