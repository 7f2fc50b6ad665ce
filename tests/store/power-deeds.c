// What a clerk and the synchronisation do all day, at random.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "power-private.h"
#include "yc-error.h"

#include <stdarg.h>

#define RANGE        8      // numbers in a lease
#define LARGEST_PAGE 150000 // bytes: some take several pieces of the vault
#define MINUTE       60000

void
power_begin_deed (Life *life, guint events, ...)
{
  va_list words;
  guint n = 0;

  for (guint i = 0; i < MOST_TOUCHED; i++)
    g_clear_pointer (&life->underway.touched[i], g_free);
  life->underway.events = events;
  va_start (words, events);
  for (const char *word; (word = va_arg (words, const char *)) != NULL; n++) {
    g_assert_cmpuint (n, <, MOST_TOUCHED);
    life->underway.touched[n] = g_strdup (word);
  }
  va_end (words);
}

// Nothing that the clerk does is refused: what fails, fails because of the disk.
static gboolean
expect (Life *life, gboolean done, GError *error)
{
  if (!done && !disk_is_dead (life->disk))
    g_error ("a deed failed on a disk that runs: %s", error != NULL ? error->message : "no error");
  g_clear_error (&error);
  return done;
}

static gboolean
expect_case (Life *life, YcCase *self, GError *error)
{
  g_autoptr (YcCase) owned = self;

  return expect (life, self != NULL, error);
}

static YcDeed
make_deed (Life *life, const char *case_id, YcEventType type, const char *json)
{
  return (YcDeed){.case_id = case_id,
                  .type = type,
                  .role = YC_ROLE_INTAKE,
                  .data = story_data (json),
                  .at = life->now += MINUTE};
}

// Numbers are asked for under a name that is kept until they are there.
static gboolean
lease (Life *life, const char *kind)
{
  g_autofree char *setting = g_strconcat ("lease/", kind, NULL);
  g_autofree char *request = yc_store_get_setting (life->store, setting);
  g_autofree char *made = NULL;
  gint64 last =
      yc_db_fetch_int (life->store->db, 0, NULL, "SELECT max (last) FROM number_range", NULL);
  GError *error = NULL;

  power_begin_deed (life, 0, setting, request, NULL);
  if (request == NULL) {
    made = yc_store_ensure_request (life->store, kind, life->now, &error);
    return expect (life, made != NULL, error);
  }
  return expect (
      life,
      yc_store_add_range (life->sync, request, kind, kind, "号", 6, last + 1, last + RANGE, &error),
      error);
}

static gboolean
needs_numbers (Life *life, const char *kind)
{
  return yc_store_count_numbers (life->store, kind, NULL) == 0;
}

// A case with a number, and who applied, in one transaction.
static gboolean
open_case (Life *life)
{
  const YcContext context = story_context (STORY_CLERK);
  YcDeed deeds[2];
  GError *error = NULL;

  if (needs_numbers (life, "case"))
    return lease (life, "case");
  deeds[0] = make_deed (life, NULL, YC_EVENT_OPENED, "{'item':'i','department':'d'}");
  deeds[0].number_kind = "case";
  deeds[0].number_member = "number";
  deeds[1] = make_deed (life, NULL, YC_EVENT_FILLED, "{'applicant':{'name':'" STORY_NAME "'}}");
  power_begin_deed (life, 2, "number_range/", NULL);
  return expect_case (life, yc_store_record_all (life->store, &context, "t1", deeds, 2, &error),
                      error);
}

// One of the rows of a query, its columns as text; NULL: there is none.
static char **
pick (Life *life, const char *sql)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autoptr (YcStatement) row = yc_db_prepare (life->store->db, sql, NULL);

  while (row != NULL && yc_statement_step (row, NULL))
    g_ptr_array_add (rows, g_strsplit (yc_statement_get_text (row, 0), " ", 2));
  if (rows->len == 0)
    return NULL;
  return g_strdupv (rows->pdata[g_rand_int_range (life->rand, 0, (gint32)rows->len)]);
}

static gboolean
note (Life *life, const char *case_id)
{
  const YcContext context = story_context (STORY_CLERK);
  const YcDeed deed = make_deed (life, case_id, YC_EVENT_NOTED, "{'text':'电话联系'}");
  GError *error = NULL;

  power_begin_deed (life, 1, case_id, NULL);
  return expect_case (life, yc_store_record (life->store, &context, "t1", &deed, &error), error);
}

static GBytes *
make_content (Life *life)
{
  gsize size = (gsize)g_rand_int_range (life->rand, 1, LARGEST_PAGE);
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)(i * 7 + size);
  return g_bytes_new_take (bytes, size);
}

static gboolean
scan (Life *life, const char *case_id)
{
  const YcContext context = story_context (STORY_CLERK);
  g_autofree char *json =
      g_strdup_printf ("{'page':'page-%u','material':'licence'}", life->n_pages++);
  const YcDeed deed = make_deed (life, case_id, YC_EVENT_SCANNED, json);
  GError *error = NULL;

  if (life->content == NULL)
    life->content = make_content (life);
  power_begin_deed (life, 1, case_id, NULL);
  return expect_case (
      life,
      yc_store_record_page (life->store, &context, "t1", &deed, life->content, "image/png", &error),
      error);
}

// What came out of the scanner may be tried again after an end, or belong to several materials.
static gboolean
scan_any (Life *life, const char *case_id)
{
  if (g_rand_int_range (life->rand, 0, 3) > 0)
    g_clear_pointer (&life->content, g_bytes_unref);
  return scan (life, case_id);
}

