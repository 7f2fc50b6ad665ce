// Typing into the form and the applicant's record: places, groups, undo, and where values came
// from.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field-value.h"
#include "yc-file-rows.h"
#include "yc-identity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST      10000 // characters of one field
#define MOST_TO_UNDO 200

void
yc_snapshot_free (gpointer data)
{
  YcSnapshot *snapshot = data;

  g_clear_pointer (&snapshot->applicant, json_object_unref);
  g_clear_pointer (&snapshot->form, json_object_unref);
  g_clear_pointer (&snapshot->sources, json_object_unref);
  g_free (snapshot);
}

static JsonObject *
ref_or_blank (JsonObject *object)
{
  return object != NULL ? json_object_ref (object) : json_object_new ();
}

static JsonObject *
current_sources (YcFile *self)
{
  return self->sources != NULL ? self->sources : self->shown->sources;
}

static YcSnapshot *
take_snapshot (YcFile *self)
{
  YcSnapshot *snapshot = g_new0 (YcSnapshot, 1);

  snapshot->applicant = ref_or_blank (self->shown->applicant);
  snapshot->form = ref_or_blank (self->shown->form);
  snapshot->sources = ref_or_blank (current_sources (self));
  return snapshot;
}

// Before something new is begun: another field, an entry.
static void
remember (YcFile *self)
{
  g_ptr_array_add (self->past, take_snapshot (self));
  g_ptr_array_set_size (self->future, 0);
  if (self->past->len > MOST_TO_UNDO)
    g_ptr_array_remove_index (self->past, 0);
}

const char *
yc_file_find_source (YcFile *self, const char *section, const char *place)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", section, place);
  JsonObject *sources = current_sources (self);

  return sources != NULL ? json_object_get_string_member_with_default (sources, key, NULL) : NULL;
}

// A value that is typed over has no source any more. `keys` end with NULL.
static JsonObject *
without_sources (YcFile *self, const char *const *keys)
{
  JsonObject *sources = current_sources (self);
  JsonObject *copy = NULL;

  for (guint i = 0; sources != NULL && keys[i] != NULL; i++) {
    if (!json_object_has_member (sources, keys[i]))
      continue;
    if (copy == NULL)
      copy = yc_form_copy (sources);
    json_object_remove_member (copy, keys[i]);
  }
  return copy;
}

// Characters that cannot be seen, as pasted from other programs, are left out.
static char *
without_controls (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (c == '\n' || c == '\t')
      g_string_append_c (clean, ' ');
    else if (!g_unichar_iscntrl (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
      g_string_append_unichar (clean, c);
  }
  return g_string_free (clean, FALSE);
}

static void
type_at (YcFile *self, const char *section, const char *place, JsonNode *value)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", section, place);
  const char *const keys[] = {key, NULL};
  gboolean is_applicant = g_str_equal (section, "applicant");
  JsonObject *changed =
      yc_form_set (is_applicant ? self->shown->applicant : self->shown->form, place, value);

  if (g_strcmp0 (self->typing, key) != 0)
    remember (self);
  g_free (self->typing);
  self->typing = g_strdup (key);
  yc_file_set_typed (self, is_applicant ? changed : NULL, is_applicant ? NULL : changed,
                     without_sources (self, keys));
}

// What stands on the card, and that it comes from there.
static void
set_from_card (JsonObject *record, JsonObject *sources, const char *member, const char *value)
{
  g_autofree char *key = g_strconcat ("applicant/", member, NULL);

  if (value == NULL)
    return;
  json_object_set_string_member (record, member, value);
  json_object_set_string_member (sources, key, _ ("From the identity card"));
}

// A whole identity card, as a reader or another program put it on the clipboard.
static gboolean
type_card (YcFile *self, const char *text)
{
  g_autofree char *name = NULL, *number = NULL, *address = NULL;
  JsonObject *record, *sources;

  if (!yc_identity_read_card (text, &name, &number, &address))
    return FALSE;
  remember (self);
  g_clear_pointer (&self->typing, g_free); // what is typed next is another step
  record = yc_form_copy (self->shown->applicant);
  sources =
      current_sources (self) != NULL ? yc_form_copy (current_sources (self)) : json_object_new ();
  set_from_card (record, sources, "name", name);
  set_from_card (record, sources, "id_number", number);
  set_from_card (record, sources, "address", address);
  yc_file_set_typed (self, record, NULL, sources);
  return TRUE;
}

