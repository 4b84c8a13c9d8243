import { expect } from 'vitest'
import { amended, amendment, motion, motionStep, office } from '../../support/motions.ts'
import { limit } from '../../support/moves.ts'
import {
  charterRow,
  day,
  hour,
  id,
  now,
  type Statement,
  sql,
  type Values,
} from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const ana = { actor: `member:${id('ana')}` }
const clock = { actor: 'clock' }
const seconded = (name: string, step = 0) => motionStep(name, step, 'seconded', ana)
const carried = (name: string, step: number, more: Values = {}) =>
  motionStep(name, step, 'carried', more)
const announced = { announcedUntil: now + 7 * day }
const appoints = { kind: 'appointment', ref: id('luis') }
const lift = { kind: 'lift', ref: id('ana'), body: '{"floorSeconds":-90000}' }
const removal = { kind: 'removal', ref: id('luis') }
const text = { kind: 'amendment', ref: 'charter', body: '{}' }

/** Every act a motion may meet, and those that each state takes. */
const acts = ['seconded', 'objected', 'withdrawn', 'carried', 'lapsed', 'adored']
const takes: [state: string, path: Statement[], allowed: string[]][] = [
  ['waiting', [motion('m')], ['seconded', 'withdrawn', 'lapsed']],
  [
    'announced',
    [motion('m', announced)],
    ['seconded', 'objected', 'withdrawn', 'carried', 'lapsed'],
  ],
  [
    'objected',
    [motion('m', announced), motionStep('m', 0, 'objected', ana)],
    ['seconded', 'withdrawn', 'lapsed'],
  ],
  ['withdrawn', [motion('m'), motionStep('m', 0, 'withdrawn')], []],
  ['lapsed', [motion('m'), motionStep('m', 0, 'lapsed', clock)], []],
  ['seconded', [motion('m'), seconded('m')], ['carried']],
  ['carried', [motion('m'), seconded('m'), office('luis'), carried('m', 1)], []],
]

const meets = (state: string, path: Statement[], allowed: string[]) =>
  law(
    `a motion that is ${state} takes no act but ${allowed.join(', ') || 'none'}`,
    async (books) => {
      await books.write(office('ana'), ...path)
      const { step } = await one(books, 'SELECT step FROM motion_state WHERE motion = ?', id('m'))
      const late = { ...ana, at: now + 8 * day }
      for (const act of acts) {
        const next = motionStep('m', Number(step), act, late)
        if (!allowed.includes(act)) await refuses(books, 'transition_is_not_allowed', next)
      }
      for (const act of allowed.filter((act) => act !== 'carried')) {
        for (const wrong of [Number(step) - 1, Number(step) + 1]) {
          await refuses(books, 'transition_is_not_allowed', motionStep('m', wrong, act, late))
        }
      }
    },
  )

