// Papers of what happens behind the counter: deferral, special procedure, extension, decision,
// delivery, assistance; each comes out of deeds that people do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "reader.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-office.h"

#include <string.h>

#define ITEM "food-business-new"

static Counter counter; // one for all tests
static YcSession *clerk;

static const YcOfficeDeed *
find_deed (GPtrArray *deeds, YcEventType type)
{
  for (guint i = 0; i < deeds->len; i++)
    if (((YcOfficeDeed *)deeds->pdata[i])->type == type)
      return deeds->pdata[i];
  return NULL;
}

static gboolean
is_offered (YcFile *file, YcEventType type)
{
  g_autoptr (GPtrArray) deeds = yc_office_list (file);

  return find_deed (deeds, type) != NULL;
}

// As the menu of further steps does it: `values` in the order of the deed's fields.
static gboolean
try_deed (YcFile *file, YcEventType type, const char *const *values, GError **error)
{
  g_autoptr (GPtrArray) deeds = yc_office_list (file);
  const YcOfficeDeed *deed = find_deed (deeds, type);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_nonnull (deed);
  yc_office_do_async (file, deed, values, NULL, counter_keep_cb, &result);
  return yc_office_do_finish (file, counter_wait_for (&result), error);
}

static void
do_deed (YcFile *file, YcEventType type, const char *const *values)
{
  g_autoptr (GError) error = NULL;

  try_deed (file, type, values, &error);
  g_assert_no_error (error);
}

#define DO(file, type, ...) do_deed (file, type, (const char *const[]){__VA_ARGS__, NULL})
#define PRINTS(file, kind, ...)                                                                    \
  paper_assert_prints (file, kind, (const char *const[]){__VA_ARGS__, NULL})

static void
decide (YcFile *file, YcEventType type, const char *reason)
{
  JsonObject *data = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (data, "opinion", "经审查提出意见");
  json_object_set_string_member (
      data, "ground",
      yc_file_get_grounds (file, type == YC_EVENT_REFUSED ? "refuse" : "grant")->pdata[0]);
  if (reason != NULL)
    json_object_set_string_member (data, "reason", reason);
  g_assert_true (robot_do (file, type, data, &error));
  g_assert_no_error (error);
}

