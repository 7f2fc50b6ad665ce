// A kind of paper: read from its template, printed copy by copy.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper.h"
#include "yc-paper-private.h"

#include <string.h>

#define QR_SIDE    58.0
#define LONG_TITLE 14 // characters; beyond it is set smaller

struct _YcPaper {
  gatomicrefcount refs;
  JsonObject *template; // owned, sealed
};

YcPaper *
yc_paper_new (JsonObject *template, GError **error)
{
  YcPaper *self;

  if (!yc_paper_check (template, error))
    return NULL;
  self = g_new0 (YcPaper, 1);
  g_atomic_ref_count_init (&self->refs);
  self->template = json_object_ref (template);
  json_object_seal (template);
  return self;
}

YcPaper *
yc_paper_ref (YcPaper *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
yc_paper_unref (YcPaper *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  json_object_unref (self->template);
  g_free (self);
}

const char *
yc_paper_get_kind (const YcPaper *self)
{
  return yc_member_string (self->template, "kind");
}

const char *
yc_paper_get_title (const YcPaper *self)
{
  return yc_member_string (self->template, "title");
}

const char *
yc_paper_get_title_en (const YcPaper *self)
{
  return yc_member_string (self->template, "title_en");
}

const char *
yc_paper_get_word (const YcPaper *self)
{
  return yc_member_string (self->template, "word");
}

const char *
yc_paper_get_title_for (const YcPaper *self, const char *item_kind)
{
  JsonObject *titles = yc_member_object (self->template, "titles");
  const char *own =
      titles != NULL && item_kind != NULL ? yc_member_string (titles, item_kind) : NULL;

  return own != NULL ? own : yc_paper_get_title (self);
}

// ---- Printing

typedef struct {
  const YcPaper *paper;
  const YcScope *scope;
  const char *title;
  const char *number;
  const char *whose; // nullable
} Copy;

static void
draw_head (YcSheet *sheet, const Copy *copy)
{
  gboolean is_long = g_utf8_strlen (copy->title, -1) > LONG_TITLE;
  const YcSheetStyle whose = {.size = YC_SHEET_SMALL, .pale = TRUE};
  const YcSheetStyle title = {.size = is_long ? 16 : YC_SHEET_TITLE,
                              .alignment = PANGO_ALIGN_CENTER,
                              .bold = TRUE,
                              .spread = is_long ? 0 : 2};
  const YcSheetStyle number = {.alignment = PANGO_ALIGN_CENTER, .gap_after = 12};
  JsonNode *link = yc_scope_find (copy->scope, "case.link");

  if (link != NULL && JSON_NODE_HOLDS_VALUE (link) && json_node_get_string (link) != NULL)
    yc_sheet_qr (sheet, json_node_get_string (link), QR_SIDE);
  yc_sheet_write (sheet, copy->whose, &whose);
  yc_sheet_skip (sheet, 8);
  yc_sheet_write (sheet, copy->title, &title);
  yc_sheet_write (sheet, copy->number, &number);
}

static void
draw_copy_cb (YcSheet *sheet, gpointer data)
{
  const Copy *copy = data;

  draw_head (sheet, copy);
  yc_paper_draw (sheet, yc_member_array (copy->paper->template, "body"), copy->scope);
}

static char *
title_of (const YcPaper *self, const YcScope *scope, YcPaperFlags flags)
{
  JsonNode *kind = yc_scope_find (scope, "item.kind");
  const char *item_kind = kind != NULL && JSON_NODE_HOLDS_VALUE (kind) &&
                                  json_node_get_value_type (kind) == G_TYPE_STRING
                              ? json_node_get_string (kind)
                              : NULL;

  return g_strconcat (yc_paper_get_title_for (self, item_kind),
                      flags & YC_PAPER_REPRINT ? "（补打）" : "", NULL);
}

static void
print_copy (YcSheet *sheet, const Copy *copy, YcPaperFlags flags)
{
  const YcSheetPart part = {.foot_left = copy->number,
                            .foot_right = copy->whose,
                            .watermark = flags & YC_PAPER_DRAFT ? "预览" : NULL};

  yc_sheet_write_part (sheet, &part, draw_copy_cb, (gpointer)copy);
}

static void
print_copies (const YcPaper *self,
              YcSheet *sheet,
              const YcScope *scope,
              const char *title,
              YcPaperFlags flags)
{
  JsonArray *copies = yc_member_array (self->template, "copies");
  guint n = copies != NULL ? json_array_get_length (copies) : 0;
  g_autofree char *number = flags & YC_PAPER_DRAFT ? g_strdup ("（预览，未编号）")
                                                   : yc_scope_fill (scope, "{{paper.number}}");

  for (guint i = 0; i < MAX (n, 1); i++) {
    const Copy copy = {.paper = self,
                       .scope = scope,
                       .title = title,
                       .number = number,
                       .whose = n > 0 ? yc_element_string (copies, i) : NULL};

    print_copy (sheet, &copy, flags);
  }
}

GBytes *
yc_paper_print (const YcPaper *self, JsonObject *facts, YcPaperFlags flags, GError **error)
{
  const YcScope scope = {.facts = facts};
  g_autofree char *title = title_of (self, &scope, flags);
  YcSheet *sheet = yc_sheet_new (title);

  print_copies (self, sheet, &scope, title, flags);
  return yc_sheet_finish (sheet, error);
}

GPtrArray *
yc_paper_lay_out (const YcPaper *self, JsonObject *facts, YcPaperFlags flags, GError **error)
{
  const YcScope scope = {.facts = facts};
  g_autofree char *title = title_of (self, &scope, flags);
  YcSheet *sheet = yc_sheet_new_for_printer ();

  print_copies (self, sheet, &scope, title, flags);
  return yc_sheet_finish_for_printer (sheet, error);
}
