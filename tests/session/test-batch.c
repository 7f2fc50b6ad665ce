// Piles of paper through a scripted scanner: sides by hand, sheet after sheet, and which preset.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-batch.h"
#include "yc-error.h"
#include "yc-test-central.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define MATERIAL "application"

// One counter with one case; each test begins with the pages that are left by the one before.
static YcFile *file;
static YcBatch *batch;
static gboolean ended, well;

static void
ended_cb (YcBatch *of, gboolean is_well)
{
  ended = TRUE;
  well = is_well;
}

static void
script (const char *text)
{
  g_assert_true (g_file_set_contents (g_getenv ("YC_SCRIPTED") + 1, text, -1, NULL));
}

static void
wait_for (YcBatchState state)
{
  while (yc_batch_get_state (batch) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
start (const char *source, const char *waits)
{
  g_autoptr (YcPreset) preset = yc_preset_new ("test", "Test");

  yc_preset_set (preset, YC_PRESET_SOURCE, source);
  yc_preset_set (preset, YC_PRESET_DPI, "150");
  yc_preset_set (preset, YC_PRESET_SIZE, "card");
  yc_preset_set (preset, YC_PRESET_MODE, "lineart");
  yc_preset_set (preset, YC_PRESET_WAIT, waits);
  ended = FALSE;
  yc_batch_start (batch, MATERIAL, preset);
}

static GPtrArray *
list_pages (void)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  robot_settle (file);
  for (guint i = 0; i < g_list_model_get_n_items (yc_file_get_pages (file)); i++) {
    g_autoptr (YcPageRow) page = g_list_model_get_item (yc_file_get_pages (file), i);

    g_ptr_array_add (ids, g_strdup (yc_page_row_get_id (page)));
  }
  return ids;
}

static guint
count (void)
{
  g_autoptr (GPtrArray) pages = list_pages ();

  return pages->len;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static gboolean
lie_so (guint from, const char *order)
{
  g_autoptr (GPtrArray) now = list_pages (), came = list_pages ();
  gboolean so = now->len == from + strlen (order);

  g_ptr_array_sort (came, compare);
  for (guint i = 0; so && order[i]; i++)
    so = g_str_equal (now->pdata[from + i], came->pdata[from + (guint)(order[i] - '0')]);
  return so;
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_CONTINUE;
}

// Waits until the pages behind the first `from` lie so: `order` says of each which one it was as
// they came. That is told by their ids, which rise (RFC 9562, UUIDv7).
static void
assert_order (guint from, const char *order)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (30, late_cb, &late);

  while (!lie_so (from, order) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_assert_false (late);
}

static void
test_turned (void)
{
  guint from = count ();

  script ("pages=3");
  start ("turn", "no");
  wait_for (YC_BATCH_TURN);
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_IDLE);
  g_assert_true (well);
  g_assert_cmpuint (yc_batch_get_pages (batch), ==, 6);
  assert_order (from, "051423");
}

static void
test_turned_after_jam (void)
{
  guint from = count ();

  script ("start.2=jammed");
  start ("turn", "no");
  wait_for (YC_BATCH_NEXT);
  g_assert_error (yc_batch_get_error (batch), YC_ERROR, YC_ERROR_SCANNER_JAMMED);
  script ("pages=1");
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_TURN);
  script ("read.2=jammed");
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_NEXT);
  script ("pages=1");
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_IDLE);
  g_assert_true (well);
  assert_order (from, "0312");
}

static void
test_uneven (void)
{
  guint from = count ();
  g_autofree char *words = NULL;

  script ("pages=3");
  start ("turn", "no");
  wait_for (YC_BATCH_TURN);
  script ("pages=2");
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_IDLE);
  g_assert_false (well);
  words = yc_batch_describe (batch);
  g_assert_nonnull (strstr (words, "3 fronts came and 2 backs"));
  assert_order (from, "01234");
}

static void
test_series (void)
{
  guint from = count ();

  script ("");
  start ("series", "no");
  wait_for (YC_BATCH_NEXT);
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_STARTING);
  wait_for (YC_BATCH_NEXT);
  script ("start.1=cover");
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_STARTING);
  wait_for (YC_BATCH_NEXT);
  g_assert_error (yc_batch_get_error (batch), YC_ERROR, YC_ERROR_SCANNER_COVER_OPEN);
  yc_batch_stop (batch);
  g_assert_true (ended && well);
  g_assert_cmpuint (yc_batch_get_pages (batch), ==, 2);
  assert_order (from, "01");
}

static void
test_hurried (void)
{
  guint from = count ();

  script ("button=100000");
  start ("flatbed", "yes");
  wait_for (YC_BATCH_WAITING);
  yc_batch_go_on (batch);
  wait_for (YC_BATCH_IDLE);
  g_assert_true (well);
  assert_order (from, "0");
}

