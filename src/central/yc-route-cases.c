// Reading cases: the list, how many there are, and the events of one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"
#include "yc-uuid.h"

#define PAGE         50
#define LONGEST_PAGE 500

static const char *
query_text (YcRequest *request, const char *name)
{
  const char *text = g_hash_table_lookup (request->query, name);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
is_query_right (YcRequest *request, const YcCaseQuery *query)
{
  if ((query->state == NULL || yc_state_from_name (query->state) != YC_STATE_NONE) &&
      (query->after == NULL || yc_uuid_is_valid (query->after)))
    return TRUE;
  yc_request_answer_problem (request, YC_ERROR_MALFORMED, "no such state, or no such cursor");
  return FALSE;
}

void
yc_route_list_cases (YcRequest *request)
{
  YcCaseQuery query = {query_text (request, "state"), query_text (request, "q"),
                       query_text (request, "after"), PAGE};
  YcScope scope = yc_person_get_scope (request->person);
  g_autoptr (GString) out = g_string_new ("{\"cases\":[");
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  gint64 limit;

  if (!yc_request_get_number (request, "limit", PAGE, 1, LONGEST_PAGE, &limit) ||
      !is_query_right (request, &query))
    return;
  query.limit = (guint)limit;
  if (!yc_ledger_write_cases (yc_central_get_ledger (request->central), &scope, &query, out, &next,
                              &error)) {
    yc_request_answer_error (request, error);
    return;
  }
  if (next != NULL)
    g_string_append_printf (out, "],\"next\":\"%s\"}", next);
  else
    g_string_append (out, "],\"next\":null}");
  yc_request_answer_text (request, SOUP_STATUS_OK, g_string_free (g_steal_pointer (&out), FALSE));
}

void
yc_route_count_cases (YcRequest *request)
{
  YcScope scope = yc_person_get_scope (request->person);
  g_autoptr (GString) out = g_string_new ("{\"counts\":{");
  g_autoptr (GError) error = NULL;

  if (!yc_ledger_write_counts (yc_central_get_ledger (request->central), &scope, out, &error)) {
    yc_request_answer_error (request, error);
    return;
  }
  g_string_append (out, "}}");
  yc_request_answer_text (request, SOUP_STATUS_OK, g_string_free (g_steal_pointer (&out), FALSE));
}

static void
write_events (YcRequest *request, guint after)
{
  YcLedger *ledger = yc_central_get_ledger (request->central);
  YcSight sight = yc_central_get_sight (request->central, request->person);
  const char *id = request->parameters[0];
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) out = g_string_new ("{\"version\":");
  g_autoptr (GError) error = NULL;
  gint64 version = yc_ledger_find_version (ledger, id, &error);

  g_string_append_printf (out, "%" G_GINT64_FORMAT ",\"events\":[", version);
  if (version < 0 || !yc_ledger_write_events (ledger, &sight, id, after, out, people, &error) ||
      !yc_ledger_write_names (ledger, people, g_string_append (out, "],\"names\":"), &error)) {
    yc_request_answer_error (request, error);
    return;
  }
  g_string_append_c (out, '}');
  yc_request_answer_text (request, SOUP_STATUS_OK, g_string_free (g_steal_pointer (&out), FALSE));
}

// A case that is not seen answers as one that does not exist.
void
yc_route_list_events (YcRequest *request)
{
  YcScope scope = yc_person_get_scope (request->person);
  g_autoptr (GError) error = NULL;
  gint64 after;

  if (!yc_request_get_number (request, "after", 0, 0, G_MAXINT32, &after))
    return;
  if (yc_ledger_has_case (yc_central_get_ledger (request->central), &scope, request->parameters[0],
                          &error) &&
      yc_central_ensure_catalogue (request->central, &error))
    write_events (request, (guint)after);
  else if (error != NULL)
    yc_request_answer_error (request, error);
  else
    yc_request_answer_problem (request, YC_ERROR_NOT_FOUND, "no such case");
}