// Accepted, and in the hands of the approver; the clerk's and the approver's view of it.
static YcFile *
hand_off (YcFile *file, YcSession *approver)
{
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  YcFile *review;

  counter_complete (file);
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  found = robot_find (approver, YC_LIST_TO_REVIEW, yc_file_get_id (file));
  g_assert_nonnull (found);
  review = robot_open (approver, found, &error);
  g_assert_no_error (error);
  g_assert_true (robot_do (review, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_no_error (error);
  return review;
}

static YcFile *
open_as (YcSession *session, YcFile *file)
{
  g_autofree char *found = robot_find (session, YC_LIST_ALL, yc_file_get_id (file));
  g_autoptr (GError) error = NULL;
  YcFile *seen = found != NULL ? robot_open (session, found, &error) : NULL;

  g_assert_no_error (error);
  g_assert_nonnull (seen);
  return seen;
}

static gboolean
is_extended (gpointer file)
{
  return YC_FILE (file)->stored->extension_days > 0;
}

static void
end_case (YcFile **file)
{
  g_clear_object (file);
  g_assert_true (robot_sync (clerk));
  g_assert_cmpuint (yc_session_get_waiting (clerk), ==, 0);
}

static void
extend (YcFile *file)
{
  YcSession *supervisor = counter_sign_in (&counter, "jin");
  YcFile *seen = open_as (supervisor, file);

  DO (seen, YC_EVENT_EXTENDED, "3", "案情复杂", "《行政许可法》第四十二条");
  g_assert_false (is_offered (seen, YC_EVENT_EXTENDED)); // once
  g_assert_true (counter_wait (is_extended, file));
  g_clear_object (&seen);
  robot_leave (&supervisor);
}

static void
deliver (YcFile *file)
{
  YcSession *issuing = counter_sign_in (&counter, "song");
  YcFile *seen = open_as (issuing, file);

  DO (seen, YC_EVENT_ISSUED, "agent", "陈大华", "", "");
  g_assert_true (robot_wait_state (file, YC_STATE_ISSUED));
  g_clear_object (&seen);
  robot_leave (&issuing);
}

// The applicant does not learn from a copy who reviews the case. Which name stands there otherwise:
// that of who prints.
static void
assert_names (YcFile *file, const char *kind, gboolean named)
{
  const char *name = yc_session_get_person_name (file->session);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = paper_read (file, kind, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (strstr (text, name) != NULL, ==, named);
}

static void
test_granted (void)
{
  YcSession *approver = counter_sign_in (&counter, "zhao");
  YcFile *file = counter_open_case (clerk, ITEM), *review;

  counter_mark (file, "rules", YC_MARK_DEFERRED);
  // Signed before anything is accepted.
  PRINTS (file, "deferral-promise", "容缺受理承诺书", "食品安全规章制度", "同意终止办理");
  review = hand_off (file, approver);
  PRINTS (file, "deferral", "决定容缺受理", "食品安全规章制度");
  assert_names (file, "deferral", TRUE);
  assert_names (review, "deferral", FALSE);
  DO (review, YC_EVENT_SUSPENDED, "现场勘验", "需要核查经营场所", "7");
  g_assert_true (robot_wait_state (file, YC_STATE_SUSPENDED));
  PRINTS (file, "procedure", "进行现场勘验", "需要核查经营场所", "7个工作日", "第四十五条");
  DO (review, YC_EVENT_RESUMED, NULL);
  extend (file);
  PRINTS (file, "extension", "案情复杂", "延长3个工作日", "第四十二条");
  decide (review, YC_EVENT_GRANTED, NULL);
  g_assert_true (robot_wait_state (file, YC_STATE_GRANTED));
  PRINTS (file, "grant", "准予行政许可决定书", "第三十八条第一款", "经审查提出意见");
  assert_names (review, "deferral", TRUE);
  deliver (file);
  PRINTS (file, "delivery", "直接送达（代理人领取）", "领取人陈大华", "准予办理决定书");
  g_clear_object (&review);
  robot_leave (&approver);
  end_case (&file);
}

static void
test_refused (void)
{
  YcSession *approver = counter_sign_in (&counter, "zhao");
  YcFile *file = counter_open_case (clerk, ITEM);
  YcFile *review = hand_off (file, approver);

  decide (review, YC_EVENT_REFUSED, "未设专间");
  g_assert_true (robot_wait_state (file, YC_STATE_REFUSED));
  PRINTS (file, "refusal", "不予行政许可决定书", "未设专间", "六十日内", "六个月内");
  g_clear_object (&review);
  robot_leave (&approver);
  end_case (&file);
}

// ---- Assistance (帮办代办) ----------------------------------------------------------------------

static void
test_proxy (void)
{
  YcSession *helper = counter_sign_in (&counter, "ma");
  YcFile *file = counter_open_case (helper, ITEM);
  const char *const no_days[] = {"代填表、代提交", "明天", "后天", NULL};
  g_autoptr (YcFile) seen = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_false (is_offered (file, YC_EVENT_AUTHORISED));
  g_assert_false (is_offered (file, YC_EVENT_HELP_ENDED));
  DO (file, YC_EVENT_HELPED, "proxy", "代填表、代提交", "申请人住所", "0571-00001240");
  g_assert_false (is_offered (file, YC_EVENT_HELPED));
  PRINTS (file, "assistance", "服务方式代办", "代填表、代提交", "申请人住所", "0571-00001240");
  counter_complete (file);
  g_assert_false (robot_accept (file, &error)); // nobody files for others without their authority
  g_assert_error (error, YC_ERROR, YC_ERROR_AUTHORITY);
  g_clear_error (&error);
  g_assert_false (try_deed (file, YC_EVENT_AUTHORISED, no_days, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_clear_error (&error);
  DO (file, YC_EVENT_AUTHORISED, "代填表、代提交", COUNTER_DAY, "2026-12-31");
  PRINTS (file, "authority", "委托人" COUNTER_NAME, "自2026年11月23日至2026年12月31日", "撤回委托");
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  DO (file, YC_EVENT_HELP_ENDED, "已代为提交，受理通知书已交申请人");
  PRINTS (file, "assistance-end", "服务方式代办", "受理通知书已交申请人", "2026年11月23日");
  g_assert_true (robot_sync (helper));
  g_assert_cmpuint (yc_session_get_waiting (helper), ==, 0); // central agrees
  id = robot_find (clerk, YC_LIST_ALL, yc_file_get_id (file));
  seen = robot_open (clerk, id, &error);
  PRINTS (seen, "assistance-end", "马志远"); // by a colleague
  g_clear_object (&file);
  robot_leave (&helper);
}

// The applicant withdraws the authority, and goes on in person.
static void
test_stopped (void)
{
  YcSession *helper = counter_sign_in (&counter, "ma");
  YcFile *file = counter_open_case (helper, ITEM);
  g_autoptr (GError) error = NULL;

  DO (file, YC_EVENT_HELPED, "assist", "协助填表", "", "");
  DO (file, YC_EVENT_HELP_STOPPED, "申请人要求自行办理", "已填写申请表");
  PRINTS (file, "assistance-stop", "服务方式帮办", "申请人要求自行办理", "已填写申请表");
  g_assert_true (is_offered (file, YC_EVENT_HELPED)); // again, if they want
  counter_complete (file);
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  g_clear_object (&file);
  g_assert_true (robot_sync (helper));
  g_assert_cmpuint (yc_session_get_waiting (helper), ==, 0);
  robot_leave (&helper);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
  g_test_add_func ("/papers/from deferral to delivery each deed has its paper", test_granted);
  g_test_add_func ("/papers/a refusal prints with reason and appeal", test_refused);
  g_test_add_func ("/assistance/who files for others holds an authority, and papers say so",
                   test_proxy);
  g_test_add_func ("/assistance/help that is broken off has its paper, and the case goes on",
                   test_stopped);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
