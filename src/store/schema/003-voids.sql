-- Numbers that are spent on nothing, so that none is missing at central.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The event that had the number was dismissed after central refused it, or was taken back before it
-- went out. Kept for ever; confirmed: central knows it.
CREATE TABLE number_void (
  request TEXT NOT NULL,                -- of the range it was taken from
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,                 -- the code of the trouble; undone: it was taken back
  confirmed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX number_void_waiting ON number_void (request, number) WHERE confirmed = 0;
