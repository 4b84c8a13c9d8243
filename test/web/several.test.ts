import { describe, expect, test } from 'vitest'
import { type Answers, type FakeHost, fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

const { ana, luis, rosa } = sample.ids
const people: Record<string, unknown> = {
  [luis]: sample.luis,
  [rosa]: { ...sample.luis, id: rosa, name: 'Rosa Keane' },
}

/** A host that knows several members by their id. */
async function hostOf(answers: Answers = {}): Promise<FakeHost> {
  const host = await fakeHost({ answers })
  const { api } = host.env
  host.env.api = async (request) => {
    const [, id] = new URL(request.url).pathname.split('/members/')
    return id === undefined ? api(request) : Response.json(people[id])
  }
  return host
}

async function pageOf(path: string, answers: Answers = {}): Promise<string> {
  const host = await hostOf(answers)
  return (await (await host.get(path)).text()).replaceAll('\u00a0', ' ').replaceAll('&amp;', '&')
}

async function posted(path: string, form: [name: string, value: string][]) {
  const host = await hostOf()
  const cookie = 'session=a-session-of-ana-0123456789'
  const headers = { 'sec-fetch-site': 'same-origin', cookie }
  const sent = { method: 'POST', headers, body: new URLSearchParams(form) }
  const response = await host.fetch(new Request(`${host.env.base}${path}`, sent))
  const asked = host.asked.find(({ name }) => name === 'proposeExchange')
  return { asked, to: response.headers.get('location') }
}

const record = '/riverside/record'
/** What the last page sends, but for whom it names. */
const rest: [string, string][] = [
  ['id', sample.id(7)],
  ['key', '0193a0c0-0000-4000-8000-000000000001'],
  ['title', 'A walk'],
  ['estimateSecondsHours', '1'],
  ['estimateSecondsMinutes', '0'],
]

describe('help for several is recorded', () => {
  const both = `${record}?side=gave&with=${luis}&with=${rosa}`

  test('one more is a tap away, and who is named already is not offered again', async () => {
    const one = await pageOf(`${record}?side=gave&with=${luis}`)
    expect(one).toContain('How long did you help Luis Byrne?')
    expect(one).toContain(`href="?side=gave&with=${luis}&more=yes"`)
    const companions = [
      { member: luis, name: 'Luis Byrne' },
      { member: rosa, name: 'Rosa Keane' },
    ]
    const more = await pageOf(`${record}?side=gave&with=${luis}&more=yes`, {
      readHome: { ...sample.home, companions },
    })
    expect(more).toContain('Whom else did you help, besides Luis Byrne?')
    expect(more).toContain(`href="?side=gave&with=${luis}&with=${rosa}">Rosa Keane</a>`)
    expect(more).not.toMatch(/class="tile"[^>]*>Luis Byrne/)
    // A search for one more keeps who is named.
    expect(more).toContain(`<input type="hidden" name="with" value="${luis}"/>`)
  })

  test('everyone stands there, and anyone is left out again', async () => {
    const page = await pageOf(both)
    expect(page).toContain('How long did you help Luis Byrne and Rosa Keane?')
    expect(page).toContain('In all, for everyone together.')
    expect(page).toContain(`<a href="?side=gave&with=${luis}">Leave Rosa Keane out</a>`)
  })

  test('by the giver: the hours are shared, and each confirms their own part', async () => {
    const page = await pageOf(`${both}&long=5400`)
    expect(page).toContain('2 people share these hours in whole steps: of 1 h 30 min')
    expect(page).toContain('each has at least 45 min.')
    expect(page).toContain('Each of them confirms their own part')
    for (const one of [luis, rosa]) {
      expect(page).toContain(`<input type="hidden" name="receiver" value="${one}"/>`)
    }
    const named: [string, string][] = [luis, rosa].map((one) => ['receiver', one])
    const form: [string, string][] = [...rest, ['giver', ana], ['workedOn', '2026-12-01'], ...named]
    const { asked } = await posted(`${both}&long=3600`, form)
    const body = { giver: ana, receivers: [luis, rosa], estimateSeconds: 3600, alreadyDone: true }
    expect(asked?.body).toMatchObject(body)
  })

  test('by one of those who were helped: their part at once, the others’ when they say yes', async () => {
    const page = await pageOf(`${record}?side=received&with=${luis}&also=${rosa}&long=3600`)
    expect(page).toContain(`name="giver" value="${luis}"`)
    for (const one of [ana, rosa]) {
      expect(page).toContain(`<input type="hidden" name="receiver" value="${one}"/>`)
    }
    expect(page).toContain('Your part moves to Luis Byrne at once.')
  })
})

describe('an offer is asked for by several', () => {
  const path = `/riverside/offers/${sample.need.id}/answer`

  test('from the page that asks for it, one more at a time', async () => {
    expect(await pageOf(path)).toContain('Others are helped too: add one more')
    const more = await pageOf(`${path}?more=yes`)
    expect(more).toContain(`Who else should ${sample.need.name} help?`)
    const page = await pageOf(`${path}?also=${rosa}`)
    expect(page).toContain('2 people share the hours in whole steps.')
    const named: [string, string][] = [ana, rosa].map((one) => ['receiver', one])
    const form: [string, string][] = [...rest, ['giver', luis], ['about', 'offer'], ['at', 'talk']]
    const { asked, to } = await posted(`${path}?also=${rosa}`, [...form, ...named])
    expect(asked?.body).toMatchObject({ giver: luis, receivers: [ana, rosa] })
    expect(to).toBe(`/riverside/exchanges/${sample.id(7)}?done=proposed`)
  })

  test('a need stays between two', async () => {
    expect(await pageOf(memberPaths.answer)).not.toContain('more=yes')
  })
})
