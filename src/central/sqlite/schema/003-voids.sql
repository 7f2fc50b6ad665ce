-- Numbers that a terminal leased and that are spent on nothing.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE number_void (
  request TEXT NOT NULL REFERENCES number_range (request),
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,                 -- the code of the refusal; undone: it was taken back
  person TEXT NOT NULL,                 -- who was signed in when the terminal told it
  at INTEGER NOT NULL,                  -- milliseconds since 1970, UTC
  PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;

-- For what a register last answered about a case.
CREATE INDEX register_check_case ON register_check (case_id, source, at);
