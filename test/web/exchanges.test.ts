import type { Exchange } from '@commonhour/contract'
import { everyRule } from '@commonhour/fairness'
import { describe, expect, test } from 'vitest'
import { type Answers, fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

const path = memberPaths.exchange
async function pageOf(
  readExchange: Exchange,
  at: string = path,
  answers: Answers = {},
): Promise<string> {
  const host = await fakeHost({ answers: { readExchange, ...answers } })
  return (await (await host.get(at)).text()).replaceAll('\u00a0', ' ')
}
const { ana, luis } = sample.ids
const turned = { giver: ana, receivers: [luis] }
const step = (
  number: number,
  to: Exchange['state'],
  by: string,
  seconds: number | null = null,
) => ({
  ...{ step: number, to, by, for: null, at: '2026-12-01T08:30:00Z', seconds, reason: null },
})

describe('other terms', () => {
  const open: Exchange = { ...sample.proposed, may: [...sample.proposed.may, 'proposal'] }
  test('lie one tap from the question, with what stands already filled in', async () => {
    expect(await pageOf(open)).toContain(`href="${path}/terms"`)
    const page = await pageOf(open, `${path}/terms`)
    expect(page).toContain('What would suit you better?')
    expect(page).toMatch(/name="day"[^>]*value="2026-12-02"|value="2026-12-02"[^>]*name="day"/)
    expect(page).toContain('value="Mill Lane 4"')
  })
  test('are no page where nothing may be proposed any more', async () => {
    const host = await fakeHost({ answers: { readExchange: sample.agreed } })
    const response = await host.get(`${path}/terms`)
    expect(response.headers.get('location')).toBe(
      path.replace(sample.proposed.id, sample.agreed.id),
    )
  })
  test('agreeing names the step that was looked at', async () => {
    const steps = [...open.steps, step(1, 'proposed', luis)]
    expect(await pageOf({ ...open, steps })).toMatch(/name="step" value="1"/)
  })
})

test('several who receive are all shown, each with their part and their yes', async () => {
  const nia = sample.id(77)
  const shared: Exchange = {
    ...sample.done,
    receivers: [ana, nia],
    names: { ...sample.done.names, [nia]: 'Nia Okafor' },
    parts: [
      { receiver: ana, seconds: 3600, has: null },
      { receiver: nia, seconds: 1800, has: 'confirmed' },
    ],
  }
  const page = await pageOf(shared)
  expect(page).toMatch(/Nia Okafor<\/a> · 30 min, confirmed/)
  expect(page).toContain('1 h, not answered yet')
  expect(page).toContain('Yes, 1 h is right')
})

describe('silence', () => {
  const claimed: Exchange = {
    ...sample.done,
    steps: [...sample.agreed.steps, step(2, 'done', luis, 5400)],
    silence: { at: '2026-12-15T08:30:00Z', seconds: 5400 },
  }
  const rings: Exchange = { ...claimed, silence: { at: '2026-12-15T08:30:00Z', seconds: null } }
  test.each([
    ['agrees', claimed, 'If you say nothing until Tuesday 15 December, 1 h 30 min count as right.'],
    ['is for people', rings, 'If you say nothing until Tuesday 15 December, a coordinator rings'],
    [
      'has lasted',
      { ...rings, silence: { at: '2026-12-01T08:30:00Z', seconds: null } },
      'a coordinator is asked to ring',
    ],
  ] as const)('that %s is said on the page, and at home', async (_, exchange, says) => {
    expect(await pageOf(exchange)).toContain(says)
    const readHome = { ...sample.home, waiting: [exchange], underWay: [], lately: [] }
    expect(await pageOf(exchange, memberPaths.home, { readHome })).toContain(says)
  })
  test('of the other side is told by their name, and not at home', async () => {
    const mine = { ...claimed, ...turned, may: [], steps: [step(2, 'done', ana, 5400)] }
    expect(await pageOf(mine)).toContain('If Luis Byrne says nothing until Tuesday 15 December')
  })
  const silent: Exchange = {
    ...sample.confirmed,
    saidSeconds: { giver: 5400, receiver: null },
    parts: [{ receiver: ana, seconds: 4500, has: 'confirmed' }],
    steps: [...claimed.steps, { ...step(3, 'confirmed', luis, 4500), by: null, reason: 'silence' }],
    may: ['dispute'],
  }
  test('that agreed says so, what moved, and until when it can be put right', async () => {
    const page = await pageOf(silent)
    expect(page).toContain('Luis Byrne helped you for 1 h 15 min')
    expect(page).toContain('If it is not, say until Saturday, 30 January 2027')
    expect(page).toContain('Confirmed by the calendar')
    expect(await pageOf({ ...silent, ...turned, may: [] })).toContain('did not answer in time')
  })
  const over = 'There is nothing more to do'
  test('that agreed leaves something to do, for as long as it can be put right', async () => {
    for (const [exchange, says] of [
      [silent, 'If it is not, say until Saturday, 30 January 2027'],
      [{ ...silent, ...turned, may: [] }, 'They may still say until Saturday, 30 January 2027'],
    ] as [Exchange, string][]) {
      const page = await pageOf(exchange)
      expect(page).toContain(says)
      expect(page).toContain('The hours stand in both statements.')
      expect(page).not.toContain(over)
    }
  })
  test('that agreed sixty days ago is over, and no day that has passed is promised', async () => {
    const long = silent.steps.map((one) => ({ ...one, at: '2026-10-01T08:00:00Z' }))
    for (const [exchange, says] of [
      [{ ...silent, steps: long, may: [] }, 'The time to say otherwise is over'],
      [{ ...silent, ...turned, steps: long, may: [] }, 'did not answer in time'],
    ] as [Exchange, string][]) {
      const page = await pageOf(exchange)
      expect(page).toContain(says)
      expect(page).toContain(over)
      expect(page).not.toContain('until')
    }
  })
})

describe('a coordinator who rings', () => {
  const rosa = { ...sample.home, member: { ...sample.luis, id: sample.ids.rosa } }
  const readHome = { ...rosa, member: { ...rosa.member, offices: ['coordinator' as const] } }
  const others: Exchange = {
    ...sample.done,
    may: [],
    steps: [step(2, 'done', luis, 5400)],
  }
  const spoken = `${path.replace(sample.proposed.id, others.id)}/spoken?for=${ana}`
  test('finds whom, their number, and where to write down what they say', async () => {
    const page = await pageOf(others, path, { readHome })
    expect(page).toContain('Waiting for Ana Soler to confirm')
    expect(page).toContain(`href="/riverside/members/${ana}"`)
    expect(page).toContain(`href="${spoken}"`)
    expect(await pageOf(others, path, { readHome: rosa })).not.toContain('spoken')
  })
  test('writes it down in their name', async () => {
    const host = await fakeHost({ answers: { readExchange: others, readHome } })
    const page = (await (await host.get(spoken)).text()).replaceAll('\u00a0', ' ')
    expect(page).toContain('What did Ana Soler say?')
    expect(page).toContain('Luis Byrne says it took 1 h 30 min.')
    const fields = { key: sample.id(90), secondsHours: '1', secondsMinutes: '15' }
    const sent = await host.post(spoken, fields)
    expect(sent.headers.get('location')).toBe(spoken.replace(/\/spoken.*/, '?done=spoken'))
    const confirmation = host.asked.find(({ name }) => name === 'confirmExchange')
    expect(confirmation).toMatchObject({ onBehalfOf: ana, body: { seconds: 4500 } })
  })
  test('finds no such page once it is answered, or for whom it does not wait', async () => {
    for (const [at, exchange] of [
      [spoken, sample.confirmed],
      [spoken.replace(ana, luis), others],
    ] as const) {
      const host = await fakeHost({ answers: { readExchange: exchange, readHome } })
      expect((await host.get(at)).status).toBe(303)
    }
  })
})

describe('hours that two remember differently', () => {
  const differs: Exchange = {
    ...sample.done,
    saidSeconds: { giver: 5400, receiver: 10_800 },
    steps: [step(2, 'done', luis, 5400), step(3, 'done', ana, 10_800)],
  }
  test('the giver is asked for the receiver’s figure', async () => {
    const page = await pageOf({ ...differs, ...turned, steps: [step(3, 'done', luis, 10_800)] })
    expect(page).toContain('Did you help Luis Byrne for 3 h?')
    expect(page).toContain('Yes, 3 h is right')
  })
  test('who said it last reads that it waits, and may still take the other figure', async () => {
    const page = await pageOf(differs)
    expect(page).toContain('Waiting for Luis Byrne to confirm')
    expect(page).toContain('You said 3 h. Luis Byrne is asked whether that is right')
    expect(page).toContain('Yes, 1 h 30 min is right')
    expect(await pageOf(differs, `${path}?done=waits`)).toContain('No hours have moved yet.')
  })
  test('where a line stood in the way, the coordinator’s help is named instead', async () => {
    const own = { ...differs, saidSeconds: { giver: null, receiver: 5400 } }
    const recorded = { ...own, steps: [step(0, 'done', ana, 5400)] }
    expect(await pageOf(recorded, `${path}?done=waits`)).toContain('beyond the line')
  })
})

test('an agreement about my need that was called off is asked for again with the same words', async () => {
  const over: Exchange = { ...sample.agreed, state: 'cancelled', may: ['messages'] }
  const page = await pageOf(over)
  expect(page).toMatch(/href="\/riverside\/ask\?title=Hang\+two\+shelves&amp;long=5400"/)
  expect(await pageOf({ ...over, about: null })).not.toContain('Ask once more')
  expect(await pageOf({ ...over, ...turned })).not.toContain('Ask once more')
})

test('what someone did for another says by whom and for whom, in steps and in the statement', async () => {
  const rosa = sample.ids.rosa
  const done: Exchange = {
    ...sample.done,
    names: { ...sample.done.names, [rosa]: 'Rosa Lind' },
    steps: [{ ...step(2, 'done', rosa, 5400), for: ana }, step(3, 'done', luis, 5400)],
  }
  const page = await pageOf(done)
  expect(page).toContain('by Rosa Lind for Ana Soler,')
  expect(page).toContain('by Luis Byrne,')
  expect(await pageOf(done, memberPaths.statement)).toContain('by Luis Byrne for Ana Soler')
})

describe('a caution is said in the reader’s language', () => {
  const cautions = everyRule.filter(({ verdict }) => verdict === 'caution')
  const facts = { givenSeconds: 79_200, standingAfterSeconds: 79_200, days: 7 }

  test.each(cautions)('$name has words of its own, with its figures', async ({ name }) => {
    const verdicts = [{ rule: name, verdict: 'caution' as const, says: 'as the API says', facts }]
    const page = await pageOf({ ...sample.done, verdicts })
    expect(page).not.toContain('as the API says')
    expect(page).toMatch(/<p class="note">[A-Z][^{}<]+<\/p>/)
  })

  test('with hours and days; a rule without words speaks for itself', async () => {
    const verdict = { verdict: 'caution' as const, says: 'as the API says', facts }
    const verdicts = [
      { ...verdict, rule: 'carer-load' },
      { ...verdict, rule: 'a-new-rule' },
      { ...verdict, rule: 'same-pair', verdict: 'note' as const, says: 'never said' },
    ]
    const page = await pageOf({ ...sample.done, verdicts })
    expect(page).toContain('With this you give 22 h in 7 days.')
    expect(page).toContain('as the API says')
    expect(page).not.toContain('never said')
  })
})

test('who takes no part reads of two others, not of themselves', async () => {
  const rosa = { ...sample.ana, id: sample.ids.rosa, offices: ['auditor' as const] }
  const readHome = { ...sample.home, member: rosa }
  const names = { [ana]: 'Ana Soler', [luis]: 'Luis Byrne' }
  const says = {
    proposed: 'Luis Byrne and Ana Soler have not agreed yet',
    agreed: 'Luis Byrne and Ana Soler have agreed',
    done: 'Waiting for Ana Soler to confirm',
    disputed: 'Luis Byrne and Ana Soler remember it differently',
    settled: 'This is settled',
  } as const
  for (const [state, title] of Object.entries(says)) {
    const exchange = { ...sample.done, state: state as keyof typeof says, may: [], names }
    const page = await pageOf(exchange, path, { readHome })
    expect(page).toContain(`<h1>${title}</h1>`)
    expect(page).not.toMatch(/both of you|with you both|The other side/)
  }
})
