// Earlier cases of the same applicant: what they say already, and what may be used again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier.h"
#include "yc-evidence.h"
#include "yc-file-rows.h"
#include "yc-identity.h"
#include "yc-json.h"
#include "yc-row-private.h"
#include "yc-uuid.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_CASES 50

struct _YcEarlierRow {
  GObject parent_instance;
  char *title, *detail, *material;
  YcCase *from; // owned
  char grade;
};

static void
yc_earlier_row_clear (YcEarlierRow *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->material);
  g_clear_pointer (&self->from, yc_case_unref);
}

YC_DEFINE_ROW (YcEarlierRow, yc_earlier_row)

const char *
yc_earlier_row_get_title (YcEarlierRow *self)
{
  return self->title;
}

const char *
yc_earlier_row_get_detail (YcEarlierRow *self)
{
  return self->detail;
}

// ---- Loading them -------------------------------------------------------------------------------

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *file = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (file->session, &file->session->desk, &error);
  g_autoptr (GPtrArray) ids =
      store != NULL ? yc_store_list_cases_of (store, data, MOST_CASES, &error) : NULL;
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_case_unref);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    YcCase *one = g_strcmp0 (ids->pdata[i], file->id) != 0
                      ? yc_store_load_case (store, ids->pdata[i], NULL)
                      : NULL;

    if (one != NULL)
      g_ptr_array_add (cases, one);
  }
  if (ids != NULL) {
    g_task_return_pointer (task, cases, (GDestroyNotify)g_ptr_array_unref);
    return;
  }
  g_ptr_array_unref (cases);
  g_task_return_error (task, error);
}

// Cases of the same applicant but this one, newest first: a GPtrArray of YcCase.
static void
load (YcFile *file, GTask *task)
{
  const char *number = yc_case_get_applicant (file->shown, "id_number");

  g_task_set_task_data (task, g_strdup (number != NULL ? number : ""), g_free);
  yc_session_run (file->session, &file->session->desk, task, load_work);
}

// ---- Using a material again ---------------------------------------------------------------------

// When the paper came in first: one that was reused does not get young again.
static gint64
since_of (const YcCase *earlier, const YcPage *page)
{
  if (page->since != 0)
    return page->since;
  return earlier->received_at != 0 ? earlier->received_at : earlier->opened_at;
}

static gboolean
is_fresh (YcFile *file, const YcMaterial *material, const YcCase *earlier, const char *id)
{
  YcDay today = yc_day_from_ms (yc_session_now (file->session));

  for (guint i = 0; i < earlier->pages->len; i++) {
    const YcPage *page = earlier->pages->pdata[i];

    if (g_str_equal (page->material, id) &&
        yc_day_from_ms (since_of (earlier, page)) + (YcDay)material->reuse_days < today)
      return FALSE;
  }
  return TRUE;
}

// The material of the other case that is the same: by its id in the same item, by its name else.
static const YcMaterial *
find_same (YcFile *file, const YcMaterial *material, const YcCase *earlier)
{
  const YcItem *item =
      yc_catalogue_find_version (file->catalogue, earlier->item, earlier->item_version);

  if (item == NULL)
    return NULL;
  if (g_strcmp0 (earlier->item, file->stored->item) == 0)
    return yc_item_find_material (item, material->id);
  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *other = item->materials->pdata[i];

    if (g_strcmp0 (other->name.zh, material->name.zh) == 0)
      return other;
  }
  return NULL;
}

// Only what was trusted then (grade A or B) may be used again.
static YcEarlierRow *
make_row (YcFile *file, const YcMaterial *material, YcCase *earlier)
{
  const YcMaterial *same = find_same (file, material, earlier);
  char grade = same != NULL ? yc_checklist_grade (same, earlier) : 0;
  guint pages = same != NULL ? yc_case_count_pages (earlier, same->id) : 0;
  g_autofree char *day = yc_words_day (yc_day_from_ms (earlier->opened_at), FALSE);
  YcEarlierRow *row;

  if (pages == 0 || (grade != 'A' && grade != 'B') || !is_fresh (file, material, earlier, same->id))
    return NULL;
  row = g_object_new (YC_TYPE_EARLIER_ROW, NULL);
  row->title = g_strdup_printf ("%s · %s", earlier->number != NULL ? earlier->number : "", day);
  // TRANSLATORS: how far an electronic copy is trusted, "A" to "D".
  row->detail =
      g_strdup_printf (ngettext ("%u page, grade %c", "%u pages, grade %c", pages), pages, grade);
  row->material = g_strdup (same->id);
  row->from = yc_case_ref (earlier);
  row->grade = grade;
  return row;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *file = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  const YcMaterial *material = yc_item_find_material (file->item, g_task_get_task_data (outer));
  GError *error = NULL;
  g_autoptr (GPtrArray) cases = g_task_propagate_pointer (G_TASK (result), &error);
  GListStore *rows;

  if (cases == NULL) {
    g_task_return_error (outer, error);
    return;
  }
  rows = g_list_store_new (YC_TYPE_EARLIER_ROW);
  for (guint i = 0; material != NULL && i < cases->len; i++) {
    g_autoptr (YcEarlierRow) row = make_row (file, material, cases->pdata[i]);

    if (row != NULL)
      g_list_store_append (rows, row);
  }
  g_task_return_pointer (outer, rows, g_object_unref);
}

