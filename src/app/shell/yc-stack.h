// Keeps screen readers to the page of a stack that is shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// GTK 4.8 tells assistive technology about all pages of a stack as if all were shown: a person who
// cannot see would read, and press, what is not there. Hides the others from it, now and from now
// on.
void yc_stack_hide_others (GtkStack *stack);

G_END_DECLS
