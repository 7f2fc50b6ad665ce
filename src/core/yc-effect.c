// What single events change in a case; only the table of steps calls these.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-effect.h"
#include "yc-error.h"
#include "yc-own.h"

#include <string.h>

#define MOST_STAGES     100
#define MOST_OPERATIONS 1000 // bytes

// The way through the office, as the item had it when the case began.
static void
read_stages (YcCase *next, const YcEvent *event)
{
  JsonNode *node = json_object_get_member (event->data, "steps");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GArray *stages = yc_own_array (&next->stages);

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST_STAGES); i++) {
    JsonNode *element = json_array_get_element (array, i);
    JsonObject *from = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
    const YcStage stage = {
        .post =
            from != NULL ? json_object_get_string_member_with_default (from, "post", NULL) : NULL,
        .name =
            from != NULL ? json_object_get_string_member_with_default (from, "name", NULL) : NULL,
        .days =
            from != NULL
                ? (int)CLAMP (json_object_get_int_member_with_default (from, "days", 0), 0, 3650)
                : 0,
    };

    g_array_append_val (stages, stage);
  }
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
  next->promised_days = yc_own_days (event, "promised_days");
  next->legal_days = yc_own_days (event, "legal_days");
  next->yellow_days = yc_own_days (event, "yellow_days");
  next->supplement_days = yc_own_days (event, "supplement_days");
  next->most_extension = yc_own_days (event, "extension_days");
  read_stages (next, event);
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
  if (applicant != NULL) {
    next->applicant = applicant;
    next->applicant_from = event->data;
  }
  if (form != NULL) {
    next->form = form;
    next->form_from = event->data;
  }
  if (yc_event_get_object (event, "sources") != NULL)
    next->sources = yc_event_get_object (event, "sources");
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

// What is done to a page before it is shown; without the member, nothing. The words are not judged
// here, only how many there are.
static gboolean
read_operations (const YcEvent *event, const char **ret_operations, GError **error)
{
  const char *text = yc_event_get_string (event, "operations");

  *ret_operations = text;
  if (text == NULL || strlen (text) <= MOST_OPERATIONS)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "operations: more than %d bytes",
               MOST_OPERATIONS);
  return FALSE;
}

static gboolean
check_blob (const YcEvent *event, GError **error)
{
  if (is_sha256 (yc_event_get_string (event, "blob")))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                       "blob: not a SHA-256 in lower-case hex");
  return FALSE;
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

// Where the event says, or at `otherwise`.
static void
insert_page (GPtrArray *pages, const YcEvent *event, YcPage *page, int otherwise)
{
  gint64 index =
      json_object_has_member (event->data, "index") ? yc_event_get_int (event, "index") : otherwise;

  g_ptr_array_insert (pages, (int)CLAMP (index, 0, (gint64)pages->len), page);
}

static gboolean
check_place (const YcCase *next, const char *material, GError **error)
{
  if (yc_case_takes_page (next, material))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MATERIAL,
                       "the office has the case, and this material is not owed");
  return FALSE;
}

gboolean
yc_effect_scanned (YcCase *next, const YcEvent *event, GError **error)
{
  YcPage like = {
      .blob = yc_event_get_string (event, "blob"),
      .mime = yc_event_get_string (event, "mime"),
      .width = (int)CLAMP (yc_event_get_int (event, "width"), 0, 1000000),
      .height = (int)CLAMP (yc_event_get_int (event, "height"), 0, 1000000),
      .dpi = (int)CLAMP (yc_event_get_int (event, "dpi"), 0, 10000),
      .origin = yc_event_get_string (event, "origin"),
      .since = yc_event_get_int (event, "since"),
      .grade = yc_event_get_string (event, "grade"),
      .quality = yc_event_get_object (event, "quality"),
  };
  const char *id = yc_event_get_string (event, "page");

  if (!check_blob (event, error) ||
      !check_place (next, yc_event_get_string (event, "material"), error))
    return FALSE;
  if (yc_case_find_page (next, id) != NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_PAGE, "this page is in the case already");
    return FALSE;
  }
  if (!read_operations (event, &like.operations, error))
    return FALSE;
  insert_page (yc_own_pages (next), event,
               page_new (id, yc_event_get_string (event, "material"), &like), G_MAXINT);
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

static gboolean
is_point_of (gpointer key, gpointer value, gpointer prefix)
{
  return g_str_has_prefix (key, prefix);
}

// What was seen of a material goes with its last page: another paper is looked at anew.
static void
forget_seen (YcCase *next, const char *material)
{
  g_autofree char *prefix = g_strconcat (material, "/", NULL);

  if (yc_case_count_pages (next, material) > 0)
    return;
  g_hash_table_foreach_remove (yc_own_table (&next->ticks, g_free), is_point_of, prefix);
  g_hash_table_remove (yc_own_table (&next->copies, NULL), material);
  if (yc_case_get_mark (next, material) == YC_MARK_CHECKED)
    g_hash_table_remove (yc_own_table (&next->marks, NULL), material);
}

