// What of an event a person is shown (yc-sight.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sight.h"
#include "yc-contact.h"
#include "yc-wire.h"

static char *
print (const YcEvent *event)
{
  g_autoptr (JsonNode) node = yc_wire_event_to_json (event);

  return yc_wire_print (node);
}

gboolean
yc_sight_write (const YcSight *self,
                const char *hall,
                const char *item,
                const char *body,
                GString *out,
                GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YcEvent) event = NULL, shown = NULL;
  g_autofree char *text = NULL;

  if (!yc_scope_is_blind (&self->scope, hall)) {
    g_string_append (out, body);
    return TRUE;
  }
  node = yc_wire_parse (body, -1, error);
  event = node != NULL ? yc_wire_event_from_json (node, error) : NULL;
  if (event == NULL)
    return FALSE;
  shown = yc_contact_mask (event, self->catalogue, item);
  text = shown != event ? print (shown) : NULL;
  g_string_append (out, text != NULL ? text : body);
  return TRUE;
}
