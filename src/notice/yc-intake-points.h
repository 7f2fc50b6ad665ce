// The intake points (收件要点) of a service item as PDF: what the counter asks for, and why.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// A4: what the item is, its situations, materials with need, form, copies, source and acceptance
// points, fees, steps, legal basis, and where it is received. `item` and `offices` are what the
// files of the catalogue have. Fails with YC_ERROR_FAILED. Blocking.
GBytes *yc_intake_points_print (JsonObject *item, JsonObject *offices, GError **error);

G_END_DECLS
