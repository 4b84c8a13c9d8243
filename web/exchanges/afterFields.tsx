import type { DisputeReason, Exchange, Home, SettlementReason } from '@commonhour/contract'
import { askedSeconds, otherOf } from '../parts/cards.tsx'
import { RadioField, TextField, TimeField } from '../parts/fields.tsx'
import type { Trouble } from '../plumbing/form.ts'
import type { Visit } from '../plumbing/visit.ts'

/** What every page after the help shows its fields from. */
export interface FieldsProps {
  visit: Visit
  home: Home
  exchange: Exchange
  trouble: Trouble | undefined
}

const disputeReasons = [
  'shorter',
  'longer',
  'did_not_happen',
  'another_day',
  'not_agreed',
  'other',
] as const satisfies readonly DisputeReason[]

/** How someone remembers it, for how long, and in their words. */
export function DisputeFields({ visit, home, exchange, trouble }: FieldsProps) {
  const { say } = visit
  const given = { visit, trouble }
  const { name } = otherOf(exchange, home.member.id)
  return (
    <>
      <RadioField
        {...given}
        name="reason"
        label={say('act.disputeWhy')}
        options={disputeReasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        value={disputeReasons[0]}
      />
      <TimeField
        {...given}
        name="seconds"
        label={say('act.disputeHours')}
        seconds={askedSeconds(exchange, home.member.id)}
        step={home.charter.quantumSeconds}
      />
      <TextField
        {...given}
        name="words"
        label={say('act.disputeWords')}
        hint={say('act.disputeNote', { name })}
        long
      />
    </>
  )
}

const settlementReasons = [
  'both_agreed',
  'as_it_was_said',
  'fewer_hours',
  'more_hours',
  'did_not_happen',
  'cannot_be_known',
] as const satisfies readonly SettlementReason[]

/** What each has said, and for how long each receiver was helped. */
export function SettlementFields({ visit, home, exchange, trouble }: FieldsProps) {
  const { say, words } = visit
  const given = { visit, trouble }
  const said = exchange.steps.filter(
    ({ by, seconds, to }) => by !== null && seconds != null && to !== 'settled',
  )
  return (
    <>
      <ul>
        {said.map((step) => (
          <li>
            {say('act.settleSaid', {
              name: exchange.names[step.by ?? ''] ?? '',
              hours: words.hours(step.seconds ?? 0),
            })}
          </li>
        ))}
      </ul>
      <p>
        <a href={visit.to('exchanges', exchange.id, 'messages')}>{say('act.settleWords')}</a>
      </p>
      {exchange.parts.map(({ receiver, seconds }) => (
        <TimeField
          {...given}
          name={exchange.parts.length === 1 ? 'seconds' : receiver}
          label={say('act.settleShare', { name: exchange.names[receiver] ?? '' })}
          seconds={seconds}
          step={home.charter.quantumSeconds}
        />
      ))}
      <RadioField
        {...given}
        name="reason"
        label={say('act.why')}
        options={settlementReasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
        value={settlementReasons[0]}
      />
    </>
  )
}

/** Whose record it was, and what giving back does. */
export function ReturnNote({ visit, exchange, home }: FieldsProps) {
  const { name } = otherOf(exchange, home.member.id)
  return <p class="note">{visit.say('act.returnNote', { name })}</p>
}
