-- What was read off pages. Hints: made again when they are gone, and never an event.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Of content as it is shown with these operations ("": as it is).
CREATE TABLE page_text (
  sha256 TEXT NOT NULL,
  operations TEXT NOT NULL,
  sealed_text BLOB NOT NULL,
  PRIMARY KEY (sha256, operations)
) STRICT, WITHOUT ROWID;

-- Hints that a person did not want: the page, and the field ("section/place") beside which they were.
CREATE TABLE hint_dismissed (
  page TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (page, field)
) STRICT, WITHOUT ROWID;
