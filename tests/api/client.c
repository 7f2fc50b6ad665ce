// Our own client's day at a central, for whoever listens in between: every call of src/net once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api.h"
#include "yc-error.h"
#include "yc-uuid.h"

#include <stdio.h>
#include <stdlib.h>

#define TERMINAL "client"

static void
must (gboolean good, const char *what, GError *error)
{
  if (good && error == NULL)
    return;
  fprintf (stderr, "%s: %s\n", what, error != NULL ? error->message : "not as it should be");
  exit (1);
}

static YcEvent *
make_event (const char *case_id, YcEventType type, guint version, JsonObject *data)
{
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *id = yc_uuid_new (now);

  return yc_event_new (id, case_id, type, version, now, "wang", YC_ROLE_INTAKE, TERMINAL, data);
}

static GPtrArray *
make_case (const char *case_id)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
  JsonObject *opened = json_object_new (), *noted = json_object_new ();

  json_object_set_string_member (opened, "item", "real-estate-transfer");
  json_object_set_string_member (opened, "department", "natural-resources");
  json_object_set_string_member (opened, "hall", "main");
  json_object_set_string_member (opened, "window", "general-3");
  json_object_set_string_member (noted, "text", "a note");
  g_ptr_array_add (events, make_event (case_id, YC_EVENT_OPENED, 1, opened));
  g_ptr_array_add (events, make_event (case_id, YC_EVENT_NOTED, 2, noted));
  return events;
}

static void
sign_in (YcApi *api)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSignIn) who = NULL;

  must (yc_api_sign_in (api, "wang", "wrong", TERMINAL, NULL, &error) == NULL, "wrong password",
        NULL);
  must (g_error_matches (error, YC_ERROR, YC_ERROR_SIGN_IN), "wrong password", NULL);
  g_clear_error (&error);
  who = yc_api_sign_in (api, "wang", "yichuang-demo", TERMINAL, NULL, &error);
  must (who != NULL, "sign-in", error);
  yc_api_set_token (api, who->token);
}

static void
prepare (YcApi *api)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcAbout) about = yc_api_fetch_about (api, NULL, &error);
  g_autofree char *request = yc_uuid_new (g_get_real_time () / 1000);
  g_autofree char *etag = NULL, *again = NULL, *catalogue = NULL;
  g_autoptr (YcLease) lease = NULL;

  must (about != NULL, "about", error);
  catalogue = yc_api_fetch_catalogue (api, NULL, &etag, NULL, &error);
  must (catalogue != NULL, "catalogue", error);
  must (yc_api_fetch_catalogue (api, etag, &again, NULL, &error) == NULL, "catalogue again", error);
  lease = yc_api_lease_numbers (api, TERMINAL, request, "case", "general-3", 5, NULL, &error);
  must (lease != NULL && lease->to - lease->from == 4, "lease", error);
}

static void
exchange (YcApi *api)
{
  g_autofree char *case_id = yc_uuid_new (g_get_real_time () / 1000);
  g_autoptr (GPtrArray) ours = make_case (case_id), theirs = make_case (case_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSent) sent = yc_api_send_events (api, case_id, ours, NULL, &error);
  g_autoptr (YcSent) conflict = NULL;
  g_autoptr (GPtrArray) fetched = NULL, feed = NULL;
  gint64 next = 0;

  must (sent != NULL && sent->n_stored == 2, "events", error);
  conflict = yc_api_send_events (api, case_id, theirs, NULL, &error);
  must (conflict != NULL && g_error_matches (conflict->why, YC_ERROR, YC_ERROR_VERSION), "conflict",
        error);
  fetched = yc_api_fetch_events (api, case_id, 0, NULL, &error);
  must (fetched != NULL && fetched->len == 2, "case", error);
  feed = yc_api_fetch_feed (api, 0, 0, &next, NULL, &error);
  must (feed != NULL && next > 0, "feed", error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  YcApi *api = argc == 2 ? yc_api_new (argv[1], NULL, &error) : NULL;

  must (api != NULL, "usage: client URL", error);
  sign_in (api);
  prepare (api);
  exchange (api);
  must (yc_api_sign_out (api, NULL, &error), "sign-out", error);
  yc_api_free (api);
  return 0;
}
