-- Acting for another: delegations, declared households, paper slips, blocks, concerns, seen checks.
--
-- Invariants (product.md, privacy and safety; ledger.md, laws 3, 9, 12):
--   * a delegation is offered, then accepted or refused, and withdrawn by either side at any time; it
--     runs for a year at most, and between two members one at a time is in force.
--   * what stewards enter from paper or telephone is one act with its lines, undone as one act.
--   * a block is nobody's business: an erasable row without a leaf, which refuses quietly.
--   * a concern's words stand in memo; its end, and that a check was seen, are acts of a steward.

CREATE TABLE delegation (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  member TEXT NOT NULL REFERENCES member (id),
  delegate TEXT NOT NULL REFERENCES member (id),
  scope TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (scope IN ('see', 'prepare', 'act')),
  until INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT row_is_malformed CHECK (member <> delegate),
  CONSTRAINT row_is_malformed CHECK (until > at AND until <= at + 31622400000)
) STRICT, WITHOUT ROWID;
CREATE INDEX delegation_of_member ON delegation (member, number);
CREATE INDEX delegation_to_delegate ON delegation (delegate, number);
CREATE TABLE delegation_step (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  delegation TEXT NOT NULL REFERENCES delegation (id),
  step INTEGER NOT NULL,
  act TEXT NOT NULL,
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id),
  UNIQUE (delegation, step)
) STRICT;
CREATE VIEW delegation_step_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'delegation.' || s.act, s.delegation, s.at,
  json_array('delegation.' || s.act, s.seq, s.at, s.delegation, s.step, m.publicId, g.publicId, d.scope,
    d.until, coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM delegation_step s JOIN delegation d ON d.id = s.delegation
JOIN member m ON m.id = d.member JOIN member g ON g.id = d.delegate;
-- Where each delegation stands: its last step.
CREATE VIEW delegation_state (delegation, member, delegate, scope, until, state) AS
SELECT d.id, d.member, d.delegate, d.scope, d.until, s.act
FROM delegation d JOIN delegation_step s ON s.delegation = d.id
  AND s.step = (SELECT max(step) FROM delegation_step WHERE delegation = d.id);
CREATE TRIGGER delegation_is_new BEFORE INSERT ON delegation
WHEN EXISTS (SELECT 1 FROM delegation WHERE id = NEW.id OR number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER delegation_is_never_updated BEFORE UPDATE ON delegation BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER delegation_is_never_deleted BEFORE DELETE ON delegation BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER delegation_step_follows BEFORE INSERT ON delegation_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf)
    OR NEW.step IS NOT (
      SELECT coalesce(max(step) + 1, 0) FROM delegation_step WHERE delegation = NEW.delegation);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM delegation_state WHERE delegation = NEW.delegation), '') || '>' || NEW.act
    NOT IN ('>offered', 'offered>accepted', 'offered>refused', 'offered>withdrawn', 'accepted>withdrawn');
  SELECT RAISE(ABORT, 'delegation_has_ended')
  FROM delegation WHERE id = NEW.delegation AND NEW.act = 'accepted' AND until <= NEW.at;
  -- One at a time: a newer one takes the older one's place, which is withdrawn first.
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  FROM delegation d JOIN delegation_state o ON o.member = d.member AND o.delegate = d.delegate
  WHERE d.id = NEW.delegation AND NEW.act = 'accepted' AND o.state = 'accepted' AND o.until > NEW.at;
END;
CREATE TRIGGER delegation_step_stands AFTER INSERT ON delegation_step BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM delegation_step_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER delegation_step_is_never_updated BEFORE UPDATE ON delegation_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER delegation_step_is_never_deleted BEFORE DELETE ON delegation_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Whom a steward says they live with: they decide nothing of theirs (own-cause).
CREATE TABLE household_declaration (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  other TEXT NOT NULL REFERENCES member (id),
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('declared', 'ended')),
  actor TEXT NOT NULL,
  CONSTRAINT row_is_malformed CHECK (member <> other)
) STRICT;
CREATE INDEX household_declaration_of ON household_declaration (member, other, seq);
CREATE VIEW household_declaration_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'household.' || s.act, m.publicId, s.at,
  json_array('household.' || s.act, s.seq, s.at, m.publicId, o.publicId,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM household_declaration s JOIN member m ON m.id = s.member JOIN member o ON o.id = s.other;
-- The households declared now, as their stewards said last.
CREATE VIEW household (member, other) AS
SELECT member, other FROM household_declaration s
WHERE act = 'declared' AND seq = (
  SELECT max(seq) FROM household_declaration WHERE member = s.member AND other = s.other);
CREATE TRIGGER household_declaration_follows BEFORE INSERT ON household_declaration
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf)
  OR (NEW.act = 'declared') IS EXISTS (
    SELECT 1 FROM household WHERE member = NEW.member AND other = NEW.other) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER household_declaration_stands AFTER INSERT ON household_declaration BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM household_declaration_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER household_declaration_is_never_updated BEFORE UPDATE ON household_declaration BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER household_declaration_is_never_deleted BEFORE DELETE ON household_declaration BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Exchanges that a coordinator typed in, from paper or from the telephone, as one act.
