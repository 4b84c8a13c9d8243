-- Accounts, transfers, entries: where hours stand and how they move.
--
-- Invariants (ledger.md, laws 1–8, 13, 14):
--   1  a transfer is one row from → to, positive seconds: it cannot be unbalanced.
--   2  nothing is minted: there is no issuance account, so Σ(in − out) = 0 always.
--   3  transfer, entry and every step are append-only.
--   4  an account's sums and version are projections: they change exactly once per transfer, by that
--      transfer's own trigger. An UPDATE must name as lastSeq a newer leaf that touches the account;
--      such a leaf has always been applied by its own trigger, so nobody else can.
--   5  limits are judged after post and hold only; settle, release and reverse honour what was promised.
--   6  a hold resolves at most once; it lapses at expiresAt unless its exchange is done.
--   7  a reversal mirrors one posted or settled transfer, once.
--   13 a post or hold names the charter in force; settle, release and reverse carry their original's.
--   14 purpose `import` is taken only while an import is open, and is not judged against floors.

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  publicId TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (kind IN ('member', 'organisation', 'household', 'pool', 'peer', 'opening')),
  member TEXT UNIQUE REFERENCES member (id),
  status TEXT NOT NULL DEFAULT 'open' CONSTRAINT row_is_malformed
    CHECK (status IN ('open', 'frozen', 'closed')),
  inSeconds INTEGER NOT NULL DEFAULT 0 CONSTRAINT row_is_malformed CHECK (inSeconds >= 0),
  outSeconds INTEGER NOT NULL DEFAULT 0 CONSTRAINT row_is_malformed CHECK (outSeconds >= 0),
  givenSeconds INTEGER NOT NULL DEFAULT 0,
  receivedSeconds INTEGER NOT NULL DEFAULT 0,
  giftSeconds INTEGER NOT NULL DEFAULT 0,
  importedSeconds INTEGER NOT NULL DEFAULT 0,
  importedInSeconds INTEGER NOT NULL DEFAULT 0,
  heldOutSeconds INTEGER NOT NULL DEFAULT 0 CONSTRAINT row_is_malformed CHECK (heldOutSeconds >= 0),
  heldInSeconds INTEGER NOT NULL DEFAULT 0 CONSTRAINT row_is_malformed CHECK (heldInSeconds >= 0),
  version INTEGER NOT NULL DEFAULT 0,
  lastSeq INTEGER NOT NULL DEFAULT -1,
  CONSTRAINT row_is_malformed CHECK (
    (kind IN ('member', 'organisation', 'household')) = (member IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE VIEW account_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'account.opened', publicId, at, json_array('account.opened', seq, at, publicId, kind)
FROM account;

CREATE TABLE account_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('closed', 'frozen', 'thawed')),
  actor TEXT NOT NULL
) STRICT;
CREATE VIEW account_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'account.' || s.act, a.publicId, s.at,
  json_array('account.' || s.act, s.seq, s.at, a.publicId,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM account_step s JOIN account a ON a.id = s.account;

-- A line of one account's own, with its reason and, mostly, its end.
CREATE TABLE limit_change (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  floorSeconds INTEGER NOT NULL CONSTRAINT row_is_malformed
    CHECK (floorSeconds BETWEEN -3155760000 AND 0),
  ceilingSeconds INTEGER,
  until INTEGER,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX limit_change_of_account ON limit_change (account, seq);
CREATE VIEW limit_change_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'limits.changed', a.publicId, s.at,
  json_array('limits.changed', s.seq, s.at, a.publicId, s.floorSeconds, s.ceilingSeconds, s.until,
    s.reason, coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM limit_change s JOIN account a ON a.id = s.account;

CREATE TABLE import (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  digest TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (length(digest) = 64),
  actor TEXT NOT NULL
) STRICT;
CREATE TABLE import_closing (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  import TEXT NOT NULL UNIQUE REFERENCES import (id),
  transfers INTEGER NOT NULL,
  seconds INTEGER NOT NULL
) STRICT;
CREATE VIEW import_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'import.opened', id, at,
  json_array('import.opened', seq, at, id, source, digest,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM import s;
CREATE VIEW import_closing_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'import.closed', import, at, json_array('import.closed', seq, at, import, transfers, seconds)
FROM import_closing;
CREATE VIEW open_import (id) AS
SELECT id FROM import WHERE id NOT IN (SELECT import FROM import_closing);

-- What an account's holder lets an admitted app book from it.
CREATE TABLE app_grant (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  app TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  step INTEGER NOT NULL,
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('granted', 'withdrawn')),
  dailyCapSeconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (dailyCapSeconds >= 0),
  actor TEXT NOT NULL,
  UNIQUE (app, account, step)
) STRICT;
CREATE VIEW app_grant_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'grant.' || s.act, s.app, s.at,
  json_array('grant.' || s.act, s.seq, s.at, s.app, a.publicId, s.step, s.dailyCapSeconds,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM app_grant s JOIN account a ON a.id = s.account;

-- seconds move from → to: `from` received help, its standing falls; `to` gave it, its standing rises.
-- A century at most in one row: sums stay whole numbers that every reader can hold.
-- ref is what a settle, release or reverse resolves; memoHash commits to an erasable memo.
CREATE TABLE transfer (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (kind IN ('post', 'hold', 'settle', 'release', 'reverse')),
  purpose TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (purpose IN ('help', 'gift', 'grant', 'correction', 'import', 'treaty')),
  fromAccount TEXT NOT NULL REFERENCES account (id),
  toAccount TEXT NOT NULL REFERENCES account (id),
  seconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (seconds BETWEEN 1 AND 3155760000),
  ref TEXT,
  groupId TEXT,
  exchange TEXT,
  expiresAt INTEGER,
  workedOn TEXT,
  charter INTEGER NOT NULL,
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id),
  reason TEXT,
  memoHash TEXT,
  CONSTRAINT accounts_are_the_same CHECK (fromAccount <> toAccount),
  CONSTRAINT row_is_malformed CHECK ((kind = 'hold') = (expiresAt IS NOT NULL)),
  CONSTRAINT row_is_malformed CHECK ((kind IN ('settle', 'release', 'reverse')) = (ref IS NOT NULL)),
  CONSTRAINT row_is_malformed CHECK ((kind = 'reverse') = (reason IS NOT NULL)),
  CONSTRAINT row_is_malformed CHECK (purpose <> 'import' OR kind IN ('post', 'reverse'))
) STRICT;
CREATE UNIQUE INDEX hold_resolves_once ON transfer (ref) WHERE kind IN ('settle', 'release');
CREATE UNIQUE INDEX transfer_reverses_once ON transfer (ref) WHERE kind = 'reverse';
CREATE INDEX transfer_of_exchange ON transfer (exchange, seq) WHERE exchange IS NOT NULL;
CREATE INDEX transfer_by_actor ON transfer (actor, at);
CREATE VIEW transfer_leaf (seq, kind, ref, at, body) AS
SELECT t.seq, 'transfer.' || t.kind, t.id, t.at,
  json_array('transfer.' || t.kind, t.seq, t.at, t.id, t.purpose, f.publicId, g.publicId, t.seconds,
    t.ref, t.groupId, t.exchange, t.expiresAt, t.workedOn, t.charter,
    coalesce((SELECT publicId FROM member WHERE id = substr(t.actor, 8)), t.actor),
    (SELECT publicId FROM member WHERE id = t.onBehalfOf), t.reason, t.memoHash)
FROM transfer t JOIN account f ON f.id = t.fromAccount JOIN account g ON g.id = t.toAccount;

-- The statement, and the standing at any moment: the newest entry at or before it.
CREATE TABLE entry (
  account TEXT NOT NULL REFERENCES account (id),
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  deltaSeconds INTEGER NOT NULL,
  balanceSeconds INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_time ON entry (account, at, version);

-- The floor in force for an account at a moment is the override while its end lies ahead, else the
-- newcomer line until help was given, else the charter's number for its kind. No job moves a line.
-- This view says it for the moment of the newest leaf, which is the moment every write is judged at.
CREATE VIEW line_in_force (account, floorSeconds, ceilingSeconds) AS
SELECT a.id,
  coalesce(
    CASE WHEN l.until IS NULL OR l.until > newest.at THEN l.floorSeconds END,
    CASE
      WHEN a.kind = 'pool' THEN 0
      WHEN a.kind = 'organisation' THEN c.organisationFloorSeconds
      WHEN a.kind = 'member' AND a.givenSeconds <= 0 AND a.importedInSeconds = 0
        THEN max(c.newcomerFloorSeconds, c.memberFloorSeconds)
      ELSE c.memberFloorSeconds
    END),
  coalesce(
    CASE WHEN l.until IS NULL OR l.until > newest.at THEN l.ceilingSeconds END,
    CASE WHEN a.kind IN ('member', 'household') THEN c.memberCeilingSeconds END)
FROM account a
JOIN next_leaf newest
LEFT JOIN limit_change l ON l.seq = (SELECT max(seq) FROM limit_change WHERE account = a.id)
LEFT JOIN charter c ON c.version = (SELECT max(version) FROM charter WHERE effectiveFrom <= newest.at);

CREATE TRIGGER account_is_new BEFORE INSERT ON account BEGIN
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (
    SELECT 1 FROM account WHERE id = NEW.id OR publicId = NEW.publicId OR member = NEW.member);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  -- The kind decides the line, so nobody may stand on another kind's.
  SELECT RAISE(ABORT, 'row_is_malformed') FROM member
  WHERE id = NEW.member AND NEW.kind IS NOT iif(kind = 'person', 'member', kind);
  SELECT RAISE(ABORT, 'projections_are_trigger_owned')
  WHERE NEW.status <> 'open' OR NEW.inSeconds <> 0 OR NEW.outSeconds <> 0 OR NEW.givenSeconds <> 0
    OR NEW.receivedSeconds <> 0 OR NEW.giftSeconds <> 0 OR NEW.importedSeconds <> 0
    OR NEW.importedInSeconds <> 0 OR NEW.heldOutSeconds <> 0 OR NEW.heldInSeconds <> 0
    OR NEW.version <> 0 OR NEW.lastSeq <> -1;
END;
CREATE TRIGGER account_stands AFTER INSERT ON account BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM account_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER account_follows_its_leaves BEFORE UPDATE ON account BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only')
  WHERE NEW.id IS NOT OLD.id OR NEW.publicId IS NOT OLD.publicId OR NEW.seq IS NOT OLD.seq
    OR NEW.at IS NOT OLD.at OR NEW.kind IS NOT OLD.kind OR NEW.member IS NOT OLD.member;
  SELECT RAISE(ABORT, 'projections_are_trigger_owned')
  WHERE NEW.lastSeq <= OLD.lastSeq OR NEW.version <> OLD.version + 1 OR NOT (
    EXISTS (SELECT 1 FROM transfer WHERE seq = NEW.lastSeq AND NEW.id IN (fromAccount, toAccount))
    OR EXISTS (SELECT 1 FROM account_step WHERE seq = NEW.lastSeq AND account = NEW.id)
    OR EXISTS (SELECT 1 FROM limit_change WHERE seq = NEW.lastSeq AND account = NEW.id));
END;
CREATE TRIGGER account_is_never_deleted BEFORE DELETE ON account BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER account_step_follows BEFORE INSERT ON account_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE (SELECT status FROM account WHERE id = NEW.account) || '>' || NEW.act NOT IN (
    'open>frozen', 'frozen>thawed', 'open>closed', 'frozen>closed');
  SELECT RAISE(ABORT, 'hold_is_still_open')
  FROM account WHERE id = NEW.account AND NEW.act = 'closed' AND (heldOutSeconds > 0 OR heldInSeconds > 0);
END;
CREATE TRIGGER account_step_stands AFTER INSERT ON account_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM account_step_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
  UPDATE account SET version = version + 1, lastSeq = NEW.seq,
    status = CASE NEW.act WHEN 'thawed' THEN 'open' ELSE NEW.act END
  WHERE id = NEW.account;
END;
CREATE TRIGGER account_step_is_never_updated BEFORE UPDATE ON account_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER account_step_is_never_deleted BEFORE DELETE ON account_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER limit_change_follows BEFORE INSERT ON limit_change
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER limit_change_stands AFTER INSERT ON limit_change BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM limit_change_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
  UPDATE account SET version = version + 1, lastSeq = NEW.seq WHERE id = NEW.account;
END;
CREATE TRIGGER limit_change_is_never_updated BEFORE UPDATE ON limit_change BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER limit_change_is_never_deleted BEFORE DELETE ON limit_change BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER import_is_new BEFORE INSERT ON import
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf) OR EXISTS (SELECT 1 FROM import WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER import_stands AFTER INSERT ON import BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM import_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER import_is_never_updated BEFORE UPDATE ON import BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER import_is_never_deleted BEFORE DELETE ON import BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER import_closing_is_new BEFORE INSERT ON import_closing
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf)
  OR NOT EXISTS (SELECT 1 FROM open_import WHERE id = NEW.import) BEGIN
  SELECT RAISE(ABORT, 'import_is_not_open');
END;
CREATE TRIGGER import_closing_counts BEFORE INSERT ON import_closing
WHEN (NEW.transfers, NEW.seconds) IS NOT (
  SELECT count(*), coalesce(sum(seconds), 0) FROM transfer
  WHERE purpose = 'import' AND kind = 'post' AND groupId = NEW.import) BEGIN
  SELECT RAISE(ABORT, 'transfer_does_not_match');
END;
CREATE TRIGGER import_closing_stands AFTER INSERT ON import_closing BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM import_closing_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER import_closing_is_never_updated BEFORE UPDATE ON import_closing BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER import_closing_is_never_deleted BEFORE DELETE ON import_closing BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER app_grant_follows BEFORE INSERT ON app_grant
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf)
  OR NEW.step IS NOT (
    SELECT coalesce(max(step) + 1, 0) FROM app_grant WHERE app = NEW.app AND account = NEW.account) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER app_grant_stands AFTER INSERT ON app_grant BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM app_grant_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER app_grant_is_never_updated BEFORE UPDATE ON app_grant BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER app_grant_is_never_deleted BEFORE DELETE ON app_grant BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER transfer_is_new BEFORE INSERT ON transfer BEGIN
  SELECT RAISE(ABORT, 'log_is_not_dense') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id);
END;
CREATE TRIGGER transfer_begins_lawfully BEFORE INSERT ON transfer WHEN NEW.kind IN ('post', 'hold') BEGIN
  SELECT RAISE(ABORT, 'account_is_closed') FROM account
  WHERE id IN (NEW.fromAccount, NEW.toAccount) AND status = 'closed';
  SELECT RAISE(ABORT, 'account_is_frozen') FROM account
  WHERE id IN (NEW.fromAccount, NEW.toAccount) AND status = 'frozen';
  SELECT RAISE(ABORT, 'import_is_not_open')
  WHERE NEW.purpose = 'import' AND NOT EXISTS (SELECT 1 FROM open_import WHERE id = NEW.groupId);
  SELECT RAISE(ABORT, 'charter_is_not_in_force')
  WHERE NEW.charter IS NOT CASE NEW.purpose WHEN 'import' THEN 0 ELSE (
    SELECT max(version) FROM charter WHERE effectiveFrom <= NEW.at) END;
  SELECT RAISE(ABORT, 'transfer_does_not_match') WHERE NEW.kind = 'hold' AND NEW.expiresAt <= NEW.at;
END;
CREATE TRIGGER transfer_resolves_a_hold BEFORE INSERT ON transfer WHEN NEW.kind IN ('settle', 'release') BEGIN
  SELECT RAISE(ABORT, 'hold_is_resolved') WHERE EXISTS (
    SELECT 1 FROM transfer WHERE ref = NEW.ref AND kind IN ('settle', 'release'));
  SELECT RAISE(ABORT, 'transfer_does_not_match') WHERE NOT EXISTS (
    SELECT 1 FROM transfer h
    WHERE h.id = NEW.ref AND h.kind = 'hold' AND h.fromAccount = NEW.fromAccount
      AND h.toAccount = NEW.toAccount AND h.purpose = NEW.purpose AND h.exchange IS NEW.exchange
      AND h.charter = NEW.charter
      AND (NEW.seconds = h.seconds OR (NEW.kind = 'settle' AND NEW.seconds < h.seconds)));
END;
CREATE TRIGGER transfer_reverses BEFORE INSERT ON transfer WHEN NEW.kind = 'reverse' BEGIN
  SELECT RAISE(ABORT, 'transfer_is_reversed_already') WHERE EXISTS (
    SELECT 1 FROM transfer WHERE ref = NEW.ref AND kind = 'reverse');
  SELECT RAISE(ABORT, 'transfer_does_not_match') WHERE NOT EXISTS (
    SELECT 1 FROM transfer t
    WHERE t.id = NEW.ref AND t.kind IN ('post', 'settle') AND t.fromAccount = NEW.toAccount
      AND t.toAccount = NEW.fromAccount AND t.seconds = NEW.seconds AND t.purpose = NEW.purpose
      AND t.exchange IS NEW.exchange AND t.charter = NEW.charter);
  SELECT RAISE(ABORT, 'transfer_does_not_match') FROM account
  WHERE id IN (NEW.fromAccount, NEW.toAccount) AND kind = 'peer';
END;

CREATE TRIGGER transfer_moves AFTER INSERT ON transfer BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM transfer_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
  UPDATE account SET
    outSeconds = outSeconds + iif(NEW.kind IN ('post', 'settle', 'reverse'), NEW.seconds, 0),
    receivedSeconds = receivedSeconds
      + iif(NEW.purpose = 'help' AND NEW.kind IN ('post', 'settle'), NEW.seconds, 0),
    givenSeconds = givenSeconds - iif(NEW.purpose = 'help' AND NEW.kind = 'reverse', NEW.seconds, 0),
    giftSeconds = giftSeconds - iif(
      NEW.purpose IN ('gift', 'grant') AND NEW.kind IN ('post', 'settle', 'reverse'), NEW.seconds, 0),
    importedSeconds = importedSeconds - iif(NEW.purpose = 'import', NEW.seconds, 0),
    importedInSeconds = importedInSeconds - iif(NEW.purpose = 'import' AND NEW.kind = 'reverse', NEW.seconds, 0),
    heldOutSeconds = heldOutSeconds + CASE NEW.kind WHEN 'hold' THEN NEW.seconds
      WHEN 'settle' THEN -(SELECT seconds FROM transfer WHERE id = NEW.ref)
      WHEN 'release' THEN -NEW.seconds ELSE 0 END,
    version = version + 1,
    lastSeq = NEW.seq
  WHERE id = NEW.fromAccount;
  UPDATE account SET
    inSeconds = inSeconds + iif(NEW.kind IN ('post', 'settle', 'reverse'), NEW.seconds, 0),
    givenSeconds = givenSeconds
      + iif(NEW.purpose = 'help' AND NEW.kind IN ('post', 'settle'), NEW.seconds, 0),
    receivedSeconds = receivedSeconds
      - iif(NEW.purpose = 'help' AND NEW.kind = 'reverse', NEW.seconds, 0),
    giftSeconds = giftSeconds + iif(
      NEW.purpose IN ('gift', 'grant') AND NEW.kind IN ('post', 'settle', 'reverse'), NEW.seconds, 0),
    importedSeconds = importedSeconds + iif(NEW.purpose = 'import', NEW.seconds, 0),
    importedInSeconds = importedInSeconds + iif(NEW.purpose = 'import' AND NEW.kind = 'post', NEW.seconds, 0),
    heldInSeconds = heldInSeconds + CASE NEW.kind WHEN 'hold' THEN NEW.seconds
      WHEN 'settle' THEN -(SELECT seconds FROM transfer WHERE id = NEW.ref)
      WHEN 'release' THEN -NEW.seconds ELSE 0 END,
    version = version + 1,
    lastSeq = NEW.seq
  WHERE id = NEW.toAccount;
  INSERT INTO entry
  SELECT id, version, NEW.seq, iif(id = NEW.toAccount, NEW.seconds, -NEW.seconds),
    inSeconds - outSeconds, NEW.at
  FROM account
  WHERE id IN (NEW.fromAccount, NEW.toAccount) AND NEW.kind IN ('post', 'settle', 'reverse');
  -- Limits are judged once the move stands: post and hold only, never imports.
  SELECT RAISE(ABORT, 'gift_exceeds_hours_in_hand') FROM account
  WHERE NEW.kind IN ('post', 'hold') AND NEW.purpose = 'gift' AND id = NEW.fromAccount
    AND kind <> 'pool' AND inSeconds - outSeconds - heldOutSeconds < 0;
  SELECT RAISE(ABORT, 'pool_would_owe') FROM account
  WHERE NEW.kind IN ('post', 'hold', 'reverse') AND id = NEW.fromAccount AND kind = 'pool'
    AND inSeconds - outSeconds - heldOutSeconds < 0;
  SELECT RAISE(ABORT, 'credit_floor_reached') FROM account a JOIN line_in_force l ON l.account = a.id
  WHERE NEW.kind IN ('post', 'hold') AND NEW.purpose <> 'import' AND a.id = NEW.fromAccount
    AND a.inSeconds - a.outSeconds - a.heldOutSeconds < l.floorSeconds;
  SELECT RAISE(ABORT, 'ceiling_is_reached') FROM account a JOIN line_in_force l ON l.account = a.id
  WHERE NEW.kind IN ('post', 'hold') AND NEW.purpose <> 'import' AND a.id = NEW.toAccount
    AND a.inSeconds - a.outSeconds + a.heldInSeconds > l.ceilingSeconds;
END;
CREATE TRIGGER transfer_is_never_updated BEFORE UPDATE ON transfer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER transfer_is_never_deleted BEFORE DELETE ON transfer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER entry_is_of_its_transfer BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE account = NEW.account AND version = NEW.version)
  OR NOT EXISTS (
    SELECT 1 FROM transfer t JOIN account a ON a.id = NEW.account
    WHERE t.seq = NEW.seq AND t.kind IN ('post', 'settle', 'reverse') AND a.lastSeq = NEW.seq
      AND a.version = NEW.version AND a.inSeconds - a.outSeconds = NEW.balanceSeconds AND t.at = NEW.at
      AND NEW.deltaSeconds = CASE NEW.account WHEN t.toAccount THEN t.seconds
        WHEN t.fromAccount THEN -t.seconds END) BEGIN
  SELECT RAISE(ABORT, 'entry_has_no_transfer');
END;
CREATE TRIGGER entry_is_never_updated BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
