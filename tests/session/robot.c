// A person at a workstation, for tests: every call returns when it is done.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-image.h"
#include "yc-papers.h"
#include "yc-session-private.h"

#include <string.h>

#define WAIT_US    (30 * G_USEC_PER_SEC)
#define PASSPHRASE "a passphrase for tests"

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

// Turns the main loop until the call has answered.
static GAsyncResult *
answer (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

// Turns the main loop until `is_so` says so, or half a minute is over.
static gboolean
wait_until (gboolean (*is_so) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;
  guint wake = g_timeout_add (20, wake_cb, NULL);
  gboolean so;

  while (!(so = is_so (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
  return so;
}

YcSession *
robot_begin (
    const char *profile, const char *url, const char *person, const char *password, GError **error)
{
  g_autoptr (YcProfile) self = yc_profile_new (profile);
  g_autoptr (GAsyncResult) result = NULL;

  yc_profile_set (self, "server", url);
  yc_session_begin_async (self, PASSPHRASE, &(YcEntrance){YC_WAY_PASSWORD, person, password}, NULL,
                          keep_cb, &result);
  return yc_session_begin_finish (answer (&result), error);
}

void
robot_leave (YcSession **session)
{
  yc_session_end (*session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

YcFile *
robot_new_case (YcSession *session, const char *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_begin_async (session, item, NULL, keep_cb, &result);
  return yc_file_open_finish (answer (&result), error);
}

YcFile *
robot_open (YcSession *session, const char *case_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_open_async (session, case_id, NULL, keep_cb, &result);
  return yc_file_open_finish (answer (&result), error);
}

static YcFieldRow *
find_field (YcFile *file, const char *section, const char *field)
{
  GListModel *rows = g_str_equal (section, "applicant") ? yc_file_get_applicant_fields (file)
                                                        : yc_file_get_form_fields (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_field_row_get_id (row), field))
      return g_steal_pointer (&row);
  }
  g_error ("no field “%s”", field);
}

void
robot_type (YcFile *file, const char *section, const char *field, const char *text)
{
  g_autoptr (YcFieldRow) row = find_field (file, section, field);

  yc_file_type (file, row, text);
}

static gboolean
is_saved (gpointer file)
{
  return yc_file_is_saved (file);
}

void
robot_settle (YcFile *file)
{
  yc_file_settle (file);
  g_assert_true (wait_until (is_saved, file));
}

static const char *
sample_for (YcFieldRow *row)
{
  static const char *const known[][2] = {
      {"phone", "13800001111"},        {"licence_code", "92330102KLKB3TMM4J"},
      {"file_no", "330100123456"},     {"expires", "2026-12-24"},
      {"contract_date", "2026-06-01"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (yc_field_row_get_id (row), known[i][0]))
      return known[i][1];
  switch (yc_field_row_get_input (row)) {
  case YC_INPUT_NUMBER:
    return "12";
  case YC_INPUT_CHOICE:
    return yc_field_row_get_choices (row)->pdata[0];
  case YC_INPUT_BOOLEAN:
    return "true";
  case YC_INPUT_DATE:
    return "2026-11-20";
  case YC_INPUT_TEXT:
  case YC_INPUT_PART:
  case YC_INPUT_GROUP:
  case YC_INPUT_ENTRY:
    break;
  }
  return "样例样例样例";
}

static void
fill_form (YcFile *file)
{
  GListModel *rows = yc_file_get_form_fields (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (rows, i);

    if (yc_field_row_is_required (row))
      yc_file_type (file, row, sample_for (row));
  }
}

static void
complete_material (YcFile *file, YcMaterialRow *row, const char *page_path)
{
  GListModel *points = yc_material_row_get_points (row);
  g_autoptr (GError) error = NULL;

  if (yc_material_row_get_n_pages (row) == 0)
    robot_import (file, yc_material_row_get_id (row), page_path, &error);
  g_assert_no_error (error);
  if (yc_material_row_get_copies_asked (row) > 1)
    yc_file_count_copies (file, yc_material_row_get_id (row),
                          yc_material_row_get_copies_asked (row));
  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);

    if (!yc_point_row_is_ticked (point))
      yc_file_tick (file, yc_material_row_get_id (row), yc_point_row_get_id (point), TRUE);
  }
}

void
robot_complete (YcFile *file, const char *page_path)
{
  GListModel *materials = yc_file_get_materials (file);

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    complete_material (file, row, page_path);
  }
  fill_form (file);
  robot_settle (file);
}

gboolean
robot_accept (YcFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_accept_async (file, NULL, keep_cb, &result);
  return yc_file_accept_finish (file, answer (&result), error);
}

gboolean
robot_do (YcFile *file, YcEventType type, JsonObject *data, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_do_async (file, type, data, NULL, keep_cb, &result);
  return yc_file_do_finish (file, answer (&result), error);
}

gboolean
robot_import (YcFile *file, const char *material, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) from = g_file_new_for_path (path);
  const YcImportSource source = {.file = from};

  yc_file_import_async (file, material, &source, NULL, NULL, NULL, keep_cb, &result);
  return yc_file_import_finish (file, answer (&result), NULL, error) > 0;
}

guint
robot_scan (YcFile *file, const char *material, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_scan_async (file, material, NULL, NULL, NULL, NULL, keep_cb, &result);
  return yc_file_scan_finish (file, answer (&result), error);
}

gboolean
robot_undo (YcFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_undo_async (file, keep_cb, &result);
  return yc_file_undo_finish (file, answer (&result), NULL);
}

GBytes *
robot_print (YcFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_autoptr (YcPaperPrint) print = NULL;

  yc_papers_print_async (file, "voucher", FALSE, NULL, keep_cb, &result);
  print = yc_papers_print_finish (file, answer (&result), error);
  return print != NULL ? g_bytes_ref (print->pdf) : NULL;
}

static const char *
find_look (YcFile *file, const char *page)
{
  GListModel *pages = yc_file_get_pages (file);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_str_equal (yc_page_row_get_id (row), page))
      return yc_page_row_get_look (row); // the list holds it
  }
  return "";
}

