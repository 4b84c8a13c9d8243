-- That audit signs nothing for a community, for its stewards to read and for anyone to know since when.
-- Invariants: a copy of what stands in audit's own memory, which nobody else opens; audit writes it
-- anew with each round, and takes it away once it signs again. What counts is the memory: whoever
-- takes a line out here hides a card, and neither `/healthz` nor that no head is published.
-- A code and figures: no name, no text.

CREATE TABLE alarm_notice (
  community TEXT NOT NULL PRIMARY KEY REFERENCES community (slug),
  code TEXT NOT NULL,
  since INTEGER NOT NULL,
  signedSize INTEGER NOT NULL,
  signedAt INTEGER,
  CONSTRAINT code_is_one CHECK (code <> '' AND code NOT GLOB '*[^a-z_]*'),
  CONSTRAINT size_is_counted CHECK (signedSize >= 0),
  CONSTRAINT moment_fits_size CHECK ((signedAt IS NULL) = (signedSize = 0))
) STRICT;
