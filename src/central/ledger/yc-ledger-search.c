// Lists of cases by what stands in them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-search.h"
#include "yc-search.h"

#define MOST_WORDS 3   // that SQLite's index is asked for at once
#define MOST_ITEMS 20  // that are walked to one by one
#define COMMON     4   // of a sample, for PostgreSQL
#define SAMPLE     200 // cases that say how rare a word is

// The items whose name has the text in it; NULL with an error.
static GPtrArray *
find_items (YcSearch *self, const char *folded, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->ledger->db,
      yc_ledger_pick (self->ledger,
                      "SELECT DISTINCT item FROM item_name WHERE instr (name, ?1) > 0",
                      "SELECT DISTINCT item FROM item_name WHERE strpos (name, ?1) > 0"),
      error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", folded);
  while (yc_statement_step (row, &problem))
    g_ptr_array_add (items, g_strdup (yc_statement_get_text (row, 0)));
  return yc_ledger_at_end (problem, error) ? g_steal_pointer (&items) : NULL;
}

// The items between line feeds.
static char *
join_items (GPtrArray *items)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (list, "\n%s", (char *)items->pdata[i]);
  g_string_append_c (list, '\n');
  return g_string_free (list, FALSE);
}

// So many items that the queue holds them close together.
static void
add_common_items (YcSearch *self, guint place, GPtrArray *items)
{
  g_autofree char *list = join_items (items), *rest = NULL;

  rest = g_strdup_printf ("SELECT place, id, summary FROM case_now WHERE place < ?%u AND %s (?%u, "
                          "'\n' || item || '\n') > 0",
                          place, yc_ledger_pick (self->ledger, "instr", "strpos"),
                          yc_search_bind (self, list));
  yc_search_add_walks (self, rest);
}

// One text whatever the number of items: planning many walks takes longer than walking.
static void
add_postgres_items (YcSearch *self, guint place, GPtrArray *items)
{
  g_autofree char *list = join_items (items), *rest = NULL;
  g_autofree char *each =
      g_strdup_printf ("unnest (string_to_array (?%u, '\n')) AS wanted (code) CROSS JOIN LATERAL ",
                       yc_search_bind (self, list));

  rest = g_strdup_printf (
      "SELECT place, id, summary FROM case_now WHERE place < ?%u AND item = wanted.code", place);
  self->each = each;
  yc_search_add_walks (self, rest);
  self->each = NULL;
}

static void
add_item_walks (YcSearch *self, guint place, GPtrArray *items)
{
  if (items->len > MOST_ITEMS) {
    add_common_items (self, place, items);
    return;
  }
  if (items->len > 0 && yc_db_get_kind (self->ledger->db) == YC_DB_POSTGRES) {
    add_postgres_items (self, place, items);
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    g_autofree char *rest =
        g_strdup_printf ("SELECT place, id, summary FROM case_now WHERE place < ?%u AND item = ?%u",
                         place, yc_search_bind (self, items->pdata[i]));

    yc_search_add_walks (self, rest);
  }
}

// What has all these words. SQLite's index answers in the order of places. Pairs may stand apart in
// a text: whether they are neighbours is seen in the text itself.
static char *
select_words (YcSearch *self, guint place, guint text, const char *words)
{
  guint bound = yc_search_bind (self, words);

  if (yc_db_get_kind (self->ledger->db) == YC_DB_SQLITE)
    return g_strdup_printf (
        "SELECT case_words.rowid AS place, id, summary FROM case_words"
        " CROSS JOIN case_now ON case_now.place = case_words.rowid"
        " CROSS JOIN case_text ON case_text.place = case_words.rowid"
        " WHERE case_words MATCH ?%u AND case_words.rowid < ?%u AND instr (text, ?%u) > 0",
        bound, place, text);
  return g_strdup_printf ("SELECT place, id, summary FROM case_text JOIN case_now USING (place)"
                          " WHERE words @> string_to_array (?%u, ' ')::bigint[] AND place < ?%u"
                          " AND strpos (text, ?%u) > 0",
                          bound, place, text);
}

typedef struct {
  const char *word;
  gint64 newest; // place of the SAMPLEth case from the end that has it; 0: there are not so many
} Rarity;

static int
compare_rarity (gconstpointer a, gconstpointer b)
{
  const Rarity *one = a, *other = b;

  return (one->newest > other->newest) - (one->newest < other->newest);
}

