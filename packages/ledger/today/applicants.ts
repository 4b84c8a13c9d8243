import { aboutMember, cardSource } from './candidate.ts'

/** Who asked to join and waits. */
export const applicants = cardSource(
  'applicant',
  `SELECT m.id AS ref, s.at, m.id AS member, ${aboutMember} AS people,
      NULL AS exchange, NULL AS title, json_object('area', m.area) AS facts
    FROM member m JOIN member_step s ON s.member = m.id AND s.step = m.version - 1
    WHERE m.state = 'applied'`,
  {
    endedAt: `(SELECT min(at) FROM member_step WHERE member = o.ref AND state <> 'applied')`,
  },
)
