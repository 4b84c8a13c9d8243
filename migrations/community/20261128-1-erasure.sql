-- Erasing a person who left: what tells of them goes, what the books rest on stays.
--
-- Invariants (product.md, Privacy):
--   * the last step of a member is `erased`, with a reason of a closed list: after leaving, and once
--     nothing of theirs is open. That step is the leaf; it holds codes only.
--   * what goes, goes in the transaction that takes that step: name, contact, area, words about
--     themself, every text they wrote for themself, places they met at, their needs and offers, the
--     salts of their balances, their choices and blocks, and who signed in as them.
--   * what stays: the log, transfers, statements, accounts, public ids, and words that others wrote.
--   * an erased member stays so: neither a profile, a person nor a salt comes back to them.

-- Who takes part in each exchange.
CREATE VIEW party (exchange, member) AS
SELECT id, giver FROM exchange
UNION ALL SELECT exchange, member FROM exchange_receiver;

-- Whose each text is, by what stands beside it: who wrote it for themself, or had it written; of a
-- card whom it is about. What an exchange is about is its proposer's, or whose need or offer it is;
-- where it is to be, both sides', as it is mostly a home. What an app or an import wrote of hours is
-- both sides' too: no member wrote it.
CREATE VIEW words_of (member, ref, part) AS
SELECT id, id, 'answers' FROM member
UNION ALL SELECT p.member, m.id, 'memo' FROM party p
  JOIN exchange_message m ON m.exchange = p.exchange AND m.member = p.member
UNION ALL SELECT p.member, t.id, 'memo' FROM party p
  JOIN exchange_thanks t ON t.exchange = p.exchange AND t.member = p.member
UNION ALL SELECT member, id, 'memo' FROM concern
UNION ALL SELECT member, id, 'memo' FROM pool_application
UNION ALL SELECT member, id, 'memo' FROM card_act WHERE member IS NOT NULL
UNION ALL SELECT p.member, p.exchange, 'title' FROM party p
  JOIN exchange_step s ON s.exchange = p.exchange AND s.step = 0
  WHERE 'member:' || p.member = s.actor OR p.member = s.onBehalfOf
UNION ALL SELECT n.member, e.id, 'title' FROM need n JOIN exchange e ON e.need = n.id
UNION ALL SELECT o.member, e.id, 'title' FROM offer o JOIN exchange e ON e.offer = o.id
UNION ALL SELECT member, exchange, 'place' FROM party
UNION ALL SELECT p.member, t.exchange || ':' || t.step, 'place' FROM party p
  JOIN exchange_terms t ON t.exchange = p.exchange
UNION ALL SELECT a.member, t.id, 'memo' FROM account a
  JOIN entry e ON e.account = a.id JOIN transfer t ON t.seq = e.seq
  WHERE a.member IS NOT NULL AND (t.actor NOT GLOB 'member:*'
    OR (t.fromAccount = a.id AND (t.actor = 'member:' || a.member OR t.onBehalfOf = a.member)));

-- People whose last membership here was erased, until the host was asked whether to forget them too.
CREATE TABLE erased_person (person TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Who signs in as one member only, and is not noted yet.
CREATE VIEW person_of_one (member, person) AS
SELECT member, person FROM member_person p
WHERE NOT EXISTS (SELECT 1 FROM member_person WHERE person = p.person AND member <> p.member)
  AND NOT EXISTS (SELECT 1 FROM erased_person WHERE person = p.person);

CREATE TRIGGER member_step_erases_who_left BEFORE INSERT ON member_step WHEN NEW.state = 'erased' BEGIN
  SELECT RAISE(ABORT, 'row_is_malformed')
  WHERE coalesce(NEW.reason, '') NOT IN ('own_wish', 'asked_to', 'relatives_asked');
  SELECT RAISE(ABORT, 'member_has_open_exchanges')
  FROM party p JOIN exchange_state s ON s.exchange = p.exchange
  WHERE p.member = NEW.member AND s.state IN ('proposed', 'agreed', 'done', 'disputed');
END;
-- That step makes the member what it says, and the rest follows: a number is all they are called by.
CREATE TRIGGER member_is_erased AFTER UPDATE OF state ON member WHEN NEW.state = 'erased' BEGIN
  DELETE FROM memo WHERE (ref, part) IN (SELECT ref, part FROM words_of WHERE member = NEW.id);
  UPDATE need SET title = '', text = '', area = NULL WHERE member = NEW.id;
  UPDATE offer SET title = '', text = '', area = NULL WHERE member = NEW.id;
  DELETE FROM report_salt WHERE account = (SELECT id FROM account WHERE member = NEW.id);
  DELETE FROM member_choice WHERE member = NEW.id;
  DELETE FROM member_block WHERE member = NEW.id;
  DELETE FROM member_block WHERE blocked = NEW.id;
  INSERT INTO erased_person (person)
  SELECT person FROM person_of_one WHERE member = NEW.id;
  DELETE FROM member_person WHERE member = NEW.id;
  -- Whom everyone was told to ring is told no more.
  UPDATE community SET helpLine = NULL
  WHERE helpLine ->> '$.phone' = NEW.phone OR helpLine ->> '$.name' = NEW.name;
  UPDATE member SET name = '#' || number, area = NULL, languages = '[]', about = '', phone = NULL,
    email = NULL, joinedOn = NULL
  WHERE id = NEW.id;
END;
CREATE TRIGGER member_stays_nameless BEFORE UPDATE OF name, area, languages, about, phone, email, joinedOn ON member
WHEN OLD.state = 'erased' AND (NEW.name, NEW.area, NEW.languages, NEW.about, NEW.phone, NEW.email, NEW.joinedOn)
  IS NOT ('#' || OLD.number, NULL, '[]', '', NULL, NULL, NULL) BEGIN
  SELECT RAISE(ABORT, 'member_is_erased');
END;
CREATE TRIGGER member_person_is_of_nobody_erased BEFORE INSERT ON member_person
WHEN (SELECT state FROM member WHERE id = NEW.member) = 'erased' BEGIN
  SELECT RAISE(ABORT, 'member_is_erased');
END;
CREATE TRIGGER member_person_moves_to_nobody_erased BEFORE UPDATE ON member_person
WHEN (SELECT state FROM member WHERE id = NEW.member) = 'erased' BEGIN
  SELECT RAISE(ABORT, 'member_is_erased');
END;
CREATE TRIGGER report_salt_is_of_nobody_erased BEFORE INSERT ON report_salt
WHEN (SELECT m.state FROM account a JOIN member m ON m.id = a.member WHERE a.id = NEW.account) = 'erased' BEGIN
  SELECT RAISE(ABORT, 'member_is_erased');
END;
CREATE TRIGGER erased_person_is_noted_once BEFORE INSERT ON erased_person
WHEN EXISTS (SELECT 1 FROM erased_person WHERE person = NEW.person) BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER erased_person_is_never_updated BEFORE UPDATE ON erased_person BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
