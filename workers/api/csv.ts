import { hourSeconds, type StatementLine } from '@commonhour/contract'

const columns = [
  'at',
  'workedOn',
  'hours',
  'balanceHours',
  'purpose',
  'with',
  'title',
  'mark',
  'by',
  'for',
  'transfer',
]

/**
 * A statement as a table (RFC 4180), oldest line first; hours as decimals, so that sheets can add.
 */
export function statementCsv(lines: readonly StatementLine[]): string {
  const rows = lines.map((line) => [
    line.at,
    line.workedOn ?? '',
    hours(line.deltaSeconds),
    hours(line.balanceSeconds),
    line.purpose,
    safe(line.with.name),
    safe(line.title),
    line.mark ?? '',
    safe(line.by?.name ?? ''),
    safe(line.for?.name ?? ''),
    line.transfer,
  ])
  return [columns, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
}

function hours(seconds: number): string {
  return String(Number((seconds / hourSeconds).toFixed(4)))
}

/** A text that a sheet would read as a formula begins with an apostrophe instead. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
