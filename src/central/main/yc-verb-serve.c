// The verb serve: runs the server until it is told to stop.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-central.h"
#include "yc-verbs.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

#define HIGHEST_PORT 65535

// One line an entry: when, how grave, what. Nothing that is logged names a person.
static GLogWriterOutput
write_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  if ((level & G_LOG_LEVEL_MASK) >= G_LOG_LEVEL_DEBUG)
    return G_LOG_WRITER_HANDLED;
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      fprintf (stderr, "%s %s %s\n", time, level <= G_LOG_LEVEL_WARNING ? "warning" : "info",
               (const char *)fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

// Ends with the program that started it, even if that is killed.
static void
follow_parent (void)
{
  pid_t parent = getppid ();

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != parent)
    raise (SIGTERM);
}

static gboolean
write_port (YcCentral *central, const char *path, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (yc_central_get_url (central), G_URI_FLAGS_NONE, error);
  g_autofree char *text = uri != NULL ? g_strdup_printf ("%d\n", g_uri_get_port (uri)) : NULL;

  return text != NULL && (path == NULL || g_file_set_contents (path, text, -1, error));
}

static int
run (const YcCentralOptions *options, const char *port_file)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCentral) central = yc_central_new (options, &error);

  if (central == NULL || !yc_central_start (central, &error) ||
      !write_port (central, port_file, &error))
    return yc_verb_fail (error);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_print ("%s\n", yc_central_get_url (central));
  g_main_loop_run (loop);
  yc_central_stop (central);
  return 0;
}

int
yc_verb_serve (int argc, char **argv)
{
  g_autofree char *data = NULL, *listen = NULL, *certificate = NULL, *key = NULL, *port_file = NULL;
  int port = 0;
  gboolean follow = FALSE;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {"port", 'p', 0, G_OPTION_ARG_INT, &port, "Port; 0 for any free one", "N"},
      {"listen", 'l', 0, G_OPTION_ARG_STRING, &listen, "Address; 127.0.0.1 unless given", "ADDR"},
      {"tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &certificate, "Certificate, PEM", "FILE"},
      {"tls-key", 0, 0, G_OPTION_ARG_FILENAME, &key, "Its private key, PEM", "FILE"},
      {"port-file", 0, 0, G_OPTION_ARG_FILENAME, &port_file, "Where to write the port", "FILE"},
      {"die-with-parent", 0, 0, G_OPTION_ARG_NONE, &follow, "Stop when the starter ends", NULL},
      {NULL},
  };

  if (!yc_verb_parse ("Answers workstations until SIGTERM or SIGINT.", entries, &argc, &argv,
                      &data))
    return 2;
  if (port < 0 || port > HIGHEST_PORT || (certificate == NULL) != (key == NULL)) {
    g_printerr ("yichuang-central: no such port, or only one of --tls-cert and --tls-key\n");
    return 2;
  }
  g_log_set_writer_func (write_line, NULL, NULL);
  if (follow)
    follow_parent ();
  return run (&(YcCentralOptions){.folder = data,
                                  .listen = listen,
                                  .port = (guint16)port,
                                  .tls_certificate = certificate,
                                  .tls_key = key},
              port_file);
}
