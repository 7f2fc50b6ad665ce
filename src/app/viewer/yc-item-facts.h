// The facts of the item a case is about: limit, materials, grounds.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// A list of facts that follows `file`.
GtkWidget *yc_item_facts_new (YcFile *file);

G_END_DECLS
