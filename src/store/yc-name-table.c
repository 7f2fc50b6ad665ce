// Names of people by their ids, sealed, as central told them last.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-names.h"
#include "yc-store-private.h"

static char *
seal_place (const char *person)
{
  return g_strconcat ("person-name/", person, NULL);
}

char *
yc_name_table_find (YcStore *store, const char *person)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (store->db, "SELECT sealed_name FROM person_name WHERE person = ?", NULL);
  g_autofree char *place = seal_place (person);
  g_autoptr (GBytes) sealed = NULL;

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", person);
  if (!yc_statement_step (row, NULL))
    return NULL;
  sealed = yc_statement_get_bytes (row, 0);
  return yc_vault_unseal_text (store->vault, sealed, place, NULL);
}

static gboolean
save (YcStore *store, const char *person, const char *name, GError **error)
{
  g_autofree char *place = seal_place (person);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (store->vault, name, place);

  return yc_db_execute (store->db, error,
                        "INSERT OR REPLACE INTO person_name (person, sealed_name) VALUES (?, ?)",
                        "tb", person, sealed);
}

static gboolean
save_all (YcStore *store, GHashTable *names, GError **error)
{
  GHashTableIter iter;
  gpointer person, name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &person, &name))
    if (!save (store, person, name, error))
      return FALSE;
  return TRUE;
}

// Those that are not known by this name yet; of those who have `another` one, too, if so asked.
static GHashTable *
list_news (YcStore *store, GHashTable *names, gboolean another)
{
  GHashTable *news = yc_names_new ();
  GHashTableIter iter;
  gpointer person, name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &person, &name)) {
    g_autofree char *known = yc_name_table_find (store, person);

    if (known == NULL || (another && !g_str_equal (known, name)))
      yc_names_add (news, person, name);
  }
  return news;
}

gboolean
yc_name_table_add (YcStore *store, GHashTable *names, GError **error)
{
  g_autoptr (GHashTable) news = list_news (store, names, FALSE);

  return save_all (store, news, error);
}

gboolean
yc_store_save_names (YcStore *store, GHashTable *names, GError **error)
{
  g_autoptr (GHashTable) news = list_news (store, names, TRUE);

  if (g_hash_table_size (news) == 0)
    return TRUE;
  if (!yc_db_begin (store->db, error))
    return FALSE;
  if (save_all (store, news, error))
    return yc_db_commit (store->db, error);
  yc_db_roll_back (store->db);
  return FALSE;
}

static void
look_up (YcStore *store, const char *person, GHashTable *names)
{
  g_autofree char *name = NULL;

  if (person == NULL || g_hash_table_contains (names, person))
    return;
  name = yc_name_table_find (store, person);
  if (name != NULL)
    yc_names_add (names, person, name);
}

void
yc_name_table_look_up (YcStore *store, GPtrArray *events, GHashTable *names)
{
  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    look_up (store, event->actor, names);
    if (event->type == YC_EVENT_ASSIGNED)
      look_up (store, yc_event_get_string (event, "person"), names);
  }
}

GHashTable *
yc_store_list_names (YcStore *store, const YcCase *self)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (self);
  GHashTable *names = yc_names_new ();

  yc_name_table_look_up (store, events, names);
  return names;
}
