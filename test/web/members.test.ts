import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { type Answers, fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'
import { choices, died, paths } from './sampleMembers.ts'
import { answersOfRosa, appointment } from './sampleMotions.ts'

async function pageOf(path: string, answers: Answers = {}): Promise<string> {
  const host = await fakeHost({ answers })
  return (await (await host.get(path)).text()).replaceAll('\u00a0', ' ')
}
async function posted(path: string, form: Record<string, string>, answers: Answers = {}) {
  const host = await fakeHost({ answers })
  const response = await host.post(path, form)
  const asked = host.asked.filter(({ name }) => !/^(read|list)/.test(name))
  const page = (await response.text()).replaceAll('\u00a0', ' ')
  return { to: response.headers.get('location'), asked, page }
}

describe('offices', () => {
  test('a coordinator is offered what is not held to give, and what is held to take', async () => {
    const readMember = { ...sample.luis, offices: ['auditor' as const] }
    const page = await pageOf(paths.offices, { ...answersOfRosa, readMember })
    expect(page).toContain('Luis Byrne is auditor.')
    expect(page).toContain('Appoint Luis Byrne as coordinator')
    expect(page).toContain('Take the office of auditor from Luis Byrne')
    expect(page).not.toContain('as auditor')
    expect(page).toContain('another steward must agree')
  })

  test('who is not active takes none, and who is no coordinator proposes nothing', async () => {
    const readMember = { ...sample.luis, state: 'paused' as const }
    const page = await pageOf(paths.offices, { ...answersOfRosa, readMember })
    expect(page).toContain('takes no office')
    expect(page).not.toContain('Propose it')
    expect(await pageOf(paths.offices)).not.toContain('Propose it')
  })

  test('a proposal leads to its motion', async () => {
    const form = { id: sample.id(7), change: 'appointed:auditor' }
    const { asked, to } = await posted(paths.offices, form)
    const body = { id: form.id, office: 'auditor', act: 'appointed' }
    expect(asked).toMatchObject([{ name: 'changeStewardship', body }])
    expect(to).toBe(`/riverside/motions/${appointment.id}`)
    const none = await posted(paths.offices, { id: sample.id(7) }, answersOfRosa)
    expect(none.asked).toEqual([])
    expect(none.page).toContain('Choose one of them.')
  })

  test('an office of one’s own is laid down at once', async () => {
    const member = { ...sample.ana, offices: ['auditor' as const] }
    const answers = {
      readHome: { ...sample.home, member },
      readMember: member,
      changeStewardship: { member: sample.ana, motion: null },
    }
    const page = await pageOf(paths['my offices'], answers)
    expect(page).toContain('You are auditor.')
    expect(page).toContain('It ends at once')
    const { to } = await posted(
      paths['my offices'],
      { id: sample.id(7), change: 'removed:auditor' },
      answers,
    )
    expect(to).toBe(`${paths['my offices']}?done=laidDown`)
    expect(await pageOf(memberPaths.me, answers)).toContain('Which offices do I hold?')
    expect(await pageOf(memberPaths.me)).not.toContain('Which offices do I hold?')
  })
})

describe('a departure that a coordinator enters', () => {
  test('asks what happened and who has the hours, and finds whom they named', async () => {
    const page = await pageOf(`${paths.departure}?q=ana`)
    expect(page).toContain('What happened to Luis Byrne?')
    expect(page).toContain('They have died')
    expect(page).toContain(`value="member:${sample.ids.ana}:Ana Soler"`)
    expect(page).not.toContain(`value="member:${sample.ids.luis}`)
  })

  const cases = [
    ['died', 'later', 'wait for 90 days', 'is sent nothing more', null],
    ['died', `pool:${sample.id(12)}`, 'go to the community’s pool', 'is sent nothing', 'pool'],
    ['asked_to', `member:${sample.ids.ana}:Ana Soler`, 'go to Ana Soler', 'is told', 'member'],
  ] as const
  test.each(cases)('%s, %s: said before it is entered', async (reason, handTo, goes, told, to) => {
    const path = `${paths.departure}?${new URLSearchParams({ reason, handTo })}`
    const page = await pageOf(path)
    expect(page).toContain(goes)
    expect(page).toContain(told)
    expect(page).toContain('This cannot be taken back.')
    const key = '0193a0c0-0000-4000-8000-000000000001'
    const { asked, to: goesTo } = await posted(path, { key, reason, handTo })
    const [, id] = handTo.split(':')
    const named = to === null ? null : { [to]: id }
    expect(asked).toMatchObject([{ name: 'departMember', key, body: { reason, handTo: named } }])
    expect(goesTo).toBe(paths.departure)
  })

  test('is read afterwards, with where the hours are', async () => {
    const readMember = { ...sample.luis, state: 'departed' as const }
    const page = await pageOf(paths.departure, { readMember })
    expect(page).toContain('Luis Byrne has died')
    expect(page).toContain('By Sunday 28 February they go where they were meant to.')
    expect(page).not.toContain('Enter it')
    const readDeparture = { ...died, isClosed: true }
    expect(await pageOf(paths.departure, { readMember, readDeparture })).toContain('is closed')
  })

  test('refused, it says why and keeps what was chosen', async () => {
    const form = { key: sample.id(8), reason: 'died', handTo: 'later' }
    const answers = { departMember: fault('coordinator_is_the_last') }
    const { page } = await posted(paths['departure: check'], form, answers)
    expect(page).toContain('Have another one appointed first.')
    expect(page).toContain('Shall we enter that Luis Byrne has died?')
  })
})

describe('erasing who left', () => {
  const home = { ...sample.home, member: { ...sample.home.member, state: 'departed' as const } }
  const key = '0193a0c0-0000-4000-8000-000000000001'

  test('is offered to who has left, and says what goes and what stays', async () => {
    expect(await pageOf('/riverside/leave', { readHome: home })).toContain(
      'href="/riverside/erase"',
    )
    const page = await pageOf(paths.erase, { readHome: home })
    expect(page).toContain('Would you like to be erased?')
    expect(page).toContain('What goes')
    expect(page).toContain('What others wrote.')
    expect(page).toContain('This cannot be taken back.')
    const first = await pageOf(paths.erase)
    expect(first).toContain('Only someone who has left')
    expect(first).not.toContain('Yes, erase')
  })

  test('is done once it was said, and leads to a page of anyone', async () => {
    const form = { key, member: sample.ids.ana }
    const { page } = await posted(paths.erase, form, { readHome: home })
    expect(page).toContain('There is a problem')
    const { asked, to } = await posted(paths.erase, { ...form, sure: 'yes' }, { readHome: home })
    expect(asked).toMatchObject([{ name: 'eraseMember', key, body: { reason: 'own_wish' } }])
    expect(to).toBe('/riverside/erased')
  })

  test('a coordinator says who asked for it, and only of who has left', async () => {
    const readMember = { ...sample.luis, state: 'departed' as const }
    expect(await pageOf(paths.erasure)).toContain('Only someone who has left')
    const page = await pageOf(paths.erasure, { readMember })
    expect(page).toContain('Shall Luis Byrne be erased?')
    const form = { key, reason: 'relatives_asked' }
    const { asked, to } = await posted(paths.erasure, form, { readMember })
    expect(asked).toMatchObject([{ name: 'eraseMember', key, body: { reason: 'relatives_asked' } }])
    expect(to).toBe(paths.erasure)
    const erased = { ...sample.luis, name: '#3', state: 'erased' as const }
    const after = await pageOf(paths.erasure, { readMember: erased })
    expect(after).toContain('#3 is erased')
    expect(after).not.toContain('<button class="button" type="submit">Erase')
  })

  test('refused, it says what is still open', async () => {
    const readMember = { ...sample.luis, state: 'departed' as const }
    const eraseMember = fault('member_has_open_exchanges')
    const { page } = await posted(
      paths.erasure,
      { key, reason: 'asked_to' },
      { readMember, eraseMember },
    )
    expect(page).toContain('Something of theirs is still open.')
  })
})

describe('the charter’s questions to who wants to join', () => {
  const joinQuestions = ['How did you hear of us?', 'When do you have time?']
  const outside = {
    readMe: fault('actor_is_not_a_member'),
    readCharter: { ...sample.charter, joinQuestions },
  }
  const form = { id: sample.id(7), termsVersion: '1', name: 'Ben Adler', phone: '', about: '' }
  const path = '/riverside/join'

  test('are asked on the form, and may be left empty', async () => {
    const page = await pageOf(path, outside)
    expect(page).toContain('<label for="answer0">How did you hear of us?</label>')
    expect(page).toContain('<label for="answer1">When do you have time?</label>')
    expect(page).toContain('Only coordinators read it. You can leave it empty.')
    const said = { ...form, terms: 'yes', answer0: ' By a friend. ', answer1: '' }
    const { asked } = await posted(path, said, outside)
    expect(asked).toMatchObject([{ name: 'applyToJoin', body: { answers: ['By a friend.', ''] } }])
    const none = await posted(path, { ...said, answer0: '' }, outside)
    expect(none.asked).toMatchObject([{ body: { answers: [] } }])
    // What is typed stays when something else is not right.
    const { asked: nothing, page: again } = await posted(path, { ...said, terms: '' }, outside)
    expect(nothing).toEqual([])
    expect(again).toMatch(/<textarea[^>]*id="answer0"[^>]*>By a friend.<\/textarea>/)
  })

  test('are read by coordinators, on the page of who waits and on the member’s own', async () => {
    const answers = [
      { question: 'How did you hear of us?', answer: 'By a friend.' },
      { question: null, answer: 'On Tuesdays.' },
    ]
    const luis = { ...sample.luis, answers }
    const listMembers = { items: [{ ...luis, state: 'applied' as const }], next: null }
    for (const page of [
      await pageOf(memberPaths.applicants, { ...answersOfRosa, listMembers }),
      await pageOf(memberPaths.member, { ...answersOfRosa, readMember: luis }),
    ]) {
      expect(page).toContain('<dt>How did you hear of us?</dt><dd dir="auto">By a friend.</dd>')
      expect(page).toContain('<dt>What they said</dt><dd dir="auto">On Tuesdays.</dd>')
    }
    expect(await pageOf(memberPaths.member, answersOfRosa)).not.toContain('asked to join')
  })
})

describe('choices', () => {
  const on = ['mailExchanges', 'mailMessages', 'mailCommunity', 'digest', 'careUnanswered']

  test('are all on one page, as they stand', async () => {
    const page = await pageOf(paths.choices)
    for (const choice of Object.keys(choices)) {
      const tag = new RegExp(`<input type="checkbox" id="${choice}"[^>]*>`).exec(page)?.[0] ?? ''
      expect(tag.includes('checked'), choice).toBe(on.includes(choice))
    }
  })

  test('only what reads otherwise is sent', async () => {
    const host = await fakeHost()
    const body = new URLSearchParams(Object.keys(choices).map((one) => ['shown', one]))
    const kept = on.filter((one) => one !== 'digest' && one !== 'careUnanswered')
    for (const one of [...kept, 'hoursToPool']) body.append(one, 'yes')
    const cookie = 'session=a-session-of-ana-0123456789'
    const headers = { 'sec-fetch-site': 'same-origin', cookie }
    const sent = { method: 'POST', headers, body }
    const response = await host.fetch(new Request(`${host.env.base}${paths.choices}`, sent))
    expect(response.headers.get('location')).toBe(`${paths.choices}?done=chosen`)
    expect(host.asked.filter(({ name }) => name === 'choose').map((one) => one.body)).toEqual([
      { choice: 'digest', value: 'none' },
      { choice: 'careUnanswered', value: 'no' },
      { choice: 'hoursToPool', value: 'yes' },
    ])
  })

  test('without a pool nothing is passed on to one', async () => {
    const page = await pageOf(paths.choices, { readHome: { ...sample.home, pools: [] } })
    expect(page).not.toContain('My hours go to the pool')
  })
})
