// Events as JSON: there and back, and all the texts that are not what they should be.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"
#include "yc-names.h"
#include "yc-wire.h"

#include <string.h>

static void
test_round_trip (void)
{
  for (YcEventType type = YC_EVENT_NONE + 1; type < YC_N_EVENTS; type++) {
    g_autoptr (YcEvent) event = story_event (type, type, STORY_START + type, NULL);
    g_autoptr (JsonNode) node = yc_wire_event_to_json (event);
    g_autofree char *text = yc_wire_print (node);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) parsed = yc_wire_parse_object (text, -1, &error);
    g_autoptr (YcEvent) back = NULL;
    g_autoptr (JsonNode) again = NULL;

    g_assert_no_error (error);
    back = yc_wire_event_from_json (parsed, &error);
    g_assert_no_error (error);
    again = yc_wire_event_to_json (back);
    g_assert_true (json_node_equal (node, again));
    g_assert_cmpint (back->at, ==, event->at);
    g_assert_cmpint (back->type, ==, type);
    g_assert_cmpint (back->role, ==, event->role);
  }
}

static void
test_not_json (void)
{
  static const struct {
    const char *text;
    gssize length;
  } cases[] = {
      {"", -1},
      {NULL, 0},
      {" ", -1},
      {"{", -1},
      {"{\"a\":}", -1},
      {"{\"a\":1}x", -1},
      {"{\"a\":1,}", -1},
      {"[1 2]", -1},
      {"nul", -1},
      {"'a'", -1},
      {"{\"a\":'b'}", -1},
      {"{\"a\":\"\xff\"}", -1},
      {"{\"a\":\"\xed\xa0\x80\"}", -1}, // a surrogate
      {"{}\0{}", 5},
      {"{\"a\":\"\0\"}", 9},
      {"/* */ {}", -1},
      {"{} // x", -1},
      {"# x\n{}", -1},
      {"var a = {}", -1},
      {"\"unfinished", -1},
      {"\"\\", -1},
      {"\xef\xbb\xbf", -1},
      {"{\"a\":\"\\ud800x\"}", -1}, // the halves of a pair
      {"{\"a\":\"\\ud800\"}", -1},
      {"{\"a\":\"\\udc00\"}", -1},
      {"{\"a\":\"\\ud800\\ud800\"}", -1},
      {"{\"a\":\"\\ud800\\u00\"}", -1},
      {"{\"\\udfff\":1}", -1},
      {"{\"a\":\"b\\u0000c\"}", -1},
      {"{\"a\":\"云溪政务收字〔2026〕第00000政务收字〔2026〕第000001号\"-}",
       -1}, // json-glib cuts it
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = yc_wire_parse (cases[i].text, cases[i].length, &error);

    g_test_message ("%u: %s", i, cases[i].text);
    g_assert_null (node);
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL)); // answers quote it
  }
}

static char *
nested (const char *before, char bracket, guint depth, const char *after)
{
  g_autofree char *brackets = g_strnfill (depth, bracket);

  return g_strconcat (before, brackets, after, NULL);
}

static void
test_depth_bombs (void)
{
  char *bombs[] = {
      nested ("", '[', 1000000, ""),           nested ("{\"a\":", '[', 65, ""),
      nested ("/*\"*/", '[', 1000000, ""),     nested ("//\"\n", '[', 1000000, ""),
      nested ("#\"\n", '[', 1000000, ""),      nested ("'\"',", '[', 1000000, ""),
      nested ("[\"\\\\\",", '[', 1000000, ""), nested ("[\"\\\"\",", '[', 1000000, ""),
  };
  g_autofree char *flat = nested ("[\"", '[', 1000000, "\"]");
  g_autoptr (JsonNode) node = yc_wire_parse (flat, -1, NULL);

  g_assert_nonnull (node);
  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_wire_parse (bombs[i], -1, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_free (bombs[i]);
  }
}

