-- What a newer version of the program adds.
-- SPDX-License-Identifier: GPL-3.0-or-later
ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';
