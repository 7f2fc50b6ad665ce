// Names that a schema knows, found in one look.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-names.h"

#include <string.h>

#define MOST_NAMES 20000

// Eight bytes at a time; the last ones may be counted twice.
guint
yc_schema_names_hash (const char *name, gsize length)
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

guint64
yc_schema_names_head (const char *name, gsize length)
{
  guint64 head = 0;

  memcpy (&head, name, MIN (length, sizeof head));
  return head;
}

YcSchemaName *
yc_schema_names_ensure (YcSchemaNames *self, const char *name)
{
  guint length = (guint)strlen (name);
  const YcSchemaName entry = {.name = name,
                              .length = length,
                              .hash = yc_schema_names_hash (name, length),
                              .head = yc_schema_names_head (name, length)};

  if (self->entries == NULL)
    self->entries = g_array_new (FALSE, FALSE, sizeof (YcSchemaName));
  for (guint i = 0; i < self->entries->len; i++) {
    YcSchemaName *known = &g_array_index (self->entries, YcSchemaName, i);

    if (known->hash == entry.hash && known->length == length &&
        memcmp (known->name, name, length) == 0)
      return known;
  }
  g_array_append_val (self->entries, entry);
  return &g_array_index (self->entries, YcSchemaName, self->entries->len - 1);
}

gboolean
yc_schema_names_finish (YcSchemaNames *self)
{
  guint n = self->entries != NULL ? self->entries->len : 0, size = 4;

  if (n > MOST_NAMES)
    return FALSE;
  while (size < 2 * n)
    size *= 2;
  self->mask = size - 1;
  self->slots = g_new0 (const YcSchemaName *, size);
  for (guint i = 0; i < n; i++) {
    const YcSchemaName *entry = &g_array_index (self->entries, YcSchemaName, i);
    guint slot = entry->hash & self->mask;

    while (self->slots[slot] != NULL)
      slot = (slot + 1) & self->mask;
    self->slots[slot] = entry;
  }
  return TRUE;
}

const YcSchemaName *
yc_schema_names_find (
    const YcSchemaNames *self, const char *name, guint length, guint hash, guint64 head)
{
  const YcSchemaName *entry;

  if (self->entries == NULL)
    return NULL;
  for (guint slot = hash & self->mask; (entry = self->slots[slot]) != NULL;
       slot = (slot + 1) & self->mask)
    if (entry->head == head && entry->length == length &&
        (length <= sizeof head || memcmp (entry->name, name, length) == 0))
      return entry;
  return NULL;
}

void
yc_schema_names_clear (YcSchemaNames *self)
{
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}
