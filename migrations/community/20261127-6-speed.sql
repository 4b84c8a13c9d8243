-- How many transfers moved hours, so that the public proof does not count them anew.
--
-- Invariants (ledger.md, law 4):
--   * moved_tally is one row: posts, settles and reversals, and the place of the newest.
--   * it is a projection: an UPDATE must name as lastSeq a newer transfer that moved hours, and such
--     a transfer has always been counted by its own trigger, so nobody else can.

CREATE TABLE moved_tally (
  one INTEGER PRIMARY KEY,
  transfers INTEGER NOT NULL,
  lastSeq INTEGER NOT NULL
) STRICT;
INSERT INTO moved_tally
SELECT 1, count(*), coalesce(max(seq), -1) FROM transfer WHERE kind IN ('post', 'settle', 'reverse');

CREATE TRIGGER transfer_is_counted AFTER INSERT ON transfer
WHEN NEW.kind IN ('post', 'settle', 'reverse') BEGIN
  UPDATE moved_tally SET transfers = transfers + 1, lastSeq = NEW.seq;
END;
CREATE TRIGGER moved_tally_is_one_row BEFORE INSERT ON moved_tally BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER moved_tally_follows_transfers BEFORE UPDATE ON moved_tally
WHEN NEW.lastSeq <= OLD.lastSeq OR NOT EXISTS (
  SELECT 1 FROM transfer WHERE seq = NEW.lastSeq AND kind IN ('post', 'settle', 'reverse')) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER moved_tally_is_never_deleted BEFORE DELETE ON moved_tally BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
