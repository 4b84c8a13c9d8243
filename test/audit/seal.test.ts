import { rememberedHead } from '@commonhour/host'
import {
  appends,
  consistencyProof,
  isFinding,
  leafHash,
  nodesOf,
  openCheckpoint,
} from '@commonhour/proof'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recovery } from '../support/auditing.ts'
import { openAuditWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openAuditWorld()
})
afterEach(() => world.place.dispose())

/** The head that the published note vouches for, to someone who holds the keys of the log. */
async function opened() {
  const head = await openCheckpoint(await world.note(), await world.keys())
  if (isFinding(head)) throw new Error(head.finding)
  return head
}

test('a community without keys begins them, and its whole log is sealed under them', async () => {
  expect(await world.audit().round()).toEqual({ heads: 1 })
  const { keys, origin } = await world.keys()
  expect(origin).toBe('hours.example/riverside')
  expect(keys.map(({ use }) => use).sort()).toEqual(['receipt', 'recovery', 'report'])
  expect(keys.find(({ use }) => use === 'recovery')?.x).toBe(recovery.publicKey.x)
  const bodies = await world.bodies()
  const head = await opened()
  expect(head.size).toBe(bodies.length)
  const memory = await rememberedHead(world.place.env.open('audit'), 'riverside')
  expect(memory).toMatchObject({ origin, size: head.size })
})

test('where nothing is new nothing is signed; new leaves get a head that only appends', async () => {
  const audit = world.audit()
  await audit.round()
  expect(await audit.round()).toEqual({})
  const before = await opened()
  await world.help()
  expect(await audit.round()).toEqual({ heads: 1 })
  const after = await opened()
  const leaves = (await world.bodies()).map((body) => leafHash(new TextEncoder().encode(body)))
  const proof = consistencyProof(nodesOf(leaves), before.size, after.size)
  const consistency = { fromSize: before.size, fromRoot: before.root, proof }
  expect(appends({ ...consistency, toSize: after.size, toRoot: after.root })).toBe(true)
})

test('a head that was swapped in and never published is published by the next round', async () => {
  await world.audit().round()
  await world.help()
  world.place.between(async (sent, send) => {
    if (sent.includes('INSERT INTO checkpoint')) throw new TypeError('connection reset')
    return send()
  })
  expect(await world.audit().round()).toEqual({ communities_troubled: 1 })
  world.place.between(null)
  const memory = await rememberedHead(world.place.env.open('audit'), 'riverside')
  expect((await world.heads()).at(-1)).toBeLessThan(memory?.size ?? 0)
  await world.help()
  expect(await world.audit().round()).toEqual({ heads: 2 })
  expect(await world.heads()).toContain(memory?.size)
  expect((await opened()).size).toBe((await world.bodies()).length)
  expect(await world.alarms()).toEqual([])
})

test('a head whose publishing was answered to nobody stands, and is not published twice', async () => {
  await world.audit().round()
  await world.help()
  world.place.between(async (sent, send) => {
    const answer = await send()
    if (sent.includes('INSERT INTO checkpoint')) throw new TypeError('connection reset')
    return answer
  })
  await world.audit().round()
  world.place.between(null)
  expect(await world.audit().round()).toEqual({})
  expect((await opened()).size).toBe((await world.bodies()).length)
})

test('of two audits at the same moment one signs each head', async () => {
  await world.audit().round()
  await world.help()
  await Promise.all([world.audit().round(), world.audit().round(), world.audit().round()])
  const heads = await world.heads()
  expect(heads).toEqual([...new Set(heads)])
  expect((await opened()).size).toBe((await world.bodies()).length)
  expect(await world.alarms()).toEqual([])
})

test('every node of the tree stands once it is whole, as the leaves make it', async () => {
  await world.audit().round()
  await world.help()
  await world.audit().round()
  const size = (await world.bodies()).length
  const [{ nodes } = { nodes: 0 }] = await world.rows('SELECT count(*) AS nodes FROM node')
  let whole = 0
  for (let leaves = 1; leaves <= size; leaves *= 2) whole += Math.floor(size / leaves)
  expect(nodes).toBe(whole)
  expect(await world.audit().round({ whole: true })).toEqual({})
  expect(await world.alarms()).toEqual([])
})

test('members may book at any moment of a whole look: it raises no alarm', async () => {
  await world.audit().round()
  let isOurs = false
  let booked = 0
  world.place.between(async (_, send) => {
    if (isOurs) return send()
    isOurs = true
    await world.help(900)
    isOurs = false
    booked += 1
    return send()
  })
  await world.audit().round({ whole: true })
  world.place.between(null)
  expect(booked).toBeGreaterThan(5)
  expect(await world.alarms()).toEqual([])
  await world.audit().round({ whole: true })
  expect((await opened()).size).toBe((await world.bodies()).length)
})

test('an audit that another overtakes looks again, and raises no alarm', async () => {
  await world.audit().round()
  let overtaken = false
  world.place.between(async (sent, send) => {
    const answer = await send()
    if (overtaken || !sent.includes('FROM head')) return answer
    overtaken = true
    await world.help()
    await world.audit().round()
    return answer
  })
  await world.help()
  await world.audit().round()
  world.place.between(null)
  expect(overtaken).toBe(true)
  expect(await world.alarms()).toEqual([])
  expect((await opened()).size).toBe((await world.bodies()).length)
})
