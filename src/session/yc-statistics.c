// Figures for supervision: asks central for a period, and lays out what it answers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-json.h"
#include "yc-statistics-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

#define LONGEST_PERIOD 366 // days, as central allows

G_DEFINE_FINAL_TYPE (YcStatistics, yc_statistics, G_TYPE_OBJECT)

static guint changed_signal;

// ---- What central answers -----------------------------------------------------------------------

static const char *
name_department (YcStatistics *self, const char *id)
{
  YcCatalogue *catalogue = yc_session_get_catalogue (self->session);
  const YcOffice *office =
      catalogue != NULL && id != NULL ? yc_catalogue_find_department (catalogue, id) : NULL;

  return office != NULL ? yc_session_pick (&office->name) : id != NULL ? id : "";
}

static const YcItem *
find_item (YcStatistics *self, const char *code)
{
  YcCatalogue *catalogue = yc_session_get_catalogue (self->session);

  return catalogue != NULL && code != NULL ? yc_catalogue_find_item (catalogue, code) : NULL;
}

const char *
yc_statistics_name_item (YcStatistics *self, const char *code)
{
  const YcItem *item = find_item (self, code);

  return item != NULL ? yc_session_pick (&item->name) : code != NULL ? code : "";
}

static void
lay_out_departments (YcStatistics *self)
{
  JsonArray *rows = yc_json_get_array (self->answer, "departments");

  g_list_store_remove_all (self->departments);
  for (guint i = 0; i < yc_json_get_length (rows); i++) {
    JsonObject *figures = yc_json_get_element (rows, i);
    g_autoptr (YcDepartmentRow) row = NULL;

    if (figures == NULL)
      continue;
    row = yc_department_row_new (name_department (self, yc_json_get_string (figures, "department")),
                                 figures);
    g_list_store_append (self->departments, row);
  }
}

static void
lay_out_reasons (YcStatistics *self)
{
  JsonArray *rows = yc_json_get_array (self->answer, "points");

  g_list_store_remove_all (self->reasons);
  for (guint i = 0; i < yc_json_get_length (rows); i++) {
    JsonObject *point = yc_json_get_element (rows, i);
    const char *code = yc_json_get_string (point, "item"), *key = yc_json_get_string (point, "key");
    g_autoptr (YcReasonRow) row = NULL;

    if (code == NULL || key == NULL)
      continue;
    row = yc_reason_row_new (yc_statistics_describe_key (find_item (self, code), key),
                             yc_statistics_name_item (self, code),
                             (guint)yc_json_get_int (point, "count", 0));
    g_list_store_append (self->reasons, row);
  }
}

// Takes the answer over; NULL: there is none.
static void
take_answer (YcStatistics *self, JsonObject *answer)
{
  g_clear_pointer (&self->answer, json_object_unref);
  self->answer = answer;
  lay_out_departments (self);
  lay_out_reasons (self);
}

// ---- Asking -------------------------------------------------------------------------------------

typedef struct {
  char *token;
  YcDay from, until;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->token);
  g_free (question);
}

// On the desk that saves files: nothing that people wait for at their lists is behind it.
static void
ask_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  YcSession *session = ((YcStatistics *)source)->session;
  GError *error = NULL;
  YcApi *api = yc_session_open_api (session, &session->out, question->token, &error);
  JsonObject *answer = api != NULL ? yc_api_fetch_statistics (api, question->from, question->until,
                                                              cancellable, &error)
                                   : NULL;

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify)json_object_unref);
  else
    g_task_return_error (task, error);
}

// What people are told who look at figures: nothing is lost, they come only from central.
static char *
describe (const GError *error)
{
  if (g_error_matches (error, YC_ERROR, YC_ERROR_OFFLINE))
    return g_strdup (_ ("Central cannot be reached, and only central has the figures. They show "
                        "as soon as the network is back and you ask again."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND))
    return g_strdup (_ ("This city's central does not count yet. It needs a newer version."));
  return yc_words_error (error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcStatistics *self = YC_STATISTICS (source);
  g_autoptr (GError) error = NULL;
  JsonObject *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable) { // another one was asked for
    g_clear_pointer (&answer, json_object_unref);
    return;
  }
  g_clear_object (&self->cancellable);
  take_answer (self, answer);
  g_clear_pointer (&self->trouble, g_free);
  if (error != NULL)
    self->trouble = describe (error);
  g_signal_emit (self, changed_signal, 0);
}

