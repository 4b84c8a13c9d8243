-- Who is linked to a household or an organisation, and homes that stewards declare, both ways.
--
-- Invariants (product.md, words and fairness rules; ledger.md, laws 3, 9, 12):
--   * a household or an organisation (`member`) asks a person (`linked`), who says yes or no; either
--     ends it at once. One link between two is in force at a time, and it always has a sign-in.
--   * who signs in as a household or an organisation follows from its links, by their triggers; only
--     who applied for it with an address of its own stands beside them.
--   * somebody stays: the last one acts for it until it has left.
--   * a home binds both: whom a steward lives with decides nothing of theirs either.

CREATE TABLE link (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  member TEXT NOT NULL REFERENCES member (id),
  linked TEXT NOT NULL REFERENCES member (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_of_member ON link (member, number);
CREATE INDEX link_to_person ON link (linked, number);
CREATE TABLE link_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  link TEXT NOT NULL REFERENCES link (id),
  step INTEGER NOT NULL,
  act TEXT NOT NULL,
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id),
  UNIQUE (link, step)
) STRICT;
CREATE VIEW link_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'link.' || s.act, s.link, s.at,
  json_array('link.' || s.act, s.seq, s.at, s.link, s.step, m.publicId, p.publicId,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM link_step s JOIN link l ON l.id = s.link
JOIN member m ON m.id = l.member JOIN member p ON p.id = l.linked;
-- Where each link stands: its last step.
CREATE VIEW link_state (link, member, linked, state) AS
SELECT l.id, l.member, l.linked, s.act
FROM link l JOIN link_step s ON s.link = l.id
  AND s.step = (SELECT max(step) FROM link_step WHERE link = l.id);
-- The persons whom links in force let act for a household or an organisation.
CREATE VIEW linked_person (member, person) AS
SELECT l.member, p.person FROM link_state l JOIN member_person p ON p.member = l.linked
WHERE l.state = 'accepted';

CREATE TRIGGER link_is_new BEFORE INSERT ON link BEGIN
  SELECT RAISE(ABORT, 'id_is_taken')
  WHERE EXISTS (SELECT 1 FROM link WHERE id = NEW.id OR number = NEW.number);
  SELECT RAISE(ABORT, 'member_is_not_shared')
  FROM member WHERE id = NEW.member AND kind = 'person';
  SELECT RAISE(ABORT, 'only_people_are_linked')
  FROM member WHERE id = NEW.linked AND kind <> 'person';
END;
CREATE TRIGGER link_is_never_updated BEFORE UPDATE ON link BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER link_is_never_deleted BEFORE DELETE ON link BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER link_step_follows BEFORE INSERT ON link_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf)
    OR NEW.step IS NOT (SELECT coalesce(max(step) + 1, 0) FROM link_step WHERE link = NEW.link);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM link_state WHERE link = NEW.link), '') || '>' || NEW.act
    NOT IN ('>asked', 'asked>accepted', 'asked>refused', 'asked>ended', 'accepted>ended');
  -- One at a time: whoever is asked, or linked already, is not asked again.
  SELECT RAISE(ABORT, 'link_stands_already')
  FROM link l JOIN link_state o ON o.member = l.member AND o.linked = l.linked
  WHERE l.id = NEW.link AND o.link <> l.id AND o.state IN ('asked', 'accepted');
END;
CREATE TRIGGER link_step_stands AFTER INSERT ON link_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM link_step_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER link_lets_its_people_act AFTER INSERT ON link_step WHEN NEW.act = 'accepted' BEGIN
  INSERT INTO member_person (member, person)
  SELECT l.member, p.person FROM link l JOIN member_person p ON p.member = l.linked
  WHERE l.id = NEW.link
    AND NOT EXISTS (SELECT 1 FROM member_person WHERE member = l.member AND person = p.person);
  SELECT RAISE(ABORT, 'only_people_are_linked')
  FROM link l WHERE l.id = NEW.link
    AND NOT EXISTS (SELECT 1 FROM member_person WHERE member = l.linked);
