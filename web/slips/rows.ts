import { type Refusal, refusalOf } from '@commonhour/client'
import { type FieldFault, fault, hourSeconds, type SlipBatch } from '@commonhour/contract'
import type { Form } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'

/** One row as it was typed. */
export interface Row {
  readonly slip: string
  readonly giver: string
  readonly receiver: string
  readonly hours: string
  readonly day: string
  readonly title: string
}
export const rowNames = ['slip', 'giver', 'receiver', 'hours', 'day', 'title'] as const

/** The most rows of one page; the API takes as many lines. */
export const mostRows = 100

export function valuesOf(given: ReadonlyMap<string, string>): Row {
  const of = (name: string) => given.get(name) ?? ''
  return {
    ...{ slip: of('slip'), giver: of('giver'), receiver: of('receiver') },
    ...{ hours: of('hours'), day: of('day'), title: of('title') },
  }
}

/** Every row of the form, the empty ones too. */
export function rowsOf(form: Form): Row[] {
  const count = Math.max(1, Math.min(mostRows, Math.floor(Number(form.text('rows')) || 1)))
  return Array.from({ length: count }, (_, index) =>
    valuesOf(new Map(rowNames.map((name) => [name, form.text(`${name}${index}`)]))),
  )
}

/** The id of each row's exchange, kept while its fate is open: sent twice, it books once. */
export function rowIds(visit: Visit, rows: readonly Row[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ slip }, index) => [`slip${index}`, slip || visit.newId()]))
}

/**
 * The rows that were filled in, as the API takes them. A row without a day is of the day above it,
 * as on paper.
 * @returns or `request_is_malformed`, with each field named that cannot be read
 */
export function slipsOf(visit: Visit, form: Form): SlipBatch | Refusal {
  const wrong: FieldFault[] = []
  const read: SlipBatch['lines'] = []
  let day = ''
  rowsOf(form).forEach((row, index) => {
    if ([row.giver, row.receiver, row.hours, row.title].every((value) => value === '')) return
    day = row.day || day
    const giver = numberOf(row.giver)
    const receiver = numberOf(row.receiver)
    const seconds = secondsOf(row.hours)
    const named: [name: string, isWrong: boolean][] = [
      [`giver${index}`, giver === 0],
      [`receiver${index}`, receiver === 0],
      [`hours${index}`, seconds === 0],
      [`day${index}`, day === ''],
    ]
    const missing = named.filter(([, isWrong]) => isWrong)
    wrong.push(...missing.map(([name]) => unread(name, index)))
    const title = row.title || visit.say('slips.untitled')
    read.push({ id: row.slip, giver, receiver, seconds, workedOn: day, title })
  })
  if (read.length === 0) wrong.push(unread('giver0', 0))
  if (wrong.length > 0) return refusalOf(fault('request_is_malformed', { fields: wrong }), 400)
  const source = visit.query('source') === 'phone' ? 'phone' : 'paper'
  return { id: form.text('id'), source, lines: read }
}

function unread(name: string, index: number): FieldFault {
  return { pointer: `/${name}`, expected: `something to read in line ${index + 1}`, received: '' }
}

/** `17 Ana Soler` → 17: the number is what stands on paper. */
function numberOf(text: string): number {
  return Number(/^\s*(\d{1,9})\b/.exec(text)?.[1] ?? 0)
}

/** `1:30`, `1,5`, `1.5` or `90 min` → seconds; 0 for what cannot be read. */
export function secondsOf(text: string): number {
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (clock !== null) return (Number(clock[1]) * 60 + Number(clock[2])) * 60
  const minutes = /^(\d{1,4}) ?min$/i.exec(text)
  if (minutes !== null) return Number(minutes[1]) * 60
  const hours = /^(\d{1,2}(?:[.,]\d{1,2})?) ?h?$/i.exec(text)
  return hours === null ? 0 : Math.round(Number(hours[1]?.replace(',', '.')) * hourSeconds)
}
