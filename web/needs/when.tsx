import { type Home, momentOf, type Need } from '@commonhour/contract'
import { type Option, RadioField, TextField } from '../parts/fields.tsx'
import type { Form, Trouble } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'
import { atIn, dayAfter, dayIn } from '../words.ts'

interface WhenProps {
  visit: Visit
  home: Home
  it: Need
  trouble: Trouble | undefined
}

/** When it would suit: one of two times, "let us talk", or another day. */
export function WhenFields({ visit, home, it, trouble }: WhenProps) {
  const { say, words } = visit
  const { timeZone } = home.community
  const given = { visit, trouble }
  const today = dayIn(visit.now, timeZone)
  const days = { min: today, max: dayAfter(today, 365) }
  const times: Option[] = suggestions(visit, it, timeZone).map((at) => ({
    value: momentOf(at),
    label: words.moment(at, timeZone),
  }))
  const talk = { value: 'talk', label: say('answer.talk') }
  const other = { value: 'other', label: say('answer.other') }
  return (
    <>
      <RadioField
        {...given}
        name="at"
        label={say('answer.when')}
        value={times[0]?.value ?? 'talk'}
        options={[...times, talk, other]}
      />
      <div class="pair">
        <TextField {...given} name="day" type="date" label={say('answer.day')} attributes={days} />
        <TextField {...given} name="time" type="time" label={say('answer.time')} />
      </div>
    </>
  )
}

/** Two times: on the day that was asked for, else tomorrow and the day after, each in daylight. */
function suggestions(visit: Visit, { when }: Need, timeZone: string): number[] {
  const today = dayIn(visit.now, timeZone)
  const day = when.kind === 'on' ? when.day : dayAfter(today, 1)
  const second = when.kind === 'on' ? when.day : dayAfter(today, 2)
  const first = when.kind === 'anyTime' ? '10:00' : (when.from ?? '10:00')
  const times = [
    atIn(weekdayFrom(day, when), first, timeZone),
    atIn(weekdayFrom(second, when), '15:00', timeZone),
  ]
  return times.filter((at) => at > visit.now)
}

/** For help wanted every week: the first such weekday from a day on. */
function weekdayFrom(day: string, when: Need['when']): string {
  if (when.kind !== 'weekly') return day
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return dayAfter(day, (when.weekday - weekday + 7) % 7)
}

/** The moment that was chosen; null to talk about it. */
export function agreedAt(form: Form): string | null | 'missing' {
  const at = form.text('at')
  if (at === 'talk') return null
  if (at !== 'other') return at === '' ? null : at
  const moment = atIn(form.text('day'), form.text('time') || '10:00', form.text('timeZone'))
  return Number.isNaN(moment) ? 'missing' : momentOf(moment)
}
