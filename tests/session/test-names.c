// People are called by their names wherever it is shown what they did.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-notes.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"

static Counter counter; // one for all tests
static YcSession *clerk;

// A case that the approver has taken up; as both see it.
typedef struct {
  YcFile *file, *seen;
  YcSession *approver;
} Fixture;

static YcFile *
open_when_known (YcSession *session, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = robot_find (session, YC_LIST_ALL, case_id);
  YcFile *file = robot_open (session, id, &error);

  g_assert_no_error (error);
  return file;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = counter_open_complete_case (clerk, ITEM);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_true (robot_sync (clerk));
  self->approver = counter_sign_in (&counter, "li");
  self->seen = open_when_known (self->approver, yc_file_get_id (self->file));
  g_assert_true (robot_do (self->seen, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_true (robot_sync (self->approver));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->seen);
  robot_leave (&self->approver);
  g_clear_object (&self->file);
}

// Who did the last thing of a title, as the history has it.
static char *
find_doer (YcFile *file, const char *title)
{
  GListModel *history = yc_file_get_history (file);

  for (guint i = 0; i < g_list_model_get_n_items (history); i++) {
    g_autoptr (YcHistoryRow) row = g_list_model_get_item (history, i);
    g_auto (GStrv) parts = g_strsplit (yc_history_row_get_detail (row), " · ", -1);

    if (g_str_equal (yc_history_row_get_title (row), title))
      return g_strdup (parts[1]);
  }
  return NULL;
}

typedef struct {
  YcFile *file;
  const char *title, *name;
} Wish;

static gboolean
is_done_by (gpointer data)
{
  const Wish *wish = data;
  g_autofree char *doer = find_doer (wish->file, wish->title);

  return g_strcmp0 (doer, wish->name) == 0;
}

static void
assert_doer (YcFile *file, const char *title, const char *name)
{
  Wish wish = {file, title, name};

  if (!counter_wait (is_done_by, &wish))
    g_error ("%s: %s", title, find_doer (file, title));
}

static void
test_history (Fixture *self, gconstpointer data)
{
  assert_doer (self->seen, "Case begun", "王丽");
  assert_doer (self->seen, "Taken up for review", "me");
  assert_doer (self->file, "Case begun", "me");
  assert_doer (self->file, "Taken up for review", "李明"); // as soon as the counter hears of it
}

typedef struct {
  YcQueue *queue;
  const char *case_id, *holder;
  GPtrArray *seen; // of YcEntry: the queue loads what somebody looks at
} Search;

static gboolean
is_held (gpointer data)
{
  const Search *search = data;

  g_ptr_array_set_size (search->seen, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (search->queue)); i++) {
    YcEntry *entry = g_list_model_get_item (G_LIST_MODEL (search->queue), i);

    g_ptr_array_add (search->seen, entry);
    if (yc_entry_is_loaded (entry) && g_str_equal (yc_entry_get_case (entry), search->case_id) &&
        g_str_equal (yc_entry_get_holder (entry), search->holder))
      return TRUE;
  }
  return FALSE;
}

