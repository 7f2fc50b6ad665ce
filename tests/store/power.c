// A clerk at a workstation whose power is cut: from the first day on, end after end.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "power-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_CALLS 400 // until the end
#define FIRST_DAY  1772413200000
#define SOME_FACTS 8 // a day's work, with a case in it

static const guint8 key[YC_VAULT_KEY_BYTES] = {7};

static gboolean
is_touched (Life *life, const char *fact, const char *value)
{
  for (guint i = 0; i < MOST_TOUCHED && life->underway.touched[i] != NULL; i++)
    if (strstr (fact, life->underway.touched[i]) != NULL ||
        strstr (value, life->underway.touched[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_untouched (Life *life, GHashTable *before)
{
  GHashTableIter iter;
  gpointer fact, value;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &fact, &value))
    if (!is_touched (life, fact, value))
      g_assert_cmpstr (g_hash_table_lookup (life->facts, fact), ==, value);
}

// The deed is done: it must be there from now on.
static void
report (Life *life)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&life->facts);
  GHashTableIter iter;
  gpointer fact, value;

  life->counts->deeds++;
  life->facts = power_read_facts (life->store);
  check_untouched (life, before);
  g_hash_table_iter_init (&iter, life->facts);
  while (g_hash_table_iter_next (&iter, &fact, &value))
    if (g_strcmp0 (g_hash_table_lookup (before, fact), value) != 0)
      g_hash_table_insert (life->deeds, g_strdup (fact), GUINT_TO_POINTER (life->counts->deeds));
  power_begin_deed (life, 0, NULL);
}

static void
close_stores (Life *life)
{
  g_clear_pointer (&life->sync, yc_store_close);
  g_clear_pointer (&life->store, yc_store_close);
}

// Often the log is written back into the database, so that this is cut, too.
static void
set_checkpoints (Life *life)
{
  static const guint pages[] = {8, 40, 1000}; // SQLite's own: 1000
  g_autofree char *sql = g_strdup_printf ("PRAGMA wal_autocheckpoint = %u",
                                          pages[g_rand_int_range (life->rand, 0, 3)]);

  g_assert_true (yc_db_run (life->store->db, sql, NULL));
  g_assert_true (yc_db_run (life->sync->db, sql, NULL));
}

static gboolean
cannot_open (Life *life, const GError *error)
{
  if (!disk_is_dead (life->disk))
    g_error ("the store does not open on a disk that runs: %s", error->message);
  return FALSE;
}

static gboolean
open_stores (Life *life)
{
  g_autoptr (GError) error = NULL;

  power_begin_deed (life, 0, "key-check", NULL);
  life->store = yc_store_open (life->folder, life->vault, &error);
  if (life->store == NULL || disk_is_dead (life->disk))
    return cannot_open (life, error);
  report (life);
  life->sync = yc_store_join (life->folder, life->vault, &error);
  if (life->sync == NULL)
    return cannot_open (life, error);
  set_checkpoints (life);
  return TRUE;
}

static void
work (Life *life)
{
  if (!open_stores (life))
    return;
  while (power_do_something (life)) {
    report (life);
    if (g_rand_int_range (life->rand, 0, 12) > 0)
      continue;
    close_stores (life);
    if (disk_is_dead (life->disk) || !open_stores (life))
      return;
  }
}

// What was there before the end and is not as it was; what only the deed under way may have changed
// is counted in `ret_changed`.
static void
find_lost (Life *life, GHashTable *found, GHashTable *lost, guint *ret_changed)
{
  GHashTableIter iter;
  gpointer fact, value;

  g_hash_table_iter_init (&iter, life->facts);
  while (g_hash_table_iter_next (&iter, &fact, &value)) {
    if (g_strcmp0 (g_hash_table_lookup (found, fact), value) == 0)
      continue;
    *ret_changed += 1;
    if (is_touched (life, fact, value))
      continue;
    printf ("# lost: %s\n", (char *)fact);
    g_hash_table_add (lost, g_hash_table_lookup (life->deeds, fact));
  }
}

static void
find_new (Life *life, GHashTable *found, guint *ret_events, guint *ret_changed)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    if (!g_hash_table_contains (life->facts, fact)) {
      *ret_events += g_str_has_prefix (fact, "event/");
      *ret_changed += 1;
    }
}

static void
check_whole (Life *life, guint events, guint changed)
{
  guint wanted = life->underway.events;

  if (events != wanted && (events > 0 || (wanted > 0 && changed > 0)))
    g_error ("a deed is half done: %u events of %u, %u changes", events, wanted, changed);
  if (changed > 0 && wanted == 0 && life->underway.touched[0] == NULL)
    g_error ("%u changes, and nobody did anything", changed);
}

