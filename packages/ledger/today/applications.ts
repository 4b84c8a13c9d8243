import { aboutMember, cardSource } from './candidate.ts'

/** Applications to a pool that wait for stewards. */
export const applications = cardSource(
  'application',
  `SELECT p.id AS ref, p.at, p.member, ${aboutMember} AS people, NULL AS exchange, NULL AS title,
      json_object('seconds', p.seconds, 'reason', p.reason) AS facts
    FROM pool_application p JOIN member m ON m.id = p.member
    WHERE NOT EXISTS (SELECT 1 FROM pool_answer WHERE application = p.id)`,
  { endedAt: `(SELECT at FROM pool_answer WHERE application = o.ref)` },
)
