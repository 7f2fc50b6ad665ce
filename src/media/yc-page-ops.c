// The list of what is done to a page, and its words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-ops.h"
#include "yc-error.h"

#include <math.h>
#include <string.h>

#define MOST_SIDE 100000 // pixels

struct _YcPageOps {
  gatomicrefcount references;
  guint n;
  YcPageOp ops[YC_PAGE_OPS_MOST];
};

static const struct {
  const char *name;
  guint n_values;
} types[] = {
    [YC_PAGE_OP_DESKEW] = {"deskew", 1}, [YC_PAGE_OP_TURN] = {"turn", 1},
    [YC_PAGE_OP_CROP] = {"crop", 4},     [YC_PAGE_OP_DESPECKLE] = {"despeckle", 0},
    [YC_PAGE_OP_KIND] = {"kind", 1},
};

static const char *const kinds[] = {"lineart", "grey", "colour"};

YcPageOps *
yc_page_ops_new (void)
{
  YcPageOps *self = g_new0 (YcPageOps, 1);

  g_atomic_ref_count_init (&self->references);
  return self;
}

YcPageOps *
yc_page_ops_ref (YcPageOps *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
yc_page_ops_unref (YcPageOps *self)
{
  if (g_atomic_ref_count_dec (&self->references))
    g_free (self);
}

guint
yc_page_ops_get_n (const YcPageOps *self)
{
  return self->n;
}

const YcPageOp *
yc_page_ops_get (const YcPageOps *self, guint i)
{
  return i < self->n ? &self->ops[i] : NULL;
}

static gboolean
is_possible (const YcPageOp *op)
{
  const int *v = op->values;

  switch (op->type) {
  case YC_PAGE_OP_DESKEW:
    return v[0] > -4500 && v[0] < 4500;
  case YC_PAGE_OP_TURN:
    return v[0] >= 1 && v[0] <= 3;
  case YC_PAGE_OP_CROP:
    return v[0] >= 0 && v[1] >= 0 && v[2] > 0 && v[3] > 0 && v[0] <= MOST_SIDE &&
           v[1] <= MOST_SIDE && v[2] <= MOST_SIDE && v[3] <= MOST_SIDE;
  case YC_PAGE_OP_DESPECKLE:
    return TRUE;
  case YC_PAGE_OP_KIND:
    return v[0] >= YC_PIXELS_LINEART && v[0] <= YC_PIXELS_RGB;
  default:
    return FALSE;
  }
}

YcPageOps *
yc_page_ops_append (const YcPageOps *self, const YcPageOp *op, GError **error)
{
  YcPageOps *more;

  if (self->n == YC_PAGE_OPS_MOST || !is_possible (op)) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s",
                 self->n == YC_PAGE_OPS_MOST ? "too many operations for one page"
                                             : "an operation with values that cannot be");
    return NULL;
  }
  more = yc_page_ops_new ();
  memcpy (more->ops, self->ops, sizeof more->ops);
  more->ops[self->n] = *op;
  more->n = self->n + 1;
  return more;
}

static void
measure_one (const YcPageOp *op, int *width, int *height)
{
  const double angle = op->values[0] * G_PI / 18000, c = cos (angle), s = fabs (sin (angle));
  const int was = *width;

  if (op->type == YC_PAGE_OP_TURN && op->values[0] % 2 == 1) {
    *width = *height;
    *height = was;
  } else if (op->type == YC_PAGE_OP_DESKEW) {
    *width = (int)ceil (was * c + *height * s - 1e-6);
    *height = (int)ceil (*height * c + was * s - 1e-6);
  } else if (op->type == YC_PAGE_OP_CROP) {
    *width = MAX (MIN (op->values[2], *width - op->values[0]), 1);
    *height = MAX (MIN (op->values[3], *height - op->values[1]), 1);
  }
}

void
yc_page_ops_measure (const YcPageOps *self, int *width, int *height)
{
  for (guint i = 0; i < self->n; i++)
    measure_one (&self->ops[i], width, height);
}

static YcPageMap
map_turn (int quarters, int width, int height)
{
  if (quarters == 1)
    return (YcPageMap){.yx = 1, .xy = -1, .x0 = height};
  if (quarters == 2)
    return (YcPageMap){.xx = -1, .yy = -1, .x0 = width, .y0 = height};
  return (YcPageMap){.yx = -1, .xy = 1, .y0 = width};
}

// Around the middle, on a page that is large enough for the corners.
static YcPageMap
map_deskew (int hundredths, double x, double y, double new_x, double new_y)
{
  const double angle = hundredths * G_PI / 18000, c = cos (angle), s = sin (angle);

  return (YcPageMap){c, s, -s, c, new_x - c * x + s * y, new_y - s * x - c * y};
}

