// One field of a form as a row: an entry, a choice or a switch that follows a YcFieldRow.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Makes the row that fits the field. It types into `file` and follows `field` as long as it lives.
GtkWidget *yc_field_new (YcFile *file, YcFieldRow *field);

// The kinds of them.
GtkWidget *yc_field_entry_new (YcFile *file, YcFieldRow *field);
GtkWidget *yc_field_choice_new (YcFile *file, YcFieldRow *field);
GtkWidget *yc_field_switch_new (YcFile *file, YcFieldRow *field);

// A head, with the signals "add" and "remove" (YcFieldRow *).
GtkWidget *yc_field_head_new (YcFile *file, YcFieldRow *field);

// A button with a calendar, for beside an entry.
GtkWidget *yc_field_calendar_new (YcFile *file, YcFieldRow *field);

// A button that asks why, and then central for what it holds back, for beside an entry.
GtkWidget *yc_field_reveal_new (YcFile *file, YcFieldRow *field);

// From now on the row shows what the field has, also while it has the keyboard.
void yc_field_let_go (GtkWidget *row);

// The title as shown: while it can be typed, what may stay empty says so.
char *yc_field_make_title (YcFile *file, YcFieldRow *field);

G_END_DECLS
