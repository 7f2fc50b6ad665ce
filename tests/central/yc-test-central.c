// A real central in a thread, on loopback and a port of its own, for tests of whatever talks to
// one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-central.h"
#include "yc-demo-city.h"
#include "yc-import.h"
#include "yc-ledger.h"
#include "yc-password.h"

#include <stdlib.h>
#include <string.h>

struct _YcTestCentral {
  GThread *thread;       // nullable: stopped
  GMainContext *context; // the thread's
  GMainLoop *loop;       // the thread's
  char *folder;
  char *url;
  guint16 port;
  YcIssuerOptions issuer; // without an address there is none
  const YcS3Place *place; // nullable
  gboolean only_registered;
  GMutex mutex; // guards what follows, which both threads touch
  GCond started;
  gboolean is_started;
  gint64 now; // 0: the system's clock
  YcFault fault;
  char *fault_path;
  guint fault_count;
  guint rate;
};

static gint64
read_clock (gpointer user_data)
{
  YcTestCentral *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->now != 0 ? self->now : g_get_real_time () / 1000;
}

static YcFault
pick_fault (const char *method, const char *path, gpointer user_data)
{
  YcTestCentral *self = user_data;
  g_autofree char *request = g_strdup_printf ("%s %s", method, path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->fault_count == 0 || strstr (request, self->fault_path) == NULL)
    return YC_FAULT_NONE;
  self->fault_count--;
  return self->fault;
}

static void
announce (YcTestCentral *self, YcCentral *central)
{
  g_autoptr (GUri) uri = g_uri_parse (yc_central_get_url (central), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->url == NULL) // the port stays the same
    self->url = g_strdup (yc_central_get_url (central));
  self->port = (guint16)g_uri_get_port (uri);
  self->is_started = TRUE;
  g_cond_signal (&self->started);
}

// While it was stopped, somebody's connection may have been given its port: such a one ends soon.
static YcCentral *
begin (const YcCentralOptions *options)
{
  for (int i = 0;; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YcCentral) central = yc_central_new (options, &error);

    g_assert_no_error (error);
    if (yc_central_start (central, &error))
      return g_steal_pointer (&central);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
    g_assert_cmpint (i, <, 200);
    g_usleep (50000);
  }
}

