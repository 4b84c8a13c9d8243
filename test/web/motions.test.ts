import { fault } from '@commonhour/contract'
import { expect, test } from 'vitest'
import { type Answers, fakeHost } from './fakeHost.ts'
import * as sample from './sample.ts'
import { amendment, answersOfRosa, giftHome, lift, paths } from './sampleMotions.ts'

async function pageOf(path: string, answers: Answers = {}): Promise<string> {
  const host = await fakeHost({ answers })
  return (await (await host.get(path)).text()).replaceAll('\u00a0', ' ')
}
async function posted(path: string, form: Record<string, string>, answers: Answers = {}) {
  const host = await fakeHost({ answers })
  const response = await host.post(path, form)
  const asked = host.asked.find(({ name }) => name !== 'readHome' && !name.startsWith('list'))
  return { to: response.headers.get('location'), asked, status: response.status, response }
}

test('anyone reads the charter in words with units', async () => {
  const page = await pageOf('/riverside/charter')
  expect(page).toContain('The line for members')
  expect(page).toContain('20 h below zero')
  expect(page).toContain('60 days')
  expect(page).toContain('Version 3')
})

test('its history says who proposed and agreed, and a coordinator finds the way to a change', async () => {
  const page = await pageOf(paths['charter: history'])
  expect(page).toContain('Proposed by Rosa Keane, agreed to by Luis Vidal.')
  expect(page).toContain('The line for members: 20 h below zero → 500 h below zero')
  expect(page).not.toContain('Propose a change')
  expect(await pageOf(paths['charter: history'], answersOfRosa)).toContain('Propose a change')
})

test('a change is looked at before it is proposed, and what cannot be is said', async () => {
  const page = await pageOf(paths['charter: check'])
  expect(page).toContain('60 days → 45 days')
  expect(page).toContain('Another coordinator must agree.')
  const wrong = await pageOf('/riverside/charter/change/hold.days?value=900')
  expect(wrong).toContain('out of bounds')
  expect(wrong).not.toContain('→')
  const form = { id: sample.id(7), value: '45', effectiveFrom: '2026-12-20' }
  const { asked, to } = await posted(paths['charter: check'], form)
  expect(asked?.body).toEqual({
    id: form.id,
    changes: { hold: { days: 45 } },
    effectiveFrom: '2026-12-20',
  })
  expect(to).toBe(`/riverside/motions/${amendment.id}`)
})

test('hours are typed as hours: of a line, how far below zero', async () => {
  const form = { id: sample.id(7), value: '22,5', effectiveFrom: '2026-12-20' }
  const line = await posted(paths['charter: change one'], form)
  expect(line.asked?.body).toMatchObject({ changes: { member: { floorSeconds: -81_000 } } })
  const ceiling = '/riverside/charter/change/member.ceilingSeconds'
  const none = await posted(ceiling, { ...form, value: '0' })
  expect(none.asked?.body).toMatchObject({ changes: { member: { ceilingSeconds: null } } })
})

test('the lists change in one proposal, each difference in words before it is sent', async () => {
  const form = await pageOf(paths['charter: lists'])
  expect(form).toContain('<input name="areas.north" value="North bank"')
  expect(form).toContain('<input name="categories.transport"')
  const at = paths['charter: lists, check']
  const page = await pageOf(at)
  expect(page).toContain('Areas: “North bank” is called “North side” from then on.')
  expect(page).toContain('Areas: “South bank” is taken away.')
  expect(page).toContain('Areas: “Hill” is added.')
  expect(page).not.toContain('Kinds of help:')
  const { asked, to } = await posted(at, { id: sample.id(7) })
  const areas = [
    { id: 'north', name: 'North side' },
    { id: 'hill', name: 'Hill' },
  ]
  const proposal = { id: sample.id(7), changes: { areas }, effectiveFrom: '2026-12-20' }
  expect(asked?.body).toEqual(proposal)
  expect(to).toBe(`/riverside/motions/${amendment.id}`)
})

test('a new name gets an id that nothing has; a kind renamed here keeps its other names', async () => {
  const query = new URLSearchParams({
    'categories.transport': 'Rides',
    areas: 'North!\nالضفة\nÉtang du Nord',
    joinQuestions: 'What do you like to do?',
    effectiveFrom: '2026-12-20',
    look: 'yes',
  })
  const { asked } = await posted(`/riverside/charter/lists?${query}`, { id: sample.id(7) })
  type Changes = Record<string, { id: string; names: object }[]>
  const { changes } = (asked ?? { body: {} }).body as { changes: Changes }
  expect(changes.areas?.map(({ id }) => id)).toEqual([
    'north',
    'south',
    'north-2',
    'area',
    'etang-du-nord',
  ])
  const rides = changes.categories?.find(({ id }) => id === 'transport')
  expect(rides?.names).toMatchObject({ en: 'Rides' })
  expect(changes.joinQuestions).toEqual(['What do you like to do?'])
})

test('lists that would read the same are not proposed', async () => {
  const page = await pageOf(`${paths['charter: lists']}?look=yes&effectiveFrom=2026-12-20`)
  expect(page).toContain('Change at least one line.')
  expect(page).not.toContain('Propose it')
})

