// What the files about figures share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session-private.h"
#include "yc-statistics.h"

struct _YcStatistics {
  GObject parent_instance;
  YcSession *session;        // owned
  GCancellable *cancellable; // owned, nullable: central is not being asked
  YcDay from, until;
  JsonObject *answer;                // owned, nullable
  char *trouble;                     // owned, nullable
  GListStore *departments, *reasons; // of YcDepartmentRow and YcReasonRow
};

// `figures` is what central answers of one department; it is not taken over.
YcDepartmentRow *yc_department_row_new (const char *name, JsonObject *figures);

YcReasonRow *yc_reason_row_new (char *title, const char *detail, guint count);

// The name of an item; its code where the catalogue does not have it.
const char *yc_statistics_name_item (YcStatistics *self, const char *code);

// What a finding with this key is about, in words. Free it.
char *yc_statistics_describe_key (const YcItem *item, const char *key);

// "95.8 %"; "—" of nothing. Free it.
char *yc_statistics_write_share (gint64 part, gint64 whole);
