// The verb serve: runs the server until it is told to stop.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-log.h"
#include "yc-verbs.h"

#include <glib-unix.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define HIGHEST_PORT 65535

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

// As many connections as the machine allows.
static void
raise_limits (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0)
    return;
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
}

// Only TLS 1.2 and 1.3, with forward secrecy and ciphers that also prove what they carry: what
// GnuTLS takes otherwise begins at 1.0. glib-networking has no other way to be told, and looks
// once, before the first connection.
static void
choose_tls (void)
{
  g_setenv ("G_TLS_GNUTLS_PRIORITY",
            "SECURE128:%SERVER_PRECEDENCE:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-DHE-RSA"
            ":-CIPHER-ALL:+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM",
            TRUE);
}

static gboolean
is_complete (const YcConfig *config)
{
  if (!yc_config_is_terminals (config->terminals)) {
    g_printerr ("yichuang-central: --terminals is any or registered\n");
    return FALSE;
  }
  if (config->port >= 0 && config->port <= HIGHEST_PORT &&
      (config->tls_certificate == NULL) == (config->tls_key == NULL) && config->data != NULL)
    return TRUE;
  g_printerr ("yichuang-central: --data DIR is needed, or there is no such port, or only one of"
              " --tls-cert and --tls-key\n");
  return FALSE;
}

int
yc_verb_serve (int argc, char **argv)
{
  g_autofree char *data = NULL, *listen = NULL, *certificate = NULL, *key = NULL, *port_file = NULL;
  g_autofree char *path = NULL, *format = NULL, *terminals = NULL;
  int port = -1;
  gboolean follow = FALSE;
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &path, "Configuration; options go before it",
       "FILE"},
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {"port", 'p', 0, G_OPTION_ARG_INT, &port, "Port; 0 for any free one", "N"},
      {"listen", 'l', 0, G_OPTION_ARG_STRING, &listen, "Address; 127.0.0.1 unless given", "ADDR"},
      {"tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &certificate, "Certificate, PEM", "FILE"},
      {"tls-key", 0, 0, G_OPTION_ARG_FILENAME, &key, "Its private key, PEM", "FILE"},
      {"terminals", 0, 0, G_OPTION_ARG_STRING, &terminals,
       "any (unless given) may sign in, or those registered", "WHICH"},
      {"log-format", 0, 0, G_OPTION_ARG_STRING, &format, "Lines of text or of json", "FORMAT"},
      {"port-file", 0, 0, G_OPTION_ARG_FILENAME, &port_file, "Where to write the port", "FILE"},
      {"die-with-parent", 0, 0, G_OPTION_ARG_NONE, &follow, "Stop when the starter ends", NULL},
      {NULL},
  };
  g_auto (YcConfig) config = {0};
  YcCentralOptions options;
  YcS3Place place;

  if (!yc_verb_parse (
          "Answers workstations until SIGTERM or SIGINT. A configuration can say more,\n"
          "such as [blobs]: pages in an S3 store (yichuang-central.conf(5)).",
          entries, &argc, &argv, NULL, NULL) ||
      !yc_verb_load_config (&config, path))
    return 2;
  yc_verb_override (&config.data, &data);
  yc_verb_override (&config.listen, &listen);
  yc_verb_override (&config.tls_certificate, &certificate);
  yc_verb_override (&config.tls_key, &key);
  yc_verb_override (&config.terminals, &terminals);
  yc_verb_override (&config.log_format, &format);
  config.port = port != -1 ? port : config.port;
  if (!is_complete (&config))
    return 2;
  yc_log_begin (g_strcmp0 (config.log_format, "json") == 0);
  raise_limits ();
  choose_tls ();
  if (follow)
    follow_parent ();
  options = yc_config_get_options (&config);
  options.s3 = yc_config_get_s3 (&config, &place) ? &place : NULL;
  return run (&options, port_file);
}
