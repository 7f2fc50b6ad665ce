// What is drawn over pages: marks and frames, each at its place on a page, however it is turned.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-ink.h"

enum { RIM = 2, BADGE = 20 };

static void
ink_clear (gpointer ink)
{
  g_free ((char *)((YcPageInk *)ink)->page);
}

GArray *
yc_page_ink_copy (const YcPageInk *inks, guint n)
{
  GArray *copy;

  if (n == 0)
    return NULL;
  copy = g_array_sized_new (FALSE, FALSE, sizeof *inks, n);
  g_array_set_clear_func (copy, ink_clear);
  g_array_append_vals (copy, inks, n);
  for (guint i = 0; i < n; i++)
    g_array_index (copy, YcPageInk, i).page = g_strdup (inks[i].page);
  return copy;
}

// ---- Places -------------------------------------------------------------------------------------

// A point of the upright page, as it is looked at: turned by quarters to the right.
static graphene_point_t
turned (const YcPagePlace *place, double across, double along)
{
  switch (place->turns) {
  case 1:
    return GRAPHENE_POINT_INIT ((float)(1 - along), (float)across);
  case 2:
    return GRAPHENE_POINT_INIT ((float)(1 - across), (float)(1 - along));
  case 3:
    return GRAPHENE_POINT_INIT ((float)along, (float)(1 - across));
  default:
    return GRAPHENE_POINT_INIT ((float)across, (float)along);
  }
}

graphene_rect_t
yc_page_ink_find (const YcPagePlace *place, const YcPagePart *part)
{
  const double whole = YC_PAGE_SHARES;
  graphene_point_t from = turned (place, part->left / whole, part->top / whole);
  graphene_point_t to =
      turned (place, (part->left + part->width) / whole, (part->top + part->height) / whole);
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float)place->x + from.x * (float)place->width,
                                             (float)place->y + from.y * (float)place->height,
                                             (to.x - from.x) * (float)place->width,
                                             (to.y - from.y) * (float)place->height);

  graphene_rect_normalize (&rect);
  return rect;
}

void
yc_page_ink_upright (
    const YcPagePlace *place, double across, double along, int *ret_across, int *ret_along)
{
  YcPagePlace back = *place;
  graphene_point_t point;

  back.turns = (4 - place->turns) % 4;
  point = turned (&back, across, along);
  *ret_across = (int)(CLAMP (point.x, 0, 1) * YC_PAGE_SHARES);
  *ret_along = (int)(CLAMP (point.y, 0, 1) * YC_PAGE_SHARES);
}

// ---- Drawing ------------------------------------------------------------------------------------

// On white paper, whatever the colours around it are.
static const struct {
  GdkRGBA color;
  float wash; // how much of it lies over the whole
  gboolean rim;
} looks[] = {
    [YC_INK_NOTE] = {{0.9f, 0.6f, 0, 1}, 0.18f, TRUE},
    [YC_INK_NOTE_CHOSEN] = {{0.78f, 0.27f, 0, 1}, 0.18f, TRUE},
    [YC_INK_FRAME] = {{0.11f, 0.44f, 0.85f, 1}, 0.18f, TRUE},
    [YC_INK_HIT] = {{0.97f, 0.83f, 0, 1}, 0.4f, FALSE},
    [YC_INK_HIT_CHOSEN] = {{1, 0.47f, 0, 1}, 0.45f, TRUE},
    [YC_INK_SELECTION] = {{0.21f, 0.52f, 0.89f, 1}, 0.3f, FALSE},
};

static void
draw_number (const YcPageInk *ink,
             const graphene_rect_t *rect,
             GtkWidget *widget,
             GtkSnapshot *snapshot)
{
  g_autofree char *text = g_strdup_printf ("%u", ink->number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  graphene_rect_t badge;
  GskRoundedRect round;
  GdkRGBA color = looks[ink->kind].color;
  int width, height, side;

  pango_layout_get_pixel_size (layout, &width, &height);
  side = MAX (MAX (width + 8, height + 2), BADGE);
  badge = GRAPHENE_RECT_INIT (rect->origin.x - (float)side / 2, rect->origin.y - (float)side / 2,
                              (float)side, (float)side);
  gsk_rounded_rect_init_from_rect (&round, &badge, (float)side / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &color, &badge);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (badge.origin.x + (float)(side - width) / 2,
                                                badge.origin.y + (float)(side - height) / 2));
  gtk_snapshot_append_layout (
      snapshot, layout, ink->kind == YC_INK_NOTE ? &(GdkRGBA){0, 0, 0, 1} : &(GdkRGBA){1, 1, 1, 1});
  gtk_snapshot_restore (snapshot);
}

static void
draw (const YcPageInk *ink, const YcPagePlace *place, GtkWidget *widget, GtkSnapshot *snapshot)
{
  graphene_rect_t rect = yc_page_ink_find (place, &ink->part);
  GdkRGBA color = looks[ink->kind].color, wash = color;
  float width[] = {RIM, RIM, RIM, RIM};
  GdkRGBA rim[] = {color, color, color, color};
  GskRoundedRect outline;

  wash.alpha = looks[ink->kind].wash;
  gsk_rounded_rect_init_from_rect (&outline, &rect, RIM);
  gtk_snapshot_append_color (snapshot, &wash, &rect);
  if (looks[ink->kind].rim)
    gtk_snapshot_append_border (snapshot, &outline, width, rim);
  if (ink->number > 0)
    draw_number (ink, &rect, widget, snapshot);
}

void
yc_page_ink_draw (GArray *inks, const YcPagePlace *place, GtkWidget *widget, GtkSnapshot *snapshot)
{
  for (guint i = 0; inks != NULL && i < inks->len; i++) {
    const YcPageInk *ink = &g_array_index (inks, YcPageInk, i);

    if (g_str_equal (ink->page, place->id))
      draw (ink, place, widget, snapshot);
  }
}