CREATE TABLE slip_batch (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (source IN ('phone', 'paper')),
  lines INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (lines BETWEEN 1 AND 100),
  seconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (seconds > 0),
  actor TEXT NOT NULL
) STRICT;
CREATE TABLE slip (
  batch TEXT NOT NULL REFERENCES slip_batch (id),
  line INTEGER NOT NULL,
  exchange TEXT NOT NULL UNIQUE REFERENCES exchange (id),
  PRIMARY KEY (batch, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE slip_reversal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  batch TEXT NOT NULL UNIQUE REFERENCES slip_batch (id),
  exchanges INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (exchanges > 0),
  actor TEXT NOT NULL
) STRICT;
CREATE VIEW slip_batch_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'slips.entered', id, at,
  json_array('slips.entered', seq, at, id, source, lines, seconds,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM slip_batch s;
CREATE VIEW slip_reversal_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'slips.reversed', batch, at,
  json_array('slips.reversed', seq, at, batch, exchanges,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM slip_reversal s;
-- A batch that is being entered: its lines follow it.
CREATE VIEW open_slip_batch (id, actor) AS
SELECT id, actor FROM slip_batch b WHERE lines > (SELECT count(*) FROM slip WHERE batch = b.id);
-- What was said to be done on a day: whether a slip stands already is asked by it.
CREATE INDEX exchange_step_done_on ON exchange_step (workedOn) WHERE state = 'done';
CREATE TRIGGER slip_batch_is_new BEFORE INSERT ON slip_batch BEGIN
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (SELECT 1 FROM slip_batch WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
END;
CREATE TRIGGER slip_batch_stands AFTER INSERT ON slip_batch BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM slip_batch_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER slip_batch_is_never_updated BEFORE UPDATE ON slip_batch BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER slip_batch_is_never_deleted BEFORE DELETE ON slip_batch BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER slip_follows BEFORE INSERT ON slip BEGIN
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (SELECT 1 FROM slip WHERE exchange = NEW.exchange);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.line IS NOT (SELECT coalesce(max(line), 0) + 1 FROM slip WHERE batch = NEW.batch)
    OR NEW.line > (SELECT lines FROM slip_batch WHERE id = NEW.batch)
    OR EXISTS (SELECT 1 FROM slip_reversal WHERE batch = NEW.batch);
  -- A slip records help already given, entered by the one who entered the batch.
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NOT EXISTS (
    SELECT 1 FROM exchange_step e JOIN slip_batch b ON b.actor = e.actor
    WHERE e.exchange = NEW.exchange AND e.step = 0 AND e.state = 'done' AND b.id = NEW.batch);
END;
CREATE TRIGGER slip_is_never_updated BEFORE UPDATE ON slip BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER slip_is_never_deleted BEFORE DELETE ON slip BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER slip_reversal_is_new BEFORE INSERT ON slip_reversal BEGIN
  SELECT RAISE(ABORT, 'slips_are_reversed_already')
  WHERE EXISTS (SELECT 1 FROM slip_reversal WHERE batch = NEW.batch);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf)
    OR NEW.exchanges > (SELECT count(*) FROM slip WHERE batch = NEW.batch);
END;
CREATE TRIGGER slip_reversal_stands AFTER INSERT ON slip_reversal BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM slip_reversal_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER slip_reversal_is_never_updated BEFORE UPDATE ON slip_reversal BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER slip_reversal_is_never_deleted BEFORE DELETE ON slip_reversal BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Whom someone wants no contact with. No leaf and no words: lifting it erases it.
CREATE TABLE member_block (
  member TEXT NOT NULL REFERENCES member (id),
  blocked TEXT NOT NULL REFERENCES member (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (member, blocked),
  CONSTRAINT row_is_malformed CHECK (member <> blocked)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_block_of ON member_block (blocked, member);
CREATE TRIGGER member_block_is_new BEFORE INSERT ON member_block
WHEN EXISTS (SELECT 1 FROM member_block WHERE member = NEW.member AND blocked = NEW.blocked) BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER member_block_is_never_updated BEFORE UPDATE ON member_block BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
-- Nothing new begins between two of whom one blocked the other, and no words pass. Who blocked hears
-- why; the other hears what anyone hears. What a coordinator enters for both did happen, and stands.
CREATE TRIGGER exchange_begins_unblocked BEFORE INSERT ON exchange_step
WHEN NEW.state IN ('proposed', 'agreed') OR (NEW.state = 'done' AND NEW.step = 0) BEGIN
  SELECT RAISE(ABORT, 'member_is_blocked')
  FROM exchange e JOIN exchange_receiver r ON r.exchange = e.id
  JOIN member_block b ON b.member = coalesce(NEW.onBehalfOf, substr(NEW.actor, 8))
    AND ((b.member = e.giver AND b.blocked = r.member) OR (b.member = r.member AND b.blocked = e.giver))
  WHERE e.id = NEW.exchange
    AND NEW.actor NOT IN (SELECT actor FROM open_slip_batch);
  SELECT RAISE(ABORT, 'help_cannot_be_agreed_yet')
  FROM exchange e JOIN exchange_receiver r ON r.exchange = e.id
  JOIN member_block b ON (b.member = e.giver AND b.blocked = r.member)
    OR (b.member = r.member AND b.blocked = e.giver)
  WHERE e.id = NEW.exchange
    AND NEW.actor NOT IN (SELECT actor FROM open_slip_batch);
END;
CREATE TRIGGER exchange_message_is_unblocked BEFORE INSERT ON exchange_message BEGIN
  SELECT RAISE(ABORT, 'member_is_blocked')
  FROM member_block b JOIN (
    SELECT giver AS party FROM exchange WHERE id = NEW.exchange
    UNION ALL SELECT member FROM exchange_receiver WHERE exchange = NEW.exchange) ON b.blocked = party
  WHERE b.member = NEW.member;
  SELECT RAISE(ABORT, 'help_cannot_be_agreed_yet')
  FROM member_block b JOIN (
    SELECT giver AS party FROM exchange WHERE id = NEW.exchange
    UNION ALL SELECT member FROM exchange_receiver WHERE exchange = NEW.exchange) ON b.member = party
  WHERE b.blocked = NEW.member;
END;

-- What someone tells the coordinators in confidence; the words stand in memo under the row's id.
CREATE TABLE concern (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  member TEXT NOT NULL REFERENCES member (id),
  aboutMember TEXT REFERENCES member (id),
  aboutExchange TEXT REFERENCES exchange (id),
  kind TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (kind IN ('safety', 'money', 'unkind', 'boundaries', 'hours', 'other')),
  at INTEGER NOT NULL,
  CONSTRAINT row_is_malformed CHECK (aboutMember IS NULL OR aboutMember <> member)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_of_member ON concern (member, number);
CREATE TRIGGER concern_is_new BEFORE INSERT ON concern
WHEN EXISTS (SELECT 1 FROM concern WHERE id = NEW.id OR number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER concern_is_never_updated BEFORE UPDATE ON concern BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TABLE concern_resolution (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  concern TEXT NOT NULL UNIQUE,
  outcome TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (outcome IN ('talked', 'agreed_a_way', 'passed_on', 'no_ground')),
  actor TEXT NOT NULL
) STRICT;
CREATE VIEW concern_resolution_leaf (seq, kind, ref, at, body) AS
SELECT seq, 'concern.resolved', concern, at,
  json_array('concern.resolved', seq, at, concern, outcome,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM concern_resolution s;
CREATE TRIGGER concern_resolution_is_new BEFORE INSERT ON concern_resolution BEGIN
  SELECT RAISE(ABORT, 'concern_is_resolved_already')
  WHERE EXISTS (SELECT 1 FROM concern_resolution WHERE concern = NEW.concern);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf)
    OR NOT EXISTS (SELECT 1 FROM concern WHERE id = NEW.concern);
END;
CREATE TRIGGER concern_resolution_stands AFTER INSERT ON concern_resolution BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM concern_resolution_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER concern_resolution_is_never_updated BEFORE UPDATE ON concern_resolution BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER concern_resolution_is_never_deleted BEFORE DELETE ON concern_resolution BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- That a safeguarding check was seen: which kind, by whom, until when; never the document.
CREATE TABLE member_check (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (kind IN ('identity', 'references', 'background', 'driving', 'first_aid', 'training')),
  untilOn TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (date(untilOn) IS untilOn),
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX member_check_of ON member_check (member, seq);
CREATE VIEW member_check_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'check.seen', m.publicId, s.at,
  json_array('check.seen', s.seq, s.at, m.publicId, s.kind, s.untilOn,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor))
FROM member_check s JOIN member m ON m.id = s.member;
CREATE TRIGGER member_check_follows BEFORE INSERT ON member_check
WHEN NEW.seq IS NOT (SELECT seq FROM next_leaf) BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order');
END;
CREATE TRIGGER member_check_stands AFTER INSERT ON member_check BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM member_check_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER member_check_is_never_updated BEFORE UPDATE ON member_check BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER member_check_is_never_deleted BEFORE DELETE ON member_check BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
