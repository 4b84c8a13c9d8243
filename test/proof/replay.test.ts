import { isSameTally, type Replay, replay, tallySince } from '@commonhour/proof'
import { describe, expect, test } from 'vitest'
import { jsonl, madeLog } from '../support/log.ts'

const opened = (name: string) => ['account.opened', name, 'member']
const post = (
  id: string,
  from: string,
  to: string,
  seconds: number,
  kind = 'post',
  ref?: string,
) => [
  `transfer.${kind}`,
  id,
  'help',
  from,
  to,
  seconds,
  ref ?? null,
  ...[null, null, null, null, 1, 'actor', null, null, null],
]
const accounts = [
  ['community.founded', 'id', 'riverside', 'test', 0],
  opened('ana'),
  opened('luis'),
]

/** Leaves in a row, each with its place and moment. */
function logOf(...leaves: readonly (readonly unknown[])[]): string {
  return jsonl(
    leaves.map(([kind, ...parts], seq) => JSON.stringify([kind, seq, 1000 + seq, ...parts])),
  )
}

async function booksOf(log: string): Promise<Replay> {
  const { books } = await replay([log])
  if ('finding' in books) throw new Error(JSON.stringify(books))
  return books
}

async function findingIn(log: string): Promise<unknown> {
  const { books } = await replay([log])
  return 'finding' in books ? { [books.finding]: books.facts } : books
}

