// What the inspection of a page found, as JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page.h"

#include <json-glib/json-glib.h>

// One object; `file` is named in it.
JsonNode *yc_page_report_to_json (const char *file, const YcPageReport *report);
