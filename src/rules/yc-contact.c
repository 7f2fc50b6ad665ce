// Contact data: the ways to an applicant, which who decides does not need (两不见面).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-contact.h"
#include "yc-form.h"
#include "yc-identity.h"

#include <string.h>

// ---- What is contact data -----------------------------------------------------------------------

typedef struct {
  GPtrArray *items; // of YcItem, nullable: all that the catalogue has
  const char *item; // code, nullable
  YcEventType type; // of the event; YC_EVENT_NONE for a case
} Judge;

static gboolean
has_any (const char *place, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (place, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

// Of what no catalogue tells more about. What begins with “body_” is another authority's.
static gboolean
is_named_so (const Judge *judge, const char *place)
{
  static const char *const ways[] = {"phone", "mobile", "mail", "address", NULL};
  static const char *const of_answers[] = {"account", NULL};

  if (g_str_has_prefix (place, "body_"))
    return FALSE;
  return has_any (place, ways) ||
         (g_str_has_prefix (place, "answer/") && has_any (place, of_answers)) ||
         (judge->type == YC_EVENT_HELPED && g_str_equal (place, "place")) ||
         (judge->type == YC_EVENT_ISSUED && g_str_equal (place, "tracking"));
}

// A part that is contact data is so as a whole.
static gboolean
is_marked (YcForm *form, const char *place, gboolean *ret_known)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  g_autoptr (GString) so_far = g_string_new (NULL);
  const YcField *field = NULL;

  for (guint i = 0; steps[i] != NULL; i++) {
    g_string_append_printf (so_far, "%s%s", i > 0 ? "/" : "", steps[i]);
    field = yc_form_find (form, so_far->str);
    if (field != NULL && field->contact)
      return TRUE;
  }
  *ret_known = *ret_known || field != NULL;
  return FALSE;
}

static gboolean
is_contact_field (const Judge *judge, const char *place)
{
  gboolean known = FALSE;

  for (guint i = 0; judge->items != NULL && i < judge->items->len; i++) {
    const YcItem *item = judge->items->pdata[i];

    if (item->form != NULL && g_strcmp0 (item->code, judge->item) == 0 &&
        is_marked (item->form, place, &known))
      return TRUE;
  }
  return !known && is_named_so (judge, place);
}

// What a register was asked about is named by its path in the case: "form.owner.phone".
static gboolean
is_contact_path (const Judge *judge, const char *path)
{
  g_autofree char *place = g_strdelimit (g_strdup (path), ".", '/');

  return g_str_has_prefix (place, "form/") ? is_contact_field (judge, place + strlen ("form/"))
                                           : is_named_so (judge, place);
}

static gboolean
is_contact (const Judge *judge, const char *place)
{
  if (g_str_has_prefix (place, "form/"))
    return is_contact_field (judge, place + strlen ("form/"));
  return g_str_has_prefix (place, "about/") ? is_contact_path (judge, place + strlen ("about/"))
                                            : is_named_so (judge, place);
}

static Judge
judge_of (YcCatalogue *catalogue, const char *item, YcEventType type)
{
  return (Judge){catalogue != NULL ? yc_catalogue_get_items (catalogue) : NULL, item, type};
}

// What can be masked; NULL for what says nothing.
static char *
text_of (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    return g_strdup_printf ("%.17g", json_node_get_double (node));
  return type == G_TYPE_STRING && *json_node_get_string (node) != '\0' ? json_node_dup_string (node)
                                                                       : NULL;
}

// ---- Masking ------------------------------------------------------------------------------------

typedef struct {
  Judge judge;
  GString *place;
  JsonArray *masked; // owned: places
} Walk;

static JsonNode *copy_node (Walk *walk, JsonNode *node);

static JsonNode *
copy_member (Walk *walk, const char *member, JsonNode *node)
{
  gsize before = walk->place->len;
  JsonNode *copy;

  g_string_append_printf (walk->place, "%s%s", before > 0 ? "/" : "", member);
  copy = copy_node (walk, node);
  g_string_truncate (walk->place, before);
  return copy;
}

// Where values came from, and which answers were given, say nothing of the values themselves.
static gboolean
is_passed_over (const Walk *walk, const char *member)
{
  return walk->place->len == 0 &&
         (g_str_equal (member, "sources") || g_str_equal (member, "situation"));
}

static JsonObject *
copy_members (Walk *walk, JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    json_object_set_member (copy, member,
                            is_passed_over (walk, member) ? json_node_copy (node)
                                                          : copy_member (walk, member, node));
  return copy;
}

static JsonNode *
copy_object (Walk *walk, JsonObject *object)
{
  JsonNode *node = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);

  json_node_take_object (node, copy_members (walk, object));
  return node;
}

