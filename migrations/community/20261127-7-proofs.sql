-- Proofs: the tree over the log, its signed heads, reports of a period, and the keys that sign them.
--
-- Invariants (ledger.md, laws 3, 9 and Proofs):
--   * a node stands only where its whole subtree of leaves stands; checkpoints grow and never pass the
--     log. Both are copies: what audit remembers in a database of its own is what counts.
--   * keys begin once; each further one and each voiding names who signed it. The log only keeps what
--     was said: which keys are good follows from the signatures alone (packages/proof, keys).
--   * reports are asked for and issued as 1, 2, 3 …; a period is over, and no report ends before the
--     one before it. Attachments and salts stand before their report is issued, and never after.
--   * a report's signatures come from co-signers who entered by a leaf.
--   * salts are erasable: without its salt a line of balances.jsonl says nothing of whose it is.

-- Hashes of whole subtrees: 2^level leaves, the position-th of its level from the left.
CREATE TABLE node (
  level INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (level >= 0),
  position INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (position >= 0),
  hash TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER node_is_whole BEFORE INSERT ON node BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only')
  FROM node WHERE level = NEW.level AND position = NEW.position;
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  FROM next_leaf WHERE NEW.position >= seq >> NEW.level;
END;
CREATE TRIGGER node_is_never_updated BEFORE UPDATE ON node BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER node_is_never_deleted BEFORE DELETE ON node BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- The signed heads of the log; `note` is a C2SP signed note, `root` the same root in hex.
CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,
  root TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (length(root) = 64 AND root NOT GLOB '*[^0-9a-f]*'),
  at INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE TRIGGER checkpoint_grows BEFORE INSERT ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoint)
    OR NEW.size > (SELECT seq FROM next_leaf)
    OR NEW.at < (SELECT coalesce(max(at), 0) FROM checkpoint);
END;
CREATE TRIGGER checkpoint_is_never_updated BEFORE UPDATE ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Where the keys of a community begin: the name its heads are signed under, its first key for reports
-- and checkpoints, and the recovery key, of which the stewards alone hold the private half.
CREATE TABLE key_founding (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  origin TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (length(origin) BETWEEN 1 AND 200 AND origin NOT GLOB '*[ +]*'),
  x TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(x) = 43),
  recoveryX TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(recoveryX) = 43),
  CONSTRAINT row_is_malformed CHECK (x <> recoveryX)
) STRICT;
CREATE VIEW key_founding_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'key.founded', origin, at, json_array('key.founded', seq, at, origin, x, recoveryX)
FROM key_founding;
CREATE TRIGGER key_founding_is_one BEFORE INSERT ON key_founding BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'id_is_taken') FROM key_founding;
END;
CREATE TRIGGER key_founding_stands AFTER INSERT ON key_founding BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM key_founding_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER key_founding_is_never_updated BEFORE UPDATE ON key_founding BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER key_founding_is_never_deleted BEFORE DELETE ON key_founding BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- A further key, with the signature of one that stands. Whether the signature is good, whoever reads
-- the log judges: one that is not good brings nothing in, and stands in nobody's way.
CREATE TABLE key_introduction (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  use TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (use IN ('report', 'receipt', 'recovery')),
  x TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(x) = 43),
  generation INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (generation >= 0),
  signedBy TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE VIEW key_introduction_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'key.introduced', x, at,
  json_array('key.introduced', seq, at, use, x, generation, signedBy, signature)
FROM key_introduction;
CREATE TRIGGER key_introduction_follows BEFORE INSERT ON key_introduction
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER key_introduction_stands AFTER INSERT ON key_introduction BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM key_introduction_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER key_introduction_is_never_updated BEFORE UPDATE ON key_introduction BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER key_introduction_is_never_deleted BEFORE DELETE ON key_introduction BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- The recovery key voids another from a size of the log on, however far back.
CREATE TABLE key_voiding (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kid TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(kid) = 43),
  fromSize INTEGER NOT NULL,
  signedBy TEXT NOT NULL,
  signature TEXT NOT NULL,
  CONSTRAINT row_is_malformed CHECK (fromSize BETWEEN 0 AND seq + 1)
) STRICT;
CREATE VIEW key_voiding_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'key.voided', kid, at,
  json_array('key.voided', seq, at, kid, fromSize, signedBy, signature)
