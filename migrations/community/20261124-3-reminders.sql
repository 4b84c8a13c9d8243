-- What the clock has said about help that is said to be done and waits for its other side.
--
-- Invariants (product.md, Silence):
--   * of one claim (a `done` step) each day's reminder goes once to each member, and the card for
--     coordinators stands once; a second one is refused `facts_are_stale`, so that whoever asked
--     looks again and finds it said.
--   * a reminder names the notice that carries it: what became of that notice says whether it reached
--     anyone.
--   * an exchange that waits is found without reading those that ended long ago.

CREATE TABLE exchange_reminder (
  exchange TEXT NOT NULL REFERENCES exchange (id),
  step INTEGER NOT NULL,
  day INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (day > 0),
  member TEXT NOT NULL REFERENCES member (id),
  kind TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (kind IN ('reminder', 'card')),
  outbox INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (exchange, step, day, member, kind)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX exchange_reminder_of_notice ON exchange_reminder (outbox);
CREATE TRIGGER exchange_reminder_is_new BEFORE INSERT ON exchange_reminder BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale')
  WHERE EXISTS (SELECT 1 FROM exchange_reminder WHERE exchange = NEW.exchange AND step = NEW.step
      AND day = NEW.day AND member = NEW.member AND kind = NEW.kind)
    OR (NEW.step, 'done') IS NOT (SELECT step, state FROM exchange_state WHERE exchange = NEW.exchange);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE EXISTS (SELECT 1 FROM exchange_reminder WHERE outbox = NEW.outbox)
    OR NOT EXISTS (SELECT 1 FROM outbox WHERE id = NEW.outbox AND ref = NEW.exchange);
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE NOT EXISTS (
      SELECT 1 FROM exchange WHERE id = NEW.exchange AND giver = NEW.member
      UNION ALL SELECT 1 FROM exchange_receiver WHERE exchange = NEW.exchange AND member = NEW.member);
END;
CREATE TRIGGER exchange_reminder_is_never_updated BEFORE UPDATE ON exchange_reminder BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER exchange_reminder_is_never_deleted BEFORE DELETE ON exchange_reminder BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What waits is asked for by its state; ended states are not in the index.
CREATE INDEX exchange_step_waiting ON exchange_step (state, at)
WHERE state IN ('proposed', 'agreed', 'done', 'disputed');
-- Hours taken back, by each of their two accounts: a member's statement shows them as one line.
CREATE INDEX transfer_reversed_from ON transfer (fromAccount) WHERE kind = 'reverse';
CREATE INDEX transfer_reversed_to ON transfer (toAccount) WHERE kind = 'reverse';
