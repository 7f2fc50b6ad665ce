// /healthz and /metrics: for those who keep central running, and their machines.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#include <string.h>

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

// All but pages can be served without them: no reason to send workstations elsewhere.
static void
looked_cb (gpointer user_data, const GError *error)
{
  g_autoptr (YcRequest) request = user_data;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status", "ok");
  if (yc_blobs_get_figures (request->central->blobs) != NULL)
    json_object_set_string_member (object, "blobs", error == NULL ? "ok" : "away");
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
}

// Asks the ledger, so that one that cannot be read is no health.
void
yc_route_health (YcRequest *request)
{
  YcCentral *central = request->central;
  g_autoptr (GError) error = NULL;

  if (yc_ledger_get_head (yc_central_get_ledger (central), &error) < 0) {
    yc_request_answer_error (request, error);
    return;
  }
  if (central->is_stopping) {
    yc_request_answer_problem (request, YC_ERROR_BUSY, NULL);
    return;
  }
  yc_request_pause (request);
  yc_blobs_look (central->blobs, looked_cb, yc_request_ref (request));
}

// They tell nobody's name, but they are nobody else's business either.
static gboolean
may_read_metrics (YcRequest *request)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (request->message);

  return request->central->metrics_anywhere ||
         (G_IS_INET_SOCKET_ADDRESS (remote) &&
          g_inet_address_get_is_loopback (
              g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote))));
}

typedef struct {
  const char *name, *type, *help;
  gint64 value;
} Number;

static void
write_all (GString *out, const Number *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    yc_metrics_write_number (out, numbers[i].name, numbers[i].type, numbers[i].help,
                             numbers[i].value);
}

static void
write_store (const YcBlobsFigures *figures, GString *out)
{
  const Number numbers[] = {
      {"yichuang_blob_store_up", "gauge", "Whether the store of blobs did what it was asked last.",
       !figures->is_away},
      {"yichuang_blob_store_requests_total", "counter", "Requests to the store of blobs.",
       (gint64)figures->requests},
      {"yichuang_blob_store_repeats_total", "counter", "Those that were made again.",
       (gint64)figures->repeats},
      {"yichuang_blob_store_failures_total", "counter", "What the store did not do in the end.",
       (gint64)figures->failures},
  };

  write_all (out, numbers, G_N_ELEMENTS (numbers));
}

static void
write_numbers (YcCentral *central, GString *out)
{
  const Number numbers[] = {
      {"yichuang_requests_in_flight", "gauge", "Requests without an answer yet.", central->active},
      {"yichuang_connections", "gauge", "Open connections.",
       yc_guard_get_connections (central->guard)},
      {"yichuang_connections_cut_total", "counter", "Connections cut off for being slow or many.",
       (gint64)yc_guard_get_cut (central->guard)},
      {"yichuang_requests_limited_total", "counter", "Requests refused because of their rate.",
       (gint64)central->limited},
      {"yichuang_feed_waiting", "gauge", "Requests that wait for the feed.", central->waiters->len},
      {"yichuang_uploads_receiving", "gauge", "Uploads that bring bytes just now.",
       g_hash_table_size (central->tus->active)},
      {"yichuang_uploads_open", "gauge", "Uploads that were not done at the last look.",
       central->tus->left},
      {"yichuang_ledger_head", "gauge", "Sequence number of the last event.",
       yc_ledger_get_head (yc_central_get_ledger (central), NULL)},
      {"yichuang_start_time_seconds", "gauge", "When this process began, in Unix time.",
       central->began},
  };

  write_all (out, numbers, G_N_ELEMENTS (numbers));
}

void
yc_route_metrics (YcRequest *request)
{
  const YcBlobsFigures *store = yc_blobs_get_figures (request->central->blobs);
  g_autoptr (GString) out = g_string_new (NULL);

  if (!may_read_metrics (request)) {
    yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "from this machine only");
    return;
  }
  yc_metrics_write (request->central->metrics, out);
  write_numbers (request->central, out);
  if (store != NULL)
    write_store (store, out);
  yc_request_answer_bytes (request, SOUP_STATUS_OK, METRICS_TYPE,
                           g_string_free_to_bytes (g_steal_pointer (&out)));
}
