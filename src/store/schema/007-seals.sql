-- Events that came from another terminal of the hall and still have to reach central.
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE event ADD COLUMN seal TEXT; -- JSON: of the terminal that made it; NULL: our own, or central's
