// The verbs user and catalogue: what the keeper does beside the running server.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-import.h"
#include "yc-password.h"
#include "yc-verbs.h"

#include <string.h>
#include <unistd.h>

#define LONGEST_PASSWORD  1024
#define SHORTEST_PASSWORD 8

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

// One line from a descriptor, so that the password stands in no list of processes.
static char *
read_password (int fd)
{
  char buffer[LONGEST_PASSWORD + 1];
  gsize length = 0;
  gssize n;

  while (length < LONGEST_PASSWORD &&
         (n = read (fd, buffer + length, LONGEST_PASSWORD - length)) > 0)
    length += (gsize)n;
  buffer[length] = '\0';
  buffer[strcspn (buffer, "\r\n")] = '\0';
  return g_strdup (buffer);
}

static gboolean
is_id (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= 64 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._@-") ==
             strlen (text);
}

static gboolean
save_person (const char *data, const YcPerson *person, GError **error)
{
  g_autoptr (YcLedger) ledger = yc_ledger_open (data, FALSE, error);

  return ledger != NULL && yc_ledger_save_person (ledger, person, error);
}

typedef struct {
  char *data, *id, *name, *roles, *hall, *window, *department;
  gboolean no_password;
  int fd;
} UserOptions;

// NULL, and said, if the password is none.
static char *
read_hash (int fd)
{
  char *password = read_password (fd);
  char *hash = NULL;

  if (strlen (password) >= SHORTEST_PASSWORD)
    hash = yc_password_hash (password, FALSE);
  else
    g_printerr ("yichuang-central: a password has at least %d characters\n", SHORTEST_PASSWORD);
  yc_password_free (password);
  return hash;
}

static int
add_user (const UserOptions *options)
{
  g_autoptr (GError) error = NULL;
  YcRoles roles = yc_person_parse_roles (options->roles, &error);
  g_autofree char *hash = NULL;
  g_autoptr (YcPerson) person = NULL;

  if (roles == YC_ROLE_NONE)
    return yc_verb_fail (error);
  hash = options->no_password ? g_strdup ("") : read_hash (options->fd);
  if (hash == NULL)
    return 2;
  person = yc_person_new (options->id, options->name, roles, options->hall, options->window,
                          options->department, hash);
  return save_person (options->data, person, &error) ? 0 : yc_verb_fail (error);
}

static void
user_options_clear (UserOptions *options)
{
  g_free (options->data);
  g_free (options->id);
  g_free (options->name);
  g_free (options->roles);
  g_free (options->hall);
  g_free (options->window);
  g_free (options->department);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UserOptions, user_options_clear)

int
yc_verb_user (int argc, char **argv)
{
  g_auto (UserOptions) options = {.fd = STDIN_FILENO};
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &options.data, "Where everything is kept", "DIR"},
      {"id", 0, 0, G_OPTION_ARG_STRING, &options.id, "Name to sign in with", "ID"},
      {"name", 0, 0, G_OPTION_ARG_STRING, &options.name, "Name to be shown", "NAME"},
      {"roles", 0, 0, G_OPTION_ARG_STRING, &options.roles, "Such as intake,helper", "LIST"},
      {"hall", 0, 0, G_OPTION_ARG_STRING, &options.hall, "Hall", "ID"},
      {"window", 0, 0, G_OPTION_ARG_STRING, &options.window, "Windows", "LIST"},
      {"department", 0, 0, G_OPTION_ARG_STRING, &options.department, "Departments", "LIST"},
      {"password-fd", 0, 0, G_OPTION_ARG_INT, &options.fd,
       "Where the password is read from; standard input unless given", "N"},
      {"no-password", 0, 0, G_OPTION_ARG_NONE, &options.no_password,
       "Only the city's own sign-in says that it is this person", NULL},
      {NULL},
  };

  if (!yc_verb_parse ("user add: lets a person sign in, or changes one; sessions end.", entries,
                      &argc, &argv, &options.data, "--data DIR"))
    return 2;
  if (argc != 2 || strcmp (argv[1], "add") != 0 || !is_id (options.id) || options.name == NULL) {
    g_printerr ("usage: yichuang-central user add --data DIR --id ID --name NAME --roles LIST\n");
    return 2;
  }
  return add_user (&options);
}

static int
import_catalogue (const char *data, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = yc_ledger_open (data, FALSE, &error);
  g_autoptr (YcCatalogue) catalogue =
      ledger != NULL ? yc_import_catalogue (ledger, folder, now_ms (), &error) : NULL;

  if (catalogue == NULL)
    return yc_verb_fail (error);
  g_print ("catalogue %d: %u items\n", (int)yc_catalogue_get_version (catalogue),
           yc_catalogue_get_items (catalogue)->len);
  return 0;
}

int
yc_verb_catalogue (int argc, char **argv)
{
  g_autofree char *data = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {NULL},
  };

  if (!yc_verb_parse ("catalogue import FOLDER: puts a catalogue in force.", entries, &argc, &argv,
                      &data, "--data DIR"))
    return 2;
  if (argc == 3 && strcmp (argv[1], "import") == 0)
    return import_catalogue (data, argv[2]);
  g_printerr ("usage: yichuang-central catalogue import --data DIR FOLDER\n");
  return 2;
}
