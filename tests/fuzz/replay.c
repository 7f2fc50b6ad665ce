// Runs a fuzz target over its corpus, and over many spoiled copies of each input.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include <string.h>

#ifndef SPOILED
#define SPOILED 300
#endif

static const char *corpus; // folder

static void
spoil (GRand *rand, guint8 *bytes, gsize size)
{
  for (guint n = (guint)g_rand_int_range (rand, 1, 5); size > 0 && n > 0; n--)
    bytes[(guint32)g_rand_int (rand) % size] = (guint8)g_rand_int (rand);
}

static void
feed (GRand *rand, const char *bytes, gsize size)
{
  LLVMFuzzerTestOneInput ((const guint8 *)bytes, size);
  for (guint i = 0; i < SPOILED; i++) {
    gsize length = i % 2 == 0 ? size : (guint32)g_rand_int (rand) % (size + 1);
    g_autofree guint8 *copy = g_malloc (length + 1); // exactly as long: an overrun is seen

    memcpy (copy, bytes, length);
    copy = g_realloc (copy, MAX (length, 1));
    spoil (rand, copy, length);
    LLVMFuzzerTestOneInput (copy, length);
  }
}

static void
test_corpus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (corpus, 0, &error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  for (; (name = g_dir_read_name (dir)) != NULL; n++) {
    g_autofree char *path = g_build_filename (corpus, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    g_test_message ("%s", name);
    g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
    feed (rand, bytes, size);
  }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  corpus = argv[1];
  g_test_add_func ("/fuzz/no input of the corpus does harm", test_corpus);
  return g_test_run ();
}
