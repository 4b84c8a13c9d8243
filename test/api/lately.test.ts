import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlace, type Place, type Someone } from '../support/place.ts'
import { type Acts, actsOf, ok } from './acts.ts'

let place: Place
let it: Acts
let ana: Someone
let luis: Someone
beforeAll(async () => {
  place = await openPlace()
  it = actsOf(place)
  ana = await place.joins('Ana Soler')
  luis = await place.joins('Luis Vidal')
})
afterAll(() => place.dispose())

const lately = async (who: Someone): Promise<string[]> =>
  ok(await place.ask(who, 'readHome', {})).lately.map(({ id }: { id: string }) => id)

test('home says what someone else ended, the newest end first, for a week', async () => {
  const declined = ok(await it.propose(luis, luis, ana)).id
  const cancelled = await it.agreed(luis, ana)
  const helped = await it.helped(luis, ana)
  expect(await lately(luis)).toEqual([helped])
  it.days(0.5)
  ok(await it.cancel(ana, cancelled))
  it.days(1)
  ok(await it.decline(ana, declined))
  expect(await lately(luis)).toEqual([declined, cancelled, helped])
  // Who ended it knows it already.
  expect(await lately(ana)).toEqual([])
  ok(await it.reverse(place.rosa, helped))
  expect(await lately(ana)).toEqual([helped])
  it.days(6.5)
  expect(await lately(luis)).toEqual([helped, declined])
  it.days(1)
  expect(await lately(luis)).toEqual([])
})

test('ten of them at most', async () => {
  for (let i = 0; i < 11; i++) ok(await it.decline(ana, ok(await it.propose(luis, luis, ana)).id))
  expect(await lately(luis)).toHaveLength(10)
})
