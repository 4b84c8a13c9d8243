import { existsSync } from 'node:fs'
import { momentOf } from '@commonhour/contract'
import { listCommunities } from '@commonhour/host'
import { examine, isWhole, readProof } from '@commonhour/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { banksHere, filesOf, importOf, plainRows, plainStandings } from './banks.ts'
import { openPlace, type Place, type Ran } from './place.ts'

const quantumSeconds = 900
const hour = 3_600

describe.each(banksHere())('bringing in $called', (bank) => {
  let place: Place
  let ran: Ran
  beforeAll(async () => {
    place = await openPlace()
    ran = await place.run(importOf(bank, ['--json']))
  })
  afterAll(() => place.remove())

  test('says what came in, counted from the files and read from the books', () => {
    expect(ran.err).toBe('')
    expect(ran.code).toBe(0)
    const { members, needs, offers, seconds, transfers } = bank
    expect(ran.json).toMatchObject({ members, needs, offers, seconds, transfers, dryRun: false })
    expect(ran.json.books.proof).toMatchObject({ balanceSumSeconds: 0, movedSeconds: seconds })
    expect(ran.json.books).toMatchObject({ members, transfers, seconds })
    expect(ran.json.durationSeconds).toBeGreaterThan(0)
  })

  test('the books sum to zero, moved what the file says, and are whole', async () => {
    await place.look('portland', async (books) => {
      const proof = await readProof(books, Date.now())
      expect(proof).toMatchObject({ balanceSumSeconds: 0, movedSeconds: bank.seconds })
      expect(proof).toMatchObject({ transfers: bank.transfers, heldSeconds: 0 })
      const seen = await examine(books)
      expect(isWhole(seen), JSON.stringify(seen)).toBe(true)
    })
  })

  test('every member has their number, name, telephone, e-mail and first day', async () => {
    const rows = await plainRows(filesOf(bank).members)
    const wanted = rows.map(([id, day, first, last1, last2, , , phone, other, email]) => ({
      number: Number(id),
      name: [first, last1, last2].filter(Boolean).join(' ').replaceAll('"', ''),
      joinedOn: day,
      phone: [phone, other].filter(Boolean).join(' / ') || null,
      email: email || null,
      state: 'active',
    }))
    await place.look('portland', async (_, client) => {
      const found = await client.execute(
        `SELECT number, replace(name, '"', '') AS name, joinedOn, phone, email, state FROM member
         ORDER BY number`,
      )
      expect(found.rows.map((row) => ({ ...row }))).toEqual(wanted)
    })
  })

  test('every statement adds up line by line to what the file says', async () => {
    const standings = await plainStandings(bank)
    await place.look('portland', async (_, client) => {
      const lines = await client.execute(
        `SELECT m.number, e.deltaSeconds, e.balanceSeconds FROM entry e
         JOIN account a ON a.id = e.account LEFT JOIN member m ON m.id = a.member
         ORDER BY m.number, e.version`,
      )
      const totals = new Map<string, number>()
      for (const { balanceSeconds, deltaSeconds, number } of lines.rows) {
        const side = number === null ? 'bank' : String(number)
        const total = (totals.get(side) ?? 0) + Number(deltaSeconds)
        expect(Number(balanceSeconds)).toBe(total)
        totals.set(side, total)
      }
      const wanted = [...standings].map(([side, { balanceSeconds }]) => [side, balanceSeconds])
      expect([...totals].sort()).toEqual(wanted.sort())
    })
  })

  test('transfers stand in the order of the source, on its days, marked imported', async () => {
    const rows = await plainRows(filesOf(bank).transfers)
    const days = rows.map(([, , , , , createdAt]) => createdAt?.slice(0, 10)).sort()
    await place.look('portland', async (_, client) => {
      const { rows: found } = await client.execute(
        'SELECT workedOn, purpose, charter, actor, at FROM transfer ORDER BY seq',
      )
      expect(found.map(({ workedOn }) => workedOn)).toEqual(days)
      const kinds = found.map(({ actor, charter, purpose }) => [purpose, charter, actor].join())
      expect(new Set(kinds)).toEqual(new Set(['import,0,import']))
      // Booked when it came in, not when it was worked.
      expect(Number(found[0]?.at)).toBeGreaterThan(Date.parse('2026-01-01'))
    })
  })

  test('reasons are memos behind salted commitments', async () => {
    const rows = await plainRows(filesOf(bank).transfers)
    const reasons = rows.map((row) => row[6]?.trim() ?? '').filter(Boolean)
    await place.look('portland', async (_, client) => {
      const { rows: memos } = await client.execute(
        `SELECT replace(text, '"', '') AS text FROM memo m JOIN transfer t ON t.id = m.ref
         WHERE part = 'memo' AND memoHash IS NOT NULL AND length(salt) = 64`,
      )
      expect(memos.map(({ text }) => text).sort()).toEqual(reasons.sort())
    })
  })

  test('who could not be helped for an hour has a line 10 h lower for 12 months; nobody else has', async () => {
    const standings = await plainStandings(bank)
    const numbers = (await plainRows(filesOf(bank).members)).map(([id]) => Number(id))
    const wanted = numbers.flatMap((number) => {
      const { balanceSeconds, inSeconds } = standings.get(String(number)) ?? nothing
      const floor = inSeconds > 0 ? -20 * hour : -6 * hour
      if (balanceSeconds - floor >= hour) return []
      const line = Math.floor((balanceSeconds - 10 * hour) / quantumSeconds) * quantumSeconds
      return [{ number, balanceSeconds, floorSeconds: line }]
    })
    expect(wanted.length).toBeGreaterThan(0)
    await place.look('portland', async (_, client) => {
      const { rows } = await client.execute(
        `SELECT m.number, a.inSeconds - a.outSeconds AS balanceSeconds, l.floorSeconds, l.at, l.until,
           l.reason, f.floorSeconds AS inForce
         FROM limit_change l JOIN account a ON a.id = l.account JOIN member m ON m.id = a.member
         JOIN line_in_force f ON f.account = a.id ORDER BY m.number`,
      )
      const plain = rows.map(({ balanceSeconds, floorSeconds, number }) => {
        return { number, balanceSeconds, floorSeconds }
      })
      expect(plain).toEqual(wanted)
      for (const { at, floorSeconds, inForce, reason, until } of rows) {
        expect(reason).toBe('moved_in')
        expect(inForce).toBe(floorSeconds)
        expect(momentOf(Number(until)).slice(0, 4)).toBe(
          `${Number(momentOf(Number(at)).slice(0, 4)) + 1}`,
        )
        expect(momentOf(Number(until)).slice(4, 10)).toBe(momentOf(Number(at)).slice(4, 10))
      }
    })
    const told = ran.json.belowLine.map(({ number }: { number: number }) => number)
    expect(told.sort((a: number, b: number) => a - b)).toEqual(wanted.map(({ number }) => number))
  })

  test('the old bank is an opening account, closed as it stood; the pool starts at 0', async () => {
    await place.look('portland', async (_, client) => {
      const { rows } = await client.execute(
        `SELECT kind, status, inSeconds - outSeconds AS balanceSeconds FROM account
         WHERE member IS NULL ORDER BY kind`,
      )
      expect(rows.map((row) => ({ ...row }))).toEqual([
        { kind: 'opening', status: 'closed', balanceSeconds: bank.openingSeconds },
        { kind: 'pool', status: 'open', balanceSeconds: 0 },
      ])
    })
  })

  test('its first member with an e-mail looks after it, and is told so', async () => {
    expect(ran.json.coordinator).toEqual({ ...bank.coordinator, isNew: false })
    await place.look('portland', async (_, client) => {
      const { rows } = await client.execute(
        'SELECT number, office FROM office JOIN member ON id = member ORDER BY office',
      )
      const { number } = bank.coordinator
      expect(rows.map((row) => ({ ...row }))).toEqual([
        { number, office: 'auditor' },
        { number, office: 'coordinator' },
      ])
    })
  })

  test('members with an e-mail can sign in, by the host’s one spelling of it', async () => {
    const rows = await plainRows(filesOf(bank).members)
    const emails = rows.flatMap(([id, ...cells]) => (cells[8] ? [[Number(id), cells[8]]] : []))
    await place.look('portland', async (_, client, host) => {
      const { rows: pairs } = await client.execute(
        'SELECT number, person FROM member_person JOIN member ON id = member ORDER BY number',
      )
      expect(pairs.map(({ number }) => number)).toEqual(emails.map(([number]) => number))
      const all = await host.execute('SELECT id, email FROM person')
      const persons = new Map(all.rows.map(({ email, id }) => [String(id), email]))
      const found = pairs.map(({ person }) => persons.get(String(person)))
      expect(found).toEqual(emails.map(([, email]) => String(email).toLowerCase()))
    })
  })

  test('what has run out is expired, what has not is open and found', async () => {
    const rows = await plainRows(filesOf(bank).posts)
    const ends = rows.filter(([, , , , , , , endOn]) => endOn?.startsWith('2099')).length
    await place.look('portland', async (_, client) => {
      const { rows: states } = await client.execute(
        `SELECT state, count(*) AS many FROM (SELECT state FROM need UNION ALL SELECT state FROM offer)
         GROUP BY state ORDER BY state`,
      )
      const found = Object.fromEntries(states.map(({ many, state }) => [state, many]))
      expect(found).toEqual({ expired: rows.length - ends, ...(ends > 0 && { open: ends }) })
      const [search] = (await client.execute('SELECT count(*) AS many FROM search_words')).rows
      expect(search?.many).toBe(ends)
    })
  })

  test('every post is an offer or need in its member’s words, day and category', async () => {
    const rows = await plainRows(filesOf(bank).posts)
    const wanted = rows.map(([userId, type, title, text, category, createdAt]) => [
      Number(userId),
      type === 'Offer' ? 'offer' : 'need',
      title?.replace(/\s+/g, ' '),
      text,
      `category-${category}`,
      Date.parse(createdAt ?? ''),
    ])
    await place.look('portland', async (_, client) => {
      const found = await client.execute(
        `SELECT m.number, p.* FROM (
           SELECT member, 'offer' AS word, title, text, category, publishedAt FROM offer
           UNION ALL SELECT member, 'need', title, text, category, publishedAt FROM need) p
         JOIN member m ON m.id = p.member`,
      )
      const plain = found.rows.map((row) => [
        row.number,
        row.word,
        row.title,
        String(row.text).replaceAll('"', ''),
        row.category,
        row.publishedAt,
      ])
      expect(plain.map(String).sort()).toEqual(wanted.map(String).sort())
      const [charter] = (await client.execute('SELECT body FROM charter')).rows
      const { categories } = JSON.parse(String(charter?.body))
      const ids = categories.map(({ id }: { id: string }) => id)
      expect(ids).toEqual(expect.arrayContaining(['transport', ...wanted.map((row) => row[4])]))
    })
  })

  test('a second run changes nothing and says so', async () => {
    const before = await allThatStands(place)
    const again = await place.run(importOf(bank))
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toContain('already; nothing was changed')
    const inJson = await place.run(importOf(bank, ['--json']))
    expect(inJson.json).toMatchObject({ before: 'done' })
    expect(await allThatStands(place)).toEqual(before)
  })

  test('a dry run of it elsewhere tells the same and makes nothing, not even the folder', async () => {
    const other = await openPlace()
    const dry = await other.run(importOf(bank, ['--dry-run', '--json']))
    expect(dry.code).toBe(0)
    const { belowLine, coordinator, members, seconds } = ran.json
    expect(dry.json).toMatchObject({ belowLine, coordinator, members, seconds, dryRun: true })
    expect(dry.json.books).toBeNull()
    expect(existsSync(other.directory)).toBe(false)
    await other.remove()
  })
})

const nothing = { balanceSeconds: 0, inSeconds: 0 }

/** The register, who can sign in, and the size of the log: what a second run might change. */
function allThatStands(place: Place) {
  return place.look('portland', async (_, client, host) => {
    const log = await client.execute('SELECT count(*) AS size FROM log')
    const persons = await host.execute('SELECT id FROM person ORDER BY id')
    return [await listCommunities(host), log.rows[0]?.size, persons.rows.map(({ id }) => id)]
  })
}
