import { aboutMember, cardSource } from './candidate.ts'

/** Lines of a member's own that end: from the charter's review days on, someone looks at them. */
export const lineEndings = cardSource(
  'lineEnding',
  `SELECT m.id AS ref, l.until AS at, m.id AS member, ${aboutMember} AS people,
      NULL AS exchange, NULL AS title,
      json_object('floorSeconds', l.floorSeconds, 'reason', l.reason,
        'untilOn', date((l.until - 1) / 1000, 'unixepoch')) AS facts
    FROM limit_change l JOIN account a ON a.id = l.account JOIN member m ON m.id = a.member
    WHERE l.until > ? AND m.state IN ('active', 'paused')
      AND l.seq = (SELECT max(seq) FROM limit_change WHERE account = l.account)`,
  {
    args: (now) => [now],
    endedAt: `(SELECT min(l.at) FROM account a JOIN limit_change l ON l.account = a.id
      WHERE a.member = o.ref AND l.at >= o.at)`,
  },
)
