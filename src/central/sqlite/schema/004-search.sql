-- Lists and searches that stay fast with a million cases: every way to look has its index.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- place says in which order cases came in, which is the order of lists. Cases are never removed. An
-- empty summary: the program makes the row anew when it opens the database next.
CREATE TABLE case_new (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  number TEXT,
  applicant TEXT,
  item TEXT NOT NULL,
  hall TEXT NOT NULL,
  department TEXT NOT NULL,
  office INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;

INSERT INTO case_new (id, version, state, number, applicant, item, hall, department, office, summary)
SELECT id, version, state, number, applicant, '', hall, department, office, ''
FROM case_now ORDER BY id;

DROP TABLE case_now;
ALTER TABLE case_new RENAME TO case_now;

CREATE INDEX case_stale ON case_now (place) WHERE summary = '';
CREATE UNIQUE INDEX case_number ON case_now (number) WHERE number IS NOT NULL;
CREATE INDEX case_state ON case_now (state, place);
CREATE INDEX case_item ON case_now (item, place);
CREATE INDEX case_hall ON case_now (hall, place);
CREATE INDEX case_hall_state ON case_now (hall, state, place);
CREATE INDEX case_hall_item ON case_now (hall, item, place);
CREATE INDEX case_hall_number ON case_now (hall, number);
CREATE INDEX case_department ON case_now (department, place) WHERE office = 1;
CREATE INDEX case_department_state ON case_now (department, state, place) WHERE office = 1;
CREATE INDEX case_department_item ON case_now (department, item, place) WHERE office = 1;
CREATE INDEX case_department_number ON case_now (department, number) WHERE office = 1;

-- How many cases there are in each state, kept with every change.
CREATE TABLE case_count (
  hall TEXT NOT NULL,
  department TEXT NOT NULL,
  office INTEGER NOT NULL,
  state TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hall, department, office, state)
) STRICT, WITHOUT ROWID;

INSERT INTO case_count (hall, department, office, state, count)
SELECT hall, department, office, state, count (*) FROM case_now GROUP BY 1, 2, 3, 4;

-- The text in which cases are searched, and its words (yc-search.h) in the scopes of the case. The
-- index keeps no text of its own.
CREATE TABLE case_text (
  place INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE case_words
USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

-- The names of items, as cases have them.
CREATE TABLE item_name (
  item TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (item, name)
) STRICT, WITHOUT ROWID;
