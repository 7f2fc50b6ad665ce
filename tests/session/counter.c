// A counter of the demo city on a day of our own: a real central, and people who sign in there.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-calendar.h"
#include "yc-ledger.h"
#include "yc-registers.h"

#define PASSWORD "yichuang-demo"
#define MORNING  (10 * 3600 * G_GINT64_CONSTANT (1000))
#define WAIT_US  (30 * G_USEC_PER_SEC)

static char *own_folder;

void
counter_isolate (void)
{
  static const char *const variables[] = {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                                          "XDG_CACHE_HOME"};

  own_folder = g_dir_make_tmp ("yc-counter-XXXXXX", NULL);
  g_assert_nonnull (own_folder);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++) {
    g_autofree char *path = g_build_filename (own_folder, variables[i], NULL);

    g_setenv (variables[i], path, TRUE);
  }
}

void
counter_clean_up (void)
{
  yc_test_remove_tree (own_folder);
  g_clear_pointer (&own_folder, g_free);
}

void
counter_begin (Counter *self, const char *day)
{
  self->central =
      yc_test_central_new_demo (yc_day_to_ms (yc_day_from_string (day)) + MORNING, FALSE);
  self->said = NULL;
}

void
counter_add_registers (Counter *self)
{
  g_autofree char *city = g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", NULL);
  g_autoptr (GError) error = NULL;

  yc_test_central_stop (self->central);
  yc_registers_import (city, yc_test_central_get_folder (self->central), &error);
  g_assert_no_error (error);
  yc_test_central_start (self->central);
}

static void
drop (JsonObject *item, const char *material)
{
  JsonArray *materials = json_object_get_array_member (item, "materials");

  for (guint i = json_array_get_length (materials); i-- > 0;)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (materials, i), "id"),
            material))
      json_array_remove_element (materials, i);
}

void
counter_drop_material (Counter *self, const char *item, const char *material)
{
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (YcCatalogueText) text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *items;

  yc_test_central_stop (self->central);
  ledger = yc_ledger_open (yc_test_central_get_folder (self->central), FALSE, &error);
  g_assert_no_error (error);
  text = yc_ledger_find_catalogue (ledger, &error);
  g_assert_no_error (error);
  node = json_from_string (text->body, NULL);
  json_object_set_int_member (json_node_get_object (node), "version", 2);
  items = json_object_get_array_member (json_node_get_object (node), "items");
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *one = json_array_get_object_element (items, i);

    if (g_str_equal (json_object_get_string_member (one, "code"), item))
      drop (one, material);
  }
  body = json_to_string (node, FALSE);
  g_assert_true (yc_ledger_add_catalogue (ledger, 2, body, 1, &error));
  g_clear_pointer (&ledger, yc_ledger_close);
  yc_test_central_start (self->central);
}

void
counter_end (Counter *self)
{
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
  g_free (self->said);
}

static void
notice_cb (YcSession *session, const char *text, Counter *self)
{
  g_free (self->said);
  self->said = g_strdup (text);
}

YcSession *
counter_sign_in (Counter *self, const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (person, yc_test_central_get_url (self->central), person, PASSWORD, &error);

  g_assert_no_error (error);
  g_signal_connect (session, "notice", G_CALLBACK (notice_cb), self);
  g_assert_true (robot_sync (session));
  return session;
}

void
counter_settle (YcFile *file)
{
  robot_settle (file);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

YcFile *
counter_open_case (YcSession *session, const char *item)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = robot_new_case (session, item, &error);

  g_assert_no_error (error);
  robot_type (file, "applicant", "name", COUNTER_NAME);
  robot_type (file, "applicant", "id_number", COUNTER_ID);
  robot_type (file, "applicant", "phone", COUNTER_PHONE);
  counter_settle (file);
  return file;
}

static void
list_findings (YcFile *file)
{
  GListModel *rows = yc_file_get_findings (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcFindingRow) row = g_list_model_get_item (rows, i);

    g_test_message ("finding: %s", yc_finding_row_get_text (row));
  }
}

static gboolean
is_complete (gpointer file)
{
  return yc_file_is_saved (file) && yc_file_count_blocking (file) == 0;
}

// What central confirms meanwhile is read again, so that the file may be behind for a moment.
void
counter_complete (YcFile *file)
{
  g_autofree char *page = robot_make_page (1);

  robot_complete (file, page);
  if (!counter_wait (is_complete, file))
    list_findings (file);
  g_assert_cmpuint (yc_file_count_blocking (file), ==, 0);
}

YcFile *
counter_open_complete_case (YcSession *session, const char *item)
{
  YcFile *file = counter_open_case (session, item);

  counter_complete (file);
  return file;
}

YcFieldRow *
counter_find_field (YcFile *file, const char *place)
{
  GListModel *rows = yc_file_get_form_fields (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_field_row_get_id (row), place))
      return g_steal_pointer (&row);
  }
  return NULL;
}

YcMaterialRow *
counter_find_material (YcFile *file, const char *id)
{
  GListModel *rows = yc_file_get_materials (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_material_row_get_id (row), id))
      return g_steal_pointer (&row);
  }
  return NULL;
}

char *
counter_get_text (YcFile *file, const char *place)
{
  g_autoptr (YcFieldRow) row = counter_find_field (file, place);

  return g_strdup (row != NULL ? yc_field_row_get_text (row) : "");
}

char *
counter_get_message (YcFile *file, const char *place)
{
  g_autoptr (YcFieldRow) row = counter_find_field (file, place);
  const char *message = row != NULL ? yc_field_row_get_message (row) : NULL;

  return g_strdup (message != NULL ? message : "");
}

void
counter_mark (YcFile *file, const char *material, YcMark mark)
{
  yc_file_mark (file, material, mark);
  counter_settle (file);
}

void
counter_answer (YcFile *file, const char *situation, guint answer)
{
  GListModel *rows = yc_file_get_situations (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcSituationRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_situation_row_get_id (row), situation))
      yc_file_answer (file, row, (int)answer);
  }
  counter_settle (file);
}

void
counter_keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

GAsyncResult *
counter_wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

YcPaperPrint *
counter_print (YcFile *file, const char *kind, gboolean draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_papers_print_async (file, kind, draft, NULL, counter_keep_cb, &result);
  return yc_papers_print_finish (file, counter_wait_for (&result), error);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
counter_wait (gboolean (*is_so) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;
  guint wake = g_timeout_add (20, wake_cb, NULL);
  gboolean so;

  while (!(so = is_so (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
  return so;
}
