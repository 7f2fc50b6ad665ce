// Feeds forms and values: {"schema": …, "values": …, "facts": …, "places": […]}.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-form.h"
#include "yc-json.h"
#include "yc-wire.h"

#define MOST_PLACES 50 // of what the form shows, as many are typed into

static JsonNode *
some_text (void)
{
  return json_node_init_string (json_node_alloc (), "陈𠮷");
}

// A place that was written can be read, and the values before are what they were.
static void
type_at (YcForm *form, JsonObject *values, const char *place)
{
  g_autoptr (JsonObject) typed = yc_form_set (values, place, some_text ());
  g_autoptr (JsonObject) cleared = yc_form_set (typed, place, NULL);
  g_autoptr (JsonObject) more = yc_form_add_entry (values, place);
  g_autoptr (JsonObject) less = yc_form_remove_entry (more, place, 0);

  g_assert_nonnull (typed);
  g_assert_nonnull (cleared);
  g_assert_nonnull (less);
  yc_form_find (form, place);
  yc_form_get (typed, place);
}

static void
type_everywhere (YcForm *form, JsonObject *values)
{
  g_autoptr (GPtrArray) places = yc_form_list (form, values);

  for (guint i = 0; i < MIN (places->len, MOST_PLACES); i++) {
    const YcFormPlace *place = places->pdata[i];

    // Of two branches that name a field alike, either may be found.
    g_assert_cmpstr (yc_form_find (form, place->place)->id, ==, place->field->id);
    type_at (form, values, place->place);
  }
}

static void
type_at_given (YcForm *form, JsonObject *values, JsonObject *input)
{
  g_autoptr (GPtrArray) places = yc_json_get_strings (input, "places");

  for (guint i = 0; i < MIN (places->len, MOST_PLACES); i++)
    type_at (form, values, places->pdata[i]);
}

static void
compute (YcForm *form, JsonObject *values, JsonObject *facts)
{
  g_autoptr (GPtrArray) doubts = yc_doubts_new ();
  const YcInquiry inquiry = {facts, NULL, doubts};

  json_object_set_object_member (facts, "form",
                                 values != NULL ? json_object_ref (values) : json_object_new ());
  yc_form_compute (form, &inquiry);
  g_assert_nonnull (yc_json_get_object (facts, "form"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object ((const char *)data, (gssize)size, NULL);
  JsonObject *input = node != NULL ? json_node_get_object (node) : NULL;
  JsonObject *schema = yc_json_get_object (input, "schema");
  JsonObject *values = yc_json_get_object (input, "values");
  JsonObject *facts = yc_json_get_object (input, "facts");
  YcForm *form = schema != NULL ? yc_form_new (schema, NULL) : NULL;
  g_autoptr (GPtrArray) violations = NULL;
  g_autoptr (JsonObject) pruned = NULL;

  if (form == NULL)
    return 0;
  type_everywhere (form, values);
  type_at_given (form, values, input);
  violations = yc_form_validate (form, values);
  pruned = yc_form_prune (values, 8);
  g_assert_nonnull (violations);
  g_assert_nonnull (pruned);
  if (facts != NULL)
    compute (form, values, facts);
  yc_form_free (form);
  return 0;
}
