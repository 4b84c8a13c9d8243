-- Shared hours, hours asked of a friend, what members choose, and leaving.
--
-- Invariants (ledger.md, laws 5, 9; product.md, pool-cap and Leaving):
--   * hours leave a pool as a grant only for an application that waits: whole, to who applied, once.
--   * an application is answered once; a member has one waiting at a time.
--   * a member asks the same member for hours at most once in seven days, and is answered once.
--   * who left starts nothing: their account stays frozen, its hours in hand go whole to whom they
--     named or to a pool, and it closes only when none are left in hand. Help they gave before is
--     still booked to them.

-- A member asks a pool for hours; why is a code, and their own words stand in memo under the id.
CREATE TABLE pool_application (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  pool TEXT NOT NULL REFERENCES account (id),
  member TEXT NOT NULL REFERENCES member (id),
  seconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (seconds > 0),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id)
) STRICT;
CREATE INDEX pool_application_of_member ON pool_application (member, seq);
CREATE INDEX pool_application_to_pool ON pool_application (pool, seq);
CREATE VIEW pool_application_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'application.made', s.id, s.at,
  json_array('application.made', s.seq, s.at, s.id, p.publicId, m.publicId, s.seconds, s.reason,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM pool_application s JOIN account p ON p.id = s.pool JOIN member m ON m.id = s.member;

-- How it was answered: granted, declined, or taken back by who made it.
CREATE TABLE pool_answer (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  application TEXT NOT NULL UNIQUE REFERENCES pool_application (id),
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('granted', 'declined', 'withdrawn')),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id)
) STRICT;
CREATE VIEW pool_answer_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'application.' || s.act, p.id, s.at,
  json_array('application.' || s.act, s.seq, s.at, p.id, s.reason,
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM pool_answer s JOIN pool_application p ON p.id = s.application;
-- Applications that wait.
CREATE VIEW waiting_application (id, pool, member, seconds) AS
SELECT id, pool, member, seconds FROM pool_application p
WHERE NOT EXISTS (SELECT 1 FROM pool_answer WHERE application = p.id);

CREATE TRIGGER pool_application_follows BEFORE INSERT ON pool_application BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (SELECT 1 FROM pool_application WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'row_is_malformed')
  WHERE (SELECT kind FROM account WHERE id = NEW.pool) IS NOT 'pool';
  SELECT RAISE(ABORT, 'application_is_waiting') FROM waiting_application WHERE member = NEW.member;
END;
CREATE TRIGGER pool_application_stands AFTER INSERT ON pool_application BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM pool_application_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER pool_application_is_never_updated BEFORE UPDATE ON pool_application BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER pool_application_is_never_deleted BEFORE DELETE ON pool_application BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- A grant names its application as its group; the answer that says so follows in the same batch.
CREATE INDEX transfer_of_group ON transfer (groupId) WHERE groupId IS NOT NULL;
CREATE TRIGGER transfer_grants_an_application BEFORE INSERT ON transfer
WHEN NEW.purpose = 'grant' AND NEW.kind IN ('post', 'hold') BEGIN
  SELECT RAISE(ABORT, 'grant_needs_its_application') WHERE NEW.kind = 'hold' OR NOT EXISTS (
    SELECT 1 FROM waiting_application p JOIN account a ON a.member = p.member
    WHERE p.id = NEW.groupId AND p.pool = NEW.fromAccount AND a.id = NEW.toAccount
      AND p.seconds = NEW.seconds);
  SELECT RAISE(ABORT, 'application_is_answered')
  FROM transfer WHERE groupId = NEW.groupId AND purpose = 'grant';
END;
CREATE TRIGGER pool_answer_follows BEFORE INSERT ON pool_answer BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'application_is_answered')
  FROM pool_answer WHERE application = NEW.application;
  SELECT RAISE(ABORT, 'grant_needs_its_application') WHERE (NEW.act = 'granted') IS NOT EXISTS (
    SELECT 1 FROM transfer WHERE groupId = NEW.application AND purpose = 'grant');
END;
CREATE TRIGGER pool_answer_stands AFTER INSERT ON pool_answer BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM pool_answer_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER pool_answer_is_never_updated BEFORE UPDATE ON pool_answer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER pool_answer_is_never_deleted BEFORE DELETE ON pool_answer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- A member asks a fellow member for hours. No leaf: it is between the two, and no steward's act.
CREATE TABLE asking (
  number INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  asker TEXT NOT NULL REFERENCES member (id),
  asked TEXT NOT NULL REFERENCES member (id),
  seconds INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (seconds > 0),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT row_is_malformed CHECK (asker <> asked)
) STRICT;
CREATE INDEX asking_of_asker ON asking (asker, asked, at);
CREATE INDEX asking_of_asked ON asking (asked, number);
CREATE TRIGGER asking_follows BEFORE INSERT ON asking BEGIN
  SELECT RAISE(ABORT, 'id_is_taken')
  WHERE EXISTS (SELECT 1 FROM asking WHERE id = NEW.id OR number = NEW.number);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.at < (SELECT at FROM next_leaf);
  SELECT RAISE(ABORT, 'asked_this_week') FROM asking
  WHERE asker = NEW.asker AND asked = NEW.asked AND at > NEW.at - 604800000;