void
yc_file_type (YcFile *self, YcFieldRow *field, const char *text)
{
  gboolean is_applicant = g_str_equal (yc_field_row_get_section (field), "applicant");
  g_autofree char *clean = NULL;

  if (!yc_file_can (self, YC_EVENT_FILLED) || g_str_equal (yc_field_row_get_text (field), text))
    return;
  if (g_utf8_strlen (text, -1) > LONGEST) {
    yc_session_notice (self->session, _ ("This is too long for a field. Scan it as a page of a "
                                         "material instead."));
    return;
  }
  if (is_applicant && type_card (self, text))
    return;
  clean = without_controls (text);
  type_at (self, yc_field_row_get_section (field), yc_field_row_get_id (field),
           yc_field_value_parse (yc_field_row_get_field (field), clean));
}

void
yc_file_correct (YcFile *self, YcFieldRow *field)
{
  const char *meant = yc_field_row_get_correction (field);

  if (meant == NULL || !yc_file_can (self, YC_EVENT_FILLED))
    return;
  g_clear_pointer (&self->typing, g_free);
  type_at (self, yc_field_row_get_section (field), yc_field_row_get_id (field),
           yc_field_value_parse (yc_field_row_get_field (field), meant));
  yc_file_settle (self);
}

// ---- Groups -------------------------------------------------------------------------------------

// What a group shows although nothing is written in it yet becomes real, so that one more is one
// more.
static JsonObject *
with_shown_entries (JsonObject *form, const char *group, guint shown)
{
  JsonObject *filled = yc_form_copy (form);

  while (yc_form_count_entries (filled, group) < shown) {
    JsonObject *next = yc_form_add_entry (filled, group);

    json_object_unref (filled);
    filled = next;
  }
  return filled;
}

void
yc_file_add_entry (YcFile *self, YcFieldRow *group)
{
  const char *place = yc_field_row_get_id (group);
  g_autoptr (JsonObject) filled = NULL;

  if (!yc_field_row_can_add (group))
    return;
  remember (self);
  g_clear_pointer (&self->typing, g_free);
  filled = with_shown_entries (self->shown->form, place, yc_field_row_get_field (group)->min_items);
  yc_file_set_typed (self, NULL, yc_form_add_entry (filled, place), NULL);
  yc_file_settle (self);
}

void
yc_file_remove_entry (YcFile *self, YcFieldRow *entry)
{
  const char *place = yc_field_row_get_id (entry);
  const char *slash = strrchr (place, '/');
  g_autofree char *group = NULL;

  if (!yc_field_row_can_remove (entry) || slash == NULL)
    return;
  remember (self);
  g_clear_pointer (&self->typing, g_free);
  group = g_strndup (place, (gsize)(slash - place));
  yc_file_set_typed (
      self, NULL,
      yc_form_remove_entry (self->shown->form, group, (guint)yc_field_row_get_entry (entry)), NULL);
  yc_file_settle (self);
}

// ---- Back and forth -----------------------------------------------------------------------------

gboolean
yc_file_can_undo_typing (YcFile *self)
{
  return self->past->len > 0 && yc_file_can (self, YC_EVENT_FILLED);
}

gboolean
yc_file_can_redo_typing (YcFile *self)
{
  return self->future->len > 0 && yc_file_can (self, YC_EVENT_FILLED);
}

static void
step (YcFile *self, GPtrArray *from, GPtrArray *to)
{
  YcSnapshot *snapshot = g_ptr_array_steal_index (from, from->len - 1);

  g_ptr_array_add (to, take_snapshot (self));
  g_clear_pointer (&self->typing, g_free);
  yc_file_set_typed (self, g_steal_pointer (&snapshot->applicant),
                     g_steal_pointer (&snapshot->form), g_steal_pointer (&snapshot->sources));
  yc_snapshot_free (snapshot);
  yc_file_settle (self);
}

void
yc_file_undo_typing (YcFile *self)
{
  if (yc_file_can_undo_typing (self))
    step (self, self->past, self->future);
}

void
yc_file_redo_typing (YcFile *self)
{
  if (yc_file_can_redo_typing (self))
    step (self, self->future, self->past);
}
