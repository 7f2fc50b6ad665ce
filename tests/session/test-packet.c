// Cases that wait for the network, carried to another terminal of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // F_SETPIPE_SZ
#include "counter.h"
#include "yc-carrier.h"
#include "yc-error.h"
#include "yc-ledger.h"
#include "yc-packet.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"

#define MOST_BYTES (1 << 20) // of a file that is held up

static Counter counter; // one for all tests

typedef struct {
  YcSession *here, *there; // wang and zhou at two terminals of the hall "main"
  YcFile *file;            // of here; begun without network, with a page
  char *case_id, *folder;
  GFile *packet; // nullable until it was saved
} Fixture;

static YcSession *
begin (const char *profile, const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (counter.central), person, PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  return session;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *here = g_strdup_printf ("here-%s", (const char *)data);
  g_autofree char *there = g_strdup_printf ("there-%s", (const char *)data);
  g_autofree char *page = robot_make_page (1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yc-drive-XXXXXX", NULL);
  self->here = begin (here, "wang");
  self->there = begin (there, "zhou"); // a colleague carries it
  yc_test_central_stop (counter.central);
  self->file = counter_open_case (self->here, ITEM);
  g_assert_true (robot_import (self->file, "application", page, &error));
  g_assert_no_error (error);
  counter_settle (self->file);
  self->case_id = g_strdup (yc_file_get_id (self->file));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->file);
  g_clear_object (&self->packet);
  if (self->here != NULL)
    robot_leave (&self->here);
  if (self->there != NULL)
    robot_leave (&self->there);
  yc_test_central_stop (counter.central);
  yc_test_central_start (counter.central);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->case_id);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

// All that lies on the drive, in order of their names: nothing but packets.
static GListStore *
list_packets (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GListStore *packets = g_list_store_new (G_TYPE_FILE);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (self->folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    g_autoptr (GFile) packet = g_file_new_for_path (names->pdata[i]);

    g_assert_true (g_str_has_suffix (names->pdata[i], ".ycpacket"));
    g_list_store_append (packets, packet);
  }
  return packets;
}

static void
save (Fixture *self, guint expected)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListStore) packets = NULL;
  g_autoptr (GError) error = NULL;

  yc_packet_save_async (self->here, folder, NULL, NULL, NULL, counter_keep_cb, &result);
  g_assert_cmpuint (yc_packet_save_finish (self->here, counter_wait_for (&result), &error), ==,
                    expected);
  g_assert_no_error (error);
  packets = list_packets (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (packets)), ==, expected);
  g_clear_object (&self->packet);
  self->packet = g_list_model_get_item (G_LIST_MODEL (packets), 0);
}

static guint
load_all (YcSession *session, GListStore *packets, guint *ret_steps, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  YcPacketsTaken taken;

  yc_packet_load_async (session, G_LIST_MODEL (packets), NULL, NULL, NULL, counter_keep_cb,
                        &result);
  yc_packet_load_finish (session, counter_wait_for (&result), &taken, error);
  if (ret_steps != NULL)
    *ret_steps = taken.steps;
  return taken.packets;
}

// How many steps were new; -1 with an error.
static int
load (YcSession *session, GFile *packet, GError **error)
{
  g_autoptr (GListStore) packets = g_list_store_new (G_TYPE_FILE);
  guint steps;

  g_list_store_append (packets, packet);
  return load_all (session, packets, &steps, error) == 1 ? (int)steps : -1;
}

static guint
count_events (const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (counter.central), TRUE, &error);
  g_autoptr (YcCase) self = yc_ledger_find_case (ledger, case_id, &error);

  g_assert_no_error (error);
  return self != NULL ? self->version : 0;
}

