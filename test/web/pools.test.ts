import { fault, type Motion, type PoolApplication } from '@commonhour/contract'
import { expect, test } from 'vitest'
import { type Answers, fakeHost } from './fakeHost.ts'
import * as sample from './sample.ts'
import { amendment, answersOfRosa } from './sampleMotions.ts'

const application: PoolApplication = {
  ...{ id: sample.id(401), pool: sample.home.pools[0]?.account ?? '', member: sample.ids.luis },
  ...{ name: 'Luis Byrne', seconds: 21_600, reason: 'hours_ran_out', text: '', state: 'waiting' },
  ...{ at: '2026-11-30T08:00:00Z', transfer: null, answer: null },
}
const grant: Motion = {
  ...amendment,
  ...{ id: sample.id(402), kind: 'grant', amendment: null, member: sample.ids.luis },
}
const path = `/riverside/pool/applications/${application.id}`
const home = { ...(answersOfRosa.readHome as typeof sample.home), pools: sample.home.pools }

/** Rosa grants more than one may alone; then the page she comes to. */
async function granted(readMotion: NonNullable<Answers['readMotion']>): Promise<string> {
  const answers = { readHome: home, readApplication: application, readMotion }
  const answerApplication = { application, motion: grant.id }
  const host = await fakeHost({ answers: { ...answers, answerApplication } })
  const form = { key: sample.id(8), pool: application.pool, act: 'grant' }
  const to = (await host.post(path, form)).headers.get('location') ?? ''
  expect(to).toBe(`${path}?motion=${grant.id}`)
  return (await (await host.get(to)).text()).replaceAll('\u00a0', ' ')
}

test.each([
  ['waiting', 'Another coordinator is asked to agree', 'announced'],
  [
    'announced',
    'announced to all members. The hours move on 7 Dec 2026 unless',
    'is asked to agree',
  ],
  ['objected', 'A member objected.', 'is asked to agree'],
] as const)(
  'a grant that is %s says who is asked now, and where it stands',
  async (state, says, not) => {
    const announcedUntil = state === 'waiting' ? null : amendment.announcedUntil
    const page = await granted({ ...grant, state, announcedUntil })
    expect(page).toContain(says)
    expect(page).not.toContain(not)
    expect(page).toContain(`href="/riverside/motions/${grant.id}"`)
  },
)

test('where nothing is known of it, nothing is promised', async () => {
  const page = await granted(fault('not_found'))
  expect(page).toContain('Luis Byrne')
  for (const words of ['is asked to agree', 'announced']) expect(page).not.toContain(words)
})
