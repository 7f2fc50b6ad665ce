// Feeds central the body of events for a case: what it takes is there, once, and nothing else is.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask.h"
#include "yc-wire.h"

#define ADDRESS "/v1/cases/" ASK_CASE "/events"
#define BEFORE  3 // events that the case has already

static Answer *
post (const guint8 *data, gsize size)
{
  return ask ("POST", ADDRESS, "wang", "Content-Type: application/json", data, size);
}

static JsonArray *
list (Answer *events)
{
  g_assert_cmpuint (events->status, ==, 200);
  return json_object_get_array_member (json_node_get_object (events->json), "events");
}

static gboolean
has (JsonArray *events, const char *id)
{
  for (guint i = 0; i < json_array_get_length (events); i++)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (events, i), "id"), id))
      return TRUE;
  return FALSE;
}

// Every event that was told as stored can be read, and the case has as many as its version says.
static void
check_stored (Answer *answer)
{
  JsonArray *stored = yc_wire_get_array (json_node_get_object (answer->json), "stored");
  g_autoptr (Answer) events = ask ("GET", ADDRESS, "wang", "", "", 0);
  JsonArray *there = list (events);

  g_assert_cmpint (json_array_get_length (there), ==, answer_get_number (answer, "version"));
  for (guint i = 0; i < json_array_get_length (stored); i++)
    g_assert_true (has (there, json_array_get_string_element (stored, i)));
}

// Sending again is harmless.
static void
send_again (Answer *answer, const guint8 *data, gsize size)
{
  g_autoptr (Answer) again = post (data, size);

  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpint (answer_get_number (again, "version"), ==, answer_get_number (answer, "version"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (Answer) answer = NULL;

  ask_begin ();
  answer = post (data, size);
  if (answer->status == 200 || answer_get_number (answer, "version") >= 0)
    check_stored (answer);
  if (answer->status == 200) {
    g_assert_cmpint (answer_get_number (answer, "version"), >=, BEFORE);
    send_again (answer, data, size);
  }
  ask_end ();
  return 0;
}
