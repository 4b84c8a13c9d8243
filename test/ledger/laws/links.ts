import { expect } from 'vitest'
import { link, linkStep } from '../../support/actingRows.ts'
import { id, insert, memberRow, memberStep, type Statement, sql } from '../../support/rows.ts'
import { law, one, refuses } from './law.ts'

const last = 'SELECT kind, ref, body FROM log ORDER BY seq DESC LIMIT 1'
const signIn = (member: string, person: string) =>
  insert('member_person', { member: id(member), person })
const asked = (name: string, number: number, more = {}) => [
  link(name, number, more),
  linkStep(name, 0, 'asked'),
]
const accepted = (name: string, number: number, more = {}) => [
  ...asked(name, number, more),
  linkStep(name, 1, 'accepted'),
]
/** Another organisation, which has applied with an address of its own; or an active one. */
const band = (...more: Statement[]) => [
  memberRow('band', 7, { kind: 'household' }),
  memberStep('band', 0, 'applied'),
  ...more,
]
const peopleOf = 'SELECT person FROM member_person WHERE member = ? ORDER BY person'

/** Who is linked to a household or an organisation. */
export const linkLaws = [
  law('a link is of a person to a household or an organisation, and its id its own', async (b) => {
    await refuses(b, 'member_is_not_shared', link('k', 1, { member: id('luis') }))
    await refuses(b, 'only_people_are_linked', ...band(), link('k', 1, { linked: id('band') }))
    await b.write(link('k', 1))
    await refuses(b, 'id_is_taken', link('k', 2))
    await refuses(b, 'id_is_taken', link('l', 1))
  }),
  law('it is asked, answered once, and ended once', async (b) => {
    await refuses(b, 'leaf_has_no_detail', linkStep('ghost', 0, 'asked'))
    await b.write(...asked('k', 1))
    await refuses(b, 'row_is_out_of_order', linkStep('k', 2, 'accepted'))
    await refuses(b, 'row_is_out_of_order', linkStep('k', 1, 'accepted', { seq: 3 }))
    for (const act of ['asked', 'adored']) {
      await refuses(b, 'transition_is_not_allowed', linkStep('k', 1, act))
    }
    await b.write(linkStep('k', 1, 'accepted', { onBehalfOf: id('nia') }))
    const { body, ...leaf } = await one(b, last)
    expect(leaf).toEqual({ kind: 'link.accepted', ref: id('k') })
    expect(JSON.parse(String(body)).slice(3)).toEqual([
      ...[id('k'), 1, 'public-choir', 'public-ana', 'public-rosa', 'public-nia'],
    ])
    for (const act of ['asked', 'accepted', 'refused']) {
      await refuses(b, 'transition_is_not_allowed', linkStep('k', 2, act))
    }
    await b.write(signIn('luis', 'person-luis'), ...asked('l', 2, { linked: id('luis') }))
    await b.write(linkStep('l', 1, 'refused'))
    await refuses(b, 'transition_is_not_allowed', linkStep('l', 2, 'ended'))
    await b.write(...asked('m', 3, { linked: id('luis') }), linkStep('m', 1, 'ended'))
    await refuses(b, 'transition_is_not_allowed', linkStep('m', 2, 'accepted'))
  }),
  law('one stands at a time between two', async (b) => {
    await b.write(...asked('k', 1))
    await refuses(b, 'link_stands_already', ...asked('l', 2))
    await b.write(linkStep('k', 1, 'accepted'))
    await refuses(b, 'link_stands_already', ...asked('l', 2))
    // Others are not concerned: another person, another household.
    await b.write(...asked('m', 2, { linked: id('luis') }))
    await b.write(...band(), ...asked('n', 3, { member: id('band') }))
    await b.write(linkStep('n', 1, 'refused'), ...asked('o', 4, { member: id('band') }))
  }),
  law('whoever said yes acts for it, by the sign-in they have', async (b) => {
    await b.write(signIn('nia', 'person-nia'))
    // Who was asked and has no sign-in hinders nobody.
    await b.write(...asked('p', 1, { linked: id('luis') }))
    await refuses(b, 'only_people_are_linked', linkStep('p', 1, 'accepted'))
    await b.write(...accepted('k', 2))
    expect(await b.read(peopleOf, id('choir'))).toEqual([{ person: 'person-ana' }])
    await b.write(...accepted('l', 3, { linked: id('nia') }))
    expect(await b.read(peopleOf, id('choir'))).toEqual([
      { person: 'person-ana' },
      { person: 'person-nia' },
    ])
    await b.write(linkStep('k', 2, 'ended'))
    expect(await b.read(peopleOf, id('choir'))).toEqual([{ person: 'person-nia' }])
    expect(await b.read(peopleOf, id('ana'))).toEqual([{ person: 'person-ana' }])
  }),
  law('two who share an address are one who acts, until both have ended it', async (b) => {
    await b.write(signIn('luis', 'person-ana'), signIn('nia', 'person-nia'))
    await b.write(...accepted('k', 1), ...accepted('l', 2, { linked: id('luis') }))
    await b.write(...accepted('n', 3, { linked: id('nia') }))
    await b.write(...band(), ...accepted('m', 4, { member: id('band') }))
    await b.write(linkStep('k', 2, 'ended'))
    expect(await b.read(peopleOf, id('choir'))).toHaveLength(2)
    await b.write(linkStep('l', 2, 'ended'))
    // For the other household they still act.
    expect(await b.read(peopleOf, id('choir'))).toEqual([{ person: 'person-nia' }])
    expect(await b.read(peopleOf, id('band'))).toEqual([{ person: 'person-ana' }])
  }),
  law('what was only asked takes nothing from who applied for it', async (b) => {
    await b.write(...band(signIn('band', 'person-ana')), ...accepted('l', 1))
    await b.write(...asked('k', 2, { member: id('band') }), linkStep('k', 1, 'ended'))
    expect(await b.read(peopleOf, id('band'))).toEqual([{ person: 'person-ana' }])
  }),
  law('whoever has an address of its own keeps it when a person ends it', async (b) => {
    await b.write(...band(signIn('band', 'person-band')))
    await b.write(...accepted('k', 1, { member: id('band') }), linkStep('k', 2, 'ended'))
    expect(await b.read(peopleOf, id('band'))).toEqual([{ person: 'person-band' }])
  }),
  law('one that has lost its own address holds no other back', async (b) => {
    await b.write(...band(signIn('band', 'person-band')), signIn('nia', 'person-nia'))
    await b.write(...accepted('k', 1, { member: id('band') }), linkStep('k', 2, 'ended'))
    await b.write(sql('DELETE FROM member_person WHERE member = ?', id('band')))
    await b.write(...accepted('l', 2), ...accepted('m', 3, { linked: id('nia') }))
    await b.write(linkStep('l', 2, 'ended'))
  }),
  law('the last one stays until it has left', async (b) => {
    // Nobody has to act for what was only asked.
    await b.write(...asked('j', 1), linkStep('j', 1, 'ended'))
    await b.write(...accepted('k', 2))
    await refuses(b, 'person_is_the_last', linkStep('k', 2, 'ended'))
    await b.write(...band(), ...accepted('l', 3, { member: id('band') }))
    await refuses(b, 'person_is_the_last', linkStep('l', 2, 'ended'))
    // One that nobody acts for yet takes back what it asked, whoever else was linked before.
    await b.write(memberRow('oak', 8, { kind: 'household' }), memberStep('oak', 0, 'applied'))
    await b.write(...asked('n', 5, { member: id('oak') }), linkStep('n', 1, 'ended'))
    await b.write(memberStep('choir', 2, 'departed'), linkStep('k', 2, 'ended'))
    expect(await b.read(peopleOf, id('choir'))).toEqual([])
    // Nor does one who left hold another back.
    await b.write(...asked('m', 4, { member: id('band'), linked: id('luis') }))
    await b.write(linkStep('m', 1, 'ended'))
  }),
  law('who signs in as it follows from its links and nothing else', async (b) => {
    const owned = 'projections_are_trigger_owned'
    await refuses(b, owned, signIn('choir', 'person-ana'))
    await b.write(...band(signIn('band', 'person-band')))
    await refuses(b, owned, signIn('band', 'person-ana'))
    await b.write(...accepted('k', 1))
    await refuses(b, owned, signIn('choir', 'person-nia'))
    await refuses(b, owned, signIn('band', 'person-ana'))
    const moved = 'UPDATE member_person SET member = ? WHERE member = ?'
    await refuses(b, owned, sql(moved, id('choir'), id('ana')))
    await refuses(b, owned, sql(moved, id('nia'), id('choir')))
    await b.write(sql(moved, id('nia'), id('ana')), sql(moved, id('ana'), id('nia')))
    const gone = 'DELETE FROM member_person WHERE member = ? AND person = ?'
    await refuses(b, owned, sql(gone, id('choir'), 'person-ana'))
    // Whoever applied with an address of its own is erasable, and so is a person’s own sign-in.
    await b.write(...asked('l', 2, { member: id('band') }), linkStep('l', 1, 'accepted'))
    await b.write(sql(gone, id('band'), 'person-band'))
    await b.write(signIn('nia', 'person-ana'), sql(gone, id('nia'), 'person-ana'))
    await b.write(memberStep('choir', 2, 'departed'), sql(gone, id('choir'), 'person-ana'))
  }),
  law('what was said of a link never changes', async (b) => {
    await b.write(...asked('k', 1))
    for (const table of ['link', 'link_step']) {
      const [column] = await b.read('SELECT name FROM pragma_table_info(?) LIMIT 1', table)
      const name = String(column?.name)
      await refuses(b, 'books_are_append_only', sql(`UPDATE ${table} SET ${name} = ${name}`))
      await refuses(b, 'books_are_append_only', sql(`DELETE FROM ${table}`))
    }
  }),
]
