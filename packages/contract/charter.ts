import * as v from 'valibot'
import { hourSeconds } from './seconds.ts'
import { Moment } from './times.ts'

const line = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least * hourSeconds), v.maxValue(most * hourSeconds))
const days = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** One of the tiles of "ask for help": its name in each language of the community. */
export const Category = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  names: v.record(v.string(), v.string()),
})
export const Area = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  name: v.string(),
  lat: v.optional(v.number()),
  lon: v.optional(v.number()),
})

const numbers = {
  quantumSeconds: v.picklist([300, 600, 900, 1800, 3600]),
  maxExchangeSeconds: line(1, 240),
  member: v.strictObject({
    softFloorSeconds: line(-1000, 0),
    floorSeconds: line(-1000, 0),
    ceilingSeconds: v.nullable(line(1, 10_000)),
  }),
  organisation: v.strictObject({
    softFloorSeconds: line(-10_000, 0),
    floorSeconds: line(-10_000, 0),
  }),
  /** From how many days on a coordinator may welcome a newcomer to the members' line. */
  newcomer: v.strictObject({
    floorSeconds: line(-1000, 0),
    welcomeAfterDays: v.optional(days(1, 366), 30),
  }),
  hold: v.strictObject({ days: days(1, 366) }),
  /** On which day silence agrees, after which reminders, and for how long it may be reopened. */
  silence: v.strictObject({
    days: days(1, 90),
    remindOn: v.array(days(1, 90)),
    reopenDays: v.optional(days(0, 366), 60),
  }),
  /** How far from the agreed estimate, in percent, silence still agrees to the hours said. */
  nearEstimate: v.optional(v.strictObject({ percent: days(0, 100) }), { percent: 25 }),
  /** How long a giver may return help that its receiver recorded as already done. */
  alreadyDone: v.optional(v.strictObject({ returnDays: days(1, 90) }), { returnDays: 14 }),
  pool: v.strictObject({
    capSeconds: line(0, 1000),
    windowDays: days(1, 366),
    automaticSeconds: line(0, 1000),
  }),
  carerLoad: v.strictObject({ seconds: line(1, 168), days: days(1, 31) }),
  /** Above which standing, and after how many days without a need, receiving is suggested. */
  risingBalance: v.optional(v.strictObject({ seconds: line(1, 10_000), days: days(1, 366) }), {
    seconds: 40 * hourSeconds,
    days: 60,
  }),
  /** The most that one person gives in a day, and the most receivers that one exchange names. */
  onePlace: v.optional(v.strictObject({ daySeconds: line(1, 24), receivers: days(1, 20) }), {
    daySeconds: 16 * hourSeconds,
    receivers: 20,
  }),
  /** How much between one pair in how many days goes on the auditors' list. */
  samePair: v.optional(v.strictObject({ seconds: line(1, 1000), days: days(1, 366) }), {
    seconds: 20 * hourSeconds,
    days: 30,
  }),
  /** Within how many hours help there and back goes on the auditors' list. */
  roundTrip: v.optional(v.strictObject({ hours: days(1, 744) }), { hours: 24 }),
  /** From where on two stewards decide, and how long an act of one is announced instead. */
  fourEyes: v.optional(
    v.strictObject({
      liftSeconds: line(0, 1000),
      reversalDays: days(1, 366),
      announceDays: days(1, 90),
    }),
    { liftSeconds: 10 * hourSeconds, reversalDays: 30, announceDays: 7 },
  ),
  /** For how long a line may be lifted at most, and how long before its end a card says so. */
  supported: v.optional(v.strictObject({ days: days(1, 366), reviewDays: days(1, 90) }), {
    days: 365,
    reviewDays: 30,
  }),
  /** Within how many days hours in hand are passed on after leaving. */
  leaving: v.optional(v.strictObject({ days: days(1, 366) }), { days: 90 }),
  showBalance: v.picklist(['both', 'tallies']),
  terms: v.strictObject({ version: v.pipe(v.number(), v.integer()), text: v.string() }),
  joinQuestions: v.array(v.string()),
  areas: v.array(Area),
  categories: v.pipe(v.array(Category), v.minLength(1)),
}

/**
 * A charter as it stands in the books. What was agreed before a number had a name here is read with
 * that number's default; numbers that would not be taken today still count as they stood.
 */
const StoredCharter = v.strictObject(numbers)

/**
 * What a community has agreed on: versioned data with units and bounds, and bounds between them.
 * All lines are seconds of standing; source: the fairness table of product.md.
 */
export const CharterBody = v.pipe(
  v.strictObject(numbers),
  v.forward(
    v.check(
      ({ member }) => member.softFloorSeconds >= member.floorSeconds,
      'a soft line at or above the members’ line',
    ),
    ['member', 'softFloorSeconds'],
  ),
  v.forward(
    v.check(
      ({ organisation }) => organisation.softFloorSeconds >= organisation.floorSeconds,
      'a soft line at or above the organisations’ line',
    ),
    ['organisation', 'softFloorSeconds'],
  ),
  v.forward(
    v.check(
      ({ member, newcomer }) => newcomer.floorSeconds >= member.floorSeconds,
      'a newcomers’ line at or above the members’ line',
    ),
    ['newcomer', 'floorSeconds'],
  ),
  v.forward(
    v.check(
      ({ pool }) => pool.automaticSeconds <= pool.capSeconds,
      'no more by itself than a member may have from the pool',
    ),
    ['pool', 'automaticSeconds'],
  ),
  v.forward(
    v.check(
      ({ silence }) => areInOrder([...silence.remindOn, silence.days]),
      'days of reminders in order, each before silence agrees',
    ),
    ['silence', 'remindOn'],
  ),
)
export type CharterBody = v.InferOutput<typeof CharterBody>

/** A version of the charter, as read. */
export const Charter = v.object({
  version: v.number(),
  effectiveFrom: Moment,
  ...numbers,
})
export type Charter = v.InferOutput<typeof Charter>

const mostRead = 100
const read = new Map<string, CharterBody>()

/**
 * Reads a charter's body as the books keep it, with the defaults of what it does not name. One text
 * is read once: every write asks for the charter in force, which changes a few times a year.
 * Whoever gets it shares it and changes nothing in it.
 * @param text JSON of a stored version
 */
export function charterBodyOf(text: string): CharterBody {
  const met = read.get(text)
  if (met !== undefined) return met
  const body = v.parse(StoredCharter, JSON.parse(text))
  if (read.size >= mostRead) read.clear()
  read.set(text, body)
  return body
}

function areInOrder(numbersOfDays: readonly number[]): boolean {
  return numbersOfDays.every((day, at) => at === 0 || day > (numbersOfDays[at - 1] ?? day))
}