END;
-- Two who share an address are two links of one person, who acts until both have ended.
CREATE TRIGGER link_ends_with_its_people AFTER INSERT ON link_step WHEN NEW.act = 'ended' BEGIN
  DELETE FROM member_person
  WHERE member = (SELECT member FROM link WHERE id = NEW.link)
    AND person IN (SELECT p.person FROM link l JOIN member_person p ON p.member = l.linked
      JOIN link_step s ON s.link = l.id AND s.act = 'accepted' WHERE l.id = NEW.link)
    AND NOT EXISTS (SELECT 1 FROM linked_person o
      WHERE o.member = member_person.member AND o.person = member_person.person);
  SELECT RAISE(ABORT, 'person_is_the_last')
  FROM link l JOIN link_step s ON s.link = l.id AND s.act = 'accepted' JOIN member m ON m.id = l.member
  WHERE l.id = NEW.link AND m.state NOT IN ('departed', 'erased')
    AND NOT EXISTS (SELECT 1 FROM member_person WHERE member = m.id);
END;
CREATE TRIGGER link_step_is_never_updated BEFORE UPDATE ON link_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER link_step_is_never_deleted BEFORE DELETE ON link_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Who acts for a household or an organisation is linked to it, or applied for it.
CREATE TRIGGER member_person_is_linked BEFORE INSERT ON member_person
WHEN (SELECT kind FROM member WHERE id = NEW.member) <> 'person' BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned')
  FROM member m WHERE m.id = NEW.member
    AND (m.state IS NOT 'applied' OR EXISTS (SELECT 1 FROM member_person WHERE member = m.id))
    AND NOT EXISTS (SELECT 1 FROM linked_person o WHERE o.member = m.id AND o.person = NEW.person);
END;
CREATE TRIGGER member_person_follows_links BEFORE UPDATE ON member_person
WHEN EXISTS (SELECT 1 FROM member WHERE id IN (OLD.member, NEW.member) AND kind <> 'person') BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER member_person_stays_linked BEFORE DELETE ON member_person
WHEN EXISTS (SELECT 1 FROM linked_person o JOIN member m ON m.id = o.member
  WHERE o.member = OLD.member AND o.person = OLD.person AND m.state NOT IN ('departed', 'erased')) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;

-- Who lives with whom, both ways: as a steward declared, or because a household has both.
CREATE INDEX household_declaration_to ON household_declaration (other, member, seq);
CREATE VIEW home (member, other) AS
SELECT member, other FROM household
UNION ALL SELECT other, member FROM household
UNION ALL SELECT a.linked, b.linked
  FROM link_state a JOIN member m ON m.id = a.member AND m.kind = 'household'
  JOIN link_state b ON b.member = a.member AND b.linked <> a.linked
  WHERE a.state = 'accepted' AND b.state = 'accepted';

-- The persons a notice goes to. That someone acted is no news to who did.
DROP VIEW notice_recipient;
CREATE VIEW notice_recipient (outbox, member, person) AS
SELECT o.id, p.member, p.person FROM outbox o JOIN member_person p ON p.member = o.member
WHERE o.kind <> 'delegation.acted'
  OR NOT EXISTS (SELECT 1 FROM member_person me WHERE me.member = o.ref AND me.person = p.person)
UNION ALL
SELECT o.id, p.member, p.person FROM outbox o
  JOIN delegation_state d ON d.member = o.member AND d.state = 'accepted' AND d.until > o.at
  JOIN member m ON m.id = d.delegate AND m.state = 'active' JOIN member_person p ON p.member = m.id
UNION ALL
SELECT o.id, p.member, p.person FROM outbox o JOIN office f ON o.member IS NULL AND f.office = 'coordinator'
  JOIN member m ON m.id = f.member AND m.state = 'active' JOIN member_person p ON p.member = m.id
-- A concern is not told to the one it is about.
WHERE o.kind <> 'concern.raised'
  OR m.id IS NOT (SELECT aboutMember FROM concern WHERE id = o.ref);
