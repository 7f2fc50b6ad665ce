// What is counted of requests, for Prometheus (text format 0.0.4). Routes are patterns: nothing
// that is counted tells of a person or a case.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YcMetrics YcMetrics;

YcMetrics *yc_metrics_new (void);
void yc_metrics_free (YcMetrics *self);

// A request was answered. Unknown methods and addresses count as `route` "-".
void yc_metrics_add (
    YcMetrics *self, const char *method, const char *route, guint status, double seconds);

// Appends what was counted.
void yc_metrics_write (YcMetrics *self, GString *out);

// Appends one number with its explanation. `type` is "gauge" or "counter".
void yc_metrics_write_number (
    GString *out, const char *name, const char *type, const char *help, gint64 value);

G_END_DECLS