void
yc_earlier_list_async (YcFile *file,
                       const char *material,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (file, cancellable, listed_cb, outer);

  g_task_set_source_tag (outer, yc_earlier_list_async);
  g_task_set_task_data (outer, g_strdup (material), g_free);
  load (file, task);
}

GListModel *
yc_earlier_list_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static JsonObject *
data_of_page (const YcPage *page, const char *material, YcEarlierRow *row, gint64 now)
{
  JsonObject *data = json_object_new ();
  g_autofree char *id = yc_uuid_new (now);
  const char grade[] = {row->grade, '\0'};

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", material);
  json_object_set_string_member (data, "blob", page->blob);
  json_object_set_string_member (data, "mime", page->mime);
  json_object_set_int_member (data, "width", page->width);
  json_object_set_int_member (data, "height", page->height);
  json_object_set_int_member (data, "dpi", page->dpi);
  if (page->operations != NULL)
    json_object_set_string_member (data, "operations", page->operations);
  if (page->quality != NULL)
    json_object_set_object_member (data, "quality", json_object_ref (page->quality));
  json_object_set_string_member (data, "origin",
                                 row->from->number != NULL ? row->from->number : row->from->id);
  json_object_set_int_member (data, "since", since_of (row->from, page));
  json_object_set_string_member (data, "grade", grade);
  return data;
}

static void
reused_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_boolean (outer, TRUE);
}

void
yc_earlier_reuse_async (YcFile *file,
                        const char *material,
                        YcEarlierRow *row,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback, user_data);
  YcErrand *errand = yc_errand_new (file);

  g_task_set_source_tag (outer, yc_earlier_reuse_async);
  for (guint i = 0; i < row->from->pages->len; i++) {
    const YcPage *page = row->from->pages->pdata[i];

    if (g_str_equal (page->material, row->material))
      yc_errand_add (errand, file, YC_EVENT_SCANNED,
                     data_of_page (page, material, row, yc_session_now (file->session)));
  }
  yc_file_run (file, errand, g_task_new (file, NULL, reused_cb, outer));
}

gboolean
yc_earlier_reuse_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

// ---- Filling what is known ----------------------------------------------------------------------

// What is filled, and from where.
typedef struct {
  YcFile *file;
  JsonObject *applicant, *form, *sources; // owned copies
  guint n;
} Filling;

// What somebody has emptied stays empty: it holds an empty text.
static gboolean
is_untouched (JsonObject *values, const char *place)
{
  JsonNode *node = yc_form_get (values, place);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static gboolean
says_something (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         g_strcmp0 (json_node_get_string (node), "") != 0;
}

static void
put (Filling *filling,
     JsonObject **values,
     const char *section,
     const char *place,
     JsonNode *node,
     const char *source)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", section, place);
  JsonObject *next;

  if (!says_something (node) || !is_untouched (*values, place))
    return;
  next = yc_form_set (*values, place, json_node_copy (node));
  json_object_unref (*values);
  *values = next;
  json_object_set_string_member (filling->sources, key, source);
  filling->n++;
}

static void
fill_applicant (Filling *filling, const YcCase *earlier)
{
  static const char *const members[] = {"kind", "name", "phone", "address"};
  g_autofree char *source =
      // TRANSLATORS: the number of an earlier case.
      g_strdup_printf (_ ("From case %s"), earlier->number != NULL ? earlier->number : "");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    put (filling, &filling->applicant, "applicant", members[i],
         earlier->applicant != NULL ? json_object_get_member (earlier->applicant, members[i])
                                    : NULL,
         source);
}

static void
fill_from_register (Filling *filling, const YcFormPlace *place, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", 2);
  const YcSource *source = yc_catalogue_find_source (filling->file->catalogue, steps[0]);
  JsonObject *evidence =
      steps[0] != NULL ? yc_evidence_find (filling->file->shown, steps[0]) : NULL;
  JsonObject *answer = yc_json_get_object (evidence, "answer");
  g_autofree char *from = source != NULL
                              // TRANSLATORS: a register.
                              ? g_strdup_printf (_ ("From the %s"), yc_session_pick (&source->name))
                              : NULL;

  if (from != NULL && answer != NULL && steps[1] != NULL)
    put (filling, &filling->form, "form", place->place, json_object_get_member (answer, steps[1]),
         from);
}