FROM key_voiding;
CREATE TRIGGER key_voiding_follows BEFORE INSERT ON key_voiding
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER key_voiding_stands AFTER INSERT ON key_voiding BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM key_voiding_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER key_voiding_is_never_updated BEFORE UPDATE ON key_voiding BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER key_voiding_is_never_deleted BEFORE DELETE ON key_voiding BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Each migration of founded books, by its name and the SHA-256 of its text.
CREATE TABLE schema_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(digest) = 64)
) STRICT;
CREATE VIEW schema_step_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'schema.migrated', name, at, json_array('schema.migrated', seq, at, name, digest)
FROM schema_step;
CREATE TRIGGER schema_step_follows BEFORE INSERT ON schema_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'id_is_taken') FROM schema_step WHERE name = NEW.name;
END;
CREATE TRIGGER schema_step_stands AFTER INSERT ON schema_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM schema_step_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER schema_step_is_never_updated BEFORE UPDATE ON schema_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER schema_step_is_never_deleted BEFORE DELETE ON schema_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- A report that was asked for: from which day to which, both counting, in UTC.
CREATE TABLE report_request (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  no INTEGER NOT NULL UNIQUE,
  fromOn TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (date(fromOn) IS fromOn),
  toOn TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (date(toOn) IS toOn),
  actor TEXT NOT NULL,
  CONSTRAINT row_is_malformed CHECK (fromOn <= toOn)
) STRICT;
CREATE VIEW report_request_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'report.requested', CAST(no AS TEXT), at,
  json_array('report.requested', seq, at, no, fromOn, toOn,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM report_request s;
CREATE TRIGGER report_request_follows BEFORE INSERT ON report_request BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale')
  WHERE NEW.no IS NOT (SELECT coalesce(max(no), 0) + 1 FROM report_request);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'report_period_is_not_over')
  WHERE NEW.toOn >= date(NEW.at / 1000, 'unixepoch');
  SELECT RAISE(ABORT, 'report_period_goes_back')
  WHERE NEW.toOn < (SELECT toOn FROM report_request WHERE no = NEW.no - 1);
END;
CREATE TRIGGER report_request_stands AFTER INSERT ON report_request BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM report_request_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER report_request_is_never_updated BEFORE UPDATE ON report_request BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER report_request_is_never_deleted BEFORE DELETE ON report_request BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- The signed statement of a period, as audit made it; `digest` is the SHA-256 of `jws`.
CREATE TABLE report (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  no INTEGER NOT NULL UNIQUE REFERENCES report_request (no),
  fromSize INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (fromSize >= 0),
  toSize INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (toSize >= fromSize),
  root TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (length(root) = 64 AND root NOT GLOB '*[^0-9a-f]*'),
  digest TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(digest) = 64),
  jws TEXT NOT NULL
) STRICT;
CREATE VIEW report_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'report.issued', CAST(no AS TEXT), at,
  json_array('report.issued', seq, at, no, fromSize, toSize, root, digest)
FROM report;
CREATE TRIGGER report_follows BEFORE INSERT ON report BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf)
    OR NEW.no IS NOT (SELECT coalesce(max(no), 0) + 1 FROM report)
    OR NEW.toSize > NEW.seq
    OR NEW.toSize < (SELECT coalesce(max(toSize), 0) FROM report);
