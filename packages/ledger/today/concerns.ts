import { bothSides, cardSource, titleOfExchange } from './candidate.ts'

/** What someone is worried about. Who brought it is named to coordinators only. */
export const concerns = cardSource(
  'concern',
  `SELECT c.id AS ref, c.at, c.aboutMember AS member, e.id AS exchange, ${titleOfExchange} AS title,
      (SELECT json_group_array(json(value)) FROM (
        SELECT json_object('member', m.id, 'name', m.name, 'role', 'proposer') AS value
          FROM member m WHERE m.id = c.member
        UNION ALL SELECT json_object('member', m.id, 'name', m.name, 'role', 'about')
          FROM member m WHERE m.id = c.aboutMember
        UNION ALL SELECT value FROM json_each(iif(e.id IS NULL, '[]', ${bothSides}))
          WHERE value ->> 'member' <> c.member)) AS people,
      json_object('kind', c.kind) AS facts
    FROM concern c LEFT JOIN exchange e ON e.id = c.aboutExchange
    WHERE NOT EXISTS (SELECT 1 FROM concern_resolution WHERE concern = c.id)`,
  { endedAt: `(SELECT at FROM concern_resolution WHERE concern = o.ref)` },
)
