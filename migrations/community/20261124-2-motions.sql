-- Motions: what needs a second steward, the charter's amendments, and who stays in office.
--
-- Invariants (product.md, four-eyes; ledger.md, law 9):
--   * a motion is carried at most once: seconded by another steward and carried in one batch, or,
--     where fewer than two were free to decide, carried by time alone once it was announced to all
--     for as long as it says. After an objection only a second steward carries it.
--   * whoever proposed it never seconds it, and nobody without an office does.
--   * `carried` stands right behind what it carried out: the charter, line or office it is about.
--   * an amendment's text stands here, its digest in the log; a motion's body holds codes and numbers.
--   * a community that has a coordinator at work keeps one.

-- Why a member was suspended; other steps have no reason.
ALTER TABLE member_step ADD COLUMN reason TEXT;
DROP VIEW member_step_leaf;
CREATE VIEW member_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'member.' || s.state, m.publicId, s.at,
  iif(s.reason IS NULL,
    json_array('member.' || s.state, s.seq, s.at, m.publicId, s.step,
      coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor)),
    json_array('member.' || s.state, s.seq, s.at, m.publicId, s.step,
      coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor), s.reason))
FROM member_step s JOIN member m ON m.id = s.member;

-- The coordinators who can act now.
CREATE VIEW coordinator_at_work (member) AS
SELECT m.id FROM stewardship s JOIN member m ON m.id = s.member
WHERE s.office = 'coordinator' AND s.act = 'appointed' AND m.state = 'active'
  AND s.seq = (SELECT max(seq) FROM stewardship WHERE member = s.member AND office = s.office);
CREATE TRIGGER stewardship_keeps_a_coordinator BEFORE INSERT ON stewardship
WHEN NEW.office = 'coordinator'
  AND EXISTS (SELECT 1 FROM coordinator_at_work WHERE member = NEW.member)
  AND NOT EXISTS (SELECT 1 FROM coordinator_at_work WHERE member <> NEW.member) BEGIN
  SELECT RAISE(ABORT, 'coordinator_is_the_last');
END;
CREATE TRIGGER member_step_keeps_a_coordinator BEFORE INSERT ON member_step
WHEN EXISTS (SELECT 1 FROM coordinator_at_work WHERE member = NEW.member)
  AND NOT EXISTS (SELECT 1 FROM coordinator_at_work WHERE member <> NEW.member) BEGIN
  SELECT RAISE(ABORT, 'coordinator_is_the_last');
END;

-- A charter as it would read, and the version it was written over. Written just before its motion.
CREATE TABLE charter_amendment (
  motion TEXT PRIMARY KEY,
  base INTEGER NOT NULL REFERENCES charter (version),
  effectiveFrom INTEGER NOT NULL,
  body TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid(body)),
  digest TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(digest) = 64)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER charter_amendment_is_new BEFORE INSERT ON charter_amendment
WHEN EXISTS (SELECT 1 FROM charter_amendment WHERE motion = NEW.motion)
  OR EXISTS (SELECT 1 FROM motion WHERE id = NEW.motion) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER charter_amendment_is_never_updated BEFORE UPDATE ON charter_amendment BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER charter_amendment_is_never_deleted BEFORE DELETE ON charter_amendment BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- `ref` is what it is about: a member, an exchange, a transfer, an application; for an amendment the
