import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace, type Place } from './place.ts'

let place: Place
beforeEach(async () => {
  place = await openPlace()
})
afterEach(() => place.close())

test.each([
  ['es', 'es tu código para entrar', 'Sirve una vez, durante 10 minutos.'],
  ['fr-BE, en;q=0.5', 'est votre code de connexion', 'Il sert une fois, pendant 10 minutes.'],
  ['ar', 'هو رمز الدخول', 'خلال 10 دقائق'],
  ['de, en', 'is your sign-in code', 'It works once, for 10 minutes.'],
  ['constructor', 'is your sign-in code', 'It works once, for 10 minutes.'],
])('the message is written in the language asked for: %s', async (language, subject, once) => {
  const email = 'ana@example.org'
  const headers = { 'accept-language': language }
  const sent = await place.ask('POST', '/auth/code', { body: { email }, headers })
  expect(sent.status).toBe(202)
  const [mail] = place.mail
  expect(mail?.subject).toMatch(new RegExp(`^\\d{6} ${subject}$`))
  expect(mail?.text).toContain(once)
  expect(mail?.text).toContain(place.codeFor(email))
})