YcPicture *
robot_load_page (YcFile *file, const char *page, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_load_page_async (file, page, find_look (file, page), 200, NULL, keep_cb, &result);
  return yc_file_load_page_finish (file, answer (&result), error);
}

static gboolean
is_synced (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_SYNCED;
}

static void
nothing_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

// Once what stands behind it on the same desk is done, the session knows what is waiting now.
static void
refresh_waiting (YcSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) behind = g_task_new (session, NULL, keep_cb, &result);

  yc_session_refresh_waiting (session);
  yc_session_run (session, &session->desk, behind, nothing_work);
  answer (&result);
}

gboolean
robot_sync (YcSession *session)
{
  yc_session_sync_now (session);
  refresh_waiting (session);
  return wait_until (is_synced, session);
}

typedef struct {
  YcQueue *queue;
  const char *case_id; // nullable
  char *found;
} Search;

static gboolean
is_found (gpointer data)
{
  Search *search = data;
  GListModel *model = G_LIST_MODEL (search->queue);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  // Held while the loop turns once, so that the queue loads them.
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (held, g_list_model_get_item (model, i));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < held->len && search->found == NULL; i++) {
    const char *id = yc_entry_get_case (held->pdata[i]);

    if (id != NULL && (search->case_id == NULL || g_str_equal (id, search->case_id)))
      search->found = g_strdup (id);
  }
  if (search->found == NULL && held->len > 0)
    g_main_context_iteration (NULL, TRUE);
  return search->found != NULL;
}

char *
robot_find (YcSession *session, YcList list, const char *case_id)
{
  g_autoptr (YcQueue) queue = yc_queue_new (session, list);
  Search search = {queue, case_id, NULL};

  wait_until (is_found, &search);
  return search.found;
}

typedef struct {
  YcFile *file;
  YcState state;
} StateWish;

static gboolean
is_in_state (gpointer data)
{
  StateWish *wish = data;

  return yc_file_get_state (wish->file) == wish->state;
}

gboolean
robot_wait_state (YcFile *file, YcState state)
{
  StateWish wish = {file, state};

  return wait_until (is_in_state, &wish);
}

enum { PAGE_WIDTH = 480, PAGE_HEIGHT = 640, MARGIN = 48 };

// Lines of print and a red seal in the middle: nothing is wrong with it.
static void
paint (guint8 *pixels, guint seed)
{
  static const guint8 red[] = {208, 32, 32};
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  memset (pixels, 250, (gsize)PAGE_WIDTH * PAGE_HEIGHT * 3);
  for (int y = MARGIN; y < PAGE_HEIGHT - MARGIN; y++)
    for (int x = MARGIN; x < PAGE_WIDTH - MARGIN; x++) {
      const int across = x - PAGE_WIDTH / 2, along = y - PAGE_HEIGHT / 2;
      const int off = across * across + along * along;
      guint8 *pixel = pixels + ((gsize)y * PAGE_WIDTH + (gsize)x) * 3;

      if (off > 80 * 80 && off < 96 * 96)
        memcpy (pixel, red, sizeof red);
      else if (y % 24 < 8 && g_rand_boolean (random))
        memset (pixel, 20, 3);
    }
}

char *
robot_make_page (guint seed)
{
  const gsize size = (gsize)PAGE_WIDTH * PAGE_HEIGHT * 3;
  guint8 *pixels = g_malloc (size);
  g_auto (YcImage) image = {YC_PIXELS_RGB, PAGE_WIDTH, PAGE_HEIGHT, 200, PAGE_WIDTH * 3, NULL};
  g_autoptr (GBytes) content = NULL;
  g_autofree char *name = g_strdup_printf ("page-%u.jpg", seed);
  char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  const char *mime;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  paint (pixels, seed);
  image.data = g_bytes_new_take (pixels, size);
  content = yc_image_encode (&image, &mime, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (content, NULL),
                                      (gssize)g_bytes_get_size (content), NULL));
  return path;
}