// The terminal where the case began never comes back before central has it from the other.
static void
test_carried (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = NULL;
  g_autoptr (YcHistoryRow) last = NULL;
  int n;

  save (self, 1);
  n = load (self->there, self->packet, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, >, 2);
  file = robot_open (self->there, self->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_pages (file)), ==, 1);
  last = g_list_model_get_item (yc_file_get_history (file), 0);
  g_assert_nonnull (strstr (yc_history_row_get_detail (last), "王丽")); // nobody else told it there
  g_clear_object (&file);
  g_clear_object (&self->file);
  robot_leave (&self->here);
  yc_test_central_start (counter.central);
  g_assert_true (robot_sync (self->there));
  g_assert_cmpuint (count_events (self->case_id), ==, (guint)n);
}

// The fault that people make: the same packet again, and the first terminal sends as well.
static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int n;

  save (self, 1);
  n = load (self->there, self->packet, &error);
  g_assert_cmpint (n, >, 2);
  g_assert_cmpint (load (self->there, self->packet, &error), ==, 0);
  g_assert_cmpint (load (self->here, self->packet, &error), ==, 0);
  g_assert_no_error (error);
  yc_test_central_start (counter.central);
  g_assert_true (robot_sync (self->there));
  g_assert_true (robot_sync (self->here));
  g_assert_cmpint (load (self->there, self->packet, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_true (robot_sync (self->there));
  g_assert_cmpuint (count_events (self->case_id), ==, (guint)n);
  g_assert_cmpint (yc_session_get_sync_state (self->here), ==, YC_SYNC_SYNCED);
  g_assert_cmpint (yc_session_get_sync_state (self->there), ==, YC_SYNC_SYNCED);
}

static void
spoil (GFile *packet, gsize at, gboolean cut)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (g_file_peek_path (packet), &bytes, &size, NULL));
  g_assert_cmpuint (at, <, size);
  bytes[at] ^= 1;
  g_assert_true (
      g_file_set_contents (g_file_peek_path (packet), bytes, (gssize)(cut ? at : size), NULL));
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  static const gsize places[] = {3, 100, 2000};
  guint waiting = yc_session_get_waiting (self->there);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (places); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *sentence = NULL;

    save (self, 1);
    spoil (self->packet, places[i / 2], i % 2 == 1);
    g_assert_cmpint (load (self->there, self->packet, &error), ==, -1);
    g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
    sentence = yc_packet_describe_error (error);
    g_assert_nonnull (strstr (sentence, "another hall"));
  }
  g_assert_cmpuint (yc_session_get_waiting (self->there), ==, waiting);
}

