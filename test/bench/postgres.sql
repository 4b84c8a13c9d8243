-- A ledger in PL/pgSQL, as one would write it first: double entry with running balances, rows locked
-- in one order. No limits, no rules, no idempotency, no log of leaves, no proofs, no tokens.

CREATE TABLE account (
  id int PRIMARY KEY,
  in_seconds bigint NOT NULL DEFAULT 0,
  out_seconds bigint NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 0
);
CREATE TABLE transfer (
  seq bigserial PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  from_account int NOT NULL REFERENCES account,
  to_account int NOT NULL REFERENCES account,
  seconds bigint NOT NULL CHECK (seconds > 0),
  at timestamptz NOT NULL DEFAULT now(),
  CHECK (from_account <> to_account)
);
CREATE TABLE entry (
  account int NOT NULL REFERENCES account,
  version int NOT NULL,
  seq bigint NOT NULL REFERENCES transfer,
  delta_seconds bigint NOT NULL,
  balance_seconds bigint NOT NULL,
  PRIMARY KEY (account, version)
);
INSERT INTO account (id) SELECT generate_series(1, 1000);

CREATE FUNCTION book(new_id uuid, giver int, receiver int, moved bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  new_seq bigint;
BEGIN
  PERFORM 1 FROM account WHERE id IN (giver, receiver) ORDER BY id FOR UPDATE;
  INSERT INTO transfer (id, from_account, to_account, seconds)
  VALUES (new_id, giver, receiver, moved) RETURNING seq INTO new_seq;
  WITH moved_account AS (
    UPDATE account SET out_seconds = out_seconds + moved, version = version + 1
    WHERE id = giver RETURNING id, version, in_seconds - out_seconds AS balance
  )
  INSERT INTO entry SELECT id, version, new_seq, -moved, balance FROM moved_account;
  WITH moved_account AS (
    UPDATE account SET in_seconds = in_seconds + moved, version = version + 1
    WHERE id = receiver RETURNING id, version, in_seconds - out_seconds AS balance
  )
  INSERT INTO entry SELECT id, version, new_seq, moved, balance FROM moved_account;
  RETURN new_seq;
END $$;
