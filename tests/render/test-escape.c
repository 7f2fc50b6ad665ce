// What a render helper that was taken over by a malicious file can do: nothing of the following.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "escapee.h"

#include <fontconfig/fontconfig.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { BARE, FILES, CALLS, ALL, N_SHIELDS } Shields;

static const char *const shield_names[N_SHIELDS] = {"bare", "files", "calls", "all"};

// What gets through each set of shields: without any, everything must, or the attempt proves
// nothing.
typedef struct {
  const char *path;
  const char *attempt;
  gboolean free[N_SHIELDS];
} Escape;

static const Escape escapes[] = {
    {"/render/escape/reading the list of users is refused", "read-passwords", {TRUE}},
    {"/render/escape/reading any file is refused", "read-here", {TRUE}},
    {"/render/escape/reading what other programs were told is refused", "read-processes", {TRUE}},
    {"/render/escape/listing a folder is refused", "list-here", {TRUE}},
    {"/render/escape/making a file is refused", "make-file", {TRUE}},
    {"/render/escape/changing a file is refused", "change-file", {TRUE}},
    {"/render/escape/removing a file is refused", "remove-file", {TRUE}},
    {"/render/escape/making a link is refused", "make-link", {TRUE}},
    {"/render/escape/making a socket is refused", "make-socket", {TRUE, TRUE}},
    {"/render/escape/making a local socket is refused", "make-local-socket", {TRUE, TRUE}},
    {"/render/escape/connecting is refused", "connect", {TRUE}},
    {"/render/escape/starting a process is refused", "have-child", {TRUE, TRUE}},
    {"/render/escape/running a program is refused", "run-program", {TRUE}},
    {"/render/escape/tracing is refused", "trace", {TRUE, TRUE}},
    {"/render/escape/signalling another process is refused", "signal-parent", {TRUE}},
    {"/render/escape/taking 4 GiB of memory is refused", "take-memory", {TRUE, TRUE, TRUE}},
    {"/render/escape/sharing 4 GiB of memory is refused", "share-memory", {TRUE, TRUE, TRUE}},
    {"/render/escape/making code is refused", "make-code", {TRUE, TRUE}},
    {"/render/escape/hoarding descriptors is refused", "hoard-descriptors", {TRUE, TRUE, TRUE}},
    {"/render/escape/changing the root is refused", "change-root", {TRUE, TRUE}},
    {"/render/escape/making a namespace is refused", "leave-namespace", {TRUE, TRUE}},
    {"/render/escape/changing a font is refused", "write-font", {TRUE}},
    {"/render/escape/reading a font is allowed", "read-font", {TRUE, TRUE, FALSE, TRUE}},
};

typedef struct {
  char *folder;
  GSocketListener *listener;
} Fixture;

static void
put_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, "secret", -1, NULL));
}

static void
name_font (void)
{
  FcChar8 *path = NULL;
  FcPattern *pattern = FcNameParse ((const FcChar8 *)"sans");
  FcResult result;
  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute (pattern);
  FcPattern *font = FcFontMatch (NULL, pattern, &result);
  g_assert_cmpint (FcPatternGetString (font, FC_FILE, 0, &path), ==, FcResultMatch);
  g_setenv ("YC_ESCAPEE_FONT", (const char *)path, TRUE);
  FcPatternDestroy (font);
  FcPatternDestroy (pattern);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("yc-escape-XXXXXX", NULL);
  fixture->listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (fixture->listener, NULL, NULL);
  g_autofree char *text = g_strdup_printf ("%u", port);
  g_setenv ("YC_ESCAPEE_PORT", text, TRUE);
}

static void
remove_files (Fixture *fixture)
{
  static const char *const names[] = {"secret", "victim", "new", "link"};
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
    g_unlink (path);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_files (fixture);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->listener);
}

static int
try (Fixture *fixture, const char *shields, const char *attempt)
{
  const char *argv[] = {g_getenv ("YC_ESCAPEE"), shields, attempt, fixture->folder, NULL};
  g_autoptr (GError) error = NULL;
  int status = 0;
  remove_files (fixture);
  put_file (fixture, "secret");
  put_file (fixture, "victim");
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

// Some kernels have no Landlock. Then the helper says so, and opens nothing at all, not even fonts.
static gboolean
has_landlock (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, 0, 1) > 0;
}

static int
get_expected (const Escape *escape, Shields shields)
{
  if (!has_landlock () && shields == FILES)
    return ESCAPEE_NO_SHIELD;
  gboolean is_free = escape->free[shields] && (shields != ALL || has_landlock ());
  return is_free ? ESCAPEE_FREE : ESCAPEE_REFUSED;
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  const Escape *escape = data;
  for (Shields i = 0; i < N_SHIELDS; i++) {
    g_test_message ("%s, shields: %s", escape->attempt, shield_names[i]);
    g_assert_cmpint (try (fixture, shield_names[i], escape->attempt), ==, get_expected (escape, i));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  name_font ();
  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    g_test_add (escapes[i].path, Fixture, &escapes[i], set_up, test_escape, tear_down);
  return g_test_run ();
}