gboolean
yc_effect_page_moved (YcCase *next, const YcEvent *event, GError **error)
{
  int from = find_page (next, event, error);
  const char *left; // lies in the event that scanned the page
  GPtrArray *pages;
  YcPage *page;

  if (from < 0)
    return FALSE;
  left = ((YcPage *)next->pages->pdata[from])->material;
  pages = yc_own_pages (next);
  page = page_new (((YcPage *)pages->pdata[from])->id, yc_event_get_string (event, "material"),
                   pages->pdata[from]);
  g_ptr_array_remove_index (pages, (guint)from);
  insert_page (pages, event, page, from);
  forget_seen (next, left);
  return TRUE;
}

// A copy of the page at `index`, to be changed; it lies where the page lay.
static YcPage *
own_page (YcCase *next, int index)
{
  const YcPage *before = next->pages->pdata[index];
  YcPage *page = page_new (before->id, before->material, before);

  g_ptr_array_remove_index (yc_own_pages (next), (guint)index);
  g_ptr_array_insert (next->pages, index, page);
  return page;
}

gboolean
yc_effect_page_prepared (YcCase *next, const YcEvent *event, GError **error)
{
  int index = find_page (next, event, error);
  const char *operations;

  if (index < 0 || !read_operations (event, &operations, error))
    return FALSE;
  own_page (next, index)->operations = operations;
  return TRUE;
}

gboolean
yc_effect_text_found (YcCase *next, const YcEvent *event, GError **error)
{
  int index = find_page (next, event, error);
  YcPage *page;

  if (index < 0 || !check_blob (event, error) ||
      !check_place (next, ((YcPage *)next->pages->pdata[index])->material, error))
    return FALSE;
  page = own_page (next, index);
  page->text = yc_event_get_string (event, "blob");
  page->text_mime = yc_event_get_string (event, "mime");
  return TRUE;
}

gboolean
yc_effect_page_removed (YcCase *next, const YcEvent *event, GError **error)
{
  int index = find_page (next, event, error);
  const char *left;

  if (index < 0)
    return FALSE;
  if (!yc_case_lets_page_go (next, yc_event_get_string (event, "page"))) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MATERIAL,
                         "the case was accepted, and this page is not of what came in since");
    return FALSE;
  }
  left = ((YcPage *)next->pages->pdata[index])->material;
  g_ptr_array_remove_index (yc_own_pages (next), (guint)index);
  forget_seen (next, left);
  return TRUE;
}

gboolean
yc_effect_ticked (YcCase *next, const YcEvent *event, GError **error)
{
  char *key = g_strdup_printf ("%s/%s", yc_event_get_string (event, "material"),
                               yc_event_get_string (event, "point"));
  GHashTable *ticks = yc_own_table (&next->ticks, g_free);

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
  g_hash_table_insert (yc_own_table (&next->marks, NULL), (gpointer)material,
                       GINT_TO_POINTER (mark));
  if (json_object_has_member (event->data, "copies"))
    g_hash_table_insert (yc_own_table (&next->copies, NULL), (gpointer)material,
                         GINT_TO_POINTER ((int)CLAMP (yc_event_get_int (event, "copies"), 0, 999)));
  return TRUE;
}

// Evidence of what a source answered, or that it did not: then the paper is asked for.
gboolean
yc_effect_verified (YcCase *next, const YcEvent *event, GError **error)
{
  g_hash_table_insert (yc_own_table (&next->shared, NULL),
                       (gpointer)yc_event_get_string (event, "source"), event->data);
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
yc_effect_advanced (YcCase *next, const YcEvent *event, GError **error)
{
  if (next->stage >= next->stages->len) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_STEP, "all steps of the office are done");
    return FALSE;
  }
  next->stage++;
  return TRUE;
}

gboolean
yc_effect_suspended (YcCase *next, const YcEvent *event, GError **error)
{
  const YcPause pause = {.from = event->at};

  g_array_append_val (yc_own_array (&next->pauses), pause);
  return TRUE;
}

gboolean
yc_effect_resumed (YcCase *next, const YcEvent *event, GError **error)
{
  GArray *pauses = yc_own_array (&next->pauses);
  YcPause *pause = &g_array_index (pauses, YcPause, pauses->len - 1);

  pause->to = MAX (event->at, pause->from);
  return TRUE;
}

// Art. 42: once, by at most ten working days (fifteen in a joint procedure).
gboolean
yc_effect_extended (YcCase *next, const YcEvent *event, GError **error)
{
  int extension = yc_own_days (event, "days");
  int most = next->most_extension > 0 ? MIN (next->most_extension, 15) : 15;

  if (next->extension_days > 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_EXTENDED, "extended once already (art. 42)");
    return FALSE;
  }
  if (extension < 1 || extension > most) {
    g_set_error (error, YC_ERROR, YC_ERROR_LIMIT, "an extension has 1 to %d working days (art. 42)",
                 most);
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
