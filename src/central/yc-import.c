// Bringing a city into the ledger: its catalogue and its people, from files.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-import.h"
#include "yc-error.h"
#include "yc-import-versions.h"
#include "yc-paper-template.h"
#include "yc-password.h"
#include "yc-wire.h"

#include <string.h>

JsonNode *
yc_import_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  JsonNode *node;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  node = yc_wire_parse (text, (gssize)length, error);
  if (node == NULL)
    g_prefix_error (error, "%s: ", path);
  return node;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

// Names of the JSON files of a folder, in order.
static GPtrArray *
list_files (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static JsonArray *
read_all (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) names = list_files (path, error);
  g_autoptr (JsonArray) all = json_array_new ();

  for (guint i = 0; names != NULL && i < names->len; i++) {
    JsonNode *one = yc_import_file (names->pdata[i], error);

    if (one == NULL)
      return NULL;
    json_array_add_element (all, one);
  }
  return names != NULL ? g_steal_pointer (&all) : NULL;
}

static gboolean
add_folder (JsonObject *body, const char *member, const char *folder, GError **error)
{
  JsonArray *all = read_all (folder, member, error);

  if (all == NULL)
    return FALSE;
  json_object_set_array_member (body, member, all);
  return TRUE;
}

static gboolean
add_file (JsonObject *body, const char *member, const char *folder, GError **error)
{
  g_autofree char *name = g_strconcat (member, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  JsonNode *node = yc_import_file (path, error);

  if (node == NULL)
    return FALSE;
  json_object_set_member (body, member, node);
  return TRUE;
}

// A template whose file has the name of its kind, and that can be printed.
static JsonNode *
read_paper (const char *folder, const char *kind, GError **error)
{
  g_autofree char *name = g_strconcat (kind, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, "papers", name, NULL);
  g_autoptr (JsonNode) node = yc_import_file (path, error);
  JsonObject *template =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (node == NULL)
    return NULL;
  if (template == NULL || g_strcmp0 (yc_member_string (template, "kind"), kind) != 0)
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "it is no template of the kind “%s”", kind);
  else if (yc_paper_check (template, error))
    return g_steal_pointer (&node);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

// All papers that a window issues: without one of them a case could not go on.
static gboolean
add_papers (JsonObject *body, const char *folder, GError **error)
{
  g_autoptr (JsonArray) all = json_array_new ();

  for (const char *const *kind = yc_paper_list_kinds (); *kind != NULL; kind++) {
    JsonNode *node = read_paper (folder, *kind, error);

    if (node == NULL)
      return FALSE;
    json_array_add_element (all, node);
  }
  json_object_set_array_member (body, "papers", g_steal_pointer (&all));
  return TRUE;
}

static gboolean
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

JsonNode *
yc_import_folder (const char *folder, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();

  json_node_take_object (node, body);
  json_object_set_int_member (body, "version", 0);
  if (!add_folder (body, "items", folder, error) || !add_papers (body, folder, error) ||
      !add_file (body, "calendars", folder, error) || !add_file (body, "offices", folder, error))
    return NULL;
  if ((has (folder, "sources.json") && !add_file (body, "sources", folder, error)) ||
      (has (folder, "abolished.json") && !add_file (body, "abolished", folder, error)))
    return NULL;
  return g_steal_pointer (&node);
}

// Older versions stay for the cases that began with them.
static gboolean
keep_versions (JsonObject *object, const YcCatalogueText *last, gint64 now, GError **error)
{
  g_autoptr (JsonNode) before = last != NULL ? yc_wire_parse_object (last->body, -1, error) : NULL;

  if (before != NULL)
    yc_import_keep_versions (object, json_node_get_object (before), yc_day_from_ms (now));
  return before != NULL || last == NULL;
}

YcCatalogue *
yc_import_catalogue (YcLedger *ledger, const char *folder, gint64 now, GError **error)
{
  g_autoptr (JsonNode) node = yc_import_folder (folder, error);
  g_autoptr (YcCatalogue) catalogue = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcCatalogueText) last = NULL;
  g_autofree char *same = NULL;
  g_autofree char *body = NULL;
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  last = yc_ledger_find_catalogue (ledger, &problem);
  if (problem != NULL || !keep_versions (object, last, now, &problem)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  json_object_set_int_member (object, "version", last != NULL ? last->version : 0);
  same = yc_wire_print (node);
  if (last == NULL || g_strcmp0 (same, last->body) != 0)
    json_object_set_int_member (object, "version", last != NULL ? last->version + 1 : 1);
  body = yc_wire_print (node);
  catalogue = yc_catalogue_new (object, error);
  if (catalogue == NULL ||
      (g_strcmp0 (same, body) != 0 &&
       !yc_ledger_add_catalogue (ledger, (int)json_object_get_int_member (object, "version"), body,
                                 now, error)))
    return NULL;
  return g_steal_pointer (&catalogue);
}

// ["a", "b"] as "a,b".
static char *
join (JsonObject *object, const char *member)
{
  JsonArray *array = yc_wire_get_array (object, member);
  GString *list = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    const char *text = json_array_get_string_element (array, i);

    g_string_append_printf (list, "%s%s", i > 0 ? "," : "", text != NULL ? text : "");
  }
  return g_string_free (list, FALSE);
}

static YcPerson *
read_person (JsonNode *node, gboolean quick, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? yc_wire_get_string (object, "id") : NULL;
  const char *name = object != NULL ? yc_wire_get_string (object, "name") : NULL;
  const char *password = object != NULL ? yc_wire_get_string (object, "password") : NULL;
  g_autofree char *list = NULL, *windows = NULL, *departments = NULL, *hash = NULL;
  YcRoles roles;

  if (id == NULL || name == NULL || password == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                         "a person needs “id”, “name” and “password”");
    return NULL;
  }
  list = join (object, "roles");
  windows = join (object, "windows");
  departments = join (object, "departments");
  roles = yc_person_parse_roles (list, error);
  if (roles == YC_ROLE_NONE)
    return NULL;
  hash = yc_password_hash (password, quick);
  return yc_person_new (id, name, roles, yc_wire_get_string (object, "hall"), windows, departments,
                        hash);
}

static GPtrArray *
read_people (JsonArray *array, gboolean quick, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_person_free);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    YcPerson *person = read_person (json_array_get_element (array, i), quick, error);

    if (person == NULL)
      return NULL;
    g_ptr_array_add (people, person);
  }
  return g_steal_pointer (&people);
}

static gboolean
save_people (YcLedger *ledger, GPtrArray *people, GError **error)
{
  if (!yc_ledger_begin (ledger, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    if (!yc_ledger_save_person (ledger, people->pdata[i], error)) {
      yc_ledger_roll_back (ledger);
      return FALSE;
    }
  return yc_ledger_commit (ledger, error);
}

GPtrArray *
yc_import_people (YcLedger *ledger, const char *path, gboolean quick, GError **error)
{
  g_autoptr (JsonNode) node = yc_import_file (path, error);
  g_autoptr (GPtrArray) people = NULL;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: not a list of people", path);
    return NULL;
  }
  people = read_people (json_node_get_array (node), quick, error);
  return people != NULL && save_people (ledger, people, error) ? g_steal_pointer (&people) : NULL;
}
