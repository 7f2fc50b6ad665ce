// Something that stands in the way of a case, in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-row-private.h"
#include "yc-words-page.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcFindingRow {
  GObject parent_instance;
  char *text, *cure, *ground, *material, *page, *field;
  gboolean blocking, refusal, news;
};

static void
yc_finding_row_clear (YcFindingRow *self)
{
  g_free (self->text);
  g_free (self->cure);
  g_free (self->ground);
  g_free (self->material);
  g_free (self->page);
  g_free (self->field);
}

YC_DEFINE_ROW (YcFindingRow, yc_finding_row)

static char *
words_of (const YcFinding *finding)
{
  const char *material =
      finding->material != NULL ? yc_session_pick (&finding->material->name) : finding->place;
  const char *title = finding->field != NULL ? yc_session_pick (&finding->field->title) : material;

  switch (finding->code) {
  case YC_FINDING_NO_APPLICANT:
    return g_strdup (_ ("The applicant's name is missing"));
  case YC_FINDING_ID_NUMBER:
    return g_strdup (_ ("The identity number or credit code is missing or wrong"));
  case YC_FINDING_FIELD:
    // TRANSLATORS: a field of the form.
    return g_strdup_printf (_ ("%s is not filled in"), title);
  case YC_FINDING_FIELD_WRONG:
    // TRANSLATORS: a field of the form.
    return g_strdup_printf (_ ("%s does not fit"), title);
  case YC_FINDING_NO_PAGE:
    // TRANSLATORS: a material.
    return finding->what.zh != NULL ? g_strdup (yc_session_pick (&finding->what))
                                    : g_strdup_printf (_ ("%s is missing"), material);
  case YC_FINDING_POINT:
    // TRANSLATORS: a material, and an acceptance point that is not ticked.
    return g_strdup_printf (_ ("%s: %s"), material, yc_session_pick (&finding->point->text));
  case YC_FINDING_COPIES:
    // TRANSLATORS: a material, how many copies came in, and how many are asked for.
    return g_strdup_printf (_ ("%s: %d of %d copies"), material, finding->copies, finding->asked);
  case YC_FINDING_DEFICIENT:
    return g_strdup_printf (_ ("%s is deficient"), material);
  case YC_FINDING_CHECK:
  case YC_FINDING_UNDECIDED:
  case YC_FINDING_PROVISIONAL:
    return g_strdup (yc_session_pick (&finding->what));
  case YC_FINDING_NOT_DEFERRABLE:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s cannot be deferred: the applicant is on the dishonesty list"),
                            material);
  case YC_FINDING_LIST_UNKNOWN:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s is deferred, and the dishonesty list could not be asked"),
                            material);
  case YC_FINDING_UNCHECKED:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s is not checked against the original"), material);
  case YC_FINDING_NOT_ASKED:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s is not asked for; its pages stay in the file"), title);
  case YC_FINDING_PAGES:
    // TRANSLATORS: a material, numbers of pages such as "2, 5", what they are like.
    return g_strdup_printf (_ ("%s, page %s: %s"), material, finding->argument,
                            yc_words_problem (finding->problem));
  case YC_FINDING_AREA:
    // TRANSLATORS: a material; a seal or signature, as the catalogue calls it.
    return g_strdup_printf (_ ("%s: no trace of “%s” where it should be"), material,
                            yc_session_pick (&finding->area->name));
  case YC_N_FINDINGS:
    break;
  }
  return g_strdup ("");
}

// What the item says of it, else what is usual.
static char *
cure_of (const YcFinding *finding)
{
  if (finding->cure.zh != NULL)
    return g_strdup (yc_session_pick (&finding->cure));
  switch (finding->code) {
  case YC_FINDING_NO_PAGE:
    return g_strdup (finding->material->service != NULL
                         ? _ ("Ask the register, or let the applicant bring the paper.")
                         : _ ("Let the applicant bring it, and scan it."));
  case YC_FINDING_COPIES:
    return g_strdup (_ ("Count the copies, or let the applicant bring those that are missing."));
  case YC_FINDING_DEFICIENT:
    return g_strdup (_ ("Let the applicant put it right and hand it in again."));
  case YC_FINDING_NO_APPLICANT:
  case YC_FINDING_ID_NUMBER:
  case YC_FINDING_FIELD:
  case YC_FINDING_FIELD_WRONG:
    return g_strdup (_ ("Fill it in as the paper says."));
  case YC_FINDING_NOT_DEFERRABLE:
    return g_strdup (_ ("Let the applicant bring it now."));
  case YC_FINDING_LIST_UNKNOWN:
    return g_strdup (_ ("It is asked again before the case is accepted."));
  case YC_FINDING_UNCHECKED:
    return g_strdup (_ ("Compare the copy with the original, and mark it as checked."));
  case YC_FINDING_PAGES:
    return g_strdup (yc_words_problem_cure (finding->problem));
  case YC_FINDING_AREA:
    return g_strdup (_ ("Look at the page. If it is missing, let the applicant add it."));
  case YC_FINDING_POINT:
  case YC_FINDING_CHECK:
  case YC_FINDING_NOT_ASKED:
  case YC_FINDING_UNDECIDED:
  case YC_FINDING_PROVISIONAL:
  case YC_N_FINDINGS:
    break;
  }
  return NULL;
}

static char *
field_of (const YcFinding *finding)
{
  if (finding->field != NULL)
    return g_strconcat ("form/", finding->place, NULL);
  if (finding->code == YC_FINDING_NO_APPLICANT)
    return g_strdup ("applicant/name");
  return finding->code == YC_FINDING_ID_NUMBER ? g_strdup ("applicant/id_number") : NULL;
}

YcFindingRow *
yc_finding_row_new (YcFile *file, const YcFinding *finding)
{
  YcFindingRow *row = g_object_new (YC_TYPE_FINDING_ROW, NULL);

  row->text = words_of (finding);
  row->cure = cure_of (finding);
  row->ground = g_strdup (finding->ground);
  row->blocking = finding->severity == YC_SEVERITY_BLOCKS;
  row->refusal = finding->refuses;
  row->material = finding->material != NULL ? g_strdup (finding->material->id) : NULL;
  row->page = g_strdup (finding->page);
  row->news = file->stored->notices > 0 && yc_outcome_is_news (file, finding);
  row->field = field_of (finding);
  return row;
}

const char *
yc_finding_row_get_text (YcFindingRow *self)
{
  return self->text;
}

const char *
yc_finding_row_get_cure (YcFindingRow *self)
{
  return self->cure;
}

const char *
yc_finding_row_get_material (YcFindingRow *self)
{
  return self->material;
}

const char *
yc_finding_row_get_page (YcFindingRow *self)
{
  return self->page;
}

const char *
yc_finding_row_get_field (YcFindingRow *self)
{
  return self->field;
}

const char *
yc_finding_row_get_ground (YcFindingRow *self)
{
  return self->ground;
}

gboolean
yc_finding_row_is_blocking (YcFindingRow *self)
{
  return self->blocking;
}

gboolean
yc_finding_row_is_news (YcFindingRow *self)
{
  return self->news;
}

gboolean
yc_finding_row_is_refusal (YcFindingRow *self)
{
  return self->refusal;
}
