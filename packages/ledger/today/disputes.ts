import { afterState, bothSides, cardSource, titleOfExchange } from './candidate.ts'

/** What two remember differently. */
export const disputes = cardSource(
  'dispute',
  `SELECT e.id AS ref, s.at, NULL AS member, ${bothSides} AS people,
      e.id AS exchange, ${titleOfExchange} AS title,
      json_object('reason', s.reason, 'seconds', s.seconds, 'estimateSeconds', e.estimateSeconds,
        'saidSeconds', (SELECT seconds FROM exchange_step WHERE exchange = e.id
          AND step < s.step AND seconds IS NOT NULL ORDER BY step DESC LIMIT 1)) AS facts
    FROM exchange_step s INDEXED BY exchange_step_waiting JOIN exchange e ON e.id = s.exchange
    WHERE s.state IN ('proposed', 'agreed', 'done', 'disputed') AND s.state = 'disputed'
      AND s.step = (SELECT max(step) FROM exchange_step WHERE exchange = s.exchange)`,
  { endedAt: afterState('disputed') },
)
