// Our own client's day at a central, for whoever listens in between: every call of src/net once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api.h"
#include "yc-catalogue.h"
#include "yc-error.h"
#include "yc-head.h"
#include "yc-seal.h"
#include "yc-uuid.h"

#include <stdio.h>
#include <stdlib.h>

#define TERMINAL "client"

static guint8 key[YC_HEAD_SECRET_BYTES]; // of the terminal

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

// With the limits of the item, as central's catalogue has them.
static JsonObject *
open_item (YcApi *api)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *body = yc_api_fetch_catalogue (api, NULL, &etag, NULL, &error);
  g_autoptr (JsonNode) node = body != NULL ? json_from_string (body, &error) : NULL;
  g_autoptr (YcCatalogue) catalogue =
      node != NULL ? yc_catalogue_new (json_node_get_object (node), &error) : NULL;

  must (catalogue != NULL, "catalogue to open with", error);
  return yc_item_open (yc_catalogue_find_item (catalogue, "real-estate-transfer"));
}

static GPtrArray *
make_case (YcApi *api, const char *case_id)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
  JsonObject *opened = open_item (api), *noted = json_object_new ();

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
  guint8 other[YC_HEAD_SECRET_BYTES];
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSignIn) who = NULL;

  yc_head_make_secret (key);
  yc_head_make_secret (other);
  must (yc_api_sign_in (api, &(YcCredential){"wang", "wrong", NULL}, TERMINAL, key, NULL, &error) ==
            NULL,
        "wrong password", NULL);
  must (g_error_matches (error, YC_ERROR, YC_ERROR_SIGN_IN), "wrong password", NULL);
  g_clear_error (&error);
  who = yc_api_sign_in (api, &(YcCredential){"wang", "yichuang-demo", NULL}, TERMINAL, key, NULL,
                        &error);
  must (who != NULL, "sign-in", error);
  must (yc_api_sign_in (api, &(YcCredential){"wang", "yichuang-demo", NULL}, TERMINAL, other, NULL,
                        &error) == NULL,
        "another key", NULL);
  must (g_error_matches (error, YC_ERROR, YC_ERROR_TERMINAL_WAITING), "another key", NULL);
  g_clear_error (&error);
  yc_api_set_token (api, who->token);
}

static void
report_void (YcApi *api, const char *request, gint64 number)
{
  g_autoptr (JsonArray) voids = json_array_new ();
  JsonObject *one = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (one, "request", request);
  json_object_set_int_member (one, "number", number);
  json_object_set_string_member (one, "reason", "undone");
  json_array_add_object_element (voids, one);
  for (int i = 0; i < 2; i++) // told twice
    must (yc_api_report_voids (api, TERMINAL, voids, NULL, &error), "void number", error);
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
  report_void (api, request, lease->from);
}

// A register that knows the applicant, one that does not, and one that is not there.
static void
ask_registers (YcApi *api)
{
  g_autofree char *case_id = yc_uuid_new (g_get_real_time () / 1000);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (JsonObject) known = NULL, unknown = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (parameters, "id_number", "330102199801010117");
  known = yc_api_ask_register (api, "marriage", case_id, parameters, NULL, &error);
  must (known != NULL, "register", error);
  must (g_str_equal (json_object_get_string_member (known, "outcome"), "answered"), "answer", NULL);
  unknown = yc_api_ask_register (api, "credit", case_id, parameters, NULL, &error);
  must (unknown != NULL, "credit", error);
  must (g_str_equal (json_object_get_string_member (unknown, "outcome"), "not-found"), "credit",
        NULL);
  must (yc_api_ask_register (api, "palace", case_id, parameters, NULL, &error) == NULL, "palace",
        NULL);
  must (g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND), "palace", NULL);
}

static void
exchange (YcApi *api)
{
  g_autofree char *case_id = yc_uuid_new (g_get_real_time () / 1000);
  g_autoptr (GPtrArray) ours = make_case (api, case_id), theirs = make_case (api, case_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSent) sent = yc_api_send_events (api, case_id, ours, NULL, NULL, &error);
  g_autoptr (YcSent) conflict = NULL;
  g_autoptr (GPtrArray) fetched = NULL, feed = NULL;
  gint64 next = 0;

  must (sent != NULL && sent->n_stored == 2, "events", error);
  conflict = yc_api_send_events (api, case_id, theirs, NULL, NULL, &error);
  must (conflict != NULL && g_error_matches (conflict->why, YC_ERROR, YC_ERROR_VERSION), "conflict",
        error);
  fetched = yc_api_fetch_events (api, case_id, 0, NULL, NULL, &error);
  must (fetched != NULL && fetched->len == 2, "case", error);
  feed = yc_api_fetch_feed (api, 0, 0, NULL, &next, NULL, NULL, &error);
  must (feed != NULL && next > 0, "feed", error);
}

static char *
print_seal (const YcEvent *event)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  YcSeal seal;

  yc_seal_event (&seal, event, key);
  json_node_take_object (node, yc_seal_to_json (&seal));
  return json_to_string (node, FALSE);
}

// A colleague sends what was done at this terminal.
static void
carry (const char *url)
{
  g_autofree char *case_id = yc_uuid_new (g_get_real_time () / 1000);
  g_autoptr (GHashTable) seals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcApi) api = yc_api_new (url, NULL, &error);
  g_autoptr (YcSignIn) who = yc_api_sign_in (api, &(YcCredential){"zhou", "yichuang-demo", NULL},
                                             "colleague", NULL, NULL, &error);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (YcSent) sent = NULL;

  must (who != NULL, "colleague", error);
  yc_api_set_token (api, who->token);
  events = make_case (api, case_id);
  for (guint i = 0; i < events->len; i++)
    g_hash_table_insert (seals, ((YcEvent *)events->pdata[i])->id, print_seal (events->pdata[i]));
  sent = yc_api_send_events (api, case_id, events, seals, NULL, &error);
  must (sent != NULL && sent->why == NULL && sent->n_stored == 2, "carried events", error);
}

// Text, because prism reads every body as text.
static void
upload (YcApi *api)
{
  static const char text[] = "%PDF-1.4 our own client sends this in two pieces";
  const gsize half = 20;
  g_autoptr (GBytes) content = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GBytes) first = g_bytes_new_from_bytes (content, 0, half);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (content, half, sizeof text - 1 - half);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autoptr (GError) error = NULL;
  g_autofree char *address =
      yc_api_begin_upload (api, sha256, "application/pdf", sizeof text - 1, NULL, &error);

  must (address != NULL, "upload", error);
  must (yc_api_send_piece (api, address, 0, first, NULL, &error) == (gint64)half, "piece", error);
  must (yc_api_fetch_upload_offset (api, address, NULL, &error) == (gint64)half, "offset", error);
  must (yc_api_send_piece (api, address, 0, first, NULL, &error) < 0, "piece again", NULL);
  must (g_error_matches (error, YC_ERROR, YC_ERROR_VERSION), "piece again", NULL);
  g_clear_error (&error);
  must (yc_api_send_piece (api, address, (gint64)half, rest, NULL, &error) == sizeof text - 1,
        "last piece", error);
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
  carry (argv[1]);
  ask_registers (api);
  upload (api);
  must (yc_api_sign_out (api, NULL, &error), "sign-out", error);
  yc_api_free (api);
  return 0;
}
