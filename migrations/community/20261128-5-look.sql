-- How a community looks on a screen: up to two letters as its mark, and a colour of its own.
--
-- Invariants: both may be absent; the colour is `#rrggbb` in small letters, so that it can stand in
-- an address. That it is dark enough to be read is for whoever sets it: the contract asks.

ALTER TABLE community ADD COLUMN mark TEXT CONSTRAINT row_is_malformed CHECK (length(mark) BETWEEN 1 AND 2);
ALTER TABLE community ADD COLUMN accent TEXT CONSTRAINT row_is_malformed
  CHECK (accent GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]');
