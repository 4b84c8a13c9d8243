-- The register: which communities this host has, and where their books are.
-- Invariants: a slug is well formed, and neither one of the host's own databases nor the beginning of
-- an address that stands already; slug and database never change; no line is ever taken out, since a
-- slug must not come to mean other books.

CREATE TABLE community (
  slug TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  database TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  CONSTRAINT slug_is_well_formed CHECK (
    length(slug) BETWEEN 2 AND 40 AND slug GLOB '[a-z]*' AND slug NOT GLOB '*[^a-z0-9-]*'
  ),
  CONSTRAINT slug_is_not_reserved CHECK (slug NOT IN (
    'host', 'audit', 'v1', 'docs', 'auth', 'oauth', 'dev', 'federation', 'healthz', 'readyz', 'metrics',
    'assets', 'sign-in', 'sign-out', 'verify'
  )),
  CONSTRAINT database_is_not_reserved CHECK (database NOT IN ('host', 'audit')),
  CONSTRAINT name_is_said CHECK (length(trim(name)) BETWEEN 1 AND 120),
  CONSTRAINT state_is_known CHECK (state IN ('founding', 'open', 'moved'))
) STRICT;

-- REPLACE would delete a line without firing the trigger that forbids it.
CREATE TRIGGER community_is_new BEFORE INSERT ON community
WHEN EXISTS (SELECT 1 FROM community WHERE slug = NEW.slug OR database = NEW.database)
BEGIN
  SELECT RAISE(ABORT, 'id_is_taken');
END;

CREATE TRIGGER community_keeps_its_slug BEFORE UPDATE OF slug, database ON community
BEGIN
  SELECT RAISE(ABORT, 'slug_never_changes');
END;

CREATE TRIGGER community_stays BEFORE DELETE ON community
BEGIN
  SELECT RAISE(ABORT, 'slug_never_changes');
END;
