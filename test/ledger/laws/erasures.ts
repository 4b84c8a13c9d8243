import { expect } from 'vitest'
import { block, concern } from '../../support/actingRows.ts'
import { exchange, need, offer, post, step, terms } from '../../support/moves.ts'
import { application } from '../../support/poolMoves.ts'
import {
  accountOf,
  actor,
  hour,
  id,
  insert,
  leaf,
  memberStep,
  now,
  sql,
} from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const reason = { reason: 'own_wish' }
const of = (name: string) => ({ member: id(name) })
const departed = (name: string) => memberStep(name, 2, 'departed')
const erased = (name: string, more = {}) =>
  memberStep(name, 3, 'erased', { reason: 'own_wish', ...more })
const by = (name: string) => ({ actor: `member:${id(name)}` })
const words = (ref: string, part = 'memo') =>
  insert('memo', { ref, part, salt: 's', text: `words of ${ref}` })
const said = (name: string, of: string, member: string) => ({
  ...{ id: id(name), exchange: id(of), member: id(member), at: now },
})
const message = (name: string, of: string, member: string, number: number) =>
  insert('exchange_message', { number, ...said(name, of, member), ...by(member) })
const person = (name: string, who: string) =>
  insert('member_person', { member: id(name), person: who })

const saltOf = (name: string, place: number) =>
  insert('report_salt', { report: 1, account: accountOf(name), place, salt: 'a'.repeat(64) })

