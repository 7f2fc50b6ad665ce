-- The first schema of the tests.
-- SPDX-License-Identifier: GPL-3.0-or-later
CREATE TABLE thing (name TEXT PRIMARY KEY) STRICT;
INSERT INTO thing (name) VALUES ('first');
