// The small objects an open case is made of: situations, pages, history.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-page-ops.h"
#include "yc-row-private.h"
#include "yc-words-page.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcSituationRow {
  GObject parent_instance;
  char *id, *question;
  GPtrArray *labels, *ids;
  int chosen;
};

static void
yc_situation_row_clear (YcSituationRow *self)
{
  g_free (self->id);
  g_free (self->question);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

YC_DEFINE_ROW (YcSituationRow, yc_situation_row)

struct _YcPageRow {
  GObject parent_instance;
  char *id, *material, *title, *look;
  char *remark;           // nullable
  int width, height, dpi; // 0: unknown
  int scanned_width, scanned_height;
};

static void
yc_page_row_clear (YcPageRow *self)
{
  g_free (self->id);
  g_free (self->material);
  g_free (self->title);
  g_free (self->look);
  g_free (self->remark);
}

YC_DEFINE_ROW (YcPageRow, yc_page_row)

struct _YcHistoryRow {
  GObject parent_instance;
  char *title, *detail;
};

static void
yc_history_row_clear (YcHistoryRow *self)
{
  g_free (self->title);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcHistoryRow, yc_history_row)

// ---- Situations
// -----------------------------------------------------------------------------------

static const char *
answer_of (YcFile *file, const YcSituation *situation)
{
  JsonObject *answers = file->shown->situation;
  JsonNode *node = answers != NULL ? json_object_get_member (answers, situation->id) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                      : situation->fallback;
}

YcSituationRow *
yc_situation_row_make (YcSituationRow *old, YcFile *file, const YcSituation *situation)
{
  YcSituationRow *row =
      old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_SITUATION_ROW, NULL);
  const char *chosen = answer_of (file, situation);
  int before = row->chosen;

  yc_rows_set_text (&row->id, situation->id);
  yc_rows_set_text (&row->question, yc_session_pick (&situation->question));
  g_clear_pointer (&row->labels, g_ptr_array_unref);
  g_clear_pointer (&row->ids, g_ptr_array_unref);
  row->labels = g_ptr_array_new ();
  row->ids = g_ptr_array_new ();
  row->chosen = -1;
  for (guint i = 0; i < situation->answers->len; i++) {
    const YcAnswer *answer = situation->answers->pdata[i];

    g_ptr_array_add (row->labels, (gpointer)yc_session_pick (&answer->label));
    g_ptr_array_add (row->ids, (gpointer)answer->id);
    if (g_strcmp0 (answer->id, chosen) == 0)
      row->chosen = (int)i;
  }
  if (old != NULL && row->chosen != before)
    g_signal_emit_by_name (row, "changed");
  return row;
}

const char *
yc_situation_row_get_id (YcSituationRow *self)
{
  return self->id;
}

const char *
yc_situation_row_get_question (YcSituationRow *self)
{
  return self->question;
}

GPtrArray *
yc_situation_row_get_answers (YcSituationRow *self)
{
  return self->labels;
}

int
yc_situation_row_get_chosen (YcSituationRow *self)
{
  return self->chosen;
}

const char *
yc_situation_row_get_answer_id (YcSituationRow *self, int answer)
{
  return answer >= 0 && (guint)answer < self->ids->len ? self->ids->pdata[answer] : NULL;
}

// ---- Pages and history
// ------------------------------------------------------------------------------

// The size that it is shown in.
static void
set_size (YcPageRow *row, const YcPage *page)
{
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string (row->look, NULL);

  row->width = row->scanned_width = page->width;
  row->height = row->scanned_height = page->height;
  row->dpi = page->dpi;
  if (*row->look != '\0' && ops != NULL && page->width > 0 && page->height > 0)
    yc_page_ops_measure (ops, &row->width, &row->height);
}

