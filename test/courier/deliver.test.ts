import { NoticeKind } from '@commonhour/contract'
import { pausesMs } from '@commonhour/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import en from '../../workers/courier/mail/en.json' with { type: 'json' }
import type { Someone } from '../support/place.ts'
import { openWorld, type World } from './world.ts'

const dayMs = 86_400_000
let world: World
let ana: Someone
let luis: Someone
beforeEach(async () => {
  world = await openWorld()
  ana = await world.joins('Ana')
  luis = await world.joins('Luis')
  await world.courier().round()
  world.taken.length = 0
})
afterEach(() => world.place.dispose())

const acts = (outbox: number) =>
  world.rows('SELECT attempt, act FROM delivery WHERE outbox = ? ORDER BY attempt, at, act', outbox)

test('every kind of notice has words, and no words are left over', () => {
  const wanted = NoticeKind.options.flatMap((kind) => [`${kind}.subject`, `${kind}.text`])
  expect(wanted.filter((key) => !(key in en))).toEqual([])
  const frame =
    /^(frame|hours|by|from|when|place|calendar|silence)\.[a-zA-Z]+$|^digest\.(needs?|noNeeds|waits)$/
  const kinds = new Set(wanted)
  expect(Object.keys(en).filter((key) => !kinds.has(key) && !frame.test(key))).toEqual([])
})

test('a member reads who they are told by, where to look, whom to ring, and how to stop it', async () => {
  await world.notice('member.admitted', ana.member, ana.member)
  await world.courier().round()
  const [mail] = world.mailTo('Ana')
  expect(mail?.subject).toBe('Welcome, you are a member')
  for (const words of ['Hello Ana,', '/riverside/me/choices', 'Help: Rosa, 01 555 0100']) {
    expect(mail?.text).toContain(words)
  }
  expect(mail?.html).toContain('<a href="http://localhost:8787/riverside/me/choices">')
  expect(world.taken).toHaveLength(1)
})

test('a mail is tried ten times, each pause longer, and then given up', async () => {
  const id = await world.notice('member.admitted', ana.member, ana.member)
  let tries = 0
  const sulky = world.courier({
    mailer: {
      send: async () => {
        tries += 1
        return 'later'
      },
    },
  })
  await sulky.round()
  for (const pauseMs of pausesMs) {
    world.place.pass(pauseMs - 1)
    await sulky.round()
    const before = tries
    world.place.pass(1)
    await sulky.round()
    expect(tries).toBe(before + 1)
  }
  expect(tries).toBe(10)
  expect((await acts(id)).at(-1)).toEqual({ attempt: 9, act: 'given_up' })
  world.place.pass(30 * dayMs)
  await world.courier().round()
  expect(world.taken).toEqual([])
  const unheard = await world.rows('SELECT outbox, reason FROM notice_unheard WHERE outbox = ?', id)
  expect(unheard).toEqual([{ outbox: id, reason: 'given_up' }])
})

test('a mailbox that does not exist is not tried again', async () => {
  const id = await world.notice('member.admitted', ana.member, ana.member)
  await world.courier({ mailer: { send: async () => 'refused' } }).round()
  expect(await acts(id)).toEqual([
    { attempt: 0, act: 'bounced' },
    { attempt: 0, act: 'claimed' },
  ])
  world.place.pass(dayMs)
  await world.courier().round()
  expect(world.taken).toEqual([])
})

test('who has no person is rung, and keeps nothing waiting', async () => {
  const nia = await world.place.joins('Nia')
  const { client } = world.place.books
  await client.execute({ sql: 'DELETE FROM member_person WHERE member = ?', args: [nia.member] })
  const id = await world.notice('exchange.done', nia.member, nia.member)
  await world.courier().round()
  const [row] = await world.rows('SELECT reason FROM notice_unheard WHERE outbox = ?', id)
  expect(row).toEqual({ reason: 'no_mail' })
})

test('what has no member goes to every coordinator, and to nobody else', async () => {
  const { rosa } = world.place
  await world.place.books.client.execute({
    sql: 'INSERT INTO member_person (member, person) VALUES (?, ?)',
    args: [rosa.member, luis.person],
  })
  await world.notice('talk.due', ana.member, null)
  await world.courier().round()
  expect(world.taken.map(({ to, subject }) => [to, subject])).toEqual([
    ['luis@example.org', 'A friendly talk with Ana'],
  ])
})

test('who chose no mail about gifts gets none; what asks for an answer always comes', async () => {
  const choose = (choice: string) =>
    world.place.books.client.execute({
      sql: "INSERT INTO member_choice (member, choice, value) VALUES (?, ?, 'no')",
      args: [ana.member, choice],
    })
  await choose('mailGifts')
  const { place } = world
  const gift = await world.notice('transfer.gift', place.id(), ana.member)
  const to = { giver: ana.member, receivers: [luis.member] }
  const said = { id: place.id(), ...to, title: 'Bread', estimateSeconds: 900, alreadyDone: true }
  expect((await place.ask(luis, 'proposeExchange', {}, { body: said })).status).toBe(201)
  await choose('mailExchanges')
  const asks = await world.notice('exchange.done', said.id, ana.member)
  const thanks = await world.notice('exchange.agreed', said.id, ana.member)
  await world.courier().round()
  const endOf = async (outbox: number) => (await acts(outbox)).map(({ act }) => act).at(-1)
  expect(await endOf(gift)).toBe('unwanted')
  expect(await endOf(thanks)).toBe('unwanted')
  expect(await endOf(asks)).toBe('sent')
  expect(world.mailTo('Ana').map(({ subject }) => subject)).toEqual([
    'Is this right: Bread, 15 min?',
  ])
})

test('one notice that troubles leaves the others alone, and the log says no name', async () => {
  await world.notice('member.admitted', ana.member, ana.member)
  await world.notice('member.admitted', luis.member, luis.member)
  let first = true
  const clumsy = world.courier({
    mailer: {
      send: async (mail) => {
        world.taken.push(mail)
        if (!first) return 'sent'
        first = false
        throw new Error('Ana of ana@example.org could not be reached')
      },
    },
  })
  await clumsy.round()
  expect(world.mailTo('Luis')).toHaveLength(1)
  expect(JSON.stringify(world.lines)).not.toMatch(/Ana|example\.org/)
  world.place.pass(dayMs)
  await clumsy.round()
  const [one, two] = world.mailTo('Ana')
  expect(two?.key).toBe(one?.key)
  expect(world.mailTo('Ana')).toHaveLength(2)
})
