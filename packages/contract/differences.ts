import type * as v from 'valibot'
import type { Area as AreaShape, Category as CategoryShape, CharterBody } from './charter.ts'
import { hourSeconds } from './seconds.ts'

type Area = v.InferOutput<typeof AreaShape>
type Category = v.InferOutput<typeof CategoryShape>

/** What a field of the charter is counted in; `line` is a standing, mostly below zero. */
type Unit = 'line' | 'duration' | 'days' | 'hours' | 'percent' | 'count' | 'shown' | 'list' | 'text'
export type CharterValue = number | string | null

/** Every field of a charter that people agree on, in the order they read it: words and unit. */
const fields = {
  quantumSeconds: ['Hours are counted in steps of', 'duration'],
  maxExchangeSeconds: ['The most that one exchange holds', 'duration'],
  'member.softFloorSeconds': ['The line for a chat about hours with members', 'line'],
  'member.floorSeconds': ['The line for members', 'line'],
  'member.ceilingSeconds': ['The most hours that a member holds', 'duration'],
  'organisation.softFloorSeconds': ['The line for a chat about hours with organisations', 'line'],
  'organisation.floorSeconds': ['The line for organisations', 'line'],
  'newcomer.floorSeconds': ['The line for who is new here', 'line'],
  'newcomer.welcomeAfterDays': ['When who is new may be welcomed to the members’ line', 'days'],
  'hold.days': ['How long hours stay set aside after the agreed day', 'days'],
  'silence.days': ['When silence agrees', 'days'],
  'silence.remindOn': ['Days on which a reminder is sent', 'list'],
  'silence.reopenDays': ['How long what silence agreed can be reopened', 'days'],
  'nearEstimate.percent': ['How far from the estimate silence still agrees', 'percent'],
  'alreadyDone.returnDays': ['How long help recorded by its receiver can be returned', 'days'],
  'pool.capSeconds': ['The most that one member has from the pool', 'duration'],
  'pool.windowDays': ['Within how many days that counts', 'days'],
  'pool.automaticSeconds': ['What the pool gives without asking a steward', 'duration'],
  'carerLoad.seconds': ['Hours given after which we ask whether to share the load', 'duration'],
  'carerLoad.days': ['Within how many days those count', 'days'],
  'risingBalance.seconds': ['Hours in hand after which we invite to receive', 'duration'],
  'risingBalance.days': ['After how many days without a need', 'days'],
  'onePlace.daySeconds': ['The most that one person gives in a day unremarked', 'duration'],
  'onePlace.receivers': ['The most receivers of one exchange', 'count'],
  'samePair.seconds': ['Hours between two people that auditors look at', 'duration'],
  'samePair.days': ['Within how many days those count', 'days'],
  'roundTrip.hours': ['Help there and back that auditors look at: within', 'hours'],
  'fourEyes.liftSeconds': ['How far one steward lifts a line alone', 'duration'],
  'fourEyes.reversalDays': ['How old a line may be for one steward to reverse it', 'days'],
  'fourEyes.announceDays': ['How long an act is announced where no second steward is free', 'days'],
  'supported.days': ['How long a line is lifted at most', 'days'],
  'supported.reviewDays': ['How long before its end we look at it again', 'days'],
  'leaving.days': ['How long hours in hand wait after leaving', 'days'],
  showBalance: ['What a member reads of their hours', 'shown'],
  'terms.text': ['The terms', 'text'],
  joinQuestions: ['Questions to who wants to join', 'list'],
  areas: ['Areas', 'list'],
  categories: ['Kinds of help', 'list'],
} as const satisfies Record<string, readonly [string, Unit]>

/** The name of a field as it stands in the charter: `member.floorSeconds`. */
export type CharterField = keyof typeof fields
export const charterFields = Object.keys(fields) as CharterField[]

/** One thing that reads otherwise: which field, from what to what, and the sentence. */
export interface CharterDifference {
  readonly field: CharterField
  readonly before: CharterValue
  readonly after: CharterValue
  readonly says: string
}

/**
 * What differs between two charters, in plain words with units:
 * `The line for members: 20 h below zero → 25 h below zero`. A list or a text counts as one thing.
 */
export function differencesOf(before: CharterBody, after: CharterBody): CharterDifference[] {
  return charterFields.flatMap((field) => {
    const [from, to] = [charterValueOf(before, field), charterValueOf(after, field)]
    if (isSame(at(before, field), at(after, field))) return []
    const says = `${fields[field][0]}: ${wordsOf(field, from)} → ${wordsOf(field, to)}`
    return [{ field, before: from, after: to, says }]
  })
}

/** What a charter says in one field; lists as their names, joined. */
export function charterValueOf(body: CharterBody, field: CharterField): CharterValue {
  const value = at(body, field)
  if (!Array.isArray(value)) return value as CharterValue
  return value.map(nameOf).join(', ')
}

/** An entry of a list by its name; a category by its first, in whatever language. */
function nameOf(one: number | string | Area | Category): string {
  if (typeof one !== 'object') return String(one)
  return 'name' in one ? one.name : (Object.values(one.names)[0] ?? one.id)
}

/** What a field is called, without its value. */
export function labelOf(field: CharterField): string {
  return fields[field][0]
}

/** What a field is counted in. */
export function unitOf(field: CharterField): Unit {
  return fields[field][1]
}

function at(body: CharterBody, field: CharterField): unknown {
  const [group, name] = field.split('.') as [keyof CharterBody, string | undefined]
  return name === undefined ? body[group] : (body[group] as Record<string, unknown>)[name]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function wordsOf(field: CharterField, value: CharterValue): string {
  if (value === null || value === '') return 'none'
  switch (unitOf(field)) {
    case 'line':
      return value === 0 ? 'zero' : `${durationOf(Math.abs(Number(value)))} below zero`
    case 'duration':
      return durationOf(Number(value))
    case 'days':
      return `${value} ${value === 1 ? 'day' : 'days'}`
    case 'hours':
      return `${value} h`
    case 'percent':
      return `${value} %`
    case 'shown':
      return value === 'both' ? 'given, received and the balance' : 'given and received'
    default:
      return String(value)
  }
}

function durationOf(seconds: number): string {
  const hours = Math.floor(seconds / hourSeconds)
  const minutes = Math.round((seconds % hourSeconds) / 60)
  if (hours === 0) return `${minutes} min`
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
}
