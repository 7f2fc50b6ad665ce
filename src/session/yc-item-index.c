// Finding service items as a clerk types: by name, code, department, everyday words, pinyin.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-item-index.h"
#include "yc-pinyin.h"

#include <string.h>

typedef struct {
  const YcItem *item;
  char *name;     // folded
  char *text;     // folded: everything that words are looked for in, a line each
  char *sound;    // "budongchandengji", a line for each name
  char *initials; // "bdcdj", likewise
  guint rank;     // 0: taken in most
} Entry;

struct _YcItemIndex {
  YcCatalogue *catalogue; // owned: the items lie in it
  GArray *entries;        // of Entry
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->text);
  g_free (entry->sound);
  g_free (entry->initials);
}

static void
clear_index (gpointer data)
{
  YcItemIndex *self = data;

  g_array_unref (self->entries);
  yc_catalogue_unref (self->catalogue);
}

YcItemIndex *
yc_item_index_ref (YcItemIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
yc_item_index_unref (YcItemIndex *self)
{
  g_atomic_rc_box_release_full (self, clear_index);
}

// ---- Making -------------------------------------------------------------------------------------

static void
append_folded (GString *text, const char *more)
{
  g_autofree char *folded = more != NULL ? g_utf8_casefold (more, -1) : NULL;

  if (folded != NULL)
    g_string_append_printf (text, "%s\n", folded);
}

static char *
collect_text (YcCatalogue *catalogue, const YcItem *item)
{
  const YcOffice *department = yc_catalogue_find_department (catalogue, item->department);
  GString *text = g_string_new (NULL);

  append_folded (text, item->name.zh);
  append_folded (text, item->name.en);
  append_folded (text, item->code);
  if (department != NULL)
    append_folded (text, department->name.zh);
  if (department != NULL)
    append_folded (text, department->name.en);
  for (guint i = 0; i < item->keywords->len; i++)
    append_folded (text, item->keywords->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
append_sound (YcPinyin *pinyin, const char *name, GString *sound, GString *initials)
{
  g_autofree char *spelt = yc_pinyin_spell (pinyin, name);
  gboolean first = TRUE;

  for (const char *at = spelt; *at != '\0'; at++) {
    if (!g_ascii_isalnum (*at)) {
      first = TRUE;
      continue;
    }
    g_string_append_c (sound, *at);
    if (first || g_ascii_isdigit (*at))
      g_string_append_c (initials, *at);
    first = FALSE;
  }
  g_string_append_c (sound, '\n');
  g_string_append_c (initials, '\n');
}

static void
spell (Entry *entry, YcPinyin *pinyin)
{
  GString *sound = g_string_new (NULL);
  GString *initials = g_string_new (NULL);

  append_sound (pinyin, entry->item->name.zh, sound, initials);
  for (guint i = 0; i < entry->item->keywords->len; i++)
    append_sound (pinyin, entry->item->keywords->pdata[i], sound, initials);
  entry->sound = g_string_free (sound, FALSE);
  entry->initials = g_string_free (initials, FALSE);
}

static guint
rank_of (const YcItem *item, GPtrArray *frequent)
{
  guint rank;

  return frequent != NULL &&
                 g_ptr_array_find_with_equal_func (frequent, item->code, g_str_equal, &rank)
             ? rank
             : G_MAXUINT;
}

YcItemIndex *
yc_item_index_new (
    YcCatalogue *catalogue, const char *theme, YcDay day, GPtrArray *frequent, gboolean with_pinyin)
{
  YcItemIndex *self = g_atomic_rc_box_new0 (YcItemIndex);
  GPtrArray *items = yc_catalogue_get_items (catalogue);
  g_autoptr (YcPinyin) pinyin = with_pinyin ? yc_pinyin_new () : NULL;

  self->catalogue = yc_catalogue_ref (catalogue);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  for (guint i = 0; i < items->len; i++) {
    Entry entry = {.item = items->pdata[i]};

    if (!yc_item_is_offered (entry.item, theme) || !yc_item_is_in_effect (entry.item, day))
      continue;
    entry.name = g_utf8_casefold (entry.item->name.zh, -1);
    entry.text = collect_text (catalogue, entry.item);
    entry.rank = rank_of (entry.item, frequent);
    if (pinyin != NULL)
      spell (&entry, pinyin);
    g_array_append_val (self->entries, entry);
  }
  return self;
}

// ---- Finding ------------------------------------------------------------------------------------

// How well a word fits: 0 best, -1 not at all.
static int
fit_word (const Entry *entry, const char *word)
{
  const char *at;

  if (g_str_has_prefix (entry->name, word))
    return 0;
  if (entry->initials != NULL && g_str_has_prefix (entry->initials, word))
    return 1;
  if (strstr (entry->name, word) != NULL)
    return 2;
  if (entry->sound != NULL && g_str_has_prefix (entry->sound, word))
    return 3;
  if (strstr (entry->text, word) != NULL)
    return 4;
  at = entry->initials != NULL ? strstr (entry->initials, word) : NULL;
  if (at == NULL && entry->sound != NULL && strlen (word) > 2)
    at = strstr (entry->sound, word);
  return at != NULL ? 5 : -1;
}

// The worst of the words decides.
static int
fit (const Entry *entry, char **words)
{
  int worst = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    int one = *words[i] != '\0' ? fit_word (entry, words[i]) : 0;

    if (one < 0)
      return -1;
    worst = MAX (worst, one);
  }
  return worst;
}

typedef struct {
  const Entry *entry;
  int fit;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *left = a, *right = b;

  if (left->fit != right->fit)
    return left->fit - right->fit;
  if (left->entry->rank != right->entry->rank)
    return left->entry->rank < right->entry->rank ? -1 : 1;
  return left->entry < right->entry ? -1 : 1;
}

GPtrArray *
yc_item_index_find (YcItemIndex *self, const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search != NULL ? search : "", -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    const Hit hit = {entry, fit (entry, words)};

    if (hit.fit >= 0)
      g_array_append_val (hits, hit);
  }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (items, (gpointer)g_array_index (hits, Hit, i).entry->item);
  return items;
}