// SQLite walks along the lists of all words that it is asked for, and long names are made of words
// that very many have: the rarest are enough, for the text is looked at afterwards.
static char *
keep_rare (YcSearch *self, const char *words, GError **error)
{
  g_auto (GStrv) all = g_strsplit (words, " ", -1);
  guint n = g_strv_length (all);
  g_autofree Rarity *found = g_new0 (Rarity, n);
  const char *kept[MOST_WORDS + 1] = {NULL};

  if (n <= MOST_WORDS || yc_db_get_kind (self->ledger->db) != YC_DB_SQLITE)
    return g_strdup (words);
  for (guint i = 0; i < n; i++) {
    found[i].word = all[i];
    found[i].newest = yc_db_fetch_int (self->ledger->db, 0, error,
                                       "SELECT rowid FROM case_words WHERE case_words MATCH ?1"
                                       " ORDER BY rowid DESC LIMIT 1 OFFSET ?2",
                                       "ti", all[i], (gint64)SAMPLE);
    if (found[i].newest < 0)
      return NULL;
  }
  qsort (found, n, sizeof *found, compare_rarity);
  for (guint i = 0; i < MOST_WORDS; i++)
    kept[i] = found[i].word;
  return g_strjoinv (" ", (char **)kept);
}

// A condition that PostgreSQL does not take for a reason to use its index of words.
#define HAS_WORDS "COALESCE (words @> string_to_array (?%u, ' ')::bigint[], FALSE)"

// Whether the newest cases of a part of the scope have the text so often that a page is soon full
// by looking at them one by one: PostgreSQL's index would bring all there are, and in no order. 1
// or 0; -1 with an error.
static int
is_common (YcSearch *self,
           const char *folded,
           const char *words,
           gboolean is_hall,
           const char *id,
           GError **error)
{
  g_autofree char *sql = NULL;
  gint64 found;

  if (yc_db_get_kind (self->ledger->db) == YC_DB_SQLITE)
    return 0;
  sql = g_strdup_printf ("SELECT count (*) FROM (SELECT place FROM case_now WHERE %s = ?1"
                         " ORDER BY place DESC LIMIT ?4) AS newest JOIN case_text USING (place)"
                         " WHERE strpos (text, ?2) > 0 AND " HAS_WORDS,
                         is_hall ? "hall" : "office = 1 AND department", 3U);
  found =
      yc_db_fetch_int (self->ledger->db, 0, error, sql, "ttti", id, folded, words, (gint64)SAMPLE);
  return found < 0 ? -1 : found >= COMMON;
}

static char *
select_common (YcSearch *self, guint place, guint text, const char *words)
{
  return g_strdup_printf ("SELECT place, id, summary FROM case_now JOIN case_text USING (place)"
                          " WHERE place < ?%u AND strpos (text, ?%u) > 0 AND " HAS_WORDS,
                          place, text, yc_search_bind (self, words));
}

// Cases of a part of the scope. FALSE with an error.
static gboolean
add_word_walk (YcSearch *self,
               guint place,
               const char *folded,
               gboolean is_hall,
               const char *id,
               GError **error)
{
  g_autofree char *scope = g_strconcat (is_hall ? YC_SEARCH_HALL : YC_SEARCH_DEPARTMENT, id, NULL);
  g_autofree char *all = yc_search_query (folded, scope), *rest = NULL, *condition = NULL;
  g_autofree char *words = *all != '\0' ? keep_rare (self, all, error) : NULL;
  int common = words != NULL ? is_common (self, folded, words, is_hall, id, error) : -1;
  guint text;

  if (common < 0)
    return *all == '\0';
  text = yc_search_bind (self, folded);
  rest =
      common ? select_common (self, place, text, words) : select_words (self, place, text, words);
  condition = g_strdup_printf (is_hall ? "hall = ?%u" : "office = 1 AND department = ?%u",
                               yc_search_bind (self, id));
  yc_search_add_walk (self, condition, rest);
  return TRUE;
}

// For who sees all. Only programs do; what people see is a few halls and departments.
static gboolean
add_all_halls (YcSearch *self, guint place, const char *folded, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->ledger->db, "SELECT DISTINCT hall FROM case_count", error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem) &&
         add_word_walk (self, place, folded, TRUE, yc_statement_get_text (row, 0), &problem))
    ;
  return yc_ledger_at_end (problem, error);
}

static gboolean
add_word_walks (YcSearch *self, guint place, const char *folded, GError **error)
{
  const YcScope *scope = self->scope;
  const char *const *departments = scope->departments;
  gboolean done = TRUE;

  if (scope->all)
    return add_all_halls (self, place, folded, error);
  if (scope->hall != NULL)
    done = add_word_walk (self, place, folded, TRUE, scope->hall, error);
  for (guint i = 0; done && departments != NULL && departments[i] != NULL; i++)
    done = add_word_walk (self, place, folded, FALSE, departments[i], error);
  return done;
}

gboolean
yc_search_for_text (YcSearch *self, gint64 before, GError **error)
{
  g_autofree char *folded = yc_search_fold (self->query->words);
  g_autoptr (GPtrArray) items = find_items (self, folded, error);
  guint place;

  if (items == NULL)
    return FALSE;
  yc_search_begin (self);
  self->is_anew = TRUE;
  place = yc_search_bind_number (self, before);
  add_item_walks (self, place, items);
  if (!add_word_walks (self, place, folded, error) || self->sql->len == 0)
    return FALSE; // an error; or no words, or a scope of nothing
  yc_search_finish (self);
  return TRUE;
}
