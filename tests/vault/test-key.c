// Where the key is kept: wrapped by a passphrase, or in the Secret Service of the session.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-key.h"

#include <string.h>

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("key-XXXXXX", NULL);

  return g_build_filename (folder, "key", NULL);
}

static void
assert_same_key (YcVault *one, YcVault *other)
{
  g_autoptr (GBytes) sealed = yc_vault_seal_text (one, "一窗", "x");
  g_autofree char *text = yc_vault_unseal_text (other, sealed, "x", NULL);

  g_assert_cmpstr (text, ==, "一窗");
}

static void
test_passphrase (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcVault) made = NULL;
  g_autoptr (YcVault) opened = NULL;

  g_assert_cmpint (yc_key_get_kind (path), ==, YC_KEY_NEW);
  made = yc_key_open_passphrase (path, "春江花月夜", &error);
  g_assert_no_error (error);
  g_assert_cmpint (yc_key_get_kind (path), ==, YC_KEY_PASSPHRASE);
  opened = yc_key_open_passphrase (path, "春江花月夜", &error);
  g_assert_no_error (error);
  assert_same_key (made, opened);
  g_assert_null (yc_key_open_passphrase (path, "春江花月", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_PASSPHRASE);
}

// The file with every line spoiled in turn.
static void
test_damaged (void)
{
  static const char *const spoiled[] = {
      "",
      "rubbish",
      "[key]\nkind=passphrase\n",
      "[key]\nkind=passphrase\nsalt=AAAA\nwrapped=AAAA\n",
      "[key]\nkind=passphrase\nsalt=AAAAAAAAAAAAAAAAAAAAAA==\nwrapped=?\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (spoiled); i++) {
    g_autofree char *path = make_path ();
    g_autofree char *after = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, spoiled[i], -1, NULL));
    g_assert_null (yc_key_open_passphrase (path, "春江花月夜", &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_CORRUPT);
    g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
    g_assert_cmpstr (after, ==, spoiled[i]);
  }
}

static void
test_cannot_save (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *nowhere = g_build_filename (path, "key", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_key_open_passphrase (nowhere, "春江花月夜", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
}

static void
test_no_service (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_key_open_keyring (path, "test", NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_PASSPHRASE);
  g_assert_cmpint (yc_key_get_kind (path), ==, YC_KEY_NEW);
}

static void
test_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = yc_key_hash_password ("yichuang-demo", &error);

  g_assert_no_error (error);
  g_assert_null (strstr (hash, "yichuang-demo"));
  g_assert_true (yc_key_check_password (hash, "yichuang-demo"));
  g_assert_false (yc_key_check_password (hash, "yichuang-dem"));
  g_assert_false (yc_key_check_password ("rubbish", "yichuang-demo"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_add_func ("/key/only the passphrase opens the key", test_passphrase);
  g_test_add_func ("/key/a damaged key file is told and kept", test_damaged);
  g_test_add_func ("/key/a key that cannot be saved is not used", test_cannot_save);
  g_test_add_func ("/key/without a Secret Service a passphrase is asked for", test_no_service);
  g_test_add_func ("/key/a kept password only answers yes or no", test_password);
  return g_test_run ();
}
