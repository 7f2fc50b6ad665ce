-- Terminals with a key of their own, which the keeper admits or shuts out.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- A row for each key that was proved under a name. place says which came first: where nobody has to be
-- admitted, a name stays with the first key. What has been shut out stays, so that it is known again.
CREATE TABLE terminal (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL,                     -- the name that goes into events
  public_key TEXT NOT NULL,             -- Ed25519, hexadecimal
  fingerprint TEXT NOT NULL,            -- of the key, as people read it to each other
  hall TEXT NOT NULL,                   -- of who signed in there first
  person TEXT NOT NULL,                 -- who that was
  state TEXT NOT NULL CHECK (state IN ('waiting', 'admitted', 'revoked')),
  first_seen INTEGER NOT NULL,          -- milliseconds since 1970, UTC
  last_seen INTEGER NOT NULL,
  decided_by TEXT NOT NULL DEFAULT '',  -- who admitted it or shut it out
  decided_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (id, public_key)
) STRICT;

CREATE INDEX terminal_key ON terminal (public_key);

-- Challenges that were answered: none is good twice. They run out by themselves.
CREATE TABLE challenge_spent (
  challenge TEXT PRIMARY KEY,
  spent_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The key that was proved at sign-in; '': none was.
ALTER TABLE session ADD COLUMN public_key TEXT NOT NULL DEFAULT '';
