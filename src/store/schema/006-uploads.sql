-- Where large content stands on its way to central, so that it goes on after a power cut.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE upload (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256),
  confirmed INTEGER NOT NULL,           -- bytes that central has said it has
  sealed_address BLOB NOT NULL          -- where the upload goes on at central
) STRICT, WITHOUT ROWID;
