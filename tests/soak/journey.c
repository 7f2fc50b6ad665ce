// A person who works and may be killed at any moment: every line it prints is a promise that was
// kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"

#include <stdio.h>
#include <stdlib.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"

// usage: journey clerk|approver PROFILE URL PERSON CASES
//
// The clerk finishes the cases it left, then begins new ones until it has handed off CASES in all;
// the approver grants what it finds until it has granted CASES. Both can be run again and again.

static void
promise (const char *what, const char *case_id, const char *detail)
{
  printf ("%s %s %s\n", what, case_id, detail);
  fflush (stdout);
}

static void
check (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "journey: %s\n", error->message);
  exit (1);
}

static void
promise_pages (YcFile *file)
{
  GListModel *pages = yc_file_get_pages (file);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) page = g_list_model_get_item (pages, i);

    promise ("page", yc_file_get_id (file), yc_page_row_get_id (page));
  }
}

static void
promise_ticks (YcFile *file)
{
  GListModel *materials = yc_file_get_materials (file);

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) material = g_list_model_get_item (materials, i);
    GListModel *points = yc_material_row_get_points (material);

    for (guint p = 0; p < g_list_model_get_n_items (points); p++) {
      g_autoptr (YcPointRow) point = g_list_model_get_item (points, p);
      g_autofree char *key =
          g_strdup_printf ("%s/%s", yc_material_row_get_id (material), yc_point_row_get_id (point));

      if (yc_point_row_is_ticked (point))
        promise ("tick", yc_file_get_id (file), key);
    }
  }
}

// A helper that was killed is no reason to give up: what it gave is kept, the next press goes on.
static void
scan (YcFile *file)
{
  for (int i = 0; i < 5; i++) {
    g_autoptr (GError) error = NULL;

    robot_scan (file, "application", &error);
    robot_settle (file);
    promise_pages (file);
    if (error == NULL)
      return;
    promise ("retry", yc_file_get_id (file), error->message);
  }
}

static void
finish_case (YcFile *file, const char *page)
{
  g_autoptr (GError) error = NULL;

  if (g_list_model_get_n_items (yc_file_get_pages (file)) == 0)
    scan (file);
  robot_type (file, "applicant", "name", "陈小华");
  robot_type (file, "applicant", "id_number", "11010519491231002X");
  robot_complete (file, page);
  promise_pages (file);
  promise_ticks (file);
  robot_accept (file, &error);
  check (error);
  promise ("accepted", yc_file_get_id (file), yc_file_get_number (file));
}

// The ids of the cases in a list, after the queue has loaded them.
static GPtrArray *
list_cases (YcSession *session, YcList list)
{
  g_autoptr (YcQueue) queue = yc_queue_new (session, list);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  while (yc_queue_is_loading (queue))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (queue), i));
  for (guint i = 0; i < held->len; i++) {
    while (!yc_entry_is_loaded (held->pdata[i]))
      g_main_context_iteration (NULL, TRUE);
    g_ptr_array_add (ids, g_strdup (yc_entry_get_case (held->pdata[i])));
  }
  return ids;
}

static void
finish_what_was_left (YcSession *session, const char *page)
{
  g_autoptr (GPtrArray) ids = list_cases (session, YC_LIST_DRAFTS);

  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YcFile) file = robot_open (session, ids->pdata[i], &error);

    check (error);
    finish_case (file, page);
  }
}

static void
work_at_counter (YcSession *session, guint cases)
{
  g_autofree char *page = robot_make_page (7);
  g_autoptr (GPtrArray) mine = NULL;

  robot_sync (session);
  finish_what_was_left (session, page);
  mine = list_cases (session, YC_LIST_MINE);
  for (guint n = mine->len; n < cases; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YcFile) file = robot_new_case (session, ITEM, &error);

    check (error);
    promise ("opened", yc_file_get_id (file), yc_file_get_number (file));
    finish_case (file, page);
  }
}

static void
grant (YcSession *session, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = robot_open (session, case_id, &error);
  JsonObject *data = json_object_new ();

  check (error);
  if (yc_file_can (file, YC_EVENT_CLAIMED)) {
    robot_do (file, YC_EVENT_CLAIMED, NULL, &error);
    check (error);
  }
  json_object_set_string_member (data, "opinion", "准予登记。");
  json_object_set_string_member (data, "ground", yc_file_get_grounds (file, "grant")->pdata[0]);
  robot_do (file, YC_EVENT_GRANTED, data, &error);
  check (error);
  promise ("granted", case_id, "-");
}

static void
work_in_office (YcSession *session, guint cases)
{
  g_autoptr (GPtrArray) decided = list_cases (session, YC_LIST_TO_ISSUE);

  for (guint n = decided->len; n < cases; n++) {
    g_autofree char *case_id = robot_find (session, YC_LIST_TO_REVIEW, NULL);

    if (case_id == NULL)
      return;
    grant (session, case_id);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  YcSession *session;
  guint cases;

  if (argc != 6) {
    fprintf (stderr, "usage: journey clerk|approver PROFILE URL PERSON CASES\n");
    return 2;
  }
  cases = (guint)g_ascii_strtoull (argv[5], NULL, 10);
  session = robot_begin (argv[2], argv[3], argv[4], PASSWORD, &error);
  check (error);
  yc_profile_set (yc_session_get_profile (session), "scanner", "test:0");
  yc_profile_set (yc_session_get_profile (session), "scan-dpi", "150");
  promise ("begun", argv[4], argv[1]);
  if (g_str_equal (argv[1], "clerk"))
    work_at_counter (session, cases);
  else
    work_in_office (session, cases);
  if (!robot_sync (session))
    return 3;
  promise ("synced", argv[4], "-");
  robot_leave (&session);
  return 0;
}
