// The key of a terminal: made once, and found again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-signing-key.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  YcVault *vault;
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = yc_vault_new (NULL);
  self->folder = g_dir_make_tmp ("signing-key-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "terminal.key", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);

  yc_vault_unref (self->vault);
  g_unlink (self->path);
  g_unlink (aside);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
ensure (Fixture *self, guint8 key[YC_SIGNING_KEY_BYTES])
{
  g_autoptr (GError) error = NULL;

  yc_signing_key_ensure (self->vault, self->path, key, &error);
  g_assert_no_error (error);
}

static void
test_once (Fixture *self, gconstpointer data)
{
  guint8 made[YC_SIGNING_KEY_BYTES], found[YC_SIGNING_KEY_BYTES];

  ensure (self, made);
  ensure (self, found);
  g_assert_cmpmem (made, sizeof made, found, sizeof found);
  yc_signing_key_forget (found);
  g_assert_cmpint (memcmp (made, found, sizeof made), !=, 0);
}

// The secret half begins the key as libsodium keeps it.
static void
test_sealed (Fixture *self, gconstpointer data)
{
  guint8 key[YC_SIGNING_KEY_BYTES];
  g_autofree char *bytes = NULL;
  GStatBuf about;
  gsize size;

  ensure (self, key);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, sizeof key);
  for (gsize i = 0; i + 32 <= size; i++)
    g_assert_cmpint (memcmp (bytes + i, key, 32), !=, 0);
  g_assert_cmpint (g_stat (self->path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 077, ==, 0);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  guint8 before[YC_SIGNING_KEY_BYTES], after[YC_SIGNING_KEY_BYTES], again[YC_SIGNING_KEY_BYTES];
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);
  g_autofree char *kept = NULL;
  gsize size;

  ensure (self, before);
  g_assert_true (g_file_set_contents (self->path, "rubbish", -1, NULL));
  ensure (self, after);
  ensure (self, again);
  g_assert_cmpint (memcmp (before, after, sizeof before), !=, 0);
  g_assert_cmpmem (after, sizeof after, again, sizeof again);
  g_assert_true (g_file_get_contents (aside, &kept, &size, NULL));
  g_assert_cmpmem (kept, size, "rubbish", 7);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  guint8 key[YC_SIGNING_KEY_BYTES];
  g_autoptr (GError) error = NULL;

  g_assert_false (yc_signing_key_ensure (self->vault, "/proc/none/terminal.key", key, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
#define ADD(path, test)                                                                            \
  g_test_add ("/vault/signing-key/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a terminal has one key for good", test_once);
  ADD ("the key lies sealed, and nobody else may read it", test_sealed);
  ADD ("a damaged key is set aside for another one", test_damaged);
  ADD ("a key that cannot be kept is none", test_no_folder);
  return g_test_run ();
}
