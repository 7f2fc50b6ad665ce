// Notes of a review: marked on a page, read by whom they concern, taken back and brought back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-error.h"
#include "yc-notes.h"
#include "yc-pile.h"

#include <string.h>

#define ITEM "real-estate-transfer"
#define TEXT "面积与合同不符"

static Counter counter; // one for all tests
static YcSession *clerk;

static const YcPagePart part = {1000, 2000, 3000, 400};

// A case in the hands of the approver; as both see it.
typedef struct {
  YcFile *file, *seen;
  YcSession *session;
  char *page; // owned
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPageRow) page = NULL;
  g_autofree char *id = NULL;

  self->file = counter_open_complete_case (clerk, ITEM);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_true (robot_sync (clerk));
  self->session = counter_sign_in (&counter, "li");
  id = robot_find (self->session, YC_LIST_TO_REVIEW, yc_file_get_id (self->file));
  self->seen = robot_open (self->session, id, &error);
  g_assert_no_error (error);
  g_assert_true (robot_do (self->seen, YC_EVENT_CLAIMED, NULL, &error));
  page = g_list_model_get_item (yc_file_get_pages (self->seen), 1);
  self->page = g_strdup (yc_page_row_get_id (page));
}

// Whatever came of it, central takes it.
static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (robot_sync (self->session));
  g_assert_cmpuint (yc_session_get_waiting (self->session), ==, 0);
  g_clear_object (&self->seen);
  robot_leave (&self->session);
  g_clear_object (&self->file);
  g_free (self->page);
}

static char *
mark (Fixture *self, const char *id, const char *page, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_notes_add_async (self->seen, id, page, &part, text, counter_keep_cb, &result);
  return yc_notes_add_finish (self->seen, counter_wait_for (&result), error);
}

static gboolean
take_back (Fixture *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_notes_remove_async (self->seen, id, counter_keep_cb, &result);
  return yc_file_do_finish (self->seen, counter_wait_for (&result), error);
}

static guint
count (YcFile *file)
{
  return g_list_model_get_n_items (yc_notes_get_list (file));
}

static gboolean
history_says (YcFile *file, const char *words)
{
  GListModel *history = yc_file_get_history (file);

  for (guint i = 0; i < g_list_model_get_n_items (history); i++) {
    g_autoptr (YcHistoryRow) row = g_list_model_get_item (history, i);

    if (strstr (yc_history_row_get_detail (row), words) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
test_mark (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = mark (self, NULL, self->page, TEXT, &error);
  g_autoptr (YcNoteRow) note = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (count (self->seen), ==, 1);
  note = g_list_model_get_item (yc_notes_get_list (self->seen), 0);
  g_assert_cmpstr (yc_note_row_get_id (note), ==, id);
  g_assert_cmpstr (yc_note_row_get_page (note), ==, self->page);
  g_assert_cmpstr (yc_note_row_get_text (note), ==, TEXT);
  g_assert_cmpint (yc_note_row_get_part (note).width, ==, part.width);
  g_assert_true (yc_note_row_is_mine (note));
  g_assert_null (mark (self, NULL, "no page", TEXT, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_PAGE);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (YcPageRow) first = g_list_model_get_item (yc_file_get_pages (self->seen), 0);
  g_autofree char *later = mark (self, NULL, self->page, NULL, NULL);
  g_autofree char *sooner = mark (self, NULL, yc_page_row_get_id (first), "", NULL);
  g_autoptr (YcNoteRow) note = g_list_model_get_item (yc_notes_get_list (self->seen), 0);

  g_assert_cmpuint (count (self->seen), ==, 2);
  g_assert_cmpstr (yc_note_row_get_id (note), ==, sooner);
  g_assert_cmpstr (yc_note_row_get_text (note), ==, "");
  g_assert_nonnull (later);
}

static void
test_take_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = mark (self, NULL, self->page, TEXT, &error), *again = NULL;

  g_assert_true (take_back (self, id, &error));
  g_assert_cmpuint (count (self->seen), ==, 0);
  g_assert_false (take_back (self, id, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_clear_error (&error);
  again = mark (self, id, self->page, TEXT, &error); // undo
  g_assert_cmpstr (again, ==, id);
  g_assert_cmpuint (count (self->seen), ==, 1);
}

static void
send_back (Fixture *self)
{
  JsonObject *data = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (data, "reason", "请核对面积");
  json_object_set_string_member (data, "ground",
                                 yc_file_get_grounds (self->seen, "return")->pdata[0]);
  g_assert_true (robot_do (self->seen, YC_EVENT_RETURNED, data, &error));
  g_assert_no_error (error);
}

// While the office reviews, its notes are its own; the clerk reads them when the case comes back,
// and not who wrote them.
static void
test_counter (Fixture *self, gconstpointer data)
{
  g_autofree char *id = mark (self, NULL, self->page, TEXT, NULL);
  g_autoptr (YcNoteRow) note = NULL;

  g_assert_nonnull (id);
  g_assert_true (robot_sync (self->session));
  g_assert_true (robot_wait_state (self->file, YC_STATE_IN_REVIEW));
  g_assert_cmpuint (count (self->file), ==, 0);
  g_assert_false (history_says (self->file, TEXT));
  send_back (self);
  g_assert_true (robot_wait_state (self->file, YC_STATE_RETURNED));
  g_assert_cmpuint (count (self->file), ==, 1);
  note = g_list_model_get_item (yc_notes_get_list (self->file), 0);
  g_assert_cmpstr (yc_note_row_get_text (note), ==, TEXT);
  g_assert_false (yc_note_row_is_mine (note));
  g_assert_null (strstr (yc_note_row_get_detail (note), "li"));
  g_assert_false (yc_file_can (self->file, YC_EVENT_ANNOTATED));
}

// The clerk turns a page that was marked: the mark goes where its words went.
static void
test_turned (Fixture *self, gconstpointer data)
{
  g_autofree char *id = mark (self, NULL, self->page, TEXT, NULL);
  g_autoptr (YcPile) pile = yc_pile_new (self->file);
  const char *pages[] = {self->page, NULL};
  g_autoptr (YcNoteRow) note = NULL;

  g_assert_nonnull (id);
  send_back (self);
  g_assert_true (robot_sync (self->session));
  g_assert_true (robot_wait_state (self->file, YC_STATE_RETURNED));
  yc_pile_turn (pile, pages); // a quarter clockwise
  robot_settle (self->file);
  note = g_list_model_get_item (yc_notes_get_list (self->file), 0);
  g_assert_cmpint (yc_note_row_get_part (note).left, ==, YC_PAGE_SHARES - part.top - part.height);
  g_assert_cmpint (yc_note_row_get_part (note).top, ==, part.left);
  g_assert_cmpint (yc_note_row_get_part (note).height, ==, part.width);
  g_assert_true (robot_sync (clerk));
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
  add ("/notes/a place of a page is marked with words", test_mark);
  add ("/notes/notes lie in the order of the pages", test_order);
  add ("/notes/one's own note is taken back and brought back", test_take_back);
  add ("/notes/the counter reads notes once the case comes back, without a name", test_counter);
  add ("/notes/a mark goes along when its page is turned", test_turned);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
