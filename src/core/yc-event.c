// Something that happened to a case: who, when, in which role, and what.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-event.h"

static const char *const names[YC_N_EVENTS] = {
    [YC_EVENT_OPENED] = "opened",
    [YC_EVENT_LODGED] = "lodged",
    [YC_EVENT_PRE_REVIEWED] = "pre-reviewed",
    [YC_EVENT_FILLED] = "filled",
    [YC_EVENT_ANSWERED] = "answered",
    [YC_EVENT_SCANNED] = "scanned",
    [YC_EVENT_TEXT_FOUND] = "text-found",
    [YC_EVENT_PAGE_MOVED] = "page-moved",
    [YC_EVENT_PAGE_PREPARED] = "page-prepared",
    [YC_EVENT_PAGE_REMOVED] = "page-removed",
    [YC_EVENT_TICKED] = "ticked",
    [YC_EVENT_MARKED] = "marked",
    [YC_EVENT_VERIFIED] = "verified",
    [YC_EVENT_HELPED] = "helped",
    [YC_EVENT_AUTHORISED] = "authorised",
    [YC_EVENT_HELP_STOPPED] = "help-stopped",
    [YC_EVENT_HELP_ENDED] = "help-ended",
    [YC_EVENT_RECEIVED] = "received",
    [YC_EVENT_CORRECTED] = "corrected",
    [YC_EVENT_SECOND_ASKED] = "second-asked",
    [YC_EVENT_SECOND_ALLOWED] = "second-allowed",
    [YC_EVENT_SUPPLEMENT_REQUESTED] = "supplement-requested",
    [YC_EVENT_SUPPLEMENTED] = "supplemented",
    [YC_EVENT_ACCEPTED] = "accepted",
    [YC_EVENT_NOT_NEEDED] = "not-needed",
    [YC_EVENT_NOT_ACCEPTED] = "not-accepted",
    [YC_EVENT_DEFERRED_SETTLED] = "deferred-settled",
    [YC_EVENT_HANDED_OFF] = "handed-off",
    [YC_EVENT_CUSTODY_TRANSFERRED] = "custody-transferred",
    [YC_EVENT_CLAIMED] = "claimed",
    [YC_EVENT_RELEASED] = "released",
    [YC_EVENT_ASSIGNED] = "assigned",
    [YC_EVENT_ADVANCED] = "advanced",
    [YC_EVENT_SUSPENDED] = "suspended",
    [YC_EVENT_RESUMED] = "resumed",
    [YC_EVENT_EXTENDED] = "extended",
    [YC_EVENT_ANNOTATED] = "annotated",
    [YC_EVENT_ANNOTATION_REMOVED] = "annotation-removed",
    [YC_EVENT_RETURNED] = "returned",
    [YC_EVENT_GRANTED] = "granted",
    [YC_EVENT_REFUSED] = "refused",
    [YC_EVENT_ISSUED] = "issued",
    [YC_EVENT_CLOSED] = "closed",
    [YC_EVENT_WITHDRAWN] = "withdrawn",
    [YC_EVENT_TERMINATED] = "terminated",
    [YC_EVENT_PAPER_ISSUED] = "paper-issued",
    [YC_EVENT_REVEALED] = "revealed",
    [YC_EVENT_EXPORTED] = "exported",
    [YC_EVENT_NOTED] = "noted",
};

YcEvent *
yc_event_new (const char *id,
              const char *case_id,
              YcEventType type,
              guint version,
              gint64 at,
              const char *actor,
              YcRole role,
              const char *terminal,
              JsonObject *data)
{
  YcEvent *self = g_atomic_rc_box_new0 (YcEvent);

  self->id = g_strdup (id);
  self->case_id = g_strdup (case_id);
  self->type = type;
  self->version = version;
  self->at = at;
  self->actor = g_strdup (actor);
  self->role = role;
  self->terminal = g_strdup (terminal);
  self->data = data != NULL ? data : json_object_new ();
  json_object_seal (self->data);
  return self;
}

YcEvent *
yc_event_renumber (const YcEvent *event, guint version)
{
  return yc_event_new (event->id, event->case_id, event->type, version, event->at, event->actor,
                       event->role, event->terminal, json_object_ref (event->data));
}

YcEvent *
yc_event_ref (const YcEvent *event)
{
  return g_atomic_rc_box_acquire ((gpointer)event);
}

static void
clear (gpointer data)
{
  YcEvent *self = data;

  g_free (self->id);
  g_free (self->case_id);
  g_free (self->actor);
  g_free (self->terminal);
  json_object_unref (self->data);
}

void
yc_event_unref (YcEvent *event)
{
  g_atomic_rc_box_release_full (event, clear);
}

// The member's node if it holds a value of this type; nullable.
static JsonNode *
find (const YcEvent *event, const char *member, GType type)
{
  JsonNode *node = json_object_get_member (event->data, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
yc_event_get_string (const YcEvent *event, const char *member)
{
  JsonNode *node = find (event, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
yc_event_get_int (const YcEvent *event, const char *member)
{
  JsonNode *node = find (event, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : 0;
}

gboolean
yc_event_get_boolean (const YcEvent *event, const char *member)
{
  JsonNode *node = find (event, member, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

JsonObject *
yc_event_get_object (const YcEvent *event, const char *member)
{
  JsonNode *node = json_object_get_member (event->data, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
yc_event_is_masked (const YcEvent *event)
{
  return json_object_has_member (event->data, YC_EVENT_MASKED);
}

gboolean
yc_event_data_masks (JsonObject *data, const char *place)
{
  JsonNode *node = json_object_get_member (data, YC_EVENT_MASKED);
  JsonArray *places =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; places != NULL && i < json_array_get_length (places); i++) {
    JsonNode *one = json_array_get_element (places, i);

    if (JSON_NODE_HOLDS_VALUE (one) && g_strcmp0 (json_node_get_string (one), place) == 0)
      return TRUE;
  }
  return FALSE;
}

const char *
yc_event_get_blob (const YcEvent *event)
{
  gboolean adds = event->type == YC_EVENT_SCANNED || event->type == YC_EVENT_TEXT_FOUND;

  return adds ? yc_event_get_string (event, "blob") : NULL;
}

const char *
yc_event_type_name (YcEventType type)
{
  return (guint)type < YC_N_EVENTS ? names[type] : NULL;
}

YcEventType
yc_event_type_from_name (const char *name)
{
  for (guint i = YC_EVENT_NONE + 1; i < YC_N_EVENTS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return YC_EVENT_NONE;
}
