// What single events change in a case; only the table of steps calls these.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-effect.h"
#include "yc-error.h"

#include <string.h>

// A case shares what it did not change with the one before it; these make a copy to change.

static GHashTable *
own_table (GHashTable **table, GDestroyNotify free_key)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, free_key, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, *table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, free_key != NULL ? g_strdup (key) : key, value);
  g_hash_table_unref (*table);
  return *table = copy;
}

static gpointer
ref_page (gconstpointer page, gpointer user_data)
{
  return g_atomic_rc_box_acquire ((gpointer)page);
}

static GPtrArray *
own_pages (YcCase *next)
{
  GPtrArray *copy = g_ptr_array_copy (next->pages, ref_page, NULL);

  g_ptr_array_unref (next->pages);
  g_ptr_array_set_free_func (copy, (GDestroyNotify)g_atomic_rc_box_release);
  return next->pages = copy;
}

static GArray *
own_pauses (YcCase *next)
{
  GArray *copy = g_array_copy (next->pauses);

  g_array_unref (next->pauses);
  return next->pauses = copy;
}

static int
days (const YcEvent *event, const char *member)
{
  return (int)CLAMP (yc_event_get_int (event, member), 0, 3650);
}

gboolean
yc_effect_opened (YcCase *next, const YcEvent *event, GError **error)
{
  next->id = event->case_id;
  next->number = yc_event_get_string (event, "number");
  next->item = yc_event_get_string (event, "item");
  next->item_name = yc_event_get_string (event, "item_name");
  next->item_version = (int)yc_event_get_int (event, "item_version");
  next->hall = yc_event_get_string (event, "hall");
  next->window = yc_event_get_string (event, "window");
  next->department = yc_event_get_string (event, "department");
  next->promised_days = days (event, "promised_days");
  next->legal_days = days (event, "legal_days");
  next->yellow_days = days (event, "yellow_days");
  next->receiver = event->actor;
  next->holder = event->type == YC_EVENT_OPENED ? event->actor : NULL;
  next->opened_at = event->at;
  return TRUE;
}

gboolean
yc_effect_filled (YcCase *next, const YcEvent *event, GError **error)
{
  JsonObject *applicant = yc_event_get_object (event, "applicant");
  JsonObject *form = yc_event_get_object (event, "form");

  if (applicant == NULL && form == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "neither applicant nor form");
    return FALSE;
  }
  if (applicant != NULL)
    next->applicant = applicant;
  if (form != NULL)
    next->form = form;
  return TRUE;
}

gboolean
yc_effect_answered (YcCase *next, const YcEvent *event, GError **error)
{
  next->situation = yc_event_get_object (event, "situation");
  if (next->situation != NULL)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no situation");
  return FALSE;
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static YcPage *
page_new (const char *id, const char *material, const YcPage *like)
{
  YcPage *page = g_atomic_rc_box_new0 (YcPage);

  if (like != NULL)
    *page = *like;
  page->id = id;
  page->material = material;
  return page;
}

gboolean
yc_effect_scanned (YcCase *next, const YcEvent *event, GError **error)
{
  const YcPage like = {
      .blob = yc_event_get_string (event, "blob"),
      .mime = yc_event_get_string (event, "mime"),
      .width = (int)CLAMP (yc_event_get_int (event, "width"), 0, 1000000),
      .height = (int)CLAMP (yc_event_get_int (event, "height"), 0, 1000000),
      .dpi = (int)CLAMP (yc_event_get_int (event, "dpi"), 0, 10000),
  };
  const char *id = yc_event_get_string (event, "page");

  if (!is_sha256 (like.blob)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                         "blob: not a SHA-256 in lower-case hex");
    return FALSE;
  }
  if (yc_case_find_page (next, id) != NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_PAGE, "this page is in the case already");
    return FALSE;
  }
  g_ptr_array_add (own_pages (next), page_new (id, yc_event_get_string (event, "material"), &like));
  return TRUE;
}

// The index of the event's page, or -1 with an error.
static int
find_page (YcCase *next, const YcEvent *event, GError **error)
{
  const char *id = yc_event_get_string (event, "page");

  for (guint i = 0; i < next->pages->len; i++)
    if (g_str_equal (((YcPage *)next->pages->pdata[i])->id, id))
      return (int)i;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_PAGE, "the case has no such page");
  return -1;
}

gboolean
yc_effect_page_moved (YcCase *next, const YcEvent *event, GError **error)
{
  int from = find_page (next, event, error);
  GPtrArray *pages;
  YcPage *page;
  gint64 to;

  if (from < 0)
    return FALSE;
  pages = own_pages (next);
  page = page_new (((YcPage *)pages->pdata[from])->id, yc_event_get_string (event, "material"),
                   pages->pdata[from]);
  g_ptr_array_remove_index (pages, (guint)from);
  to = json_object_has_member (event->data, "index") ? yc_event_get_int (event, "index") : from;
  g_ptr_array_insert (pages, (int)CLAMP (to, 0, (gint64)pages->len), page);
  return TRUE;
}

gboolean
yc_effect_page_removed (YcCase *next, const YcEvent *event, GError **error)
{
  int index = find_page (next, event, error);

  if (index < 0)
    return FALSE;
  g_ptr_array_remove_index (own_pages (next), (guint)index);
  return TRUE;
}

