-- What a supervisor is asked to allow.
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE case_row ADD COLUMN asks INTEGER NOT NULL DEFAULT 0; -- 1: a second one-time notice
CREATE INDEX case_asks ON case_row (changed_at) WHERE asks <> 0;
