import { cardSource } from './candidate.ts'

/** Motions that wait for a second steward. Who proposed one takes part in it. */
export const motions = cardSource(
  'motion',
  `SELECT q.id AS ref, q.at, m.id AS member, NULL AS exchange, NULL AS title,
      (SELECT json_group_array(json_object('member', id, 'name', name, 'role',
          iif(id = substr(q.actor, 8), 'proposer', 'about')))
        FROM member WHERE id IN (substr(q.actor, 8), q.ref)) AS people,
      json_object('kind', q.kind, 'state', s.state) AS facts
    FROM motion q JOIN motion_state s ON s.motion = q.id LEFT JOIN member m ON m.id = q.ref
    WHERE s.state IN ('waiting', 'objected')`,
  {
    endedAt: `(SELECT min(at) FROM motion_step
      WHERE motion = o.ref AND at >= o.at AND act <> 'objected')`,
  },
)
