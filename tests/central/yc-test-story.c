// Cases that are told in a line of text.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-story.h"
#include "yc-test-client.h"

#include <stdio.h>

#define HOUR_MS 3600000

// By whom, in which role, and what the table of steps asks for at least.
static const struct {
  YcEventType type;
  const char *actor;
  YcRole role;
  const char *data;
} usual[] = {
    {YC_EVENT_FILLED, "wang", YC_ROLE_INTAKE, "{\"applicant\":{\"name\":\"陈小华\"}}"},
    {YC_EVENT_NOT_NEEDED, "wang", YC_ROLE_INTAKE, "{\"ground\":\"g\"}"},
    {YC_EVENT_WITHDRAWN, "wang", YC_ROLE_INTAKE, "{\"reason\":\"r\"}"},
    {YC_EVENT_CLAIMED, "li", YC_ROLE_APPROVER, "{}"},
    {YC_EVENT_RELEASED, "li", YC_ROLE_APPROVER, "{}"},
    {YC_EVENT_SUSPENDED, "li", YC_ROLE_APPROVER, "{\"procedure\":\"p\",\"reason\":\"r\"}"},
    {YC_EVENT_RESUMED, "li", YC_ROLE_APPROVER, "{}"},
    {YC_EVENT_RETURNED, "li", YC_ROLE_APPROVER, "{\"reason\":\"r\",\"ground\":\"g\"}"},
    {YC_EVENT_GRANTED, "li", YC_ROLE_APPROVER, "{\"opinion\":\"o\",\"ground\":\"g\"}"},
    {YC_EVENT_REFUSED, "li", YC_ROLE_APPROVER,
     "{\"opinion\":\"o\",\"ground\":\"g\",\"reason\":\"r\"}"},
    {YC_EVENT_EXTENDED, "zhao", YC_ROLE_SUPERVISOR,
     "{\"reason\":\"r\",\"ground\":\"g\",\"days\":3}"},
    {YC_EVENT_TERMINATED, "zhao", YC_ROLE_SUPERVISOR, "{\"reason\":\"r\",\"ground\":\"g\"}"},
    {YC_EVENT_NOTED, "wang", YC_ROLE_INTAKE, "{\"text\":\"t\"}"},
};

static char *
write_opened (guint n, const YcTestTale *tale)
{
  return g_strdup_printf (
      "{\"item\":\"%s\",\"item_name\":\"%s\",\"item_version\":1,\"number\":\"%u\","
      "\"hall\":\"%s\",\"window\":\"w\",\"department\":\"%s\",\"promised_days\":5,"
      "\"legal_days\":10,\"yellow_days\":2,\"supplement_days\":15}",
      tale->item, tale->item, n, tale->hall, tale->department);
}

static char *
write_findings (const char *word)
{
  g_auto (GStrv) keys = g_strsplit (word, ",", -1);
  g_autofree char *joined = g_strjoinv ("\"},{\"key\":\"", keys);

  return g_strdup_printf ("{\"findings\":[{\"key\":\"%s\"}]}", joined);
}

static char *
write_data (YcEventType type, guint n, const YcTestTale *tale, const char *word)
{
  if (type == YC_EVENT_OPENED)
    return write_opened (n, tale);
  if (type == YC_EVENT_SUPPLEMENT_REQUESTED)
    return write_findings (word);
  if (type == YC_EVENT_ISSUED)
    return g_strdup_printf ("{\"method\":\"%s\"}", word);
  if (type == YC_EVENT_NOT_ACCEPTED)
    return g_strdup_printf ("{\"ground\":\"g\",\"reason\":\"r\",\"kind\":\"%s\",\"body\":\"b\"}",
                            word);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i].type == type)
      return g_strdup (usual[i].data);
  return g_strdup ("{}");
}

static YcEvent *
make_event (
    guint n, guint version, const YcTestTale *tale, YcEventType type, gint64 at, const char *word)
{
  g_autofree char *id = yc_test_id (version, n), *case_id = yc_test_id (0xca5, n);
  g_autofree char *text = write_data (type, n, tale, word);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  gboolean by_helper = g_strcmp0 (word, "helper") == 0;
  const char *actor = by_helper ? "sun" : "wang";
  YcRole role = by_helper ? YC_ROLE_HELPER : YC_ROLE_INTAKE;

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i].type == type) {
      actor = usual[i].actor;
      role = usual[i].role;
    }
  return yc_event_new (id, case_id, type, version, at, actor, role, "t1",
                       json_object_ref (json_node_get_object (node)));
}

YcCase *
yc_test_tell_step (YcLedger *ledger,
                   YcCase *before,
                   guint n,
                   const YcTestTale *tale,
                   YcEventType type,
                   gint64 at,
                   const char *word)
{
  g_autoptr (YcEvent) event =
      make_event (n, before != NULL ? before->version + 1 : 1, tale, type, at, word);
  g_autoptr (GError) error = NULL;
  YcCase *after = yc_case_apply (before, event, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (yc_ledger_begin (ledger, &error) &&
                 yc_ledger_append (ledger, event, after, at, &error) &&
                 yc_ledger_project (ledger, after, &error) && yc_ledger_commit (ledger, &error));
  if (before != NULL)
    yc_case_unref (before);
  return after;
}

static gint64
time_of (const char *day)
{
  g_autofree char *text = g_strdup_printf ("2026-%.5s", day);

  return yc_day_to_ms (yc_day_from_string (text)) + 10 * (gint64)HOUR_MS;
}

void
yc_test_tell (YcLedger *ledger, guint n, const YcTestTale *tale)
{
  g_auto (GStrv) steps = g_strsplit (tale->steps, "; ", -1);
  gint64 first = time_of (steps[0]);
  YcCase *now = yc_test_tell_step (ledger, NULL, n, tale, YC_EVENT_OPENED, first, NULL);

  now = yc_test_tell_step (ledger, now, n, tale, YC_EVENT_FILLED, first, NULL);
  for (guint i = 0; steps[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (steps[i], " ", -1);
    YcEventType type = yc_event_type_from_name (words[1]);

    g_assert_cmpint (type, !=, YC_EVENT_NONE);
    now = yc_test_tell_step (ledger, now, n, tale, type, time_of (words[0]), words[2]);
  }
  yc_case_unref (now);
}

void
yc_test_add_calendar (YcLedger *ledger, int version, const char *more_off)
{
  g_autofree char *body = g_strdup_printf (
      "{\"version\":%d,\"items\":[],\"calendars\":{\"years\":{\"2026\":{\"off\":[%s\"2026-02-15\","
      "\"2026-02-16\",\"2026-02-17\",\"2026-02-18\",\"2026-02-19\",\"2026-02-20\",\"2026-02-21\","
      "\"2026-02-22\",\"2026-02-23\"],\"work\":[\"2026-02-14\",\"2026-02-28\"]}}},"
      "\"offices\":{\"city\":{\"id\":\"c\",\"name\":\"c\"}}}",
      version, more_off != NULL ? more_off : "");
  g_autoptr (GError) error = NULL;

  yc_ledger_add_catalogue (ledger, version, body, 1, &error);
  g_assert_no_error (error);
}
