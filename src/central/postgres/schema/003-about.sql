-- What a register was asked about, so that its answer is not taken for one about somebody else.
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE register_check ADD COLUMN about text; -- JSON: path in the case to value; NULL: not kept
