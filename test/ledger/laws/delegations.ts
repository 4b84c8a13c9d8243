import { expect } from 'vitest'
import {
  delegation,
  delegationStep,
  household,
  slip,
  slipBatch,
  slipReversal,
} from '../../support/actingRows.ts'
import { exchange, post, step } from '../../support/moves.ts'
import { day, hour, id, now, sql } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const offered = (name: string, number: number, more = {}) => [
  delegation(name, number, more),
  delegationStep(name, 0, 'offered'),
]
const last = 'SELECT kind, ref, body FROM log ORDER BY seq DESC LIMIT 1'

/** Acting for another: delegations, declared households, slips. */
export const delegationLaws = [
  law('a delegation is between two, for a year at most, and its id is its own', async (books) => {
    await refuses(books, 'row_is_malformed', delegation('d', 1, { delegate: id('ana') }))
    await refuses(books, 'row_is_malformed', delegation('d', 1, { scope: 'rule' }))
    await refuses(books, 'row_is_malformed', delegation('d', 1, { until: now }))
    await refuses(books, 'row_is_malformed', delegation('d', 1, { until: now + 366 * day + 1 }))
    await books.write(delegation('d', 1, { until: now + 366 * day }))
    await refuses(books, 'id_is_taken', delegation('d', 2))
    await refuses(books, 'id_is_taken', delegation('e', 1))
  }),
  law('it is offered, answered once, and withdrawn once', async (books) => {
    await refuses(books, 'leaf_has_no_detail', delegationStep('ghost', 0, 'offered'))
    await books.write(...offered('d', 1))
    await refuses(books, 'row_is_out_of_order', delegationStep('d', 2, 'accepted'))
    await refuses(books, 'row_is_out_of_order', delegationStep('d', 1, 'accepted', { seq: 3 }))
    for (const act of ['offered', 'adored']) {
      await refuses(books, 'transition_is_not_allowed', delegationStep('d', 1, act))
    }
    await books.write(delegationStep('d', 1, 'accepted', { onBehalfOf: id('nia') }))
    const { body, ...leaf } = await one(books, last)
    expect(leaf).toEqual({ kind: 'delegation.accepted', ref: id('d') })
    expect(JSON.parse(String(body)).slice(3)).toEqual([
      ...[id('d'), 1, 'public-ana', 'public-nia', 'act', now + 30 * day],
      ...['public-rosa', 'public-nia'],
    ])
    for (const act of ['offered', 'accepted', 'refused']) {
      await refuses(books, 'transition_is_not_allowed', delegationStep('d', 2, act))
    }
    await books.write(delegationStep('d', 2, 'withdrawn'))
    for (const act of ['offered', 'accepted', 'refused', 'withdrawn']) {
      await refuses(books, 'transition_is_not_allowed', delegationStep('d', 3, act))
    }
    await books.write(...offered('e', 2), delegationStep('e', 1, 'refused'))
    await refuses(books, 'transition_is_not_allowed', delegationStep('e', 2, 'withdrawn'))
    await books.write(...offered('f', 3), delegationStep('f', 1, 'withdrawn'))
  }),
  law('one is in force at a time between two, and none after its end', async (books) => {
    const late = { at: now + 2 * day }
    await books.write(...offered('d', 1, { until: now + day }))
    await refuses(books, 'delegation_has_ended', delegationStep('d', 1, 'accepted', late))
    await refuses(
      books,
      'delegation_has_ended',
      delegationStep('d', 1, 'accepted', { at: now + day }),
    )
    await books.write(delegationStep('d', 1, 'accepted'))
    await books.write(...offered('e', 2))
    await refuses(books, 'transition_is_not_allowed', delegationStep('e', 1, 'accepted'))
    // Others are not concerned: another delegate, another member.
    await books.write(
      ...offered('f', 3, { delegate: id('luis') }),
      delegationStep('f', 1, 'accepted'),
      ...offered('g', 4, { member: id('luis') }),
      delegationStep('g', 1, 'accepted'),
      ...offered('h', 5),
      delegationStep('h', 1, 'refused'),
    )
    // At the moment the older one ends the newer one may begin.
    await books.write(delegationStep('e', 1, 'accepted', { at: now + day }))
    // What has ended may still be withdrawn: that changes nothing, and hinders nobody.
    await books.write(delegationStep('d', 2, 'withdrawn', { at: now + 2 * day }))
  }),
  law('a household is declared where it is not, and ended where it is', async (books) => {
    await refuses(books, 'row_is_out_of_order', household('ended'))
    await refuses(books, 'row_is_malformed', household('declared', { other: id('rosa') }))
    await refuses(books, 'row_is_out_of_order', household('declared', { seq: 3 }))
    await refuses(books, 'leaf_has_no_detail', household('declared', { other: id('ghost') }))
    await refuses(books, 'leaf_has_no_detail', household('declared', { member: id('ghost') }))
    await books.write(household('declared'))
    await refuses(books, 'row_is_malformed', household('praised'))
    await refuses(books, 'row_is_out_of_order', household('declared'))
    await books.write(household('declared', { other: id('ana') }))
    await books.write(household('declared', { member: id('nia') }), household('ended'))
    expect(await books.read('SELECT other FROM household WHERE member = ?', id('rosa'))).toEqual([
      { other: id('ana') },
    ])
    const { kind, ref } = await one(books, last)
    expect({ kind, ref }).toEqual({ kind: 'household.ended', ref: 'public-rosa' })
  }),
]

