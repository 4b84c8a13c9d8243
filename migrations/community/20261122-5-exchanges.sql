-- Exchanges: one agreement to help, as append-only steps.
--
-- Invariants (ledger.md, laws 6, 11, 12):
--   * steps are 0, 1, 2 …; a transition that is not in the list below is refused.
--   * `agreed` needs an open hold of every receiver, `confirmed` a settle or post of every receiver,
--     between the exchange's own parties, written since the step before (so: in the same batch).
--   * an exchange ends (declined, cancelled, confirmed) only when no hold of it is open; declined and
--     cancelled only while no hours moved; `reversed` needs every moved transfer reversed.
--   * what a rule counted is guarded: an `expectation` of an older version is refused.

CREATE TABLE exchange (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  giver TEXT NOT NULL REFERENCES member (id),
  giverAccount TEXT NOT NULL REFERENCES account (id),
  need TEXT REFERENCES need (id),
  offer TEXT REFERENCES offer (id),
  estimateSeconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (estimateSeconds > 0),
  agreedForAt INTEGER,
  charter INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT row_is_malformed CHECK (need IS NULL OR offer IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_of_giver ON exchange (giver, number);
CREATE INDEX exchange_about_need ON exchange (need) WHERE need IS NOT NULL;
CREATE TABLE exchange_receiver (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  member TEXT NOT NULL REFERENCES member (id),
  account TEXT NOT NULL REFERENCES account (id),
  PRIMARY KEY (exchange, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_of_receiver ON exchange_receiver (member, exchange);

CREATE TABLE exchange_step (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  step INTEGER NOT NULL,
  state TEXT NOT NULL,
  actor TEXT NOT NULL,
  onBehalfOf TEXT,
  at INTEGER NOT NULL,
  logSize INTEGER NOT NULL,
  seconds INTEGER,
  workedOn TEXT,
  reason TEXT,
  PRIMARY KEY (exchange, step)
) STRICT, WITHOUT ROWID;

-- The state of each exchange: its last step.
CREATE VIEW exchange_state (exchange, step, state, actor, at, logSize) AS
SELECT exchange, step, state, actor, at, logSize FROM exchange_step s
WHERE step = (SELECT max(step) FROM exchange_step WHERE exchange = s.exchange);
-- Holds that neither settled nor returned.
CREATE VIEW open_hold (id, exchange, fromAccount, toAccount, seconds, expiresAt, seq) AS
SELECT id, exchange, fromAccount, toAccount, seconds, expiresAt, seq FROM transfer h
WHERE kind = 'hold'
  AND NOT EXISTS (SELECT 1 FROM transfer WHERE ref = h.id AND kind IN ('settle', 'release'));

CREATE TRIGGER exchange_is_new BEFORE INSERT ON exchange BEGIN
  SELECT RAISE(ABORT, 'id_is_taken')
  WHERE EXISTS (SELECT 1 FROM exchange WHERE id = NEW.id OR number = NEW.number);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.at < (SELECT at FROM next_leaf);
  SELECT RAISE(ABORT, 'clock_is_ahead')
  WHERE NEW.at > unixepoch('subsec') * 1000 + 60000 + (SELECT clockOffsetMs FROM community);
  SELECT RAISE(ABORT, 'charter_is_not_in_force')
  WHERE NEW.charter IS NOT (SELECT max(version) FROM charter WHERE effectiveFrom <= NEW.at);
  SELECT RAISE(ABORT, 'transfer_does_not_match')
  FROM account WHERE id = NEW.giverAccount AND member <> NEW.giver;
  SELECT RAISE(ABORT, 'need_is_not_open')
  WHERE NEW.need IS NOT NULL AND (SELECT state FROM need WHERE id = NEW.need) IS NOT 'open';
  SELECT RAISE(ABORT, 'offer_is_not_open')
  WHERE NEW.offer IS NOT NULL AND (SELECT state FROM offer WHERE id = NEW.offer) IS NOT 'open';
END;
CREATE TRIGGER exchange_is_never_updated BEFORE UPDATE ON exchange BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_is_never_deleted BEFORE DELETE ON exchange BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_receiver_is_named_at_once BEFORE INSERT ON exchange_receiver BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only')
  WHERE EXISTS (SELECT 1 FROM exchange_step WHERE exchange = NEW.exchange)
    OR EXISTS (SELECT 1 FROM exchange_receiver WHERE exchange = NEW.exchange AND member = NEW.member);
  SELECT RAISE(ABORT, 'parties_are_not_two')
  WHERE NEW.member = (SELECT giver FROM exchange WHERE id = NEW.exchange);
  SELECT RAISE(ABORT, 'transfer_does_not_match')
  FROM account WHERE id = NEW.account AND member <> NEW.member;
END;
CREATE TRIGGER exchange_receiver_is_never_updated BEFORE UPDATE ON exchange_receiver BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_receiver_is_never_deleted BEFORE DELETE ON exchange_receiver BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER exchange_step_follows BEFORE INSERT ON exchange_step BEGIN
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM exchange_state WHERE exchange = NEW.exchange), '') || '>' || NEW.state
    NOT IN ('>proposed', '>done', 'proposed>agreed', 'proposed>declined', 'proposed>cancelled',
      'agreed>done', 'agreed>cancelled', 'done>confirmed', 'done>cancelled', 'confirmed>reversed');
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE NEW.step IS NOT (
    SELECT coalesce(max(step) + 1, 0) FROM exchange_step WHERE exchange = NEW.exchange);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.logSize IS NOT (SELECT seq FROM next_leaf)
    OR NEW.at < (SELECT coalesce(max(at), 0) FROM exchange_step WHERE exchange = NEW.exchange)
    OR NEW.at < (SELECT at FROM next_leaf)
    OR NOT EXISTS (SELECT 1 FROM exchange_receiver WHERE exchange = NEW.exchange);
  SELECT RAISE(ABORT, 'clock_is_ahead')
  WHERE NEW.at > unixepoch('subsec') * 1000 + 60000 + (SELECT clockOffsetMs FROM community);
END;
CREATE TRIGGER exchange_agreed_holds BEFORE INSERT ON exchange_step WHEN NEW.state = 'agreed' BEGIN
  SELECT RAISE(ABORT, 'agreement_needs_its_hold') WHERE EXISTS (
    SELECT 1 FROM exchange_receiver r WHERE r.exchange = NEW.exchange AND NOT EXISTS (
      SELECT 1 FROM open_hold h JOIN exchange e ON e.id = h.exchange
      WHERE h.exchange = NEW.exchange AND h.fromAccount = r.account AND h.toAccount = e.giverAccount
        AND h.seq >= (SELECT logSize FROM exchange_state WHERE exchange = NEW.exchange)));
END;
CREATE TRIGGER exchange_done_in_time BEFORE INSERT ON exchange_step WHEN NEW.state = 'done' BEGIN
  SELECT RAISE(ABORT, 'hold_has_lapsed')
  FROM open_hold WHERE exchange = NEW.exchange AND expiresAt <= NEW.at;
END;
CREATE TRIGGER exchange_confirmed_moves BEFORE INSERT ON exchange_step WHEN NEW.state = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'confirmation_needs_its_transfer') WHERE EXISTS (
    SELECT 1 FROM exchange_receiver r WHERE r.exchange = NEW.exchange AND NOT EXISTS (
      SELECT 1 FROM transfer t JOIN exchange e ON e.id = t.exchange
      WHERE t.exchange = NEW.exchange AND t.kind IN ('post', 'settle') AND t.purpose = 'help'
        AND t.fromAccount = r.account AND t.toAccount = e.giverAccount
        AND t.seq >= (SELECT logSize FROM exchange_state WHERE exchange = NEW.exchange)));
END;
CREATE TRIGGER exchange_ends_without_holds BEFORE INSERT ON exchange_step
WHEN NEW.state IN ('declined', 'cancelled', 'confirmed') BEGIN
  SELECT RAISE(ABORT, 'hold_is_still_open') FROM open_hold WHERE exchange = NEW.exchange;
END;
CREATE TRIGGER exchange_ends_before_hours_move BEFORE INSERT ON exchange_step
WHEN NEW.state IN ('declined', 'cancelled') BEGIN
  SELECT RAISE(ABORT, 'transfer_does_not_match')
  FROM transfer WHERE exchange = NEW.exchange AND kind IN ('post', 'settle');
END;
CREATE TRIGGER exchange_reversed_moves_back BEFORE INSERT ON exchange_step WHEN NEW.state = 'reversed' BEGIN
  SELECT RAISE(ABORT, 'confirmation_needs_its_transfer')
  FROM transfer t WHERE t.exchange = NEW.exchange AND t.kind IN ('post', 'settle')
    AND NOT EXISTS (SELECT 1 FROM transfer WHERE ref = t.id AND kind = 'reverse');
END;
CREATE TRIGGER exchange_step_is_never_updated BEFORE UPDATE ON exchange_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_step_is_never_deleted BEFORE DELETE ON exchange_step BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Hours that name an exchange move only between its parties, and only where it stands for it.
CREATE TRIGGER transfer_fits_its_exchange BEFORE INSERT ON transfer WHEN NEW.exchange IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'transfer_does_not_match')
  WHERE NEW.kind IN ('post', 'hold') AND (NEW.purpose <> 'help' OR NOT EXISTS (
    SELECT 1 FROM exchange e JOIN exchange_receiver r ON r.exchange = e.id
    WHERE e.id = NEW.exchange AND e.giverAccount = NEW.toAccount AND r.account = NEW.fromAccount));
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE (SELECT state FROM exchange_state WHERE exchange = NEW.exchange) IS NOT CASE NEW.kind
      WHEN 'hold' THEN 'proposed' WHEN 'post' THEN 'done' WHEN 'settle' THEN 'done'
      WHEN 'reverse' THEN 'confirmed' END
    AND NOT (NEW.kind = 'release' AND
      (SELECT state FROM exchange_state WHERE exchange = NEW.exchange) IN ('agreed', 'done'));
