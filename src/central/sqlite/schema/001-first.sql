-- The first tables of central: what happened, how things stand, who may see them.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Everything that ever happened to a case, in the order in which central took it: seq is 1, 2, 3 …
-- without a gap. body is the event's text as it was hashed; hash is SHA-256 over the hash before it
-- (64 zeros for the first) and this text, so that a changed, removed or inserted row is found.
-- hall, department and office are copies out of the case for the feed: office is 1 from the handoff
-- on, when the department may see the case. Rows are never changed and never deleted.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  hall TEXT NOT NULL,
  department TEXT NOT NULL,
  office INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (case_id, version)
) STRICT;

-- The end of the chain, so that rows removed from its end are found as well. One row.
CREATE TABLE chain (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

INSERT INTO chain (only, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- How each case stands: the fold of its events, kept for lists and searches. summary is the JSON
-- that lists show. Made anew with every event; `yichuang-central verify` compares.
CREATE TABLE case_now (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  number TEXT,
  applicant TEXT,
  hall TEXT NOT NULL,
  department TEXT NOT NULL,
  office INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;

-- No number is used for two cases.
CREATE UNIQUE INDEX case_number ON case_now (number) WHERE number IS NOT NULL;
CREATE INDEX case_hall ON case_now (hall, id);
CREATE INDEX case_department ON case_now (department, id) WHERE office;

-- Page images and documents, named by their content; the bytes are files beside the database.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;

-- Who sent a blob may read it back before a case names it.
CREATE TABLE blob_sender (
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  person TEXT NOT NULL,
  PRIMARY KEY (sha256, person)
) STRICT, WITHOUT ROWID;

-- Which cases name a blob: whoever sees one of them sees the blob.
CREATE TABLE blob_case (
  sha256 TEXT NOT NULL,
  case_id TEXT NOT NULL,
  PRIMARY KEY (sha256, case_id)
) STRICT, WITHOUT ROWID;

-- roles is a set of bits (core's YcRole); windows and departments are lists with commas; password
-- is an Argon2id hash with its parameters, as libsodium writes it.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles INTEGER NOT NULL,
  hall TEXT NOT NULL,
  windows TEXT NOT NULL,
  departments TEXT NOT NULL,
  password TEXT NOT NULL
) STRICT;

-- Who is signed in. A token is stored as its SHA-256, so that this table opens nothing.
CREATE TABLE session (
  token TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  terminal TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

-- Wrong passwords in a row, also for names that do not exist: the answer must not tell them apart.
CREATE TABLE sign_in_failure (
  person TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;

-- Numbers (字号) leased to terminals, so that papers can be issued offline. request makes a lease
-- that was asked for twice one lease. Ranges of one kind, prefix and suffix never overlap.
CREATE TABLE number_range (
  request TEXT PRIMARY KEY,
  terminal TEXT NOT NULL,
  kind TEXT NOT NULL,
  window TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  leased_at INTEGER NOT NULL,
  UNIQUE (kind, prefix, suffix, first)
) STRICT;

CREATE INDEX number_range_terminal ON number_range (terminal, leased_at);

-- The catalogues of the city; the highest version is the one in force.
CREATE TABLE catalogue (
  version INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  etag TEXT NOT NULL,
  imported_at INTEGER NOT NULL
) STRICT;
