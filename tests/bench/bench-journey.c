// How long a case takes from the clerk's key to the approver's list, and how fast pages come in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define CASES    40
#define FEEDS    3 // of ten pages each

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

static double
percentile (GArray *values, double part)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, (guint)(part * (values->len - 1) + 0.5));
}

static YcSession *
begin (const char *profile, YcTestCentral *central, const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (central), person, PASSWORD, &error);

  if (session == NULL)
    g_error ("%s", error->message);
  robot_sync (session);
  return session;
}

static YcFile *
complete_case (YcSession *clerk, const char *page)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = robot_new_case (clerk, ITEM, &error);

  if (file == NULL)
    g_error ("%s", error->message);
  robot_type (file, "applicant", "name", "陈小华");
  robot_type (file, "applicant", "id_number", "11010519491231002X");
  robot_complete (file, page);
  robot_sync (clerk);
  return file;
}

static void
bench_handoff (YcTestCentral *central)
{
  YcSession *clerk = begin ("bench-clerk", central, "wang");
  YcSession *approver = begin ("bench-approver", central, "li");
  g_autofree char *page = robot_make_page (3);
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < CASES; i++) {
    g_autoptr (YcFile) file = complete_case (clerk, page);
    g_autofree char *found = NULL;
    gint64 start = g_get_monotonic_time ();
    double took;

    robot_accept (file, NULL);
    found = robot_find (approver, YC_LIST_TO_REVIEW, yc_file_get_id (file));
    took = (double)(g_get_monotonic_time () - start) / 1000;
    if (found == NULL)
      g_error ("the approver never saw the case");
    g_array_append_val (ms, took);
  }
  printf ("handoff: key pressed to row loaded in the approver's list, %d cases: median %.0f ms, "
          "p95 %.0f ms (goal: p95 <= 300)\n",
          CASES, percentile (ms, 0.5), percentile (ms, 0.95));
  robot_leave (&clerk);
  robot_leave (&approver);
}

static double
cpu_seconds (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

typedef struct {
  double seconds, cpu; // a page
} Cost;

static Cost
scan_with_us (YcSession *clerk, const char *mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = NULL;
  double cpu = cpu_seconds (RUSAGE_SELF) + cpu_seconds (RUSAGE_CHILDREN);
  gint64 start = g_get_monotonic_time ();
  guint pages = 0;

  yc_profile_set (yc_session_get_profile (clerk), "scan-mode", mode);
  file = robot_new_case (clerk, ITEM, &error);
  for (int i = 0; i < FEEDS; i++)
    pages += robot_scan (file, "application", &error);
  if (error != NULL)
    g_error ("%s", error->message);
  return (Cost){(double)(g_get_monotonic_time () - start) / 1e6 / pages,
                (cpu_seconds (RUSAGE_SELF) + cpu_seconds (RUSAGE_CHILDREN) - cpu) / pages};
}

// The same pages by scanimage, as JPEG files.
static Cost
scan_with_peer (const char *folder, const char *mode)
{
  g_autofree char *command =
      g_strdup_printf ("sh -c \"scanimage -d test:0 --source 'Automatic Document Feeder' --mode %s "
                       "--resolution 300 --format=jpeg"
                       " -x 210 -y 297 --batch=%s/peer%%d.jpg 2>/dev/null\"",
                       g_str_equal (mode, "grey") ? "Gray" : "Color", folder);
  double cpu = cpu_seconds (RUSAGE_CHILDREN);
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < FEEDS; i++)
    g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  if (g_str_equal (mode, "grey"))
    printf ("peer: %s\n", command);
  return (Cost){(double)(g_get_monotonic_time () - start) / 1e6 / (FEEDS * 10),
                (cpu_seconds (RUSAGE_CHILDREN) - cpu) / (FEEDS * 10)};
}

static void
bench_scan (YcTestCentral *central, const char *folder)
{
  static const char *const modes[] = {"grey", "colour"};
  YcSession *clerk = begin ("bench-scan", central, "wang");
  YcProfile *profile = yc_session_get_profile (clerk);

  yc_profile_set (profile, "scanner", "test:0");
  yc_profile_set (profile, "scan-source", "feeder");
  yc_profile_set (profile, "scan-dpi", "300");
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    Cost ours = scan_with_us (clerk, modes[i]);
    Cost peer = scan_with_peer (folder, modes[i]);

    printf ("scan, A4 300 dpi %s, sealed and stored: %.0f pages a minute, %.0f ms CPU a page; "
            "scanimage to JPEG: %.0f"
            " pages a minute, %.0f ms CPU a page; CPU ratio %.2f\n",
            modes[i], 60 / ours.seconds, ours.cpu * 1000, 60 / peer.seconds, peer.cpu * 1000,
            ours.cpu / peer.cpu);
  }
  robot_leave (&clerk);
}

static char *
prepare_scanner (void)
{
  char *folder = g_dir_make_tmp ("yc-bench-XXXXXX", NULL);
  g_autofree char *dll = g_build_filename (folder, "dll.conf", NULL);
  g_autofree char *test = g_build_filename (folder, "test.conf", NULL);

  g_file_set_contents (dll, "test\n", -1, NULL);
  g_file_set_contents (test, "number_of_devices 1\ngeometry_max 400\n", -1, NULL);
  g_setenv ("SANE_CONFIG_DIR", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  return folder;
}

int
main (void)
{
  g_autofree char *folder = prepare_scanner ();
  g_autofree char *clean = g_strdup_printf ("rm -rf %s", folder);
  YcTestCentral *central = yc_test_central_new_demo (0, FALSE);

  setvbuf (stdout, NULL, _IOLBF, 0);
  bench_handoff (central);
  bench_scan (central, folder);
  yc_test_central_free (central);
  g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL);
  return 0;
}