END;
CREATE TRIGGER settle_comes_in_time BEFORE INSERT ON transfer WHEN NEW.kind = 'settle' BEGIN
  SELECT RAISE(ABORT, 'hold_has_lapsed') FROM transfer h
  WHERE h.id = NEW.ref AND h.expiresAt <= NEW.at
    AND NOT EXISTS (SELECT 1 FROM exchange_step WHERE exchange = h.exchange AND state = 'done');
END;

-- A batch begins with one row per thing a rule has counted; an older version is refused (law 12).
CREATE VIEW expectation (word, id, version) AS SELECT '', '', 0 WHERE 0;
CREATE TRIGGER expectation_is_met INSTEAD OF INSERT ON expectation BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale') WHERE NEW.version IS NOT CASE NEW.word
    WHEN 'account' THEN (SELECT version FROM account WHERE id = NEW.id)
    WHEN 'member' THEN (SELECT version FROM member WHERE id = NEW.id)
    WHEN 'exchange' THEN (SELECT max(step) FROM exchange_step WHERE exchange = NEW.id)
    WHEN 'charter' THEN (SELECT max(version) FROM charter)
    WHEN 'office' THEN (SELECT count(*) FROM stewardship WHERE member = NEW.id)
    WHEN 'grant' THEN (SELECT count(*) FROM app_grant WHERE app || ' ' || account = NEW.id)
    WHEN 'app' THEN (SELECT count(*) FROM app_step WHERE app = NEW.id)
    WHEN 'person' THEN (SELECT count(*) FROM member_person WHERE person = NEW.id)
  END;
