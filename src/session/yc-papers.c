// The papers of a case: which fit now, with which number.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-papers-private.h"
#include "yc-row-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcPaperRow {
  GObject parent_instance;
  char *kind, *title, *number, *detail;
  gboolean next;
};

static void
yc_paper_row_clear (YcPaperRow *self)
{
  g_free (self->kind);
  g_free (self->title);
  g_free (self->number);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcPaperRow, yc_paper_row)

const char *
yc_paper_row_get_kind (YcPaperRow *self)
{
  return self->kind;
}

const char *
yc_paper_row_get_title (YcPaperRow *self)
{
  return self->title;
}

const char *
yc_paper_row_get_number (YcPaperRow *self)
{
  return self->number;
}

const char *
yc_paper_row_get_detail (YcPaperRow *self)
{
  return self->detail;
}

gboolean
yc_paper_row_is_next (YcPaperRow *self)
{
  return self->next;
}

// ---- Which paper belongs to what happened
// --------------------------------------------------------

// Each paper documents an event; the later ones of a case come first in the list.
static const struct {
  const char *kind;
  YcEventType type;
  YcMark mark; // YC_MARK_NONE, or only if a material stands so
} papers[] = {
    {"delivery", YC_EVENT_ISSUED, YC_MARK_NONE},
    {"grant", YC_EVENT_GRANTED, YC_MARK_NONE},
    {"refusal", YC_EVENT_REFUSED, YC_MARK_NONE},
    {"withdrawal", YC_EVENT_WITHDRAWN, YC_MARK_NONE},
    {"extension", YC_EVENT_EXTENDED, YC_MARK_NONE},
    {"procedure", YC_EVENT_SUSPENDED, YC_MARK_NONE},
    {"custody", YC_EVENT_CUSTODY_TRANSFERRED, YC_MARK_NONE},
    {"non-acceptance", YC_EVENT_NOT_ACCEPTED, YC_MARK_NONE},
    {"not-needed", YC_EVENT_NOT_NEEDED, YC_MARK_NONE},
    {"acceptance", YC_EVENT_ACCEPTED, YC_MARK_NONE},
    {"deferral", YC_EVENT_ACCEPTED, YC_MARK_DEFERRED},
    {"deferral-promise", YC_EVENT_MARKED, YC_MARK_DEFERRED},
    {"commitment", YC_EVENT_MARKED, YC_MARK_COMMITMENT},
    {"supplement", YC_EVENT_SUPPLEMENT_REQUESTED, YC_MARK_NONE},
    {"corrected", YC_EVENT_CORRECTED, YC_MARK_NONE},
    {"voucher", YC_EVENT_RECEIVED, YC_MARK_NONE},
    {"assistance-end", YC_EVENT_HELP_ENDED, YC_MARK_NONE},
    {"assistance-stop", YC_EVENT_HELP_STOPPED, YC_MARK_NONE},
    {"authority", YC_EVENT_AUTHORISED, YC_MARK_NONE},
    {"assistance", YC_EVENT_HELPED, YC_MARK_NONE},
};

static gboolean
has_mark (YcFile *file, YcMark mark)
{
  for (guint i = 0; i < file->item->materials->len; i++)
    if (yc_case_get_mark (file->stored, ((YcMaterial *)file->item->materials->pdata[i])->id) ==
        mark)
      return TRUE;
  return FALSE;
}

// A mark counts only for the paper that it is about.
static gboolean
is_about (const YcEvent *event, YcEventType type, YcMark mark)
{
  return event->type == type && (type != YC_EVENT_MARKED ||
                                 yc_mark_from_name (yc_event_get_string (event, "mark")) == mark);
}

YcEventType
yc_papers_get_event (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].kind, kind))
      return papers[i].type;
  return YC_EVENT_NONE;
}

