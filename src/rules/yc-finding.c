// One thing that is wrong with a case, and the name by which it is known again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist.h"

void
yc_finding_free (YcFinding *finding)
{
  g_free (finding->place);
  g_free (finding->argument);
  g_free (finding);
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
  case YC_FINDING_DEFICIENT:
    return g_strdup_printf ("deficient:%s", material);
  case YC_FINDING_CHECK:
    return g_strdup_printf ("check:%s", finding->check->id);
  case YC_FINDING_NOT_DEFERRABLE:
    return g_strdup_printf ("deferred:%s", material);
  case YC_FINDING_NOT_ASKED:
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
