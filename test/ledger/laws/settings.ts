import { expect } from 'vitest'
import { settingsChange } from '../../support/actingRows.ts'
import { actor, id, leaf, sql } from '../../support/rows.ts'
import { booksAreWhole, law, one, refuses } from './law.ts'

const last = 'SELECT kind, ref, body FROM log ORDER BY seq DESC LIMIT 1'

/** What coordinators change of settings and of others' profiles. */
export const settingsLaws = [
  law('a change of a profile is a leaf of codes that names public ids', async (books) => {
    await books.write(settingsChange('ana', ['name', 'phone'], { onBehalfOf: id('nia') }))
    const { body, ...leaf } = await one(books, last)
    expect(leaf).toEqual({ kind: 'profile.changed', ref: 'public-ana' })
    expect(JSON.parse(String(body)).slice(3)).toEqual([
      ...['public-ana', ['name', 'phone'], 'public-rosa', 'public-nia'],
    ])
    await booksAreWhole(books)
  }),
  law('a change of the settings is a leaf that names the community', async (books) => {
    const { publicId } = await one(books, 'SELECT publicId FROM community')
    await books.write(settingsChange(null, ['accent', 'name']))
    const { body, ...leaf } = await one(books, last)
    expect(leaf).toEqual({ kind: 'settings.changed', ref: publicId })
    expect(JSON.parse(String(body)).slice(3)).toEqual([
      ...[publicId, ['accent', 'name'], 'public-rosa', null],
    ])
    await booksAreWhole(books)
  }),
  law('it names what may be changed, each once and in order, and nothing else', async (books) => {
    const malformed = (member: string | null, fields: string[]) =>
      refuses(books, 'row_is_malformed', settingsChange(member, fields))
    await malformed('ana', [])
    await malformed('ana', ['Ana Soler'])
    await malformed('ana', ['name', 'name'])
    await malformed('ana', ['phone', 'name'])
    await malformed('ana', ['mark'])
    await malformed(null, ['phone'])
    await refuses(
      books,
      'row_is_malformed',
      settingsChange('ana', [], { fields: '["name"] of Ana' }),
    )
    await books.write(settingsChange('ana', ['about', 'area', 'email', 'languages', 'name']))
    const all = ['about', 'accent', 'helpLine', 'joining', 'languages', 'mark', 'name']
    await books.write(settingsChange(null, all))
  }),
  law('it is a coordinator who changes, and another than themself', async (books) => {
    const by = (name: string) => ({ actor: `member:${id(name)}` })
    await refuses(books, 'actor_is_not_a_coordinator', settingsChange('ana', ['name'], by('luis')))
    await refuses(books, 'actor_is_not_a_coordinator', settingsChange(null, ['name'], by('luis')))
    await books.write(
      leaf('stewardship', { member: id('nia'), office: 'auditor', act: 'appointed', actor }),
    )
    await refuses(books, 'actor_is_not_a_coordinator', settingsChange('ana', ['name'], by('nia')))
    await refuses(books, 'row_is_malformed', settingsChange('rosa', ['about']))
  }),
  law('it stands next in the log, of a member who is there, and stays', async (books) => {
    await refuses(books, 'row_is_out_of_order', settingsChange('ana', ['name'], { seq: 3 }))
    await refuses(books, 'leaf_has_no_detail', settingsChange('ghost', ['name']))
    await books.write(settingsChange('ana', ['name']))
    const update = sql('UPDATE settings_change SET at = at')
    await refuses(books, 'books_are_append_only', update)
    await refuses(books, 'books_are_append_only', sql('DELETE FROM settings_change'))
  }),
]