static gpointer
serve (gpointer data)
{
  YcTestCentral *self = data;
  const YcCentralOptions options = {.folder = self->folder,
                                    .s3 = self->place,
                                    .port = self->port,
                                    .only_registered = self->only_registered,
                                    .quick_passwords = TRUE,
                                    .issuer = self->issuer.issuer != NULL ? &self->issuer : NULL,
                                    .requests_per_second = self->rate,
                                    .clock = read_clock,
                                    .fault = pick_fault,
                                    .user_data = self};
  g_autoptr (YcCentral) central = NULL;

  g_main_context_push_thread_default (self->context);
  central = begin (&options);
  announce (self, central);
  g_main_loop_run (self->loop);
  yc_central_stop (central);
  g_clear_object (&central);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

void
yc_test_central_start (YcTestCentral *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->is_started = FALSE;
  self->thread = g_thread_new ("central", serve, self);
  g_mutex_lock (&self->mutex);
  while (!self->is_started)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
yc_test_central_stop (YcTestCentral *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  if (self->thread == NULL)
    return;
  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

static YcTestCentral *
prepare_in (char *folder, const YcS3Place *place, gint64 now)
{
  YcTestCentral *self = g_new0 (YcTestCentral, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->now = now;
  self->folder = folder;
  self->place = place;
  return self;
}

static YcTestCentral *
prepare (gint64 now)
{
  return prepare_in (yc_test_folder_new (), yc_test_s3_pick_place (), now);
}

YcTestCentral *
yc_test_central_new (gint64 now)
{
  YcTestCentral *self = prepare (now);

  yc_test_central_start (self);
  return self;
}

YcTestCentral *
yc_test_central_new_s3 (gint64 now, const YcS3Place *place)
{
  YcTestCentral *self = prepare_in (yc_test_folder_new (), place, now);

  yc_test_central_start (self);
  return self;
}

YcTestCentral *
yc_test_central_new_beside (YcTestCentral *other)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("yc-central-XXXXXX", &error);
  YcTestCentral *self = prepare_in (folder, other->place, other->now);

  g_assert_no_error (error);
  yc_test_folder_share (other->folder, folder);
  yc_test_central_start (self);
  return self;
}

static YcLedger *
open_ledger (YcTestCentral *self)
{
  g_autoptr (GError) error = NULL;
  YcLedger *ledger = yc_ledger_open (self->folder, FALSE, &error);

  g_assert_no_error (error);
  return ledger;
}

static char *
demo_path (const char *name)
{
  const char *data = g_getenv ("YICHUANG_DATADIR");

  g_assert_nonnull (data);
  return g_build_filename (data, "demo", name, NULL);
}

static void
fill_plainly (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = yc_ledger_open (folder, FALSE, &error);
  g_autofree char *people = demo_path ("people.json");
  g_autofree char *catalogue = demo_path ("catalogue");
  g_autoptr (YcCatalogue) imported = NULL;
  g_autoptr (GPtrArray) added = NULL;

  g_assert_no_error (error);
  added = yc_import_people (ledger, people, TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (added);
  imported = yc_import_catalogue (ledger, catalogue, 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (imported);
}

static char *plain_city; // a folder that the first test of a program fills and the others copy

static void
remove_plain_city (void)
{
  yc_test_remove_tree (plain_city);
  g_clear_pointer (&plain_city, g_free);
}

// Reading the city takes seconds under the sanitizers, and without cases it is always the same.
static void
copy_plain_city (YcTestCentral *self)
{
  if (plain_city == NULL) {
    plain_city = yc_test_folder_new ();
    atexit (remove_plain_city);
    fill_plainly (plain_city);
  }
  yc_test_folder_copy (plain_city, self->folder);
}

YcTestCentral *
yc_test_central_new_demo (gint64 now, gboolean cases)
{
  YcTestCentral *self = prepare (now);
  g_autofree char *city = demo_path ("");
  g_autoptr (GError) error = NULL;

  if (cases) {
    g_autoptr (YcLedger) ledger = open_ledger (self);

    yc_demo_fill (ledger, city, read_clock (self), &error);
  } else {
    copy_plain_city (self);
  }
  g_assert_no_error (error);
  yc_test_central_start (self);
  return self;
}

void
yc_test_central_free (YcTestCentral *self)
{
  yc_test_central_stop (self);
  yc_test_remove_tree (self->folder);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);
  g_free (self->folder);
  g_free (self->url);
  g_free (self->fault_path);
  g_free (self);
}

const char *
yc_test_central_get_url (YcTestCentral *self)
{
  return self->url;
}

const char *
yc_test_central_get_folder (YcTestCentral *self)
{
  return self->folder;
}

const YcS3Place *
yc_test_central_get_place (YcTestCentral *self)
{
  return self->place;
}

char *
yc_test_central_find_bytes (YcTestCentral *self, const char *sha256)
{
  if (self->place != NULL)
    return yc_test_s3_find_object (yc_test_s3_get_shared (), self->place, sha256);
  return g_strdup_printf ("%s/blobs/%.2s/%s", self->folder, sha256, sha256);
}

void
yc_test_central_add_person (YcTestCentral *self,
                            const char *id,
                            YcRoles roles,
                            const char *hall,
                            const char *windows,
                            const char *departments)
{
  g_autoptr (YcLedger) ledger = open_ledger (self);
  g_autofree char *hash = yc_password_hash (YC_TEST_PASSWORD, TRUE);
  g_autoptr (YcPerson) person = yc_person_new (id, id, roles, hall, windows, departments, hash);
  g_autoptr (GError) error = NULL;

  yc_ledger_save_person (ledger, person, &error);
  g_assert_no_error (error);
}

void
yc_test_central_call_person (YcTestCentral *self, const char *id, const char *name)
{
  g_autoptr (YcLedger) ledger = open_ledger (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPerson) person = yc_ledger_find_person (ledger, id, &error);

  g_assert_no_error (error);
  g_free (person->name);
  person->name = g_strdup (name);
  yc_ledger_save_person (ledger, person, &error);
  g_assert_no_error (error);
}

void
yc_test_central_add_catalogue (YcTestCentral *self)
{
  g_autoptr (YcLedger) ledger = open_ledger (self);
  g_autofree char *folder = demo_path ("catalogue");
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCatalogue) catalogue = yc_import_catalogue (ledger, folder, 1, &error);

  g_assert_no_error (error);
}

// All of a catalogue takes its time to compile; one item does not.
static void
keep_one_item (JsonObject *body, const char *code)
{
  JsonArray *all = json_object_get_array_member (body, "items");
  JsonArray *kept = json_array_new ();

  for (guint i = 0; i < json_array_get_length (all); i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (all, i), "code"),
                     code))
      json_array_add_element (kept, json_array_dup_element (all, i));
  json_object_set_array_member (body, "items", kept);
}

char *
yc_test_central_open_item (YcTestCentral *self, const char *code, const char *more)
{
  g_autoptr (YcLedger) ledger = open_ledger (self);
  g_autoptr (YcCatalogueText) text = yc_ledger_find_catalogue (ledger, NULL);
  g_autoptr (JsonNode) node = json_from_string (text->body, NULL);
  g_autoptr (YcCatalogue) catalogue = NULL;
  g_autoptr (JsonNode) opening = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  keep_one_item (json_node_get_object (node), code);
  catalogue = yc_catalogue_new (json_node_get_object (node), NULL);
  json_node_take_object (opening, yc_item_open (yc_catalogue_find_item (catalogue, code)));
  json = json_to_string (opening, FALSE);
  json[strlen (json) - 1] = '\0'; // the last brace
  return g_strdup_printf ("%s,\"hall\":\"main\",\"window\":\"general-3\"%s%s}", json,
                          more != NULL ? "," : "", more != NULL ? more : "");
}

void
yc_test_central_set_fault (YcTestCentral *self, YcFault fault, const char *path, guint count)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->fault = fault;
  g_free (self->fault_path);
  self->fault_path = g_strdup (path);
  self->fault_count = count;
}

