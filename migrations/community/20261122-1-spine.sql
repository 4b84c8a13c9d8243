-- The spine: the append-only log of leaves, and the community it belongs to.
--
-- Invariants (ledger.md, laws 3, 8, 9):
--   * log.seq is 0, 1, 2 … without gaps; log.at never falls; it is at most 60 s ahead of this
--     database's own clock (a sandbox or test may carry an offset, fixed at its founding).
--   * nobody supplies the signed bytes: each detail table has a view *_leaf that says its body, and
--     its own AFTER INSERT trigger writes the log from that view. A leaf without its detail is refused.
--   * no name and no free text ever stands in a body: random public ids, seconds, times, codes.
--   * guards raise instead of trusting UNIQUE alone: INSERT OR REPLACE deletes rows without firing
--     delete triggers.

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- Where the next leaf stands, and the moment it may not precede. Each is a question of its own:
-- with one FROM for both, whoever asked for `at` alone would read the whole log.
CREATE VIEW next_leaf (seq, at) AS
SELECT coalesce((SELECT max(seq) FROM log) + 1, 0),
  coalesce((SELECT at FROM log WHERE seq = (SELECT max(seq) FROM log)), 0);

-- The community itself. Its name and manners may change; its slug, purpose and clock may not.
CREATE TABLE community (
  one INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (one = 1),
  seq INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  slug TEXT NOT NULL,
  purpose TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (purpose IN ('live', 'sandbox', 'test')),
  clockOffsetMs INTEGER NOT NULL DEFAULT 0
    CONSTRAINT row_is_malformed CHECK (clockOffsetMs = 0 OR purpose <> 'live'),
  publicId TEXT NOT NULL,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  languages TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid(languages)),
  timeZone TEXT NOT NULL,
  helpLine TEXT CONSTRAINT row_is_malformed CHECK (helpLine IS NULL OR json_valid(helpLine)),
  joining TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (joining IN ('application', 'invitation', 'closed'))
) STRICT;

CREATE VIEW community_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'community.founded', publicId, at,
  json_array('community.founded', seq, at, publicId, slug, purpose, clockOffsetMs)
FROM community;

CREATE TRIGGER community_is_founded_once BEFORE INSERT ON community BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only') WHERE EXISTS (SELECT 1 FROM community);
END;
CREATE TRIGGER community_writes_its_leaf AFTER INSERT ON community BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM community_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER community_keeps_its_origin BEFORE UPDATE ON community
WHEN NEW.one IS NOT OLD.one OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at
  OR NEW.slug IS NOT OLD.slug OR NEW.purpose IS NOT OLD.purpose
  OR NEW.clockOffsetMs IS NOT OLD.clockOffsetMs OR NEW.publicId IS NOT OLD.publicId BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER community_is_never_deleted BEFORE DELETE ON community BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER log_is_never_updated BEFORE UPDATE ON log BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER log_is_never_deleted BEFORE DELETE ON log BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- All free text lives here, each with the salt of its commitment; erasing a row leaves the books whole.
CREATE TABLE memo (
  ref TEXT NOT NULL,
  part TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (part IN ('title', 'place', 'memo', 'answers')),
  salt TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (ref, part)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER memo_is_written_once BEFORE INSERT ON memo
WHEN EXISTS (SELECT 1 FROM memo WHERE ref = NEW.ref AND part = NEW.part) BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER memo_is_never_updated BEFORE UPDATE ON memo BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What protects a write from being done twice, written in the same batch (law 10).
-- `ref` and `step` say what to render again; `at` lets rows of 90 days and more be pruned.
CREATE TABLE idempotency (
  principal TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  ref TEXT NOT NULL,
  step INTEGER,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER idempotency_is_written_once BEFORE INSERT ON idempotency
WHEN EXISTS (SELECT 1 FROM idempotency WHERE principal = NEW.principal AND key = NEW.key) BEGIN
  SELECT RAISE(ABORT, 'idempotency_key_was_used_otherwise');
END;
CREATE TRIGGER idempotency_is_not_born_old BEFORE INSERT ON idempotency
WHEN NEW.at < (SELECT at FROM next_leaf) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER idempotency_is_never_updated BEFORE UPDATE ON idempotency BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER idempotency_is_pruned_when_old BEFORE DELETE ON idempotency
WHEN OLD.at > unixepoch('subsec') * 1000 - 7776000000 BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What must be told to someone, written with the fact and delivered later. Ids only, no text.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (id > 0),
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  member TEXT,
  at INTEGER NOT NULL,
  deliveredAt INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE deliveredAt IS NULL;
CREATE TRIGGER outbox_is_written_once BEFORE INSERT ON outbox
WHEN EXISTS (SELECT 1 FROM outbox WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER outbox_notes_delivery_only BEFORE UPDATE ON outbox
WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.ref IS NOT OLD.ref
  OR NEW.member IS NOT OLD.member OR NEW.at IS NOT OLD.at BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER outbox_keeps_what_waits BEFORE DELETE ON outbox WHEN OLD.deliveredAt IS NULL BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
