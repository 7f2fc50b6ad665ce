// What is looked at after an end: nothing may be half, and every number is accounted for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "power-private.h"
#include "story.h"
#include "yc-wire.h"

#include <glib/gstdio.h>

// The tables, whole: what a row is called, and everything else in it.
static const char *const queries[] = {
    "SELECT 'event/' || id, case_id || '|' || version || '|' || state || '|' || type || '|' || at"
    " || '|' || hold_until || '|' || coalesce (trouble_code, '') || '|' || hex (sealed_body)"
    " FROM event",
    "SELECT 'case_row/' || case_id, coalesce (number, '') || '|' || state || '|' || version || '|'"
    " || pending || '|' || changed_at || '|' || hex (coalesce (sealed_person, '')) FROM case_row",
    "SELECT 'blob/' || sha256, mime || '|' || size || '|' || confirmed FROM blob",
    "SELECT 'case_blob/' || case_id || '/' || sha256, '' FROM case_blob",
    "SELECT 'draft/' || place, changed_at || '|' || hex (sealed_text) FROM draft",
    "SELECT 'number_range/' || request, kind || '|' || first || '|' || last || '|' || next"
    " FROM number_range",
    "SELECT 'number_void/' || request || '/' || number, reason || '|' || confirmed"
    " FROM number_void",
    "SELECT 'setting/' || name, value FROM setting",
};

static YcStatement *
query (YcStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  YcStatement *statement = yc_db_prepare (store->db, sql, &error);

  g_assert_no_error (error);
  return statement;
}

GHashTable *
power_read_facts (YcStore *store)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autoptr (YcStatement) row = query (store, queries[i]);

    while (yc_statement_step (row, &error))
      g_hash_table_insert (facts, g_strdup (yc_statement_get_text (row, 0)),
                           g_strdup (yc_statement_get_text (row, 1)));
    g_assert_no_error (error);
  }
  return facts;
}

static void
look_at_file (YcStore *store)
{
  g_autoptr (YcStatement) pages = query (store, "PRAGMA integrity_check");
  g_autoptr (YcStatement) keys = query (store, "PRAGMA foreign_key_check");

  g_assert_true (yc_statement_step (pages, NULL));
  g_assert_cmpstr (yc_statement_get_text (pages, 0), ==, "ok");
  g_assert_false (yc_statement_step (keys, NULL));
}

// What the lists show is the fold of the events, and the outbox is what central has not confirmed.
static void
look_at_case (YcStore *store, const char *id, gint64 version, gint64 pending, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = yc_store_load_case (store, id, &error);
  g_autoptr (GPtrArray) waiting = yc_store_list_pending (store, id, G_MAXINT64, &error);

  g_assert_no_error (error);
  g_assert_cmpint (self->version, ==, version);
  g_assert_cmpstr (self->number, ==, number);
  g_assert_cmpint (waiting->len, ==, pending);
  for (guint i = 0; i < self->pages->len; i++) {
    const YcPage *page = self->pages->pdata[i];

    g_assert_cmpint (
        yc_db_fetch_int (store->db, 0, NULL,
                         "SELECT count(*) FROM case_blob WHERE case_id = ? AND sha256 = ?", "tt",
                         id, page->blob),
        ==, 1);
  }
}

static void
look_at_cases (YcStore *store)
{
  g_autoptr (YcStatement) row =
      query (store, "SELECT case_id, version, pending, number FROM case_row");

  while (yc_statement_step (row, NULL))
    look_at_case (store, yc_statement_get_text (row, 0), yc_statement_get_int (row, 1),
                  yc_statement_get_int (row, 2), yc_statement_get_text (row, 3));
  g_assert_cmpint (yc_db_fetch_int (store->db, -1, NULL,
                                    "SELECT count(*) FROM event WHERE state <> 2 AND case_id NOT IN"
                                    " (SELECT case_id FROM case_row)",
                                    NULL),
                   ==, 0);
}

