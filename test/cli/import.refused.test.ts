import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Files, filesOf, importOf, smallBank } from './banks.ts'
import { openPlace, type Place, type Ran } from './place.ts'

const good = filesOf(smallBank)
const member = '30,2012-01-01,Zoe,Kahn,,2,1980-01-01,555,,zoe@bank.example'
const post = '2,Offer,A lift,,1,2012-01-01,2012-01-01,'
const moved = '2,Member,3,Member,3600,2012-01-01T10:00:00Z,,'
const tomorrow = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.remove())

/** Runs the small bank with more rows at the end of its files. */
async function withMore(more: Partial<Record<keyof Files, string | Uint8Array>>): Promise<Ran> {
  const files: Partial<Files> = {}
  for (const [word, rows] of Object.entries(more) as [keyof Files, string | Uint8Array][]) {
    const before = await readFile(good[word])
    files[word] = await place.file(`${word}.csv`, Buffer.concat([before, Buffer.from(rows)]))
  }
  return place.run(importOf(smallBank, ['--json'], files))
}

/** The line on which what is put behind a file begins. */
async function lineAfter(word: keyof Files): Promise<number> {
  return (await readFile(good[word], 'utf8')).split('\n').length
}

const cell = (row: string, column: number, text: string) =>
  row
    .split(',')
    .map((was, index) => (index === column ? text : was))
    .join()

const badRows: [says: string, word: keyof Files, row: string, reason: string][] = [
  [
    'a member without a number',
    'members',
    cell(member, 0, 'x'),
    'id is no number of a member: "x"',
  ],
  ['a member numbered 0', 'members', cell(member, 0, '0'), 'id is no number of a member: "0"'],
  [
    'a second member of one number',
    'members',
    cell(member, 0, '2'),
    'id 2 stands in line 2 already',
  ],
  [
    'a day that is none',
    'members',
    cell(member, 1, '2012-02-30'),
    'entryDate is no day or moment: "2012-02-30"',
  ],
  ['an empty day', 'members', cell(member, 1, ''), 'entryDate is no day or moment: ""'],
  [
    'a first day to come',
    'members',
    cell(member, 1, tomorrow),
    `entryDate lies in the future: "${tomorrow}"`,
  ],
  [
    'a day before computers count',
    'members',
    cell(member, 1, '1969-12-31'),
    'entryDate lies before 1970: "1969-12-31"',
  ],
  [
    'a member without a name',
    'members',
    '30,2012-01-01, ,,,,,,,',
    'the name is empty or longer than a line may be',
  ],
  [
    'a name longer than a line',
    'members',
    cell(member, 2, 'Z'.repeat(90)),
    'the name is empty or longer than a line may be',
  ],
  [
    'no telephone',
    'members',
    cell(member, 7, '5'.repeat(41)),
    `phone is longer than 40 characters: "${'5'.repeat(41)}"`,
  ],
  [
    'no e-mail address',
    'members',
    cell(member, 9, 'zoe at home'),
    'email is no e-mail address: "zoe at home"',
  ],
  [
    'a column too few',
    'members',
    member.slice(0, member.lastIndexOf(',')),
    'it has 9 columns, not the 10 expected: id, entryDate, firstName, lastName1, lastName2, gender, birthDate, phone, altPhone, email',
  ],
  ['a NUL in a name', 'members', cell(member, 2, 'Z\0oe'), 'it holds a NUL character'],
  [
    'a post by nobody',
    'posts',
    cell(post, 0, '99'),
    'userId names member 99, who stands in no row of the members',
  ],
  [
    'a post of another type',
    'posts',
    cell(post, 1, 'offer'),
    'type is neither Offer nor Inquiry: "offer"',
  ],
  [
    'a post without a title',
    'posts',
    cell(post, 2, ' '),
    'title is empty or longer than a line may be',
  ],
  [
    'a title longer than a line',
    'posts',
    cell(post, 2, 'T'.repeat(121)),
    'title is empty or longer than a line may be',
  ],
  [
    'a text without end',
    'posts',
    cell(post, 3, 'T'.repeat(2001)),
    'text is longer than 2000 characters',
  ],
  [
    'a post of no category',
    'posts',
    cell(post, 4, ''),
    'categoryId is no number of a category: ""',
  ],
  [
    'a post of no day',
    'posts',
    cell(post, 5, 'May 2012'),
    'createdAt is no day or moment: "May 2012"',
  ],
  [
    'a post that starts on no day',
    'posts',
    cell(post, 6, '2012-13-01'),
    'startOn is no day: "2012-13-01"',
  ],
  ['a post that ends on no day', 'posts', cell(post, 7, 'soon'), 'endOn is no day: "soon"'],
  [
    'a column too many',
    'posts',
    `${post},`,
    'it has 9 columns, not the 8 expected: userId, type, title, text, categoryId, createdAt, startOn, endOn',
  ],
  [
    'hours of nobody',
    'transfers',
    cell(moved, 0, '99'),
    'source names member 99, who stands in no row of the members',
  ],
  [
    'hours to nobody',
    'transfers',
    cell(moved, 2, '99'),
    'destination names member 99, who stands in no row of the members',
  ],
  [
    'hours of another kind of side',
    'transfers',
    cell(moved, 1, 'Account'),
    'source is neither a Member nor an Organization: "Account"',
  ],
  [
    'a second Organization',
    'transfers',
    cell(cell(moved, 0, '7'), 1, 'Organization'),
    'source names Organization 7, but this bank is Organization 0',
  ],
  [
    'no number of an Organization',
    'transfers',
    cell(cell(moved, 0, '-1'), 1, 'Organization'),
    'source is no number of an Organization: "-1"',
  ],
  ['zero seconds', 'transfers', cell(moved, 4, '0'), 'seconds must be more than zero: "0"'],
  [
    'seconds below zero',
    'transfers',
    cell(moved, 4, '-900'),
    'seconds must be more than zero: "-900"',
  ],
  ['half a second', 'transfers', cell(moved, 4, '0.5'), 'seconds is no whole number: "0.5"'],
  [
    'more seconds than a life has',
    'transfers',
    cell(moved, 4, '360000001'),
    'seconds must be at most 360000000 seconds',
  ],
  [
    'hours at no moment',
    'transfers',
    cell(moved, 5, '2012-01-01T25:00:00Z'),
    'createdAt is no day or moment: "2012-01-01T25:00:00Z"',
  ],
  [
    'hours to come',
    'transfers',
    cell(moved, 5, tomorrow),
    `createdAt lies in the future: "${tomorrow}"`,
  ],
  ['hours to oneself', 'transfers', cell(moved, 2, '2'), 'source and destination are the same'],
  [
    'a reason without end',
    'transfers',
    cell(moved, 6, 'T'.repeat(2001)),
    'reason is longer than 2000 characters',
  ],
]

