// The applicant's record, or the item's form: a list to type into, with what is wrong beside it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "removed" (const char *title): an entry of a group is gone; the form's undo brings it
// back.
#define YC_TYPE_FIELDS (yc_fields_get_type ())
G_DECLARE_FINAL_TYPE (YcFields, yc_fields, YC, FIELDS, GtkWidget)

// `rows` are the YcFieldRow of one section of `file`.
GtkWidget *yc_fields_new (YcFile *file, GListModel *rows, const char *title);

// Puts the keyboard into a field, given by its place. FALSE: it is not here.
gboolean yc_fields_focus (YcFields *self, const char *field);

G_END_DECLS
