// What happens at receipt: notices, what is told again, what is owed until it comes in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"

static void
refuse_with (const YcCase *before, const YcEvent *event, const YcContext *context, YcErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_case_apply (before, event, context, &error));
  g_assert_error (error, YC_ERROR, (int)code);
}

// What was told and is still wrong may be told again; anything new needs a reason and a supervisor.
static void
test_second_notice (void)
{
  static const char *const news[] = {
      NULL,
      "{'findings':[1]}",
      "{'findings':[{'material':'layout'},{'material':'health'}]}",
      "{'findings':[{'key':'field:area'}]}",
  };
  const YcContext wang = story_context (STORY_CLERK);
  YcCase *self = story_in_state (YC_STATE_SUPPLEMENT);

  self = story_step (self, YC_EVENT_SUPPLEMENTED, STORY_START + STORY_DAY, NULL);
  for (guint i = 1; i < G_N_ELEMENTS (news); i++) {
    g_autoptr (YcEvent) again =
        story_event (YC_EVENT_SUPPLEMENT_REQUESTED, self->version + 1, STORY_START, news[i]);

    refuse_with (self, again, &wang, YC_ERROR_SECOND_NOTICE);
  }
  self = story_step (self, YC_EVENT_SUPPLEMENT_REQUESTED, STORY_START + STORY_DAY, news[0]);
  g_assert_cmpuint (self->notices, ==, 2);
  yc_case_unref (self);
}

// Of one material a point was told: another point of it is news, the same one is not. Of a material
// that was missing nothing could be seen.
static void
test_another_point (void)
{
  static const char first[] = "{'findings':[{'key':'point:tax/paid','material':'tax'},"
                              "{'key':'material:layout','material':'layout'}]}";
  static const char same[] = "{'findings':[{'key':'point:tax/paid','material':'tax'},"
                             "{'key':'point:layout/zones','material':'layout'}]}";
  static const char other[] = "{'findings':[{'key':'point:tax/payer','material':'tax'}]}";
  const YcContext wang = story_context (STORY_CLERK);
  YcCase *self = story_step (story_in_state (YC_STATE_RECEIVED), YC_EVENT_SUPPLEMENT_REQUESTED,
                             STORY_START, first);
  g_autoptr (YcEvent) again = NULL;
  g_autoptr (YcEvent) news = NULL;
  g_autoptr (YcCase) after = NULL;
  g_autoptr (GError) error = NULL;

  self = story_step (self, YC_EVENT_SUPPLEMENTED, STORY_START, NULL);
  again = story_event (YC_EVENT_SUPPLEMENT_REQUESTED, self->version + 1, STORY_START, same);
  news = story_event (YC_EVENT_SUPPLEMENT_REQUESTED, self->version + 1, STORY_START, other);
  refuse_with (self, news, &wang, YC_ERROR_SECOND_NOTICE);
  after = yc_case_apply (self, again, &wang, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->notices, ==, 2);
  self = story_step (self, YC_EVENT_SUPPLEMENT_REQUESTED, STORY_START, other); // as history has it
  g_assert_cmpuint (self->notices, ==, 2);
  yc_case_unref (self);
}

// Where one of several would do, none of them was there to be seen.
static void
test_one_of_several (void)
{
  static const char first[] =
      "{'findings':[{'key':'material:deed','material':'deed','group':['deed','contract',1]}]}";
  static const char point[] =
      "{'findings':[{'key':'point:contract/signed','material':'contract'}]}";
  static const char other[] = "{'findings':[{'key':'point:tax/paid','material':'tax'}]}";
  const YcContext wang = story_context (STORY_CLERK);
  YcCase *self = story_step (story_in_state (YC_STATE_RECEIVED), YC_EVENT_SUPPLEMENT_REQUESTED,
                             STORY_START, first);
  g_autoptr (YcEvent) again = NULL, news = NULL;
  g_autoptr (YcCase) after = NULL;
  g_autoptr (GError) error = NULL;

  self = story_step (self, YC_EVENT_SUPPLEMENTED, STORY_START, NULL);
  again = story_event (YC_EVENT_SUPPLEMENT_REQUESTED, self->version + 1, STORY_START, point);
  news = story_event (YC_EVENT_SUPPLEMENT_REQUESTED, self->version + 1, STORY_START, other);
  refuse_with (self, news, &wang, YC_ERROR_SECOND_NOTICE);
  after = yc_case_apply (self, again, &wang, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->notices, ==, 2);
  yc_case_unref (self);
}