// Somebody of a branch hall at a terminal of theirs.
static void
test_other_hall (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcSession *elsewhere;

  save (self, 1);
  yc_test_central_start (counter.central);
  elsewhere = begin ("elsewhere", "lin");
  g_assert_cmpint (load (elsewhere, self->packet, &error), ==, -1);
  g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
  robot_leave (&elsewhere);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (yc_packet_can_save (self->there));
  yc_packet_save_async (self->there, folder, NULL, NULL, NULL, counter_keep_cb, &result);
  g_assert_cmpuint (yc_packet_save_finish (self->there, counter_wait_for (&result), &error), ==, 0);
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

// What is done in the office stays there: central would take it from nobody else.
static void
test_office (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YcFile) review = NULL;
  g_autoptr (GError) error = NULL;
  YcSession *approver;

  counter_complete (self->file);
  yc_test_central_start (counter.central);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_true (robot_sync (self->here));
  approver = begin ("office", "li");
  g_free (robot_find (approver, YC_LIST_TO_REVIEW, self->case_id));
  review = robot_open (approver, self->case_id, &error);
  g_assert_no_error (error);
  yc_test_central_stop (counter.central);
  g_assert_true (robot_do (review, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_no_error (error);
  yc_packet_save_async (approver, folder, NULL, NULL, NULL, counter_keep_cb, &result);
  g_assert_cmpuint (yc_packet_save_finish (approver, counter_wait_for (&result), &error), ==, 0);
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  g_clear_object (&review);
  robot_leave (&approver);
}

// ---- How far it is, and enough of it ------------------------------------------------------------

// A file that lets nobody read on until it is opened.
typedef struct {
  char *path, *bytes; // owned
  gsize size;
} Dam;

static void
dam_close (Dam *self, const char *path)
{
  self->path = g_strdup (path);
  g_assert_true (g_file_get_contents (path, &self->bytes, &self->size, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

// Who waits for the file gets it, and who comes later finds it in its place.
static void
dam_open (Dam *self)
{
  int fd = open (self->path, O_RDWR | O_CLOEXEC); // waits for nobody

  g_assert_cmpint (fcntl (fd, F_SETPIPE_SZ, MOST_BYTES), >=, (int)self->size);
  g_assert_cmpint (write (fd, self->bytes, self->size), ==, (gssize)self->size);
  g_assert_true (g_file_set_contents (self->path, self->bytes, (gssize)self->size, NULL));
  close (fd);
  g_free (self->path);
  g_free (self->bytes);
}

static void
add_files (GHashTable *paths, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      add_files (paths, path);
    else
      g_hash_table_add (paths, g_steal_pointer (&path));
  }
}

// The sealed pages of a workstation.
static GHashTable *
list_blobs (YcSession *session)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *profile = yc_profile_get_folder (yc_session_get_profile (session));
  g_autofree char *folder = g_build_filename (profile, "blobs", NULL);

  add_files (paths, folder);
  return paths;
}

// One more case that waits, with a page; where that lies. Free it.
static char *
add_case (Fixture *self, guint seed)
{
  g_autoptr (GHashTable) before = list_blobs (self->here), after = NULL;
  g_autoptr (YcFile) file = counter_open_case (self->here, ITEM);
  g_autofree char *page = robot_make_page (seed);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer path;

  g_assert_true (robot_import (file, "application", page, &error));
  counter_settle (file);
  after = list_blobs (self->here);
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (before, path))
      return g_strdup (path);
  g_assert_not_reached ();
}

// Two more, so that three wait; where the page of the second lies. Free it.
static char *
add_two (Fixture *self)
{
  char *second = add_case (self, 2);

  g_free (add_case (self, 3));
  return second;
}

static void
keep_notice_cb (YcSession *session, const char *text, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

static gboolean
has_done_one (gpointer carrier)
{
  return yc_carrier_get_fraction (carrier) > 0;
}

static gboolean
is_at_rest (gpointer carrier)
{
  return !yc_carrier_is_busy (carrier);
}

// What is begun when somebody cancels is not on the drive; what was done is, and nothing is lost.
static void
test_cancel_saving (Fixture *self, gconstpointer data)
{
  g_autofree char *second = add_two (self);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  YcCarrier *carrier = yc_carrier_get (self->here);
  g_autofree char *said = NULL, *words = NULL, *stopping = NULL;
  g_autoptr (GListStore) packets = NULL, all = NULL;
  g_autoptr (GError) error = NULL;
  Dam dam;

  dam_close (&dam, second);
  g_signal_connect (self->here, "notice", G_CALLBACK (keep_notice_cb), &said);
  yc_carrier_save (carrier, folder);
  g_assert_true (counter_wait (has_done_one, carrier));
  words = yc_carrier_describe (carrier);
  g_assert_cmpstr (words, ==, "Saving to the drive: 1 of 3 cases");
  yc_carrier_cancel (carrier);
  stopping = yc_carrier_describe (carrier);
  g_assert_cmpstr (stopping, ==, "Stopping…");
  dam_open (&dam);
  g_assert_true (counter_wait (is_at_rest, carrier));
  g_assert_cmpstr (said, ==,
                   "Stopped. 1 case is on the drive. Take it in at another terminal of this hall.");
  packets = list_packets (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (packets)), ==, 1);
  g_assert_cmpuint (load_all (self->there, packets, NULL, &error), ==, 1); // it is whole
  save (self, 3);
  all = list_packets (self);
  g_assert_cmpuint (load_all (self->there, all, NULL, &error), ==, 3);
  g_assert_no_error (error);
  g_signal_handlers_disconnect_by_data (self->here, &said);
}

static void
progress_cb (guint done, guint n, gpointer user_data)
{
  g_assert_cmpuint (n, ==, 3);
  *(guint *)user_data = done;
}

static gboolean
is_one (gpointer done)
{
  return *(guint *)done == 1;
}

static void
test_cancel_loading (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListStore) packets = NULL;
  g_autoptr (GFile) held = NULL;
  g_autoptr (GError) error = NULL;
  YcPacketsTaken taken;
  guint done = 0, steps = 0;
  Dam dam;

  g_free (add_two (self));
  save (self, 3);
  packets = list_packets (self);
  held = g_list_model_get_item (G_LIST_MODEL (packets), 1);
  dam_close (&dam, g_file_peek_path (held));
  yc_packet_load_async (self->there, G_LIST_MODEL (packets), progress_cb, &done, cancellable,
                        counter_keep_cb, &result);
  g_assert_true (counter_wait (is_one, &done));
  g_cancellable_cancel (cancellable);
  dam_open (&dam);
  g_assert_false (yc_packet_load_finish (self->there, counter_wait_for (&result), &taken, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (taken.packets, ==, 1);
  g_assert_cmpuint (taken.steps, >, 2);
  g_assert_cmpuint (load_all (self->there, packets, &steps, &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (steps, ==, 2 * taken.steps); // of the other two: the cases are alike
}

static void
test_one_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *said = NULL;
  YcCarrier *carrier = yc_carrier_get (self->there);
  g_autoptr (GListStore) packets = NULL;
  g_autoptr (GFile) spoilt = NULL;

  g_free (add_two (self));
  save (self, 3);
  packets = list_packets (self);
  spoilt = g_list_model_get_item (G_LIST_MODEL (packets), 1);
  spoil (spoilt, 100, FALSE);
  g_signal_connect (self->there, "notice", G_CALLBACK (keep_notice_cb), &said);
  yc_carrier_load (carrier, G_LIST_MODEL (packets));
  g_assert_true (yc_carrier_is_busy (carrier));
  g_assert_true (counter_wait (is_at_rest, carrier));
  g_assert_true (g_str_has_prefix (said, "This packet does not open here"));
  g_assert_nonnull (strstr (said, "steps were taken in."));
  g_signal_handlers_disconnect_by_data (self->there, &said);
}

// Whoever leaves in the middle leaves whole packets, or none.
static void
test_left (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GListStore) packets = NULL;
  g_autoptr (GError) error = NULL;

  g_free (add_two (self));
  yc_carrier_save (yc_carrier_get (self->here), folder);
  g_clear_object (&self->file);
  robot_leave (&self->here);
  packets = list_packets (self);
  g_assert_cmpuint (load_all (self->there, packets, NULL, &error), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (packets)));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int failed;

#define ADD(path, name, test)                                                                      \
  g_test_add ("/session/packet/" path, Fixture, name, set_up, test, tear_down)
  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  ADD ("a case begun without network reaches central from another terminal", "carried",
       test_carried);
  ADD ("the same packet twice, and the case from both, is harmless", "twice", test_twice);
  ADD ("a damaged packet changes nothing and is said", "damaged", test_damaged);
  ADD ("a packet of another hall does not open", "hall", test_other_hall);
  ADD ("where nothing waits nothing is saved", "nothing", test_nothing);
  ADD ("what the office did is not carried", "office", test_office);
  ADD ("saving tells how far it is, and stops with whole packets", "stop", test_cancel_saving);
  ADD ("taking in stops between packets", "stop-in", test_cancel_loading);
  ADD ("a damaged packet keeps no other back", "one", test_one_damaged);
  ADD ("who leaves in the middle leaves whole packets", "left", test_left);
  failed = g_test_run ();
  counter_end (&counter);
  counter_clean_up ();
  return failed;
}
