import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { foundedBytes, refusal } from '../../support/books.ts'
import { accountStep, hold, limit, post, release, reverse, settle } from '../../support/moves.ts'
import { openNativeBooks } from '../../support/nativeBooks.ts'
import { accountOf, hour, id, type Statement } from '../../support/rows.ts'
import { booksAreWhole } from './law.ts'
import { Model } from './model.ts'

// Random histories against a model in memory: the same refusals with the same tokens, the same
// standings, and projections that equal the replay of the log.

const names = ['ana', 'luis', 'nia', 'rosa'] as const
const seconds = fc.oneof(
  fc.constantFrom(1, 900, hour),
  fc.integer({ min: 1, max: 12 }).map((h) => h * hour),
)
const name = fc.constantFrom(...names)
const pick = fc.nat({ max: 200 })
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('post' as const), from: name, to: name, seconds }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('hold' as const), from: name, to: name, seconds }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('settle' as const), pick, seconds }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('release' as const), pick, seconds }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('reverse' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('freeze' as const), from: name }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('limit' as const), from: name, seconds }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

interface Known {
  name: string
  from: string
  to: string
  seconds: number
  isHold: boolean
}

const books = openNativeBooks(await foundedBytes())
afterAll(() => books.dispose())
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

test(`random histories fare as in the model (SEED=${seed})`, async () => {
  const history = fc.array(command, { minLength: 20, maxLength: 40 })
  const property = fc.asyncProperty(history, async (commands) => {
    books.exec('BEGIN')
    try {
      await live(commands)
    } finally {
      books.exec('ROLLBACK')
    }
  })
  await fc.assert(property, { seed, numRuns: 100 })
})

async function live(commands: readonly Command[]) {
  const helped = { inSeconds: hour, outSeconds: hour, given: hour, heldOut: 0, frozen: false }
  const none = { inSeconds: 0, outSeconds: 0, given: 0, heldOut: 0, frozen: false }
  const model = new Model({ ana: helped, luis: helped, nia: none, rosa: none })
  const known: Known[] = []
  for (const [i, it] of commands.entries()) {
    const [statement, expected] = step(model, known, it, i)
    if (statement === null) continue
    if (expected === null) await books.write(statement)
    else expect(await refusal(books, statement), JSON.stringify(it)).toBe(expected)
  }
  for (const each of names) expect(stood(each), each).toEqual(model.of(each))
  await booksAreWhole(books)
}

/** The statement of a command, and what the model says of it; null where there is nothing to do. */
function step(
  model: Model,
  known: Known[],
  it: Command,
  i: number,
): [Statement | null, string | null] {
  const t = `t${i}`
  switch (it.does) {
    case 'post':
    case 'hold': {
      const said = model.begin(it.does, t, it.from, it.to, it.seconds)
      if (said === null) known.push({ ...it, name: t, isHold: it.does === 'hold' })
      return [(it.does === 'post' ? post : hold)(t, it.from, it.to, it.seconds), said]
    }
    case 'settle':
    case 'release': {
      const holds = known.filter(({ isHold }) => isHold)
      const held = holds[it.pick % Math.max(holds.length, 1)]
      if (held === undefined) return [null, null]
      const part = it.pick % 3 === 0 ? it.seconds : held.seconds
      const said = model.resolve(it.does, held.name, t, part)
      if (said === null && it.does === 'settle') {
        known.push({ ...held, name: t, seconds: part, isHold: false })
      }
      return [
        (it.does === 'settle' ? settle : release)(held.name, held.from, held.to, part, {
          id: id(t),
        }),
        said,
      ]
    }
    case 'reverse': {
      const moved = known[it.pick % Math.max(known.length, 1)]
      if (moved === undefined) return [null, null]
      const said = model.reverse(moved.name)
      return [reverse(moved.name, moved.from, moved.to, moved.seconds, { id: id(t) }), said]
    }
    case 'freeze': {
      const standing = model.of(it.from)
      standing.frozen = !standing.frozen
      return [accountStep(it.from, standing.frozen ? 'frozen' : 'thawed'), null]
    }
    case 'limit':
      model.floors.set(it.from, -it.seconds)
      return [limit(it.from, -it.seconds, null), null]
  }
}

function stood(name: string) {
  const [row] = books.readNow(
    `SELECT inSeconds, outSeconds, givenSeconds AS given, heldOutSeconds AS heldOut, status
     FROM account WHERE id = ?`,
    accountOf(name),
  )
  const { status, ...standing } = row ?? {}
  return { ...standing, frozen: status === 'frozen' }
}
