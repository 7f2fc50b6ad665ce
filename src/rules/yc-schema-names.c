// Names that a schema knows, found in one look.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-names.h"

#include <string.h>

#define MOST_NAMES 20000

// Eight bytes at a time; the last ones may be counted twice.
static guint
hash (const char *name, gsize length)
{
  const guint64 factor = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 state = length * factor, word = 0;

  if (length >= 8) {
    for (gsize i = 0; i + 8 < length; i += 8) {
      memcpy (&word, name + i, 8);
      state = (state ^ word) * factor;
      state ^= state >> 32;
    }
    memcpy (&word, name + length - 8, 8);
  } else if (length >= 4) {
    guint32 head, tail;

    memcpy (&head, name, 4);
    memcpy (&tail, name + length - 4, 4);
    word = (guint64)head << 32 | tail;
  } else if (length > 0)
    word = (guint64)(guchar)name[0] << 16 | (guint64)(guchar)name[length / 2] << 8 |
           (guchar)name[length - 1];
  state = (state ^ word) * factor;
  return (guint)(state >> 32);
}

YcSchemaName *
yc_schema_names_ensure (YcSchemaNames *self, const char *name)
{
  const YcSchemaName entry = {.name = name, .length = strlen (name)};

  if (self->entries == NULL)
    self->entries = g_array_new (FALSE, FALSE, sizeof (YcSchemaName));
  for (guint i = 0; i < self->entries->len; i++) {
    YcSchemaName *known = &g_array_index (self->entries, YcSchemaName, i);

    if (known->length == entry.length && memcmp (known->name, name, entry.length) == 0)
      return known;
  }
  g_array_append_val (self->entries, entry);
  return &g_array_index (self->entries, YcSchemaName, self->entries->len - 1);
}

// As the members of a JsonObject come when order does not matter.
static void
sort_as_hash_table (GArray *entries)
{
  g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree YcSchemaName *sorted = g_new (YcSchemaName, MAX (entries->len, 1));
  GHashTableIter iter;
  gpointer entry;
  guint n = 0;

  for (guint i = 0; i < entries->len; i++) {
    YcSchemaName *one = &g_array_index (entries, YcSchemaName, i);

    g_hash_table_insert (table, (gpointer)one->name, one);
  }
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    sorted[n++] = *(const YcSchemaName *)entry;
  memcpy (entries->data, sorted, n * sizeof (YcSchemaName));
}

gboolean
yc_schema_names_finish (YcSchemaNames *self)
{
  guint n = self->entries != NULL ? self->entries->len : 0, size = 4;

  if (n > MOST_NAMES)
    return FALSE;
  if (self->entries != NULL)
    sort_as_hash_table (self->entries);
  while (size < 2 * n)
    size *= 2;
  self->mask = size - 1;
  self->slots = g_new0 (guint16, size);
  for (guint i = 0; i < n; i++) {
    const YcSchemaName *entry = &g_array_index (self->entries, YcSchemaName, i);
    guint slot = hash (entry->name, entry->length) & self->mask;

    while (self->slots[slot] != 0)
      slot = (slot + 1) & self->mask;
    self->slots[slot] = (guint16)(i + 1);
  }
  return TRUE;
}

const YcSchemaName *
yc_schema_names_find (const YcSchemaNames *self, const char *name)
{
  gsize length = strlen (name);

  if (self->slots == NULL || self->entries == NULL)
    return NULL;
  for (guint slot = hash (name, length) & self->mask; self->slots[slot] != 0;
       slot = (slot + 1) & self->mask) {
    const YcSchemaName *entry = &g_array_index (self->entries, YcSchemaName, self->slots[slot] - 1);

    if (entry->length == length && memcmp (entry->name, name, length) == 0)
      return entry;
  }
  return NULL;
}

const YcSchemaName *
yc_schema_names_find_next (const YcSchemaNames *self, const char *name, guint *next)
{
  const YcSchemaName *entry;

  if (self->entries == NULL)
    return NULL;
  if (*next < self->entries->len) {
    entry = &g_array_index (self->entries, YcSchemaName, *next);
    if (strcmp (entry->name, name) == 0) {
      *next += 1;
      return entry;
    }
  }
  entry = yc_schema_names_find (self, name);
  if (entry != NULL)
    *next = (guint)(entry - (const YcSchemaName *)self->entries->data) + 1;
  return entry;
}

void
yc_schema_names_clear (YcSchemaNames *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}
