// The vocabulary of papers: everything that facts can have.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-template.h"

#include <string.h>

// [] stands behind the name of rows. yc-paper-facts.c makes them; the tests hold both together.
static const char *const words[] = {
    "paper.number",
    "paper.day",
    "city.name",
    "case.number",
    "case.link",
    "case.opened",
    "case.received",
    "case.supplemented",
    "case.accepted",
    "case.decided",
    "applicant.name",
    "applicant.kind_name",
    "applicant.id_name",
    "applicant.id_number",
    "applicant.phone",
    "applicant.address",
    "applicant.person",
    "item.name",
    "item.code",
    "item.kind",
    "item.kind_name",
    "item.licence",
    "item.legal_basis",
    "item.in_person",
    "item.courier",
    "item.result",
    "office.hall",
    "office.window",
    "office.phone",
    "office.department",
    "office.department_phone",
    "clerk.name",
    "materials[]",
    "materials[].name",
    "materials[].due",
    "materials[].given",
    "materials[].form",
    "materials[].pages",
    "materials[].remark",
    "deferred[]",
    "deferred[].name",
    "deferred[].due",
    "deferred[].given",
    "deferred[].form",
    "deferred[].pages",
    "deferred[].remark",
    "commitments[]",
    "commitments[].name",
    "commitments[].promise",
    "findings[]",
    "findings[].material",
    "findings[].text",
    "findings[].cure",
    "findings[].ground",
    "finding_groups[]",
    "finding_groups[].material",
    "finding_groups[].findings[]",
    "finding_groups[].findings[].material",
    "finding_groups[].findings[].text",
    "finding_groups[].findings[].cure",
    "finding_groups[].findings[].ground",
    "supplement.count",
    "supplement.days",
    "supplement.day",
    "supplement.again",
    "supplement.reason",
    "limit.promised",
    "limit.legal",
    "limit.ask_day",
    "limit.decision_day",
    "limit.deferral_day",
    "outcome.ground",
    "outcome.reason",
    "outcome.not_ours",
    "body.name",
    "body.address",
    "body.phone",
    "corrections[]",
    "corrections[].what",
    "corrections[].initials",
    "corrections[].day",
    "procedure.name",
    "procedure.reason",
    "procedure.days",
    "procedure.from",
    "procedure.until",
    "extension.days",
    "extension.ground",
    "extension.reason",
    "extension.old_day",
    "extension.day",
    "decision.ground",
    "decision.opinion",
    "decision.reason",
    "decision.certificate",
    "delivery.method",
    "delivery.by_post",
    "delivery.collector",
    "delivery.collector_id",
    "delivery.relation",
    "delivery.courier",
    "delivery.tracking",
    "delivery.day",
    "delivery.papers[]",
    "delivery.papers[].name",
    "delivery.papers[].number",
    "delivery.papers[].copies",
    "custody.from",
    "custody.to",
    "custody.reason",
    "custody.day",
    "custody.list[]",
    "custody.list[].name",
    "custody.list[].copies",
    "custody.list[].pages",
    "custody.list[].remark",
    "help.kind",
    "help.helper",
    "help.begun.phone",
    "help.begun.place",
    "help.begun.scope",
    "help.begun.day",
    "help.authority.scope",
    "help.authority.from",
    "help.authority.until",
    "help.authority.day",
    "help.stopped.reason",
    "help.stopped.result",
    "help.stopped.day",
    "help.ended.result",
    "help.ended.day",
    "withdrawal.reason",
    "withdrawal.day",
    NULL,
};

const char *const *
yc_words_list (void)
{
  return words;
}

static gboolean
is_word (const char *begin, const char *separator, const char *path, const char *end)
{
  g_autofree char *whole = g_strconcat (begin, separator, path, end, NULL);

  return g_strv_contains (words, whole);
}

// What an item's own form asks for, no vocabulary can know.
static gboolean
is_of_form (const char *path)
{
  return g_str_has_prefix (path, "form.") && path[strlen ("form.")] != '\0';
}

gboolean
yc_words_know (GPtrArray *rows, const char *path)
{
  if (is_of_form (path) || is_word ("", "", path, ""))
    return !g_str_has_suffix (path, "[]");
  if (rows->len > 0 && (g_str_equal (path, "index") || g_str_equal (path, "numeral")))
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    if (is_word (rows->pdata[i], ".", path, ""))
      return !g_str_has_suffix (path, "[]");
  return FALSE;
}

char *
yc_words_find_rows (GPtrArray *rows, const char *path)
{
  if (is_word ("", "", path, "[]"))
    return g_strconcat (path, "[]", NULL);
  for (guint i = 0; i < rows->len; i++)
    if (is_word (rows->pdata[i], ".", path, "[]"))
      return g_strdup_printf ("%s.%s[]", (char *)rows->pdata[i], path);
  return NULL;
}

char *
yc_words_next_path (const char *text, const char **ret_begin, const char **ret_end)
{
  const char *begin = strstr (text, "{{");
  const char *end = begin != NULL ? strstr (begin, "}}") : NULL;

  if (end == NULL)
    return NULL;
  *ret_begin = begin;
  *ret_end = end + 2;
  return g_strstrip (g_strndup (begin + 2, (gsize)(end - begin - 2)));
}