static void
test_supervisor_allows (void)
{
  static const char health[] = "{'findings':[{'material':'health'}]}";
  YcCase *self = story_step (story_in_state (YC_STATE_SUPPLEMENT), YC_EVENT_SUPPLEMENTED,
                             STORY_START + STORY_DAY, NULL);
  g_autoptr (YcEvent) unasked =
      story_event (YC_EVENT_SECOND_ALLOWED, self->version + 1, STORY_START, NULL);
  g_autoptr (YcEvent) himself = NULL;

  refuse_with (self, unasked, NULL, YC_ERROR_STEP);
  self = story_step (self, YC_EVENT_SECOND_ASKED, STORY_START + STORY_DAY, NULL);
  himself = story_event_by (YC_EVENT_SECOND_ALLOWED, self->version + 1, STORY_CLERK,
                            YC_ROLE_SUPERVISOR, NULL);
  refuse_with (self, himself, NULL, YC_ERROR_SEPARATION);
  self = story_step (self, YC_EVENT_SECOND_ALLOWED, STORY_START + STORY_DAY, NULL);
  g_assert_cmpint (self->second, ==, YC_SECOND_ALLOWED);
  g_assert_cmpstr (self->second_reason, ==, "复印件看不清");
  self = story_step (self, YC_EVENT_SUPPLEMENT_REQUESTED, STORY_START + STORY_DAY, health);
  g_assert_cmpint (self->second, ==, YC_SECOND_NONE);
  yc_case_unref (self);
}

// Deferred acceptance (容缺受理): a day until when, and what came in is owed no more.
static void
test_deferral (void)
{
  YcCase *self = story_step (story_in_state (YC_STATE_RECEIVED), YC_EVENT_MARKED, STORY_START,
                             "{'material':'health','mark':'deferred'}");
  g_autoptr (YcEvent) without =
      story_event (YC_EVENT_ACCEPTED, self->version + 1, STORY_START, NULL);
  g_autoptr (YcEvent) too_late = story_event (YC_EVENT_ACCEPTED, self->version + 1, STORY_START,
                                              "{'deferred_due':'2026-03-02'}");

  refuse_with (self, without, NULL, YC_ERROR_LIMIT);
  refuse_with (self, too_late, NULL, YC_ERROR_LIMIT);
  self = story_step (self, YC_EVENT_ACCEPTED, STORY_START, "{'deferred_due':'2026-03-06'}");
  g_assert_cmpuint (self->deferred_due, ==, yc_day_from_string ("2026-03-06"));
  self = story_step (self, YC_EVENT_DEFERRED_SETTLED, STORY_START, NULL);
  g_assert_cmpuint (self->deferred_due, ==, 0);
  g_assert_cmpint (yc_case_get_mark (self, "health"), ==, YC_MARK_CHECKED);
  yc_case_unref (self);
}

// While the office has the case, pages of what is owed come in, and no others; what is owed is
// settled by a page.
static void
test_owed_page (void)
{
  static const char owed[] =
      "{'page':'page-2','material':'health','blob':'" STORY_BLOB "','mime':'image/png'}";
  static const char other[] =
      "{'page':'page-3','material':'licence','blob':'" STORY_BLOB "','mime':'image/png'}";
  const YcContext wang = story_context (STORY_CLERK);
  YcCase *self = story_step (story_in_state (YC_STATE_RECEIVED), YC_EVENT_MARKED, STORY_START,
                             "{'material':'health','mark':'deferred'}");
  g_autoptr (YcEvent) without = NULL;
  g_autoptr (YcEvent) foreign = NULL;
  g_autoptr (YcEvent) text = NULL;

  self = story_step (self, YC_EVENT_ACCEPTED, STORY_START, "{'deferred_due':'2026-03-06'}");
  self = story_step (self, YC_EVENT_HANDED_OFF, STORY_START, NULL);
  without = story_event (YC_EVENT_DEFERRED_SETTLED, self->version + 1, STORY_START, NULL);
  foreign = story_event (YC_EVENT_SCANNED, self->version + 1, STORY_START, other);
  text = story_event (YC_EVENT_TEXT_FOUND, self->version + 1, STORY_START, NULL);
  refuse_with (self, without, &wang, YC_ERROR_BLOCKED);
  refuse_with (self, foreign, NULL, YC_ERROR_MATERIAL);
  refuse_with (self, text, NULL, YC_ERROR_MATERIAL);
  self = story_step (self, YC_EVENT_SCANNED, STORY_START, owed);
  self = story_step (self, YC_EVENT_TEXT_FOUND, STORY_START,
                     "{'page':'page-2','blob':'" STORY_BLOB
                     "','mime':'application/vnd.yichuang.page-text'}");
  {
    g_autoptr (YcEvent) settled =
        story_event (YC_EVENT_DEFERRED_SETTLED, self->version + 1, STORY_START, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcCase) after = yc_case_apply (self, settled, &wang, &error);

    g_assert_no_error (error);
    g_assert_cmpint (yc_case_get_mark (after, "health"), ==, YC_MARK_CHECKED);
  }
  yc_case_unref (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/outcome/a second notice may repeat what was told and name nothing new",
                   test_second_notice);
  g_test_add_func ("/core/outcome/another point of what was told is news", test_another_point);
  g_test_add_func ("/core/outcome/where one of several would do, all were missing",
                   test_one_of_several);
  g_test_add_func ("/core/outcome/a supervisor who has no hand in it allows a second notice",
                   test_supervisor_allows);
  g_test_add_func ("/core/outcome/what is deferred has a day, and is owed until it came in",
                   test_deferral);
  g_test_add_func ("/core/outcome/what is owed comes to the office with its pages", test_owed_page);
  return g_test_run ();
}