// Everything reported is there; of the deed under way, all or nothing.
static void
compare (Life *life, GHashTable *found)
{
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);
  guint reported = life->counts->deeds - life->since;
  guint events = 0, changed = 0;

  find_lost (life, found, lost, &changed);
  find_new (life, found, &events, &changed);
  life->counts->lost += g_hash_table_size (lost);
  life->counts->found += reported - MIN (reported, g_hash_table_size (lost));
  if (g_hash_table_size (lost) > 0)
    return; // what else is wrong comes of that
  check_whole (life, events, changed);
  life->counts->unreported += changed > 0;
}

// Until the program is killed or the power is cut; then it is looked what is there.
static void
live_once (Life *life, void (*until_the_end) (Life *life))
{
  GHashTable *found;

  life->since = life->counts->deeds;
  disk_mount (life->disk);
  until_the_end (life);
  close_stores (life);
  disk_mount (NULL);
  g_assert_true (disk_is_dead (life->disk));
  life->counts->ends[life->end]++;
  disk_start_again (life->disk);
  disk_copy_to (life->disk, life->look);
  found = power_look (life, life->look);
  compare (life, found);
  g_hash_table_unref (life->facts);
  life->facts = found;
}

static void
work_to_any_end (Life *life)
{
  life->end = g_rand_int_range (life->rand, 0, 6) == 0 ? DISK_KILL : DISK_CUT;
  disk_end_after (life->disk, (guint)g_rand_int_range (life->rand, 1, MOST_CALLS),
                  g_rand_int_range (life->rand, 0, 3) == 0, life->end);
  work (life);
}

char *
power_folder_new (void)
{
  char *folder = g_strdup ("/dev/shm/yc-power-XXXXXX");
  g_autoptr (GError) error = NULL;

  if (g_mkdtemp (folder) != NULL)
    return folder;
  g_free (folder);
  folder = g_dir_make_tmp ("yc-power-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

static void
begin (Life *life, const char *folder, guint32 seed, PowerCounts *counts)
{
  g_autofree char *root = g_build_filename (folder, "disk", NULL);

  *life = (Life){.rand = g_rand_new_with_seed (seed), .now = FIRST_DAY, .counts = counts};
  g_assert_cmpint (g_mkdir (root, 0700), ==, 0);
  life->disk = disk_new (root, g_rand_int (life->rand));
  life->vault = yc_vault_new (key);
  life->look = g_build_filename (folder, "look", NULL);
  life->folder = g_build_filename (root, "profile", "store", NULL);
  life->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  life->deeds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
end (Life *life, const char *folder)
{
  disk_add_counts (life->disk, &life->counts->disk);
  power_begin_deed (life, 0, NULL);
  g_clear_pointer (&life->content, g_bytes_unref);
  disk_remove_below (folder);
  g_hash_table_unref (life->deeds);
  g_hash_table_unref (life->facts);
  g_free (life->folder);
  g_free (life->look);
  yc_vault_unref (life->vault);
  disk_free (life->disk);
  g_rand_free (life->rand);
}

void
power_live (const char *folder, guint32 seed, guint ends, PowerCounts *counts)
{
  Life life;

  begin (&life, folder, seed, counts);
  for (guint i = 0; i < ends; i++)
    live_once (&life, work_to_any_end);
  end (&life, folder);
}

static void
scan_until_killed (Life *life)
{
  gboolean lives = open_stores (life);

  while (lives && g_hash_table_size (life->facts) < SOME_FACTS) {
    lives = power_do_something (life);
    if (lives)
      report (life);
  }
  life->end = DISK_KILL;
  disk_end_after (life->disk, life->calls, FALSE, DISK_KILL);
  while (power_scan (life, FALSE))
    report (life);
}

static void
scan_again_until_cut (Life *life)
{
  life->end = DISK_CUT;
  if (open_stores (life) && power_scan (life, TRUE))
    report (life);
  disk_end_after (life->disk, 1, FALSE, DISK_CUT);
  power_scan (life, FALSE);
}

void
power_scan_twice (const char *folder, guint32 seed, guint calls, PowerCounts *counts)
{
  Life life;

  begin (&life, folder, seed, counts);
  life.calls = calls;
  live_once (&life, scan_until_killed);
  live_once (&life, scan_again_until_cut);
  end (&life, folder);
}
