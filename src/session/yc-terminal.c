// The terminal at which somebody signs in: it proves a key of its own, which never leaves it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-terminal.h"
#include "yc-signing-key.h"

#define KEY_FILE "terminal.key"

G_STATIC_ASSERT (YC_SIGNING_KEY_BYTES == YC_PROOF_SECRET_BYTES);

gboolean
yc_terminal_ensure_key (YcVault *vault,
                        const char *folder,
                        guint8 ret_key[YC_PROOF_SECRET_BYTES],
                        GError **error)
{
  g_autofree char *path = g_build_filename (folder, KEY_FILE, NULL);

  return yc_signing_key_ensure (vault, path, ret_key, error);
}

static char *
place_of (const char *hall)
{
  return g_strconcat ("hall-keys/", hall != NULL ? hall : "", NULL);
}

static void
keep_hall_keys (YcStore *store, const YcSignIn *who)
{
  g_autofree char *place = place_of (who->hall);
  g_autofree char *text = g_strjoinv (",", who->hall_keys);
  g_autoptr (GError) error = NULL;

  if (*text != '\0' && !yc_store_save_draft (store, place, text, g_get_real_time () / 1000, &error))
    g_message ("Packets of this hall will not open: %s", error->message);
}

char **
yc_terminal_load_hall_keys (YcStore *store, const char *hall, GError **error)
{
  g_autofree char *place = place_of (hall);
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = yc_store_load_draft (store, place, &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return g_strsplit (text != NULL ? text : "", ",", -1);
}

YcSignIn *
yc_terminal_sign_in (const YcDoor *at,
                     const YcCredential *credential,
                     char **ret_fingerprint,
                     GCancellable *cancellable,
                     GError **error)
{
  guint8 key[YC_SIGNING_KEY_BYTES];
  g_autoptr (GError) problem = NULL;
  gboolean has_key = yc_terminal_ensure_key (at->vault, at->folder, key, &problem);
  YcSignIn *who;

  if (!has_key)
    g_message ("This terminal signs in without its key: %s", problem->message);
  *ret_fingerprint = has_key ? yc_proof_print_own (key) : NULL;
  who =
      yc_api_sign_in (at->api, credential, at->terminal, has_key ? key : NULL, cancellable, error);
  yc_signing_key_forget (key);
  if (who != NULL && at->store != NULL)
    keep_hall_keys (at->store, who);
  return who;
}
