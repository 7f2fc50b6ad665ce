// The key in a real Secret Service, which tests/vault/with-keyring starts beside us.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-key.h"

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("keyring-XXXXXX", NULL);

  return g_build_filename (folder, "key", NULL);
}

static void
test_same_key (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcVault) made = yc_key_open_keyring (path, "clerk", NULL, &error);
  g_autoptr (YcVault) opened = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (yc_key_get_kind (path), ==, YC_KEY_KEYRING);
  sealed = yc_vault_seal_text (made, "一窗", "x");
  opened = yc_key_open_keyring (path, "clerk", NULL, &error);
  g_assert_no_error (error);
  text = yc_vault_unseal_text (opened, sealed, "x", &error);
  g_assert_cmpstr (text, ==, "一窗");
}

// Another profile has another key, and does not open what the first one sealed.
static void
test_profiles (void)
{
  g_autofree char *one = make_path ();
  g_autofree char *two = make_path ();
  g_autoptr (YcVault) clerk = yc_key_open_keyring (one, "clerk-1", NULL, NULL);
  g_autoptr (YcVault) approver = yc_key_open_keyring (two, "approver-1", NULL, NULL);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (clerk, "一窗", "x");
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_vault_unseal (approver, sealed, "x", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
}

// The profile says that it has a key, the service has none: no new one is made over old data.
static void
test_lost (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "[key]\nkind=keyring\n", -1, NULL));
  g_assert_null (yc_key_open_keyring (path, "lost", NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/the service gives the same key again", test_same_key);
  g_test_add_func ("/keyring/each profile has its own key", test_profiles);
  g_test_add_func ("/keyring/a lost key is told and none made over it", test_lost);
  return g_test_run ();
}
