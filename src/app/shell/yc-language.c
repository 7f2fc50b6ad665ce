// The language of the window: as the profile says, otherwise as the system does.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib.h>

#include "yc-language.h"

#include <libintl.h>
#include <locale.h>

// What the person who started the program wanted, before we changed it.
static const char *
find_own_choice (void)
{
  static char *choice;
  static gsize known;
  if (g_once_init_enter (&known)) {
    choice = g_strdup (g_getenv ("LANGUAGE"));
    g_once_init_leave (&known, 1);
  }
  return choice;
}

static void
bind_messages (void)
{
  const char *folder = g_getenv ("YICHUANG_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : YC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
yc_language_use (const char *language)
{
  const char *own = find_own_choice ();
  const char *wanted = *language ? language : own;
  if (wanted)
    g_setenv ("LANGUAGE", wanted, TRUE);
  else
    g_unsetenv ("LANGUAGE");

  // gettext does not look at LANGUAGE in the plain C locale, nor does that one know any character
  // beyond ASCII. The call also makes gettext forget what it has looked up.
  const char *locale = setlocale (LC_ALL, "");
  const char *messages = setlocale (LC_MESSAGES, NULL);
  if (!locale || g_strcmp0 (messages, "C") == 0 || g_strcmp0 (messages, "POSIX") == 0) {
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
    setlocale (LC_ALL, "");
  }
  bind_messages ();
}
