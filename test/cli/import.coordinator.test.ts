import { findPersonByEmail } from '@commonhour/host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importOf, smallBank } from './banks.ts'
import { openPlace, type Place } from './place.ts'

let place: Place
beforeEach(async () => {
  place = await openPlace()
})
afterEach(() => place.remove())

/** Who holds the offices, and whether this e-mail signs in as them. */
function stewards(email: string) {
  return place.look('portland', async (_, client, host) => {
    const person = await findPersonByEmail(host, email)
    const { rows } = await client.execute({
      sql: `SELECT m.number, m.name, group_concat(o.office) AS offices,
          EXISTS (SELECT 1 FROM member_person WHERE member = m.id AND person = ?) AS signsIn
        FROM office o JOIN member m ON m.id = o.member GROUP BY m.id`,
      args: [person?.id ?? ''],
    })
    return rows.map((row) => ({ ...row, offices: String(row.offices).split(',').sort() }))
  })
}
const offices = ['auditor', 'coordinator']

test('a member of the files may be named to look after the community', async () => {
  const ran = await place.run(importOf(smallBank, ['--coordinator', 'carla@bank.example']))
  expect(ran).toMatchObject({ code: 0, err: '' })
  const carla = { number: 3, name: 'Carla Okoye Vidal', offices, signsIn: 1 }
  expect(await stewards('carla@bank.example')).toEqual([carla])
})

test('somebody new may be named: they come last and stand at 0, the rest is as in the files', async () => {
  const named = ['--coordinator', 'Rosa@Bank.example', '--coordinator-name', 'Rosa Keane']
  const ran = await place.run(importOf(smallBank, [...named, '--json']))
  expect(ran.code, ran.out).toBe(0)
  expect(ran.json.coordinator).toEqual({ number: 23, name: 'Rosa Keane', isNew: true })
  expect(ran.json.members).toBe(smallBank.members + 1)
  const rosa = { number: 23, name: 'Rosa Keane', offices, signsIn: 1 }
  expect(await stewards('rosa@bank.example')).toEqual([rosa])
  expect(ran.json.books.proof).toMatchObject({ movedSeconds: smallBank.seconds })
})
