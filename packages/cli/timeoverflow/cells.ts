import {
  Contact,
  Day,
  dayOf,
  MemberApplication,
  Publication,
  TransferBooking,
} from '@commonhour/contract'

/** What one cell says, or why it says nothing that can be brought in. */
export type Cell<T> = { readonly value: T } | { readonly reason: string }

/** The reasons a row's cells were refused for, gathered while its values are read. */
export class Reasons {
  readonly found: string[] = []

  /** The cell's value; undefined, and its reason kept, when it has none. */
  read<T>(column: string, cell: Cell<T>): T | undefined {
    if ('value' in cell) return cell.value
    this.found.push(`${column} ${cell.reason}`)
    return undefined
  }
}

/** A member's number in the old bank. */
export function numberCell(text: string): Cell<number> {
  if (/^[1-9]\d{0,8}$/.test(text.trim())) return { value: Number(text) }
  return { reason: `is no number of a member: ${quoted(text)}` }
}

const moment =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)? ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/
const dayMs = 86_400_000

/**
 * A day, or a moment of it (UTC unless it says otherwise). The day is the one that is written
 * there.
 * @param now nothing of the past happened after it; a day of grace is for clocks and time zones
 */
export function pastCell(text: string, now: number): Cell<{ at: number; day: string }> {
  const value = momentOf(text)
  if (value === null) return { reason: `is no day or moment: ${quoted(text)}` }
  if (value.at > now + dayMs) return { reason: `lies in the future: ${quoted(text)}` }
  if (value.at < 0) return { reason: `lies before 1970: ${quoted(text)}` }
  return { value }
}

/** A day, or nothing. */
export function dayOrNothingCell(text: string): Cell<string | null> {
  if (text.trim() === '') return { value: null }
  const found = momentOf(text)
  return found === null ? { reason: `is no day: ${quoted(text)}` } : { value: found.day }
}

function momentOf(text: string): { at: number; day: string } | null {
  const [, day, clock = '00:00', seconds = ':00', , zone = 'Z'] = moment.exec(text.trim()) ?? []
  if (day === undefined || !fits(Day, day)) return null
  const at = Date.parse(`${day}T${clock}${seconds}${zone === 'UTC' ? 'Z' : zone}`)
  return Number.isNaN(at) ? null : { at, day }
}

/** A whole, positive number of seconds within what one transfer may move. */
export function secondsCell(text: string): Cell<number> {
  const seconds = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (Number.isNaN(seconds)) return { reason: `is no whole number: ${quoted(text)}` }
  if (seconds <= 0) return { reason: `must be more than zero: ${quoted(text)}` }
  const said = checked(TransferBooking.entries.seconds, seconds)
  return 'value' in said ? { value: seconds } : { reason: `must be ${said.reason}` }
}

/** One line people read, its spaces made single. */
export function titleCell(text: string): Cell<string> {
  return named(checked(Publication.entries.title, oneLine(text)))
}
export function nameCell(...parts: readonly string[]): Cell<string> {
  return named(checked(MemberApplication.entries.name, oneLine(parts.join(' '))))
}
/** A text of some lines; it may be empty. */
export function textCell(text: string): Cell<string> {
  const said = checked(Publication.entries.text, text)
  return 'value' in said ? said : { reason: 'is longer than 2000 characters' }
}

/** One or two telephone numbers. */
export function phoneCell(...numbers: readonly string[]): Cell<string | null> {
  const phone = numbers.map(oneLine).filter(Boolean).join(' / ')
  if (phone === '') return { value: null }
  if (fits(Contact, { phone })) return { value: phone }
  return { reason: `is longer than 40 characters: ${quoted(phone)}` }
}
export function emailCell(text: string): Cell<string | null> {
  const email = text.trim()
  if (email === '') return { value: null }
  if (fits(Contact, { email })) return { value: email }
  return { reason: `is no e-mail address: ${quoted(text)}` }
}

/**
 * The day a post of a day ends by itself when it names none: as for new ones, needs 60 days on,
 * offers 180.
 */
export function lastDayOf(word: 'need' | 'offer', from: string): string {
  return dayOf(Date.parse(from) + (word === 'need' ? 60 : 180) * dayMs)
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

interface Schema<T> {
  readonly '~standard': {
    validate(value: unknown): unknown
    readonly types?: { readonly output: T } | undefined
  }
}
type Outcome<T> = { value: T; issues?: undefined } | { issues: readonly { message: string }[] }

/** What a schema of the contract says of a value. They are all synchronous. */
function checked<T>(schema: Schema<T>, value: unknown): Cell<T> {
  const outcome = schema['~standard'].validate(value) as Outcome<T>
  return outcome.issues === undefined
    ? { value: outcome.value }
    : { reason: outcome.issues[0]?.message ?? 'something else' }
}

function fits(schema: Schema<unknown>, value: unknown): boolean {
  return 'value' in checked(schema, value)
}

function named(cell: Cell<string>): Cell<string> {
  if ('value' in cell) return cell
  return { reason: 'is empty or longer than a line may be' }
}
