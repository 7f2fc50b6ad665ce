// What else may be done to a case beside deciding it: by whom, when, with what, and what comes of
// it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-office.h"
#include "yc-pile.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define DEFERRED "food-business-new" // some of its materials may be deferred

typedef struct {
  YcFile *file;       // as the clerk sees it
  YcSession *session; // nullable: of a colleague
  YcFile *seen;       // nullable: as the colleague sees it
} Fixture;

static Counter counter; // one for all tests
static YcSession *clerk;

static void
set_up (Fixture *self, gconstpointer item)
{
  self->file = counter_open_case (clerk, item);
}

static void
dismiss (Fixture *self)
{
  if (self->session == NULL)
    return;
  g_clear_object (&self->seen);
  g_assert_true (robot_sync (self->session));
  g_assert_cmpuint (yc_session_get_waiting (self->session), ==, 0);
  robot_leave (&self->session);
}

// Whatever came of it, central takes it.
static void
tear_down (Fixture *self, gconstpointer item)
{
  dismiss (self);
  g_clear_object (&self->file);
  g_assert_true (robot_sync (clerk));
  g_assert_cmpuint (yc_session_get_waiting (clerk), ==, 0);
}

// The same case in the hands of somebody else, instead of the one before.
static void
call (Fixture *self, const char *person, YcList list)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  dismiss (self);
  g_assert_true (robot_sync (clerk));
  self->session = counter_sign_in (&counter, person);
  id = robot_find (self->session, list, yc_file_get_id (self->file));
  g_assert_nonnull (id);
  self->seen = robot_open (self->session, id, &error);
  g_assert_no_error (error);
}

static void
hand_off (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  counter_complete (self->file);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_no_error (error);
}

