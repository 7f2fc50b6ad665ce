// Sending and following against a real central that misbehaves on request.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-link.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>

#define PASSWORD "yichuang-demo"

// A workstation: a link, and a context to record deeds with.
typedef struct {
  YcLink *link;
  YcStore *store; // the link's
  YcSignIn *who;
  YcContext context;
  char *folder;
} Station;

static gboolean
accept_any (const char *body, GError **error)
{
  return TRUE;
}

static gboolean
accept_none (const char *body, GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "items[3]: “code” is missing");
  return FALSE;
}

static Station *
station_new (YcTestCentral *central, const char *person, const char *window)
{
  Station *self = g_new0 (Station, 1);
  g_autoptr (YcVault) vault = yc_vault_new (NULL);
  g_autoptr (YcApi) api = yc_api_new (yc_test_central_get_url (central), NULL, NULL);
  g_autoptr (GError) error = NULL;
  YcLinkConfig config = {.vault = vault,
                         .terminal = "terminal",
                         .person = person,
                         .window = window,
                         .check_catalogue = accept_any};

  self->folder = g_dir_make_tmp ("yc-sync-XXXXXX", NULL);
  config.folder = self->folder;
  config.url = yc_test_central_get_url (central);
  self->who = yc_api_sign_in (api, person, PASSWORD, "terminal", NULL, &error);
  g_assert_no_error (error);
  self->context =
      (YcContext){self->who->id, self->who->roles, (const char *const *)self->who->departments};
  self->link = yc_link_new (&config);
  g_assert_true (yc_link_ensure (self->link, self->who->token, &error));
  self->store = self->link->store;
  return self;
}

static void
station_free (Station *self)
{
  g_autofree char *command = g_strdup_printf ("rm -rf %s", self->folder);

  yc_link_free (self->link);
  yc_sign_in_free (self->who);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (self->folder);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Station, station_free)

static JsonObject *
opening_data (void)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "item", "real-estate-transfer");
  json_object_set_string_member (data, "department", "natural-resources");
  json_object_set_string_member (data, "hall", "main");
  return data;
}

static char *
open_case (Station *self)
{
  const YcDeed deed = {.type = YC_EVENT_OPENED,
                       .role = YC_ROLE_INTAKE,
                       .data = opening_data (),
                       .at = g_get_real_time () / 1000};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) opened =
      yc_store_record (self->store, &self->context, "terminal", &deed, &error);

  g_assert_no_error (error);
  return g_strdup (opened->id);
}

static void
note (Station *self, const char *case_id, const char *text)
{
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = case_id,
                       .type = YC_EVENT_NOTED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .at = g_get_real_time () / 1000};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) noted = NULL;

  json_object_set_string_member (data, "text", text);
  noted = yc_store_record (self->store, &self->context, "terminal", &deed, &error);
  g_assert_no_error (error);
  g_assert_nonnull (noted);
}

static guint
count_waiting (Station *self)
{
  g_autoptr (GPtrArray) waiting = yc_store_list_waiting (self->store, NULL);

  return waiting->len;
}

// One pass; its error is the answer (nullable).
static GError *
push (Station *self, YcPass **ret_pass)
{
  g_autoptr (YcPass) pass = yc_pass_new ();
  GError *error = NULL;

  yc_push (self->link, TRUE, pass, NULL, &error);
  if (ret_pass != NULL)
    *ret_pass = g_steal_pointer (&pass);
  return error;
}

static void
push_well (Station *self)
{
  g_autoptr (GError) error = push (self, NULL);

  g_assert_no_error (error);
}

static void
follow (Station *self)
{
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  yc_follow (self->link, 0, pass, NULL, &error);
  g_assert_no_error (error);
}

static guint
version_of (Station *self, const char *case_id)
{
  g_autoptr (YcCase) known = yc_store_load_case (self->store, case_id, NULL);

  return known != NULL ? known->version : 0;
}

static void
test_sends (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = open_case (wang);

  note (wang, id, "one");
  g_assert_cmpuint (count_waiting (wang), ==, 2);
  push_well (wang);
  g_assert_cmpuint (count_waiting (wang), ==, 0);
  g_assert_cmpint (yc_store_count_numbers (wang->store, "case", NULL), >, 30);
  follow (zhou);
  g_assert_cmpuint (version_of (zhou, id), ==, 2);
  follow (zhou);
  g_assert_cmpuint (version_of (zhou, id), ==, 2);
}

