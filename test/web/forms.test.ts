import { fault } from '@commonhour/contract'
import { describe, expect, test } from 'vitest'
import { base, fakeHost, memberPaths } from './fakeHost.ts'
import * as sample from './sample.ts'

/**
 * The hidden and prefilled fields of the first form that has `marker`, as a browser would send
 * them.
 */
function fieldsOf(page: string, marker = ''): Record<string, string> {
  const forms = page.match(/<form method="post".*?<\/form>/gs) ?? []
  const form = forms.find((one) => one.includes(marker)) ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const off = tag.includes('type="radio"') && !tag.includes('checked')
    if (name && !off) fields[name] = attribute(tag, 'value')
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]*name="(\w+)".*?>(.*?)<\/select>/gs,
  )) {
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? ''
  }
  return fields
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
}

async function formAt(path: string, marker?: string) {
  const host = await fakeHost()
  const fields = fieldsOf(await (await host.get(path)).text(), marker)
  host.asked.length = 0
  return { host, fields }
}

describe('a form, sent as it stands', () => {
  test('asks for help: four taps, no typing', async () => {
    const { host, fields } = await formAt(memberPaths['ask: check'])
    const response = await host.post(memberPaths['ask: check'], fields)
    expect(host.asked[0]).toMatchObject({
      name: 'publishNeed',
      body: {
        title: 'Small repairs',
        category: 'repairs',
        estimateSeconds: 3600,
        when: { kind: 'on', day: '2026-12-03' },
      },
    })
    const id = fields.id
    expect(response.headers.get('location')).toBe(`/riverside/needs/${id}?done=published`)
  })

  test('writes down that someone helped me', async () => {
    const path = `/riverside/record?with=${sample.ids.luis}&long=5400`
    const { host, fields } = await formAt(path)
    await host.post(path, fields)
    expect(host.asked).toHaveLength(1)
    expect(host.asked[0]).toMatchObject({
      name: 'proposeExchange',
      key: fields.key,
      body: {
        giver: sample.ids.luis,
        receivers: [sample.ids.ana],
        estimateSeconds: 5400,
        workedOn: '2026-12-01',
        alreadyDone: true,
      },
    })
  })

  test('says so when what someone else gave me goes beyond the line', async () => {
    const path = `/riverside/record?with=${sample.ids.luis}&long=5400`
    const { host, fields } = await formAt(path)
    const ended = async (state: 'done' | 'confirmed', at: string) => {
      host.answers.proposeExchange = { ...sample.done, state }
      return (await host.post(at, fields)).headers.get('location')?.split('?')[1]
    }
    expect(await ended('confirmed', path)).toBe('done=recorded')
    expect(await ended('done', `${path}&side=gave`)).toBe('done=recorded')
    expect(await ended('done', path)).toBe('done=beyondLine')
    host.answers.readExchange = sample.done
    const page = await host.get(`${memberPaths.exchange}?done=beyondLine`)
    expect(await page.text()).toContain('The coordinator has been told and will help.')
  })

  test('writes down, the sides turned, that I helped someone', async () => {
    const { host, fields } = await formAt(memberPaths['record: what'])
    await host.post(memberPaths['record: what'], fields)
    expect(host.asked[0]?.body).toMatchObject({
      giver: sample.ids.ana,
      receivers: [sample.ids.luis],
    })
  })

  test('answers a need with the first of two times, as a moment where the community is', async () => {
    const { host, fields } = await formAt(memberPaths.answer)
    const response = await host.post(memberPaths.answer, fields)
    expect(host.asked[0]?.body).toMatchObject({
      giver: sample.ids.ana,
      receivers: [sample.ids.luis],
      about: { need: sample.need.id },
      agreedFor: { at: '2026-12-03T09:30:00.000Z', place: '' },
      estimateSeconds: 5400,
    })
    expect(response.headers.get('location')).toBe(`/riverside/exchanges/${fields.id}?done=proposed`)
  })

  test('is not asked of my own, of what is closed, or of what I answered already', async () => {
    const about = { need: sample.need.id }
    const waiting = [{ ...sample.agreed, about }]
    for (const answers of [
      { readNeed: { ...sample.need, member: sample.ids.ana } },
      { readNeed: { ...sample.need, state: 'answered' as const } },
      { readHome: { ...sample.home, waiting } },
    ]) {
      const host = await fakeHost({ answers })
      const response = await host.get(memberPaths.answer)
      expect(response.headers.get('location')).toBe(memberPaths.need)
    }
    const page = await (await (await fakeHost()).get(memberPaths.answer)).text()
    expect(page).toMatch(/<input type="date"[^>]* min="2026-12-01" max="2027-12-01"/)
  })

  test('or leaves the time to a talk, or takes another day', async () => {
    const { host, fields } = await formAt(memberPaths.answer)
    await host.post(memberPaths.answer, { ...fields, at: 'talk' })
    const summer = { ...fields, at: 'other', day: '2027-07-01', time: '10:00' }
    await host.post(memberPaths.answer, summer)
    const agreed = host.asked.map((one) => (one.body as { agreedFor: unknown }).agreedFor)
    expect(agreed).toEqual([
      { at: null, place: '' },
      { at: '2027-07-01T09:00:00.000Z', place: '' },
    ])
  })

  const acts = [
    ['acceptance', sample.proposed, 'acceptExchange', 'accepted'],
    ['declination', sample.proposed, 'declineExchange', 'declined'],
    ['confirmation', sample.done, 'confirmExchange', 'confirmed'],
  ] as const
  for (const [act, exchange, name, done] of acts) {
    test(`${act} is one button`, async () => {
      const path = `/riverside/exchanges/${exchange.id}`
      const host = await fakeHost({ answers: { readExchange: exchange } })
      const fields = fieldsOf(await (await host.get(path)).text(), `value="${act}"`)
      host.asked.length = 0
      const response = await host.post(path, fields)
      expect(host.asked.map((one) => one.name)).toEqual([name])
      expect(host.asked[0]?.key).toBe(fields.key)
      expect(response.headers.get('location')).toBe(`${path}?done=${done}`)
      if (act === 'confirmation') expect(host.asked[0]?.body).toEqual({ seconds: 5400 })
    })
  }

  const pages = [
    ['exchange: done', 'completeExchange', { seconds: 5400, workedOn: '2026-12-01' }],
    ['exchange: different', 'confirmExchange', { seconds: 5400 }],
    ['exchange: cancel', 'cancelExchange', { reason: 'plans_changed' }],
    ['exchange: reverse', 'reverseExchange', { reason: 'did_not_happen' }],
  ] as const
  for (const [page, name, body] of pages) {
    test(`${page} sends what it shows`, async () => {
      const { host, fields } = await formAt(memberPaths[page])
      const response = await host.post(memberPaths[page], fields)
      expect(response.status).toBe(303)
      expect(host.asked[0]).toMatchObject({ name, key: fields.key, body })
    })
  }

  for (const page of ['done', 'different', 'cancel', 'reverse'] as const) {
    test(`${page} is no page where it may not be done`, async () => {
      const host = await fakeHost({ answers: { readExchange: sample.proposed } })
      const response = await host.get(memberPaths[`exchange: ${page}`])
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(memberPaths.exchange)
    })
  }

  test('gives an hour to the pool', async () => {
    const { host, fields } = await formAt(memberPaths.give, 'toAccount')
    await host.post(memberPaths.give, fields)
    expect(host.asked[0]).toMatchObject({
      name: 'bookTransfer',
      body: {
        purpose: 'gift',
        fromAccount: sample.ids.account,
        toAccount: sample.id(51),
        seconds: 3600,
      },
    })
  })

  test('chooses among answers, admits an applicant, takes back a need', async () => {
    const chosen = await formAt(memberPaths.answers)
    await chosen.host.post(memberPaths.answers, chosen.fields)
    expect(chosen.host.asked[0]?.name).toBe('acceptExchange')
    const admitted = await formAt(memberPaths.applicants)
    await admitted.host.post(memberPaths.applicants, admitted.fields)
    expect(admitted.host.asked[0]?.name).toBe('admitMember')
    const mine = `/riverside/needs/${sample.myNeed.id}`
    const host = await fakeHost({ answers: { readNeed: sample.myNeed } })
    expect((await host.post(mine, {})).status).toBe(303)
    expect(host.asked[0]?.name).toBe('withdrawNeed')
  })

  test('asks to join, and asks whoever is signed out to sign in first', async () => {
    const answers = { readMe: fault('actor_is_not_a_member') }
    const host = await fakeHost({ answers })
    const page = await (await host.get('/riverside/join')).text()
    const fields = { ...fieldsOf(page), name: 'Ben Adler', terms: 'yes', phone: '' }
    const response = await host.post('/riverside/join', fields)
    expect(response.headers.get('location')).toBe('/riverside/join')
    expect(host.asked.at(-1)).toMatchObject({
      name: 'applyToJoin',
      body: { name: 'Ben Adler', termsVersion: 1, contact: {} },
    })
    expect(page).not.toContain('answer0')
    expect(host.asked.at(-1)?.body).toMatchObject({ answers: [] })
    const outside = await fakeHost({ signedIn: false, answers })
    const away = await outside.get('/riverside/join')
    expect(away.headers.get('location')).toBe('/sign-in?to=/riverside/join')
  })
})