/** What two stewards decide. */
export const motionLaws = [
  ...takes.map(([state, path, allowed]) => meets(state, path, allowed)),
  law('a motion is proposed once, at the next leaf, and announced ahead only', async (books) => {
    await books.write(motion('m', announced))
    await refuses(books, 'id_is_taken', motion('m'))
    await refuses(books, 'row_is_out_of_order', motion('n', { seq: 3 }))
    await refuses(books, 'row_is_malformed', motion('n', { announcedUntil: now }))
    await refuses(books, 'row_is_malformed', motion('n', { kind: 'wish' }))
    const last = await one(
      books,
      'SELECT kind, ref, body ->> 5 AS whom, body ->> 6 AS says, body ->> 9 AS by FROM log ORDER BY seq DESC LIMIT 1',
    )
    expect(last).toEqual({
      kind: 'motion.proposed',
      ref: id('m'),
      whom: 'public-luis',
      says: '{"office":"auditor"}',
      by: 'public-rosa',
    })
  }),
  law('no words of people enter the log with a motion', async (books) => {
    await refuses(books, 'row_is_malformed', motion('n', { body: '{"why":"she is ill"}' }))
    await refuses(books, 'row_is_malformed', motion('n', { body: 'none' }))
    await books.write(motion('n', { body: '{"reason":"moved_in","days":3}' }))
  }),
  law(
    'who proposed a motion never seconds it, nor does anyone without an office',
    async (books) => {
      await books.write(motion('m'), office('luis'))
      await refuses(books, 'second_steward_is_needed', motionStep('m', 0, 'seconded'))
      await refuses(books, 'second_steward_is_needed', seconded('m'))
      await refuses(books, 'second_steward_is_needed', motionStep('m', 0, 'seconded', clock))
      await books.write(office('ana'), seconded('m'))
      const kinds = await books.read('SELECT kind FROM log ORDER BY seq DESC LIMIT 1')
      expect(kinds).toEqual([{ kind: 'motion.seconded' }])
    },
  ),
  law('time carries what was announced, not before its day', async (books) => {
    const far = { ref: id('nia'), announcedUntil: now + 60 * day }
    await books.write(motion('m', announced), motion('far', far))
    const at = (moment: number) => [
      office('luis', 'appointed', { at: moment }),
      carried('m', 0, { ...clock, at: moment }),
    ]
    await refuses(books, 'motion_is_still_announced', ...at(now + 7 * day - 1))
    await books.write(...at(now + 7 * day))
    // What another steward seconds need not wait.
    await books.write(office('luis', 'removed'), motion('n', { announcedUntil: now + 99 * day }))
    await books.write(office('ana'), seconded('n'), office('luis'), carried('n', 1))
  }),
  law('a motion is carried right behind what it does, and by nothing else', async (books) => {
    const missing = 'motion_has_not_been_carried_out'
    await books.write(office('ana'), office('choir'))
    const tries: [Values, wrong: Statement[], right: Statement][] = [
      [appoints, [office('nia'), limit('ana', -hour, now + day)], office('luis')],
      [removal, [office('choir', 'removed'), limit('nia', -hour, null)], office('luis', 'removed')],
      [lift, [limit('luis', -90_000, now + day), office('nia')], limit('ana', -hour, now + day)],
    ]
    for (const [index, [about, wrong, right]] of tries.entries()) {
      const name = `m${index}`
      await books.write(motion(name, about), seconded(name))
      await refuses(books, missing, carried(name, 1))
      for (const other of wrong) await refuses(books, missing, other, carried(name, 1))
      await refuses(books, missing, right, office('paul'), carried(name, 1))
      await books.write(right, carried(name, 1))
    }
    // An office given up is no appointment, and one given no removal.
    await books.write(motion('p', { ...appoints, ref: id('nia') }), seconded('p'))
    await refuses(books, missing, office('nia'), office('nia', 'removed'), carried('p', 1))
    await books.write(motion('q', { ...removal, ref: id('paul') }), seconded('q'))
    await refuses(books, missing, office('paul'), carried('q', 1))
  }),
  law('an amendment stands before its motion, and is adopted word for word', async (books) => {
    await refuses(books, 'row_is_malformed', motion('m', text))
    await books.write(amendment('m'))
    await refuses(books, 'id_is_taken', amendment('m'))
    await refuses(books, 'row_is_malformed', motion('m'))
    await refuses(books, 'row_is_malformed', amendment('n', { digest: 'x' }))
    await refuses(books, 'row_is_malformed', amendment('n', { body: 'none' }))
    await books.write(motion('m', text), motion('n'), office('ana'), seconded('m'))
    await refuses(books, 'id_is_taken', amendment('n'))
    const missing = 'motion_has_not_been_carried_out'
    const other = charterRow(2, now, { member: -25 * hour })
    await refuses(books, missing, other, carried('m', 1))
    await refuses(books, missing, charterRow(2, now, amended), office('nia'), carried('m', 1))
    await books.write(charterRow(2, now, amended), carried('m', 1))
    const [digest] = await books.read(
      `SELECT p.body ->> 7 AS said, c.body ->> 5 AS stands FROM log p JOIN log c
        WHERE p.ref = ? AND p.kind = 'motion.proposed' AND c.kind = 'charter.adopted' AND c.ref = '2'`,
      id('m'),
    )
    expect(digest?.said).toBe(digest?.stands)
    // One amendment's text adopts no other.
    await books.write(amendment('o', { digest: 'b'.repeat(64) }), motion('o', text), seconded('o'))
    await refuses(books, missing, charterRow(3, now, amended), carried('o', 1))
  }),
  law('a step of a motion stands at the next leaf', async (books) => {
    await books.write(motion('m'))
    await refuses(books, 'row_is_out_of_order', motionStep('m', 0, 'withdrawn', { seq: 3 }))
    await refuses(books, 'transition_is_not_allowed', motionStep('none', 0, 'withdrawn'))
  }),
  law('written motions, their steps and amendments never change', async (books) => {
    await books.write(amendment('m'), motion('m', text), motionStep('m', 0, 'withdrawn'))
    for (const table of ['charter_amendment', 'motion', 'motion_step']) {
      const key = table === 'motion' ? 'id' : 'motion'
      const gone = sql(`DELETE FROM ${table} WHERE ${key} = ?`, id('m'))
      await refuses(books, 'books_are_append_only', gone)
      const same = sql(`UPDATE ${table} SET ${key} = ${key} WHERE ${key} = ?`, id('m'))
      await refuses(books, 'books_are_append_only', same)
    }
  }),
]
