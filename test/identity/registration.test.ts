import { isFault } from '@commonhour/contract'
import { sha256 } from '@commonhour/host'
import { type AppRegistration, registerApp } from '@commonhour/identity'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place } from './place.ts'

const good: AppRegistration = {
  name: 'Food bank',
  redirectUris: ['https://food.example.org/back'],
  scopes: ['hours:read', 'hours:write'],
  contact: 'it@food.example.org',
}
let place: Place
beforeEach(async () => {
  place = await openPlace()
})
afterEach(() => place.close())

test('an app is told its secret once; the host keeps the hash only', async () => {
  const app = await registerApp(place.env, good)
  if (isFault(app)) throw new Error(app.fault)
  const { rows } = await place.books.open('host').execute('SELECT * FROM app')
  expect(JSON.stringify(rows)).not.toContain(app.clientSecret)
  expect(rows[0]).toMatchObject({ id: app.clientId, secretHash: await sha256(app.clientSecret) })
})

test('each registration is an app of its own', async () => {
  const [one, two] = [await registerApp(place.env, good), await registerApp(place.env, good)]
  if (isFault(one) || isFault(two)) throw new Error('refused')
  expect(one.clientId).not.toBe(two.clientId)
  expect(one.clientSecret).not.toBe(two.clientSecret)
})

test('an app without a name or with a scope nobody knows is refused', async () => {
  const wrong = { name: ' ', redirectUris: ['nowhere'], scopes: ['hours:mint'], contact: '' }
  for (const [field, value] of Object.entries(wrong)) {
    expect(await registerApp(place.env, { ...good, [field]: value })).toMatchObject({
      fault: 'request_is_malformed',
      fields: [{ pointer: expect.stringContaining(`/${field}`) }],
    })
  }
})