static JsonNode *
copy_array (Walk *walk, JsonArray *array)
{
  JsonNode *node = json_node_init (json_node_alloc (), JSON_NODE_ARRAY);
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *index = g_strdup_printf ("%u", i);

    json_array_add_element (copy, copy_member (walk, index, json_array_get_element (array, i)));
  }
  json_node_take_array (node, copy);
  return node;
}

// An address is in Chinese; all else are digits.
static JsonNode *
mask (Walk *walk, const char *text)
{
  g_autofree char *masked =
      g_str_is_ascii (text) ? yc_identity_mask_phone (text) : yc_identity_mask_address (text);

  json_array_add_string_element (walk->masked, walk->place->str);
  return json_node_init_string (json_node_alloc (), masked);
}

// The depth of what comes over the wire is bounded.
static JsonNode *
copy_node (Walk *walk, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object (walk, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (walk, json_node_get_array (node));
  text = is_contact (&walk->judge, walk->place->str) ? text_of (node) : NULL;
  return text != NULL ? mask (walk, text) : json_node_copy (node);
}

YcEvent *
yc_contact_mask (const YcEvent *event, YcCatalogue *catalogue, const char *item)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autoptr (JsonArray) masked = json_array_new ();
  Walk walk = {judge_of (catalogue, item, event->type), place, masked};
  g_autoptr (JsonObject) data = copy_members (&walk, event->data);

  if (json_array_get_length (masked) == 0)
    return yc_event_ref (event);
  json_object_set_array_member (data, YC_EVENT_MASKED, g_steal_pointer (&masked));
  return yc_event_new (event->id, event->case_id, event->type, event->version, event->at,
                       event->actor, event->role, event->terminal, g_steal_pointer (&data));
}

// ---- Finding ------------------------------------------------------------------------------------

static char *
find_in (JsonObject *object, const char *place)
{
  JsonNode *node = object != NULL ? yc_form_get (object, place) : NULL;

  return node != NULL ? text_of (node) : NULL;
}

static char *
find_shared (const YcCase *self, const Judge *judge, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", 2);
  JsonObject *evidence = steps[0] != NULL ? g_hash_table_lookup (self->shared, steps[0]) : NULL;
  g_autofree char *answer = g_strconcat ("answer/", steps[0] != NULL ? steps[1] : NULL, NULL);

  return evidence != NULL && is_contact (judge, answer) ? find_in (evidence, answer) : NULL;
}

// What a step says, at a place of its data.
static char *
find_told (const YcCase *self, YcCatalogue *catalogue, const YcEvent *event, const char *place)
{
  const Judge judge = judge_of (catalogue, self->item, event->type);

  return is_contact (&judge, place) ? find_in (event->data, place) : NULL;
}

char *
yc_contact_find (const YcCase *self, YcCatalogue *catalogue, const char *place)
{
  const Judge judge = judge_of (catalogue, self->item, YC_EVENT_NONE);
  const char *in_step;
  const YcEvent *told = yc_case_find_told (self, place, &in_step);

  if (told != NULL)
    return find_told (self, catalogue, told, in_step);
  if (g_str_has_prefix (place, "shared/"))
    return find_shared (self, &judge, place + strlen ("shared/"));
  if (!is_contact (&judge, place))
    return NULL;
  if (g_str_has_prefix (place, "applicant/"))
    return find_in (self->applicant, place + strlen ("applicant/"));
  return g_str_has_prefix (place, "form/") ? find_in (self->form, place + strlen ("form/")) : NULL;
}