const done = (name: string, more = {}) => [
  ...exchange(name, 'luis', 'ana'),
  step(name, 0, 'done', { onBehalfOf: id('luis'), ...more }),
]

/** What coordinators enter from paper and telephone. */
export const slipLaws = [
  law('a batch has one to a hundred lines of some hours, and an id of its own', async (books) => {
    await refuses(books, 'row_is_malformed', slipBatch('b', { lines: 0 }))
    await refuses(books, 'row_is_malformed', slipBatch('b', { lines: 101 }))
    await refuses(books, 'row_is_malformed', slipBatch('b', { seconds: 0 }))
    await refuses(books, 'row_is_malformed', slipBatch('b', { source: 'rumour' }))
    await refuses(books, 'row_is_out_of_order', slipBatch('b', { seq: 3 }))
    await books.write(slipBatch('b'))
    const { kind, ref } = await one(books, last)
    expect({ kind, ref }).toEqual({ kind: 'slips.entered', ref: id('b') })
    await refuses(books, 'id_is_taken', slipBatch('b'))
  }),
  law(
    'its lines follow one another, each an exchange that its coordinator said is done',
    async (books) => {
      await books.write(slipBatch('b'), slipBatch('c', { actor: `member:${id('nia')}` }))
      await books.write(...done('e1'), ...done('e2'), ...done('e3'))
      await refuses(books, 'row_is_out_of_order', slip('b', 2, 'e1'))
      await refuses(books, 'row_is_out_of_order', slip('c', 1, 'e1'))
      await books.write(...exchange('p', 'luis', 'ana'), step('p', 0, 'proposed'))
      await refuses(books, 'row_is_out_of_order', slip('b', 1, 'p'))
      await books.write(step('p', 1, 'declined'))
      await books.write(slip('b', 1, 'e1'))
      await refuses(books, 'id_is_taken', slip('b', 2, 'e1'))
      await books.write(slip('b', 2, 'e2'))
      await refuses(books, 'row_is_out_of_order', slip('b', 3, 'e3'))
    },
  ),
  law('only what was said to be done first counts as told', async (books) => {
    await books.write(slipBatch('b'), ...exchange('e1', 'luis', 'ana'))
    const byLuis = { actor: `member:${id('luis')}` }
    await books.write(step('e1', 0, 'done', byLuis), step('e1', 1, 'done'))
    await refuses(books, 'row_is_out_of_order', slip('b', 1, 'e1'))
  }),
  law('a batch is taken back once, for no more exchanges than it has', async (books) => {
    await books.write(slipBatch('b'), ...done('e1'), slip('b', 1, 'e1'), ...done('e2'))
    await refuses(books, 'row_is_malformed', slipReversal('b', 0))
    await refuses(books, 'row_is_out_of_order', slipReversal('b', 2))
    await refuses(books, 'row_is_out_of_order', slipReversal('b', 1, { seq: 3 }))
    await books.write(slipReversal('b', 1))
    const { kind, ref } = await one(books, last)
    expect({ kind, ref }).toEqual({ kind: 'slips.reversed', ref: id('b') })
    await refuses(books, 'slips_are_reversed_already', slipReversal('b', 1))
    await refuses(books, 'row_is_out_of_order', slip('b', 2, 'e2'))
  }),
  law('what was said of acting for another and of slips never changes', async (books) => {
    await books.write(...offered('d', 1), household('declared'), slipBatch('b'), ...done('e1'))
    await books.write(slip('b', 1, 'e1'), slipReversal('b', 1))
    for (const table of [
      ...['delegation', 'delegation_step', 'household_declaration'],
      ...['slip_batch', 'slip', 'slip_reversal'],
    ]) {
      const [column] = await books.read('SELECT name FROM pragma_table_info(?) LIMIT 1', table)
      const name = String(column?.name)
      await refuses(books, 'books_are_append_only', sql(`UPDATE ${table} SET ${name} = ${name}`))
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
  law('the hours of a slip move as any hours do', async (books) => {
    await books.write(slipBatch('b', { lines: 1 }), ...done('e1'))
    await books.write(
      post('t', 'ana', 'luis', hour, { exchange: id('e1'), onBehalfOf: id('ana') }),
      step('e1', 1, 'confirmed', { onBehalfOf: id('ana') }),
      slip('b', 1, 'e1'),
    )
  }),
]
