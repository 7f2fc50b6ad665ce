-- A script that fails half way.
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE half (name TEXT) STRICT;
INSERT INTO nowhere VALUES (1);