YcPageRow *
yc_page_row_make (YcPageRow *old, YcFile *file, const YcPage *page, guint index)
{
  YcPageRow *row = old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_PAGE_ROW, NULL);
  const YcMaterial *material = yc_item_find_material (file->item, page->material);
  // TRANSLATORS: a material, the page's number in it, and of how many.
  g_autofree char *title =
      g_strdup_printf (_ ("%s, page %u of %u"),
                       material != NULL ? yc_session_pick (&material->name) : page->material,
                       index + 1, yc_case_count_pages (file->shown, page->material));

  yc_rows_set_text (&row->id, page->id);
  if (yc_rows_set_text (&row->look, page->operations != NULL ? page->operations : "") ||
      old == NULL)
    set_size (row, page);
  yc_rows_set_text (&row->remark, yc_words_page (page));
  if (yc_rows_set_text (&row->material, page->material) + yc_rows_set_text (&row->title, title) >
          0 &&
      old != NULL)
    g_signal_emit_by_name (row, "changed");
  return row;
}

const char *
yc_page_row_get_id (YcPageRow *self)
{
  return self->id;
}

const char *
yc_page_row_get_material (YcPageRow *self)
{
  return self->material;
}

const char *
yc_page_row_get_title (YcPageRow *self)
{
  return self->title;
}

const char *
yc_page_row_get_look (YcPageRow *self)
{
  return self->look;
}

const char *
yc_page_row_get_remark (YcPageRow *self)
{
  return self->remark;
}

void
yc_page_row_get_scanned_size (YcPageRow *self, int *ret_width, int *ret_height)
{
  *ret_width = self->scanned_width;
  *ret_height = self->scanned_height;
}

void
yc_page_row_get_size (YcPageRow *self, int *ret_width, int *ret_height, int *ret_dpi)
{
  *ret_width = self->width;
  *ret_height = self->height;
  *ret_dpi = self->dpi;
}

// What matters of an event beyond its name.
static const char *
remark_of (YcFile *file, const YcEvent *event)
{
  static const char *const members[] = {"reason", "opinion", "ground", "text", "number", "field"};
  const YcMaterial *material =
      yc_item_find_material (file->item, yc_event_get_string (event, "material"));

  if (material != NULL)
    return yc_session_pick (&material->name);
  if (event->type == YC_EVENT_ANNOTATED && !yc_file_shows_notes (file))
    return NULL;
  if (event->type == YC_EVENT_ASSIGNED && yc_event_get_string (event, "person") != NULL)
    return yc_file_name_person (file, yc_event_get_string (event, "person"));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *text = yc_event_get_string (event, members[i]);

    if (text != NULL && *text != '\0')
      return text;
  }
  return NULL;
}

// What was masked and looked at, and why; of other events one thing is enough. NULL: nothing.
static char *
describe (YcFile *file, const YcEvent *event)
{
  const char *field = yc_event_get_string (event, "field");
  const char *reason = yc_event_get_string (event, "reason");
  const char *title = event->type == YC_EVENT_REVEALED && field != NULL && reason != NULL
                          ? yc_field_row_find_title (file, field)
                          : NULL;

  return title != NULL ? g_strdup_printf ("%s · %s", title, reason)
                       : g_strdup (remark_of (file, event));
}

YcHistoryRow *
yc_history_row_new (YcFile *file, const YcEvent *event)
{
  YcHistoryRow *row = g_object_new (YC_TYPE_HISTORY_ROW, NULL);
  g_autofree char *time = yc_words_time (event->at, yc_session_now (file->session));
  g_autofree char *remark = describe (file, event);
  gboolean me = g_str_equal (event->actor, yc_session_get_person (file->session));
  const char *who = me ? _ ("me") : yc_file_name_person (file, event->actor);

  row->title = g_strdup (yc_words_event (event->type));
  row->detail = g_strdup_printf ("%s · %s · %s%s%s", time, who, yc_words_role (event->role),
                                 remark != NULL ? " · " : "", remark != NULL ? remark : "");
  return row;
}

const char *
yc_history_row_get_title (YcHistoryRow *self)
{
  return self->title;
}

const char *
yc_history_row_get_detail (YcHistoryRow *self)
{
  return self->detail;
}