describe('a file is refused, all at once, for', () => {
  let ran: Ran
  const rowsOf = (word: keyof Files) => badRows.filter(([, file]) => file === word)
  beforeAll(async () => {
    const words = ['members', 'posts', 'transfers'] as const
    // A number of their own for every member, so that only the fault that is meant is found.
    const rows = words.map((word) => [
      word,
      rowsOf(word)
        .map(([, , row], index) => `${row.replace(/^30,/, `${100 + index},`)}\n`)
        .join(''),
    ])
    ran = await withMore(Object.fromEntries(rows))
  })
  test.each(badRows)('%s', async (says, word, _, reason) => {
    const index = rowsOf(word).findIndex(([other]) => other === says)
    const line = (await lineAfter(word)) + index
    const told = ran.json.rows.filter((row: { file: string; line: number }) => {
      return row.file === `${word}.csv` && row.line === line
    })
    expect(told).toEqual([{ file: `${word}.csv`, line, reason }])
  })
  test('and for nothing else, with 1, and nothing is written', () => {
    expect(ran.json.rows).toHaveLength(badRows.length)
    expect(ran.json).toMatchObject({ fault: 'file_has_bad_rows' })
    expect(ran.code).toBe(1)
    expect(existsSync(place.directory)).toBe(false)
  })
})

describe('a file that cannot be read on is refused by the line where it breaks off, for', () => {
  const reason = 'the quotes do not pair, so nothing from here on can be read'
  test.each([
    ['quotes that do not pair', cell(moved, 6, '"bro"ken')],
    ['quotes that never end', cell(moved, 6, '"open')],
  ])('%s', async (_, row) => {
    const ran = await withMore({ transfers: `${moved}\n\n${row}\n${moved}\n` })
    const line = (await lineAfter('transfers')) + 2
    expect(ran.json.rows).toEqual([{ file: 'transfers.csv', line, reason }])
    expect(ran.code).toBe(1)
  })
})

test('text that is not UTF-8 is refused by its line', async () => {
  const ran = await withMore({ members: Buffer.from(cell(member, 2, 'Zoë'), 'latin1') })
  const line = await lineAfter('members')
  expect(ran.json.rows).toEqual([{ file: 'members.csv', line, reason: 'it is not UTF-8 text' }])
  expect(ran.code).toBe(1)
})

