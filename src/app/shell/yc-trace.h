// Tells a bench, and nobody else, when something was on the screen and how long frames took.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// With YICHUANG_TRACE=1 all of these print a JSON line to stderr: "at" is CLOCK_MONOTONIC in
// milliseconds, so that whoever started the program can subtract; "ms" counts from this call.
// Otherwise they do nothing.
void yc_trace_start (void);

// Marks the first frame of a window, and from then on the work of every frame.
void yc_trace_window (GtkWidget *window);

// Marks, once, the frame in which the first rows of a queue are shown.
void yc_trace_rows (GtkWidget *page);

G_END_DECLS
