-- Passkeys, and what a person may know of their sessions.
-- Invariants: of a passkey only the public half stands here: a copy of this database signs nobody in.
-- A passkey stays its person's and keeps its key; its counter never goes back, since a copied
-- authenticator shows itself by that; a challenge is answered once. Of the browser of a session only
-- two words are kept, such as `Firefox, Android`, never what it sent. Times are milliseconds since the
-- epoch.

CREATE TABLE passkey (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  publicKey TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  usedAt INTEGER,
  CONSTRAINT name_is_said CHECK (length(trim(name)) BETWEEN 1 AND 60),
  CONSTRAINT counter_is_counted CHECK (counter >= 0),
  CONSTRAINT transports_are_a_list CHECK (json_type(transports) = 'array')
) STRICT;

CREATE INDEX passkey_of_person ON passkey (person);

CREATE TRIGGER passkey_keeps_its_key BEFORE UPDATE OF id, person, publicKey ON passkey
BEGIN
  SELECT RAISE(ABORT, 'passkey_never_changes');
END;

-- Many authenticators do not count and say 0 each time.
CREATE TRIGGER passkey_counts_on BEFORE UPDATE OF counter ON passkey
WHEN NEW.counter <= OLD.counter AND (NEW.counter > 0 OR OLD.counter > 0)
BEGIN
  SELECT RAISE(ABORT, 'passkey_was_copied');
END;

-- Challenges are signed, and noted only when they were answered.
CREATE TABLE passkey_challenge (
  hash TEXT NOT NULL PRIMARY KEY,
  endsAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX passkey_challenge_by_end ON passkey_challenge (endsAt);

ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT ''
  CONSTRAINT device_is_short CHECK (length(device) <= 60);
ALTER TABLE session ADD COLUMN provenBy TEXT NOT NULL DEFAULT 'code'
  CONSTRAINT proof_is_known CHECK (provenBy IN ('code', 'passkey'));
-- When it was proven again; NULL: when it began.
ALTER TABLE session ADD COLUMN provenAt INTEGER;
ALTER TABLE session ADD COLUMN seenAt INTEGER;
