import { isRefusal } from '@commonhour/client'
import * as acts from './acts.ts'
import type { Cast } from './cast.ts'
import { helps } from './helps.ts'
import { apply, join, type PersonOf } from './joining.ts'
import { type DemoMember, people } from './people.ts'
import { drawReport } from './reports.ts'
import type { Acting, Seeder } from './seeder.ts'
import { leaveForToday, tend } from './tending.ts'

const dayMs = 86_400_000
const weekMs = 7 * dayMs
/** 18 months. */
export const weeks = 78

/** Eighteen months of a neighbourhood, week by week, ending the evening before today. */
export async function tell(
  seeder: Seeder,
  rosa: Acting,
  pool: string,
  personOf: PersonOf,
  progress: (share: number) => void,
): Promise<Cast> {
  const began = seeder.now()
  const members: (Acting & DemoMember)[] = []
  for (let week = 0; week < weeks; week++) {
    seeder.until(began + week * weekMs)
    // Everyone has come by the end of the first year.
    const here = Math.min(people.length, Math.ceil(((week + 4) / 50) * people.length))
    for (const who of people.slice(members.length, here)) {
      members.push({ ...who, ...(await join(seeder, rosa, who, personOf)) })
    }
    const cast = { rosa, pool, members }
    for (let turn = 0; turn < 6; turn++) await oneTurn(seeder, cast, week)
    if (week % 6 === 5) await acts.give(seeder, giverOf(seeder, cast), pool, 3600)
    await tend(seeder, cast)
    if (week % 26 === 25) await drawReport(seeder, cast, began + (week - 26) * weekMs)
    progress((week + 1) / weeks)
  }
  const cast = { rosa, pool, members }
  // The last of it happens the day before today.
  seeder.until(began + weeks * weekMs - dayMs)
  await lastDays(seeder, cast)
  await leaveForToday(seeder, cast)
  await apply(seeder, 'سلمى بكري', personOf)
  return cast
}

async function oneTurn(seeder: Seeder, cast: Cast, week: number): Promise<void> {
  const { chance } = seeder
  seeder.until(seeder.now() + chance.below(dayMs / 2))
  const giver = giverOf(seeder, cast)
  const receiver = receiverOf(seeder, cast, giver)
  const help = chance.of(helps)
  const way = chance.next()
  if (way < 0.4) await acts.recordHelp(seeder, giver, receiver, help)
  else if (way < 0.5) await claimAndConfirm(seeder, giver, receiver, help)
  else if (way < 0.9) await needToThanks(seeder, cast, giver, receiver, help)
  else await acts.offer(seeder, giver, help, giver.language)
  if (week % 26 === 25 && way > 0.8) await undoOne(seeder, cast)
}

async function claimAndConfirm(seeder: Seeder, giver: Acting, receiver: Acting, help: acts.Help) {
  const claimed = await acts.claimHelp(seeder, giver, receiver, help)
  if (claimed === null) return
  seeder.until(seeder.now() + dayMs / 4)
  const { estimateSeconds, id } = claimed
  const confirmed = await acts.confirm(seeder, receiver, id, estimateSeconds)
  // The line is reached: the giver lets it go, as a present among neighbours.
  if (confirmed === null) await acts.cancel(seeder, giver, id)
}

/** A need, one or two answers, one chosen, done and confirmed; sometimes called off. */
async function needToThanks(
  seeder: Seeder,
  cast: Cast,
  giver: Acting,
  receiver: Acting & DemoMember,
  help: acts.Help,
): Promise<void> {
  const { chance } = seeder
  const about = await acts.need(seeder, receiver, help, receiver.language)
  if (about === null) return
  seeder.until(seeder.now() + dayMs / 8)
  const exchange = await acts.answer(seeder, giver, receiver, help, about)
  const other = giverOf(seeder, cast)
  const another = other.member !== receiver.member && other.member !== giver.member
  if (another && chance.next() < 0.3) await acts.answer(seeder, other, receiver, help, about)
  if (exchange === null) return
  if ((await acts.accept(seeder, receiver, exchange)) === null) {
    await acts.cancel(seeder, giver, exchange)
    return void (await acts.withdraw(seeder, receiver, about))
  }
  seeder.until(seeder.now() + dayMs / 8)
  if (chance.next() < 0.06) return void (await acts.cancel(seeder, receiver, exchange))
  const seconds = help.seconds + chance.below(3) * 900
  await acts.complete(seeder, giver, exchange, seconds)
  await acts.confirm(seeder, receiver, exchange, seconds)
}

