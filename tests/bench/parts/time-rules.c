// Times our schemas and conditions over the cases that peers are timed with, for bench-rules.py.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic.h"
#include "yc-schema.h"

// usage: time-rules FILE MILLISECONDS. One line for each case: "schema" (data laid out before),
// "node" (data laid out each time) or "rule", its number, what one takes in nanoseconds, and how
// many were valid or true, so that nobody times nonsense.

typedef struct {
  YcSchema *schema;
  YcLogic *logic;
  JsonArray *data;
  GPtrArray *instances; // the same laid out; NULL: as nodes
  JsonObject *facts;
} Work;

// Once over all data of the case; how many hold.
static guint
run_once (const Work *work)
{
  guint n = 0;

  if (work->logic != NULL)
    return yc_logic_is_true (work->logic, work->facts, NULL, NULL) ? 1 : 0;
  for (guint i = 0; work->instances != NULL && i < work->instances->len; i++)
    n += yc_schema_is_valid_instance (work->schema, work->instances->pdata[i]) ? 1 : 0;
  for (guint i = 0; work->instances == NULL && i < json_array_get_length (work->data); i++)
    n += yc_schema_is_valid (work->schema, json_array_get_element (work->data, i)) ? 1 : 0;
  return n;
}

static void
time_work (const Work *work, const char *kind, guint number, gint64 ms)
{
  guint holds = run_once (work),
        n_data = work->data != NULL ? json_array_get_length (work->data) : 1;
  guint64 rounds = 0, batch = 1;
  gint64 start = g_get_monotonic_time (), spent;

  do {
    for (guint64 i = 0; i < batch; i++)
      g_assert_cmpuint (run_once (work), ==, holds);
    rounds += batch;
    spent = g_get_monotonic_time () - start;
    if (spent < ms * 100)
      batch *= 2;
  } while (spent < ms * 1000);
  g_print ("%s %u %.1f %u\n", kind, number, (double)spent * 1000 / (double)(rounds * n_data),
           holds);
}

static GPtrArray *
lay_out (JsonArray *data)
{
  GPtrArray *instances = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_schema_instance_free);

  for (guint i = 0; i < json_array_get_length (data); i++)
    g_ptr_array_add (instances, yc_schema_instance_new (json_array_get_element (data, i)));
  return instances;
}

static void
time_schemas (JsonArray *cases, gint64 ms)
{
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *one = json_array_get_object_element (cases, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcSchema) schema =
        yc_schema_new (json_object_get_member (one, "schema"), YC_SCHEMA_ASSERT_FORMATS, &error);
    g_autoptr (GPtrArray) instances = lay_out (json_object_get_array_member (one, "data"));
    Work work = {.schema = schema, .data = json_object_get_array_member (one, "data")};

    g_assert_no_error (error);
    time_work (&work, "node", i, ms);
    work.instances = instances;
    time_work (&work, "schema", i, ms);
  }
}

static void
time_rules (JsonArray *cases, JsonObject *facts, gint64 ms)
{
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *one = json_array_get_object_element (cases, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcLogic) logic = yc_logic_new (json_object_get_member (one, "rule"), &error);
    const Work work = {.logic = logic, .facts = facts};

    g_assert_no_error (error);
    time_work (&work, "rule", i, ms);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 ms = argc == 3 ? g_ascii_strtoll (argv[2], NULL, 10) : 0;
  JsonObject *root;

  if (ms <= 0 || !json_parser_load_from_file (parser, argv[1], NULL)) {
    g_printerr ("usage: time-rules FILE MILLISECONDS\n");
    return 2;
  }
  root = json_node_get_object (json_parser_get_root (parser));
  time_schemas (json_object_get_array_member (root, "schemas"), ms);
  time_rules (json_object_get_array_member (root, "rules"),
              json_object_get_object_member (root, "facts"), ms);
  return 0;
}
