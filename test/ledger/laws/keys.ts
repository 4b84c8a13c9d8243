import { expect } from 'vitest'
import {
  cosignerStep,
  keyFounding,
  keyIntroduction,
  keyVoiding,
  reportRequest,
  reportRow,
  signatureRow,
  someKey,
} from '../../support/proofRows.ts'
import { id, now, sql } from '../../support/rows.ts'
import { type Law, law, one, refuses } from './law.ts'

const last = 'SELECT kind, ref, body FROM log ORDER BY seq DESC LIMIT 1'

/** The keys that sign, and the stewards who sign beside them (3, 9). */
export const keyLaws: readonly Law[] = [
  law('keys begin once, under a name without spaces, with two keys that differ', async (books) => {
    for (const more of [
      { origin: '' },
      { origin: 'o'.repeat(201) },
      { origin: 'a b' },
      { origin: 'a+b' },
      { x: 'x' },
      { recoveryX: 'r' },
      { recoveryX: someKey('x') },
    ]) {
      await refuses(books, 'row_is_malformed', keyFounding(more))
    }
    await refuses(books, 'row_is_out_of_order', keyFounding({ seq: 0 }))
    await books.write(keyFounding())
    expect(await one(books, last)).toMatchObject({
      kind: 'key.founded',
      ref: 'riverside.example/riverside',
    })
    await refuses(books, 'id_is_taken', keyFounding({ x: someKey('y') }))
  }),
  law('a further key is kept as it was said, and whom it says signed it', async (books) => {
    await refuses(books, 'row_is_out_of_order', keyIntroduction('i', { seq: 0 }))
    for (const more of [{ use: 'tokens' }, { x: 'i' }, { generation: -1 }]) {
      await refuses(books, 'row_is_malformed', keyIntroduction('i', more))
    }
    // A false one stands in nobody's way.
    await books.write(keyIntroduction('i', { signature: 'false' }), keyIntroduction('i'))
    const { body, kind } = await one(books, last)
    expect(kind).toBe('key.introduced')
    expect(JSON.parse(String(body)).slice(3)).toEqual([
      ...['receipt', someKey('i'), 0, someKey('k'), 's'],
    ])
  }),
  law('a key is voided from a size on that the log has reached', async (books) => {
    await refuses(books, 'row_is_out_of_order', keyVoiding('x', { seq: 0, fromSize: 0 }))
    for (const more of [{ kid: 'x' }, { fromSize: -1 }, { fromSize: 9_000 }]) {
      await refuses(books, 'row_is_malformed', keyVoiding('x', more))
    }
    await books.write(keyVoiding('x', { fromSize: 0 }), keyVoiding('x'))
    const { body, kind } = await one(books, last)
    expect(kind).toBe('key.voided')
    expect(JSON.parse(String(body)).slice(3)).toEqual([someKey('x'), 3, someKey('k'), 's'])
  }),
  law('what was said of keys stays', async (books) => {
    await books.write(keyFounding(), keyIntroduction('i'), keyVoiding('x'))
    const columns = { key_founding: 'origin', key_introduction: 'use', key_voiding: 'kid' }
    for (const [table, column] of Object.entries(columns)) {
      await refuses(books, 'books_are_append_only', sql(`DELETE FROM ${table}`))
      const set = sql(`UPDATE ${table} SET ${column} = ${column}`)
      await refuses(books, 'books_are_append_only', set)
    }
  }),
  law('a co-signer enters once, with one key, and is removed as they entered', async (books) => {
    await books.write(cosignerStep('a', { needed: 1 }))
    await refuses(books, 'id_is_taken', cosignerStep('a', { member: id('ana') }))
    await refuses(books, 'id_is_taken', cosignerStep('b'))
    await refuses(
      books,
      'cosigners_are_too_few',
      cosignerStep('b', { member: id('ana'), needed: 3 }),
    )
    await refuses(books, 'leaf_has_no_detail', cosignerStep('b', { member: id('nobody') }))
    await refuses(books, 'row_is_out_of_order', cosignerStep('b', { member: id('ana'), seq: 0 }))
    const removed = { act: 'removed' }
    for (const more of [
      { kid: someKey('b') },
      { member: id('ana') },
      { publicKey: someKey('b') },
    ]) {
      const row = cosignerStep('a', { ...removed, ...more })
      await refuses(books, 'transition_is_not_allowed', row)
    }
    await refuses(books, 'cosigners_are_too_few', cosignerStep('a', { ...removed, needed: 1 }))
    await books.write(cosignerStep('b', { member: id('ana'), needed: 2 }))
    await books.write(cosignerStep('a', { ...removed, needed: 1 }))
    await refuses(books, 'transition_is_not_allowed', cosignerStep('a', removed))
    await refuses(books, 'id_is_taken', cosignerStep('a'))
    for (const more of [{ kid: 'c' }, { publicKey: 'c' }, { needed: -1 }, { act: 'praised' }]) {
      await refuses(books, 'row_is_malformed', cosignerStep('c', more))
    }
    await books.write(cosignerStep('c'))
    await refuses(books, 'books_are_append_only', sql('DELETE FROM cosigner_step'))
    const set = sql('UPDATE cosigner_step SET needed = needed')
    await refuses(books, 'books_are_append_only', set)
  }),
  law('a report is signed by its co-signers, each once, when it was issued', async (books) => {
    await books.write(reportRequest(1), reportRow(1), cosignerStep('a'))
    await refuses(books, 'cosigner_is_unknown', signatureRow(1, 'b'))
    await refuses(books, 'cosigner_is_unknown', signatureRow(1, 'a', { member: id('ana') }))
    await refuses(books, 'row_is_out_of_order', signatureRow(1, 'a', { at: now - 1 }))
    await books.write(signatureRow(1, 'a'))
    await refuses(books, 'report_is_signed_already', signatureRow(1, 'a', { signature: 't' }))
    await books.write(reportRequest(2), reportRow(2, { at: now + 100 }))
    await books.write(signatureRow(2, 'a', { at: now + 200 }))
    // A later report keeps nobody from signing this one.
    await books.write(cosignerStep('b', { member: id('ana') }))
    await books.write(signatureRow(1, 'b', { member: id('ana') }))
    await refuses(books, 'books_are_append_only', sql('DELETE FROM report_signature'))
    const set = sql('UPDATE report_signature SET signature = signature')
    await refuses(books, 'books_are_append_only', set)
  }),
]