describe('a form sent twice', () => {
  const path = memberPaths['record: what']

  test('says the same thing: one id, one key', async () => {
    const { host, fields } = await formAt(path)
    await Promise.all([host.post(path, fields), host.post(path, fields)])
    expect(host.asked).toHaveLength(2)
    expect(host.asked[0]).toEqual(host.asked[1])
  })

  test('is another thing when the page was opened twice', async () => {
    const one = await formAt(path)
    const other = await formAt(path)
    expect(one.fields.id).not.toBe(other.fields.id)
    expect(one.fields.key).not.toBe(other.fields.key)
  })

  test('leads to what the first sending made, where the id is known already', async () => {
    const { host, fields } = await formAt(memberPaths['ask: check'])
    host.answers.publishNeed = fault('id_is_taken')
    const response = await host.post(memberPaths['ask: check'], fields)
    expect(response.headers.get('location')).toBe(`/riverside/needs/${fields.id}?done=published`)
  })
})

describe('a refused form', () => {
  const path = memberPaths['record: what']
  const typed = { title: 'Mending "the" <gate>', estimateSecondsHours: '3', workedOn: '2026-11-30' }

  test('keeps every word, its id and its key, and says the problem first', async () => {
    const { host, fields } = await formAt(path)
    const ways = ['pool', 'gift', 'smallerEstimate']
    host.answers.proposeExchange = fault('credit_floor_reached', { ways })
    const response = await host.post(path, { ...fields, ...typed })
    const page = await response.text()
    expect(response.status).toBe(409)
    expect(page).toMatch(/<title>There is a problem: /)
    expect(page.indexOf('There is a problem</h2>')).toBeLessThan(page.indexOf('<h1>'))
    expect(page.match(/This would go below the line this community agreed on/g)).toHaveLength(2)
    expect(page).toContain('href="#estimateSeconds"')
    expect(page).toContain('A friend can give you hours.')
    expect(page).not.toContain('Say no to this time')
    expect(fieldsOf(page)).toMatchObject({
      id: fields.id,
      key: fields.key,
      workedOn: '2026-11-30',
      estimateSecondsHours: '3',
    })
    expect(page).toContain('Mending &quot;the&quot; &lt;gate&gt;')
  })

  test('names saying no among the ways only where it can be said', async () => {
    const { host, fields } = await formAt(memberPaths.exchange, 'acceptance')
    const ways = ['pool', 'smallerEstimate']
    host.answers.acceptExchange = fault('credit_floor_reached', { ways })
    const said = async () => (await host.post(memberPaths.exchange, fields)).text()
    expect(await said()).toContain('Say no to this time')
    host.answers.readExchange = { ...sample.proposed, may: ['acceptance'] }
    expect(await said()).not.toContain('Say no to this time')
  })

  test('makes new ids only when the books know the old ones as something else', async () => {
    const { host, fields } = await formAt(path)
    host.answers.proposeExchange = fault('outcome_unknown')
    const lost = await (await host.post(path, fields)).text()
    expect(fieldsOf(lost).key).toBe(fields.key)
    expect(lost).toContain('it will not be booked twice')
    host.answers.proposeExchange = fault('idempotency_key_was_used_otherwise')
    const used = await (await host.post(path, fields)).text()
    expect(fieldsOf(used).key).not.toBe(fields.key)
    expect(fieldsOf(used).id).not.toBe(fields.id)
  })

  test('names a field left empty, with the same words above and at the field', async () => {
    const { host, fields } = await formAt(path)
    const response = await host.post(path, { ...fields, title: '  ' })
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(host.asked.some((one) => one.name === 'proposeExchange')).toBe(false)
    expect(page.match(/Write a few words that say what it is\./g)).toHaveLength(2)
    expect(page).toContain('aria-describedby="title-wrong"')
    expect(page).toContain('aria-invalid="true"')
  })

  test('maps the fields the API names', async () => {
    const { host, fields } = await formAt(path)
    const named = [{ pointer: '/estimateSeconds', expected: 'at least 1 second', received: '0' }]
    host.answers.proposeExchange = fault('request_is_malformed', { fields: named })
    const page = await (await host.post(path, fields)).text()
    expect(page).toContain('href="#estimateSeconds"')
    expect(page).not.toContain('at least 1 second')
  })

  test('a pointer into something leads to the field it ends in', async () => {
    const answers = { readMe: fault('actor_is_not_a_member') }
    const host = await fakeHost({ answers })
    const fields = fieldsOf(await (await host.get('/riverside/join')).text())
    const named = [{ pointer: '/contact/phone', expected: 'a number', received: '"x"' }]
    host.answers.applyToJoin = fault('request_is_malformed', { fields: named })
    const form = { ...fields, name: 'Ben Adler', terms: 'yes', phone: 'x' }
    const page = await (await host.post('/riverside/join', form)).text()
    expect(page).toContain('href="#phone"')
    expect(page).toContain('id="phone-wrong"')
  })

  test('what is no form at all is refused, not broken', async () => {
    const host = await fakeHost()
    for (const type of ['text/plain', 'application/json', 'multipart/form-data', '']) {
      const headers = { 'sec-fetch-site': 'same-origin', ...(type && { 'content-type': type }) }
      const request = new Request(`${base}${path}`, { method: 'POST', headers, body: null })
      const response = await host.fetch(request)
      expect(response.status, type).toBe(400)
      expect(await response.text()).toContain('Some of it is not right.')
    }
    expect(host.asked).toEqual([])
  })

  test('an answer given meanwhile shows where it stands now', async () => {
    const at = memberPaths.exchange
    const { host, fields } = await formAt(at, 'acceptance')
    host.answers.acceptExchange = fault('exchange_is_not_proposed')
    host.answers.readExchange = sample.agreed
    const page = await (await host.post(at, fields)).text()
    expect(page).toContain('This was answered already.')
    expect(page).toContain('Has it happened?')
  })

  test('a body beyond 64 kB is refused before it is read', async () => {
    const host = await fakeHost()
    const response = await host.post(path, { title: 'x'.repeat(70_000) })
    expect(response.status).toBe(413)
  })
})