gboolean
yc_effect_ticked (YcCase *next, const YcEvent *event, GError **error)
{
  char *key = g_strdup_printf ("%s/%s", yc_event_get_string (event, "material"),
                               yc_event_get_string (event, "point"));
  GHashTable *ticks = own_table (&next->ticks, g_free);

  if (yc_event_get_boolean (event, "on")) {
    g_hash_table_add (ticks, key);
    return TRUE;
  }
  g_hash_table_remove (ticks, key);
  g_free (key);
  return TRUE;
}

gboolean
yc_effect_marked (YcCase *next, const YcEvent *event, GError **error)
{
  const char *material = yc_event_get_string (event, "material");
  const char *name = yc_event_get_string (event, "mark");
  YcMark mark = yc_mark_from_name (name);

  if (!g_str_equal (yc_mark_name (mark), name)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no such mark");
    return FALSE;
  }
  g_hash_table_insert (own_table (&next->marks, NULL), (gpointer)material, GINT_TO_POINTER (mark));
  return TRUE;
}

gboolean
yc_effect_received (YcCase *next, const YcEvent *event, GError **error)
{
  if (yc_case_get_applicant (next, "name") == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no applicant");
    return FALSE;
  }
  next->received_at = event->at;
  return TRUE;
}

static gboolean
has_findings (const YcEvent *event)
{
  JsonNode *node = json_object_get_member (event->data, "findings");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
         json_array_get_length (json_node_get_array (node)) > 0;
}

// Art. 32: everything is told at once. What could have been seen the first time needs a reason and
// a supervisor to be told a second time.
gboolean
yc_effect_supplement_requested (YcCase *next, const YcEvent *event, GError **error)
{
  const char *reason = yc_event_get_string (event, "reason");
  const char *supervisor = yc_event_get_string (event, "supervisor");

  if (!has_findings (event)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_FINDINGS_MISSING, "the notice names nothing");
    return FALSE;
  }
  if (next->notices > 0 && (reason == NULL || *reason == '\0' || supervisor == NULL ||
                            *supervisor == '\0' || g_str_equal (supervisor, event->actor))) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SECOND_NOTICE,
                         "a second notice needs a reason and a supervisor");
    return FALSE;
  }
  next->notices++;
  next->supplement_at = event->at;
  return TRUE;
}

gboolean
yc_effect_supplemented (YcCase *next, const YcEvent *event, GError **error)
{
  next->supplemented_at = event->at;
  return TRUE;
}

gboolean
yc_effect_accepted (YcCase *next, const YcEvent *event, GError **error)
{
  if (next->promised_days > next->legal_days && next->legal_days > 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_LIMIT,
                         "the promised limit is longer than the legal one");
    return FALSE;
  }
  next->accepted_at = event->at;
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

gboolean
yc_effect_ended (YcCase *next, const YcEvent *event, GError **error)
{
  const char *reason = yc_event_get_string (event, "reason");

  if (reason != NULL)
    next->reason = reason;
  next->ended_at = event->at;
  return TRUE;
}

gboolean
yc_effect_handed_off (YcCase *next, const YcEvent *event, GError **error)
{
  next->handed_off_at = event->at;
  return TRUE;
}

gboolean
yc_effect_claimed (YcCase *next, const YcEvent *event, GError **error)
{
  next->holder = event->actor;
  return TRUE;
}

gboolean
yc_effect_assigned (YcCase *next, const YcEvent *event, GError **error)
{
  const char *person = yc_event_get_string (event, "person");

  if (yc_case_has_hand (next, person)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SEPARATION,
                         "this person had a hand in the case");
    return FALSE;
  }
  next->holder = person;
  return TRUE;
}

gboolean
yc_effect_suspended (YcCase *next, const YcEvent *event, GError **error)
{
  const YcPause pause = {.from = event->at};

  g_array_append_val (own_pauses (next), pause);
  return TRUE;
}

gboolean
yc_effect_resumed (YcCase *next, const YcEvent *event, GError **error)
{
  GArray *pauses = own_pauses (next);
  YcPause *pause = &g_array_index (pauses, YcPause, pauses->len - 1);

  pause->to = MAX (event->at, pause->from);
  return TRUE;
}

// Art. 42: once, by at most ten working days (fifteen in a joint procedure).
gboolean
yc_effect_extended (YcCase *next, const YcEvent *event, GError **error)
{
  int extension = days (event, "days");

  if (next->extension_days > 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_EXTENDED, "extended once already (art. 42)");
    return FALSE;
  }
  if (extension < 1 || extension > 15) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_LIMIT,
                         "an extension has 1 to 15 working days (art. 42)");
    return FALSE;
  }
  next->extension_days = extension;
  return TRUE;
}

gboolean
yc_effect_returned (YcCase *next, const YcEvent *event, GError **error)
{
  next->ground = yc_event_get_string (event, "ground");
  next->reason = yc_event_get_string (event, "reason");
  return TRUE;
}

gboolean
yc_effect_decided (YcCase *next, const YcEvent *event, GError **error)
{
  next->ground = yc_event_get_string (event, "ground");
  next->opinion = yc_event_get_string (event, "opinion");
  next->reason = yc_event_get_string (event, "reason");
  next->decided_at = event->at;
  return TRUE;
}

gboolean
yc_effect_issued (YcCase *next, const YcEvent *event, GError **error)
{
  next->issued_at = event->at;
  return TRUE;
}
