// What central masks for who decides: seen as a mask, and asked for with a reason.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-error.h"
#include "yc-words.h"

#include <string.h>

#define ITEM    "real-estate-transfer"
#define ADDRESS "浙江省云溪市西山区松林路18号5单元602室"
#define MASK    "199****1000"
#define REASON  "现场核实需电话预约"
#define HELPER  "13700002222"

#define TRACKING "SF1234567890123"

static Counter counter; // one for all tests
static YcSession *clerk;

// A case in the hands of the approver; as both see it.
typedef struct {
  YcFile *file, *seen;
  YcSession *session;
} Fixture;

static void
see (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = robot_find (self->session, YC_LIST_TO_REVIEW, yc_file_get_id (self->file));

  self->seen = robot_open (self->session, id, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = counter_open_case (clerk, ITEM);
  robot_type (self->file, "applicant", "address", ADDRESS);
  counter_settle (self->file);
  counter_complete (self->file);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_true (robot_sync (clerk));
  self->session = counter_sign_in (&counter, "li");
  see (self);
  g_assert_true (robot_do (self->seen, YC_EVENT_CLAIMED, NULL, &error));
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
}

// Of a list; NULL: it is not there.
static YcFieldRow *
find_in (GListModel *rows, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_field_row_get_id (row), id))
      return g_steal_pointer (&row);
  }
  return NULL;
}

static YcFieldRow *
find (YcFile *file, const char *id)
{
  YcFieldRow *row = find_in (yc_file_get_applicant_fields (file), id);

  g_assert_nonnull (row);
  return row;
}

static gboolean
can_reveal (YcFile *file, const char *id)
{
  g_autoptr (YcFieldRow) row = find (file, id);

  return yc_file_can_reveal (file, row);
}

static gboolean
reveal (Fixture *self, const char *id, const char *reason, GError **error)
{
  g_autoptr (YcFieldRow) row = find (self->seen, id);
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_reveal_async (self->seen, row, reason, NULL, counter_keep_cb, &result);
  return yc_file_reveal_finish (self->seen, counter_wait_for (&result), error);
}

static void
assert_field (YcFile *file, const char *id, const char *text, gboolean held_back)
{
  g_autoptr (YcFieldRow) row = find (file, id);

  g_assert_cmpstr (yc_field_row_get_text (row), ==, text);
  g_assert_cmpint (yc_field_row_is_held_back (row), ==, held_back);
  g_assert_cmpstr (yc_field_row_get_masked (row), ==, text);
}

static guint
count_said (YcFile *file, const char *words)
{
  GListModel *history = yc_file_get_history (file);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (history); i++) {
    g_autoptr (YcHistoryRow) row = g_list_model_get_item (history, i);

    n += strstr (yc_history_row_get_detail (row), words) != NULL;
  }
  return n;
}

static gboolean
is_said (gpointer file)
{
  return count_said (file, REASON) > 0;
}

static void
test_masks (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFieldRow) here = find (self->file, "phone");
  g_autoptr (YcFieldRow) name = find (self->seen, "name");

  assert_field (self->seen, "phone", MASK, TRUE);
  assert_field (self->seen, "address", "浙江省云溪市西山区***", TRUE);
  g_assert_cmpstr (yc_field_row_get_text (name), ==, COUNTER_NAME);
  g_assert_false (yc_field_row_is_held_back (name));
  g_assert_cmpstr (yc_field_row_get_text (here), ==, COUNTER_PHONE);
  g_assert_false (yc_field_row_is_held_back (here));
  g_assert_true (can_reveal (self->seen, "phone"));
  g_assert_false (can_reveal (self->file, "phone"));
  g_assert_cmpuint (yc_file_count_blocking (self->seen), ==, 0); // a mask is no mistake
}

static void
news_cb (YcFile *file, const char *sentence, guint *n)
{
  *n += 1;
}

static void
test_shown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint news = 0;

  g_signal_connect (self->seen, "news", G_CALLBACK (news_cb), &news);
  g_assert_true (reveal (self, "phone", REASON, &error));
  g_assert_no_error (error);
  assert_field (self->seen, "phone", COUNTER_PHONE, FALSE);
  assert_field (self->seen, "address", "浙江省云溪市西山区***", TRUE);
  g_assert_true (counter_wait (is_said, self->seen));
  g_assert_cmpuint (count_said (self->seen, "Phone · " REASON), ==, 1);
  g_assert_true (counter_wait (is_said, self->file));
  g_assert_cmpuint (news, ==, 0); // what one did oneself is none
  g_clear_object (&self->seen);   // it is shown until the case is closed
  see (self);
  assert_field (self->seen, "phone", MASK, TRUE);
}