END;

-- Every leaf and the detail it stands for.
CREATE VIEW leaf (seq, kind, ref, at, body) AS
SELECT * FROM transfer_leaf
UNION ALL SELECT * FROM community_leaf
UNION ALL SELECT * FROM member_step_leaf
UNION ALL SELECT * FROM stewardship_leaf
UNION ALL SELECT * FROM charter_leaf
UNION ALL SELECT * FROM app_step_leaf
UNION ALL SELECT * FROM app_grant_leaf
UNION ALL SELECT * FROM account_leaf
UNION ALL SELECT * FROM account_step_leaf
UNION ALL SELECT * FROM limit_change_leaf
UNION ALL SELECT * FROM import_leaf
UNION ALL SELECT * FROM import_closing_leaf;

CREATE TRIGGER log_takes_the_next_leaf BEFORE INSERT ON log BEGIN
  SELECT RAISE(ABORT, 'log_is_not_dense')
  WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf) OR NEW.at < (SELECT at FROM next_leaf)
    OR (NEW.seq = 0) <> (NEW.kind = 'community.founded');
  SELECT RAISE(ABORT, 'clock_is_ahead')
  WHERE NEW.at > unixepoch('subsec') * 1000 + 60000 + (SELECT clockOffsetMs FROM community);
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT CASE
    WHEN NEW.kind GLOB 'transfer.*' THEN EXISTS (
      SELECT 1 FROM transfer WHERE seq = NEW.seq AND id = NEW.ref AND at = NEW.at)
    ELSE EXISTS (SELECT 1 FROM leaf
      WHERE seq = NEW.seq AND kind = NEW.kind AND ref = NEW.ref AND at = NEW.at AND body = NEW.body)
  END;
END;
