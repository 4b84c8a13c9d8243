import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { appToken, demoIn, memberToken, newId, post, proofOf } from './asking.ts'
import { demoDirectory, endAll, freshDirectory, startProgram } from './program.ts'

const DemoPerson = v.strictObject({
  email: v.pipe(v.string(), v.email()),
  name: v.string(),
  member: v.pipe(v.string(), v.uuid()),
  account: v.pipe(v.string(), v.uuid()),
})
/** As the wire's description has it; fields may be added to it, so it is changed by hand. */
const DemoFile = v.strictObject({
  base: v.pipe(v.string(), v.url()),
  community: v.literal('riverside'),
  members: v.pipe(v.array(DemoPerson), v.length(3)),
  coordinator: DemoPerson,
  auditor: DemoPerson,
  app: v.strictObject({
    clientId: v.string(),
    clientSecret: v.string(),
    resource: v.pipe(v.string(), v.url()),
    scopes: v.array(v.string()),
    account: v.pipe(v.string(), v.uuid()),
  }),
})

afterEach(endAll)

describe('the first start', () => {
  test('does all that it promises', async () => {
    const directory = await freshDirectory()
    const began = Date.now()
    const program = await startProgram({ directory })
    await program.ready()
    console.log(`seeded and ready after ${((Date.now() - began) / 1000).toFixed(1)} s`)
    const { base, printed } = program
    const demo = v.parse(DemoFile, await demoIn(directory))

    // It says where it is, whom to sign in as and where mail appears.
    expect(printed()).toContain(`Commonhour is ready at ${base}\n`)
    const people = [...demo.members, demo.coordinator, demo.auditor]
    for (const { email, name } of people) expect(printed()).toMatch(new RegExp(`${email} +${name}`))
    expect(printed()).toContain(`${base}/dev/mail`)
    expect(program.complained()).toBe('')

    // Pages, mail, docs and the API answer on one port.
    for (const path of ['/', '/riverside', '/dev/mail', '/docs', '/v1/openapi.json', '/readyz']) {
      expect((await fetch(base + path)).status, path).toBe(200)
    }

    // Whoever is named can sign in.
    for (const { email, member } of demo.members) {
      const headers = { authorization: `Bearer ${await memberToken(demo, email)}` }
      const answer = await fetch(`${demo.app.resource}/members/${member}`, { headers })
      expect([answer.status, (await answer.json()).id]).toEqual([200, member])
    }

    // The app of the demo books an hour of help, as the README does.
    const before = await proofOf(demo)
    const [ana] = demo.members
    const url = `${demo.app.resource}/transfers`
    const booking = { id: newId(), purpose: 'help', fromAccount: demo.app.account, seconds: 3600 }
    const toAccount = ana?.account
    const booked = await post(url, { ...booking, toAccount }, await appToken(demo))
    expect([booked.status, (await booked.json()).seconds]).toEqual([201, 3600])
    const after = await proofOf(demo)
    expect(after.transfers).toBe(before.transfers + 1)
    expect([before.balanceSumSeconds, after.balanceSumSeconds]).toEqual([0, 0])
    expect(before.accounts).toBeGreaterThan(60)
  }, 180_000)
})

describe('a start', () => {
  test('on what an earlier one left keeps everything, also at another port', async () => {
    const directory = await demoDirectory()
    const first = await startProgram({ directory })
    await first.ready()
    const demo = await demoIn(directory)
    const proof = await proofOf(demo)
    expect(await first.stop()).toEqual({ code: 0, signal: null })

    const second = await startProgram({ directory })
    await second.ready()
    const later = await demoIn(directory)
    const resource = `${second.base}/v1/communities/riverside`
    expect(later).toEqual({ ...demo, base: second.base, app: { ...demo.app, resource } })
    expect(await proofOf(later)).toEqual({ ...proof, at: expect.any(String) })
    expect(await appToken(later)).toMatch(/^ey/)
    expect(second.printed()).not.toContain('Making the demo')
    await second.stop()
  })

  test('with --empty has no community and says where mail appears', async () => {
    const directory = await freshDirectory()
    const program = await startProgram({ directory, arguments: ['--empty'] })
    await program.ready()
    expect(existsSync(join(directory, 'demo.json'))).toBe(false)
    const communities = await fetch(`${program.base}/v1/communities`)
    expect((await communities.json()).items).toEqual([])
    expect(program.printed()).toContain(`Mail appears at ${program.base}/dev/mail`)
    expect((await program.stop()).code).toBe(0)
  })

  test('with --help says what can be set and serves nothing', async () => {
    const directory = await freshDirectory()
    const program = await startProgram({ directory, arguments: ['--help'] })
    expect((await program.ended).code).toBe(0)
    for (const word of ['--empty', 'PORT', 'DATA_DIR', 'SMTP_URL', 'NODE_ENV']) {
      expect(program.printed()).toContain(word)
    }
    expect(existsSync(directory)).toBe(false)
  })
})
