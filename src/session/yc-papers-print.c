// Printing a paper of a case: its number, the event that says who printed it, the pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-names.h"
#include "yc-paper-facts.h"
#include "yc-papers-private.h"

typedef struct {
  YcFile *file; // owned
  YcCase *self; // owned: as it is when it is printed
  char *kind, *clerk;
  JsonObject *people; // owned: names by ids
  gboolean decides;   // the clerk may be the one who decides
  YcPaperFlags flags;
  gint64 at;          // milliseconds
  YcEventType coming; // of a draft: what the paper is looked at before
  JsonObject *data;   // nullable, owned: of that event
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_object_unref (print->file);
  g_clear_pointer (&print->self, yc_case_unref);
  g_clear_pointer (&print->data, json_object_unref);
  g_clear_pointer (&print->people, json_object_unref);
  g_free (print->kind);
  g_free (print->clerk);
  g_free (print);
}

void
yc_paper_print_free (YcPaperPrint *print)
{
  g_free (print->name);
  g_clear_pointer (&print->pdf, g_bytes_unref);
  g_clear_pointer (&print->pages, g_ptr_array_unref);
  g_free (print);
}

void
yc_paper_print_draw (YcPaperPrint *print, guint page, cairo_t *cairo)
{
  if (page >= print->pages->len)
    return;
  cairo_set_source_surface (cairo, print->pages->pdata[page], 0, 0);
  cairo_paint (cairo);
}

static JsonObject *
collect_facts (const Print *print)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (print->self);
  const YcPaperInput input = {
      .catalogue = print->file->catalogue,
      .item = print->file->item,
      .self = print->self,
      .number = print->flags & YC_PAPER_DRAFT ? NULL : yc_papers_find_number (events, print->kind),
      .clerk = print->clerk,
      .decides = print->decides,
      .at = print->at,
      .people = print->people,
      .coming = print->coming,
      .data = print->data,
  };

  return yc_paper_facts (&input);
}

static YcPaperPrint *
draw (const Print *print, GError **error)
{
  JsonObject *template = yc_catalogue_find_paper (print->file->catalogue, print->kind);
  g_autoptr (YcPaper) paper = template != NULL ? yc_paper_new (template, error) : NULL;
  g_autoptr (JsonObject) facts = NULL;
  g_autoptr (YcPaperPrint) ready = g_new0 (YcPaperPrint, 1);

  if (paper == NULL)
    return NULL;
  facts = collect_facts (print);
  ready->name =
      g_strdup_printf ("%s %s.pdf", print->self->number != NULL ? print->self->number : "",
                       yc_paper_get_title_for (paper, print->file->item->kind));
  ready->pdf = yc_paper_print (paper, facts, print->flags, error);
  if (ready->pdf != NULL)
    ready->pages = yc_paper_lay_out (paper, facts, print->flags, error);
  return ready->pages != NULL ? g_steal_pointer (&ready) : NULL;
}

static void
draw_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  YcPaperPrint *ready = draw (data, &error);

  if (ready != NULL)
    g_task_return_pointer (task, ready, (GDestroyNotify)yc_paper_print_free);
  else
    g_task_return_error (task, error);
}

static void
run (Print *print, GTask *outer)
{
  yc_session_run (print->file->session, &print->file->session->pages, outer, draw_work);
}

// The print is in the history before the paper is.
static void
audited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  Print *print = g_task_get_task_data (outer);
  GError *error = NULL;

  print->self = g_task_propagate_pointer (G_TASK (result), &error);
  if (print->self == NULL)
    g_task_return_error (outer, error);
  else
    run (print, outer);
}

static void
audit (Print *print, GTask *outer)
{
  YcFile *file = print->file;
  g_autoptr (GPtrArray) events = yc_case_list_events (file->stored);
  const char *number = yc_papers_find_number (events, print->kind);
  YcErrand *errand = yc_errand_new (file);
  JsonObject *data = json_object_new ();
  YcDeed *deed;

  json_object_set_string_member (data, "paper", print->kind);
  if (number != NULL)
    json_object_set_string_member (data, "number", number);
  json_object_set_boolean_member (data, "reprint", (print->flags & YC_PAPER_REPRINT) != 0);
  yc_errand_add (errand, file, YC_EVENT_PAPER_ISSUED, data);
  deed = &g_array_index (errand->deeds, YcDeed, 0);
  if (number == NULL) {
    deed->number_kind = print->kind;
    deed->number_member = "number";
  }
  yc_file_run (file, errand, g_task_new (file, NULL, audited_cb, outer));
}