describe('from nothing to every balance', () => {
  test('a log of leaves that move nothing has accounts at zero', async () => {
    const books = await booksOf(logOf(...accounts, ['motion.seconded', 'm', 1, null, 'actor']))
    expect(books).toMatchObject({ size: 4, inSeconds: 0, outSeconds: 0, heldSeconds: 0, at: 1003 })
    expect([...books.accounts.keys()]).toEqual(['ana', 'luis'])
  })

  test('a log without a line is an empty one', async () => {
    const { books, file } = await replay([])
    expect(books).toMatchObject({ size: 0, inSeconds: 0 })
    expect(file).toMatchObject({ lines: 0, bytes: 0 })
  })

  test('post, hold, settle, release and reverse move what they say', async () => {
    const books = await booksOf(
      logOf(
        ...accounts,
        post('p', 'ana', 'luis', 3600),
        post('h1', 'ana', 'luis', 7200, 'hold'),
        post('s1', 'ana', 'luis', 5400, 'settle', 'h1'),
        post('h2', 'luis', 'ana', 900, 'hold'),
        post('x2', 'luis', 'ana', 900, 'release', 'h2'),
        post('h3', 'luis', 'ana', 1800, 'hold'),
        post('r', 'luis', 'ana', 3600, 'reverse', 'p'),
      ),
    )
    expect(books.accounts.get('ana')).toMatchObject({
      inSeconds: 3600,
      outSeconds: 9000,
      heldInSeconds: 1800,
      heldOutSeconds: 0,
    })
    expect(books.accounts.get('luis')).toMatchObject({
      inSeconds: 9000,
      outSeconds: 3600,
      heldInSeconds: 0,
      heldOutSeconds: 1800,
    })
    expect(books.tally.transfers.help).toEqual({ count: 2, seconds: 9000 })
    expect(books.tally.reversals).toEqual({ count: 1, seconds: 3600 })
    expect(books).toMatchObject({ inSeconds: 12_600, outSeconds: 12_600, heldSeconds: 1800 })
  })

  test('a frozen account settles and closes, and a line of one’s own is counted', async () => {
    const books = await booksOf(
      logOf(
        ...accounts,
        post('h', 'ana', 'luis', 900, 'hold'),
        ['account.frozen', 'ana', 'actor'],
        ['account.thawed', 'ana', 'actor'],
        ['account.frozen', 'ana', 'actor'],
        post('s', 'ana', 'luis', 900, 'settle', 'h'),
        ['account.closed', 'ana', 'actor'],
        ['limits.changed', 'luis', -90_000, null, null, 'supported', 'actor'],
      ),
    )
    expect(books.accounts.get('ana')?.status).toBe('closed')
    expect(books.tally.overrides).toBe(1)
  })

  test('50 logs come out as they were counted while they were made', async () => {
    for (let seed = 1; seed <= 50; seed++) {
      const made = madeLog(300, { seed })
      const books = await booksOf(jsonl(made.bodies))
      for (const [publicId, balance] of made.balances) {
        expect(books.accounts.get(publicId)).toMatchObject(balance)
      }
      expect(books.heldSeconds).toBe(made.heldSeconds)
      expect(books.inSeconds).toBe(books.outSeconds)
    }
  })

  test('a file may come in pieces cut anywhere', async () => {
    const { bodies } = madeLog(60, { seed: 7 })
    const log = new TextEncoder().encode(jsonl(bodies).replaceAll('actor', 'Zoë–Ana'))
    const whole = await replay([log])
    async function* pieces(length: number) {
      for (let at = 0; at < log.length; at += length) yield log.subarray(at, at + length)
    }
    for (const length of [1, 7, 64, 1000]) expect(await replay(pieces(length))).toEqual(whole)
    expect(whole.file.lines).toBe(60)
  })

  test('the root and the tally at an earlier size are those of the shorter log', async () => {
    const { bodies } = madeLog(200, { seed: 9 })
    const { books } = await replay([jsonl(bodies)], [0, 77, 200])
    const then = await booksOf(jsonl(bodies.slice(0, 77)))
    const { marks, root } = books as Replay
    expect(marks.get(77)).toEqual({ root: then.root, tally: then.tally })
    expect([...marks.keys()]).toEqual([0, 77, 200])
    expect(marks.get(200)?.root).toEqual(root)
  })

  test('two tallies are the same where every figure is, and their difference adds up', async () => {
    const { bodies } = madeLog(200, { seed: 9 })
    const [early, late] = [await booksOf(jsonl(bodies.slice(0, 90))), await booksOf(jsonl(bodies))]
    const since = tallySince(late.tally, early.tally)
    expect(isSameTally(late.tally, late.tally)).toBe(true)
    expect(isSameTally(since, late.tally)).toBe(false)
    const { help } = late.tally.transfers
    expect(since.transfers.help).toEqual({
      count: help.count - early.tally.transfers.help.count,
      seconds: help.seconds - early.tally.transfers.help.seconds,
    })
    const others = [
      { ...late.tally, overrides: late.tally.overrides + 1 },
      { ...late.tally, reversals: { ...late.tally.reversals, count: 0 } },
      { ...late.tally, reversals: { ...late.tally.reversals, seconds: 0 } },
      { ...late.tally, transfers: { ...late.tally.transfers, help: { ...help, count: 0 } } },
      { ...late.tally, transfers: { ...late.tally.transfers, help: { ...help, seconds: 0 } } },
    ]
    for (const other of others) expect(isSameTally(other, late.tally)).toBe(false)
  })

  test('100,000 lines take less than ten seconds', async () => {
    const { balances, bodies } = madeLog(100_000, { accounts: 500, seed: 3 })
    const log = jsonl(bodies)
    const [begun, used] = [performance.now(), process.cpuUsage()]
    const books = await booksOf(log)
    const wallSeconds = (performance.now() - begun) / 1000
    // The machine may have others at work: what counts is what this took of a core.
    const { system, user } = process.cpuUsage(used)
    const seconds = (system + user) / 1_000_000
    console.log(
      `replay: 100,000 lines in ${seconds.toFixed(2)} s of a core, ${wallSeconds.toFixed(2)} s`,
    )
    expect(seconds).toBeLessThan(10)
    expect(books.accounts.get('account-17')).toMatchObject(balances.get('account-17') ?? {})
  })
})