static void
fill_from_earlier (Filling *filling, const YcFormPlace *place, GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++) {
    const YcCase *earlier = cases->pdata[i];
    JsonNode *node = earlier->form != NULL ? yc_form_get (earlier->form, place->place) : NULL;
    g_autofree char *from =
        g_strdup_printf (_ ("From case %s"), earlier->number != NULL ? earlier->number : "");

    if (!says_something (node))
      continue;
    put (filling, &filling->form, "form", place->place, node, from);
    return;
  }
}

static void
fill_form (Filling *filling, GPtrArray *cases)
{
  YcFile *file = filling->file;
  g_autoptr (GPtrArray) places =
      file->item->form != NULL ? yc_form_list (file->item->form, filling->form) : NULL;

  for (guint i = 0; places != NULL && i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];
    const char *from = place->entry < 0 ? place->field->autofill : NULL;

    if (from == NULL)
      continue;
    if (g_str_has_prefix (from, "applicant."))
      put (filling, &filling->form, "form", place->place,
           json_object_get_member (filling->applicant, from + strlen ("applicant.")),
           _ ("From the applicant's record"));
    else if (g_str_has_prefix (from, "shared."))
      fill_from_register (filling, place, from + strlen ("shared."));
    else
      fill_from_earlier (filling, place, cases);
  }
}

// The same person with the same wish, and the first one is still open.
static void
find_duplicate (YcFile *file, GPtrArray *cases)
{
  g_clear_pointer (&file->duplicate, g_free);
  for (guint i = 0; i < cases->len; i++) {
    const YcCase *earlier = cases->pdata[i];

    if (g_strcmp0 (earlier->item, file->stored->item) != 0 || yc_state_is_final (earlier->state))
      continue;
    // TRANSLATORS: a case number, and its state.
    file->duplicate = g_strdup_printf (
        _ ("The same applicant has an open case for this already: %s (%s)"),
        earlier->number != NULL ? earlier->number : "", yc_words_state (earlier->state));
    return;
  }
}

static guint
fill_all (YcFile *file, GPtrArray *cases)
{
  Filling filling = {
      .file = file,
      .applicant = yc_form_copy (file->shown->applicant),
      .form = yc_form_copy (file->shown->form),
      .sources = yc_form_copy (file->sources != NULL ? file->sources : file->shown->sources),
  };

  if (cases->len > 0)
    fill_applicant (&filling, cases->pdata[0]);
  fill_form (&filling, cases);
  if (filling.n == 0) {
    json_object_unref (filling.applicant);
    json_object_unref (filling.form);
    json_object_unref (filling.sources);
    yc_file_rebuild (file); // there may be a warning
    return 0;
  }
  yc_file_set_typed (file, filling.applicant, filling.form, filling.sources);
  yc_file_settle (file);
  return filling.n;
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *file = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) cases = g_task_propagate_pointer (G_TASK (result), &error);

  if (cases == NULL) {
    g_task_return_error (outer, error);
    return;
  }
  find_duplicate (file, cases);
  g_task_return_int (outer,
                     yc_file_can (file, YC_EVENT_FILLED) ? (gssize)fill_all (file, cases) : 0);
}

static gboolean
is_whole_number (const char *number)
{
  return number != NULL && (yc_identity_check_person (number) == YC_IDENTITY_OK ||
                            yc_identity_check_credit_code (number) == YC_IDENTITY_OK);
}

static void
append_evidence (YcFile *file, const char *source, GString *known)
{
  JsonObject *evidence = yc_evidence_find (file->stored, source);

  if (evidence != NULL)
    g_string_append_printf (known, "\n%s %" G_GINT64_FORMAT, source,
                            yc_json_get_int (evidence, "asked_at", 0));
}

// A number is taken as soon as it is complete: nobody has to leave its field.
char *
yc_earlier_get_known (YcFile *file)
{
  static const char *const members[] = {"name", "phone", "address"};
  g_autoptr (GString) known = g_string_new (NULL);
  const char *number = yc_case_get_applicant (file->shown, "id_number");
  GHashTableIter iter;
  gpointer source;

  if (is_whole_number (number))
    g_string_append (known, number);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *text = yc_case_get_applicant (file->stored, members[i]);

    if (text != NULL && *text != '\0')
      g_string_append_printf (known, "\n%s %s", members[i], text);
  }
  g_hash_table_iter_init (&iter, file->stored->shared);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    append_evidence (file, source, known);
  return g_string_free (g_steal_pointer (&known), FALSE);
}

static void
quiet_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  yc_earlier_fill_finish (YC_FILE (source), result, NULL);
}

void
yc_earlier_fill_async (YcFile *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback != NULL ? callback : quiet_cb, user_data);
  g_autoptr (GTask) task = g_task_new (file, cancellable, filled_cb, outer);

  g_task_set_source_tag (outer, yc_earlier_fill_async);
  load (file, task);
}

guint
yc_earlier_fill_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error); // once: MAX () would ask twice

  return (guint)MAX (n, 0);
}

const char *
yc_earlier_get_duplicate (YcFile *file)
{
  return file->duplicate;
}