// What the network did to a request that central may or may not have carried out.
static void
test_faults (void)
{
  static const YcFault faults[] = {YC_FAULT_UNAVAILABLE, YC_FAULT_CUT, YC_FAULT_TWICE};

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
    g_autoptr (Station) wang = station_new (central, "wang", "general-3");
    g_autofree char *id = open_case (wang);

    note (wang, id, "one");
    yc_test_central_set_fault (central, faults[i], "/events", 1);
    for (int n = 0; n < 20 && count_waiting (wang) > 0; n++) {
      g_autoptr (GError) error = push (wang, NULL);

      g_hash_table_remove_all (wang->link->resting); // no waiting in tests
    }
    g_assert_cmpuint (count_waiting (wang), ==, 0);
    g_assert_cmpuint (version_of (wang, id), ==, 2);
    g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
  }
}

static void
test_conflict (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = open_case (wang);
  g_autoptr (YcPass) pass = NULL;
  g_autoptr (GError) error = NULL;

  push_well (wang);
  follow (zhou);
  note (zhou, id, "of zhou");
  push_well (zhou);
  note (wang, id, "of wang, who has not seen it");
  error = push (wang, &pass);
  g_assert_no_error (error);
  g_assert_cmpuint (count_waiting (wang), ==, 0);
  g_assert_cmpuint (version_of (wang, id), ==, 3);
  g_assert_cmpuint (pass->news->len, >, 0); // the clerk is shown what changed
  follow (zhou);
  g_assert_cmpuint (version_of (zhou, id), ==, 3);
}

static void
test_one_trouble (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *bad = open_case (wang);
  g_autofree char *good = open_case (wang);

  note (wang, good, "goes its way");
  yc_test_central_set_fault (central, YC_FAULT_UNAVAILABLE, bad, 1);
  g_clear_pointer (&(GError *){push (wang, NULL)}, g_error_free);
  g_assert_cmpuint (count_waiting (wang), ==, 1); // only the bad one's
  g_hash_table_remove_all (wang->link->resting);
  push_well (wang);
  g_assert_cmpuint (count_waiting (wang), ==, 0);
}

static void
test_page_first (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *id = open_case (wang);
  g_autoptr (GBytes) content = g_bytes_new_static ("\xff\xd8\xff\xe0 a page", 12);
  g_autofree char *sha256 = yc_store_hash (content);
  g_autoptr (GError) error = NULL;
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_SCANNED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .at = g_get_real_time () / 1000};
  g_autoptr (YcCase) scanned = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autofree char *mime = NULL;

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", "application");
  scanned = yc_store_record_page (wang->store, &wang->context, "terminal", &deed, content,
                                  "image/jpeg", &error);
  g_assert_no_error (error);
  g_assert_nonnull (scanned);
  push_well (wang);
  g_assert_cmpuint (count_waiting (wang), ==, 0);
  back = yc_api_fetch_blob (wang->link->api, sha256, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, content));
}

static void
test_gap (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = open_case (wang);
  g_autofree char *cursor = NULL;

  push_well (wang);
  follow (zhou);
  cursor = yc_store_get_setting (zhou->store, "cursor/zhou");
  for (int i = 0; i < 5; i++)
    note (wang, id, "while zhou looked away");
  push_well (wang);
  // As if the feed had begun later than this case did.
  cursor = (g_free (cursor), g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)4));
  g_assert_true (yc_store_set_setting (zhou->store, "cursor/zhou", cursor, NULL));
  follow (zhou);
  g_assert_cmpuint (version_of (zhou, id), ==, 6);
}

static void
test_bad_catalogue (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *etag = NULL;
  g_autofree char *body = NULL;
  g_autoptr (YcPass) pass = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      yc_store_save_catalogue (wang->store, "old", "{\"the\": \"last good one\"}", NULL));
  wang->link->check_catalogue = accept_none;
  error = push (wang, &pass);
  g_assert_no_error (error);
  g_assert_false (pass->new_catalogue);
  body = yc_store_load_catalogue (wang->store, &etag, NULL);
  g_assert_cmpstr (body, ==, "{\"the\": \"last good one\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/what is done here arrives there", test_sends);
  g_test_add_func ("/sync/a refused, cut or doubled request loses and doubles nothing",
                   test_faults);
  g_test_add_func ("/sync/a conflict brings the newer events and keeps ours", test_conflict);
  g_test_add_func ("/sync/one case in trouble does not hold up another", test_one_trouble);
  g_test_add_func ("/sync/a page is at central before its event", test_page_first);
  g_test_add_func ("/sync/events missing in between are fetched", test_gap);
  g_test_add_func ("/sync/a catalogue that cannot be read leaves the last good one",
                   test_bad_catalogue);
  return g_test_run ();
}
