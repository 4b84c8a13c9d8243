-- What coordinators change of the community's settings, and of what is told of another member: each
-- change is an act of office, so each is a leaf.
--
-- Invariants (ledger.md, laws 3 and 9):
--   * a change names which fields it changed, by codes of a closed list, each once and in their order;
--     never what stands in them. Names and texts stay outside of the log.
--   * it is a coordinator's; what members change of themselves is no act of office and stands nowhere.

-- What may be changed, of the community and of a member.
CREATE VIEW settings_field (whose, code) AS
VALUES ('community', 'about'), ('community', 'accent'), ('community', 'helpLine'),
  ('community', 'joining'), ('community', 'languages'), ('community', 'mark'), ('community', 'name'),
  ('member', 'about'), ('member', 'area'), ('member', 'email'), ('member', 'languages'),
  ('member', 'name'), ('member', 'phone');

-- `member` is null where the community's own settings changed; `fields` is a JSON list of codes.
CREATE TABLE settings_change (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  member TEXT REFERENCES member (id),
  fields TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (fields <> '[]'),
  actor TEXT NOT NULL,
  onBehalfOf TEXT REFERENCES member (id),
  CONSTRAINT row_is_malformed CHECK ('member:' || member IS NOT actor)
) STRICT;
CREATE VIEW settings_change_leaf (seq, kind, ref, at, body) AS
SELECT s.seq, 'profile.changed', m.publicId, s.at,
  json_array('profile.changed', s.seq, s.at, m.publicId, json(s.fields),
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM settings_change s JOIN member m ON m.id = s.member
UNION ALL
SELECT s.seq, 'settings.changed', c.publicId, s.at,
  json_array('settings.changed', s.seq, s.at, c.publicId, json(s.fields),
    coalesce((SELECT publicId FROM member WHERE id = substr(s.actor, 8)), s.actor),
    (SELECT publicId FROM member WHERE id = s.onBehalfOf))
FROM settings_change s JOIN community c ON s.member IS NULL;

CREATE TRIGGER settings_change_follows BEFORE INSERT ON settings_change BEGIN
  SELECT RAISE(ABORT, 'row_is_out_of_order') WHERE NEW.seq IS NOT (SELECT seq FROM next_leaf);
  SELECT RAISE(ABORT, 'actor_is_not_a_coordinator') WHERE NOT EXISTS (
    SELECT 1 FROM office WHERE 'member:' || member = NEW.actor AND office = 'coordinator');
  SELECT RAISE(ABORT, 'row_is_malformed') WHERE NEW.fields IS NOT (
    SELECT json_group_array(code ORDER BY code) FROM settings_field
    WHERE whose = iif(NEW.member IS NULL, 'community', 'member')
      AND instr(NEW.fields, '"' || code || '"') > 0);
END;
CREATE TRIGGER settings_change_stands AFTER INSERT ON settings_change BEGIN
  INSERT INTO log SELECT seq, kind, ref, at, body FROM settings_change_leaf WHERE seq = NEW.seq;
  SELECT RAISE(ABORT, 'leaf_has_no_detail') WHERE NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.seq);
END;
CREATE TRIGGER settings_change_is_never_updated BEFORE UPDATE ON settings_change BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER settings_change_is_never_deleted BEFORE DELETE ON settings_change BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
