// Scanners that other machines share, through a real saned; and the addresses that somebody types.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"
#include "yc-scan-address.h"

#include <signal.h>
#include <unistd.h>

#define ATTEMPTS   100
#define SANED_PORT 6566

typedef struct {
  GPid pid;
  char *address; // of the loopback network, another for each process: its port is always the same
  char *folder;
} Saned;

static char *
own_address (void)
{
  return g_strdup_printf ("127.%d.%d.%d", 16 + getpid () / 62500 % 200, getpid () / 250 % 250,
                          2 + getpid () % 250);
}

// The other machine has the test driver. It knows the folder of its settings by its environment.
static void
saned_start (Saned *saned)
{
  g_autofree char *test = NULL;
  const char *argv[] = {SANED, "-l", "-b", NULL, NULL};
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;

  saned->folder = g_dir_make_tmp ("yc-saned-XXXXXX", NULL);
  saned->address = own_address ();
  test = g_build_filename (saned->folder, "dll.conf", NULL);
  g_assert_true (g_file_set_contents (test, "test\n", -1, NULL));
  g_free (test);
  test = g_build_filename (saned->folder, "saned.conf", NULL);
  g_assert_true (g_file_set_contents (test, "127.0.0.0/8\n", -1, NULL));
  environment = g_environ_setenv (environment, "SANE_CONFIG_DIR", saned->folder, TRUE);
  argv[3] = saned->address;
  g_spawn_async (NULL, (char **)argv, environment,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                     G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &saned->pid, &error);
  g_assert_no_error (error);
}

static void
saned_stop (Saned *saned)
{
  g_autofree char *clean = g_strdup_printf ("rm -r %s", saned->folder);

  kill (saned->pid, SIGTERM);
  g_spawn_close_pid (saned->pid);
  g_assert_true (g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL));
  g_free (saned->folder);
  g_free (saned->address);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *scanners = yc_scanner_list (&fixture->config, NULL, &error);

  g_assert_no_error (error);
  return scanners;
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  Saned saned = {0};
  g_autoptr (GPtrArray) scanners = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  YcScanRequest request = {.source = YC_SCAN_FLATBED, .mode = YC_SCAN_GREY, .dpi = 75};

  saned_start (&saned);
  fixture->config.local_only = FALSE;
  fixture->config.addresses = saned.address;
  expected = g_strdup_printf ("net:%s:test:0", saned.address);
  for (guint i = 0; i < ATTEMPTS && (scanners == NULL || scanners->len == 0); i++) {
    g_clear_pointer (&scanners, g_ptr_array_unref);
    scanners = list (fixture); // until it listens
  }
  g_assert_cmpuint (scanners->len, ==, 2); // so many has the test driver
  g_assert_cmpstr (yc_scanner_get_name (scanners->pdata[0]), ==, expected);
  g_assert_null (yc_scanner_get_trouble (scanners->pdata[0]));
  g_assert_true (yc_scanner_has_source (scanners->pdata[0], YC_SCAN_FEEDER));
  request.device = expected;
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->pages->len, ==, 1);
  saned_stop (&saned);
  g_assert_false (fixture_scan (fixture, &request, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SCANNER_GONE);
}

// Starts the scanner of escl.py; its address.
static char *
escl_start (Fixture *fixture, const char *page, GSubprocess **ret_scanner)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "scan", "escl.py", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) said = NULL;
  char *address;

  *ret_scanner = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, "/usr/bin/python3", script, page, NULL);
  g_assert_no_error (error);
  said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (*ret_scanner));
  address = g_data_input_stream_read_line (said, NULL, NULL, &error);
  g_assert_no_error (error);
  return address;
}

// Written by libjpeg's own program: what comes must be what lies there.
static char *
make_page (Fixture *fixture)
{
  char *path = g_build_filename (fixture->folder, "page.jpg", NULL);
  g_autofree char *grey = g_build_filename (fixture->folder, "page.pgm", NULL);
  g_autoptr (GString) text = g_string_new ("P5 620 877 255\n");
  g_autofree char *command = g_strdup_printf ("cjpeg -grayscale -outfile %s %s", path, grey);
  int status;

  for (guint i = 0; i < 620 * 877; i++)
    g_string_append_c (text, (char)(i / 620 % 2 ? 255 : 128));
  g_assert_true (g_file_set_contents (grey, text->str, (gssize)text->len, NULL));
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return path;
}

