-- What coordinators did with the cards of Today. A card is no row: it follows from the facts that ask
-- for someone's attention, and its id from its kind, what it is about and since when. Only what was
-- done with it is kept.
--
-- Invariants (product.md, Care; quality.md, coordinator seconds):
--   * acts are appended and never changed; the words of a hand-over stand in memo under the act's id
--     and can be erased.
--   * a card keeps kind, thing, member and moment; its first act is its opening, which stands once.
--   * one coordinator has a card at a time; once resolved, nothing more is done with it.
--   * nobody acts on a card about themself, nor without the office.

CREATE TABLE card_act (
  number INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  card TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (kind IN ('applicant', 'dispute', 'claim', 'line',
    'talk', 'lineEnding', 'welcome', 'concern', 'undelivered', 'ring', 'motion', 'application',
    'delegation')),
  ref TEXT NOT NULL,
  member TEXT REFERENCES member (id),
  since INTEGER NOT NULL,
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('opened', 'taken', 'handed', 'resolved')),
  owner TEXT REFERENCES member (id),
  outcome TEXT CONSTRAINT row_is_malformed
    CHECK (outcome IN ('spoke', 'arranged', 'not_reached', 'nothing_needed', 'other')),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT row_is_malformed CHECK ((act = 'resolved') = (outcome IS NOT NULL)),
  CONSTRAINT row_is_malformed CHECK (act IN ('taken', 'handed') OR owner IS NULL),
  CONSTRAINT row_is_malformed CHECK (act <> 'taken' OR 'member:' || owner IS actor)
) STRICT;
CREATE INDEX card_act_of ON card_act (card, number);
CREATE INDEX card_act_about ON card_act (member, number) WHERE member IS NOT NULL;
CREATE INDEX card_act_opened ON card_act (at) WHERE act = 'opened';
CREATE INDEX card_act_resolved ON card_act (kind, ref, at) WHERE act = 'resolved';
CREATE INDEX card_act_by_time ON card_act (at, number);

-- Who has a card now: the last one who took it or whom it was handed to; null when it went back.
CREATE VIEW card_owner (card, owner) AS
SELECT card, owner FROM card_act a
WHERE number = (SELECT max(number) FROM card_act WHERE card = a.card AND act IN ('taken', 'handed'));

CREATE TRIGGER card_act_follows BEFORE INSERT ON card_act BEGIN
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (
    SELECT 1 FROM card_act WHERE id = NEW.id OR number = NEW.number);
  SELECT RAISE(ABORT, 'actor_is_not_a_coordinator') WHERE NOT EXISTS (
    SELECT 1 FROM office WHERE 'member:' || member = NEW.actor AND office = 'coordinator');
  SELECT RAISE(ABORT, 'decision_is_in_own_cause') WHERE 'member:' || NEW.member = NEW.actor;
  SELECT RAISE(ABORT, 'card_is_not_open') WHERE EXISTS (
    SELECT 1 FROM card_act WHERE card = NEW.card AND act = 'resolved');
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  WHERE (NEW.act = 'opened') IS EXISTS (SELECT 1 FROM card_act WHERE card = NEW.card)
    OR NEW.at < (SELECT at FROM next_leaf)
    OR NEW.at < (SELECT coalesce(max(at), 0) FROM card_act WHERE card = NEW.card)
    OR EXISTS (SELECT 1 FROM card_act WHERE card = NEW.card AND (kind IS NOT NEW.kind
      OR ref IS NOT NEW.ref OR member IS NOT NEW.member OR since IS NOT NEW.since));
  SELECT RAISE(ABORT, 'card_is_taken')
  FROM card_owner WHERE NEW.act = 'taken' AND card = NEW.card AND owner IS NOT NULL;
  SELECT RAISE(ABORT, 'card_cannot_go_to_them')
  WHERE NEW.owner IS NOT NULL AND (NEW.owner IS NEW.member OR NOT EXISTS (
    SELECT 1 FROM office WHERE member = NEW.owner AND office = 'coordinator'));
END;
CREATE TRIGGER card_act_is_never_updated BEFORE UPDATE ON card_act BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER card_act_is_never_deleted BEFORE DELETE ON card_act BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What cards are derived from is asked for by what it says, not by reading every notice.
CREATE INDEX outbox_for_coordinators ON outbox (kind, ref, at) WHERE member IS NULL;
CREATE INDEX limit_change_by_end ON limit_change (until) WHERE until IS NOT NULL;
-- What stewards did, for the auditors: hours undone, and steps taken for another.
CREATE INDEX transfer_reversed_by_time ON transfer (at) WHERE kind = 'reverse';
CREATE INDEX exchange_step_for_another ON exchange_step (at) WHERE onBehalfOf IS NOT NULL;
CREATE INDEX exchange_step_decided ON exchange_step (at) WHERE state IN ('settled', 'reversed');
-- For the measures of a period, and for mail that reached nobody lately.
CREATE INDEX exchange_step_moved ON exchange_step (at, exchange, step)
WHERE state IN ('confirmed', 'settled');
CREATE INDEX outbox_by_time ON outbox (at) WHERE member IS NOT NULL;
