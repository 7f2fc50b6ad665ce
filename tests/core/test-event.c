// Events, names that travel, and names that nobody hands out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"
#include "yc-uuid.h"

#include <string.h>

static void
test_uuid (void)
{
  static const char *const wrong[] = {
      "",
      "01890a5d-ac96-774b-bcce-b302099a805",
      "01890a5d-ac96-774b-bcce-b302099a80577",
      "01890A5D-AC96-774B-BCCE-B302099A8057",
      "01890a5d-ac96-474b-bcce-b302099a8057",
      "01890a5d-ac96-774b-ccce-b302099a8057",
      "01890a5dxac96-774b-bcce-b302099a8057",
      "01890a5d-ac96-774b-bcce-b302099a805g",
  };
  g_autofree char *earlier = yc_uuid_new (STORY_START);
  g_autofree char *later = yc_uuid_new (STORY_START + 1);
  g_autofree char *last = yc_uuid_new ((1LL << 48) - 1);

  g_assert_true (yc_uuid_is_valid (earlier) && yc_uuid_is_valid (later));
  g_assert_cmpstr (earlier, <, later);
  g_assert_true (g_str_has_prefix (last, "ffffffff-ffff-7"));
  g_assert_false (yc_uuid_is_valid (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (yc_uuid_is_valid (wrong[i]));
}

static void
test_uuid_differs (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    g_assert_true (g_hash_table_add (seen, yc_uuid_new (STORY_START)));
}

static void
test_accessors (void)
{
  g_autoptr (YcEvent) event =
      story_event (YC_EVENT_NOTED, 3, STORY_START, "{'s':'a','i':7,'b':true,'o':{'x':1},'n':null}");

  g_assert_cmpstr (yc_event_get_string (event, "s"), ==, "a");
  g_assert_cmpint (yc_event_get_int (event, "i"), ==, 7);
  g_assert_true (yc_event_get_boolean (event, "b"));
  g_assert_nonnull (yc_event_get_object (event, "o"));
  for (const char *const *m = (const char *const[]){"s", "i", "b", "o", "n", "z", NULL}; *m; m++) {
    g_assert_true (g_str_equal (*m, "s") || yc_event_get_string (event, *m) == NULL);
    g_assert_true (g_str_equal (*m, "i") || yc_event_get_int (event, *m) == 0);
    g_assert_true (g_str_equal (*m, "b") || !yc_event_get_boolean (event, *m));
    g_assert_true (g_str_equal (*m, "o") || yc_event_get_object (event, *m) == NULL);
  }
}

static void
test_renumber (void)
{
  g_autoptr (YcEvent) event = story_event (YC_EVENT_NOTED, 3, STORY_START, NULL);
  g_autoptr (YcEvent) moved = yc_event_renumber (event, 9);

  g_assert_cmpuint (event->version, ==, 3);
  g_assert_cmpuint (moved->version, ==, 9);
  g_assert_cmpstr (moved->id, ==, event->id);
  g_assert_true (moved->data == event->data);
}

static void
test_names (void)
{
  for (guint i = YC_EVENT_NONE + 1; i < YC_N_EVENTS; i++)
    g_assert_cmpint (yc_event_type_from_name (yc_event_type_name (i)), ==, i);
  for (guint i = 0; i < YC_N_STATES; i++)
    g_assert_cmpint (yc_state_from_name (yc_state_name (i)), ==, i);
  for (guint i = 0; i < YC_N_MARKS; i++)
    g_assert_cmpint (yc_mark_from_name (yc_mark_name (i)), ==, i);
  for (guint i = 0; i < YC_N_ERRORS; i++)
    g_assert_cmpint (yc_error_code_from_name (yc_error_code_name (i)), ==, i);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (yc_role_from_name (yc_role_name (1u << i)), ==, 1u << i);
}

static void
test_unknown_names (void)
{
  g_assert_cmpint (yc_event_type_from_name ("abolished"), ==, YC_EVENT_NONE);
  g_assert_cmpint (yc_event_type_from_name (NULL), ==, YC_EVENT_NONE);
  g_assert_cmpint (yc_state_from_name ("abolished"), ==, YC_STATE_NONE);
  g_assert_cmpint (yc_mark_from_name (NULL), ==, YC_MARK_NONE);
  g_assert_cmpint (yc_role_from_name ("king"), ==, YC_ROLE_NONE);
  g_assert_cmpint (yc_error_code_from_name ("king"), ==, YC_ERROR_FAILED);
  g_assert_cmpstr (yc_error_code_name (YC_N_ERRORS), ==, "failed");
  g_assert_null (yc_role_name (YC_ROLE_INTAKE | YC_ROLE_HELPER));
  g_assert_null (yc_event_type_name (YC_N_EVENTS));
  g_assert_null (yc_state_name (YC_N_STATES));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/event/a new name has the shape and sorts by time", test_uuid);
  g_test_add_func ("/core/event/names of the same moment differ", test_uuid_differs);
  g_test_add_func ("/core/event/a member of another type is none", test_accessors);
  g_test_add_func ("/core/event/a renumbered event is the same event", test_renumber);
  g_test_add_func ("/core/event/every name leads back to its value", test_names);
  g_test_add_func ("/core/event/an unknown name is nothing", test_unknown_names);
  return g_test_run ();
}
