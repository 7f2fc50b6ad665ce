// One thing that is wrong with a case, and the name by which it is known again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-look.h"

void
yc_finding_free (YcFinding *finding)
{
  g_free (finding->place);
  g_free (finding->page);
  g_free (finding->argument);
  g_clear_pointer (&finding->group, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (finding->words); i++)
    g_free (finding->words[i]);
  g_free (finding);
}

void
yc_finding_take_words (
    YcFinding *finding, char *what_zh, char *what_en, char *cure_zh, char *cure_en)
{
  finding->words[0] = what_zh;
  finding->words[1] = what_en;
  finding->words[2] = cure_zh;
  finding->words[3] = cure_en;
  finding->what = (YcText){what_zh, what_en};
  finding->cure = (YcText){cure_zh, cure_en};
}

const char *
yc_finding_get_code_name (const YcFinding *finding)
{
  static const char *const names[YC_N_FINDINGS] = {
      [YC_FINDING_NO_APPLICANT] = "no-applicant",
      [YC_FINDING_ID_NUMBER] = "id-number",
      [YC_FINDING_FIELD] = "field",
      [YC_FINDING_FIELD_WRONG] = "field-wrong",
      [YC_FINDING_NO_PAGE] = "no-page",
      [YC_FINDING_POINT] = "point",
      [YC_FINDING_COPIES] = "copies",
      [YC_FINDING_DEFICIENT] = "deficient",
      [YC_FINDING_CHECK] = "check",
      [YC_FINDING_NOT_DEFERRABLE] = "not-deferrable",
      [YC_FINDING_LIST_UNKNOWN] = "list-unknown",
      [YC_FINDING_UNCHECKED] = "unchecked",
      [YC_FINDING_NOT_ASKED] = "not-asked",
      [YC_FINDING_PAGES] = "pages",
      [YC_FINDING_AREA] = "area",
      [YC_FINDING_UNDECIDED] = "undecided",
      [YC_FINDING_PROVISIONAL] = "provisional",
  };

  return names[finding->code];
}

char *
yc_finding_get_key (const YcFinding *finding)
{
  const char *material = finding->material != NULL ? finding->material->id : finding->place;

  switch (finding->code) {
  case YC_FINDING_NO_APPLICANT:
    return g_strdup ("applicant:name");
  case YC_FINDING_ID_NUMBER:
    return g_strdup ("applicant:id_number");
  case YC_FINDING_FIELD:
  case YC_FINDING_FIELD_WRONG:
    return g_strdup_printf ("field:%s", finding->place);
  case YC_FINDING_NO_PAGE:
    return g_strdup_printf ("material:%s", material);
  case YC_FINDING_POINT:
    return g_strdup_printf ("point:%s/%s", material, finding->point->id);
  case YC_FINDING_COPIES:
    return g_strdup_printf ("copies:%s", material);
  case YC_FINDING_DEFICIENT:
    return g_strdup_printf ("deficient:%s", material);
  case YC_FINDING_CHECK:
    return g_strdup_printf ("check:%s", finding->check->id);
  case YC_FINDING_NOT_DEFERRABLE:
    return g_strdup_printf ("deferred:%s", material);
  case YC_FINDING_LIST_UNKNOWN:
    return g_strdup_printf ("list:%s", material);
  case YC_FINDING_UNCHECKED:
    return g_strdup_printf ("unchecked:%s", material);
  case YC_FINDING_UNDECIDED:
    return g_strdup_printf ("undecided:%s", finding->place);
  case YC_FINDING_PROVISIONAL:
    return g_strdup_printf ("provisional:%s", finding->place);
  case YC_FINDING_PAGES:
    return g_strdup_printf ("pages:%s/%s", material, finding->problem);
  case YC_FINDING_AREA:
    return g_strdup_printf ("area:%s/%s", material, finding->area->id);
  case YC_FINDING_NOT_ASKED:
  case YC_N_FINDINGS:
    break;
  }
  return g_strdup_printf ("not-asked:%s", material);
}

guint
yc_checklist_count_blocking (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((YcFinding *)findings->pdata[i])->severity == YC_SEVERITY_BLOCKS;
  return n;
}

gboolean
yc_checklist_is_complete (GPtrArray *findings, const YcMaterial *material)
{
  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];

    if (finding->material == material && finding->severity == YC_SEVERITY_BLOCKS)
      return FALSE;
  }
  return TRUE;
}