// A paper that goes out at once, or one that can be taken back.
static gboolean
print (Life *life, const char *case_id)
{
  const YcContext context = story_context (STORY_CLERK);
  YcDeed deed;
  GError *error = NULL;

  if (needs_numbers (life, "voucher"))
    return lease (life, "voucher");
  deed = make_deed (life, case_id, YC_EVENT_PAPER_ISSUED, "{'paper':'voucher'}");
  deed.number_kind = "voucher";
  deed.number_member = "number";
  deed.hold_until = g_rand_boolean (life->rand) ? G_MAXINT64 : 0;
  power_begin_deed (life, 1, case_id, "number_range/", NULL);
  return expect_case (life, yc_store_record (life->store, &context, "t1", &deed, &error), error);
}

// The number of the paper is void then.
static gboolean
take_back (Life *life, const char *case_id)
{
  g_auto (GStrv) held =
      pick (life, "SELECT id || ' ' || case_id FROM event WHERE state = 0 AND hold_until > 0");
  GError *error = NULL;

  if (held == NULL)
    return print (life, case_id);
  power_begin_deed (life, 0, held[1], NULL);
  return expect (life, yc_store_undo (life->store, held[0], life->now, &error), error);
}

// Central refuses a paper, and later the clerk has seen it.
static gboolean
refuse (Life *life, const char *case_id)
{
  g_autoptr (GError) why = g_error_new_literal (YC_ERROR, YC_ERROR_LIMIT, "refused");
  g_auto (GStrv) refused = pick (life, "SELECT id || ' ' || case_id FROM event WHERE state = 2");
  g_auto (GStrv) paper = pick (life, "SELECT id || ' ' || case_id FROM event"
                                     " WHERE state = 0 AND type = 'paper-issued'");
  GError *error = NULL;

  if (refused == NULL && paper == NULL)
    return note (life, case_id);
  power_begin_deed (life, 0, refused != NULL ? refused[1] : paper[1], NULL);
  return expect (life,
                 refused != NULL ? yc_store_dismiss_trouble (life->store, refused[0], &error)
                                 : yc_store_set_trouble (life->sync, paper[0], why, &error),
                 error);
}

// Central confirms what it was sent, or somebody else was faster.
static gboolean
merge (Life *life, const char *case_id)
{
  g_autoptr (GPtrArray) events = yc_store_list_pending (life->sync, case_id, G_MAXINT64, NULL);
  gboolean ours = events != NULL && events->len > 0 && g_rand_boolean (life->rand);
  gint64 version = yc_db_fetch_int (life->sync->db, 0, NULL,
                                    "SELECT max (version) FROM event WHERE case_id = ?"
                                    " AND state = 1",
                                    "t", case_id);
  YcMerge merged;
  GError *error = NULL;

  if (events == NULL)
    return expect (life, FALSE, NULL);
  if (ours)
    g_ptr_array_set_size (events, g_rand_int_range (life->rand, 1, (gint32)events->len + 1));
  else if (version == 0)
    return note (life, case_id);
  else {
    g_ptr_array_set_size (events, 0);
    g_ptr_array_add (events, desk_foreign (case_id, YC_EVENT_NOTED, (guint)version + 1, "zhou",
                                           YC_ROLE_INTAKE, "{'text':'theirs'}"));
  }
  power_begin_deed (life, ours ? 0 : 1, case_id, NULL);
  return expect (life, yc_store_merge (life->sync, events, &merged, NULL, NULL, &error), error);
}

// A page of another terminal comes in, or one of ours has arrived.
static gboolean
exchange_content (Life *life, const char *case_id)
{
  g_autoptr (GBytes) content = make_content (life);
  g_autofree char *sha256 = yc_store_hash (content);
  g_auto (GStrv) ours = pick (life, "SELECT sha256 FROM blob WHERE confirmed = 0");
  GError *error = NULL;

  power_begin_deed (life, 0, ours != NULL ? ours[0] : sha256, NULL);
  return expect (life,
                 ours != NULL
                     ? yc_store_confirm_blob (life->sync, ours[0], &error)
                     : yc_store_keep_blob (life->sync, sha256, content, "image/png", &error),
                 error);
}

static gboolean
type (Life *life, const char *case_id)
{
  GError *error = NULL;

  power_begin_deed (life, 0, case_id, NULL);
  return expect (life,
                 g_rand_int_range (life->rand, 0, 4) == 0
                     ? yc_store_delete_draft (life->store, case_id, &error)
                     : yc_store_save_draft (life->store, case_id, STORY_NAME, ++life->now, &error),
                 error);
}

static gboolean
follow (Life *life, const char *case_id)
{
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, ++life->now);
  GError *error = NULL;

  power_begin_deed (life, 0, "cursor/wang", NULL);
  return expect (life, yc_store_set_setting (life->sync, "cursor/wang", cursor, &error), error);
}

static char **
pick_case (Life *life)
{
  return pick (life, "SELECT case_id FROM (SELECT case_id FROM case_row"
                     " ORDER BY changed_at DESC LIMIT 4)");
}

gboolean
power_scan (Life *life, gboolean again)
{
  g_auto (GStrv) one = pick_case (life);

  if (!again)
    g_clear_pointer (&life->content, g_bytes_unref);
  return one != NULL && !disk_is_dead (life->disk) && scan (life, one[0]);
}

gboolean
power_do_something (Life *life)
{
  static gboolean (*const deeds[]) (Life *, const char *) = {
      note,  scan_any, scan_any,         print, print, take_back, refuse,
      merge, merge,    exchange_content, type,  follow};
  g_auto (GStrv) one = pick_case (life);

  if (disk_is_dead (life->disk))
    return FALSE;
  if (one == NULL || g_rand_int_range (life->rand, 0, 8) == 0)
    return open_case (life);
  return deeds[g_rand_int_range (life->rand, 0, G_N_ELEMENTS (deeds))](life, one[0]);
}