test('every bad row of every file is named at once, and a row by all that is wrong with it', async () => {
  const members = await place.file(
    'members.csv',
    `${cell(member, 1, 'x')}\n\n"2",2012-01-01,"A\nB",,,,,,,b\n`,
  )
  const posts = await place.file('posts.csv', `${cell(post, 0, '30')}\r\n${cell(post, 4, 'x')}\r\n`)
  const transfers = await place.file(
    'transfers.csv',
    `\n\n${moved}\n${cell(cell(moved, 4, '0'), 5, '')}`,
  )
  const ran = await place.run(importOf(smallBank, [], { members, posts, transfers }))
  expect(ran).toMatchObject({ code: 1, out: '' })
  expect(ran.err.trim().split('\n')).toEqual([
    'Nothing was brought in. Mend the rows named and run it again.',
    '  members.csv:1  entryDate is no day or moment: "x"',
    '  members.csv:3  email is no e-mail address: "b"',
    '  posts.csv:2  categoryId is no number of a category: "x"',
    '  transfers.csv:3  destination names member 3, who stands in no row of the members',
    '  transfers.csv:4  destination names member 3, who stands in no row of the members',
    '  transfers.csv:4  seconds must be more than zero: "0"',
    '  transfers.csv:4  createdAt is no day or moment: ""',
  ])
  expect(existsSync(place.directory)).toBe(false)
})

test('a refused file leaves no community behind, nor anything of it, beside those there are', async () => {
  const own = await openPlace()
  await own.run(['community', 'create', 'riverside', '--founder', 'rosa@riverside.example'])
  const path = await own.file('transfers.csv', `${cell(moved, 4, '0')}\n`)
  const ran = await own.run(importOf(smallBank, [], { transfers: path }))
  expect(ran.code).toBe(1)
  const { json } = await own.run(['community', 'list', '--json'])
  expect(json.communities.map(({ slug }: { slug: string }) => slug)).toEqual(['riverside'])
  await own.remove()
})

describe('the same bank is read from', () => {
  const variants: [string, (text: string) => string][] = [
    ['files with a byte order mark', (text) => `\ufeff${text}`],
    ['files with line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['files with empty lines and no last line end', (text) => text.replace('\n', '\n\n').trimEnd()],
  ]
  test.each(variants)('%s', async (_, change) => {
    const paths = Object.entries(good).map(async ([word, path]) => [
      word,
      await place.file(`${word}.csv`, change(await readFile(path, 'utf8'))),
    ])
    const files = Object.fromEntries(await Promise.all(paths)) as Files
    const ran = await place.run(importOf(smallBank, ['--dry-run', '--json'], files))
    const plain = await place.run(importOf(smallBank, ['--dry-run', '--json']))
    const { durationSeconds: _one, import: _id, ...told } = ran.json
    const { durationSeconds: _other, import: _other_id, ...wanted } = plain.json
    expect(told).toEqual(wanted)
  })
})

describe('nothing is brought in when', () => {
  const refusals: [says: string, more: string[], detail: string][] = [
    ['a name has a capital', ['--community', 'Portland'], 'community: a slug'],
    ['a name is the host’s own', ['--community', 'host'], 'not a reserved name'],
    ['a time zone is none', ['--time-zone', 'Moon/Base'], 'time-zone: a time zone that exists'],
    ['a language is none', ['--language', 'English!'], 'languages: a language such as en'],
    ['a file is not there', ['--members', '/nowhere.csv'], 'members: a file that can be read'],
    ['a coordinator is no address', ['--coordinator', 'rosa'], 'coordinator: an e-mail address'],
    [
      'a new coordinator has no name',
      ['--coordinator', 'rosa@x.example'],
      'coordinator-name: the name of',
    ],
    ['a word is mistyped', ['--dryrun'], 'There is no --dryrun here'],
    ['gender and birth are to be kept', ['--keep'], 'There is no --keep here'],
    ['a word has no value', ['--name'], '--name needs a value'],
    ['there is a word too many', ['now'], 'There is no now here'],
  ]
  test.each(refusals)('%s', async (_, more, says) => {
    const ran = await place.run(importOf(smallBank, more))
    expect(ran.code).toBe(1)
    expect(ran.err).toContain(says)
    expect(existsSync(place.directory)).toBe(false)
  })

  test('the name belongs to another community', async () => {
    const own = await openPlace()
    await own.run(['community', 'create', 'portland', '--founder', 'rosa@riverside.example'])
    const ran = await own.run(importOf(smallBank, ['--json']))
    expect(ran.code).toBe(1)
    expect(ran.json).toMatchObject({ fault: 'id_is_taken' })
    await own.remove()
  })

  test('nobody of the files has an e-mail and nobody was named', async () => {
    const members = await place.file('members.csv', '2,2012-01-01,Ana,,,,,,,\n')
    const none = await place.file('none.csv', '')
    const files = { members, posts: none, transfers: none }
    const ran = await place.run(importOf(smallBank, ['--json'], files))
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.json.fields[0]).toMatchObject({ pointer: '/coordinator' })
  })
})
