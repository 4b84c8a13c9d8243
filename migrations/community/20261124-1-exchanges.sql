-- The whole life of an exchange: other terms, several receivers, what is remembered differently,
-- undoing, thanks and words between the two.
--
-- Invariants (ledger.md, laws 6, 7, 11):
--   * the transitions below and no others; `agreed` needs an open hold of every receiver since the
--     last proposal, and where there are several receivers everyone's assent but the proposer's.
--   * other terms are a step of their own (proposed → proposed) and stand beside it.
--   * to one need, one giver has one answer that waits.
--   * undoing (confirmed → done) takes back every hour moved and sets them aside anew, in one batch.
--   * an exchange ends (declined, cancelled, lapsed, confirmed, settled) only when no hold of it is
--     open; declined, cancelled and lapsed only where no hours stand as moved.

-- Terms that were proposed later than the first; the first stand with the exchange.
CREATE TABLE exchange_terms (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  step INTEGER NOT NULL,
  estimateSeconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (estimateSeconds > 0),
  agreedForAt INTEGER,
  PRIMARY KEY (exchange, step)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER exchange_terms_are_proposed BEFORE INSERT ON exchange_terms BEGIN
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE (SELECT state FROM exchange_state WHERE exchange = NEW.exchange) IS NOT 'proposed'
    OR NEW.step IS NOT (SELECT step + 1 FROM exchange_state WHERE exchange = NEW.exchange)
    OR EXISTS (SELECT 1 FROM exchange_terms WHERE exchange = NEW.exchange AND step = NEW.step);
END;
CREATE TRIGGER exchange_terms_are_never_updated BEFORE UPDATE ON exchange_terms BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_terms_are_never_deleted BEFORE DELETE ON exchange_terms BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- One of several says yes to the step the exchange stands at; the last one's yes is the next step.
CREATE TABLE exchange_assent (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  member TEXT NOT NULL REFERENCES member (id),
  step INTEGER NOT NULL,
  kind TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (kind IN ('acceptance', 'confirmation')),
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id),
  at INTEGER NOT NULL,
  logSize INTEGER NOT NULL,
  PRIMARY KEY (exchange, member, step)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER exchange_assent_is_to_its_step BEFORE INSERT ON exchange_assent BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.logSize IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE EXISTS (SELECT 1 FROM exchange_assent
      WHERE exchange = NEW.exchange AND member = NEW.member AND step = NEW.step)
    OR (NEW.step, CASE NEW.kind WHEN 'acceptance' THEN 'proposed' ELSE 'done' END)
      IS NOT (SELECT step, state FROM exchange_state WHERE exchange = NEW.exchange)
    OR NOT EXISTS (
      SELECT 1 FROM exchange WHERE id = NEW.exchange AND giver = NEW.member
      UNION ALL SELECT 1 FROM exchange_receiver WHERE exchange = NEW.exchange AND member = NEW.member);
END;
CREATE TRIGGER exchange_assent_is_never_updated BEFORE UPDATE ON exchange_assent BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_assent_is_never_deleted BEFORE DELETE ON exchange_assent BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Thanks, once from each who took part; the words stand in memo under the row's id.
CREATE TABLE exchange_thanks (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  member TEXT NOT NULL REFERENCES member (id),
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  PRIMARY KEY (exchange, member)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER exchange_thanks_are_for_help BEFORE INSERT ON exchange_thanks BEGIN
  SELECT RAISE(ABORT, 'thanks_were_said') WHERE EXISTS (SELECT 1 FROM exchange_thanks
    WHERE id = NEW.id OR (exchange = NEW.exchange AND member = NEW.member));
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE (SELECT state FROM exchange_state WHERE exchange = NEW.exchange) NOT IN ('confirmed', 'settled')
    OR NOT EXISTS (
      SELECT 1 FROM exchange WHERE id = NEW.exchange AND giver = NEW.member
      UNION ALL SELECT 1 FROM exchange_receiver WHERE exchange = NEW.exchange AND member = NEW.member);
END;
CREATE TRIGGER exchange_thanks_are_never_updated BEFORE UPDATE ON exchange_thanks BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_thanks_are_never_deleted BEFORE DELETE ON exchange_thanks BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Words between those who take part; the text stands in memo under the row's id and can be erased.
CREATE TABLE exchange_message (
  number INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  exchange TEXT NOT NULL REFERENCES exchange (id),
  member TEXT NOT NULL REFERENCES member (id),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX exchange_message_of ON exchange_message (exchange, number);
CREATE TRIGGER exchange_message_is_new BEFORE INSERT ON exchange_message
WHEN EXISTS (SELECT 1 FROM exchange_message WHERE id = NEW.id OR number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER exchange_message_is_never_updated BEFORE UPDATE ON exchange_message BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_message_is_never_deleted BEFORE DELETE ON exchange_message BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What a rule said of a step that was allowed all the same, about the hours of one receiver: cautions,
-- and notes for the auditors.
CREATE TABLE exchange_verdict (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  step INTEGER NOT NULL,
  rule TEXT NOT NULL,
  receiver TEXT NOT NULL REFERENCES member (id),
  verdict TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (verdict IN ('caution', 'note')),
  says TEXT NOT NULL,
  facts TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid(facts)),
  at INTEGER NOT NULL,
  PRIMARY KEY (exchange, step, rule, receiver)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_verdict_by_time ON exchange_verdict (at, exchange, step);
CREATE TRIGGER exchange_verdict_is_of_a_step BEFORE INSERT ON exchange_verdict BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only') WHERE EXISTS (SELECT 1 FROM exchange_verdict
    WHERE exchange = NEW.exchange AND step = NEW.step AND rule = NEW.rule
      AND receiver = NEW.receiver);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NEW.step IS NOT (SELECT step FROM exchange_state WHERE exchange = NEW.exchange)
    OR NOT EXISTS (SELECT 1 FROM exchange_receiver
      WHERE exchange = NEW.exchange AND member = NEW.receiver);
END;
CREATE TRIGGER exchange_verdict_is_never_updated BEFORE UPDATE ON exchange_verdict BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_verdict_is_never_deleted BEFORE DELETE ON exchange_verdict BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- Hours that stand as moved: settled or posted, and not taken back.
CREATE VIEW standing_move (id, exchange, fromAccount, toAccount, seconds, seq) AS
SELECT id, exchange, fromAccount, toAccount, seconds, seq FROM transfer t
WHERE kind IN ('post', 'settle')
  AND NOT EXISTS (SELECT 1 FROM transfer WHERE ref = t.id AND kind = 'reverse');

DROP TRIGGER exchange_step_follows;
CREATE TRIGGER exchange_step_follows BEFORE INSERT ON exchange_step BEGIN
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM exchange_state WHERE exchange = NEW.exchange), '') || '>' || NEW.state
    NOT IN ('>proposed', '>done', 'proposed>proposed', 'proposed>agreed', 'proposed>declined',
      'proposed>cancelled', 'proposed>lapsed', 'agreed>done', 'agreed>cancelled', 'agreed>lapsed',
      'done>done', 'done>confirmed', 'done>cancelled', 'done>disputed', 'confirmed>disputed',
      'confirmed>done', 'confirmed>reversed', 'disputed>settled', 'settled>reversed');
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
CREATE TRIGGER exchange_answers_once BEFORE INSERT ON exchange_step
WHEN NEW.state = 'proposed' AND NEW.step = 0 BEGIN
  SELECT RAISE(ABORT, 'need_is_answered_by_giver') FROM exchange e
  JOIN exchange o ON o.need = e.need AND o.giver = e.giver AND o.id <> e.id
  WHERE e.id = NEW.exchange
    AND (SELECT state FROM exchange_state WHERE exchange = o.id) = 'proposed';
END;
CREATE TRIGGER exchange_proposed_again_has_terms BEFORE INSERT ON exchange_step
WHEN NEW.state = 'proposed' AND NEW.step > 0 BEGIN
  SELECT RAISE(ABORT, 'transition_is_not_allowed') WHERE NOT EXISTS (
    SELECT 1 FROM exchange_terms WHERE exchange = NEW.exchange AND step = NEW.step);
  SELECT RAISE(ABORT, 'hold_is_still_open') FROM open_hold WHERE exchange = NEW.exchange;
END;
CREATE TRIGGER exchange_agreed_by_all BEFORE INSERT ON exchange_step
WHEN NEW.state = 'agreed'
  AND (SELECT count(*) FROM exchange_receiver WHERE exchange = NEW.exchange) > 1 BEGIN
  SELECT RAISE(ABORT, 'agreement_needs_all_sides') FROM (
    SELECT giver AS party FROM exchange WHERE id = NEW.exchange
    UNION ALL SELECT member FROM exchange_receiver WHERE exchange = NEW.exchange)
  WHERE party IS NOT (SELECT coalesce(onBehalfOf, substr(actor, 8)) FROM exchange_step
      WHERE exchange = NEW.exchange AND step = NEW.step - 1)
    AND NOT EXISTS (SELECT 1 FROM exchange_assent
      WHERE exchange = NEW.exchange AND member = party AND step = NEW.step - 1);
END;
DROP TRIGGER exchange_done_in_time;
CREATE TRIGGER exchange_done_in_time BEFORE INSERT ON exchange_step
WHEN NEW.state = 'done'
  AND (SELECT state FROM exchange_state WHERE exchange = NEW.exchange) = 'agreed' BEGIN
  SELECT RAISE(ABORT, 'hold_has_lapsed')
  FROM open_hold WHERE exchange = NEW.exchange AND expiresAt <= NEW.at;
END;
CREATE TRIGGER exchange_done_again_moved_nothing BEFORE INSERT ON exchange_step
WHEN NEW.state = 'done' AND NEW.step > 0 BEGIN
  SELECT RAISE(ABORT, 'transfer_does_not_match') FROM standing_move WHERE exchange = NEW.exchange;
END;
-- Who takes back a confirmation leaves the hours set aside as they were: undoing frees nothing.
CREATE TRIGGER exchange_undone_holds_again BEFORE INSERT ON exchange_step
WHEN NEW.state = 'done'
  AND (SELECT state FROM exchange_state WHERE exchange = NEW.exchange) = 'confirmed' BEGIN
  SELECT RAISE(ABORT, 'agreement_needs_its_hold') WHERE EXISTS (
    SELECT 1 FROM exchange_receiver r WHERE r.exchange = NEW.exchange AND NOT EXISTS (
      SELECT 1 FROM open_hold h WHERE h.exchange = NEW.exchange AND h.fromAccount = r.account));
END;
DROP TRIGGER exchange_ends_without_holds;
CREATE TRIGGER exchange_ends_without_holds BEFORE INSERT ON exchange_step
WHEN NEW.state IN ('declined', 'cancelled', 'lapsed', 'confirmed', 'settled') BEGIN
  SELECT RAISE(ABORT, 'hold_is_still_open') FROM open_hold WHERE exchange = NEW.exchange;
END;
DROP TRIGGER exchange_ends_before_hours_move;
CREATE TRIGGER exchange_ends_before_hours_move BEFORE INSERT ON exchange_step
WHEN NEW.state IN ('declined', 'cancelled', 'lapsed') BEGIN
  SELECT RAISE(ABORT, 'transfer_does_not_match') FROM standing_move WHERE exchange = NEW.exchange;
END;
DROP TRIGGER exchange_reversed_moves_back;
CREATE TRIGGER exchange_reversed_moves_back BEFORE INSERT ON exchange_step WHEN NEW.state = 'reversed' BEGIN
  SELECT RAISE(ABORT, 'confirmation_needs_its_transfer') FROM standing_move WHERE exchange = NEW.exchange;
END;

DROP TRIGGER transfer_fits_its_exchange;
CREATE TRIGGER transfer_fits_its_exchange BEFORE INSERT ON transfer WHEN NEW.exchange IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'transfer_does_not_match')
  WHERE NEW.kind IN ('post', 'hold') AND (NEW.purpose <> 'help' OR NOT EXISTS (
    SELECT 1 FROM exchange e JOIN exchange_receiver r ON r.exchange = e.id
    WHERE e.id = NEW.exchange AND e.giverAccount = NEW.toAccount AND r.account = NEW.fromAccount));
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE NEW.kind || ' ' || coalesce(
      (SELECT state FROM exchange_state WHERE exchange = NEW.exchange), '') NOT IN (
    'hold proposed', 'hold confirmed', 'post done', 'post disputed', 'settle done', 'settle disputed',
    'release proposed', 'release agreed', 'release done', 'release disputed',
    'reverse confirmed', 'reverse settled', 'reverse disputed');
END;