static void
test_depth_allowed (void)
{
  g_autofree char *open = nested ("", '[', YC_WIRE_MAX_DEPTH, "");
  g_autofree char *text = nested (open, ']', YC_WIRE_MAX_DEPTH, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yc_wire_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
}

// What the parser would turn into another number is refused; what fits comes back as it went.
static void
test_large_numbers (void)
{
  static const char *const too_large[] = {
      "[9223372036854775808]",  "{\"a\":-9223372036854775809}", "99999999999999999999",
      "[18446744073709551615]", "[1,2,[36893488147419103233]]", "[-100000000000000000000]",
  };
  static const char *const fine[] = {
      "[9223372036854775807]",      "[-9223372036854775808]",   "[1e300]",
      "[\"99999999999999999999\"]", "[99999999999999999999.5]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (too_large); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_wire_parse (too_large[i], -1, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = yc_wire_parse (fine[i], -1, &error);
    g_autofree char *text = node != NULL ? yc_wire_print (node) : NULL;

    g_assert_no_error (error);
    if (i < 2)
      g_assert_cmpstr (text, ==, fine[i]);
  }
}

// A number belongs to the event that gives it out; what a note says is none.
static void
test_numbers_of_events (void)
{
  static const struct {
    YcEventType type;
    const char *data, *number;
  } cases[] = {
      {YC_EVENT_OPENED, "{'number':'a','item':'i'}", "a"},
      {YC_EVENT_RECEIVED, "{'voucher':'b','number':'x'}", "b"},
      {YC_EVENT_PAPER_ISSUED, "{'paper':'grant','number':'c'}", "c"},
      {YC_EVENT_RECEIVED, "{}", NULL},
      {YC_EVENT_NOTED, "{'text':'t','number':'d'}", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcEvent) event = story_event (cases[i].type, 1, STORY_START, cases[i].data);

    g_assert_cmpstr (yc_wire_event_get_number (event), ==, cases[i].number);
  }
}

static void
test_not_object (void)
{
  for (const char *const *text = (const char *const[]){"[]", "1", "\"a\"", "null", NULL}; *text;
       text++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_wire_parse_object (*text, -1, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
}

// Each member left out, and put in with each wrong kind of value.
static void
test_wrong_members (void)
{
  static const char *const members[] = {"id",    "case", "type",     "version", "at",
                                        "actor", "role", "terminal", "data"};
  static const char *const values[] = {
      "null", "[]", "{}", "true", "1.5", "-1", "\"\"", "\"x\"", "99999999999999999999", NULL};
  g_autoptr (YcEvent) event = story_event (YC_EVENT_NOTED, 1, STORY_START, NULL);

  for (guint m = 0; m < G_N_ELEMENTS (members); m++) {
    for (guint v = 0; v < G_N_ELEMENTS (values); v++) {
      g_autoptr (JsonNode) node = yc_wire_event_to_json (event);
      g_autoptr (YcEvent) back = NULL;
      g_autoptr (GError) error = NULL;

      json_object_remove_member (json_node_get_object (node), members[m]);
      if (values[v] != NULL)
        json_object_set_member (json_node_get_object (node), members[m],
                                json_from_string (values[v], NULL));
      back = yc_wire_event_from_json (node, &error);
      g_test_message ("%s: %s", members[m], values[v]);
      if (back == NULL && g_str_equal (members[m], "type"))
        g_assert_error (error, YC_ERROR, YC_ERROR_UNKNOWN_EVENT);
      else if (back == NULL)
        g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
      else // any name of a person or terminal is one, and any object is data
        g_assert_true (v == 2 ? m == 8 : (v == 7 || v == 6) && (m == 5 || m == 7));
    }
  }
}

static void
test_first_wrong_one (void)
{
  g_autoptr (YcEvent) event = story_event (YC_EVENT_NOTED, 1, STORY_START, NULL);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  json_array_add_element (array, yc_wire_event_to_json (event));
  events = yc_wire_events_from_json (array, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  json_array_add_int_element (array, 7);
  g_assert_null (yc_wire_events_from_json (array, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
}

static void
test_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3339);

  for (guint i = 0; i < 20000; i++) {
    gint64 ms =
        i < 2000 ? STORY_START + i : (gint64)(g_rand_double (rand) * 4102444800000.0) + 1000;
    g_autofree char *text = yc_wire_time_to_string (ms);

    g_assert_cmpint (strlen (text), ==, 24);
    g_assert_cmpint (yc_wire_time_from_string (text), ==, ms);
  }
}

static void
test_times (void)
{
  static const struct {
    const char *text;
    gint64 ms;
  } cases[] = {
      {"2026-11-23T06:42:09.123Z", 1795416129123},
      {"2026-11-23T14:42:09.123+08:00", 1795416129123},
      {"2026-11-23T06:42:09Z", 1795416129000},
      {"1969-12-31T23:59:59Z", 0},
      {"2026-11-23", 0},
      {"2026-02-30T00:00:00Z", 0},
      {"yesterday", 0},
      {"", 0},
      {NULL, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yc_wire_time_from_string (cases[i].text), ==, cases[i].ms);
}

static void
test_summary (void)
{
  g_autoptr (YcCase) self = story_in_state (YC_STATE_IN_REVIEW);
  g_autoptr (JsonNode) node = yc_wire_case_summary (self);
  g_autofree char *text = yc_wire_print (node);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (yc_wire_get_string (object, "state"), ==, "in-review");
  g_assert_cmpstr (yc_wire_get_string (object, "holder"), ==, STORY_APPROVER);
  g_assert_cmpstr (yc_wire_get_string (object, "applicant"), ==, "陈*华");
  g_assert_cmpint (yc_wire_get_int (object, "version", 0), ==, self->version);
  g_assert_null (yc_wire_get_string (object, "decided_at"));
  g_assert_null (strstr (text, STORY_NAME));
  g_assert_null (strstr (text, STORY_ID));
}

static void
test_getters (void)
{
  g_autoptr (JsonObject) object = story_data ("{'s':'a','i':7,'b':true,'a':[1],'o':{}}");

  g_assert_cmpint (yc_wire_get_int (object, "s", -3), ==, -3);
  g_assert_cmpint (yc_wire_get_int (object, "i", -3), ==, 7);
  g_assert_cmpint (yc_wire_get_int (object, "none", -3), ==, -3);
  g_assert_null (yc_wire_get_string (object, "i"));
  g_assert_false (yc_wire_get_boolean (object, "s"));
  g_assert_true (yc_wire_get_boolean (object, "b"));
  g_assert_null (yc_wire_get_array (object, "o"));
  g_assert_nonnull (yc_wire_get_array (object, "a"));
  g_assert_null (yc_wire_get_object (object, "a"));
  g_assert_nonnull (yc_wire_get_object (object, "o"));
}

// Central is believed what it calls people, but not that something else is a name.
static void
test_names (void)
{
  g_autoptr (JsonNode) node =
      yc_wire_parse ("{\"wang\":\"王丽\",\"li\":7,\"sun\":\"\",\"wu\":null}", -1, NULL);
  g_autoptr (GHashTable) names = yc_names_from_json (json_node_get_object (node));
  g_autoptr (GHashTable) none = yc_names_from_json (NULL);
  g_autoptr (JsonObject) again = yc_names_to_json (names);

  g_assert_cmpuint (g_hash_table_size (names), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (names, "wang"), ==, "王丽");
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  g_assert_cmpuint (json_object_get_size (again), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (again, "wang"), ==, "王丽");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/every kind of event comes back as it went", test_round_trip);
  g_test_add_func ("/wire/text that is no JSON is malformed", test_not_json);
  g_test_add_func ("/wire/no comment or quote hides a depth bomb", test_depth_bombs);
  g_test_add_func ("/wire/nesting up to the limit is fine", test_depth_allowed);
  g_test_add_func ("/wire/a whole number beyond 64 bits is malformed", test_large_numbers);
  g_test_add_func ("/wire/what gives out a number says which", test_numbers_of_events);
  g_test_add_func ("/wire/an object is an object", test_not_object);
  g_test_add_func ("/wire/a member that is missing or of another kind is malformed",
                   test_wrong_members);
  g_test_add_func ("/wire/one wrong event makes the list wrong", test_first_wrong_one);
  g_test_add_func ("/wire/a time comes back to the millisecond", test_time);
  g_test_add_func ("/wire/times are read with their zone or not at all", test_times);
  g_test_add_func ("/wire/a summary masks the person", test_summary);
  g_test_add_func ("/wire/a getter never takes another kind of value", test_getters);
  g_test_add_func ("/wire/names of people are texts, and nothing else is", test_names);
  return g_test_run ();
}
