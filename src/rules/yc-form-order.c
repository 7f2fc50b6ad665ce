// The computed fields of a form (自动计算), each behind those that it reads.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form-order.h"
#include "yc-error.h"

#include <string.h>

typedef struct {
  GPtrArray *all;  // of YcComputed
  GPtrArray *done; // in order
  GPtrArray *way;  // each reads the next
} Ordering;

// "form.owners.0.share" as "form.owners.share".
static char *
without_entries (const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; steps[i] != NULL; i++)
    if (!g_ascii_isdigit (*steps[i]))
      g_string_append_printf (plain, "%s%s", plain->len > 0 ? "." : "", steps[i]);
  return g_string_free (plain, FALSE);
}

YcComputed *
yc_computed_new (const YcField *field, char *path, char *place)
{
  g_autoptr (GPtrArray) vars = yc_logic_list_vars (field->computed);
  YcComputed *self = g_new0 (YcComputed, 1);

  self->field = field;
  self->path = path;
  self->place = place;
  self->reads = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < vars->len; i++)
    g_ptr_array_add (self->reads, without_entries (vars->pdata[i]));
  return self;
}

void
yc_computed_free (YcComputed *self)
{
  g_free (self->path);
  g_free (self->place);
  g_ptr_array_unref (self->reads);
  g_free (self);
}

static gboolean
is_within (const char *path, const char *whole)
{
  gsize length = strlen (whole);

  return length > 0 && strncmp (path, whole, length) == 0 &&
         (path[length] == '\0' || path[length] == '.');
}

// Who reads a part reads all that is in it, and who reads something in a field reads the field.
static gboolean
reads (const YcComputed *self, const YcComputed *other)
{
  for (guint i = 0; i < self->reads->len; i++)
    if (is_within (self->reads->pdata[i], other->path) ||
        is_within (other->path, self->reads->pdata[i]))
      return TRUE;
  return FALSE;
}

// "a → b → a", from where the circle begins on the way.
static gboolean
refuse_circle (const Ordering *ordering, guint begin, GError **error)
{
  g_autoptr (GString) circle = g_string_new (NULL);
  const YcComputed *first = ordering->way->pdata[begin];

  for (guint i = begin; i < ordering->way->len; i++)
    g_string_append_printf (circle, "%s → ", ((YcComputed *)ordering->way->pdata[i])->path);
  g_string_append (circle, first->path);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
               "%s: a field that is worked out from itself never comes to anything: %s",
               first->place, circle->str);
  return FALSE;
}

static gboolean
visit (Ordering *ordering, YcComputed *one, GError **error)
{
  guint begin;

  if (g_ptr_array_find (ordering->done, one, NULL))
    return TRUE;
  if (g_ptr_array_find (ordering->way, one, &begin))
    return refuse_circle (ordering, begin, error);
  g_ptr_array_add (ordering->way, one);
  for (guint i = 0; i < ordering->all->len; i++)
    if (reads (one, ordering->all->pdata[i]) && !visit (ordering, ordering->all->pdata[i], error))
      return FALSE;
  g_ptr_array_set_size (ordering->way, (int)ordering->way->len - 1);
  g_ptr_array_add (ordering->done, one);
  return TRUE;
}

gboolean
yc_form_order (GPtrArray *computed, GError **error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new ();
  g_autoptr (GPtrArray) way = g_ptr_array_new ();
  Ordering ordering = {computed, done, way};

  for (guint i = 0; i < computed->len; i++)
    if (!visit (&ordering, computed->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < computed->len; i++)
    computed->pdata[i] = done->pdata[i];
  return TRUE;
}
