// Working out the rules of a case, and keeping in mind which of them cannot be relied on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-inquiry.h"

static void
free_doubt (gpointer data)
{
  YcDoubt *doubt = data;

  g_free (doubt->rule);
  g_free (doubt);
}

GPtrArray *
yc_doubts_new (void)
{
  return g_ptr_array_new_with_free_func (free_doubt);
}

static gboolean
is_wanted (const YcInquiry *self, const YcLogicDoubt *doubt)
{
  return self->doubts != NULL && (doubt->too_much || doubt->unpublished_year != 0);
}

void
yc_inquiry_note (const YcInquiry *self, const YcLogicDoubt *what, char *rule)
{
  YcDoubt *doubt = g_new0 (YcDoubt, 1);

  doubt->rule = rule;
  doubt->doubt = *what;
  g_ptr_array_add (self->doubts, doubt);
}

gboolean
yc_inquiry_holds (const YcInquiry *self,
                  const YcLogic *rule,
                  gboolean fallback,
                  const char *list,
                  const char *id,
                  const char *member)
{
  YcLogicDoubt doubt = {0};
  gboolean holds = rule == NULL || yc_logic_is_true (rule, self->facts, self->calendar, &doubt);

  if (is_wanted (self, &doubt))
    yc_inquiry_note (self, &doubt, g_strdup_printf ("%s/%s/%s", list, id, member));
  return doubt.too_much ? fallback : holds;
}

JsonNode *
yc_inquiry_work_out (const YcInquiry *self, const YcLogic *rule, const char *place)
{
  YcLogicDoubt doubt = {0};
  JsonNode *value = yc_logic_apply (rule, self->facts, self->calendar, &doubt);

  if (is_wanted (self, &doubt))
    yc_inquiry_note (self, &doubt, g_strdup_printf ("form/%s", place));
  return value;
}
