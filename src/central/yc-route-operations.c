// /healthz and /metrics: for those who keep central running, and their machines.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#include <string.h>

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

// Asks the ledger, so that one that cannot be read is no health.
void
yc_route_health (YcRequest *request)
{
  YcCentral *central = request->central;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  if (yc_ledger_get_head (yc_central_get_ledger (central), &error) < 0) {
    yc_request_answer_error (request, error);
    return;
  }
  if (central->is_stopping) {
    yc_request_answer_problem (request, YC_ERROR_BUSY, NULL);
    return;
  }
  object = json_object_new ();
  json_object_set_string_member (object, "status", "ok");
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
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

static void
write_numbers (YcCentral *central, GString *out)
{
  const struct {
    const char *name, *type, *help;
    gint64 value;
  } numbers[] = {
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

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    yc_metrics_write_number (out, numbers[i].name, numbers[i].type, numbers[i].help,
                             numbers[i].value);
}

void
yc_route_metrics (YcRequest *request)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!may_read_metrics (request)) {
    yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "from this machine only");
    return;
  }
  yc_metrics_write (request->central->metrics, out);
  write_numbers (request->central, out);
  yc_request_answer_bytes (request, SOUP_STATUS_OK, METRICS_TYPE,
                           g_string_free_to_bytes (g_steal_pointer (&out)));
}