static void
claim (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  hand_off (self);
  call (self, "li", YC_LIST_TO_REVIEW);
  g_assert_true (robot_do (self->seen, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_no_error (error);
}

static const YcOfficeDeed *
find_deed (GPtrArray *deeds, YcEventType type)
{
  for (guint i = 0; i < deeds->len; i++) {
    const YcOfficeDeed *deed = deeds->pdata[i];

    if (deed->type == type)
      return deed;
  }
  return NULL;
}

static gboolean
offers (YcFile *file, YcEventType type)
{
  g_autoptr (GPtrArray) deeds = yc_office_list (file);

  return find_deed (deeds, type) != NULL;
}

static const YcOfficeField *
find_field (const YcOfficeDeed *deed, const char *member)
{
  for (guint i = 0; i < deed->fields->len; i++) {
    const YcOfficeField *field = deed->fields->pdata[i];

    if (g_str_equal (field->member, member))
      return field;
  }
  return NULL;
}

// Of a choice the first; of what is asked the words given; `n` is said where a number is meant.
static gboolean
try_deed (YcFile *file, YcEventType type, const char *text, const char *n, GError **error)
{
  g_autoptr (GPtrArray) deeds = yc_office_list (file);
  const YcOfficeDeed *deed = find_deed (deeds, type);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (deed);
  for (guint i = 0; i < deed->fields->len; i++) {
    const YcOfficeField *field = deed->fields->pdata[i];
    const char *choice = field->values != NULL ? field->values->pdata[0] : text;

    g_ptr_array_add (values, (char *)(field->is_number ? n : choice));
  }
  g_ptr_array_add (values, NULL);
  yc_office_do_async (file, deed, (const char *const *)values->pdata, NULL, counter_keep_cb,
                      &result);
  return yc_office_do_finish (file, counter_wait_for (&result), error);
}

static void
do_deed (YcFile *file, YcEventType type, const char *text, const char *n)
{
  g_autoptr (GError) error = NULL;
  gboolean done = try_deed (file, type, text, n, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

// ---- Who may do what ----------------------------------------------------------------------------

static void
assert_offers (YcFile *file, const YcEventType *types)
{
  g_autoptr (GPtrArray) deeds = yc_office_list (file);
  guint n = 0;

  for (; types[n] != YC_EVENT_NONE; n++)
    g_assert_nonnull (find_deed (deeds, types[n]));
  g_assert_cmpuint (deeds->len, ==, n);
  for (guint i = 0; i < deeds->len; i++) {
    const YcOfficeDeed *deed = deeds->pdata[i];

    g_assert_cmpstr (deed->title, !=, "");
    g_assert_cmpstr (deed->action, !=, "");
    g_assert_cmpstr (deed->hint, !=, "");
  }
}

static void
test_offers (Fixture *self, gconstpointer item)
{
  static const YcEventType draft[] = {YC_EVENT_WITHDRAWN, YC_EVENT_NONE};
  static const YcEventType gone[] = {YC_EVENT_CUSTODY_TRANSFERRED, YC_EVENT_WITHDRAWN,
                                     YC_EVENT_NONE};
  static const YcEventType watched[] = {YC_EVENT_EXTENDED, YC_EVENT_CUSTODY_TRANSFERRED,
                                        YC_EVENT_TERMINATED, YC_EVENT_NONE};

  assert_offers (self->file, draft);
  claim (self);
  g_assert_true (offers (self->seen, YC_EVENT_SUSPENDED));
  g_assert_false (offers (self->seen, YC_EVENT_RESUMED));
  g_assert_false (offers (self->seen, YC_EVENT_EXTENDED)); // the head of the authority's
  g_assert_false (offers (self->seen, YC_EVENT_WITHDRAWN));
  g_assert_true (robot_wait_state (self->file, YC_STATE_HANDED_OFF) ||
                 robot_wait_state (self->file, YC_STATE_IN_REVIEW));
  assert_offers (self->file, gone);
  call (self, "jin", YC_LIST_ALL);
  assert_offers (self->seen, watched);
}

// ---- The office ---------------------------------------------------------------------------------

static void
test_procedure (Fixture *self, gconstpointer item)
{
  g_autoptr (GError) error = NULL;
  const YcEvent *event;

  claim (self);
  g_assert_false (try_deed (self->seen, YC_EVENT_SUSPENDED, "", "10", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED); // no reason
  g_clear_error (&error);
  g_assert_false (try_deed (self->seen, YC_EVENT_SUSPENDED, "需现场勘验", "ten", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_cmpint (yc_file_get_state (self->seen), ==, YC_STATE_IN_REVIEW); // nothing was done

  do_deed (self->seen, YC_EVENT_SUSPENDED, "需现场勘验", "10");
  event = self->seen->stored->latest;
  g_assert_cmpint (yc_file_get_state (self->seen), ==, YC_STATE_SUSPENDED);
  g_assert_cmpstr (yc_event_get_string (event, "procedure"), ==, "听证");
  g_assert_cmpint (json_object_get_int_member (event->data, "days"), ==, 10);
  g_assert_false (offers (self->seen, YC_EVENT_SUSPENDED));
  do_deed (self->seen, YC_EVENT_RESUMED, NULL, NULL);
  g_assert_cmpint (yc_file_get_state (self->seen), ==, YC_STATE_IN_REVIEW);
  g_assert_true (robot_wait_state (self->file, YC_STATE_IN_REVIEW)); // the clerk sees it too
}

static void
test_extension (Fixture *self, gconstpointer item)
{
  g_autoptr (GPtrArray) deeds = NULL;
  g_autoptr (GError) error = NULL;
  YcClock before, after;

  hand_off (self);
  call (self, "jin", YC_LIST_ALL);
  deeds = yc_office_list (self->seen);
  g_assert_nonnull (
      strstr (find_field (find_deed (deeds, YC_EVENT_EXTENDED), "ground")->preset, "第四十二条"));
  g_assert_false (try_deed (self->seen, YC_EVENT_EXTENDED, "案情复杂", "100", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_LIMIT);
  yc_file_get_clock (self->seen, &before);
  do_deed (self->seen, YC_EVENT_EXTENDED, "案情复杂", "5");
  yc_file_get_clock (self->seen, &after);
  g_assert_cmpuint (after.due, >, before.due);
  g_assert_false (offers (self->seen, YC_EVENT_EXTENDED)); // once only
}

static void
test_termination (Fixture *self, gconstpointer item)
{
  hand_off (self);
  call (self, "jin", YC_LIST_ALL);
  do_deed (self->seen, YC_EVENT_TERMINATED, "逾期未补交", NULL);
  g_assert_cmpint (yc_file_get_state (self->seen), ==, YC_STATE_TERMINATED);
  g_assert_cmpstr (yc_file_get_reason (self->seen), ==, "逾期未补交");
  g_assert_true (robot_wait_state (self->file, YC_STATE_TERMINATED));
}

// ---- The counter --------------------------------------------------------------------------------

// The only page of a material is not there after all.
static void
take_out (YcFile *file, const char *material)
{
  JsonObject *data = json_object_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < file->stored->pages->len; i++) {
    const YcPage *page = file->stored->pages->pdata[i];

    if (g_str_equal (page->material, material))
      json_object_set_string_member (data, "page", page->id);
  }
  g_assert_true (robot_do (file, YC_EVENT_PAGE_REMOVED, data, &error));
  g_assert_no_error (error);
}

static void
test_deferred (Fixture *self, gconstpointer item)
{
  g_autofree char *page = robot_make_page (9);
  g_autoptr (GPtrArray) deeds = NULL;
  g_autoptr (GError) error = NULL;
  const YcOfficeField *field;

  counter_complete (self->file);
  take_out (self->file, "rules");
  counter_mark (self->file, "rules", YC_MARK_DEFERRED);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (yc_case_count_pages (self->file->stored, "rules"), ==, 0);
  g_assert_false (offers (self->file, YC_EVENT_DEFERRED_SETTLED)); // nothing has come in yet
  g_assert_false (yc_file_can_scan (self->file, "layout"));
  g_assert_true (yc_file_can_scan (self->file, "rules"));
  g_assert_true (robot_import (self->file, "rules", page, &error));
  g_assert_no_error (error);
  while (yc_case_count_pages (self->file->stored, "rules") == 0)
    g_main_context_iteration (NULL, TRUE); // it is stored before the file shows it
  deeds = yc_office_list (self->file);
  field = find_field (find_deed (deeds, YC_EVENT_DEFERRED_SETTLED), "material");
  g_assert_cmpuint (field->values->len, ==, 1);
  g_assert_cmpstr (field->values->pdata[0], ==, "rules");
  g_assert_cmpstr (field->labels->pdata[0], !=, "rules"); // a name, not an id
  do_deed (self->file, YC_EVENT_DEFERRED_SETTLED, NULL, NULL);
  g_assert_false (offers (self->file, YC_EVENT_DEFERRED_SETTLED)); // nothing is owed any more
  g_assert_false (yc_file_can (self->file, YC_EVENT_SCANNED));
}

// A page of what is owed, as the file has it. Free it.
static char *
bring (YcFile *file, guint seed)
{
  g_autofree char *path = robot_make_page (seed);
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_import (file, "rules", path, &error));
  g_assert_no_error (error);
  while (yc_case_count_pages (file->stored, "rules") == 0)
    g_main_context_iteration (NULL, TRUE); // it is stored before the file shows it
  return g_strdup (((YcPage *)file->stored->pages->pdata[file->stored->pages->len - 1])->id);
}

static gboolean
has_no_page (gpointer file)
{
  return yc_case_count_pages (((YcFile *)file)->stored, "rules") == 0;
}

// A bad scan of what is owed goes while the office has the case, and comes back by undoing it; what
// the case was accepted on stays.
static void
test_bad_scan (Fixture *self, gconstpointer item)
{
  g_autoptr (YcPile) pile = yc_pile_new (self->file);
  g_autofree char *page = NULL, *first = NULL;
  const char *gone[] = {NULL, NULL};
  g_autoptr (GError) error = NULL;

  counter_complete (self->file);
  take_out (self->file, "rules");
  counter_mark (self->file, "rules", YC_MARK_DEFERRED);
  g_assert_true (robot_accept (self->file, &error));
  first = g_strdup (((YcPage *)self->file->stored->pages->pdata[0])->id);
  g_assert_false (yc_file_can (self->file, YC_EVENT_PAGE_REMOVED)); // nothing came in since
  page = bring (self->file, 9);
  g_assert_true (yc_file_can_remove (self->file, page));
  g_assert_false (yc_file_can_remove (self->file, first));
  gone[0] = page;
  yc_pile_remove (pile, gone);
  g_assert_true (counter_wait (has_no_page, self->file));
  g_assert_false (offers (self->file, YC_EVENT_DEFERRED_SETTLED));
  yc_pile_undo (pile);
  while (yc_case_count_pages (self->file->stored, "rules") == 0)
    g_main_context_iteration (NULL, TRUE);
  yc_pile_redo (pile);
  g_assert_true (counter_wait (has_no_page, self->file));
  call (self, "zhao", YC_LIST_TO_REVIEW); // central has taken all of it
  g_assert_true (has_no_page (self->seen));
  g_assert_false (yc_file_can (self->seen, YC_EVENT_PAGE_REMOVED)); // who decides takes nothing out
  g_free (bring (self->file, 10));
  do_deed (self->file, YC_EVENT_DEFERRED_SETTLED, NULL, NULL);
  g_assert_false (yc_file_can (self->file, YC_EVENT_PAGE_REMOVED)); // it counts now
}

static void
test_custody (Fixture *self, gconstpointer item)
{
  g_autoptr (GPtrArray) deeds = NULL;
  const YcEvent *event;

  hand_off (self);
  deeds = yc_office_list (self->file);
  g_assert_cmpstr (find_field (find_deed (deeds, YC_EVENT_CUSTODY_TRANSFERRED), "from")->preset, ==,
                   yc_session_get_person_name (clerk));
  do_deed (self->file, YC_EVENT_CUSTODY_TRANSFERRED, "档案室", NULL);
  event = self->file->stored->latest;
  g_assert_cmpstr (yc_event_get_string (event, "to"), ==, "档案室");
  g_assert_cmpint (yc_file_get_state (self->file), ==, YC_STATE_HANDED_OFF);
}

static void
test_withdrawal (Fixture *self, gconstpointer item)
{
  do_deed (self->file, YC_EVENT_WITHDRAWN, "不再办理", NULL);
  g_assert_cmpint (yc_file_get_state (self->file), ==, YC_STATE_WITHDRAWN);
  g_assert_false (offers (self->file, YC_EVENT_WITHDRAWN));
}

static void
grant (Fixture *self)
{
  JsonObject *data = json_object_new ();
  g_autoptr (GError) error = NULL;

  claim (self);
  json_object_set_string_member (data, "opinion", "准予登记。");
  json_object_set_string_member (data, "ground",
                                 yc_file_get_grounds (self->seen, "grant")->pdata[0]);
  g_assert_true (robot_do (self->seen, YC_EVENT_GRANTED, data, &error));
  g_assert_no_error (error);
  g_assert_true (robot_wait_state (self->file, YC_STATE_GRANTED));
}

static void
test_issue (Fixture *self, gconstpointer item)
{
  g_autoptr (GPtrArray) deeds = NULL;

  grant (self);
  call (self, "song", YC_LIST_TO_ISSUE);
  deeds = yc_office_list (self->seen);
  g_assert_cmpstr (find_field (find_deed (deeds, YC_EVENT_ISSUED), "collector")->preset, ==,
                   COUNTER_NAME);
  do_deed (self->seen, YC_EVENT_ISSUED, "陈小华", NULL);
  g_assert_cmpint (yc_file_get_state (self->seen), ==, YC_STATE_ISSUED);
  g_assert_cmpstr (yc_event_get_string (self->seen->stored->latest, "method"), ==, "in-person");
  do_deed (self->seen, YC_EVENT_CLOSED, NULL, NULL);
  g_assert_cmpint (yc_file_get_state (self->seen), ==, YC_STATE_CLOSED);
  g_assert_false (offers (self->seen, YC_EVENT_CLOSED));
}

static void
add (const char *path, const char *item, void (*test) (Fixture *self, gconstpointer item))
{
  g_test_add (path, Fixture, item, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
  add ("/office/each person is offered what the law leaves to them", ITEM, test_offers);
  add ("/office/a special procedure stops the clock with reason and days, and is over", ITEM,
       test_procedure);
  add ("/office/a limit is extended once, within what the law allows", ITEM, test_extension);
  add ("/office/a case is ended for what is owed, with ground and reason", ITEM, test_termination);
  add ("/office/a deferred material that came in is owed no more", DEFERRED, test_deferred);
  add ("/office/a bad scan of what is owed is taken out while the office has the case", DEFERRED,
       test_bad_scan);
  add ("/office/originals change hands between two who are named", ITEM, test_custody);
  add ("/office/the applicant withdraws", ITEM, test_withdrawal);
  add ("/office/the result is handed over to the applicant, and the case is closed", ITEM,
       test_issue);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