-- word charter. `announcedUntil`: no second steward was free, so all members were told.
CREATE TABLE motion (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (kind IN ('amendment', 'lift', 'reversal', 'appointment', 'removal', 'grant')),
  ref TEXT NOT NULL,
  body TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid(body)),
  actor TEXT NOT NULL,
  announcedUntil INTEGER
) STRICT;
CREATE VIEW motion_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'motion.proposed', s.id, s.at,
  json_array('motion.proposed', s.seq, s.at, s.id, s.kind,
    coalesce((SELECT publicId FROM member WHERE id = s.ref), s.ref), json(s.body),
    (SELECT digest FROM charter_amendment WHERE motion = s.id), s.announcedUntil,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM motion s;
CREATE TRIGGER motion_is_new BEFORE INSERT ON motion BEGIN
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (SELECT 1 FROM motion WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'row_is_malformed') WHERE NEW.announcedUntil <= NEW.at;
  SELECT RAISE(ABORT, 'row_is_malformed')
  WHERE (NEW.kind = 'amendment') IS NOT EXISTS (SELECT 1 FROM charter_amendment WHERE motion = NEW.id);
  -- No words of people enter the log.
  SELECT RAISE(ABORT, 'row_is_malformed') FROM json_tree(iif(json_valid(NEW.body), NEW.body, 'null'))
  WHERE type = 'text' AND value GLOB '*[^a-zA-Z0-9_.:-]*';
END;
CREATE TRIGGER motion_stands AFTER INSERT ON motion BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM motion_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER motion_is_never_updated BEFORE UPDATE ON motion BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER motion_is_never_deleted BEFORE DELETE ON motion BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TABLE motion_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  motion TEXT NOT NULL REFERENCES motion (id),
  step INTEGER NOT NULL,
  act TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (act IN ('seconded', 'objected', 'withdrawn', 'carried', 'lapsed')),
  reason TEXT,
  actor TEXT NOT NULL,
  UNIQUE (motion, step)
) STRICT;
-- Where a motion stands: its last act, else whether it waits for a second or was announced.
CREATE VIEW motion_state (motion, step, state) AS
SELECT id, (SELECT count(*) FROM motion_step WHERE motion = id),
  coalesce((SELECT act FROM motion_step WHERE motion = id ORDER BY step DESC LIMIT 1),
    iif(announcedUntil IS NULL, 'waiting', 'announced'))
FROM motion;
CREATE VIEW motion_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'motion.' || s.act, s.motion, s.at,
  json_array('motion.' || s.act, s.seq, s.at, s.motion, s.step, s.reason,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM motion_step s;
CREATE TRIGGER motion_step_follows BEFORE INSERT ON motion_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM motion_state WHERE motion = NEW.motion), '') || '>' || NEW.act
    NOT IN ('waiting>seconded', 'announced>seconded', 'objected>seconded', 'announced>objected',
      'waiting>withdrawn', 'announced>withdrawn', 'objected>withdrawn', 'waiting>lapsed',
      'announced>lapsed', 'objected>lapsed', 'announced>carried', 'seconded>carried');
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE NEW.step IS NOT (SELECT step FROM motion_state WHERE motion = NEW.motion);
  SELECT RAISE(ABORT, 'second_steward_is_needed')
  WHERE NEW.act = 'seconded' AND (
    NEW.actor IS (SELECT actor FROM motion WHERE id = NEW.motion)
    OR NOT EXISTS (SELECT 1 FROM office WHERE member = substr(NEW.actor, 8)));
  SELECT RAISE(ABORT, 'motion_is_still_announced') FROM motion
  WHERE id = NEW.motion AND NEW.act = 'carried' AND announcedUntil > NEW.at
    AND (SELECT state FROM motion_state WHERE motion = NEW.motion) = 'announced';
  SELECT RAISE(ABORT, 'motion_has_not_been_carried_out') FROM motion m
  WHERE m.id = NEW.motion AND NEW.act = 'carried' AND NOT CASE m.kind
    WHEN 'amendment' THEN EXISTS (SELECT 1 FROM charter_amendment a JOIN charter c ON c.digest = a.digest
      WHERE a.motion = m.id AND c.seq = NEW.seq - 1)
    WHEN 'lift' THEN EXISTS (SELECT 1 FROM limit_change l JOIN account a ON a.id = l.account
      WHERE l.seq = NEW.seq - 1 AND a.member = m.ref)
    WHEN 'appointment' THEN EXISTS (SELECT 1 FROM stewardship s
      WHERE s.seq = NEW.seq - 1 AND s.member = m.ref AND s.act = 'appointed')
    WHEN 'removal' THEN EXISTS (SELECT 1 FROM stewardship s
      WHERE s.seq = NEW.seq - 1 AND s.member = m.ref AND s.act = 'removed')
    ELSE 1 END;
END;
CREATE TRIGGER motion_step_stands AFTER INSERT ON motion_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM motion_step_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER motion_step_is_never_updated BEFORE UPDATE ON motion_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER motion_step_is_never_deleted BEFORE DELETE ON motion_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
