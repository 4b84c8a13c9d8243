-- What audit remembers, in a database that no other Worker can open: the last head of each community's
-- log that it swapped in, and every alarm it raised.
--
-- Invariants (ledger.md, Proofs):
--   * a head is remembered once per community and then only grows, under the origin it began with: a log
--     that is shorter or forked is an alarm, never a new start. Nobody forgets a head.
--   * an alarm is never changed and never taken back: what was wrong once stays to be read. It stands
--     until the whole log was read again and found whole.

CREATE TABLE head (
  community TEXT NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  root TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT size_is_counted CHECK (size > 0),
  CONSTRAINT root_is_hashed CHECK (length(root) = 64)
) STRICT;
CREATE TRIGGER head_is_remembered_once BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head WHERE community = NEW.community) BEGIN
  SELECT RAISE(ABORT, 'head_moved');
END;
CREATE TRIGGER head_only_grows BEFORE UPDATE ON head
WHEN NEW.community IS NOT OLD.community OR NEW.origin IS NOT OLD.origin OR NEW.size <= OLD.size OR NEW.at < OLD.at BEGIN
  SELECT RAISE(ABORT, 'head_moved');
END;
CREATE TRIGGER head_is_never_forgotten BEFORE DELETE ON head BEGIN
  SELECT RAISE(ABORT, 'head_moved');
END;

-- `facts` is JSON: numbers, hashes and codes. `sealedSize`: what was remembered when it was raised.
CREATE TABLE alarm (
  number INTEGER PRIMARY KEY,
  community TEXT NOT NULL,
  code TEXT NOT NULL,
  facts TEXT NOT NULL,
  sealedSize INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT facts_are_json CHECK (json_valid(facts))
) STRICT;
CREATE INDEX alarm_of ON alarm (community, number);
CREATE TRIGGER alarm_is_new BEFORE INSERT ON alarm
WHEN EXISTS (SELECT 1 FROM alarm WHERE number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'alarm_stands');
END;
CREATE TRIGGER alarm_is_never_updated BEFORE UPDATE ON alarm BEGIN
  SELECT RAISE(ABORT, 'alarm_stands');
END;
CREATE TRIGGER alarm_is_never_deleted BEFORE DELETE ON alarm BEGIN
  SELECT RAISE(ABORT, 'alarm_stands');
END;

-- That the whole log was read again after an alarm, the one named and those before it, and was whole.
CREATE TABLE clearing (
  alarm INTEGER NOT NULL PRIMARY KEY REFERENCES alarm (number),
  at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER clearing_is_new BEFORE INSERT ON clearing
WHEN EXISTS (SELECT 1 FROM clearing WHERE alarm = NEW.alarm) BEGIN
  SELECT RAISE(ABORT, 'alarm_stands');
END;
CREATE TRIGGER clearing_is_never_updated BEFORE UPDATE ON clearing BEGIN
  SELECT RAISE(ABORT, 'alarm_stands');
END;
CREATE TRIGGER clearing_is_never_deleted BEFORE DELETE ON clearing BEGIN
  SELECT RAISE(ABORT, 'alarm_stands');
END;
CREATE VIEW standing_alarm (number, community, code, facts, sealedSize, at) AS
SELECT number, community, code, facts, sealedSize, at FROM alarm a
WHERE number > coalesce((SELECT max(c.alarm) FROM clearing c JOIN alarm b ON b.number = c.alarm
  WHERE b.community = a.community), 0);
