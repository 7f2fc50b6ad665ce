-- The workstation's database.
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a person could be known by is sealed (columns named sealed_*); everything else is plain so
-- that SQL can sort and filter it.

-- What happened to the cases this terminal knows, its own and those from the feed. An event is
-- pending until central has confirmed it; the outbox is the query "state = pending". An event
-- that no longer fits what others did meanwhile is in trouble: kept, shown, and left out of the fold.
CREATE TABLE event (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,               -- 0 pending, 1 confirmed, 2 in trouble
  type TEXT NOT NULL,
  at INTEGER NOT NULL,                  -- milliseconds since 1970, UTC
  hold_until INTEGER NOT NULL DEFAULT 0, -- not sent before: the time in which it can be undone
  trouble_code TEXT,
  trouble_text TEXT,
  sealed_body BLOB NOT NULL             -- the event as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_case ON event (case_id, version);
CREATE INDEX event_waiting ON event (case_id) WHERE state <> 1;

-- One row a case: what the lists show. Always the fold of the case's events; can be made anew.
CREATE TABLE case_row (
  row INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  number TEXT,
  item TEXT NOT NULL,
  item_name TEXT,
  state INTEGER NOT NULL,
  version INTEGER NOT NULL,
  hall TEXT,
  department TEXT,
  holder TEXT,
  receiver TEXT,
  due INTEGER NOT NULL DEFAULT 0,       -- working day number, 0: no limit runs
  paused INTEGER NOT NULL DEFAULT 0,
  provisional INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,   -- events that central has not confirmed
  sealed_person BLOB                    -- name, line feed, identity number
) STRICT;
CREATE INDEX case_by_state ON case_row (state, due);
CREATE INDEX case_by_changed ON case_row (changed_at);
CREATE INDEX case_by_number ON case_row (number);
CREATE INDEX case_by_holder ON case_row (holder, state);
CREATE INDEX case_by_receiver ON case_row (receiver, state);

-- Content by the SHA-256 of its plain bytes. The bytes are sealed files beside the database.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0  -- central has it
) STRICT, WITHOUT ROWID;

-- Which of our own cases names which content: the same page may lie in several.
CREATE TABLE case_blob (
  case_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  PRIMARY KEY (case_id, sha256)
) STRICT, WITHOUT ROWID;

-- What was typed and is not an event yet.
CREATE TABLE draft (
  place TEXT PRIMARY KEY,
  sealed_text BLOB NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers that central leased to this terminal. Each is used once; next > last: used up.
CREATE TABLE number_range (
  request TEXT PRIMARY KEY,             -- the request that leased it
  kind TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  digits INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest good catalogue, as central sent it.
CREATE TABLE catalogue (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  etag TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
