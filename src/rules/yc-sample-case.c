// A case as the authors of a catalogue write it down.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sample-case.h"
#include "yc-json.h"

#define CASE_ID "00000000-0000-7000-8000-000000000000"
#define NO_BLOB "0000000000000000000000000000000000000000000000000000000000000000"
#define MOST    1000 // pages of a material

typedef struct {
  YcCase *self; // nullable
  gint64 at;    // milliseconds
  GError *error;
} Telling;

static void
step (Telling *telling, YcEventType type, JsonObject *data)
{
  guint version = telling->self != NULL ? telling->self->version + 1 : 1;
  g_autofree char *id = g_strdup_printf ("event-%u", version);
  g_autoptr (YcEvent) event =
      yc_event_new (id, CASE_ID, type, version, telling->at, "author", YC_ROLE_INTAKE, "", data);
  YcCase *next;

  if (telling->error != NULL)
    return;
  next = yc_case_apply (telling->self, event, NULL, &telling->error);
  if (next == NULL)
    return;
  g_clear_pointer (&telling->self, yc_case_unref);
  telling->self = next;
}

static JsonObject *
data_new (const char *member, const char *value)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, member, value);
  return data;
}

static void
copy_object (JsonObject *data, JsonObject *from, const char *member)
{
  JsonObject *object = yc_json_get_object (from, member);

  json_object_set_object_member (data, member,
                                 object != NULL ? json_object_ref (object) : json_object_new ());
}

static void
fill (Telling *telling, JsonObject *object)
{
  JsonObject *answers = json_object_new ();
  JsonObject *filled = json_object_new ();

  copy_object (answers, object, "situation");
  step (telling, YC_EVENT_ANSWERED, answers);
  copy_object (filled, object, "applicant");
  copy_object (filled, object, "form");
  step (telling, YC_EVENT_FILLED, filled);
}

static void
scan (Telling *telling, const YcMaterial *material, gint64 pages)
{
  for (gint64 i = 0; i < MIN (pages, MOST); i++) {
    g_autofree char *page = g_strdup_printf ("%s-%d", material->id, (int)i);
    JsonObject *data = data_new ("page", page);

    json_object_set_string_member (data, "material", material->id);
    json_object_set_string_member (data, "blob", NO_BLOB);
    json_object_set_string_member (data, "mime", "image/jpeg");
    step (telling, YC_EVENT_SCANNED, data);
  }
}

static void
tick (Telling *telling, const char *material, const char *point)
{
  JsonObject *data = data_new ("material", material);

  json_object_set_string_member (data, "point", point);
  json_object_set_boolean_member (data, "on", TRUE);
  step (telling, YC_EVENT_TICKED, data);
}

static void
tick_all (Telling *telling, const YcMaterial *material)
{
  for (guint i = 0; i < material->points->len; i++)
    tick (telling, material->id, ((YcPoint *)material->points->pdata[i])->id);
}

static void
tick_some (Telling *telling, JsonObject *object)
{
  g_autoptr (GPtrArray) ticks = yc_json_get_strings (object, "ticks");

  for (guint i = 0; i < ticks->len; i++) {
    g_auto (GStrv) parts = g_strsplit (ticks->pdata[i], "/", 2);

    if (parts[0] != NULL && parts[1] != NULL)
      tick (telling, parts[0], parts[1]);
  }
}

static void
set_mark (Telling *telling, const char *material, const char *mark, gint64 copies)
{
  JsonObject *data = data_new ("material", material);

  json_object_set_string_member (data, "mark", mark != NULL ? mark : "none");
  if (copies > 0)
    json_object_set_int_member (data, "copies", copies);
  step (telling, YC_EVENT_MARKED, data);
}

static void
bring (Telling *telling, const YcItem *item, JsonObject *object)
{
  JsonObject *pages = yc_json_get_object (object, "pages");
  JsonObject *marks = yc_json_get_object (object, "marks");
  JsonObject *copies = yc_json_get_object (object, "copies");
  gboolean all = g_strcmp0 (yc_json_get_string (object, "ticks"), "all") == 0;

  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *material = item->materials->pdata[i];
    gint64 n = yc_json_get_int (pages, material->id, 0);
    const char *mark = yc_json_get_string (marks, material->id);

    scan (telling, material, n);
    if (all && n > 0)
      tick_all (telling, material);
    if (mark != NULL || (n > 0 && material->copies > 1))
      set_mark (telling, material->id, mark,
                n > 0 ? yc_json_get_int (copies, material->id, material->copies) : 0);
  }
}

static void
answer (Telling *telling, const char *source, JsonObject *fields)
{
  JsonObject *data = data_new ("source", source);

  json_object_set_string_member (data, "outcome", "answered");
  json_object_set_object_member (data, "answer", fields);
  step (telling, YC_EVENT_VERIFIED, data);
}

static void
ask (Telling *telling, JsonObject *object)
{
  JsonObject *shared = yc_json_get_object (object, "shared");
  JsonObjectIter iter;
  const char *source;
  JsonNode *node;

  if (shared != NULL) {
    json_object_iter_init_ordered (&iter, shared);
    while (json_object_iter_next_ordered (&iter, &source, &node))
      if (JSON_NODE_HOLDS_OBJECT (node))
        answer (telling, source, json_object_ref (json_node_get_object (node)));
  }
  if (yc_json_get_boolean (object, "listed")) {
    JsonObject *fields = json_object_new ();

    json_object_set_boolean_member (fields, "listed", TRUE);
    answer (telling, "credit", fields);
  }
}

YcCase *
yc_sample_case_new (const YcItem *item, JsonObject *object, YcDay day, GError **error)
{
  Telling telling = {.at = yc_day_to_ms (day) + 9 * 3600 * G_GINT64_CONSTANT (1000)};

  step (&telling, YC_EVENT_OPENED, yc_item_open (item));
  fill (&telling, object);
  bring (&telling, item, object);
  tick_some (&telling, object);
  ask (&telling, object);
  if (telling.error == NULL)
    return telling.self;
  g_clear_pointer (&telling.self, yc_case_unref);
  g_propagate_error (error, telling.error);
  return NULL;
}