static void
assert_holder (YcSession *session, const char *case_id, const char *holder)
{
  g_autoptr (YcQueue) queue = yc_queue_new (session, YC_LIST_ALL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  Search search = {queue, case_id, holder, seen};

  g_assert_true (counter_wait (is_held, &search));
}

static void
test_holder (Fixture *self, gconstpointer data)
{
  YcSession *supervisor = counter_sign_in (&counter, "jin");
  g_autoptr (YcFile) draft = counter_open_case (clerk, ITEM);
  const char *id = yc_file_get_id (self->file);

  g_assert_true (robot_sync (clerk));
  assert_holder (self->approver, id, "me");
  assert_holder (supervisor, id, "李明");
  assert_holder (supervisor, yc_file_get_id (draft), "王丽");
  assert_holder (clerk, id, "Natural Resources and Planning"); // nobody there needs to know who
  robot_leave (&supervisor);
}

static void
give (YcFile *file, const char *person)
{
  g_autoptr (GError) error = NULL;
  JsonObject *given = json_object_new ();

  json_object_set_string_member (given, "person", person);
  g_assert_true (robot_do (file, YC_EVENT_ASSIGNED, given, &error));
  g_assert_no_error (error);
}

static gboolean
names_new_holder (gpointer data)
{
  g_autoptr (YcHistoryRow) row = g_list_model_get_item (yc_file_get_history (data), 0);

  return g_str_has_suffix (yc_history_row_get_detail (row), " · 李明");
}

// Whoever was given a case is named with it, and before having done anything.
static void
test_given (Fixture *self, gconstpointer data)
{
  YcSession *supervisor = counter_sign_in (&counter, "jin");
  g_autoptr (YcFile) file = open_when_known (supervisor, yc_file_get_id (self->file));

  give (file, "li");
  g_assert_true (counter_wait (names_new_holder, file));
  g_assert_true (robot_sync (supervisor));
  g_assert_true (counter_wait (names_new_holder, self->file));
  assert_doer (self->file, "Assigned", "金国平");
  g_clear_object (&file);
  robot_leave (&supervisor);
}

static char *
note (YcFile *file, const char *text)
{
  static const YcPagePart part = {1000, 2000, 3000, 400};
  g_autoptr (YcPageRow) page = g_list_model_get_item (yc_file_get_pages (file), 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  yc_notes_add_async (file, NULL, yc_page_row_get_id (page), &part, text, counter_keep_cb, &result);
  id = yc_notes_add_finish (file, counter_wait_for (&result), &error);
  g_assert_no_error (error);
  return id;
}

static gboolean
is_noted_by (gpointer data)
{
  const Wish *wish = data;
  g_autoptr (YcNoteRow) row = g_list_model_get_item (yc_notes_get_list (wish->file), 0);

  return row != NULL && g_str_has_prefix (yc_note_row_get_detail (row), wish->name);
}

static void
test_note (Fixture *self, gconstpointer data)
{
  g_autofree char *id = note (self->seen, "面积与合同不符");
  YcSession *supervisor = counter_sign_in (&counter, "jin");
  g_autoptr (YcFile) file = open_when_known (supervisor, yc_file_get_id (self->file));
  Wish wish = {file, NULL, "李明 · "};

  g_assert_true (robot_sync (self->approver));
  g_assert_true (counter_wait (is_noted_by, &wish));
  g_clear_object (&file);
  robot_leave (&supervisor);
}

// Who marries is called otherwise from the next deed on, in what was done before, too.
static void
test_renamed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_doer (self->file, "Taken up for review", "李明");
  yc_test_central_call_person (counter.central, "li", "李明远");
  g_clear_object (&self->seen);
  robot_leave (&self->approver);
  self->approver = counter_sign_in (&counter, "li");
  self->seen = robot_open (self->approver, yc_file_get_id (self->file), &error);
  g_assert_no_error (error);
  g_assert_true (robot_do (self->seen, YC_EVENT_RELEASED, NULL, &error));
  g_assert_true (robot_sync (self->approver));
  assert_doer (self->file, "Put back", "李明远");
  assert_doer (self->file, "Taken up for review", "李明远");
  yc_test_central_call_person (counter.central, "li", "李明");
}

static YcSession *
begin (const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin ("shared", yc_test_central_get_url (counter.central), person, PASSWORD, &error);

  g_assert_no_error (error);
  return session;
}

// Two who share a workstation; central hears nothing of the case.
static void
test_offline (void)
{
  YcSession *session = begin ("zhou");
  g_autoptr (YcFile) begun = NULL, file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (robot_sync (session));
  robot_leave (&session);
  session = begin ("wang");
  g_assert_true (robot_sync (session));
  yc_test_central_stop (counter.central);
  begun = counter_open_case (session, ITEM);
  id = g_strdup (yc_file_get_id (begun));
  g_clear_object (&begun);
  robot_leave (&session);
  session = begin ("zhou");
  file = robot_open (session, id, &error);
  g_assert_no_error (error);
  assert_doer (file, "Case begun", "王丽");
  g_clear_object (&file);
  yc_test_central_start (counter.central);
  robot_leave (&session);
}

int
main (int argc, char **argv)
{
  int failed;

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  g_test_add_func ("/names/colleagues at one workstation know each other without network",
                   test_offline);
  clerk = counter_sign_in (&counter, "wang");
  ADD ("/names/the history names who did it", test_history);
  ADD ("/names/lists name who has a case in hand, the counter's no approver", test_holder);
  ADD ("/names/who was given a case is named", test_given);
  ADD ("/names/a note has its author's name", test_note);
  ADD ("/names/a new name comes with the next event", test_renamed);
  failed = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failed;
}