void
yc_test_central_set_rate (YcTestCentral *self, guint per_second)
{
  self->rate = per_second;
}

void
yc_test_central_serve_registered (YcTestCentral *self)
{
  yc_test_central_stop (self);
  self->only_registered = TRUE;
  yc_test_central_start (self);
}

void
yc_test_central_set_issuer (YcTestCentral *self, const YcIssuerOptions *issuer)
{
  yc_test_central_stop (self);
  self->issuer = *issuer;
  yc_test_central_start (self);
}

void
yc_test_central_pass (YcTestCentral *self, gint64 ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_assert_cmpint (self->now, !=, 0);
  self->now += ms;
}

guint
yc_test_central_verify (YcTestCentral *self)
{
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (YcBlobs) blobs = NULL;
  g_autoptr (YcVerification) result = NULL;
  g_autoptr (GError) error = NULL;

  yc_test_central_stop (self);
  ledger = yc_ledger_open (self->folder, TRUE, &error);
  g_assert_no_error (error);
  blobs = self->place != NULL ? yc_blobs_new_s3 (self->place, &error)
                              : yc_blobs_new_folder (self->folder);
  g_assert_no_error (error);
  result = yc_ledger_verify (ledger, blobs, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result->faults->len; i++)
    g_test_message ("fault: %s", (char *)result->faults->pdata[i]);
  g_clear_pointer (&ledger, yc_ledger_close);
  yc_test_central_start (self);
  return result->faults->len;
}