describe('what people write is text, never markup', () => {
  const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'

  test('in names, titles, texts, places, areas and the help line', async () => {
    const need = { ...sample.need, title: evil, text: evil, name: evil, area: evil }
    const exchange = {
      ...sample.proposed,
      title: evil,
      names: { [sample.ids.luis]: evil, [sample.ids.ana]: evil },
      agreedFor: { at: '2026-12-02T10:00:00Z', place: evil },
    }
    const member = {
      ...sample.luis,
      name: evil,
      about: evil,
      contact: { phone: evil, email: evil },
    }
    const helpLine = { name: evil, phone: evil, hours: evil }
    const community = { ...sample.community, name: evil, about: evil, helpLine }
    const [line] = sample.statement.items
    const host = await fakeHost({
      answers: {
        readCommunity: community,
        listCommunities: { items: [community], next: null },
        readHome: {
          ...sample.home,
          community,
          member,
          needs: [need],
          myNeeds: [need],
          waiting: [exchange],
        },
        readNeed: need,
        readOffer: need,
        listNeeds: { items: [need], next: evil },
        listOffers: { items: [need], next: null },
        readExchange: exchange,
        listExchanges: { items: [exchange], next: null },
        readMember: member,
        listMembers: { items: [member], next: null },
        readStatement: {
          ...sample.statement,
          items: line ? [{ ...line, title: evil, with: { member: null, name: evil } }] : [],
        },
      },
    })
    const paths = ['/', '/riverside', ...Object.values(memberPaths)]
    for (const path of paths) {
      const page = await (await host.get(path)).text()
      expect(page, path).not.toContain('<script>alert')
      expect(page, path).not.toContain('<img src=x')
    }
  })

  test('in what the address says', async () => {
    const host = await fakeHost()
    const q = encodeURIComponent(evil)
    for (const path of [
      `/riverside/needs?q=${q}`,
      `/sign-in?to=${q}`,
      `/riverside/ask?what=${q}`,
    ]) {
      expect(await (await host.get(path)).text()).not.toContain('<script>alert')
    }
  })
})

test('the table of a statement comes through, as a file, for its owner only', async () => {
  const host = await fakeHost()
  const response = await host.get('/riverside/statement.csv?month=2026-11')
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toContain('riverside-statement.csv')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  const asked = host.asked.find((one) => one.name === 'readStatementCsv')
  expect(asked?.url.pathname).toContain(sample.ids.account)
  expect(asked?.url.search).toBe('?from=2026-11-01&to=2026-11-30')
})
