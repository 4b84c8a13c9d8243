import type { CardKind } from '@commonhour/contract'
import { aboutMember, cardSource } from './candidate.ts'

const quarterMs = 90 * 86_400_000

/** Members whom notices did not reach, once for all that came since somebody last told them. */
function unheard(kind: CardKind & ('ring' | 'undelivered'), which: string) {
  return cardSource(
    kind,
    `SELECT m.id AS ref, min(o.at) AS at, m.id AS member, ${aboutMember} AS people,
        NULL AS exchange, NULL AS title, json_object('notices', count(*)) AS facts
      FROM outbox o JOIN member m ON m.id = o.member
      WHERE o.at > ? AND o.deliveredAt IS NOT NULL AND m.state IN ('active', 'paused', 'suspended')
        AND NOT EXISTS (SELECT 1 FROM delivery WHERE outbox = o.id AND act IN ('sent', 'unwanted'))
        AND ${which}
        AND o.at > coalesce((SELECT max(at) FROM card_act
          WHERE kind = '${kind}' AND ref = m.id AND act = 'resolved'), 0)
      GROUP BY m.id`,
    { args: (now) => [now - quarterMs], endedAt: 'NULL' },
  )
}

/** Whoever has no e-mail is told by telephone. */
export const rings = unheard(
  'ring',
  'NOT EXISTS (SELECT 1 FROM member_person WHERE member = o.member)',
)

/** Mail that came back, or was given up. */
export const undelivered = unheard(
  'undelivered',
  `EXISTS (SELECT 1 FROM delivery WHERE outbox = o.id AND act IN ('bounced', 'given_up'))`,
)
