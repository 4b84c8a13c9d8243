import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hosts, type OpenHost, openingMs } from '../support/hosts.ts'
import { ask, newId, signIn } from './acting.ts'

describe.each(hosts)('the courier on $name', ({ open }) => {
  let host: OpenHost
  beforeAll(async () => {
    host = await open()
  }, openingMs)
  afterAll(() => host?.close())

  const round = (aheadMs?: number) => host.round(aheadMs)
  const path = '/v1/communities/riverside'

  test('what is agreed comes as mail with an entry for the calendar, once', async () => {
    const [ana, luis] = host.demo.members as [
      OpenHost['demo']['members'][0],
      { email: string; member: string },
    ]
    const [anas, luiss] = [await signIn(host, ana.email), await signIn(host, luis.email)]
    const id = newId()
    const at = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const proposal = {
      ...{ id, giver: luis.member, receivers: [ana.member], title: 'Shelves to put up' },
      ...{ estimateSeconds: 3600, agreedFor: { at, place: 'Main St' } },
    }
    const asked = await ask(host, 'POST', `${path}/exchanges`, { token: anas, body: proposal })
    expect(asked.status).toBe(201)
    const yes = await ask(host, 'POST', `${path}/exchanges/${id}/acceptance`, { token: luiss })
    expect(yes.body.state).toBe('agreed')
    expect(await round()).toMatchObject({ sent: expect.any(Number) })
    await round()
    const about = (await host.mail(ana.email)).filter(({ subject }) =>
      /^Agreed: Shelves/.test(subject),
    )
    expect(about).toHaveLength(1)
    expect(about[0]?.text).toContain(`/riverside/exchanges/${id}`)
    const [invite] = (about[0] as unknown as { attachments: { text: string }[] }).attachments
    expect(invite?.text).toContain(`UID:${id}@localhost`)
    expect(invite?.text).toContain('METHOD:REQUEST')
    // The page of the agreement leads to the same entry; whoever is signed out is shown the door.
    const signedOut = await fetch(`${host.base}/riverside/exchanges/${id}/calendar.ics`)
    expect(await signedOut.text()).not.toContain('BEGIN:VCALENDAR')
  })

  test('looking ahead, what nobody answered in time is let go', async () => {
    const before = await round(200 * 86_400_000)
    expect(before).not.toHaveProperty('communities_troubled')
    expect(before).toMatchObject({ 'exchange.lapsed': expect.any(Number) })
    const proof = (await ask(host, 'GET', `${path}/proof`)).body
    expect(proof.balanceSumSeconds).toBe(0)
  })
})
