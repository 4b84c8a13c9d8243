-- What became of each notice for each person it goes to, and what is told once only.
--
-- Invariants (STYLE: what happened stays):
--   * the attempts to bring one notice to one person are 0, 1, 2 …; each is claimed by one courier
--     alone for as long as its lease runs, and ends at most once.
--   * nothing is claimed after an end (sent, bounced, given up, unwanted), in the pause after a
--     failure, while another's lease runs, or of a notice that is told.
--   * a notice counts as told (outbox.deliveredAt) only once each person it goes to has an end.
--   * that a need or offer nears its last day is said once for that day, and a member has one digest
--     a week; a second one is refused `facts_are_stale`, so that whoever asked finds it said.
--   * neither an address nor a word of a mail stands here: ids, times and codes only.

CREATE TABLE delivery (
  outbox INTEGER NOT NULL REFERENCES outbox (id),
  person TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  act TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (act IN ('claimed', 'sent', 'failed', 'bounced', 'given_up', 'unwanted')),
  at INTEGER NOT NULL,
  -- When the next may claim: the end of a lease, or of the pause after a failure. An end has none.
  until INTEGER CONSTRAINT row_is_malformed CHECK (until > at),
  PRIMARY KEY (outbox, person, attempt, act),
  CONSTRAINT row_is_malformed CHECK ((until IS NULL) = (act NOT IN ('claimed', 'failed')))
) STRICT, WITHOUT ROWID;

-- Where each stands: how the last attempt ended, or that it is claimed.
CREATE VIEW delivery_state (outbox, person, attempt, act, at, until) AS
SELECT outbox, person, attempt, act, at, until FROM delivery d
WHERE attempt = (SELECT max(attempt) FROM delivery WHERE outbox = d.outbox AND person = d.person)
  AND (act <> 'claimed' OR NOT EXISTS (SELECT 1 FROM delivery
    WHERE outbox = d.outbox AND person = d.person AND attempt = d.attempt AND act <> 'claimed'));

CREATE TRIGGER delivery_is_claimed_by_one BEFORE INSERT ON delivery WHEN NEW.act = 'claimed' BEGIN
  SELECT RAISE(ABORT, 'delivery_is_claimed')
  WHERE NEW.attempt IS NOT coalesce((SELECT attempt + 1 FROM delivery_state
      WHERE outbox = NEW.outbox AND person = NEW.person), 0)
    OR EXISTS (SELECT 1 FROM delivery_state
      WHERE outbox = NEW.outbox AND person = NEW.person AND coalesce(until > NEW.at, 1))
    OR EXISTS (SELECT 1 FROM outbox WHERE id = NEW.outbox AND deliveredAt IS NOT NULL);
END;
CREATE TRIGGER delivery_ends_what_was_claimed BEFORE INSERT ON delivery WHEN NEW.act <> 'claimed' BEGIN
  SELECT RAISE(ABORT, 'delivery_is_claimed')
  WHERE (NEW.attempt, 'claimed') IS NOT (SELECT attempt, act FROM delivery_state
    WHERE outbox = NEW.outbox AND person = NEW.person);
END;
CREATE TRIGGER delivery_is_never_updated BEFORE UPDATE ON delivery BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER delivery_is_never_deleted BEFORE DELETE ON delivery BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- The persons a notice goes to: who signs in as its member, and those to whom the member had given
-- leave to act or see when it was written; where it names none, the coordinators.
CREATE VIEW notice_recipient (outbox, member, person) AS
SELECT o.id, p.member, p.person FROM outbox o JOIN member_person p ON p.member = o.member
UNION ALL
SELECT o.id, p.member, p.person FROM outbox o
  JOIN delegation_state d ON d.member = o.member AND d.state = 'accepted' AND d.until > o.at
  JOIN member m ON m.id = d.delegate AND m.state = 'active' JOIN member_person p ON p.member = m.id
UNION ALL
SELECT o.id, p.member, p.person FROM outbox o JOIN office f ON o.member IS NULL AND f.office = 'coordinator'
  JOIN member m ON m.id = f.member AND m.state = 'active' JOIN member_person p ON p.member = m.id
-- A concern is not told to the one it is about.
WHERE o.kind <> 'concern.raised'
  OR m.id IS NOT (SELECT aboutMember FROM concern WHERE id = o.ref);

CREATE TRIGGER outbox_is_told_to_all BEFORE UPDATE OF deliveredAt ON outbox BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order')
  FROM notice_recipient r WHERE r.outbox = OLD.id AND NOT EXISTS (
    SELECT 1 FROM delivery WHERE outbox = r.outbox AND person = r.person AND until IS NULL);
END;

-- Notices to a member that reached nobody: for a coordinator, who rings them.
CREATE VIEW notice_unheard (outbox, kind, ref, member, at, reason) AS
SELECT o.id, o.kind, o.ref, o.member, o.deliveredAt,
  coalesce((SELECT act FROM delivery WHERE outbox = o.id AND act IN ('bounced', 'given_up') LIMIT 1), 'no_mail')
FROM outbox o
WHERE o.deliveredAt IS NOT NULL AND o.member IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM delivery WHERE outbox = o.id AND act IN ('sent', 'unwanted'));

-- That the last day of a need or offer is near was told; a later last day may be told again.
CREATE TABLE expiry_notice (
  word TEXT NOT NULL,
  publication TEXT NOT NULL,
  expiresOn TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (word, publication, expiresOn)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER expiry_notice_is_new BEFORE INSERT ON expiry_notice BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale')
  WHERE EXISTS (SELECT 1 FROM expiry_notice
      WHERE word = NEW.word AND publication = NEW.publication AND expiresOn = NEW.expiresOn)
    OR (NEW.expiresOn, 'open') IS NOT (
      SELECT expiresOn, state FROM need WHERE NEW.word = 'need' AND id = NEW.publication
      UNION ALL SELECT expiresOn, state FROM offer WHERE NEW.word = 'offer' AND id = NEW.publication);
END;
CREATE TRIGGER expiry_notice_is_never_updated BEFORE UPDATE ON expiry_notice BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER expiry_notice_is_never_deleted BEFORE DELETE ON expiry_notice BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE INDEX need_expires ON need (expiresOn) WHERE state = 'open';
CREATE INDEX offer_expires ON offer (expiresOn) WHERE state = 'open';

-- One digest a member and ISO week (`2026-W48`).
CREATE TABLE digest (
  member TEXT NOT NULL REFERENCES member (id),
  week TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
  at INTEGER NOT NULL,
  PRIMARY KEY (member, week)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER digest_is_new BEFORE INSERT ON digest
WHEN EXISTS (SELECT 1 FROM digest WHERE member = NEW.member AND week = NEW.week) BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale');
END;
CREATE TRIGGER digest_is_never_updated BEFORE UPDATE ON digest BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER digest_is_never_deleted BEFORE DELETE ON digest BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- That a delegation ran out is told once to each of the two: no step of its own says that it did.
CREATE UNIQUE INDEX outbox_ended ON outbox (ref, member) WHERE kind = 'delegation.ended';
CREATE TRIGGER outbox_says_an_end_once BEFORE INSERT ON outbox WHEN NEW.kind = 'delegation.ended' BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale') WHERE EXISTS (SELECT 1 FROM outbox
    WHERE kind = 'delegation.ended' AND ref = NEW.ref AND member = NEW.member);
END;