END;
CREATE TRIGGER report_stands AFTER INSERT ON report BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM report_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER report_is_never_updated BEFORE UPDATE ON report BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER report_is_never_deleted BEFORE DELETE ON report BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What a report's digests name, in parts of a size that one request carries. The other attachment,
-- log.jsonl, is the log itself up to the report's size: kept once, not once per report.
CREATE TABLE report_attachment (
  report INTEGER NOT NULL REFERENCES report_request (no),
  name TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (name = 'balances.jsonl'),
  part INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (part >= 0),
  text TEXT NOT NULL,
  PRIMARY KEY (report, name, part)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER report_attachment_comes_first BEFORE INSERT ON report_attachment BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only')
  WHERE EXISTS (SELECT 1 FROM report WHERE no = NEW.report)
    OR EXISTS (SELECT 1 FROM report_attachment WHERE report = NEW.report AND part = NEW.part);
END;
CREATE TRIGGER report_attachment_is_never_updated BEFORE UPDATE ON report_attachment BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER report_attachment_is_never_deleted BEFORE DELETE ON report_attachment BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Where an account's line stands in a report's balances, and the salt of its commitment.
CREATE TABLE report_salt (
  report INTEGER NOT NULL REFERENCES report_request (no),
  account TEXT NOT NULL REFERENCES account (id),
  place INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (place >= 0),
  salt TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(salt) = 64),
  PRIMARY KEY (report, account)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER report_salt_comes_first BEFORE INSERT ON report_salt BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only')
  WHERE EXISTS (SELECT 1 FROM report WHERE no = NEW.report)
    OR EXISTS (SELECT 1 FROM report_salt WHERE report = NEW.report AND account = NEW.account);
END;
CREATE TRIGGER report_salt_is_never_updated BEFORE UPDATE ON report_salt BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Stewards who sign reports beside audit, each with a key of their own. `needed`: how many
-- signatures a report wants from here on.
CREATE TABLE cosigner_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('added', 'removed')),
  kid TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(kid) = 43),
  publicKey TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(publicKey) = 43),
  needed INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (needed >= 0),
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX cosigner_step_of ON cosigner_step (kid, seq);
CREATE VIEW cosigner_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'cosigner.' || s.act, s.kid, s.at,
  json_array('cosigner.' || s.act, s.seq, s.at, m.publicId, s.kid, s.publicKey, s.needed,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM cosigner_step s JOIN member m ON m.id = s.member;
-- The co-signers there are now: the last step of each key.
CREATE VIEW cosigner (member, kid, publicKey) AS
SELECT member, kid, publicKey FROM cosigner_step s
WHERE act = 'added' AND seq = (SELECT max(seq) FROM cosigner_step WHERE kid = s.kid);
CREATE TRIGGER cosigner_step_follows BEFORE INSERT ON cosigner_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'id_is_taken')
  WHERE NEW.act = 'added' AND (EXISTS (SELECT 1 FROM cosigner_step WHERE kid = NEW.kid)
    OR EXISTS (SELECT 1 FROM cosigner WHERE member = NEW.member));
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE NEW.act = 'removed' AND NOT EXISTS (
    SELECT 1 FROM cosigner
    WHERE kid = NEW.kid AND member = NEW.member AND publicKey = NEW.publicKey);
END;
CREATE TRIGGER cosigner_step_stands AFTER INSERT ON cosigner_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM cosigner_step_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
  SELECT RAISE(ABORT, 'cosigners_are_too_few') WHERE NEW.needed > (SELECT count(*) FROM cosigner);
END;
CREATE TRIGGER cosigner_step_is_never_updated BEFORE UPDATE ON cosigner_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER cosigner_step_is_never_deleted BEFORE DELETE ON cosigner_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TABLE report_signature (
  report INTEGER NOT NULL REFERENCES report (no),
  kid TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  signature TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (report, kid)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER report_signature_is_of_a_cosigner BEFORE INSERT ON report_signature BEGIN
  SELECT RAISE(ABORT, 'report_is_signed_already')
  FROM report_signature WHERE report = NEW.report AND kid = NEW.kid;
  SELECT RAISE(ABORT, 'cosigner_is_unknown')
  WHERE NOT EXISTS (SELECT 1 FROM cosigner WHERE kid = NEW.kid AND member = NEW.member);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  FROM report WHERE no = NEW.report AND at > NEW.at;
END;
CREATE TRIGGER report_signature_is_never_updated BEFORE UPDATE ON report_signature BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER report_signature_is_never_deleted BEFORE DELETE ON report_signature BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
