import { aboutMember, cardSource } from './candidate.ts'

/** Members who have not given help yet: weeks after they joined, someone welcomes them again. */
export const welcomes = cardSource(
  'welcome',
  `SELECT m.id AS ref, unixepoch(m.joinedOn) * 1000 AS at, m.id AS member, ${aboutMember} AS people,
      NULL AS exchange, NULL AS title,
      json_object('joinedOn', m.joinedOn, 'receivedSeconds', a.receivedSeconds) AS facts
    FROM account a JOIN member m ON m.id = a.member
    WHERE m.kind = 'person' AND m.state = 'active' AND m.joinedOn IS NOT NULL
      AND a.givenSeconds <= 0 AND a.importedInSeconds = 0
      AND NOT EXISTS (SELECT 1 FROM limit_change WHERE account = a.id AND reason = 'welcome')
      AND NOT EXISTS (SELECT 1 FROM stewardship WHERE member = m.id)
      AND NOT EXISTS (SELECT 1 FROM card_act WHERE kind = 'welcome' AND ref = m.id AND act = 'resolved')`,
  {
    endedAt: `(SELECT min(at) FROM (
      SELECT n.at FROM account a JOIN entry n ON n.account = a.id JOIN transfer t ON t.seq = n.seq
        WHERE a.member = o.ref AND n.at >= o.at AND n.deltaSeconds > 0 AND t.purpose = 'help'
      UNION ALL SELECT l.at FROM account a JOIN limit_change l ON l.account = a.id
        WHERE a.member = o.ref AND l.at >= o.at))`,
  },
)
