-- Who is who: the names of people who did something to cases, as central told them last.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE person_name (
  person TEXT PRIMARY KEY,              -- id
  sealed_name BLOB NOT NULL
) STRICT, WITHOUT ROWID;
