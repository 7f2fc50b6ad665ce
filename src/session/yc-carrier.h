// What is on its way to a drive or in from one, whatever page is looked at meanwhile.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

G_BEGIN_DECLS

// "changed" tells how far it is. What came of it becomes a "notice" of the session.
#define YC_TYPE_CARRIER (yc_carrier_get_type ())
G_DECLARE_FINAL_TYPE (YcCarrier, yc_carrier, YC, CARRIER, GObject)

// The session's; nothing is on its way any more when that ends.
YcCarrier *yc_carrier_get (YcSession *session);

// Saves what waits into a folder, or takes packets in: a model of GFile. Not while it is busy.
void yc_carrier_save (YcCarrier *self, GFile *folder);
void yc_carrier_load (YcCarrier *self, GListModel *files);

gboolean yc_carrier_is_busy (YcCarrier *self);

// How far it is, as a sentence and from 0 to 1. Free it.
char *yc_carrier_describe (YcCarrier *self);
double yc_carrier_get_fraction (YcCarrier *self);

// Leaves what is done, each packet whole, and begins nothing more.
void yc_carrier_cancel (YcCarrier *self);

G_END_DECLS
