import type { BadRow, SourceMember } from '@commonhour/domain'
import { emailCell, nameCell, numberCell, pastCell, phoneCell, type Reasons } from './cells.ts'
import { readEach } from './each.ts'
import type { SourceFile } from './files.ts'

export const memberColumns = [
  'id',
  'entryDate',
  'firstName',
  'lastName1',
  'lastName2',
  'gender',
  'birthDate',
  'phone',
  'altPhone',
  'email',
] as const

export interface Members {
  readonly members: readonly SourceMember[]
  readonly bad: readonly BadRow[]
  /** Every number that any row names, good or bad: who a post or transfer may speak of. */
  readonly known: ReadonlySet<number>
  /** How many rows tell a gender or a day of birth, which are never brought in. */
  readonly withGenderOrBirth: number
}

/** Reads the members: one row each, by their number. */
export function readMembers(file: SourceFile, now: number): Members {
  const lines = new Map<number, number>()
  const { bad, found, rows } = readEach(file, memberColumns, (cells, reasons, line) => {
    const number = numberOf(cells)
    const earlier = number === null ? undefined : lines.get(number)
    if (earlier !== undefined) reasons.found.push(`id ${number} stands in line ${earlier} already`)
    else if (number !== null) lines.set(number, line)
    return memberOf(cells, reasons, now)
  })
  const known = new Set(rows.map(({ cells }) => numberOf(cells)).filter((one) => one !== null))
  const withGenderOrBirth = rows.filter(({ cells }) => cells[5] || cells[6]).length
  return { members: found, bad, known, withGenderOrBirth }
}

function numberOf(cells: readonly string[]): number | null {
  const cell = numberCell(cells[0] ?? '')
  return 'value' in cell ? cell.value : null
}

function memberOf(cells: readonly string[], reasons: Reasons, now: number): SourceMember | null {
  const [id = '', entryDate = '', first = '', last1 = '', last2 = ''] = cells
  const [phone = '', altPhone = '', email = ''] = cells.slice(7)
  const number = reasons.read('id', numberCell(id))
  const joined = reasons.read('entryDate', pastCell(entryDate, now))
  const name = reasons.read('the name', nameCell(first, last1, last2))
  const phones = reasons.read('phone', phoneCell(phone, altPhone))
  const address = reasons.read('email', emailCell(email))
  if (number === undefined || joined === undefined || name === undefined) return null
  if (phones === undefined || address === undefined) return null
  return { number, joinedOn: joined.day, name, phone: phones, email: address }
}
