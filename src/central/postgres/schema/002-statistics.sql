-- What supervision asks for: the same as in sqlite/schema/005-statistics.sql, where it says what it is.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE case_tally (
  place bigint PRIMARY KEY,
  office bigint NOT NULL,
  marks text NOT NULL
);

CREATE TABLE tally (
  span bigint NOT NULL,
  day bigint NOT NULL,
  hall text COLLATE "C" NOT NULL,
  department text COLLATE "C" NOT NULL,
  office bigint NOT NULL,
  item text COLLATE "C" NOT NULL,
  mark text COLLATE "C" NOT NULL,
  value bigint NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (span, day, hall, department, office, item, mark, value)
) WITH (fillfactor = 50);

CREATE TABLE case_clock (
  place bigint PRIMARY KEY,
  hall text NOT NULL,
  department text NOT NULL,
  office bigint NOT NULL,
  received bigint NOT NULL,
  yellow_from bigint NOT NULL,
  red_from bigint NOT NULL,
  deemed_from bigint NOT NULL,
  deemed_yellow_from bigint NOT NULL,
  deemed_red_from bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE tally_end (
  "only" bigint PRIMARY KEY CHECK ("only" = 1),
  seq bigint NOT NULL,
  calendar text NOT NULL
) WITH (fillfactor = 10);

INSERT INTO tally_end ("only", seq, calendar) VALUES (1, 0, '');