END;
CREATE TRIGGER asking_is_never_updated BEFORE UPDATE ON asking BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER asking_is_never_deleted BEFORE DELETE ON asking BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
-- Given is shown by its gift, which names the asking as its group.
CREATE TABLE asking_answer (
  asking TEXT PRIMARY KEY REFERENCES asking (id),
  act TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (act IN ('given', 'declined')),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER asking_answer_follows BEFORE INSERT ON asking_answer BEGIN
  SELECT RAISE(ABORT, 'asking_is_answered') FROM asking_answer WHERE asking = NEW.asking;
  SELECT RAISE(ABORT, 'transfer_does_not_match') WHERE (NEW.act = 'given') IS NOT EXISTS (
    SELECT 1 FROM transfer t JOIN asking q ON q.id = t.groupId
    JOIN account f ON f.id = t.fromAccount JOIN account g ON g.id = t.toAccount
    WHERE q.id = NEW.asking AND t.purpose = 'gift' AND f.member = q.asked AND g.member = q.asker);
END;
CREATE TRIGGER asking_answer_is_never_updated BEFORE UPDATE ON asking_answer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER asking_answer_is_never_deleted BEFORE DELETE ON asking_answer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

-- What a member chose: theirs to change and to take away. What is not chosen has its default.
CREATE TABLE member_choice (
  member TEXT NOT NULL REFERENCES member (id),
  choice TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (member, choice)
) STRICT, WITHOUT ROWID;

-- Someone leaves, or has died: from here their account only hands over and closes.
CREATE TABLE departure (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT NOT NULL UNIQUE REFERENCES member (id),
  reason TEXT NOT NULL CONSTRAINT row_is_malformed
    CHECK (reason IN ('leaves', 'moved', 'died', 'asked_to')),
  handTo TEXT REFERENCES account (id),
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id)
) STRICT;
CREATE VIEW departure_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'departure.begun', m.publicId, s.at,
  json_array('departure.begun', s.seq, s.at, m.publicId, s.reason,
    (SELECT publicId FROM account WHERE id = s.handTo),
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM departure s JOIN member m ON m.id = s.member;
CREATE TRIGGER departure_follows BEFORE INSERT ON departure BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'member_has_departed') FROM departure WHERE member = NEW.member;
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE ('departed', 'frozen') IS NOT (
    SELECT m.state, a.status FROM member m JOIN account a ON a.member = m.id WHERE m.id = NEW.member);
END;
CREATE TRIGGER departure_stands AFTER INSERT ON departure BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM departure_leaf WHERE seq = NEW.seq;
END;
CREATE TRIGGER departure_is_never_updated BEFORE UPDATE ON departure BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER departure_is_never_deleted BEFORE DELETE ON departure BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
-- Accounts of those who left.
CREATE VIEW departed_account (account, handTo, inHandSeconds) AS
SELECT a.id, d.handTo, a.inSeconds - a.outSeconds
FROM departure d JOIN account a ON a.member = d.member;
CREATE TRIGGER departed_account_only_closes BEFORE INSERT ON account_step BEGIN
  SELECT RAISE(ABORT, 'member_has_departed')
  FROM departed_account WHERE account = NEW.account AND NEW.act <> 'closed';
  SELECT RAISE(ABORT, 'hours_are_still_in_hand')
  FROM departed_account WHERE account = NEW.account AND NEW.act = 'closed' AND inHandSeconds > 0;
END;
CREATE TRIGGER departed_account_hands_over_whole BEFORE INSERT ON transfer
WHEN NEW.kind = 'post' AND NEW.purpose = 'gift' BEGIN
  SELECT RAISE(ABORT, 'hours_cannot_go_there')
  FROM departed_account d JOIN account g ON g.id = NEW.toAccount
  WHERE d.account = NEW.fromAccount
    AND (NEW.seconds <> d.inHandSeconds OR (g.id IS NOT d.handTo AND g.kind <> 'pool'));
END;

-- A frozen account starts nothing. One of someone who left still hands its hours over, and help
-- they gave before, which an exchange names, is still booked to them.
DROP TRIGGER transfer_begins_lawfully;
CREATE TRIGGER transfer_begins_lawfully BEFORE INSERT ON transfer WHEN NEW.kind IN ('post', 'hold') BEGIN
  SELECT RAISE(ABORT, 'account_is_closed') FROM account
  WHERE id IN (NEW.fromAccount, NEW.toAccount) AND status = 'closed';
  SELECT RAISE(ABORT, 'account_is_frozen') FROM account a
  WHERE id IN (NEW.fromAccount, NEW.toAccount) AND status = 'frozen' AND NOT (
    NEW.kind = 'post' AND EXISTS (SELECT 1 FROM departed_account WHERE account = a.id)
    AND ((id = NEW.fromAccount AND NEW.purpose = 'gift')
      OR (id = NEW.toAccount AND NEW.exchange IS NOT NULL)));
  SELECT RAISE(ABORT, 'import_is_not_open')
  WHERE NEW.purpose = 'import' AND NOT EXISTS (SELECT 1 FROM open_import WHERE id = NEW.groupId);
  SELECT RAISE(ABORT, 'charter_is_not_in_force')
  WHERE NEW.charter IS NOT CASE NEW.purpose WHEN 'import' THEN 0 ELSE (
    SELECT max(version) FROM charter WHERE effectiveFrom <= NEW.at) END;
  SELECT RAISE(ABORT, 'transfer_does_not_match') WHERE NEW.kind = 'hold' AND NEW.expiresAt <= NEW.at;
END;
