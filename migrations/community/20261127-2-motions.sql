-- Motions, closer: carried only behind what they carry out, whatever their kind.
--
-- Invariants (product.md, four-eyes):
--   * `carried` stands right behind the last leaf of what it did: the hours of its exchange gone
--     back, or the answer to its application, as for charters, lines and offices before.
--   * of two motions of one kind about one thing only one could be carried, so the second is not
--     taken while the first is open. Amendments are texts of their own, and wait side by side.
--   * two stewards decide, so whoever proposed a motion is still one when another seconds it, or
--     when time carries it.

-- Motions that nobody decided yet, and when they run out; `office` tells appointments apart.
CREATE VIEW open_motion (id, kind, ref, office, lapsesAt) AS
SELECT m.id, m.kind, m.ref, m.body ->> '$.office',
  max(m.at, coalesce(m.announcedUntil, m.at)) + 2592000000
FROM motion m JOIN motion_state s ON s.motion = m.id
WHERE s.state IN ('waiting', 'announced', 'objected');
CREATE INDEX motion_about ON motion (ref, kind);
-- Who holds an office and may come back to it: whoever rests does, a suspended member does not.
CREATE VIEW steward_in_office (member) AS
SELECT m.id FROM member m
WHERE m.state IN ('active', 'paused') AND EXISTS (SELECT 1 FROM office WHERE member = m.id);

DROP TRIGGER motion_is_new;
CREATE TRIGGER motion_is_new BEFORE INSERT ON motion BEGIN
  SELECT RAISE(ABORT, 'id_is_taken') WHERE EXISTS (SELECT 1 FROM motion WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'row_is_malformed') WHERE NEW.announcedUntil <= NEW.at;
  SELECT RAISE(ABORT, 'row_is_malformed')
  WHERE (NEW.kind = 'amendment') IS NOT EXISTS (SELECT 1 FROM charter_amendment WHERE motion = NEW.id);
  -- No words of people enter the log.
  SELECT RAISE(ABORT, 'row_is_malformed') FROM json_tree(iif(json_valid(NEW.body), NEW.body, 'null'))
  WHERE type = 'text' AND value GLOB '*[^a-zA-Z0-9_.:-]*';
  SELECT RAISE(ABORT, 'motion_is_waiting') FROM open_motion
  WHERE ref = NEW.ref AND kind = NEW.kind AND kind <> 'amendment' AND lapsesAt > NEW.at
    AND office IS iif(json_valid(NEW.body), NEW.body ->> '$.office', NULL);
END;

DROP TRIGGER motion_step_follows;
CREATE TRIGGER motion_step_follows BEFORE INSERT ON motion_step BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE coalesce((SELECT state FROM motion_state WHERE motion = NEW.motion), '') || '>' || NEW.act
    NOT IN ('waiting>seconded', 'announced>seconded', 'objected>seconded', 'announced>objected',
      'waiting>withdrawn', 'announced>withdrawn', 'objected>withdrawn', 'waiting>lapsed',
      'announced>lapsed', 'objected>lapsed', 'announced>carried', 'seconded>carried');
  SELECT RAISE(ABORT, 'transition_is_not_allowed')
  WHERE NEW.step IS NOT (SELECT step FROM motion_state WHERE motion = NEW.motion);
  SELECT RAISE(ABORT, 'second_steward_is_needed')
  WHERE NEW.act = 'seconded' AND (
    NEW.actor IS (SELECT actor FROM motion WHERE id = NEW.motion)
    OR NOT EXISTS (SELECT 1 FROM office WHERE member = substr(NEW.actor, 8)));
  SELECT RAISE(ABORT, 'motion_is_still_announced') FROM motion
  WHERE id = NEW.motion AND NEW.act = 'carried' AND announcedUntil > NEW.at
    AND (SELECT state FROM motion_state WHERE motion = NEW.motion) = 'announced';
  SELECT RAISE(ABORT, 'proposer_left_office') FROM motion
  WHERE id = NEW.motion AND NEW.act IN ('seconded', 'carried')
    AND substr(actor, 8) NOT IN (SELECT member FROM steward_in_office);
  SELECT RAISE(ABORT, 'motion_has_not_been_carried_out') FROM motion m
  WHERE m.id = NEW.motion AND NEW.act = 'carried' AND NOT CASE m.kind
    WHEN 'amendment' THEN EXISTS (SELECT 1 FROM charter_amendment a JOIN charter c ON c.digest = a.digest
      WHERE a.motion = m.id AND c.seq = NEW.seq - 1)
    WHEN 'lift' THEN EXISTS (SELECT 1 FROM limit_change l JOIN account a ON a.id = l.account
      WHERE l.seq = NEW.seq - 1 AND a.member = m.ref)
    WHEN 'appointment' THEN EXISTS (SELECT 1 FROM stewardship s
      WHERE s.seq = NEW.seq - 1 AND s.member = m.ref AND s.act = 'appointed')
    WHEN 'removal' THEN EXISTS (SELECT 1 FROM stewardship s
      WHERE s.seq = NEW.seq - 1 AND s.member = m.ref AND s.act = 'removed')
    -- All hours of it are back, the last of them just now.
    WHEN 'reversal' THEN EXISTS (SELECT 1 FROM exchange_state s JOIN transfer t ON t.exchange = s.exchange
      WHERE t.seq = NEW.seq - 1 AND s.exchange = m.ref AND s.state = 'reversed')
    -- An answer that grants stands behind its hours (pool_answer_follows).
    WHEN 'grant' THEN EXISTS (SELECT 1 FROM pool_answer a
      WHERE a.seq = NEW.seq - 1 AND a.application = m.ref AND a.act = 'granted')
    ELSE 0 END;
END;