void
yc_statistics_stop (YcStatistics *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
yc_statistics_reload (YcStatistics *self)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = NULL;

  yc_statistics_stop (self);
  self->cancellable = g_cancellable_new ();
  question->token = g_strdup (self->session->who->token);
  question->from = self->from;
  question->until = self->until;
  task = g_task_new (self, self->cancellable, answered_cb, NULL);
  g_task_set_source_tag (task, yc_statistics_reload);
  g_task_set_task_data (task, question, question_free);
  take_answer (self, NULL);
  g_clear_pointer (&self->trouble, g_free);
  yc_session_run (self->session, &self->session->out, task, ask_work);
  g_signal_emit (self, changed_signal, 0);
}

// ---- The period ---------------------------------------------------------------------------------

// The first day of the month that is so many months away.
static YcDay
find_month (YcDay day, int months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_set_day (&date, 1);
  if (months < 0)
    g_date_subtract_months (&date, (guint)-months);
  else
    g_date_add_months (&date, (guint)months);
  return g_date_get_julian (&date);
}

static YcDay
find_new_year (YcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, g_date_get_year (&date));
  return g_date_get_julian (&date);
}

void
yc_statistics_choose (YcStatistics *self, YcSpan span)
{
  YcDay today = yc_day_from_ms (yc_session_now (self->session));

  if (span == YC_SPAN_THIS_MONTH) {
    self->from = find_month (today, 0);
    self->until = find_month (today, 1) - 1;
  } else if (span == YC_SPAN_LAST_MONTH) {
    self->from = find_month (today, -1);
    self->until = find_month (today, 0) - 1;
  } else if (span == YC_SPAN_THIS_YEAR) {
    self->from = find_new_year (today);
    self->until = find_new_year (self->from + 370) - 1;
  }
  yc_statistics_reload (self);
}

char *
yc_statistics_choose_days (YcStatistics *self, const char *from, const char *until)
{
  YcDay first = yc_day_from_string (from), last = yc_day_from_string (until);

  if (first == 0)
    return g_strdup (_ ("The first day is written as 2026-11-01."));
  if (last == 0)
    return g_strdup (_ ("The last day is written as 2026-11-30."));
  if (last < first)
    return g_strdup (_ ("The last day lies before the first one."));
  if (last - first >= LONGEST_PERIOD)
    return g_strdup (_ ("A period has at most 366 days."));
  self->from = first;
  self->until = last;
  yc_statistics_reload (self);
  return NULL;
}

char *
yc_statistics_get_from (YcStatistics *self)
{
  return yc_day_to_string (self->from);
}

char *
yc_statistics_get_until (YcStatistics *self)
{
  return yc_day_to_string (self->until);
}

// ---- What is there ------------------------------------------------------------------------------

YcFiguresState
yc_statistics_get_state (YcStatistics *self)
{
  if (self->trouble != NULL)
    return YC_FIGURES_TROUBLE;
  if (self->answer == NULL)
    return YC_FIGURES_LOADING;
  return g_list_model_get_n_items (G_LIST_MODEL (self->departments)) > 0 ? YC_FIGURES_READY
                                                                         : YC_FIGURES_EMPTY;
}

const char *
yc_statistics_get_trouble (YcStatistics *self)
{
  return self->trouble;
}

GListModel *
yc_statistics_get_departments (YcStatistics *self)
{
  return G_LIST_MODEL (self->departments);
}

GListModel *
yc_statistics_get_reasons (YcStatistics *self)
{
  return G_LIST_MODEL (self->reasons);
}

// ---- The object ---------------------------------------------------------------------------------

YcStatistics *
yc_statistics_new (YcSession *session)
{
  YcStatistics *self = g_object_new (YC_TYPE_STATISTICS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "ending", G_CALLBACK (yc_statistics_stop), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
yc_statistics_finalize (GObject *object)
{
  YcStatistics *self = YC_STATISTICS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->answer, json_object_unref);
  g_free (self->trouble);
  g_object_unref (self->departments);
  g_object_unref (self->reasons);
  G_OBJECT_CLASS (yc_statistics_parent_class)->finalize (object);
}

static void
yc_statistics_class_init (YcStatisticsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_statistics_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_statistics_init (YcStatistics *self)
{
  self->departments = g_list_store_new (YC_TYPE_DEPARTMENT_ROW);
  self->reasons = g_list_store_new (YC_TYPE_REASON_ROW);
}
