// What an applicant asks of the item: must I come myself, can it be posted, what does it cost?
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-private.h"

#include <glib/gi18n-lib.h>

char *
yc_file_describe_presence (YcFile *self)
{
  return g_strdup (self->item->in_person
                       ? _ ("The applicant must come in person; no agent can sign.")
                       : _ ("An agent with a written authority may act."));
}

char *
yc_file_describe_post (YcFile *self)
{
  return g_strdup (self->item->courier ? _ ("Papers and result may go by courier.")
                                       : _ ("Not posted: papers and result pass the window."));
}

static void
add_fee (GString *text, const YcFee *fee)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (fee->unit != NULL) // TRANSLATORS: what for, how many yuan, for one of what.
    g_string_append_printf (text, _ ("%s: %g yuan for each %s"), yc_session_pick (&fee->name),
                            fee->amount, fee->unit);
  else // TRANSLATORS: what for, how many yuan.
    g_string_append_printf (text, _ ("%s: %g yuan"), yc_session_pick (&fee->name), fee->amount);
}

char *
yc_file_describe_fees (YcFile *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->item->fees->len; i++)
    add_fee (text, self->item->fees->pdata[i]);
  return g_strdup (text->len > 0 ? text->str : _ ("Free of charge."));
}
