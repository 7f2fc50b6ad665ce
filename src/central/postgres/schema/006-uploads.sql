-- Uploads that servers share: the same as in sqlite/schema/009-uploads.sql, where it says what it is.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE upload (
  id text COLLATE "C" PRIMARY KEY,
  person text NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  mime text NOT NULL,
  metadata text,
  length bigint NOT NULL,
  place bigint NOT NULL,
  expires_at bigint NOT NULL,
  is_done bigint NOT NULL
);

CREATE INDEX upload_person ON upload (person);
CREATE INDEX upload_expires ON upload (expires_at);

CREATE TABLE upload_piece (
  upload text COLLATE "C" NOT NULL REFERENCES upload (id),
  first bigint NOT NULL,
  size bigint NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (upload, first)
);
