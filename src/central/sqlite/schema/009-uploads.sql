-- Resumable uploads that any server of the database can go on with.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,                 -- who began it
  sha256 TEXT NOT NULL,                 -- of the whole
  mime TEXT NOT NULL,
  metadata TEXT,                        -- as the client gave it
  length INTEGER NOT NULL,              -- bytes in all
  place INTEGER NOT NULL,               -- bytes that are kept in pieces
  expires_at INTEGER NOT NULL,          -- milliseconds since 1970, UTC
  is_done INTEGER NOT NULL              -- it is a blob now, and has no pieces
) STRICT, WITHOUT ROWID;

CREATE INDEX upload_person ON upload (person);
CREATE INDEX upload_expires ON upload (expires_at);

-- What is kept of one: pieces without gaps, from its beginning to its place.
CREATE TABLE upload_piece (
  upload TEXT NOT NULL REFERENCES upload (id),
  first INTEGER NOT NULL,               -- place of its first byte
  size INTEGER NOT NULL,
  name TEXT NOT NULL,                   -- under which its bytes are kept
  PRIMARY KEY (upload, first)
) STRICT, WITHOUT ROWID;
