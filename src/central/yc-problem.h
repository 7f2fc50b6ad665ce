// Errors as central answers them: problem+json (RFC 9457) with the stable code of YcErrorCode.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-error.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// The HTTP status under which a code travels.
guint yc_problem_status (YcErrorCode code);

// The code of an error of any domain; YC_ERROR_SERVER for those that are not ours.
YcErrorCode yc_problem_code (const GError *error);

// {"type", "title", "status", "detail", "code"}. Details of central's own troubles are left out:
// they are for the log.
JsonObject *yc_problem_new (guint status, YcErrorCode code, const char *detail);

G_END_DECLS
