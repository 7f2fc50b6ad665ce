// The lines below a field: what is wrong with it, what was meant, what to write, where it came
// from.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_FIELD_NOTE (yc_field_note_get_type ())
G_DECLARE_FINAL_TYPE (YcFieldNote, yc_field_note, YC, FIELD_NOTE, GtkListBoxRow)

// A row that follows `field`, and shows only while there is something to say.
GtkWidget *yc_field_note_new (YcFile *file, YcFieldRow *field);

G_END_DECLS
