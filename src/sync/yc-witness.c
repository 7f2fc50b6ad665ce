// This workstation as a witness of central's log.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-witness.h"
#include "yc-error.h"
#include "yc-wire.h"

#define LOOK_US (10 * 60 * G_USEC_PER_SEC)

// A workstation that is told of another city begins anew.
static char *
setting (const char *url, const char *what)
{
  return g_strdup_printf ("audit-%s/%s", what, url);
}

// "" where there is none. What cannot be read is no reason to believe whatever comes.
static char *
load (YcLink *link, const char *what, GError **error)
{
  g_autofree char *name = setting (link->url, what);
  g_autoptr (GError) problem = NULL;
  char *text = yc_store_load_setting (link->store, name, &problem);

  if (problem == NULL)
    return text != NULL ? text : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
parse (const char *text, YcHead *ret_head)
{
  g_autoptr (JsonNode) node = *text != '\0' ? yc_wire_parse_object (text, -1, NULL) : NULL;

  return node != NULL && yc_head_from_json (json_node_get_object (node), ret_head);
}

static gboolean
save (YcLink *link, const char *what, const YcHead *head, GError **error)
{
  g_autofree char *name = setting (link->url, what);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, yc_head_to_json (head));
  text = yc_wire_print (node);
  return yc_store_set_setting (link->store, name, text, error);
}

// What can be told without asking: the same key, no shorter, no other event at the same place.
static gboolean
is_plausible (const YcHead *seen, const YcHead *head)
{
  return yc_head_is_genuine (head) && g_str_equal (seen->key, head->key) &&
         (head->seq > seen->seq ||
          (head->seq == seen->seq && g_str_equal (head->hash, seen->hash)));
}

// Whether the remembered event is still where it was.
static gboolean
is_still_there (YcLink *link,
                const YcHead *seen,
                gboolean *ret_there,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *hash = NULL;

  *ret_there = TRUE;
  if (seen->seq == 0)
    return TRUE;
  hash = yc_api_fetch_hash (link->api, seen->seq, cancellable, &problem);
  if (hash == NULL && !g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_there = g_strcmp0 (hash, seen->hash) == 0;
  return TRUE;
}

// The end that contradicts what was seen is kept beside it.
static gboolean
raise_alarm (YcLink *link, const YcHead *head, gboolean *ret_alarm, GError **error)
{
  *ret_alarm = TRUE;
  g_message ("Central's log is not the one that was seen, at event %" G_GINT64_FORMAT, head->seq);
  return save (link, "alarm", head, error);
}

// Holds `head` to what was seen. `ret_seen` becomes `head` where it may be remembered instead.
static gboolean
hold (YcLink *link,
      const YcHead *head,
      YcHead *ret_seen,
      gboolean *ret_alarm,
      GCancellable *cancellable,
      GError **error)
{
  gint64 now = g_get_monotonic_time ();
  gboolean there;

  if (!is_plausible (ret_seen, head))
    return raise_alarm (link, head, ret_alarm, error);
  if (head->seq == ret_seen->seq || (link->witnessed_at > 0 && now - link->witnessed_at < LOOK_US))
    return TRUE;
  if (!is_still_there (link, ret_seen, &there, cancellable, error))
    return FALSE;
  link->witnessed_at = now;
  if (!there)
    return raise_alarm (link, head, ret_alarm, error);
  *ret_seen = *head;
  return save (link, "witness", head, error);
}

gboolean
yc_witness_look (YcLink *link,
                 const YcHead *head,
                 YcHead *ret_seen,
                 gboolean *ret_alarm,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *alarm = load (link, "alarm", error);
  g_autofree char *text = alarm != NULL ? load (link, "witness", error) : NULL;
  gboolean known = text != NULL && parse (text, ret_seen);

  *ret_alarm = alarm != NULL && *alarm != '\0';
  if (text == NULL || *ret_alarm)
    return text != NULL;
  if (known)
    return hold (link, head, ret_seen, ret_alarm, cancellable, error);
  if (*text != '\0' || !yc_head_is_genuine (head))
    return raise_alarm (link, head, ret_alarm, error);
  *ret_seen = *head;
  return save (link, "witness", head, error);
}

gboolean
yc_witness_forget (YcStore *store, const char *url, GError **error)
{
  g_autofree char *witness = setting (url, "witness"), *alarm = setting (url, "alarm");

  return yc_store_set_setting (store, witness, "", error) &&
         yc_store_set_setting (store, alarm, "", error);
}
