// Puts schemas to the test: a file of schemas, data, and whether the data is valid.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-validate.h"
#include "yc-error.h"
#include "yc-file-json.h"
#include "yc-schema.h"
#include "yc-wire.h"

typedef struct {
  const char *path;
  YcSchemaFlags flags;
  int hold, wrong;
} Tally;

static const char *
describe (JsonObject *object)
{
  const char *description = yc_wire_get_string (object, "description");

  return description != NULL ? description : "";
}

// What the finding is about, to tell why data is not valid.
static char *
explain (GPtrArray *violations)
{
  const YcViolation *first = violations->len > 0 ? violations->pdata[0] : NULL;

  if (first == NULL)
    return g_strdup ("should not be valid, but is");
  return g_strdup_printf ("should be valid, but: “%s” %s %s (%s)", first->instance_path,
                          yc_schema_message_name (first->message), first->argument,
                          first->schema_path);
}

// FALSE if it is no test.
static gboolean
run_test (
    Tally *tally, JsonObject *set, const YcSchema *schema, const char *problem, JsonNode *node)
{
  JsonObject *test = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *data = test != NULL ? json_object_get_member (test, "data") : NULL;
  g_autoptr (GPtrArray) violations = NULL;
  g_autofree char *why = NULL;
  gboolean valid;

  if (data == NULL || !json_object_has_member (test, "valid"))
    return FALSE;
  valid = yc_wire_get_boolean (test, "valid");
  if (schema != NULL)
    violations = yc_schema_validate (schema, data, 1);
  if (schema != NULL && yc_schema_is_valid (schema, data) == valid &&
      (violations->len == 0) == valid) {
    tally->hold++;
    return TRUE;
  }
  why = violations != NULL ? explain (violations) : g_strdup (problem);
  g_print ("%s: %s: %s: %s\n", tally->path, describe (set), describe (test), why);
  tally->wrong++;
  return TRUE;
}

static gboolean
run_set (Tally *tally, JsonNode *node)
{
  JsonObject *set = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *document = set != NULL ? json_object_get_member (set, "schema") : NULL;
  JsonArray *tests = set != NULL ? yc_wire_get_array (set, "tests") : NULL;
  g_autoptr (YcSchema) schema = NULL;
  g_autoptr (GError) error = NULL;

  if (document == NULL || tests == NULL)
    return FALSE;
  schema = yc_schema_new (document, tally->flags, &error);
  for (guint i = 0; i < json_array_get_length (tests); i++)
    if (!run_test (tally, set, schema, error != NULL ? error->message : NULL,
                   json_array_get_element (tests, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_remark (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL;
}

int
yc_validate_file (const char *path, gboolean formats, GError **error)
{
  g_autoptr (JsonNode) node = yc_file_json_load (path, error);
  Tally tally = {path, formats ? YC_SCHEMA_ASSERT_FORMATS : YC_SCHEMA_PLAIN, 0, 0};
  JsonArray *sets;

  if (node == NULL)
    return -1;
  sets = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (sets == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: not a list of schemas", path);
    return -1;
  }
  for (guint i = 0; i < json_array_get_length (sets); i++) {
    JsonNode *set = json_array_get_element (sets, i);

    if (!is_remark (set) && !run_set (&tally, set)) {
      g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
                   "%s: [%u]: not {\"description\", \"schema\", \"tests\": [{\"description\", "
                   "\"data\", \"valid\"}]}",
                   path, i);
      return -1;
    }
  }
  g_print ("%d hold, %d do not\n", tally.hold, tally.wrong);
  return tally.wrong;
}
