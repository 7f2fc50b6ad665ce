// What there is to say about a deed, and the button that does it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-office.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// `deed` must outlive the form. `done` is called once it was done, on `target`.
GtkWidget *yc_deed_form_new (YcFile *file,
                             const YcOfficeDeed *deed,
                             void (*done) (gpointer target),
                             gpointer target);

G_END_DECLS
