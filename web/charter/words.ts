import { type CharterField, type CharterValue, unitOf } from '@commonhour/contract'
import type { Visit } from '../plumbing/visit.ts'

/** What a charter says in one field, in the reader's language and with its unit. */
export function charterWords(
  { say, words }: Visit,
  field: CharterField,
  value: CharterValue,
): string {
  if (value === null || value === '') return say('charter.none')
  const n = Number(value)
  switch (unitOf(field)) {
    case 'line':
      return n === 0 ? words.hours(0) : say('charter.below', { hours: words.hours(n) })
    case 'duration':
      return words.hours(n)
    case 'hours':
      return words.hours(n * 3600)
    case 'days':
      return say('charter.days', { n })
    case 'percent':
      return say('charter.percent', { n })
    case 'shown':
      return say(value === 'both' ? 'charter.shown.both' : 'charter.shown.tallies')
    default:
      return String(value)
  }
}

/** The name of a field, in the reader's language. */
export function fieldName({ say }: Visit, field: CharterField): string {
  return say(`charterField.${field}`)
}
