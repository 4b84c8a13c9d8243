-- Whose exchanges are whose, newest first, and which are still under way: what a member looks at must
-- not cost more the longer they have been here.
--
-- Invariants (ledger.md, law 4):
--   * exchange_party is a row for the giver and each receiver of an exchange, with its number.
--   * it is a projection of exchange_side: a row that says otherwise is refused, whoever writes it, and
--     a row changes only with the state of its exchange, which the step's own trigger does at once.

-- What stands for certain, told by the exchanges and their steps.
CREATE VIEW exchange_side (member, number, exchange, isOpen) AS
SELECT e.giver, e.number, e.id, coalesce((SELECT state FROM exchange_state WHERE exchange = e.id)
  IN ('proposed', 'agreed', 'done', 'disputed'), 1)
FROM exchange e
UNION ALL
SELECT r.member, e.number, e.id, coalesce((SELECT state FROM exchange_state WHERE exchange = e.id)
  IN ('proposed', 'agreed', 'done', 'disputed'), 1)
FROM exchange_receiver r JOIN exchange e ON e.id = r.exchange;

CREATE TABLE exchange_party (
  member TEXT NOT NULL,
  number INTEGER NOT NULL,
  exchange TEXT NOT NULL,
  isOpen INTEGER NOT NULL,
  PRIMARY KEY (member, number)
) STRICT, WITHOUT ROWID;
INSERT INTO exchange_party SELECT member, number, exchange, isOpen FROM exchange_side;
CREATE INDEX exchange_party_open ON exchange_party (member, number) WHERE isOpen = 1;

CREATE TRIGGER exchange_names_its_giver AFTER INSERT ON exchange BEGIN
  INSERT INTO exchange_party VALUES (NEW.giver, NEW.number, NEW.id, 1);
END;
CREATE TRIGGER exchange_receiver_takes_part AFTER INSERT ON exchange_receiver BEGIN
  INSERT INTO exchange_party SELECT NEW.member, number, id, 1 FROM exchange WHERE id = NEW.exchange;
END;
CREATE TRIGGER exchange_step_opens_or_ends AFTER INSERT ON exchange_step BEGIN
  UPDATE exchange_party SET isOpen = NEW.state IN ('proposed', 'agreed', 'done', 'disputed')
  WHERE (member, number) IN (SELECT member, number FROM exchange_side WHERE exchange = NEW.exchange)
    AND isOpen <> (NEW.state IN ('proposed', 'agreed', 'done', 'disputed'));
END;

CREATE TRIGGER exchange_party_takes_part BEFORE INSERT ON exchange_party
WHEN EXISTS (SELECT 1 FROM exchange_party WHERE (member, number) = (NEW.member, NEW.number))
  OR NOT EXISTS (SELECT 1 FROM exchange_side
    WHERE (member, number, exchange, isOpen) = (NEW.member, NEW.number, NEW.exchange, NEW.isOpen)) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
-- Parties of one exchange stand alike, so a row whose number stays is moved to nobody else.
CREATE TRIGGER exchange_party_follows_its_steps BEFORE UPDATE ON exchange_party
WHEN NEW.number IS NOT OLD.number OR NEW.isOpen IS OLD.isOpen
  OR NOT EXISTS (SELECT 1 FROM exchange_side
    WHERE (member, number, exchange, isOpen) = (NEW.member, NEW.number, NEW.exchange, NEW.isOpen)) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER exchange_party_is_never_deleted BEFORE DELETE ON exchange_party BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
