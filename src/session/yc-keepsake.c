// What a workstation keeps of who signed in there, sealed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-keepsake.h"
#include "yc-error.h"
#include "yc-key.h"
#include "yc-wire.h"

static char *
place_of (const char *person)
{
  return g_strconcat ("person/", person, NULL);
}

static const char *
name_of (YcWay way)
{
  return way == YC_WAY_CODE ? "code" : "password";
}

// NULL where there is none.
static JsonNode *
load (YcStore *store, const char *person)
{
  g_autofree char *place = place_of (person);
  g_autofree char *text = yc_store_load_draft (store, place, NULL);

  return text != NULL ? yc_wire_parse_object (text, -1, NULL) : NULL;
}

// What earlier versions kept is of a password.
static gboolean
is_of (JsonNode *node, YcWay way)
{
  const char *name = node != NULL ? yc_wire_get_string (json_node_get_object (node), "way") : NULL;

  return node != NULL && g_str_equal (name != NULL ? name : "password", name_of (way));
}

static gboolean
write_object (YcStore *store, const char *person, JsonObject *object, GError **error)
{
  g_autofree char *place = place_of (person);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = yc_wire_print (node);

  return yc_store_save_draft (store, place, text, g_get_real_time () / 1000, error);
}

static JsonArray *
strings_to_json (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

// The hash to keep; NULL where there is none.
static char *
make_hash (YcStore *store, const char *person, YcWay way, const char *secret, GError **error)
{
  g_autoptr (JsonNode) before = NULL;

  if (secret != NULL)
    return yc_key_hash_password (secret, error);
  before = load (store, person);
  return is_of (before, way) ? g_strdup (yc_wire_get_string (json_node_get_object (before), "hash"))
                             : NULL;
}

gboolean
yc_keepsake_save (
    YcStore *store, const YcSignIn *who, YcWay way, const char *secret, GError **error)
{
  g_autofree char *hash = make_hash (store, who->id, way, secret, error);
  g_autoptr (JsonObject) object = json_object_new ();

  if (hash == NULL)
    return secret == NULL;
  json_object_set_string_member (object, "way", name_of (way));
  json_object_set_string_member (object, "hash", hash);
  json_object_set_string_member (object, "name", who->name);
  json_object_set_string_member (object, "hall", who->hall != NULL ? who->hall : "");
  json_object_set_int_member (object, "roles", who->roles);
  json_object_set_array_member (object, "departments", strings_to_json (who->departments));
  json_object_set_array_member (object, "windows", strings_to_json (who->windows));
  return write_object (store, who->id, object, error);
}

static char **
strings_from_json (JsonObject *object, const char *member)
{
  JsonArray *array = yc_wire_get_array (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static YcSignIn *
read_object (JsonObject *object, const char *person)
{
  YcSignIn *who = g_new0 (YcSignIn, 1);

  who->id = g_strdup (person);
  who->name = g_strdup (yc_wire_get_string (object, "name"));
  who->hall = g_strdup (yc_wire_get_string (object, "hall"));
  who->roles = (YcRoles)yc_wire_get_int (object, "roles", 0);
  who->departments = strings_from_json (object, "departments");
  who->windows = strings_from_json (object, "windows");
  who->hall_keys = g_new0 (char *, 1); // the store has them
  return who;
}

// A code is short: it is not tried for ever. What cannot be counted is not let in either.
static gboolean
count_try (
    YcStore *store, const char *person, JsonObject *object, gboolean is_right, GError **error)
{
  gint64 tries = yc_wire_get_int (object, "tries", 0);
  g_autofree char *place = place_of (person);

  if (is_right && tries == 0)
    return TRUE;
  if (!is_right && tries + 1 >= YC_KEEPSAKE_TRIES) {
    if (yc_store_delete_draft (store, place, error))
      g_set_error_literal (error, YC_ERROR, YC_ERROR_CODE_GONE,
                           "the code was wrong too often and is forgotten");
    return FALSE;
  }
  json_object_set_int_member (object, "tries", is_right ? 0 : tries + 1);
  return write_object (store, person, object, error);
}

static gboolean
check_secret (YcStore *store,
              const char *person,
              YcWay way,
              JsonObject *object,
              const char *secret,
              GError **error)
{
  gboolean is_right = yc_key_check_password (yc_wire_get_string (object, "hash"), secret);

  if (way == YC_WAY_CODE && !count_try (store, person, object, is_right, error))
    return FALSE;
  if (!is_right)
    g_set_error_literal (error, YC_ERROR,
                         way == YC_WAY_CODE ? YC_ERROR_CODE_WRONG : YC_ERROR_SIGN_IN,
                         "this is not what it was last time");
  return is_right;
}

YcSignIn *
yc_keepsake_load (YcStore *store, const char *person, YcWay way, const char *secret, GError **error)
{
  g_autoptr (JsonNode) node = load (store, person);
  JsonObject *object;

  if (!is_of (node, way)) {
    g_set_error_literal (error, YC_ERROR,
                         way == YC_WAY_CODE ? YC_ERROR_CODE_GONE : YC_ERROR_OFFLINE,
                         "nobody of this name has signed in here before");
    return NULL;
  }
  object = json_node_get_object (node);
  return check_secret (store, person, way, object, secret, error) ? read_object (object, person)
                                                                  : NULL;
}

gboolean
yc_keepsake_has (YcStore *store, const char *person, YcWay way)
{
  g_autoptr (JsonNode) node = load (store, person);

  return is_of (node, way);
}
