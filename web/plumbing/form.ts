import { type Refusal, refusalOf } from '@commonhour/client'
import { type FaultCode, type FieldFault, fault, hourSeconds } from '@commonhour/contract'

/** What a person sent with a form. */
export class Form {
  private readonly data: FormData

  constructor(data: FormData) {
    this.data = data
  }

  has(name: string): boolean {
    return this.data.has(name)
  }

  text(name: string): string {
    const value = this.data.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }

  /** Every value of a field that may be sent several times. */
  texts(name: string): string[] {
    return this.data.getAll(name).flatMap((one) => (typeof one === 'string' ? [one.trim()] : []))
  }

  /** An empty field is left to the default of the contract. */
  orNull(name: string): string | null {
    return this.text(name) || null
  }

  /** Hours and minutes of a pair of selects → seconds; 0 when nothing was chosen. */
  seconds(name: string): number {
    const hours = Number(this.text(`${name}Hours`))
    const minutes = Number(this.text(`${name}Minutes`))
    return Math.round((Number.isFinite(hours) ? hours : 0) * hourSeconds + (minutes || 0) * 60)
  }

  /** What was typed, by field, for a page that cannot show the form again. */
  typed(): [name: string, value: string][] {
    const kept = [...this.data.entries()].filter(
      ([name]) => typedNames.has(name) || /^answer\d+$/.test(name),
    )
    return kept.map(([name]) => [name, this.text(name)])
  }
}

const typedNames = new Set(['title', 'text', 'about', 'memo', 'place', 'name'])

/** A refused sending: what was refused, and what had been typed. */
export interface Trouble {
  refusal: Refusal
  form: Form
}

/** Fields a refusal is about, though it is not malformed: the first that the form has. */
const fieldsOf: Partial<Record<FaultCode, string[]>> = {
  code_is_wrong: ['code'],
  code_has_expired: ['code'],
  category_is_unknown: ['category'],
  help_is_in_the_future: ['workedOn'],
  seconds_are_not_whole: ['seconds', 'estimateSeconds'],
  seconds_are_too_many: ['seconds', 'estimateSeconds'],
  seconds_cannot_be_split: ['seconds', 'estimateSeconds'],
  both_must_say_the_hours: ['seconds'],
  hours_wait_for_the_other: ['seconds'],
  agreed_time_is_out_of_reach: ['day'],
  credit_floor_reached: ['seconds', 'estimateSeconds'],
  newcomer_line_reached: ['seconds', 'estimateSeconds'],
  gift_exceeds_hours_in_hand: ['seconds'],
  terms_are_not_current: ['terms'],
  only_people_are_linked: ['linked'],
  link_stands_already: ['linked'],
  report_is_waiting: ['lastDay'],
  report_period_is_not_over: ['lastDay'],
  report_period_goes_back: ['lastDay'],
  signature_is_not_good: ['signature'],
  cosigners_are_too_few: ['needed'],
}

/** The names of the fields that are not right, in the order they were named. */
export function wrongFields(trouble: Trouble | undefined): string[] {
  if (trouble === undefined) return []
  const { refusal, form } = trouble
  const here = (name: string) => form.has(name) || form.has(`${name}Hours`)
  // A pointer goes from outside in, as `/contact/phone`; the form has the innermost.
  const named = (refusal.fields ?? []).map(({ pointer }) => {
    const parts = pointer.split('/').slice(1)
    return parts.findLast(here) ?? parts.findLast((part) => !/^\d+$/.test(part)) ?? ''
  })
  const meant = (fieldsOf[refusal.fault] ?? []).filter(here).slice(0, 1)
  return [...new Set([...named, ...meant])].filter((name) => name !== '')
}

/** A refusal of a form's own: these fields were left out, before anything was sent. */
export function missing(...names: string[]): Refusal {
  const fields: FieldFault[] = names.map((name) => ({
    pointer: `/${name}`,
    expected: 'a value',
    received: 'nothing',
  }))
  return refusalOf(fault('request_is_malformed', { fields }), 400)
}

/**
 * The id or key to put into a form: kept while its fate is open, so that sending again books once;
 * new when the books know the old one as something else.
 */
export function keptId(trouble: Trouble | undefined, name: string, make: () => string): string {
  const spent = ['idempotency_key_was_used_otherwise', 'id_is_taken']
  if (trouble === undefined || spent.includes(trouble.refusal.fault)) return make()
  return trouble.form.text(name) || make()
}
