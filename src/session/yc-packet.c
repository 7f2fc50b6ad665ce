// Cases that wait for the network, carried on a drive to another terminal of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-packet-private.h"
#include "yc-session-private.h"
#include "yc-terminal.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY_BYTES YC_VAULT_KEY_BYTES

const char *
yc_packet_find_path (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_READ_ONLY, "this is no place of a drive");
  return path;
}

// A vault of a key that central told in hexadecimal digits; NULL if it is none.
static YcVault *
open_vault (const char *digits)
{
  guint8 key[KEY_BYTES];
  YcVault *vault;

  if (strlen (digits) != 2 * KEY_BYTES || strspn (digits, "0123456789abcdef") != 2 * KEY_BYTES)
    return NULL;
  for (guint i = 0; i < KEY_BYTES; i++)
    key[i] = (guint8)(g_ascii_xdigit_value (digits[2 * i]) << 4 |
                      g_ascii_xdigit_value (digits[2 * i + 1]));
  vault = yc_vault_new (key);
  explicit_bzero (key, sizeof key);
  return vault;
}

GPtrArray *
yc_packet_list_vaults (YcSession *self, YcStore *store, GError **error)
{
  g_autoptr (GPtrArray) vaults = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_vault_unref);
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) keys = yc_terminal_load_hall_keys (store, self->who->hall, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  for (guint i = 0; keys[i] != NULL; i++) {
    YcVault *vault = open_vault (keys[i]);

    if (vault != NULL)
      g_ptr_array_add (vaults, vault);
  }
  if (vaults->len > 0)
    return g_steal_pointer (&vaults);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_PASSPHRASE, "central never told the hall's key");
  return NULL;
}

char *
yc_packet_describe_error (const GError *error)
{
  if (g_error_matches (error, YC_ERROR, YC_ERROR_SEALED))
    return g_strdup (
        _ ("This packet does not open here: it comes from another hall, or was damaged "
           "on the way. Nothing was changed; save it to the drive again."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_PASSPHRASE))
    return g_strdup (_ ("This workstation cannot carry packets yet. It learns how when you sign in "
                        "with the network there."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND))
    return g_strdup (_ ("There is nothing here that could be carried."));
  return yc_words_error_saving (error);
}
