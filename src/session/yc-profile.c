// A profile: where this workstation keeps its store, and what it has been told about itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-profile.h"
#include "yc-uuid.h"

#include <glib/gstdio.h>

#define GROUP "profile"

struct _YcProfile {
  GObject parent_instance;

  char *name, *folder, *path, *terminal;
  GKeyFile *values;
  GHashTable *given; // name -> value, as handed out
};

G_DEFINE_FINAL_TYPE (YcProfile, yc_profile, G_TYPE_OBJECT)

static void
save (YcProfile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (self->values, self->path, &error))
    g_message ("The profile cannot be saved: %s", error->message);
}

static void
set_aside (YcProfile *self)
{
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);

  g_message ("The profile is damaged and was set aside.");
  g_rename (self->path, aside);
}

// The terminal's name goes into every event; it must stay the same for good.
static void
ensure_terminal (YcProfile *self)
{
  self->terminal = g_key_file_get_string (self->values, GROUP, "terminal", NULL);
  if (self->terminal != NULL && *self->terminal != '\0')
    return;
  g_free (self->terminal);
  self->terminal = yc_uuid_new (g_get_real_time () / 1000);
  g_key_file_set_string (self->values, GROUP, "terminal", self->terminal);
  save (self);
}

YcProfile *
yc_profile_new (const char *name)
{
  YcProfile *self = g_object_new (YC_TYPE_PROFILE, NULL);
  g_autofree char *file = g_strconcat (name, ".ini", NULL);
  g_autoptr (GError) error = NULL;

  self->name = g_strdup (name);
  self->folder = g_build_filename (g_get_user_data_dir (), "yichuang", name, NULL);
  self->path = g_build_filename (g_get_user_config_dir (), "yichuang", file, NULL);
  if (!g_key_file_load_from_file (self->values, self->path, G_KEY_FILE_NONE, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    set_aside (self);
  ensure_terminal (self);
  return self;
}

const char *
yc_profile_get_name (YcProfile *self)
{
  return self->name;
}

const char *
yc_profile_get_folder (YcProfile *self)
{
  return self->folder;
}

const char *
yc_profile_get_terminal (YcProfile *self)
{
  return self->terminal;
}

const char *
yc_profile_get (YcProfile *self, const char *name)
{
  char *value = g_key_file_get_string (self->values, GROUP, name, NULL);
  const char *known = g_hash_table_lookup (self->given, name);

  if (value != NULL && known != NULL && g_str_equal (value, known)) {
    g_free (value);
    return known;
  }
  if (value == NULL)
    return "";
  g_hash_table_insert (self->given, g_strdup (name), value);
  return value;
}

void
yc_profile_set (YcProfile *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    g_key_file_remove_key (self->values, GROUP, name, NULL);
  else
    g_key_file_set_string (self->values, GROUP, name, value);
  save (self);
}

static void
yc_profile_finalize (GObject *object)
{
  YcProfile *self = YC_PROFILE (object);

  g_free (self->name);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->terminal);
  g_key_file_unref (self->values);
  g_hash_table_unref (self->given);
  G_OBJECT_CLASS (yc_profile_parent_class)->finalize (object);
}

static void
yc_profile_class_init (YcProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_profile_finalize;
}

static void
yc_profile_init (YcProfile *self)
{
  self->values = g_key_file_new ();
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
