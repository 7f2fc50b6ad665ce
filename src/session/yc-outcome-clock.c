// The clock of a case in words: which limit runs, and the sum behind its date.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-private.h"
#include "yc-outcome.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

// Lines that need no more than a day; NULL for the others.
static char *
describe_day (YcTermKind kind, const char *day)
{
  switch (kind) {
  case YC_TERM_RECEIVED: // TRANSLATORS: a day, here and below.
    return g_strdup_printf (_ ("The papers were received on %s."), day);
  case YC_TERM_SUPPLEMENTED:
    return g_strdup_printf (_ ("The last supplement came in on %s."), day);
  case YC_TERM_NOTIFIED:
    return g_strdup_printf (_ ("The one-time notice was given on %s."), day);
  case YC_TERM_ACCEPTED:
    return g_strdup_printf (_ ("The case was accepted on %s."), day);
  case YC_TERM_DECIDED:
    return g_strdup_printf (_ ("It was decided on %s."), day);
  case YC_TERM_NOT_COUNTED:
    return g_strdup (_ ("That day is not counted."));
  case YC_TERM_COUNTED:
    return g_strdup (_ ("That day is counted, as this city has set it."));
  case YC_TERM_DUE:
    return g_strdup_printf (_ ("= %s"), day);
  case YC_TERM_DEEMED:
  case YC_TERM_LIMIT:
  case YC_TERM_EXTENSION:
  case YC_TERM_PAUSE:
  case YC_TERM_HOLIDAYS:
  case YC_TERM_MAKE_UP:
  case YC_N_TERMS:
    break;
  }
  return NULL;
}

static char *
describe_pause (const YcTerm *term)
{
  g_autofree char *from = yc_words_day (term->from, FALSE);
  g_autofree char *to = yc_words_day (term->to, FALSE);

  // TRANSLATORS: working days, and from which day to which day.
  return g_strdup_printf (ngettext ("+ %d working day: a special procedure from %s to %s is not "
                                    "counted (art. 45)",
                                    "+ %d working days: a special procedure from %s to %s is not "
                                    "counted (art. 45)",
                                    (gulong)term->days),
                          term->days, from, to);
}

static char *
describe_days (const YcTerm *term)
{
  const gulong n = (gulong)term->days;

  if (term->kind == YC_TERM_LIMIT)
    return g_strdup_printf (ngettext ("%d working day", "%d working days", n), term->days);
  if (term->kind == YC_TERM_EXTENSION)
    return g_strdup_printf (ngettext ("+ %d working day of extension (art. 42)",
                                      "+ %d working days of extension (art. 42)", n),
                            term->days);
  if (term->kind == YC_TERM_HOLIDAYS)
    return g_strdup_printf (ngettext ("%d weekday on the way is a statutory holiday",
                                      "%d weekdays on the way are statutory holidays", n),
                            term->days);
  return g_strdup_printf (ngettext ("%d weekend day on the way is a make-up workday",
                                    "%d weekend days on the way are make-up workdays", n),
                          term->days);
}

static char *
describe_deemed (const YcTerm *term)
{
  g_autofree char *from = yc_words_day (term->from, FALSE);
  g_autofree char *by = yc_words_day (term->to, FALSE);

  // TRANSLATORS: two days.
  return g_strdup_printf (_ ("The papers were received on %s, and nobody told the applicant by %s "
                             "what is missing: the case counts as accepted from that day on (art. "
                             "32)."),
                          from, by);
}

static char *
describe_term (const YcTerm *term, gboolean provisional)
{
  gboolean is_end = term->kind == YC_TERM_DUE;
  g_autofree char *day = yc_words_day (is_end ? term->to : term->from, is_end && provisional);
  char *line = describe_day (term->kind, day);

  if (line != NULL)
    return line;
  if (term->kind == YC_TERM_PAUSE)
    return describe_pause (term);
  return term->kind == YC_TERM_DEEMED ? describe_deemed (term) : describe_days (term);
}

GPtrArray *
yc_outcome_explain_clock (YcFile *file)
{
  const YcToday today = yc_file_get_today (file);
  g_autoptr (GArray) terms = yc_clock_explain (file->stored, today.calendar, today.day);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  YcClock clock;

  yc_file_get_clock (file, &clock);
  for (guint i = 0; i < terms->len; i++)
    g_ptr_array_add (lines, describe_term (&g_array_index (terms, YcTerm, i), clock.provisional));
  if (clock.provisional)
    g_ptr_array_add (lines, g_strdup (_ ("The holidays of that year are not published yet: only "
                                         "weekends are taken off. The date is worked out anew when "
                                         "they are.")));
  return lines;
}

char *
yc_outcome_describe_clock (YcFile *file)
{
  g_autofree char *day = NULL;
  YcClock clock;

  yc_file_get_clock (file, &clock);
  if (clock.due == 0)
    return g_strdup ("");
  day = yc_words_day (clock.due, clock.provisional);
  switch (clock.limit) {
  case YC_LIMIT_DEEMED: // TRANSLATORS: a day.
    return g_strdup_printf (
        _ ("Tell the applicant by %s what is missing, or the case counts as accepted."), day);
  case YC_LIMIT_SUPPLEMENT: // TRANSLATORS: a day.
    return g_strdup_printf (_ ("The applicant brings what is missing by %s."), day);
  case YC_LIMIT_DECISION: // TRANSLATORS: a day.
    return g_strdup_printf (_ ("A decision comes by %s."), day);
  case YC_LIMIT_DELIVERY: // TRANSLATORS: a day.
    return g_strdup_printf (_ ("The result is delivered by %s."), day);
  case YC_LIMIT_NONE:
    break;
  }
  return g_strdup ("");
}

// The case has the name in Chinese, its item in both languages.
static const char *
name_stage (YcFile *file, const YcStage *stage)
{
  for (guint i = 0; i < file->item->steps->len; i++) {
    const YcItemStep *step = file->item->steps->pdata[i];

    if (g_strcmp0 (step->name.zh, stage->name) == 0)
      return yc_session_pick (&step->name);
  }
  return stage->name != NULL ? stage->name : "";
}

char *
yc_file_describe_stage (YcFile *file)
{
  const YcCase *self = file->stored;
  g_autofree char *day = NULL;
  const YcStage *stage;
  YcClock clock;

  yc_file_get_clock (file, &clock);
  if (clock.stage_due == 0)
    return NULL;
  stage = &g_array_index (self->stages, YcStage, self->stage);
  day = yc_words_day (clock.stage_due, clock.stage_provisional);
  // TRANSLATORS: which step of how many, its name, and a day.
  return g_strdup_printf (_ ("Step %u of %u: %s, until %s"), self->stage + 1, self->stages->len,
                          name_stage (file, stage), day);
}
