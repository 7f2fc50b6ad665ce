-- What registers answered to central, so that an event that names an answer can be compared.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE register_check (
  id TEXT PRIMARY KEY,                  -- UUIDv7
  case_id TEXT NOT NULL,
  source TEXT NOT NULL,                 -- of the catalogue
  person TEXT NOT NULL,                 -- who asked
  at INTEGER NOT NULL,                  -- milliseconds since 1970, UTC
  took_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL,                -- answered, not-found, failed
  answer TEXT NOT NULL                  -- JSON; {} unless it answered
) STRICT, WITHOUT ROWID;