YcPageMap
yc_page_op_map (const YcPageOp *op, int *width, int *height)
{
  const int was_width = *width, was_height = *height;

  measure_one (op, width, height);
  if (op->type == YC_PAGE_OP_TURN)
    return map_turn (op->values[0], was_width, was_height);
  if (op->type == YC_PAGE_OP_DESKEW)
    return map_deskew (op->values[0], was_width / 2.0, was_height / 2.0, *width / 2.0,
                       *height / 2.0);
  if (op->type == YC_PAGE_OP_CROP)
    return (YcPageMap){.xx = 1, .yy = 1, .x0 = -op->values[0], .y0 = -op->values[1]};
  return (YcPageMap){.xx = 1, .yy = 1};
}

YcPageOps *
yc_page_ops_scale (const YcPageOps *self, int now, int was)
{
  YcPageOps *scaled = yc_page_ops_new ();

  memcpy (scaled->ops, self->ops, sizeof scaled->ops);
  scaled->n = self->n;
  for (guint i = 0; i < self->n; i++) {
    int *values = scaled->ops[i].values;

    if (self->ops[i].type != YC_PAGE_OP_CROP)
      continue;
    for (guint k = 0; k < 4; k++)
      values[k] = (int)MIN (((gint64)values[k] * now + was / 2) / MAX (was, 1), MOST_SIDE);
    values[2] = MAX (values[2], 1);
    values[3] = MAX (values[3], 1);
  }
  return scaled;
}

YcPageOps *
yc_page_ops_turn (const YcPageOps *self, int quarters, GError **error)
{
  const YcPageOp *last = self->n > 0 ? &self->ops[self->n - 1] : NULL;
  const gboolean on = last != NULL && last->type == YC_PAGE_OP_TURN;
  const int all = ((on ? last->values[0] : 0) + quarters % 4 + 4) % 4;
  g_autoptr (YcPageOps) before = yc_page_ops_new ();

  memcpy (before->ops, self->ops, sizeof before->ops);
  before->n = self->n - (on ? 1 : 0);
  if (all == 0)
    return g_steal_pointer (&before);
  return yc_page_ops_append (before, &(YcPageOp){YC_PAGE_OP_TURN, {all}}, error);
}

char *
yc_page_ops_to_string (const YcPageOps *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++) {
    const YcPageOp *op = &self->ops[i];

    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", types[op->type].name);
    if (op->type == YC_PAGE_OP_KIND)
      g_string_append_printf (text, " %s", kinds[op->values[0]]);
    for (guint k = 0; op->type != YC_PAGE_OP_KIND && k < types[op->type].n_values; k++)
      g_string_append_printf (text, " %d", op->values[k]);
  }
  return g_string_free (text, FALSE);
}

static gboolean
parse_value (YcPageOpType type, const char *word, int *ret_value)
{
  gint64 number;

  for (int i = 0; type == YC_PAGE_OP_KIND && i < (int)G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], word)) {
      *ret_value = i;
      return TRUE;
    }
  if (type == YC_PAGE_OP_KIND ||
      !g_ascii_string_to_signed (word, 10, -MOST_SIDE, MOST_SIDE, &number, NULL))
    return FALSE;
  *ret_value = (int)number;
  return TRUE;
}

static gboolean
parse_op (const char *text, YcPageOp *ret_op)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 6);
  const guint n = g_strv_length (words);

  *ret_op = (YcPageOp){0};
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (types); i++) {
    if (!g_str_equal (types[i].name, words[0]))
      continue;
    ret_op->type = (YcPageOpType)i;
    for (guint k = 0; k < types[i].n_values && k + 1 < n; k++)
      if (!parse_value (ret_op->type, words[k + 1], &ret_op->values[k]))
        return FALSE;
    return n == types[i].n_values + 1;
  }
  return FALSE;
}

YcPageOps *
yc_page_ops_from_string (const char *text, GError **error)
{
  g_autoptr (YcPageOps) self = yc_page_ops_new ();
  g_auto (GStrv) parts = g_strsplit (text, "; ", YC_PAGE_OPS_MOST + 2);

  for (guint i = 0; parts[i] != NULL; i++) {
    YcPageOps *more = NULL;
    YcPageOp op;

    if (!parse_op (parts[i], &op)) {
      g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "“%.40s” is no operation on a page",
                   parts[i]);
      return NULL;
    }
    more = yc_page_ops_append (self, &op, error);
    if (more == NULL)
      return NULL;
    yc_page_ops_unref (self);
    self = more;
  }
  return g_steal_pointer (&self);
}
