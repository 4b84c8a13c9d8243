import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { foundedBytes, refusal } from '../../support/books.ts'
import { amount, seedToday } from '../../support/long.ts'
import { openNativeBooks } from '../../support/nativeBooks.ts'
import { accountOf, hour, now, type Statement } from '../../support/rows.ts'
import { booksAreWhole } from './law.ts'
import { Model } from './model.ts'
import { type Command, command, names, type Told, tell } from './modelCommands.ts'

// Random histories against a model in memory: the same refusals with the same tokens, the same
// standings, and projections that equal the replay of the log.

const runs = amount(1_000, 10_000)
const commandsEach = 100

const books = openNativeBooks(await foundedBytes())
const met = new Map<string, number>()
afterAll(() => books.dispose())

test(`random histories fare as in the model (SEED=${seedToday})`, {
  timeout: 1_200_000,
}, async () => {
  const history = fc.array(command, { minLength: commandsEach, maxLength: commandsEach })
  const property = fc.asyncProperty(history, async (commands) => {
    books.exec('BEGIN')
    try {
      await live(commands)
    } finally {
      books.exec('ROLLBACK')
    }
  })
  await fc.assert(property, { seed: seedToday, numRuns: runs })
  const counts = [...met].sort(([, a], [, b]) => b - a).map(([what, n]) => `${n} ${what}`)
  console.log(`model: ${runs} runs × ${commandsEach} commands, 0 divergences: ${counts.join(', ')}`)
})

test('every command was met, and every refusal that the model knows', () => {
  const ways = ['post', 'hold', 'settle', 'release', 'reverse', 'freeze', 'limit', 'pass', 'again']
  const refusals = [
    'account_is_frozen',
    'accounts_are_the_same',
    'ceiling_is_reached',
    'credit_floor_reached',
    'hold_has_lapsed',
    'hold_is_resolved',
    'idempotency_key_was_used_otherwise',
    'transfer_does_not_match',
    'transfer_is_reversed_already',
  ]
  expect([...ways, ...refusals].filter((what) => !met.has(what))).toEqual([])
})

async function live(commands: readonly Command[]) {
  const helped = { inSeconds: hour, outSeconds: hour, given: hour, heldOut: 0, heldIn: 0 }
  const none = { inSeconds: 0, outSeconds: 0, given: 0, heldOut: 0, heldIn: 0 }
  const standings = { ana: helped, luis: helped, nia: none, rosa: none }
  const thawed = Object.entries(standings).map(([name, it]) => [name, { ...it, frozen: false }])
  const model = new Model(Object.fromEntries(thawed), now)
  const told: Told[] = []
  for (const [i, it] of commands.entries()) {
    const said = tell(model, told, it, `t${i}`)
    if (said === null) continue
    await fares(said.statements, said.refusal, it)
  }
  for (const each of names) expect(stood(each), each).toEqual(model.of(each))
  await booksAreWhole(books)
}

async function fares(statements: readonly Statement[], expected: string | null, it: Command) {
  for (const what of [it.does, ...(expected === null ? [] : [expected])]) {
    met.set(what, (met.get(what) ?? 0) + 1)
  }
  if (statements.length === 0) return
  if (expected === null) await books.write(...statements)
  else expect(await refusal(books, ...statements), JSON.stringify(it)).toBe(expected)
}

function stood(name: string) {
  const [row] = books.readNow(
    `SELECT inSeconds, outSeconds, givenSeconds AS given, heldOutSeconds AS heldOut,
      heldInSeconds AS heldIn, status FROM account WHERE id = ?`,
    accountOf(name),
  )
  const { status, ...standing } = row ?? {}
  return { ...standing, frozen: status === 'frozen' }
}
