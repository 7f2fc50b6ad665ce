// Calling a tool as its user does, on cities of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tool.h"

#include <glib/gstdio.h>
#include <sys/wait.h>

void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
}

Answer
call_with (const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Answer answer = {0};
  int wait_status;

  g_ptr_array_add (argv, (gpointer)g_getenv ("YC_CATALOGUE_TOOL"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer.out,
                &answer.err, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  answer.status = WEXITSTATUS (wait_status);
  return answer;
}

char *
demo (void)
{
  return g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue", NULL);
}

void
copy_file (const char *to, const char *name, const char *old, const char *new)
{
  g_autofree char *city = demo ();
  g_autofree char *source = g_build_filename (city, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *text = NULL;
  GString *changed;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  changed = g_string_new (text);
  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);
  g_assert_true (g_file_set_contents (target, changed->str, -1, NULL));
  g_string_free (changed, TRUE);
}

static void
copy_papers (const char *to, const char *spoiled, const char *old, const char *new)
{
  g_autofree char *city = demo ();
  g_autofree char *source = g_build_filename (city, "papers", NULL);
  g_autofree char *target = g_build_filename (to, "papers", NULL);
  g_autoptr (GDir) dir = g_dir_open (source, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (target, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *paper = g_build_filename ("papers", name, NULL);

    copy_file (to, paper, g_strcmp0 (paper, spoiled) == 0 ? old : NULL, new);
  }
}

char *
make_city (const char *spoiled, const char *old, const char *new)
{
  static const char *const names[] = {ITEM, "offices.json", "calendars.json", "abolished.json",
                                      "sources.json"};
  char *folder = g_dir_make_tmp ("city-XXXXXX", NULL);
  g_autofree char *items = g_build_filename (folder, "items", NULL);

  g_assert_cmpint (g_mkdir (items, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gboolean this_one = g_strcmp0 (names[i], spoiled) == 0;

    copy_file (folder, names[i], this_one ? old : NULL, new);
  }
  copy_papers (folder, spoiled, old, new);
  return folder;
}