/** The coordinator undoes an exchange that was recorded twice. */
async function undoOne(seeder: Seeder, { members, rosa }: Cast): Promise<void> {
  const { community } = seeder
  const [first] = members
  if (first === undefined) return
  const list = await seeder
    .as(first.person)
    .listExchanges({ community }, { query: { state: 'confirmed' } })
  const one = isRefusal(list)
    ? undefined
    : list.items.find(
        ({ giver, receivers }) => giver !== rosa.member && !receivers.includes(rosa.member),
      )
  if (one === undefined) return
  const body = { reason: 'booked_twice' } as const
  await seeder.as(rosa.person).reverseExchange({ community, exchange: one.id }, { body })
}

/**
 * What is under way today: open needs, answers that wait, agreements, help said to be done, a line.
 */
async function lastDays(seeder: Seeder, cast: Cast): Promise<void> {
  const { chance } = seeder
  for (let turn = 0; turn < 16; turn++) {
    seeder.until(seeder.now() + dayMs / 24)
    const giver = giverOf(seeder, cast)
    const receiver = receiverOf(seeder, cast, giver)
    const help = helps[turn % helps.length] ?? chance.of(helps)
    const about = await acts.need(seeder, receiver, help, receiver.language)
    if (about === null || turn < 5) continue
    const exchange = await acts.answer(seeder, giver, receiver, help, about)
    if (exchange === null || turn < 9) continue
    const agreed = await acts.accept(seeder, receiver, exchange)
    if (agreed === null) await acts.cancel(seeder, giver, exchange)
    else if (turn > 12) await acts.complete(seeder, giver, exchange, help.seconds)
  }
  await rememberDifferently(seeder, cast)
  await toTheLine(seeder, cast)
}

/** Two remember help of theirs differently, and nobody has settled it yet. */
async function rememberDifferently(seeder: Seeder, cast: Cast): Promise<void> {
  const giver = giverOf(seeder, cast)
  const receiver = receiverOf(seeder, cast, giver)
  const claimed = await acts.claimHelp(seeder, giver, receiver, helps[3])
  if (claimed === null) return
  seeder.until(seeder.now() + dayMs / 24)
  await acts.dispute(seeder, receiver, claimed.id, claimed.estimateSeconds - 900)
}

/** Someone receives until the line all agreed on is reached: the next request is refused kindly. */
async function toTheLine(seeder: Seeder, cast: Cast): Promise<void> {
  const receiver = cast.members.find(
    ({ kind, manner }) => manner === 'mostlyReceives' && kind === 'person',
  )
  if (receiver === undefined) return
  for (let turn = 0; turn < 20; turn++) {
    seeder.until(seeder.now() + 600_000)
    const booked = await acts.recordHelp(seeder, giverOf(seeder, cast), receiver, helps[2])
    if (booked === null || booked.state !== 'confirmed') return
  }
}

function giverOf({ chance }: Seeder, { members }: Cast): Acting & DemoMember {
  const givers = members.filter(
    ({ kind, manner, mail }) =>
      kind === 'person' && mail !== null && manner !== 'mostlyReceives' && manner !== 'quiet',
  )
  // A few carry much: the first of the list are chosen more often.
  return chance.of(givers.slice(0, Math.max(1, Math.ceil(givers.length * chance.next()))))
}

function receiverOf({ chance }: Seeder, { members }: Cast, giver: Acting): Acting & DemoMember {
  return chance.of(
    members.filter(
      ({ mail, manner, member }) =>
        member !== giver.member && mail !== null && manner !== 'onlyGives' && manner !== 'quiet',
    ),
  )
}