describe('a log that no books of ours could have written', () => {
  const refused: [string, string, object][] = [
    ['a line that is no list', '{"kind":"x"}\n', { line_is_malformed: { line: 0 } }],
    ['a line that is no JSON', '["a",0,1\n', { line_is_malformed: { line: 0 } }],
    ['a line without a kind', '[1,0,1]\n', { line_is_malformed: { line: 0 } }],
    ['a line without a moment', '["a",0]\n', { line_is_malformed: { line: 0 } }],
    ['a last line cut off', '["a",0,1]\n["b",1,1]', { line_is_malformed: { line: 1 } }],
    ['an empty line', '["a",0,1]\n\n', { line_is_malformed: { line: 1 } }],
    ['a line without an end', 'x'.repeat(1_100_000), { line_is_malformed: { line: 0 } }],
    ['a gap', '["a",0,1]\n["b",2,1]\n', { log_is_not_dense: { line: 1, seq: 2 } }],
    ['a beginning elsewhere', '["a",1,1]\n', { log_is_not_dense: { line: 0, seq: 1 } }],
    ['an earlier moment', '["a",0,2]\n["b",1,1]\n', { log_goes_back_in_time: { seq: 1 } }],
    [
      'an account opened twice',
      logOf(...accounts, opened('ana')),
      { account_is_opened_twice: { seq: 3 } },
    ],
    [
      'an account without a kind',
      logOf(...accounts, ['account.opened', 'nia']),
      { line_is_malformed: { line: 3 } },
    ],
    [
      'a step of an unknown account',
      logOf(...accounts, ['account.frozen', 'nia']),
      { account_is_unknown: { seq: 3 } },
    ],
    [
      'a thaw of an open account',
      logOf(...accounts, ['account.thawed', 'ana']),
      { account_is_not_open: { seq: 3, status: 'open' } },
    ],
    [
      'an account closed over a hold',
      logOf(...accounts, post('h', 'ana', 'luis', 1, 'hold'), ['account.closed', 'luis']),
      { account_is_not_open: { seq: 4, status: 'open' } },
    ],
    [
      'hours to an unknown account',
      logOf(...accounts, post('p', 'ana', 'nia', 1)),
      { account_is_unknown: { seq: 3 } },
    ],
    [
      'hours from an unknown account',
      logOf(...accounts, post('p', 'nia', 'ana', 1)),
      { account_is_unknown: { seq: 3 } },
    ],
    [
      'hours from a closed account',
      logOf(...accounts, ['account.closed', 'ana'], post('p', 'ana', 'luis', 1)),
      { account_is_not_open: { seq: 4 } },
    ],
    [
      'hours to oneself',
      logOf(...accounts, post('p', 'ana', 'ana', 1)),
      { transfer_is_malformed: { seq: 3 } },
    ],
    ...[3, 4].map((part): [string, string, object] => [
      `an account that is no text in part ${part}`,
      logOf(...accounts, post('p', 'ana', 'luis', 1).with(part, 7)),
      { transfer_is_malformed: { seq: 3 } },
    ]),
    [
      'a post that resolves something',
      logOf(...accounts, post('p', 'ana', 'luis', 1, 'post', 'h')),
      { transfer_is_malformed: { seq: 3 } },
    ],
    [
      'a settle that resolves nothing',
      logOf(...accounts, post('p', 'ana', 'luis', 1, 'settle')),
      { transfer_is_malformed: { seq: 3 } },
    ],
    [
      'a kind of transfer that there is not',
      logOf(...accounts, post('p', 'ana', 'luis', 1, 'mint')),
      { transfer_is_malformed: { seq: 3 } },
    ],
    [
      'a transfer twice',
      logOf(...accounts, post('p', 'ana', 'luis', 1), post('p', 'ana', 'luis', 1)),
      { transfer_is_repeated: { seq: 4 } },
    ],
    [
      'a hold settled twice',
      logOf(
        ...accounts,
        post('h', 'ana', 'luis', 9, 'hold'),
        post('s', 'ana', 'luis', 4, 'settle', 'h'),
        post('t', 'ana', 'luis', 4, 'settle', 'h'),
      ),
      { transfer_is_resolved: { seq: 5 } },
    ],
    [
      'a hold released after it was settled',
      logOf(
        ...accounts,
        post('h', 'ana', 'luis', 9, 'hold'),
        post('s', 'ana', 'luis', 4, 'settle', 'h'),
        post('t', 'ana', 'luis', 9, 'release', 'h'),
      ),
      { transfer_is_resolved: { seq: 5 } },
    ],
    [
      'a transfer reversed twice',
      logOf(
        ...accounts,
        post('p', 'ana', 'luis', 9),
        post('q', 'luis', 'ana', 9, 'reverse', 'p'),
        post('r', 'luis', 'ana', 9, 'reverse', 'p'),
      ),
      { transfer_is_resolved: { seq: 5 } },
    ],
    ...(
      [
        ['more than was held', post('s', 'ana', 'luis', 10, 'settle', 'h')],
        ['part of a release', post('s', 'ana', 'luis', 4, 'release', 'h')],
        ['a settle to another', post('s', 'ana', 'nia', 9, 'settle', 'h')],
        ['a settle from another', post('s', 'nia', 'luis', 9, 'settle', 'h')],
        ['a settle of another purpose', post('s', 'ana', 'luis', 9, 'settle', 'h').with(2, 'gift')],
        ['a settle of another exchange', post('s', 'ana', 'luis', 9, 'settle', 'h').with(8, 'x')],
        ['a settle of another charter', post('s', 'ana', 'luis', 9, 'settle', 'h').with(11, 2)],
        ['a settle of what is none', post('s', 'ana', 'luis', 9, 'settle', 'p')],
        ['a settle of nothing known', post('s', 'ana', 'luis', 9, 'settle', 'z')],
        ['a reversal of a hold', post('s', 'luis', 'ana', 9, 'reverse', 'h')],
        ['a reversal of another sum', post('s', 'luis', 'ana', 8, 'reverse', 'p')],
        ['a reversal the same way', post('s', 'ana', 'luis', 9, 'reverse', 'p')],
        ['a reversal of another charter', post('s', 'luis', 'ana', 9, 'reverse', 'p').with(11, 2)],
      ] as [string, unknown[]][]
    ).map(([name, last]): [string, string, object] => [
      name,
      logOf(
        ...accounts,
        opened('nia'),
        post('h', 'ana', 'luis', 9, 'hold'),
        post('p', 'ana', 'luis', 9),
        last,
      ),
      { transfer_is_unmatched: { seq: 6 } },
    ]),
    ...[0, -1, 1.5, '9', null, 2 ** 53].map((seconds): [string, string, object] => [
      `${JSON.stringify(seconds)} seconds`,
      logOf(...accounts, post('p', 'ana', 'luis', 1).with(5, seconds)),
      { transfer_is_malformed: { seq: 3 } },
    ]),
    [
      'sums over all accounts beyond what is counted exactly',
      logOf(
        ...accounts,
        post('p', 'ana', 'luis', Number.MAX_SAFE_INTEGER),
        post('q', 'luis', 'ana', 1),
      ),
      { sum_is_too_large: { seq: 4 } },
    ],
    [
      'holds beyond what is counted exactly',
      logOf(
        ...accounts,
        post('p', 'ana', 'luis', Number.MAX_SAFE_INTEGER, 'hold'),
        post('q', 'ana', 'luis', 1, 'hold'),
      ),
      { sum_is_too_large: { seq: 4 } },
    ],
    [
      'sums beyond what is counted exactly',
      logOf(
        ...accounts,
        post('p', 'ana', 'luis', Number.MAX_SAFE_INTEGER),
        post('q', 'ana', 'luis', 1),
      ),
      { sum_is_too_large: { seq: 4 } },
    ],
  ]

  test.each(refused)('%s', async (_, log, found) => {
    expect(await findingIn(log)).toEqual(found)
  })

  test('the first wrong line is told, and the file is counted whole all the same', async () => {
    const log = `["a",0,1]\n["b",5,1]\nnothing\n`
    const { books, file } = await replay([log])
    expect(books).toEqual({ finding: 'log_is_not_dense', facts: { line: 1, seq: 5 } })
    expect(file).toMatchObject({ lines: 3, bytes: log.length })
  })
})
