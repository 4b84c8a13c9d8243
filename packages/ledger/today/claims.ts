import { afterState, bothSides, cardSource, titleOfExchange } from './candidate.ts'

const wasRefused = `EXISTS (SELECT 1 FROM outbox
  WHERE kind = 'line.reached' AND ref = e.id AND member IS NULL)`

/** Help said to be done that is not confirmed; `people` begins with whom to ring last. */
const waiting = (which: string, at: string) => `
  SELECT e.id AS ref, ${at} AS at, NULL AS member, ${bothSides} AS people,
    e.id AS exchange, ${titleOfExchange} AS title,
    json_object('saidBy', iif(coalesce(s.onBehalfOf, substr(s.actor, 8)) = e.giver, 'giver', 'receiver'),
      'seconds', s.seconds, 'workedOn', s.workedOn) AS facts
  FROM exchange_step s INDEXED BY exchange_step_waiting JOIN exchange e ON e.id = s.exchange
  WHERE s.state IN ('proposed', 'agreed', 'done', 'disputed') AND s.state = 'done' AND ${which}
    AND s.step = (SELECT max(step) FROM exchange_step WHERE exchange = s.exchange)`

/** Claims that nobody confirmed: from the charter's day of silence on, someone rings. */
export const claims = cardSource('claim', waiting(`NOT ${wasRefused}`, 's.at'), {
  endedAt: afterState('done'),
})

/** Help that was given and that the line would not book. */
export const lines = cardSource('line', waiting(wasRefused, 's.at'), {
  endedAt: afterState('done'),
})