/** Erasing a person: what goes, what stays, and that it stays so. */
export const erasureLaws = [
  law('erasing comes after leaving, for a reason of the list', async (books) => {
    await refuses(books, 'transition_is_not_allowed', memberStep('ana', 2, 'erased', reason))
    await books.write(departed('ana'))
    await refuses(books, 'row_is_malformed', erased('ana', { reason: null }))
    await refuses(books, 'row_is_malformed', erased('ana', { reason: 'tired' }))
    await books.write(erased('ana'), departed('luis'), erased('luis', { reason: 'asked_to' }))
    await books.write(departed('nia'), erased('nia', { reason: 'relatives_asked' }))
    const { body } = await one(books, "SELECT body FROM log WHERE kind = 'member.erased' LIMIT 1")
    expect(JSON.parse(String(body)).slice(3)).toEqual(['public-ana', 3, 'public-rosa', 'own_wish'])
  }),
  law('nobody is erased of whom something is open; others keep nobody from it', async (books) => {
    const open = 'member_has_open_exchanges'
    await books.write(...exchange('e', 'luis', 'ana'), step('e', 0, 'proposed'))
    await books.write(departed('ana'), departed('luis'))
    await refuses(books, open, erased('ana'))
    await refuses(books, open, erased('luis'))
    await books.write(step('e', 1, 'declined'))
    await books.write(...exchange('f', 'nia', 'rosa'), step('f', 0, 'proposed'))
    await books.write(erased('ana'))
  }),
  law('the texts of who is erased go, and those of others stay', async (books) => {
    await books.write(
      need('n', 'Soup', 'daily', of('luis')),
      offer('o', 'Guitar', 'slow', of('ana')),
    )
    await books.write(need('m', 'Bread', 'fresh', of('ana')))
    const theirs = ['e', 'f', 'g', 'h', 'i']
    await books.write(
      ...exchange('e', 'luis', 'ana'),
      step('e', 0, 'proposed', by('ana')),
      ...exchange('f', 'ana', 'luis'),
      step('f', 0, 'proposed', by('luis')),
      ...exchange('g', 'luis', 'ana', { need: id('m') }),
      step('g', 0, 'proposed', by('luis')),
      ...exchange('h', 'ana', 'luis', { offer: id('o') }),
      step('h', 0, 'proposed', by('luis')),
      ...exchange('i', 'luis', 'ana'),
      step('i', 0, 'proposed', { ...by('nia'), onBehalfOf: id('ana') }),
      ...exchange('j', 'luis', 'nia'),
      step('j', 0, 'proposed', by('luis')),
      terms('e', 1),
      message('ma', 'e', 'ana', 1),
      message('ml', 'e', 'luis', 2),
      words(id('ma')),
      words(id('ml')),
      words(`${id('e')}:1`, 'place'),
      ...[...theirs, 'j'].flatMap((name) => [words(id(name), 'title'), words(id(name), 'place')]),
    )
    await books.write(
      concern('ca', 1),
      concern('cl', 2, { ...of('luis'), aboutMember: id('ana') }),
      application('ap', 'ana', hour),
      post('x', 'luis', 'ana', 4 * hour, { actor: 'import' }),
      post('y', 'ana', 'luis', hour, by('ana')),
      post('z', 'luis', 'ana', hour, by('luis')),
      post('u', 'ana', 'luis', hour, { actor, onBehalfOf: id('ana') }),
      post('v', 'ana', 'luis', hour, { actor: `member:${id('luis')}` }),
      ...['ca', 'cl', 'ap', 'x', 'y', 'z', 'u', 'v'].map((name) => words(id(name))),
      words(id('ana'), 'answers'),
      words(id('luis'), 'answers'),
    )
    await books.write(...theirs.map((name) => step(name, 1, 'declined')))
    await books.write(departed('ana'), erased('ana'))
    const stay = await books.read("SELECT ref || ' ' || part AS memo FROM memo ORDER BY 1")
    const names = [
      ...['f', 'j'].map((name) => `${id(name)} title`),
      `${id('j')} place`,
      ...['ml', 'cl', 'z', 'v'].map((name) => `${id(name)} memo`),
      `${id('luis')} answers`,
    ]
    expect(stay.map(({ memo }) => memo)).toEqual(names.sort())
    const texts = 'SELECT title || text AS said FROM need UNION ALL SELECT title || text FROM offer'
    expect((await books.read(texts)).map(({ said: text }) => text).sort()).toEqual([
      ...['', '', 'Soupdaily'],
    ])
  }),
  law('profile, sign-ins, choices, blocks and salts of who is erased go', async (books) => {
    const choice = (name: string) =>
      insert('member_choice', { member: id(name), choice: 'digest', value: 'weekly' })
    await books.write(
      sql(
        `UPDATE member SET name = 'Ana', phone = '1', email = 'a@b', about = 'x', area = 'north'`,
      ),
      choice('ana'),
      choice('luis'),
      block('ana', 'luis'),
      block('luis', 'ana'),
      block('luis', 'nia'),
      leaf('report_request', { no: 1, fromOn: '2025-01-01', toOn: '2025-01-02', actor }),
      saltOf('ana', 0),
      saltOf('luis', 1),
      person('nia', 'person-nia'),
      departed('ana'),
      erased('ana'),
    )
    const profile = 'SELECT name, phone, email, about, area, languages, joinedOn FROM member'
    expect(await one(books, `${profile} WHERE id = ?`, id('ana'))).toEqual({
      ...{ name: '#2', phone: null, email: null, about: '', area: null, languages: '[]' },
      joinedOn: null,
    })
    expect(await one(books, `${profile} WHERE id = ?`, id('luis'))).toMatchObject({ name: 'Ana' })
    expect(await books.read('SELECT member FROM member_choice')).toEqual([{ member: id('luis') }])
    expect(await books.read('SELECT blocked FROM member_block')).toEqual([{ blocked: id('nia') }])
    const salts = await books.read('SELECT account FROM report_salt')
    expect(salts).toEqual([{ account: accountOf('luis') }])
    expect(await books.read('SELECT person FROM member_person')).toEqual([{ person: 'person-nia' }])
    expect(await books.read('SELECT * FROM erased_person')).toEqual([{ person: 'person-ana' }])
  }),
  law('whoever signs in as someone else too is not noted, and nobody twice', async (books) => {
    await books.write(person('luis', 'person-ana'), person('luis', 'person-luis'))
    await books.write(insert('erased_person', { person: 'person-luis' }))
    await books.write(departed('ana'), erased('ana'))
    const noted = 'SELECT person FROM erased_person ORDER BY person'
    expect(await books.read(noted)).toEqual([{ person: 'person-luis' }])
    await books.write(departed('luis'), erased('luis'))
    expect(await books.read(noted)).toEqual([{ person: 'person-ana' }, { person: 'person-luis' }])
    const again = (verb: string) => insert('erased_person', { person: 'person-ana' }, verb)
    for (const verb of ['INSERT', 'INSERT OR REPLACE']) {
      await refuses(books, 'books_are_append_only', again(verb))
    }
    await refuses(books, 'books_are_append_only', sql("UPDATE erased_person SET person = 'p'"))
    await books.write(sql('DELETE FROM erased_person'))
  }),
  law('the help line of who is erased is told no more; another’s stays', async (books) => {
    const help = (line: object) =>
      sql('UPDATE community SET helpLine = ?', JSON.stringify({ hours: '9–13', ...line }))
    const told = async () => (await one(books, 'SELECT helpLine FROM community')).helpLine
    await books.write(sql("UPDATE member SET phone = '1' WHERE id = ?", id('ana')))
    await books.write(help({ name: 'Ana', phone: '1' }), departed('ana'), erased('ana'))
    expect(await told()).toBeNull()
    await books.write(help({ name: 'luis of Riverside', phone: '2' }))
    await books.write(departed('luis'), erased('luis'))
    expect(await told()).toBeNull()
    await books.write(help({ name: 'Rosa', phone: '3' }), departed('nia'), erased('nia'))
    expect(await told()).toContain('Rosa')
  }),
  law('who is erased stays so', async (books) => {
    const set = (change: string) => sql(`UPDATE member SET ${change} WHERE id = ?`, id('ana'))
    await books.write(person('nia', 'person-nia'), departed('ana'))
    await books.write(set("name = 'Ana'"), erased('ana'))
    for (const change of ["name = 'Ana'", "area = 'x'", "languages = '[1]'", "about = 'x'"]) {
      await refuses(books, 'member_is_erased', set(change))
    }
    for (const change of ["phone = '1'", "email = 'x'", "joinedOn = '2025-01-01'"]) {
      await refuses(books, 'member_is_erased', set(change))
    }
    await refuses(books, 'member_is_erased', person('ana', 'person-ana'))
    const days = { no: 1, fromOn: '2025-01-01', toOn: '2025-01-02', actor }
    await books.write(leaf('report_request', days), saltOf('luis', 1))
    await refuses(books, 'member_is_erased', saltOf('ana', 0))
    const moved = sql('UPDATE member_person SET member = ? WHERE member = ?', id('ana'), id('nia'))
    await refuses(books, 'member_is_erased', moved)
    await books.write(sql("UPDATE member SET about = 'x' WHERE id = ?", id('luis')))
  }),
]