// A row promises the bytes: all of them, and the right ones.
static guint
look_at_content (YcStore *store)
{
  g_autoptr (YcStatement) row = query (store, "SELECT sha256, size FROM blob");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (; yc_statement_step (row, NULL); n++) {
    g_autoptr (GBytes) content = yc_store_load_blob (store, yc_statement_get_text (row, 0), &error);

    g_assert_no_error (error);
    g_assert_cmpint (g_bytes_get_size (content), ==, yc_statement_get_int (row, 1));
  }
  return n;
}

static void
take_numbers (GHashTable *used, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++) {
    const char *number = yc_wire_event_get_number (events->pdata[i]);

    if (number != NULL)
      g_assert_true (g_hash_table_add (used, g_strdup (number))); // never twice
  }
}

static GHashTable *
find_used_numbers (YcStore *store)
{
  GHashTable *used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (YcStatement) row = query (store, "SELECT DISTINCT case_id, state FROM event");

  while (yc_statement_step (row, NULL)) {
    g_autoptr (GPtrArray) events = yc_event_table_list (
        store, yc_statement_get_text (row, 0), (YcEventState)yc_statement_get_int (row, 1), NULL);

    take_numbers (used, events);
  }
  return used;
}

// A number below `next` is in one event or void, one from there on in none.
static void
look_at_numbers (YcStore *store)
{
  g_autoptr (GHashTable) used = find_used_numbers (store);
  g_autoptr (YcStatement) row =
      query (store, "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n"
                    "   WHERE value < (SELECT max (last) FROM number_range))"
                    " SELECT prefix || printf ('%0' || digits || 'd', value) || suffix,"
                    "   value < next, (SELECT count(*) FROM number_void v"
                    "     WHERE v.request = r.request AND v.number = value)"
                    " FROM number_range r JOIN n ON value BETWEEN first AND last");

  while (yc_statement_step (row, NULL)) {
    gint64 uses = g_hash_table_remove (used, yc_statement_get_text (row, 0)) ? 1 : 0;

    g_assert_cmpint (uses + yc_statement_get_int (row, 2), ==, yc_statement_get_int (row, 1));
  }
  g_assert_cmpuint (g_hash_table_size (used), ==, 0); // none that nobody leased
}

// Work goes on: a case and a page more, and they stay.
static void
go_on (YcStore **store, const char *folder, YcVault *vault)
{
  const YcContext context = story_context (STORY_CLERK);
  YcDeed deed = {.type = YC_EVENT_OPENED,
                 .role = YC_ROLE_INTAKE,
                 .data = story_data ("{'item':'i','department':'d'}"),
                 .at = STORY_START};
  g_autoptr (GBytes) content = g_bytes_new_static ("a page", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) opened = yc_store_record (*store, &context, "t1", &deed, &error);
  g_autoptr (YcCase) scanned = NULL, again = NULL;

  g_assert_no_error (error);
  deed = (YcDeed){.case_id = opened->id,
                  .type = YC_EVENT_SCANNED,
                  .role = YC_ROLE_INTAKE,
                  .data = story_data ("{'page':'page','material':'licence'}"),
                  .at = STORY_START};
  scanned = yc_store_record_page (*store, &context, "t1", &deed, content, "image/png", &error);
  g_assert_no_error (error);
  g_assert_nonnull (scanned);
  yc_store_close (*store);
  *store = yc_store_open (folder, vault, &error);
  g_assert_no_error (error);
  again = yc_store_load_case (*store, opened->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->pages->len, ==, 1);
}

GHashTable *
power_look (Life *life, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "profile", "store", NULL);
  g_autoptr (GError) error = NULL;
  YcStore *store = yc_store_open (path, life->vault, &error);
  GHashTable *facts;

  g_assert_no_error (error);
  facts = power_read_facts (store);
  look_at_file (store);
  look_at_cases (store);
  look_at_numbers (store);
  life->counts->pages += look_at_content (store);
  go_on (&store, path, life->vault);
  yc_store_close (store);
  disk_remove_below (folder);
  return facts;
}
