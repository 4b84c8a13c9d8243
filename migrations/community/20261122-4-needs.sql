-- Needs and offers, and finding them by words.
--
-- A need or offer is closed once, by a row of *_closing whose key refuses a second one; its state is
-- set by that row's trigger. Only open ones stand in the search tables, with the words they have now:
-- texts are erasable, and FTS5 secure-delete leaves nothing of them in its segments. unicode61 finds
-- words in scripts with spaces, trigram finds parts of words in scripts without.

CREATE TABLE need (
  number INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  member TEXT NOT NULL REFERENCES member (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  category TEXT NOT NULL,
  area TEXT,
  remote INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (remote IN (0, 1)),
  estimateSeconds INTEGER CONSTRAINT row_is_malformed CHECK (estimateSeconds > 0),
  "when" TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid("when")),
  language TEXT NOT NULL,
  publishedAt INTEGER NOT NULL,
  expiresOn TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open'
    CONSTRAINT row_is_malformed CHECK (state IN ('open', 'answered', 'withdrawn', 'expired'))
) STRICT;
CREATE INDEX need_open ON need (number) WHERE state = 'open';
CREATE INDEX need_of_member ON need (member, number);
CREATE TABLE need_closing (
  need TEXT PRIMARY KEY REFERENCES need (id),
  state TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (state IN ('answered', 'withdrawn', 'expired')),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE offer (
  number INTEGER PRIMARY KEY CONSTRAINT row_is_malformed CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  member TEXT NOT NULL REFERENCES member (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  category TEXT NOT NULL,
  area TEXT,
  remote INTEGER NOT NULL CONSTRAINT row_is_malformed CHECK (remote IN (0, 1)),
  estimateSeconds INTEGER CONSTRAINT row_is_malformed CHECK (estimateSeconds > 0),
  "when" TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (json_valid("when")),
  language TEXT NOT NULL,
  publishedAt INTEGER NOT NULL,
  expiresOn TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open'
    CONSTRAINT row_is_malformed CHECK (state IN ('open', 'withdrawn', 'expired'))
) STRICT;
CREATE INDEX offer_open ON offer (number) WHERE state = 'open';
CREATE INDEX offer_of_member ON offer (member, number);
CREATE TABLE offer_closing (
  offer TEXT PRIMARY KEY REFERENCES offer (id),
  state TEXT NOT NULL CONSTRAINT row_is_malformed CHECK (state IN ('withdrawn', 'expired')),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- rowid = 2 × number for needs, 2 × number + 1 for offers.
CREATE VIRTUAL TABLE search_words USING fts5 (
  title, text, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_parts USING fts5 (title, text, tokenize = 'trigram');
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
INSERT INTO search_parts (search_parts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER need_is_new BEFORE INSERT ON need
WHEN EXISTS (SELECT 1 FROM need WHERE id = NEW.id OR number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER need_begins_open BEFORE INSERT ON need WHEN NEW.state <> 'open' BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER need_is_findable AFTER INSERT ON need BEGIN
  INSERT INTO search_words (rowid, title, text) VALUES (NEW.number * 2, NEW.title, NEW.text);
  INSERT INTO search_parts (rowid, title, text) VALUES (NEW.number * 2, NEW.title, NEW.text);
END;
CREATE TRIGGER need_state_is_its_closing BEFORE UPDATE ON need
WHEN NEW.state IS NOT OLD.state
  AND NOT EXISTS (SELECT 1 FROM need_closing WHERE need = NEW.id AND state = NEW.state) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER need_keeps_its_identity BEFORE UPDATE ON need
WHEN NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id OR NEW.member IS NOT OLD.member
  OR NEW.publishedAt IS NOT OLD.publishedAt BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER need_is_found_by_its_words AFTER UPDATE OF title, text ON need WHEN NEW.state = 'open' BEGIN
  UPDATE search_words SET title = NEW.title, text = NEW.text WHERE rowid = NEW.number * 2;
  UPDATE search_parts SET title = NEW.title, text = NEW.text WHERE rowid = NEW.number * 2;
END;
CREATE TRIGGER need_is_never_deleted BEFORE DELETE ON need BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER need_closes_once BEFORE INSERT ON need_closing
WHEN (SELECT state FROM need WHERE id = NEW.need) IS NOT 'open' BEGIN
  SELECT RAISE(ABORT, 'need_is_not_open');
END;
CREATE TRIGGER need_is_closed AFTER INSERT ON need_closing BEGIN
  DELETE FROM search_words WHERE rowid = (SELECT number * 2 FROM need WHERE id = NEW.need);
  DELETE FROM search_parts WHERE rowid = (SELECT number * 2 FROM need WHERE id = NEW.need);
  UPDATE need SET state = NEW.state WHERE id = NEW.need;
END;
CREATE TRIGGER need_closing_is_never_updated BEFORE UPDATE ON need_closing BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER need_closing_is_never_deleted BEFORE DELETE ON need_closing BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;

CREATE TRIGGER offer_is_new BEFORE INSERT ON offer
WHEN EXISTS (SELECT 1 FROM offer WHERE id = NEW.id OR number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;
CREATE TRIGGER offer_begins_open BEFORE INSERT ON offer WHEN NEW.state <> 'open' BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER offer_is_findable AFTER INSERT ON offer BEGIN
  INSERT INTO search_words (rowid, title, text) VALUES (NEW.number * 2 + 1, NEW.title, NEW.text);
  INSERT INTO search_parts (rowid, title, text) VALUES (NEW.number * 2 + 1, NEW.title, NEW.text);
END;
CREATE TRIGGER offer_state_is_its_closing BEFORE UPDATE ON offer
WHEN NEW.state IS NOT OLD.state
  AND NOT EXISTS (SELECT 1 FROM offer_closing WHERE offer = NEW.id AND state = NEW.state) BEGIN
  SELECT RAISE(ABORT, 'projections_are_trigger_owned');
END;
CREATE TRIGGER offer_keeps_its_identity BEFORE UPDATE ON offer
WHEN NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id OR NEW.member IS NOT OLD.member
  OR NEW.publishedAt IS NOT OLD.publishedAt BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER offer_is_found_by_its_words AFTER UPDATE OF title, text ON offer WHEN NEW.state = 'open' BEGIN
  UPDATE search_words SET title = NEW.title, text = NEW.text WHERE rowid = NEW.number * 2 + 1;
  UPDATE search_parts SET title = NEW.title, text = NEW.text WHERE rowid = NEW.number * 2 + 1;
END;
CREATE TRIGGER offer_is_never_deleted BEFORE DELETE ON offer BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER offer_closes_once BEFORE INSERT ON offer_closing
WHEN (SELECT state FROM offer WHERE id = NEW.offer) IS NOT 'open' BEGIN
  SELECT RAISE(ABORT, 'offer_is_not_open');
END;
CREATE TRIGGER offer_is_closed AFTER INSERT ON offer_closing BEGIN
  DELETE FROM search_words WHERE rowid = (SELECT number * 2 + 1 FROM offer WHERE id = NEW.offer);
  DELETE FROM search_parts WHERE rowid = (SELECT number * 2 + 1 FROM offer WHERE id = NEW.offer);
  UPDATE offer SET state = NEW.state WHERE id = NEW.offer;
END;
CREATE TRIGGER offer_closing_is_never_updated BEFORE UPDATE ON offer_closing BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
CREATE TRIGGER offer_closing_is_never_deleted BEFORE DELETE ON offer_closing BEGIN
  SELECT RAISE(ABORT, 'books_are_append_only');
END;
