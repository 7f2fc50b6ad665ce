// What is counted of requests, for Prometheus.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-metrics.h"

static const double bounds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                0.5,   1,      2.5,   5,    10,    30,   60};

typedef struct {
  guint64 buckets[G_N_ELEMENTS (bounds)]; // each counts what the smaller ones count, too
  guint64 count;
  double sum;
} Histogram;

struct _YcMetrics {
  GHashTable *requests;  // labels -> guint64 *
  GHashTable *durations; // labels -> Histogram *
};

YcMetrics *
yc_metrics_new (void)
{
  YcMetrics *self = g_new0 (YcMetrics, 1);

  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->durations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
yc_metrics_free (YcMetrics *self)
{
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->durations);
  g_free (self);
}

// What is counted under these labels, which it takes over.
static gpointer
ensure (GHashTable *table, char *labels, gsize size)
{
  gpointer found = g_hash_table_lookup (table, labels);

  if (found == NULL) {
    found = g_malloc0 (size);
    g_hash_table_insert (table, labels, found);
  } else {
    g_free (labels);
  }
  return found;
}

void
yc_metrics_add (
    YcMetrics *self, const char *method, const char *route, guint status, double seconds)
{
  char *full = g_strdup_printf ("method=\"%s\",route=\"%s\",status=\"%u\"", method, route, status);
  char *part = g_strdup_printf ("method=\"%s\",route=\"%s\"", method, route);
  guint64 *requests = ensure (self->requests, full, sizeof *requests);
  Histogram *durations = ensure (self->durations, part, sizeof *durations);

  (*requests)++;
  durations->count++;
  durations->sum += seconds;
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    durations->buckets[i] += seconds <= bounds[i];
}

static void
write_head (GString *out, const char *name, const char *type, const char *help)
{
  g_string_append_printf (out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void
yc_metrics_write_number (
    GString *out, const char *name, const char *type, const char *help, gint64 value)
{
  write_head (out, name, type, help);
  g_string_append_printf (out, "%s %" G_GINT64_FORMAT "\n", name, value);
}

static void
write_histogram (GString *out, const char *labels, const Histogram *histogram)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    g_string_append_printf (
        out, "yichuang_request_seconds_bucket{%s,le=\"%s\"} %" G_GUINT64_FORMAT "\n", labels,
        g_ascii_formatd (number, sizeof number, "%g", bounds[i]), histogram->buckets[i]);
  g_string_append_printf (out,
                          "yichuang_request_seconds_bucket{%s,le=\"+Inf\"} %" G_GUINT64_FORMAT "\n",
                          labels, histogram->count);
  g_string_append_printf (out, "yichuang_request_seconds_sum{%s} %s\n", labels,
                          g_ascii_formatd (number, sizeof number, "%.6f", histogram->sum));
  g_string_append_printf (out, "yichuang_request_seconds_count{%s} %" G_GUINT64_FORMAT "\n", labels,
                          histogram->count);
}

void
yc_metrics_write (YcMetrics *self, GString *out)
{
  GHashTableIter iter;
  gpointer labels, value;

  write_head (out, "yichuang_requests_total", "counter", "Requests by method, route and status.");
  g_hash_table_iter_init (&iter, self->requests);
  while (g_hash_table_iter_next (&iter, &labels, &value))
    g_string_append_printf (out, "yichuang_requests_total{%s} %" G_GUINT64_FORMAT "\n",
                            (const char *)labels, *(guint64 *)value);
  write_head (out, "yichuang_request_seconds", "histogram",
              "Seconds from the head of a request to the end of its answer.");
  g_hash_table_iter_init (&iter, self->durations);
  while (g_hash_table_iter_next (&iter, &labels, &value))
    write_histogram (out, labels, value);
}
