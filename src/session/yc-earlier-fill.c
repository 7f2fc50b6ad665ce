// What registers and earlier cases of the same applicant say, filled in where nothing stands.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier.h"
#include "yc-evidence.h"
#include "yc-file-private.h"
#include "yc-form.h"
#include "yc-identity.h"
#include "yc-json.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

// A mask is nothing to fill in.
static gboolean
is_whole (const YcCase *earlier, const char *section, const char *place)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", section, place);

  return !yc_case_is_masked (earlier, key);
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
    if (earlier->applicant != NULL && is_whole (earlier, "applicant", members[i]))
      put (filling, &filling->applicant, "applicant", members[i],
           json_object_get_member (earlier->applicant, members[i]), source);
}

static void
fill_from_register (Filling *filling, const YcFormPlace *place, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", 2);
  const YcSource *source = yc_catalogue_find_source (filling->file->catalogue, steps[0]);
  JsonObject *evidence =
      steps[0] != NULL ? yc_evidence_find (filling->file->shown, steps[0]) : NULL;
  JsonObject *answer = yc_json_get_object (evidence, "answer");
  g_autofree char *masked = g_strconcat ("answer/", steps[0] != NULL ? steps[1] : NULL, NULL);
  g_autofree char *from = source != NULL
                              // TRANSLATORS: a register.
                              ? g_strdup_printf (_ ("From the %s"), yc_session_pick (&source->name))
                              : NULL;

  if (from != NULL && answer != NULL && steps[1] != NULL && !yc_event_data_masks (evidence, masked))
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

    if (!says_something (node) || !is_whole (earlier, "form", place->place))
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
  yc_earlier_load (file, task);
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
