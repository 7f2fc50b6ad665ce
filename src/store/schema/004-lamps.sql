-- From which day on a lamp is yellow and red, so that lists need no clock of their own.
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE case_row ADD COLUMN yellow_from INTEGER NOT NULL DEFAULT 0; -- 0: no lamp
ALTER TABLE case_row ADD COLUMN red_from INTEGER NOT NULL DEFAULT 0;
-- The day on which the row is worked out anew: another limit takes over. 1: at the next occasion.
ALTER TABLE case_row ADD COLUMN anew_from INTEGER NOT NULL DEFAULT 0;
UPDATE case_row SET anew_from = 1 WHERE due > 0;
CREATE INDEX case_by_lamp ON case_row (yellow_from) WHERE yellow_from > 0;
CREATE INDEX case_anew ON case_row (anew_from) WHERE anew_from > 0;
