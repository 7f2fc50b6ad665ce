// The verb terminal: which terminals there are, and which of them may be used.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-verbs.h"

#include <string.h>

#define GROUP  5
#define DIGITS 30

// As it is read to the keeper: groups of five digits, however they were typed. NULL: it is none.
static char *
take_fingerprint (char **words)
{
  g_autofree char *typed = g_strjoinv (" ", words);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (const char *p = typed; *p != '\0'; p++) {
    if (!g_ascii_isdigit (*p))
      continue;
    if (n > 0 && n % GROUP == 0)
      g_string_append_c (text, ' ');
    g_string_append_c (text, *p);
    n++;
  }
  return g_string_free (text, n != DIGITS || strspn (typed, " -0123456789") != strlen (typed));
}

static char *
print_time (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);

  return g_date_time_format (time, "%Y-%m-%d %H:%M");
}

// A workstation chooses its own name: nothing in it may look like another line.
static char *
print_id (const char *id)
{
  GString *text = g_string_new (NULL);

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (text,
                             g_unichar_isprint (g_utf8_get_char (p)) ? g_utf8_get_char (p) : '?');
  return g_string_free (text, FALSE);
}

static void
print_terminal (const YcTerminal *terminal)
{
  g_autofree char *id = print_id (terminal->id);
  g_autofree char *first = print_time (terminal->first_seen);
  g_autofree char *last = print_time (terminal->last_seen);

  g_print ("%s  %-8s  %s  hall %s, first %s by %s, last %s", terminal->fingerprint, terminal->state,
           id, terminal->hall, first, terminal->person, last);
  if (*terminal->decided_by != '\0') {
    g_autofree char *decided = print_time (terminal->decided_at);

    g_print (", %s %s by %s", terminal->state, decided, terminal->decided_by);
  }
  g_print ("\n");
}

static int
list (YcLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terminals = yc_ledger_list_terminals (ledger, &error);

  if (terminals == NULL)
    return yc_verb_fail (error);
  for (guint i = 0; i < terminals->len; i++)
    print_terminal (terminals->pdata[i]);
  return 0;
}

static int
decide (YcLedger *ledger, const char *fingerprint, gboolean admit, const char *by)
{
  g_autoptr (GError) error = NULL;

  if (!yc_ledger_decide_terminal (ledger, fingerprint, admit, by, g_get_real_time () / 1000,
                                  &error))
    return yc_verb_fail (error);
  g_print ("%s  %s\n", fingerprint, admit ? "admitted" : "revoked");
  return 0;
}

static int
run (const char *data, const char *verb, char **words, const char *by)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = take_fingerprint (words);
  gboolean lists = g_str_equal (verb, "list") && words[0] == NULL;
  gboolean admits = g_str_equal (verb, "admit");
  g_autoptr (YcLedger) ledger = NULL;

  if (!lists && (fingerprint == NULL || (!admits && !g_str_equal (verb, "revoke")))) {
    g_printerr ("usage: yichuang-central terminal list|admit|revoke --data DIR [FINGERPRINT]\n");
    return 2;
  }
  ledger = yc_ledger_open (data, lists, &error);
  if (ledger == NULL)
    return yc_verb_fail (error);
  return lists ? list (ledger) : decide (ledger, fingerprint, admits, by);
}

int
yc_verb_terminal (int argc, char **argv)
{
  g_autofree char *data = NULL, *by = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {"by", 0, 0, G_OPTION_ARG_STRING, &by, "Who says so; the account unless given", "NAME"},
      {NULL},
  };

  if (!yc_verb_parse ("terminal list: says which terminals there are.\n"
                      "terminal admit FINGERPRINT: lets one in, as its workstation shows it.\n"
                      "terminal revoke FINGERPRINT: shuts one out; its sessions end at once.",
                      entries, &argc, &argv, &data, "--data DIR"))
    return 2;
  return run (data, argc > 1 ? argv[1] : "", argc > 1 ? argv + 2 : argv + argc,
              by != NULL ? by : g_get_user_name ());
}
