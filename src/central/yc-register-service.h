// A register that answers out of a table: plain HTTP and JSON, as a city's registers do.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// POST /SOURCE with {"parameter": "value", …} and the bearer token answers 200 with the first row
// of that source in which all parameters stand, 404 if there is none, 401 without the token.
typedef struct _YcRegisterService YcRegisterService;

// `tables`: source -> list of objects. Listens on this machine only, on a free port, in the
// thread-default main context.
YcRegisterService *yc_register_service_new (JsonObject *tables, const char *token, GError **error);
void yc_register_service_free (YcRegisterService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcRegisterService, yc_register_service_free)

// "http://127.0.0.1:PORT", without a slash at the end.
const char *yc_register_service_get_url (YcRegisterService *self);

G_END_DECLS
