// A paper on its way to a printer: the dialog, the number, the pages, and what went wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-printer.h"
#include "yc-paper-deeds.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

#define PAPER_WIDTH 595.28 // points, A4

typedef struct {
  GWeakRef page;                // the widget that asked
  YcFile *file;                 // owned
  char *kind;                   // owned
  GtkPrintOperation *operation; // borrowed: it owns the job
  YcPaperPrint *print;          // owned, nullable: not issued yet
  gboolean asked;               // it is being issued, or was
  gboolean preview;             // only looked at: nothing is issued
  gboolean told;                // the clerk knows what became of it
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_weak_ref_clear (&job->page);
  g_object_unref (job->file);
  g_free (job->kind);
  g_clear_pointer (&job->print, yc_paper_print_free);
  g_free (job);
}

static Job *
get_job (gpointer operation)
{
  return g_object_get_data (operation, "job");
}

// ---- What became of it --------------------------------------------------------------------------

static void
remember_printer (Job *job)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (job->operation);
  const char *printer = settings != NULL ? gtk_print_settings_get_printer (settings) : NULL;

  if (printer != NULL)
    yc_profile_set (yc_session_get_profile (yc_file_get_session (job->file)), "printer", printer);
}

static void
save_instead_cb (gpointer data)
{
  Job *job = get_job (data);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&job->page);

  if (page != NULL)
    yc_paper_deeds_save (page, job->file, job->kind);
}

static void
tell_failure (Job *job, GtkWidget *page)
{
  if (job->print != NULL && !job->told)
    yc_papers_note_failure (job->file, job->kind);
  if (!job->told)
    yc_toast_offer (page,
                    _ ("The printer did not take the paper. Nothing is lost: print it again, or "
                       "save it."),
                    _ ("Save PDF…"), save_instead_cb, g_object_ref (job->operation),
                    g_object_unref);
  job->told = TRUE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result)
{
  Job *job = get_job (operation);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&job->page);

  if (page == NULL || job->told)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR) {
    tell_failure (job, page);
  } else if (result == GTK_PRINT_OPERATION_RESULT_APPLY && !job->preview) {
    remember_printer (job);
    if (gtk_print_operation_get_status (operation) != GTK_PRINT_STATUS_FINISHED_ABORTED)
      yc_toast_say (page, _ ("The paper is on its way to the printer."));
  }
}

// A printer may refuse after it was said to be on its way.
static void
status_cb (GtkPrintOperation *operation)
{
  Job *job = get_job (operation);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&job->page);

  if (page != NULL && job->print != NULL && !job->preview &&
      gtk_print_operation_get_status (operation) == GTK_PRINT_STATUS_FINISHED_ABORTED)
    tell_failure (job, page);
}

// ---- The pages ----------------------------------------------------------------------------------

static void
issued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkPrintOperation) operation = user_data;
  Job *job = get_job (operation);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&job->page);
  g_autoptr (GError) error = NULL;

  job->print = yc_papers_print_finish (YC_FILE (source), result, &error);
  if (job->print != NULL)
    return;
  job->told = TRUE;
  if (page != NULL)
    yc_toast_say_error (page, error);
  gtk_print_operation_cancel (operation);
}

static void
begin_cb (GtkPrintOperation *operation)
{
  Job *job = get_job (operation);

  if (job->asked)
    return;
  job->asked = TRUE;
  yc_papers_print_async (job->file, job->kind, job->preview, NULL, issued_cb,
                         g_object_ref (operation));
}

// GTK asks again until the pages are there, which is a moment later.
static gboolean
paginate_cb (GtkPrintOperation *operation)
{
  Job *job = get_job (operation);

  if (job->print == NULL)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int)job->print->pages->len);
  return TRUE;
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  double scale = gtk_print_context_get_width (context) / PAPER_WIDTH;

  cairo_scale (cairo, scale, scale);
  yc_paper_print_draw (get_job (operation)->print, (guint)page, cairo);
}

// ---- Looking first ------------------------------------------------------------------------------

static void
ready_cb (GtkPrintOperationPreview *preview)
{
  gtk_print_operation_preview_end_preview (preview);
}

// GTK wants something to draw on, although it is our own window that draws.
static void
give_surface (GtkPrintContext *context)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cairo = cairo_create (surface);

  gtk_print_context_set_cairo_context (context, cairo, 72, 72);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

// A hall's terminal has no other program that shows a paper.
static gboolean
preview_cb (GtkPrintOperation *operation,
            GtkPrintOperationPreview *preview,
            GtkPrintContext *context)
{
  Job *job = get_job (operation);
  g_autoptr (GtkWidget) page = g_weak_ref_get (&job->page);

  job->preview = TRUE;
  give_surface (context);
  g_signal_connect (preview, "ready", G_CALLBACK (ready_cb), NULL);
  if (page != NULL)
    yc_paper_deeds_look (page, job->file, job->kind);
  return TRUE;
}

// ---- The dialog ---------------------------------------------------------------------------------

// The printer of last time; and where there is none, a file with the name of the paper.
static GtkPrintSettings *
make_settings (YcFile *file, const char *kind)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();
  const char *printer =
      yc_profile_get (yc_session_get_profile (yc_file_get_session (file)), "printer");
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *name = yc_paper_deeds_make_name (file, kind);

  if (*printer != '\0')
    gtk_print_settings_set_printer (settings, printer);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR,
                          folder != NULL ? folder : g_get_home_dir ());
  return settings;
}

static GtkPageSetup *
make_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, a4);
  return setup;
}

static GtkPrintOperation *
make_operation (Job *job)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup ();
  g_autoptr (GtkPrintSettings) settings = make_settings (job->file, job->kind);
  g_autofree char *name = yc_paper_deeds_make_name (job->file, job->kind);

  job->operation = operation;
  g_object_set_data_full (G_OBJECT (operation), "job", job, job_free);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_track_print_status (operation, TRUE);
  g_signal_connect (operation, "preview", G_CALLBACK (preview_cb), NULL);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), NULL);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), NULL);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), NULL);
  g_signal_connect (operation, "status-changed", G_CALLBACK (status_cb), NULL);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), NULL);
  return operation;
}

void
yc_paper_printer_run (GtkWidget *page, YcFile *file, const char *kind)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  g_weak_ref_init (&job->page, page);
  job->file = g_object_ref (file);
  job->kind = g_strdup (kind);
  operation = make_operation (job);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (page)), &error);
  if (error != NULL)
    tell_failure (job, page);
}