static void
test_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (reveal (self, "phone", " ", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_REASON_MISSING);
  g_clear_error (&error);
  g_assert_false (reveal (self, "name", REASON, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  assert_field (self->seen, "phone", MASK, TRUE);
}

// Without central there is nothing to show: the workstation does not have it.
static void
test_offline (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_true (robot_sync (self->session));
  yc_test_central_stop (counter.central);
  g_assert_false (reveal (self, "phone", REASON, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_OFFLINE);
  words = yc_words_error_revealing (error);
  g_assert_nonnull (strstr (words, "Only central has"));
  assert_field (self->seen, "phone", MASK, TRUE);
  yc_test_central_start (counter.central);
}

// Central has kept that somebody looked, and nobody has seen anything: asked again it counts once.
static void
test_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yc_test_central_set_fault (counter.central, YC_FAULT_CUT, "/reveals", 1);
  g_assert_false (reveal (self, "phone", REASON, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_true (reveal (self, "phone", REASON, &error));
  g_assert_no_error (error);
  assert_field (self->seen, "phone", COUNTER_PHONE, FALSE);
  g_assert_true (counter_wait (is_said, self->file));
  g_assert_cmpuint (count_said (self->file, REASON), ==, 1);
}

// What waits to be sent is numbered behind the look, and was known all the same.
static void
test_behind (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JsonObject *note = json_object_new ();
  guint news = 0;

  g_assert_true (robot_sync (self->session));
  yc_test_central_set_fault (counter.central, YC_FAULT_UNAVAILABLE, "/events", G_MAXUINT);
  json_object_set_string_member (note, "text", "电话核实");
  g_assert_true (robot_do (self->seen, YC_EVENT_NOTED, note, &error));
  g_signal_connect (self->seen, "news", G_CALLBACK (news_cb), &news);
  g_assert_true (reveal (self, "phone", REASON, &error));
  g_assert_true (counter_wait (is_said, self->seen));
  g_assert_cmpuint (yc_session_get_waiting (self->session), ==, 1);
  g_assert_cmpuint (news, ==, 0);
  yc_test_central_set_fault (counter.central, YC_FAULT_NONE, "", 0);
}

static gboolean
is_masked_again (gpointer file)
{
  g_autoptr (YcFieldRow) row = find (file, "phone");

  return yc_field_row_is_held_back (row);
}

// Who is done with a case does not go on seeing what was shown for it.
static void
test_decided (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JsonObject *why = json_object_new ();

  g_assert_true (reveal (self, "phone", REASON, &error));
  json_object_set_string_member (why, "reason", "材料不清晰");
  json_object_set_string_member (why, "ground", "《行政许可法》第三十二条");
  g_assert_true (robot_do (self->seen, YC_EVENT_RETURNED, why, &error));
  g_assert_no_error (error);
  g_assert_true (counter_wait (is_masked_again, self->seen));
  g_assert_false (can_reveal (self->seen, "phone"));
  g_assert_true (robot_undo (self->seen));
}

// ---- What stands in single steps ----------------------------------------------------------------

// Of the list of these; fails where it is not there.
static YcFieldRow *
find_told (Fixture *self, const char *id)
{
  YcFieldRow *row = find_in (yc_file_get_told_fields (self->seen), id);

  g_assert_nonnull (row);
  return row;
}

static gboolean
reveal_told (Fixture *self, const char *id, GError **error)
{
  g_autoptr (YcFieldRow) row = find_told (self, id);
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_reveal_async (self->seen, row, REASON, NULL, counter_keep_cb, &result);
  return yc_file_reveal_finish (self->seen, counter_wait_for (&result), error);
}

static void
assert_told (Fixture *self, const char *id, const char *title, const char *text, gboolean asks)
{
  g_autoptr (YcFieldRow) row = find_told (self, id);

  g_assert_cmpstr (yc_field_row_get_title (row), ==, title);
  g_assert_cmpstr (yc_field_row_get_text (row), ==, text);
  g_assert_true (yc_field_row_is_computed (row)); // nobody types there
  g_assert_null (yc_field_row_get_message (row));
  g_assert_cmpint (yc_field_row_is_held_back (row) && yc_file_can_reveal (self->seen, row), ==,
                   asks);
}

static JsonObject *
make_data (const char *member, ...)
{
  JsonObject *data = json_object_new ();
  va_list more;

  va_start (more, member);
  for (; member != NULL; member = va_arg (more, const char *))
    json_object_set_string_member (data, member, va_arg (more, const char *));
  va_end (more);
  return data;
}

static void
see_help (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcSession *helper = counter_sign_in (&counter, "ma");

  self->file = counter_open_case (helper, ITEM);
  g_assert_true (robot_do (
      self->file, YC_EVENT_HELPED,
      make_data ("kind", "assist", "scope", "填表", "place", ADDRESS, "phone", HELPER, NULL),
      &error));
  counter_complete (self->file);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_no_error (error);
  g_assert_true (robot_sync (helper));
  self->session = counter_sign_in (&counter, "li");
  see (self);
  g_assert_true (robot_do (self->seen, YC_EVENT_CLAIMED, NULL, &error));
}

static void
leave_help (Fixture *self, gconstpointer data)
{
  YcSession *helper = g_object_ref (yc_file_get_session (self->file));

  tear_down (self, data);
  robot_leave (&helper);
}

static void
test_help (Fixture *self, gconstpointer data)
{
  GListModel *own = yc_file_get_told_fields (self->file);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (own), ==, 0); // nothing is masked there
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_told_fields (self->seen)), ==, 2);
  assert_told (self, "phone", "The helper's telephone", "137****2222", TRUE);
  assert_told (self, "place", "Where the helper helps", "浙江省云溪市西山区***", TRUE);
  g_assert_true (reveal_told (self, "phone", &error));
  g_assert_no_error (error);
  assert_told (self, "phone", "The helper's telephone", HELPER, FALSE);
  assert_told (self, "place", "Where the helper helps", "浙江省云溪市西山区***", TRUE);
  assert_field (self->seen, "phone", MASK, TRUE); // the applicant's is another
  g_assert_true (counter_wait (is_said, self->seen));
  g_assert_cmpuint (count_said (self->seen, "The helper's telephone · " REASON), ==, 1);
}

static gboolean
has_courier (gpointer file)
{
  g_autoptr (YcFieldRow) row = find_in (yc_file_get_told_fields (file), "tracking");

  return row != NULL;
}

// The result is on its way: what the case was decided on is not asked for any more.
static void
test_courier (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (reveal_told (self, "phone", &error));
  g_assert_true (robot_do (self->seen, YC_EVENT_GRANTED,
                           make_data ("opinion", "准予", "ground", "第三十八条", NULL), &error));
  g_assert_no_error (error);
  g_assert_true (robot_wait_state (self->file, YC_STATE_GRANTED));
  g_assert_true (robot_do (
      self->file, YC_EVENT_ISSUED,
      make_data ("method", "courier", "collector", COUNTER_NAME, "tracking", TRACKING, NULL),
      &error));
  g_assert_no_error (error);
  g_assert_true (counter_wait (has_courier, self->seen));
  assert_told (self, "phone", "The helper's telephone", "137****2222", FALSE);
  assert_told (self, "tracking", "Courier number", "SF1****0123", TRUE);
  g_assert_true (reveal_told (self, "tracking", &error));
  g_assert_no_error (error);
  assert_told (self, "tracking", "Courier number", TRACKING, FALSE);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
#define ADD(path, test) g_test_add ("/session/reveal/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("who decides sees masks, the clerk what was typed", test_masks);
  ADD ("what is asked for is shown until the case is closed, and stands in the history",
       test_shown);
  ADD ("nothing is shown without a reason, or that is not masked", test_reason);
  ADD ("without central nothing is shown, and it is said why", test_offline);
  ADD ("asked again after a lost answer, one look is counted", test_lost);
  ADD ("a look is no news, though what waits to be sent is numbered behind it", test_behind);
  ADD ("who is done with the case does not go on seeing it", test_decided);
#undef ADD
#define ADD(path, test)                                                                            \
  g_test_add ("/session/reveal/" path, Fixture, NULL, see_help, test, leave_help)
  ADD ("how to reach a helper is asked for like anything else", test_help);
  ADD ("the courier's number is asked for once the result was sent", test_courier);
#undef ADD
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
