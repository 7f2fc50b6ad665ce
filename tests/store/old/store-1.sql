-- A store as the first released schema left it: one case from the feed, a draft's place, numbers.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  hold_until INTEGER NOT NULL DEFAULT 0,
  trouble_code TEXT,
  trouble_text TEXT,
  sealed_body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_case ON event (case_id, version);
CREATE INDEX event_waiting ON event (case_id) WHERE state <> 1;
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
  due INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0,
  provisional INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0,
  sealed_person BLOB
) STRICT;
CREATE INDEX case_by_state ON case_row (state, due);
CREATE INDEX case_by_changed ON case_row (changed_at);
CREATE INDEX case_by_number ON case_row (number);
CREATE INDEX case_by_holder ON case_row (holder, state);
CREATE INDEX case_by_receiver ON case_row (receiver, state);
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE case_blob (
  case_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  PRIMARY KEY (case_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
  place TEXT PRIMARY KEY,
  sealed_text BLOB NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE number_range (
  request TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  digits INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE catalogue (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  etag TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO case_row (case_id, number, item, item_name, state, version, hall, department, due, changed_at)
VALUES ('01936f2e-7c3a-7ca5-8000-000000000001', '2026-G1-000007', 'passport', '普通护照', 2, 3, 'main',
  'public-security', 0, 1795400000000);
INSERT INTO number_range (request, kind, prefix, suffix, digits, first, last, next)
VALUES ('r1', 'case', '2026-G1-', '', 6, 1, 9, 8), ('r2', 'voucher', '云溪政务收字〔2026〕第', '号', 6, 11, 20, 21);
INSERT INTO setting (name, value) VALUES ('lease/voucher', 'r3'), ('cursor/wang', '4711');
INSERT INTO catalogue (only, etag, body) VALUES (1, '"e"', '{"version": 1}');
PRAGMA user_version = 1;
