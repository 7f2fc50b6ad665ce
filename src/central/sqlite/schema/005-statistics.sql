-- What supervision asks for: counted when it happens, so that nobody has to read all cases.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a case counts for now (yc-tally.h), a line each: what its next event changes is told from
-- this. office as it was counted; hall, department and item of a case never change.
CREATE TABLE case_tally (
  place INTEGER PRIMARY KEY,            -- of case_now
  office INTEGER NOT NULL,
  marks TEXT NOT NULL
) STRICT;

-- How many cases count for what: on a day (span 0), or in the month that begins with it (span 1), so
-- that a year is twelve months. Days are Julian day numbers in China's time.
CREATE TABLE tally (
  span INTEGER NOT NULL,
  day INTEGER NOT NULL,
  hall TEXT NOT NULL,
  department TEXT NOT NULL,
  office INTEGER NOT NULL,
  item TEXT NOT NULL,
  mark TEXT NOT NULL,
  value INTEGER NOT NULL,               -- working days, visits; otherwise 0
  count INTEGER NOT NULL,
  PRIMARY KEY (span, day, hall, department, office, item, mark, value)
) STRICT, WITHOUT ROWID;

-- The cases in hand, with the days on which their lamps turn. Nobody has told the applicant of a case
-- with deemed_from anything yet: from that day on it counts as accepted, and has the other days.
CREATE TABLE case_clock (
  place INTEGER PRIMARY KEY,
  hall TEXT NOT NULL,
  department TEXT NOT NULL,
  office INTEGER NOT NULL,
  received INTEGER NOT NULL,
  yellow_from INTEGER NOT NULL,
  red_from INTEGER NOT NULL,
  deemed_from INTEGER NOT NULL,
  deemed_yellow_from INTEGER NOT NULL,
  deemed_red_from INTEGER NOT NULL
) STRICT;

-- How far the log is counted, and with which calendar. One row.
CREATE TABLE tally_end (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL,
  calendar TEXT NOT NULL                -- SHA-256; empty: none
) STRICT;

INSERT INTO tally_end (only, seq, calendar) VALUES (1, 0, '');
