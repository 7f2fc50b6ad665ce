-- Packets that are carried from one terminal of a hall to another while there is no network.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- With which terminals of a hall seal packets for each other; the last one is the newest. Another is
-- made when one of them is shut out.
CREATE TABLE hall_key (
  place INTEGER PRIMARY KEY,
  hall TEXT NOT NULL,
  key TEXT NOT NULL,                    -- 32 bytes, hexadecimal
  made_at INTEGER NOT NULL              -- milliseconds since 1970, UTC
) STRICT;

CREATE INDEX hall_key_hall ON hall_key (hall, place);

-- Who has signed in with which terminal's key: a terminal vouches for nobody else.
CREATE TABLE terminal_person (
  public_key TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (public_key, person)
) STRICT, WITHOUT ROWID;

-- Events that somebody else brought: who, and the seal of the terminal that made them.
CREATE TABLE carried (
  event TEXT PRIMARY KEY,
  carrier TEXT NOT NULL,
  public_key TEXT NOT NULL,
  signature TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
