import { cardSource } from './candidate.ts'

/** Delegations offered to someone who has no e-mail to say yes with: a coordinator asks them. */
export const delegations = cardSource(
  'delegation',
  `SELECT d.id AS ref, d.at, d.member, NULL AS exchange, NULL AS title,
      (SELECT json_group_array(json_object('member', id, 'name', name, 'role',
          iif(id = d.delegate, 'delegate', 'about')))
        FROM member WHERE id IN (d.member, d.delegate)) AS people,
      json_object('scope', d.scope, 'untilOn', date((d.until - 1) / 1000, 'unixepoch')) AS facts
    FROM delegation d
    WHERE d.until > ? AND NOT EXISTS (SELECT 1 FROM member_person WHERE member = d.delegate)
      AND 'offered' = (SELECT act FROM delegation_step WHERE delegation = d.id ORDER BY step DESC LIMIT 1)`,
  {
    args: (now) => [now],
    endedAt: `(SELECT min(at) FROM delegation_step WHERE delegation = o.ref AND step > 0)`,
  },
)