static void
test_stopped (void)
{
  guint from = count ();

  script ("pages=0");
  start ("feeder", "yes");
  wait_for (YC_BATCH_WAITING);
  yc_batch_stop (batch);
  wait_for (YC_BATCH_IDLE);
  g_assert_false (well);
  g_assert_error (yc_batch_get_error (batch), YC_ERROR, YC_ERROR_CANCELLED);
  assert_order (from, "");
}

static void
test_found_again (void)
{
  guint from = count ();
  YcProfile *profile = yc_session_get_profile (yc_file_get_session (file));

  yc_profile_set (profile, "scanner", "scripted:dev8");
  yc_profile_set (profile, "scanner-model", "Yichuang Scripted 2");
  script ("devices=3 pages=1");
  start ("feeder", "no");
  wait_for (YC_BATCH_IDLE);
  g_assert_true (well);
  g_assert_cmpuint (yc_batch_get_pages (batch), ==, 1);
  g_assert_cmpstr (yc_profile_get (profile, "scanner"), ==, "scripted:dev2");
  assert_order (from, "0");
}

typedef struct {
  const char *material, *sources, *id;
} Suggestion;

static void
test_suggestions (void)
{
  static const Suggestion rows[] = {
      {"房屋买卖合同", "flatbed feeder duplex", "both-sides"},
      {"房屋买卖合同", "flatbed feeder", "one-side"},
      {"房屋买卖合同", "flatbed", "certificate"},
      {"房屋买卖合同", "", "both-sides"},
      {"申请人居民身份证", "flatbed feeder duplex", "card"},
      {"申请人居民身份证", "feeder duplex", "one-side"},
      {"授权委托书及受托人身份证明", "flatbed feeder duplex", "both-sides"},
      {"居民户口簿", "flatbed feeder", "certificate"},
      {"近期免冠白底数码相片", "flatbed", "photo"},
      {"房屋平面图", "flatbed feeder", "one-side"},
  };
  g_autoptr (YcProfile) profile = yc_profile_new ("suggestions");
  g_autoptr (YcPresets) presets = yc_presets_new (profile);
  g_autoptr (YcPresets) again = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    yc_profile_set (profile, "scanner-sources", rows[i].sources);
    g_assert_cmpstr (yc_preset_get_id (yc_presets_suggest (presets, "material", rows[i].material)),
                     ==, rows[i].id);
  }
  yc_preset_set_name (yc_presets_add (presets, "Another"), "Mine");
  yc_presets_remember (presets, "material", yc_presets_suggest (presets, "other", "相片"));
  again = yc_presets_new (profile);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 7);
  g_assert_cmpstr (yc_preset_get_id (yc_presets_suggest (again, "material", "合同")), ==, "photo");
}

static void
use_scripted_scanner (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yc-sane-XXXXXX", NULL);
  g_autofree char *story = g_strconcat ("@", folder, "/story", NULL);
  g_autofree char *dll = g_build_filename (folder, "dll.conf", NULL);

  g_assert_true (g_file_set_contents (dll, "scripted\n", -1, NULL));
  g_setenv ("SANE_CONFIG_DIR", folder, TRUE);
  g_setenv ("YC_SCRIPTED", story, TRUE);
  // All tests share the counter, so its folders cannot be those of one of them.
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
}

static void
open_case (YcSession *clerk)
{
  g_autoptr (GError) error = NULL;

  yc_profile_set (yc_session_get_profile (clerk), "scanner", "scripted:dev1");
  g_assert_true (robot_sync (clerk));
  file = robot_new_case (clerk, ITEM, &error);
  g_assert_no_error (error);
  batch = yc_batch_new (file);
  g_signal_connect (batch, "ended", G_CALLBACK (ended_cb), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (YcTestCentral) central = NULL;
  g_autoptr (GError) error = NULL;
  YcSession *clerk;
  int status;

  use_scripted_scanner ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/the backs of a pile that was turned come behind their fronts",
                   test_turned);
  g_test_add_func ("/batch/a jam on either side loses nothing and the order is right",
                   test_turned_after_jam);
  g_test_add_func ("/batch/sides that do not match are told and all are kept", test_uneven);
  g_test_add_func ("/batch/the glass takes page after page until it is enough", test_series);
  g_test_add_func ("/batch/who goes on need not press the scanner's button", test_hurried);
  g_test_add_func ("/batch/waiting for paper can be stopped", test_stopped);
  g_test_add_func ("/batch/a scanner with another address is found by make and model",
                   test_found_again);
  g_test_add_func ("/batch/a material is scanned as its kind of paper needs", test_suggestions);
  central = yc_test_central_new_demo (0, FALSE);
  clerk = robot_begin ("batch", yc_test_central_get_url (central), "wang", PASSWORD, &error);
  g_assert_no_error (error);
  open_case (clerk);
  status = g_test_run ();
  g_clear_object (&batch);
  g_clear_object (&file);
  robot_leave (&clerk);
  return status;
}