// The print that just went wrong; NULL if it was a reprint, for then the paper is out there.
static const YcEvent *
find_first_try (GPtrArray *events, const char *kind)
{
  for (guint i = events->len; i > 0; i--) {
    const YcEvent *event = events->pdata[i - 1];

    if (event->type == YC_EVENT_PAPER_ISSUED &&
        g_strcmp0 (yc_event_get_string (event, "paper"), kind) == 0)
      return yc_event_get_boolean (event, "reprint") || yc_event_get_boolean (event, "failed")
                 ? NULL
                 : event;
  }
  return NULL;
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    yc_session_notice_error (YC_FILE (source)->session, error);
}

void
yc_papers_note_failure (YcFile *file, const char *kind)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (file->stored);
  const YcEvent *print = find_first_try (events, kind);
  YcErrand *errand;
  JsonObject *data;

  if (print == NULL)
    return;
  errand = yc_errand_new (file);
  data = json_object_new ();
  json_object_set_string_member (data, "paper", kind);
  json_object_set_string_member (data, "number", yc_event_get_string (print, "number"));
  json_object_set_boolean_member (data, "failed", TRUE);
  yc_errand_add (errand, file, YC_EVENT_PAPER_ISSUED, data);
  yc_file_run (file, errand, g_task_new (file, NULL, noted_cb, NULL));
}

// What the event would say if the button were pressed now, as far as that is known.
static JsonObject *
tell (YcFile *file, YcEventType coming)
{
  JsonObject *data;

  if (coming == YC_EVENT_SUPPLEMENT_REQUESTED)
    return yc_file_tell_supplement (file);
  if (coming == YC_EVENT_ACCEPTED)
    return yc_file_tell_acceptance (file);
  data = json_object_new ();
  if ((coming == YC_EVENT_GRANTED || coming == YC_EVENT_REFUSED) && file->opinion != NULL)
    json_object_set_string_member (data, "opinion", file->opinion);
  return data;
}

// What a draft is looked at before: the event that has not come yet; a notice may come again.
static void
expect (Print *print, GPtrArray *events)
{
  YcEventType coming = yc_papers_get_event (print->kind);

  if (coming != YC_EVENT_SUPPLEMENT_REQUESTED && yc_papers_find_event (events, print->kind) != NULL)
    return;
  print->coming = coming;
  print->data = tell (print->file, coming);
}

static gboolean
may_decide (YcFile *file)
{
  const YcContext *who = &file->session->context;

  return (who->roles & YC_ROLE_APPROVER) != 0 && !yc_case_has_hand (file->stored, who->person);
}

void
yc_papers_print_async (YcFile *file,
                       const char *kind,
                       gboolean draft,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback, user_data);
  g_autoptr (GPtrArray) events = yc_case_list_events (file->stored);
  Print *print;

  g_task_set_source_tag (outer, yc_papers_print_async);
  if (g_str_equal (kind, YC_PAPERS_COVERS)) {
    yc_papers_draw_covers (file, outer);
    g_object_unref (outer);
    return;
  }
  print = g_new0 (Print, 1);
  g_task_set_task_data (outer, print, print_free);
  print->file = g_object_ref (file);
  print->kind = g_strdup (kind);
  print->clerk = g_strdup (yc_session_get_person_name (file->session));
  print->people = yc_names_to_json (file->names);
  print->decides = may_decide (file);
  print->at = yc_session_now (file->session);
  if (yc_catalogue_find_paper (file->catalogue, kind) == NULL) {
    g_task_return_new_error (outer, YC_ERROR, YC_ERROR_NOT_FOUND,
                             "the catalogue has no such paper");
    g_object_unref (outer);
  } else if (draft) {
    print->flags = YC_PAPER_DRAFT;
    print->self = yc_case_ref (file->shown);
    expect (print, events);
    run (print, outer);
    g_object_unref (outer);
  } else if (yc_papers_find_event (events, kind) == NULL) {
    g_task_return_new_error (outer, YC_ERROR, YC_ERROR_STEP, "there is nothing to print yet");
    g_object_unref (outer);
  } else {
    print->flags = yc_papers_find_print (events, kind) != NULL ? YC_PAPER_REPRINT : YC_PAPER_PLAIN;
    audit (print, outer);
  }
}

YcPaperPrint *
yc_papers_print_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
