import { afterEach, beforeEach, expect, test } from 'vitest'
import { actsOf, hour, ok } from '../api/acts.ts'
import { dayMs, type StewardActs, stewardActsOf } from '../api/stewards.ts'
import type { Someone } from '../support/place.ts'
import { openWorld, type World } from './world.ts'

// What was announced long enough is carried, or ends with why it is not.

let world: World
let the: StewardActs
let omar: Someone
beforeEach(async () => {
  world = await openWorld()
  the = stewardActsOf(world.place)
  omar = await world.joins('Omar')
})
afterEach(() => world.place.dispose())

const round = () => world.courier().round()
const stepsOf = async (motion: string) => ok(await the.motion(world.place.rosa, motion)).steps
/** Rosa founded alone: Omar's offices are announced for their days, and nobody objects. */
async function appointed(...offices: string[]): Promise<void> {
  for (const office of offices) ok(await the.office(world.place.rosa, omar, office))
  world.place.pass(7 * dayMs)
  expect(await round()).toMatchObject({ motion: offices.length })
}

test('nobody removes the last coordinator: the books refuse, and the motion ends with why', async () => {
  const { place } = world
  await appointed('coordinator', 'auditor')
  const { motion } = ok(await the.office(omar, place.rosa, 'coordinator', 'removed'))
  expect(motion.state).toBe('announced')
  // Omar stays an auditor, so it is still a steward's proposal.
  ok(await the.office(omar, omar, 'coordinator', 'removed'))
  place.pass(7 * dayMs)
  const said = await round()
  expect(said).toMatchObject({ motion: 1 })
  expect(said).not.toHaveProperty('refused')
  const [lapsed, ...others] = await stepsOf(motion.id)
  expect(lapsed).toMatchObject({ act: 'lapsed', by: null, reason: 'coordinator_is_the_last' })
  expect(others).toEqual([])
  // The round after looks at it no more; Rosa is in office, and Omar was told.
  const after = await round()
  for (const name of ['motion', 'refused']) expect(after).not.toHaveProperty(name)
  const rosa = ok(await place.ask(omar, 'readMember', { member: place.rosa.member }))
  expect(rosa.offices).toContain('coordinator')
  expect(world.mailTo('Omar').at(-1)?.subject).toBe('What you proposed ran out')
  expect((await actsOf(place).proof()).balanceSumSeconds).toBe(0)
})

test('where books cannot be reached or facts moved, nothing ends: the next round carries it', async () => {
  const { place } = world
  const ana = await world.joins('Ana')
  const { motion } = ok(await the.lift(place.rosa, ana, { floorSeconds: -40 * hour }))
  place.pass(7 * dayMs)
  place.between(async (sent, send) => {
    if (sent.includes('BEGIN IMMEDIATE') && sent.includes('motion_step')) {
      throw new Error('the wire is cut')
    }
    return send()
  })
  expect(await round()).toMatchObject({ refused: 1 })
  expect(await stepsOf(motion.id)).toEqual([])
  place.between(null)
  expect(await round()).toMatchObject({ motion: 1 })
  expect(await stepsOf(motion.id)).toMatchObject([{ act: 'carried' }])
})
