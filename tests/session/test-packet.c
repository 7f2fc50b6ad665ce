// Cases that wait for the network, carried to another terminal of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-error.h"
#include "yc-ledger.h"
#include "yc-packet.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"

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

static GFile *
find_packet (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name = g_dir_read_name (dir);
  g_autofree char *path = name != NULL ? g_build_filename (self->folder, name, NULL) : NULL;

  g_assert_nonnull (path);
  g_assert_true (g_str_has_suffix (path, ".ycpacket"));
  g_assert_null (g_dir_read_name (dir)); // nothing else was left there
  return g_file_new_for_path (path);
}

static void
save (Fixture *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yc_packet_save_async (self->here, folder, NULL, counter_keep_cb, &result);
  g_assert_cmpuint (yc_packet_save_finish (self->here, counter_wait_for (&result), &error), ==, 1);
  g_assert_no_error (error);
  g_set_object (&self->packet, NULL);
  self->packet = find_packet (self);
}

static int
load (YcSession *session, GFile *packet, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_packet_load_async (session, packet, NULL, counter_keep_cb, &result);
  return yc_packet_load_finish (session, counter_wait_for (&result), error);
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

  save (self);
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

  save (self);
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

    save (self);
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

  save (self);
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
  yc_packet_save_async (self->there, folder, NULL, counter_keep_cb, &result);
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
  yc_packet_save_async (approver, folder, NULL, counter_keep_cb, &result);
  g_assert_cmpuint (yc_packet_save_finish (approver, counter_wait_for (&result), &error), ==, 0);
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  g_clear_object (&review);
  robot_leave (&approver);
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
  failed = g_test_run ();
  counter_end (&counter);
  counter_clean_up ();
  return failed;
}
