-- Members, their offices, the charter they agreed on, and the apps they let in.
--
-- Invariants: a member's state is the last of their steps, owned by that step's trigger; charter
-- versions are 1, 2, 3 … and their effectiveFrom never falls (law 13 reads it); every act here is a
-- leaf that names public ids only. Profiles are erasable; steps are not.

CREATE TABLE member (
  id TEXT PRIMARY KEY,
  publicId TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (kind IN ('person', 'organisation', 'household')),
  name TEXT NOT NULL,
  area TEXT,
  languages TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid(languages)),
  about TEXT NOT NULL,
  phone TEXT,
  email TEXT,
  termsVersion INTEGER NOT NULL,
  joinedOn TEXT,
  state TEXT CONSTRAINT row_is_malformed
    CHECK (state IN ('applied', 'active', 'paused', 'suspended', 'departed', 'erased')),
  version INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_name ON member (name COLLATE NOCASE);

CREATE TABLE member_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  step INTEGER NOT NULL,
  state TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (state IN ('applied', 'active', 'paused', 'suspended', 'departed', 'erased')),
  actor TEXT NOT NULL,
  UNIQUE (member, step)
) STRICT;

CREATE VIEW member_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'member.' || s.state, m.publicId, s.at,
  json_array('member.' || s.state, s.seq, s.at, m.publicId, s.step,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM member_step s JOIN member m ON m.id = s.member;

CREATE TRIGGER member_is_new BEFORE INSERT ON member
WHEN EXISTS (SELECT 1 FROM member WHERE id = NEW.id OR publicId = NEW.publicId OR number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER member_begins_without_state BEFORE INSERT ON member
WHEN NEW.state IS NOT NULL OR NEW.version <> 0 BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER member_keeps_its_identity BEFORE UPDATE ON member
WHEN NEW.id IS NOT OLD.id OR NEW.publicId IS NOT OLD.publicId OR NEW.number IS NOT OLD.number
  OR NEW.kind IS NOT OLD.kind BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER member_state_is_its_last_step BEFORE UPDATE ON member
WHEN (NEW.state IS NOT OLD.state OR NEW.version IS NOT OLD.version) AND NOT EXISTS (
  SELECT 1 FROM member_step WHERE member = NEW.id AND step = NEW.version - 1 AND state = NEW.state
    AND NEW.version = OLD.version + 1) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER member_is_never_deleted BEFORE DELETE ON member BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER member_step_follows BEFORE INSERT ON member_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.step IS NOT (SELECT version FROM member WHERE id = NEW.member)
    OR NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM member WHERE id = NEW.member), '') || '>' || NEW.state NOT IN (
    '>applied', 'applied>active', 'active>paused', 'paused>active', 'active>suspended',
    'suspended>active', 'active>departed', 'paused>departed', 'suspended>departed', 'applied>departed',
    'departed>erased');
END;
CREATE TRIGGER member_step_stands AFTER INSERT ON member_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM member_step_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
  UPDATE member SET state = NEW.state, version = version + 1 WHERE id = NEW.member;
END;
CREATE TRIGGER member_step_is_never_updated BEFORE UPDATE ON member_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER member_step_is_never_deleted BEFORE DELETE ON member_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Who signs in as whom: couples share an address, paper members have no row. Erasable.
CREATE TABLE member_person (
  member TEXT NOT NULL REFERENCES member (id),
  person TEXT NOT NULL,
  PRIMARY KEY (member, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_person ON member_person (person, member);

CREATE TABLE stewardship (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  office TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (office IN ('coordinator', 'auditor')),
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('appointed', 'removed')),
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX stewardship_of_member ON stewardship (member, office, seq);
CREATE VIEW stewardship_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'steward.' || s.act, m.publicId, s.at,
  json_array('steward.' || s.act, s.seq, s.at, m.publicId, s.office,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM stewardship s JOIN member m ON m.id = s.member;
-- The offices held now: the last act of each member and office.
CREATE VIEW office (member, office) AS
SELECT member, office FROM stewardship s
WHERE act = 'appointed' AND seq = (
  SELECT max(seq) FROM stewardship WHERE member = s.member AND office = s.office);
CREATE TRIGGER stewardship_follows BEFORE INSERT ON stewardship
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf)
  OR (NEW.act = 'appointed') IS EXISTS (
    SELECT 1 FROM office WHERE member = NEW.member AND office = NEW.office) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER stewardship_stands AFTER INSERT ON stewardship BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM stewardship_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER stewardship_is_never_updated BEFORE UPDATE ON stewardship BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER stewardship_is_never_deleted BEFORE DELETE ON stewardship BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- The charter, versioned data; `digest` is the SHA-256 of body, as the log holds no text. An amendment
-- never reaches back before its own leaf, else old transfers would name the wrong version (law 13).
CREATE TABLE charter (
  version INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  effectiveFrom INTEGER NOT NULL,
  body TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid(body)),
  digest TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(digest) = 64),
  actor TEXT NOT NULL,
  memberFloorSeconds INTEGER NOT NULL GENERATED ALWAYS AS (body ->> '$.member.floorSeconds') STORED,
  memberCeilingSeconds INTEGER GENERATED ALWAYS AS (body ->> '$.member.ceilingSeconds') STORED,
  newcomerFloorSeconds INTEGER NOT NULL GENERATED ALWAYS AS (body ->> '$.newcomer.floorSeconds') STORED,
  organisationFloorSeconds INTEGER NOT NULL
    GENERATED ALWAYS AS (body ->> '$.organisation.floorSeconds') STORED
) STRICT;
CREATE VIEW charter_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'charter.adopted', CAST(version AS TEXT), at,
  json_array('charter.adopted', seq, at, version, effectiveFrom, digest, memberFloorSeconds,
    memberCeilingSeconds, newcomerFloorSeconds, organisationFloorSeconds)
FROM charter;
CREATE TRIGGER charter_follows BEFORE INSERT ON charter
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM charter)
  OR NEW.effectiveFrom < (SELECT coalesce(max(effectiveFrom), 0) FROM charter)
  OR (NEW.version > 1 AND NEW.effectiveFrom < NEW.at)
  OR NEW.seq IS NOT (SELECT seq FROM next_leaf) BEGIN
  SELECT RAISE(ABORT, 'charter_is_out_of_order');
END;
CREATE TRIGGER charter_stands AFTER INSERT ON charter BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM charter_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER charter_is_never_updated BEFORE UPDATE ON charter BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER charter_is_never_deleted BEFORE DELETE ON charter BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Partner software the host knows, as this community's stewards see it.
CREATE TABLE app_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  app TEXT NOT NULL,
  step INTEGER NOT NULL,
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('admitted', 'withdrawn')),
  actor TEXT NOT NULL,
  UNIQUE (app, step)
) STRICT;
CREATE TABLE app_name (app TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIEW app_step_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'app.' || act, app, at,
  json_array('app.' || act, seq, at, app, step,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM app_step s;
CREATE TRIGGER app_step_follows BEFORE INSERT ON app_step
WHEN NEW.step IS NOT (SELECT coalesce(max(step) + 1, 0) FROM app_step WHERE app = NEW.app)
  OR NEW.seq IS NOT (SELECT seq FROM next_leaf)
  OR NEW.act IS coalesce(
    (SELECT act FROM app_step WHERE app = NEW.app ORDER BY step DESC LIMIT 1), 'withdrawn') BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER app_step_stands AFTER INSERT ON app_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM app_step_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER app_step_is_never_updated BEFORE UPDATE ON app_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER app_step_is_never_deleted BEFORE DELETE ON app_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
