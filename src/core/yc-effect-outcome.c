// The five outcomes at receipt (行政许可法 art. 32), and what they change in a case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-effect.h"
#include "yc-error.h"
#include "yc-own.h"

gboolean
yc_effect_received (YcCase *next, const YcEvent *event, GError **error)
{
  if (yc_case_get_applicant (next, "name") == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no applicant");
    return FALSE;
  }
  if (!yc_effect_check_authority (next, event, error))
    return FALSE;
  next->received_at = event->at;
  return TRUE;
}

gboolean
yc_effect_second_asked (YcCase *next, const YcEvent *event, GError **error)
{
  if (next->notices == 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_STEP, "no notice was given yet");
    return FALSE;
  }
  next->second = YC_SECOND_ASKED;
  next->second_reason = yc_event_get_string (event, "reason");
  return TRUE;
}

gboolean
yc_effect_second_allowed (YcCase *next, const YcEvent *event, GError **error)
{
  if (next->second != YC_SECOND_ASKED) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_STEP, "nobody asked for a second notice");
    return FALSE;
  }
  if (yc_case_has_hand (next, event->actor)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SEPARATION,
                         "who handles the case cannot allow it");
    return FALSE;
  }
  next->second = YC_SECOND_ALLOWED;
  return TRUE;
}

static JsonArray *
findings_of (const YcEvent *event)
{
  JsonNode *node = json_object_get_member (event->data, "findings");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

// The key by which a finding is known again: of one that only names its material, that all of it is
// wrong. NULL if it says neither.
static char *
key_of_finding (JsonArray *findings, guint index, const char **ret_material)
{
  JsonNode *node = json_array_get_element (findings, index);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *key;

  *ret_material = NULL;
  if (object == NULL)
    return NULL;
  *ret_material = json_object_get_string_member_with_default (object, "material", NULL);
  key = json_object_get_string_member_with_default (object, "key", NULL);
  if (key != NULL || *ret_material == NULL)
    return g_strdup (key);
  return g_strconcat ("material:", *ret_material, NULL);
}

// Whether something is named that no earlier notice named.
static gboolean
is_news (const YcCase *self, JsonArray *findings)
{
  for (guint i = 0; i < json_array_get_length (findings); i++) {
    const char *material;
    g_autofree char *key = key_of_finding (findings, i, &material);

    if (key == NULL || !yc_case_was_told (self, key, material))
      return TRUE;
  }
  return FALSE;
}

// Where one of several would do, all of them were missing.
static void
remember_group (GHashTable *told, JsonNode *finding)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (finding) ? json_node_get_object (finding) : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, "group") : NULL;
  JsonArray *group =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; group != NULL && i < json_array_get_length (group); i++) {
    JsonNode *id = json_array_get_element (group, i);

    if (JSON_NODE_HOLDS_VALUE (id) && json_node_get_string (id) != NULL)
      g_hash_table_add (told, g_strconcat ("material:", json_node_get_string (id), NULL));
  }
}

static void
remember_told (YcCase *next, JsonArray *findings)
{
  GHashTable *told = yc_own_table (&next->told, g_free);

  for (guint i = 0; i < json_array_get_length (findings); i++) {
    const char *material;
    char *key = key_of_finding (findings, i, &material);

    if (key != NULL)
      g_hash_table_add (told, key);
    remember_group (told, json_array_get_element (findings, i));
  }
}

// Art. 32: everything is told at once. What is still wrong with something that was told may be told
// again; what could have been seen the first time needs a reason, and a supervisor who allows it.
gboolean
yc_effect_demand_told (const YcCase *before, const YcEvent *event, GError **error)
{
  JsonArray *findings = findings_of (event);

  if (before->notices == 0 || before->second == YC_SECOND_ALLOWED || findings == NULL ||
      !is_news (before, findings))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_SECOND_NOTICE,
                       "a second notice needs a reason and a supervisor");
  return FALSE;
}

gboolean
yc_effect_supplement_requested (YcCase *next, const YcEvent *event, GError **error)
{
  JsonArray *findings = findings_of (event);

  if (findings == NULL || json_array_get_length (findings) == 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_FINDINGS_MISSING, "the notice names nothing");
    return FALSE;
  }
  remember_told (next, findings);
  next->second = YC_SECOND_NONE;
  if (next->notices == 0)
    next->told_at = event->at;
  next->notices++;
  next->supplement_at = event->at;
  return TRUE;
}

gboolean
yc_effect_supplemented (YcCase *next, const YcEvent *event, GError **error)
{
  if (!yc_effect_check_authority (next, event, error))
    return FALSE;
  next->supplemented_at = event->at;
  return TRUE;
}

// Deferred acceptance (容缺受理) has a deadline.
static gboolean
read_deferral (YcCase *next, const YcEvent *event, GError **error)
{
  const char *due = yc_event_get_string (event, "deferred_due");

  next->deferred_due = due != NULL ? yc_day_from_string (due) : 0;
  next->deferred_days = (int)CLAMP (yc_event_get_int (event, "deferred_days"), 0, G_MAXINT16);
  if (!yc_case_owes (next) || next->deferred_due > yc_day_from_ms (event->at))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_LIMIT,
                       "materials are deferred without a day in the future");
  return FALSE;
}

gboolean
yc_effect_accepted (YcCase *next, const YcEvent *event, GError **error)
{
  if (next->promised_days > next->legal_days && next->legal_days > 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_LIMIT,
                         "the promised limit is longer than the legal one");
    return FALSE;
  }
  if (!read_deferral (next, event, error))
    return FALSE;
  next->accepted_at = event->at;
  return TRUE;
}

// What came in is in the file before it is counted as complete.
gboolean
yc_effect_demand_page (const YcCase *before, const YcEvent *event, GError **error)
{
  if (yc_case_count_pages (before, yc_event_get_string (event, "material")) > 0)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_BLOCKED, "no page of this material came in");
  return FALSE;
}

// What was owed came in: its mark goes; when it was the last, so does the deadline.
gboolean
yc_effect_deferred_settled (YcCase *next, const YcEvent *event, GError **error)
{
  const char *material = yc_event_get_string (event, "material");

  if (yc_case_get_mark (next, material) != YC_MARK_DEFERRED) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MATERIAL, "this material is not owed");
    return FALSE;
  }
  g_hash_table_insert (yc_own_table (&next->marks, NULL), (gpointer)material,
                       GINT_TO_POINTER (YC_MARK_CHECKED));
  if (!yc_case_owes (next))
    next->deferred_due = 0;
  return TRUE;
}

// Art. 32 (1) and (2), and the refusal of what is not in the legal form.
gboolean
yc_effect_not_accepted (YcCase *next, const YcEvent *event, GError **error)
{
  const char *body = yc_event_get_string (event, "body");

  if (g_strcmp0 (yc_event_get_string (event, "kind"), "not-ours") == 0 &&
      (body == NULL || *body == '\0')) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_BODY_MISSING,
                         "the right body must be named (art. 32 (2))");
    return FALSE;
  }
  next->ground = yc_event_get_string (event, "ground");
  next->reason = yc_event_get_string (event, "reason");
  next->ended_at = event->at;
  return TRUE;
}
