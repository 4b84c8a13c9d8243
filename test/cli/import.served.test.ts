import { openBooks, readProof } from '@commonhour/ledger'
import { openStandalone, type Standalone } from '@commonhour/standalone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importOf, smallBank } from './banks.ts'
import { openPlace, type Place, root } from './place.ts'

let place: Place
let standalone: Standalone
beforeAll(async () => {
  place = await openPlace()
  standalone = await openStandalone({
    root,
    directory: place.directory,
    base: 'http://localhost:8787',
    assets: new Map(),
    production: false,
    demo: false,
    environment: {},
    say: () => {},
  })
})
afterAll(async () => {
  await standalone.close()
  await place.remove()
})

async function ask(path: string) {
  const answer = await standalone.fetch(new Request(`${standalone.base}/v1${path}`), '127.0.0.1')
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

test('while the server runs, a bank comes in through it and is there for everyone at once', async () => {
  expect((await ask('/communities/portland')).status).toBe(404)
  const dry = await place.run(importOf(smallBank, ['--dry-run']))
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect((await ask('/communities/portland')).status).toBe(404)
  const ran = await place.run(importOf(smallBank, ['--name', 'Portland Time Bank']))
  expect(ran).toMatchObject({ code: 0, err: '' })
  const { members, seconds, transfers } = smallBank
  const community = await ask('/communities/portland')
  expect(community).toMatchObject({ status: 200, body: { name: 'Portland Time Bank', members } })
  const proof = await readProof(openBooks(standalone.open('portland')), Date.now())
  expect(proof).toMatchObject({ balanceSumSeconds: 0, movedSeconds: seconds, transfers })
  // Of so few people anyone sees nothing live.
  const seen = await ask('/communities/portland/proof')
  expect(seen.body).toMatchObject({ transfers: 0, checkpoint: null })
})

test('a second run through the server changes nothing', async () => {
  const size = async () => {
    return (await readProof(openBooks(standalone.open('portland')), Date.now()))?.logSize
  }
  const before = await size()
  const again = await place.run(importOf(smallBank, ['--json']))
  expect(again.json).toMatchObject({ before: 'done', community: 'portland' })
  expect(before).toBeGreaterThan(0)
  expect(await size()).toBe(before)
})

test('other commands go through the server too', async () => {
  const created = ['community', 'create', 'green-valley', '--founder', 'rosa@valley.example']
  expect(await place.run(created)).toMatchObject({ code: 0, err: '' })
  expect((await ask('/communities/green-valley')).body).toMatchObject({ name: 'Green Valley' })
  expect((await place.run(['community', 'list'])).out).toMatch(/green-valley .*\nportland /)
  expect(await place.run(['migrate', '--all'])).toMatchObject({ code: 0, err: '' })
  expect(await place.run(['doctor'])).toMatchObject({ code: 0, err: '' })
})