const YcEvent *
yc_papers_find_event (GPtrArray *events, const char *kind)
{
  guint paper = 0;

  while (paper < G_N_ELEMENTS (papers) && !g_str_equal (papers[paper].kind, kind))
    paper++;
  for (guint i = events->len; paper < G_N_ELEMENTS (papers) && i > 0; i--)
    if (is_about (events->pdata[i - 1], papers[paper].type, papers[paper].mark))
      return events->pdata[i - 1];
  return NULL;
}

// The first print that followed the event which the paper documents; `failed` counts, too, what the
// printer did not take.
static const YcEvent *
find_print (GPtrArray *events, const char *kind, gboolean failed)
{
  const YcEvent *documented = yc_papers_find_event (events, kind);
  const YcEvent *print = NULL;

  for (guint i = documented != NULL ? documented->version : events->len; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    if (event->type != YC_EVENT_PAPER_ISSUED ||
        g_strcmp0 (yc_event_get_string (event, "paper"), kind) != 0)
      continue;
    if (yc_event_get_boolean (event, "failed") && !failed)
      print = NULL;
    else if (print == NULL)
      print = event;
  }
  return print;
}

const YcEvent *
yc_papers_find_print (GPtrArray *events, const char *kind)
{
  return find_print (events, kind, FALSE);
}

const char *
yc_papers_find_number (GPtrArray *events, const char *kind)
{
  const YcEvent *event = yc_papers_find_event (events, kind);
  const YcEvent *print = find_print (events, kind, TRUE); // its number stays the paper's

  if (print != NULL)
    return yc_event_get_string (print, "number");
  return event != NULL && g_str_equal (kind, "voucher") ? yc_event_get_string (event, "voucher")
                                                        : NULL;
}

// ---- The list -----------------------------------------------------------------------------------

static char *
title_of (YcFile *file, const char *kind)
{
  JsonObject *template = yc_catalogue_find_paper (file->catalogue, kind);
  g_autoptr (YcPaper) paper = template != NULL ? yc_paper_new (template, NULL) : NULL;

  if (paper == NULL)
    return g_strdup (kind);
  return g_strdup (yc_words_is_chinese () ? yc_paper_get_title_for (paper, file->item->kind)
                                          : yc_paper_get_title_en (paper));
}

static YcPaperRow *
make_row (YcFile *file, GPtrArray *events, const char *kind)
{
  YcPaperRow *row = g_object_new (YC_TYPE_PAPER_ROW, NULL);
  const YcEvent *print = yc_papers_find_print (events, kind);
  g_autofree char *time =
      print != NULL ? yc_words_time (print->at, yc_session_now (file->session)) : NULL;

  row->kind = g_strdup (kind);
  row->title = title_of (file, kind);
  row->number = g_strdup (yc_papers_find_number (events, kind));
  row->next = print == NULL;
  if (print != NULL) // TRANSLATORS: the number of a paper, and when it was printed.
    row->detail = g_strdup_printf (_ ("%s · printed %s"), row->number, time);
  else
    row->detail = g_strdup (_ ("Not printed yet"));
  return row;
}

static void
fill (GListStore *list, YcFile *file)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (file->stored);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if ((papers[i].mark == YC_MARK_NONE || has_mark (file, papers[i].mark)) &&
        yc_papers_find_event (events, papers[i].kind) != NULL &&
        yc_catalogue_find_paper (file->catalogue, papers[i].kind) != NULL)
      g_ptr_array_add (rows, make_row (file, events, papers[i].kind));
  yc_rows_set (list, rows);
}

static void
follow_cb (YcFile *file, GListStore *list)
{
  fill (list, file);
}

GListModel *
yc_papers_get_list (YcFile *file)
{
  if (file->papers == NULL) {
    file->papers = g_list_store_new (YC_TYPE_PAPER_ROW);
    g_signal_connect (file, "changed", G_CALLBACK (follow_cb), file->papers);
    fill (file->papers, file);
  }
  return G_LIST_MODEL (file->papers);
}