static void
test_escl (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = make_page (fixture);
  g_autoptr (GSubprocess) scanner = NULL;
  g_autofree char *address = escl_start (fixture, page, &scanner);
  g_autoptr (GPtrArray) scanners = NULL;
  g_autoptr (GError) error = NULL;
  YcScanRequest request = {.source = YC_SCAN_FLATBED, .mode = YC_SCAN_GREY, .dpi = 75};

  fixture_write (fixture, "dll.conf", "airscan\n", -1);
  fixture_write (fixture, "airscan.conf", "[options]\ndiscovery = disable\n", -1);
  fixture->config.local_only = FALSE;
  fixture->config.addresses = address;
  scanners = list (fixture);
  g_assert_cmpuint (scanners->len, ==, 1);
  g_assert_null (yc_scanner_get_trouble (scanners->pdata[0]));
  request.device = yc_scanner_get_name (scanners->pdata[0]);
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->pages->len, ==, 1);
  g_assert_cmpuint (g_array_index (fixture->heads, YcScanPage, 0).width, ==, 620);
  g_subprocess_force_exit (scanner);
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) scanners = NULL;

  fixture->config.local_only = FALSE;
  fixture->config.addresses = "127.255.255.254"; // nobody listens
  scanners = list (fixture);
  g_assert_cmpuint (scanners->len, ==, 0);
}

// A socket at saned's port of the address, to which anybody may connect and nobody answers.
static GSocket *
listen_in_silence (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) at = g_inet_socket_address_new_from_string (address, SANED_PORT);
  GSocket *silent =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (silent, at, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (silent, &error);
  g_assert_no_error (error);
  return silent;
}

// One machine that hangs must not take the others with it.
static void
test_silent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = own_address ();
  g_autoptr (GSocket) silent = listen_in_silence (address);
  g_autoptr (GPtrArray) scanners = NULL;

  fixture_write (fixture, "dll.conf", "net\ntest\n", -1);
  fixture->config.local_only = FALSE;
  fixture->config.addresses = address;
  scanners = list (fixture);
  g_assert_cmpuint (scanners->len, ==, 2);
  g_assert_cmpstr (yc_scanner_get_name (scanners->pdata[0]), ==, "test:0");
}

static void
test_split (void)
{
  static const struct {
    const char *typed, *hosts, *airscan;
    gboolean good;
  } cases[] = {
      {"", NULL, NULL, TRUE},
      {"  counter-3,10.1.2.3 ", "counter-3:10.1.2.3", NULL, TRUE},
      {"http://10.1.2.4:8080/eSCL", NULL,
       "[devices]\n\"10.1.2.4\" = http://10.1.2.4:8080/eSCL, eSCL\n", TRUE},
      {"hall https://a/eSCL http://b/eSCL", "hall",
       "[devices]\n\"a\" = https://a/eSCL, eSCL\n\"b\" = http://b/eSCL, eSCL\n", TRUE},
      {"http://a/eSCL;x", NULL, NULL, FALSE},
      {"ftp://a/", NULL, NULL, FALSE},
      {"http:///eSCL", NULL, NULL, FALSE},
      {"a:b", NULL, NULL, FALSE},
      {"-x", NULL, NULL, FALSE},
      {"厅", NULL, NULL, FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *hosts = NULL, *airscan = NULL;
    g_autoptr (GError) error = NULL;
    gboolean good = yc_scan_address_split (cases[i].typed, &hosts, &airscan, &error);

    g_assert_cmpint (good, ==, cases[i].good);
    g_assert_cmpstr (hosts, ==, cases[i].hosts);
    g_assert_cmpstr (airscan, ==, cases[i].airscan);
    if (!good)
      g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/scan/network/" path, Fixture, "net\n", fixture_set_up, func, fixture_tear_down)
  ADD ("a scanner that another machine shares is found by its address and scans", test_shared);
  ADD ("a scanner that speaks eSCL is found by its address and scans", test_escl);
  ADD ("a machine that hangs does not hide the others", test_silent);
  ADD ("a machine that does not answer hides nothing and stops nothing", test_absent);
  g_test_add_func ("/scan/network/addresses are what libsane takes, or are refused", test_split);
  return g_test_run ();
}
