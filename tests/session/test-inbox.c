// What comes into the watched folder is offered when it is complete, and only then.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-inbox.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  YcTestCentral *central;
  YcSession *session;
  char *folder;
  GListModel *inbox;
} Place;

static char *
path_of (Place *place, const char *name)
{
  return g_build_filename (place->folder, name, NULL);
}

static void
put (Place *place, const char *name, const char *content)
{
  g_autofree char *path = path_of (place, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
set_up (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  place->central = yc_test_central_new_demo (0, FALSE);
  place->session = robot_begin ("inbox", yc_test_central_get_url (place->central), "wang",
                                "yichuang-demo", &error);
  g_assert_no_error (error);
  place->folder = g_build_filename (g_get_user_data_dir (), "phone", NULL);
  g_assert_cmpint (g_mkdir_with_parents (place->folder, 0700), ==, 0);
  put (place, "early.jpg", "it was here before");
  yc_profile_set (yc_session_get_profile (place->session), "inbox-folder", place->folder);
  place->inbox = g_object_ref (G_LIST_MODEL (yc_inbox_get (place->session)));
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_clear_object (&place->inbox);
  robot_leave (&place->session);
  yc_test_central_free (place->central);
  g_free (place->folder);
}

static gboolean
is_offered (Place *place, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (place->inbox); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (place->inbox, i);
    g_autofree char *base = g_file_get_basename (file);

    if (g_str_equal (base, name))
      return TRUE;
  }
  return FALSE;
}

static void
wait_for (Place *place, const char *name, gboolean offered)
{
  while (is_offered (place, name) != offered)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct {
  FILE *file;
  guint pieces;
} Camera;

static gboolean
write_cb (gpointer data)
{
  Camera *camera = data;

  fputs ("a piece", camera->file);
  fflush (camera->file);
  camera->pieces++;
  return G_SOURCE_CONTINUE;
}

// A picture that is written in pieces is offered once, whole.
static void
test_growing (Place *place, gconstpointer data)
{
  g_autofree char *path = path_of (place, "photo.jpg");
  Camera camera = {g_fopen (path, "w"), 0};
  guint source = g_timeout_add (100, write_cb, &camera);

  while (camera.pieces < 20) {
    g_main_context_iteration (NULL, TRUE);
    g_assert_false (is_offered (place, "photo.jpg"));
  }
  g_source_remove (source);
  fclose (camera.file);
  wait_for (place, "photo.jpg", TRUE);
}

// What is no picture, hidden or half copied is none of ours; a copy that got its name at the end
// is.
static void
test_names (Place *place, gconstpointer data)
{
  g_autofree char *part = path_of (place, "scan.pdf.part"), *whole = path_of (place, "scan.pdf");

  put (place, "notes.txt", "a list");
  put (place, ".hidden.jpg", "a picture");
  put (place, "empty.png", "");
  put (place, "scan.pdf.part", "a document");
  wait_for (place, "early.jpg", TRUE);
  put (place, "last.jpg", "a picture");
  wait_for (place, "last.jpg", TRUE); // whatever came before it had its time
  g_assert_cmpuint (g_list_model_get_n_items (place->inbox), ==, 2);
  g_assert_cmpint (g_rename (part, whole), ==, 0);
  wait_for (place, "scan.pdf", TRUE);
}

static GFile *
find (Place *place, const char *name)
{
  g_autofree char *path = path_of (place, name);

  return g_file_new_for_path (path);
}

static void
test_taken (Place *place, gconstpointer data)
{
  g_autoptr (GFile) file = find (place, "early.jpg"), taken = find (place, "taken/early.jpg");
  g_autoptr (GFile) second = find (place, "taken/2-early.jpg");

  wait_for (place, "early.jpg", TRUE);
  yc_inbox_take (YC_INBOX (place->inbox), file);
  g_assert_false (is_offered (place, "early.jpg"));
  while (!g_file_query_exists (taken, NULL))
    g_main_context_iteration (NULL, FALSE);
  put (place, "early.jpg", "the camera counts anew");
  wait_for (place, "early.jpg", TRUE);
  yc_inbox_take (YC_INBOX (place->inbox), file);
  while (!g_file_query_exists (second, NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (g_file_query_exists (taken, NULL)); // nothing is written over
}

static void
test_left (Place *place, gconstpointer data)
{
  g_autoptr (GFile) file = find (place, "early.jpg");

  wait_for (place, "early.jpg", TRUE);
  yc_inbox_leave (YC_INBOX (place->inbox), file);
  g_assert_false (is_offered (place, "early.jpg"));
  put (place, "other.jpg", "a picture");
  wait_for (place, "other.jpg", TRUE);
  g_assert_false (is_offered (place, "early.jpg"));
  put (place, "early.jpg", "somebody made it anew");
  wait_for (place, "early.jpg", TRUE);
}

static void
test_gone (Place *place, gconstpointer data)
{
  g_autofree char *path = path_of (place, "early.jpg");

  wait_for (place, "early.jpg", TRUE);
  g_assert_cmpint (g_remove (path), ==, 0);
  wait_for (place, "early.jpg", FALSE);
  yc_profile_set (yc_session_get_profile (place->session), "inbox-folder", "/no/such/folder");
  yc_inbox_get (place->session);
  g_assert_cmpuint (g_list_model_get_n_items (place->inbox), ==, 0);
  yc_profile_set (yc_session_get_profile (place->session), "inbox-folder", place->folder);
  put (place, "back.jpg", "a picture");
  yc_inbox_get (place->session);
  wait_for (place, "back.jpg", TRUE);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Place *place, gconstpointer data);
  } tests[] = {
      {"/inbox/a picture is offered once it grows no more", test_growing},
      {"/inbox/what is no picture, hidden or half copied is not offered", test_names},
      {"/inbox/what became pages goes aside, and nothing is written over", test_taken},
      {"/inbox/what is left is not offered again until it is another", test_left},
      {"/inbox/what vanishes is not offered any more", test_gone},
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Place, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
