-- Sign-in: persons, their sessions, the codes sent to them, apps, and the keys that sign tokens.
-- Invariants: one person per e-mail; one live code per address; of session tokens, codes and app
-- secrets only hashes stand here, of signing keys only the encrypted private half: a copy of this
-- database signs nobody in. Times are milliseconds since the epoch.

CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  createdAt INTEGER NOT NULL,
  CONSTRAINT email_is_normal CHECK (
    email = lower(trim(email)) AND email LIKE '_%@_%' AND length(email) <= 254
  )
) STRICT;

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  tokenHash TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  CONSTRAINT token_is_hashed CHECK (length(tokenHash) = 64)
) STRICT;

CREATE INDEX session_of_person ON session (person);
CREATE INDEX session_by_end ON session (expiresAt);

CREATE TABLE verification (
  id TEXT NOT NULL PRIMARY KEY,
  identifier TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL
) STRICT;

CREATE INDEX verification_by_end ON verification (expiresAt);

CREATE TABLE signing_key (
  id TEXT NOT NULL PRIMARY KEY,
  alg TEXT NOT NULL,
  crv TEXT NOT NULL,
  publicKey TEXT NOT NULL,
  privateKey TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE app (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  secretHash TEXT NOT NULL,
  redirectUris TEXT NOT NULL,
  scopes TEXT NOT NULL,
  contact TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  CONSTRAINT redirect_uris_are_a_list CHECK (json_type(redirectUris) = 'array'),
  CONSTRAINT scopes_are_a_list CHECK (json_type(scopes) = 'array')
) STRICT;

-- How often a key was tried since its window began; the key is a keyed hash of what was tried
-- (an e-mail or an address of the network), so that it tells nothing to who reads it.
CREATE TABLE sign_in_counter (
  key TEXT NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL,
  endsAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_counter_by_end ON sign_in_counter (endsAt);