test('a refused proposal keeps what was typed and says why', async () => {
  const form = { id: sample.id(7), value: '45', effectiveFrom: '2026-12-01' }
  const refused = { proposeAmendment: fault('amendment_starts_too_soon') }
  const { response, status } = await posted(paths['charter: check'], form, refused)
  expect(status).toBe(409)
  const page = await response.text()
  expect(page).toContain('Choose a day from tomorrow on')
  expect(page).toContain('value="2026-12-01"')
})

test.each([
  ['approval', 'approveMotion', undefined],
  ['objection', 'objectToMotion', { reason: 'too_soon' }],
  ['withdrawal', 'withdrawMotion', undefined],
])('%s is one button, and leads back to the motion', async (act, name, body) => {
  const { asked, to } = await posted(paths.motion, { act, reason: 'too_soon' })
  expect(asked).toMatchObject({ name })
  if (body !== undefined) expect(asked?.body).toEqual(body)
  expect(to).toBe(paths.motion)
})

test('a motion says where it stands; of a line that is not mine to know, not whose it is', async () => {
  expect(await pageOf(paths.motion)).toContain('It happens on 7 Dec 2026 unless a member objects.')
  const page = await pageOf(paths.motion, { readMotion: lift })
  expect(page).toContain('Lift the line of a member')
  expect(page).toContain('40 h below zero until 1 Jun 2027. Reason: supported member.')
  expect(page).toContain('a member objected on 30 Nov 2026.')
  expect(page).not.toContain('I object')
})

test('a line says how far, until when and why; coordinators change it there', async () => {
  const page = await pageOf(paths.line)
  expect(page).toContain('Now: as far as 25 h below zero.')
  expect(page).toContain('25 h below zero until 28 Feb 2027, illness, by Rosa Keane.')
  expect(page).not.toContain('Give this line')
  expect(await pageOf(paths.line, answersOfRosa)).toContain('Give this line')
  const form = { id: sample.id(8), floorSeconds: '25', until: '2027-03-01', reason: 'illness' }
  const { asked, to } = await posted(paths.line, form)
  expect(asked?.body).toEqual({ ...form, floorSeconds: -90_000 })
  expect(to).toBe(paths.line)
  const waits = await posted(paths.line, form, { changeLimits: { line: null, motion: lift } })
  expect(waits.to).toBe(`/riverside/motions/${lift.id}`)
})

test('a line that was proposed already says so, and where it waits', async () => {
  const form = { id: sample.id(8), floorSeconds: '45', until: '2027-03-01', reason: 'illness' }
  const refused = { changeLimits: fault('motion_is_waiting', { motion: lift.id }) }
  const { response, status } = await posted(paths.line, form, refused)
  expect(status).toBe(409)
  const page = await response.text()
  expect(page).toContain('This was proposed already and is not decided yet.')
  expect(page).toContain(`<a href="/riverside/motions/${lift.id}">See where it waits</a>`)
})

test('a motion that ran out says why, where there is a reason', async () => {
  const step = { act: 'lapsed', by: null, at: lift.at } as const
  const ran = (reason: string | null) => ({
    readMotion: { ...lift, state: 'lapsed' as const, steps: [{ ...step, reason }] },
  })
  const page = await pageOf(paths.motion, ran('proposer_left_office'))
  expect(page).toContain('It ran out on 30 Nov 2026. Who proposed this holds no office any more.')
  expect(await pageOf(paths.motion, ran(null))).toContain('It ran out on 30 Nov 2026.</li>')
})

test('who rests is asked whether they are back', async () => {
  expect(await pageOf(paths.pause)).toContain('Shall we pause for a while?')
  const member = { ...sample.home.member, state: 'paused' as const }
  const page = await pageOf(paths.pause, { readHome: { ...sample.home, member } })
  expect(page).toContain('Are you back?')
  for (const [act, name] of [
    ['pause', 'pauseMember'],
    ['return', 'returnMember'],
  ]) {
    const { asked, to } = await posted(paths.pause, { act: act ?? '', member: sample.ids.ana })
    expect([asked?.name, to]).toEqual([name, '/riverside/me'])
  }
})

test('a suspension has its reason, and ends on the same page', async () => {
  const { asked } = await posted(paths.suspend, { act: 'suspend', reason: 'safety' })
  expect(asked).toMatchObject({ name: 'suspendMember', body: { reason: 'safety' } })
  const suspended = { readMember: { ...sample.luis, state: 'suspended' as const } }
  expect(await pageOf(paths.suspend, suspended)).toContain('End the suspension of Luis Byrne?')
  const ended = await posted(paths.suspend, { act: 'reinstate' })
  expect(ended.asked?.name).toBe('reinstateMember')
})

test('a gift economy shows gave and received, and no standing', async () => {
  const home = await pageOf('/riverside/home', { readHome: giftHome })
  expect(home).toContain('Ask whenever you need a hand.')
  expect(home).toMatch(/You gave.*21 h.*You received.*15 h 45 min/)
  expect(home).not.toContain('You can ask for about')
  expect(home).not.toContain('Where you stood')
  const usual = await pageOf('/riverside/statement')
  const gifts = await pageOf('/riverside/statement', { readHome: giftHome })
  expect(usual.match(/<th /g)).toHaveLength(3)
  expect(gifts.match(/<th /g)).toHaveLength(2)
  expect(gifts).not.toContain('<polyline')
})
