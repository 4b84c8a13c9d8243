-- What the words of this day add to the two lists of the spine: what a batch may expect, and the
-- leaves of the log. Erasing adds none: it is a step of a member.

-- Whatever makes a cause one's own, step by step: leave given to a member behind whom a person stands,
-- homes that they or others declared, and links, of these members and of the households they share.
-- Whoever decides in office expects as many as when it was judged.
CREATE VIEW cause_step (person, seq) AS
SELECT p.person, s.seq FROM member_person p
  JOIN delegation d ON d.delegate = p.member JOIN delegation_step s ON s.delegation = d.id
UNION ALL SELECT p.person, h.seq FROM member_person p JOIN household_declaration h ON h.member = p.member
UNION ALL SELECT p.person, h.seq FROM member_person p JOIN household_declaration h ON h.other = p.member
UNION ALL SELECT p.person, s.seq FROM member_person p
  JOIN link l ON l.member = p.member JOIN link_step s ON s.link = l.id
UNION ALL SELECT p.person, s.seq FROM member_person p
  JOIN link l ON l.linked = p.member JOIN link_step s ON s.link = l.id;

-- A batch begins with one row per thing a rule has counted; an older version is refused (law 12).
DROP TRIGGER expectation_is_met;
CREATE TRIGGER expectation_is_met INSTEAD OF INSERT ON expectation BEGIN
  SELECT RAISE(ABORT, 'facts_are_stale') WHERE NEW.version IS NOT CASE NEW.word
    WHEN 'account' THEN (SELECT version FROM account WHERE id = NEW.id)
    WHEN 'member' THEN (SELECT version FROM member WHERE id = NEW.id)
    WHEN 'exchange' THEN (SELECT max(step) FROM exchange_step WHERE exchange = NEW.id)
    WHEN 'charter' THEN (SELECT max(version) FROM charter)
    WHEN 'office' THEN (SELECT count(*) FROM stewardship WHERE member = NEW.id)
    WHEN 'grant' THEN (SELECT count(*) FROM app_grant WHERE app || ' ' || account = NEW.id)
    WHEN 'app' THEN (SELECT count(*) FROM app_step WHERE app = NEW.id)
    WHEN 'person' THEN (SELECT count(*) FROM member_person WHERE person = NEW.id)
    WHEN 'need' THEN (SELECT count(*) FROM exchange WHERE need = NEW.id)
    WHEN 'offer' THEN (SELECT count(*) FROM exchange WHERE offer = NEW.id)
    WHEN 'assent' THEN (SELECT count(*) FROM exchange_assent WHERE exchange = NEW.id)
    WHEN 'motion' THEN (SELECT step FROM motion_state WHERE motion = NEW.id)
    WHEN 'applicant' THEN (SELECT count(*) FROM pool_application WHERE member = NEW.id)
      + (SELECT count(*) FROM pool_answer a JOIN pool_application p ON p.id = a.application
        WHERE p.member = NEW.id)
    WHEN 'delegation' THEN (
      SELECT count(*) FROM delegation_step s JOIN delegation d ON d.id = s.delegation
      WHERE d.member || ' ' || d.delegate = NEW.id)
    WHEN 'card' THEN (SELECT count(*) FROM card_act WHERE card = NEW.id)
    WHEN 'link' THEN (SELECT count(*) FROM link_step s JOIN link l ON l.id = s.link WHERE l.member = NEW.id)
      + (SELECT count(*) FROM link_step s JOIN link l ON l.id = s.link WHERE l.linked = NEW.id)
    WHEN 'cause' THEN (SELECT count(*) FROM cause_step WHERE person = NEW.id)
  END;
END;

-- Every leaf and the detail it stands for.
DROP VIEW leaf;
CREATE VIEW leaf (seq, kind, ref, at, body) AS
SELECT * FROM transfer_leaf
UNION ALL SELECT * FROM community_leaf
UNION ALL SELECT * FROM member_step_leaf
UNION ALL SELECT * FROM stewardship_leaf
UNION ALL SELECT * FROM charter_leaf
UNION ALL SELECT * FROM motion_leaf
UNION ALL SELECT * FROM motion_step_leaf
UNION ALL SELECT * FROM app_step_leaf
UNION ALL SELECT * FROM app_grant_leaf
UNION ALL SELECT * FROM account_leaf
UNION ALL SELECT * FROM account_step_leaf
UNION ALL SELECT * FROM limit_change_leaf
UNION ALL SELECT * FROM import_leaf
UNION ALL SELECT * FROM import_closing_leaf
UNION ALL SELECT * FROM pool_application_leaf
UNION ALL SELECT * FROM pool_answer_leaf
UNION ALL SELECT * FROM departure_leaf
UNION ALL SELECT * FROM delegation_step_leaf
UNION ALL SELECT * FROM household_declaration_leaf
UNION ALL SELECT * FROM slip_batch_leaf
UNION ALL SELECT * FROM slip_reversal_leaf
UNION ALL SELECT * FROM concern_resolution_leaf
UNION ALL SELECT * FROM member_check_leaf
UNION ALL SELECT * FROM link_step_leaf
UNION ALL SELECT * FROM key_founding_leaf
UNION ALL SELECT * FROM key_introduction_leaf
UNION ALL SELECT * FROM key_voiding_leaf
UNION ALL SELECT * FROM schema_step_leaf
UNION ALL SELECT * FROM report_request_leaf
UNION ALL SELECT * FROM report_leaf
UNION ALL SELECT * FROM cosigner_step_leaf
UNION ALL SELECT * FROM settings_change_leaf;
