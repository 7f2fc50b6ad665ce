// Sealed values and sealed files: only the right key opens them, and only as they were.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-vault.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static YcVault *
make (guint8 first)
{
  guint8 key[YC_VAULT_KEY_BYTES] = {first};

  return yc_vault_new (key);
}

static GBytes *
some_bytes (gsize size)
{
  guint8 *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8)(i * 7 + i / 251);
  return g_bytes_new_take (data, size);
}

static void
test_text (void)
{
  static const char *const texts[] = {"", "陈小华", "11010519491231002X"};
  g_autoptr (YcVault) vault = make (1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) sealed = yc_vault_seal_text (vault, texts[i], "person/1");
    g_autoptr (GBytes) again = yc_vault_seal_text (vault, texts[i], "person/1");
    g_autoptr (GError) error = NULL;
    g_autofree char *text = yc_vault_unseal_text (vault, sealed, "person/1", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (text, ==, texts[i]);
    g_assert_false (g_bytes_equal (sealed, again)); // equal values do not show
  }
  g_assert_null (yc_vault_seal_text (vault, NULL, "person/1"));
  g_assert_null (yc_vault_unseal_text (vault, NULL, "person/1", NULL));
}

static void
refuse (YcVault *vault, GBytes *sealed, const char *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_vault_unseal (vault, sealed, place, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
}

static void
test_place_and_key (void)
{
  g_autoptr (YcVault) vault = make (1);
  g_autoptr (YcVault) same = make (1);
  g_autoptr (YcVault) other = make (2);
  g_autoptr (YcVault) random = yc_vault_new (NULL);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (vault, "陈小华", "person/1");
  g_autofree char *text = yc_vault_unseal_text (same, sealed, "person/1", NULL);

  g_assert_cmpstr (text, ==, "陈小华");
  refuse (vault, sealed, "person/2");
  refuse (vault, sealed, "");
  refuse (other, sealed, "person/1");
  refuse (random, sealed, "person/1");
}

static void
test_changed (void)
{
  g_autoptr (YcVault) vault = make (1);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (vault, "陈小华", "person/1");
  gsize size = g_bytes_get_size (sealed);

  for (gsize i = 0; i < size; i++) {
    guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);

    copy[i] ^= 0x10;
    changed = g_bytes_new_take (copy, size);
    refuse (vault, changed, "person/1");
    refuse (vault, cut, "person/1");
  }
}

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vault-XXXXXX", NULL);

  return g_build_filename (folder, "page", NULL);
}

static void
test_files (void)
{
  static const gsize sizes[] = {0, 1, 65535, 65536, 65537, 131072, 300000};
  g_autoptr (YcVault) vault = make (1);
  g_autoptr (YcVault) other = make (2);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *path = make_path ();
    g_autoptr (GBytes) plain = some_bytes (sizes[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) back = NULL;
    struct stat status;

    g_assert_true (yc_vault_write_file (vault, path, plain, &error));
    back = yc_vault_read_file (vault, path, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (back, plain));
    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    g_assert_null (yc_vault_read_file (other, path, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
  }
}

static void
refuse_file (YcVault *vault, const char *path, const char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_unlink (path); // what is written over an older file keeps its end
  g_assert_true (
      g_file_set_contents_full (path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_null (yc_vault_read_file (vault, path, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
}

// Cut off at every thousandth byte, and exactly between two pieces.
static void
test_cut (void)
{
  g_autoptr (YcVault) vault = make (1);
  g_autofree char *path = make_path ();
  g_autoptr (GBytes) plain = some_bytes (200000);
  g_autofree char *sealed = NULL;
  gsize size;

  g_assert_true (yc_vault_write_file (vault, path, plain, NULL));
  g_assert_true (g_file_get_contents (path, &sealed, &size, NULL));
  for (gsize at = 0; at < size; at += 1000)
    refuse_file (vault, path, sealed, at);
  for (gsize at = 24; at < size; at += 65536 + 17)
    refuse_file (vault, path, sealed, at);
  refuse_file (vault, path, sealed, size - 1);
}

static void
test_flipped (void)
{
  g_autoptr (YcVault) vault = make (1);
  g_autofree char *path = make_path ();
  g_autoptr (GBytes) plain = some_bytes (200000);
  g_autofree char *sealed = NULL;
  gsize size;

  g_assert_true (yc_vault_write_file (vault, path, plain, NULL));
  g_assert_true (g_file_get_contents (path, &sealed, &size, NULL));
  for (gsize at = 0; at < size; at += 3001) {
    sealed[at] ^= 1;
    refuse_file (vault, path, sealed, size);
    sealed[at] ^= 1;
  }
}

// Something behind the end, and two pieces in the wrong order.
static void
test_pieces (void)
{
  const gsize header = 24, piece = 65536 + 17;
  g_autoptr (YcVault) vault = make (1);
  g_autofree char *path = make_path ();
  g_autoptr (GBytes) plain = some_bytes (200000);
  g_autofree char *sealed = NULL, *longer = NULL, *swapped = NULL;
  gsize size;

  g_assert_true (yc_vault_write_file (vault, path, plain, NULL));
  g_assert_true (g_file_get_contents (path, &sealed, &size, NULL));
  longer = g_malloc0 (size + 100);
  memcpy (longer, sealed, size);
  refuse_file (vault, path, longer, size + 100);
  swapped = g_memdup2 (sealed, size);
  memcpy (swapped + header, sealed + header + piece, piece);
  memcpy (swapped + header + piece, sealed + header, piece);
  refuse_file (vault, path, swapped, size);
}

static void
test_missing (void)
{
  g_autoptr (YcVault) vault = make (1);
  g_autofree char *path = make_path ();
  g_autofree char *nowhere = g_build_filename (path, "page", NULL);
  g_autoptr (GBytes) plain = some_bytes (10);
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_vault_read_file (vault, path, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (yc_vault_write_file (vault, nowhere, plain, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

// A folder in the way of the last step leaves no rubbish behind.
static void
test_in_the_way (void)
{
  g_autoptr (YcVault) vault = make (1);
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) plain = some_bytes (10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (yc_vault_write_file (vault, path, plain, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "page");
  g_assert_null (g_dir_read_name (dir));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/text comes back, and equal texts do not look equal", test_text);
  g_test_add_func ("/vault/another place or key does not open it", test_place_and_key);
  g_test_add_func ("/vault/a changed or missing byte does not open", test_changed);
  g_test_add_func ("/vault/files of any size come back", test_files);
  g_test_add_func ("/vault/a file that was cut off is refused", test_cut);
  g_test_add_func ("/vault/a flipped bit in a file is refused", test_flipped);
  g_test_add_func ("/vault/pieces too many or in another order are refused", test_pieces);
  g_test_add_func ("/vault/a missing file is not found", test_missing);
  g_test_add_func ("/vault/a file that cannot be put in place leaves no rubbish", test_in_the_way);
  return g_test_run ();
}
