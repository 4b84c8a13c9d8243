import { aboutMember, cardSource } from './candidate.ts'

const quarterMs = 90 * 86_400_000
const lastTalk = `(SELECT max(at) FROM card_act
  WHERE kind = 'talk' AND ref = m.id AND act = 'resolved')`

/**
 * Members who stand below zero and about whom a talk fell due: when hours crossed the soft line, or
 * when they moved in so; at most one in 90 days. Whether they are below the soft line now is for
 * the charter to say.
 */
export const talks = cardSource(
  'talk',
  `SELECT * FROM (SELECT m.id AS ref, m.id AS member, ${aboutMember} AS people, NULL AS exchange, NULL AS title,
      json_object('kind', a.kind, 'standingSeconds', a.inSeconds - a.outSeconds - a.heldOutSeconds)
        AS facts,
      coalesce(
        (SELECT min(at) FROM outbox WHERE kind = 'talk.due' AND ref = m.id AND member IS NULL
          AND at >= coalesce(${lastTalk} + ${quarterMs}, 0)),
        (SELECT min(at) FROM limit_change WHERE account = a.id AND reason = 'moved_in'
          AND ${lastTalk} IS NULL)) AS at
    FROM account a JOIN member m ON m.id = a.member
    WHERE m.state = 'active' AND a.inSeconds - a.outSeconds - a.heldOutSeconds < 0)
    WHERE at IS NOT NULL`,
  {
    // The first hours that came in after it was opened.
    endedAt: `(SELECT min(n.at) FROM account a JOIN entry n ON n.account = a.id
      WHERE a.member = o.ref AND n.at >= o.at AND n.deltaSeconds > 0)`,
  },
)
