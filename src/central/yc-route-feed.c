// GET /v1/feed: what happened since, at once; or, with nothing new, as soon as something happens.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#define LONGEST_WAIT 55 // seconds; proxies often give up after a minute
#define PAGE         200
#define LONGEST_PAGE 1000

typedef struct {
  gint64 since;
  guint limit;
  GSource *timeout; // nullable, owned
} Wait;

static void
wait_free (gpointer data)
{
  Wait *self = data;

  if (self->timeout != NULL) {
    g_source_destroy (self->timeout);
    g_source_unref (self->timeout);
  }
  g_free (self);
}

// Reads the head first: an event that comes in between is then found next time, and not skipped.
static gboolean
read_feed (YcRequest *request, GString *out, guint *ret_count, GError **error)
{
  const Wait *wait = request->extra;
  YcLedger *ledger = yc_central_get_ledger (request->central);
  const YcHead *end = yc_audit_get_head (&request->central->audit, ledger, error);
  gint64 head = end != NULL ? end->seq : -1, last = 0;
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  YcSight sight;

  if (end == NULL || !yc_central_ensure_catalogue (request->central, error))
    return FALSE;
  sight = yc_central_get_sight (request->central, request->person);
  if (!yc_ledger_write_feed (ledger, &sight, wait->since, wait->limit, out, people, ret_count,
                             &last, error) ||
      !yc_ledger_write_names (ledger, people, g_string_append (out, "],\"names\":"), error))
    return FALSE;
  if (*ret_count < wait->limit)
    last = MAX (last, head);
  g_string_append_printf (out,
                          ",\"next\":%" G_GINT64_FORMAT ",\"head\":%" G_GINT64_FORMAT
                          ",\"signed\":{\"seq\":%" G_GINT64_FORMAT
                          ",\"hash\":\"%s\",\"key\":\"%s\",\"signature\":\"%s\"}}",
                          MAX (last, wait->since), MAX (head, last), end->seq, end->hash, end->key,
                          end->signature);
  return TRUE;
}

// Answers if there is something new, or if `always`.
static gboolean
answer_feed (YcRequest *request, gboolean always)
{
  g_autoptr (GString) out = g_string_new ("{\"events\":[");
  g_autoptr (GError) error = NULL;
  guint count = 0;

  if (!read_feed (request, out, &count, &error)) {
    yc_request_answer_error (request, error);
    return TRUE;
  }
  if (count == 0 && !always)
    return FALSE;
  yc_request_answer_text (request, SOUP_STATUS_OK, g_string_free (g_steal_pointer (&out), FALSE));
  return TRUE;
}

static void
stop_waiting (YcRequest *request)
{
  Wait *wait = request->extra;

  g_source_destroy (wait->timeout);
  g_ptr_array_remove_fast (request->central->waiters, request);
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_autoptr (YcRequest) request = yc_request_ref (user_data);

  stop_waiting (request);
  answer_feed (request, TRUE);
  return G_SOURCE_REMOVE;
}

static void
gone_cb (SoupServerMessage *message, YcRequest *request)
{
  stop_waiting (request);
}

static void
begin_waiting (YcRequest *request, gint64 seconds)
{
  Wait *wait = request->extra;

  wait->timeout = g_timeout_source_new ((guint)seconds * 1000);
  g_source_set_callback (wait->timeout, timeout_cb, request, NULL);
  g_source_attach (wait->timeout, g_main_context_get_thread_default ());
  g_ptr_array_add (request->central->waiters, yc_request_ref (request));
  g_signal_connect (request->message, "finished", G_CALLBACK (gone_cb), request);
  yc_request_pause (request);
}

void
yc_route_feed (YcRequest *request)
{
  gint64 since, seconds, limit;
  Wait *wait;

  if (!yc_request_get_number (request, "since", 0, 0, G_MAXINT64, &since) ||
      !yc_request_get_number (request, "wait", 0, 0, LONGEST_WAIT, &seconds) ||
      !yc_request_get_number (request, "limit", PAGE, 1, LONGEST_PAGE, &limit))
    return;
  wait = g_new0 (Wait, 1);
  wait->since = since;
  wait->limit = (guint)limit;
  if (request->extra != NULL)
    request->free_extra (request->extra);
  request->extra = wait;
  request->free_extra = wait_free;
  if (!answer_feed (request, seconds == 0))
    begin_waiting (request, seconds);
}

static gpointer
ref_request (gconstpointer request, gpointer user_data)
{
  return yc_request_ref ((YcRequest *)request);
}

void
yc_feed_wake (YcCentral *central, const char *hall, const char *department, gboolean office)
{
  g_autoptr (GPtrArray) waiters = g_ptr_array_copy (central->waiters, ref_request, NULL);

  g_ptr_array_set_free_func (waiters, (GDestroyNotify)yc_request_unref);
  for (guint i = 0; i < waiters->len; i++) {
    YcRequest *request = waiters->pdata[i];
    YcScope scope = yc_person_get_scope (request->person);

    if ((hall == NULL || yc_scope_covers (&scope, hall, department, office)) &&
        answer_feed (request, FALSE))
      stop_waiting (request);
  }
}

// Nobody knows better than the database who was signed out by another process.
static void
dismiss (YcRequest *request)
{
  g_autofree char *terminal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPerson) person =
      yc_ledger_find_session (yc_group_peek_ledger (request->central->group), request->token_hash,
                              yc_central_now (request->central), &terminal, &error);

  if (!g_error_matches (error, YC_ERROR, YC_ERROR_EXPIRED))
    return;
  stop_waiting (request);
  yc_request_answer_error (request, error);
}

void
yc_feed_dismiss (YcCentral *central, const char *token_hash)
{
  g_autoptr (GPtrArray) waiters = g_ptr_array_copy (central->waiters, ref_request, NULL);

  g_ptr_array_set_free_func (waiters, (GDestroyNotify)yc_request_unref);
  for (guint i = 0; i < waiters->len; i++) {
    YcRequest *request = waiters->pdata[i];

    if (token_hash == NULL || g_str_equal (request->token_hash, token_hash))
      dismiss (request);
  }
}

void
yc_feed_wake_all (YcCentral *central)
{
  while (central->waiters->len > 0) {
    g_autoptr (YcRequest) request = yc_request_ref (central->waiters->pdata[0]);

    stop_waiting (request);
    answer_feed (request, TRUE);
  }
}
