// Fills a store with invented cases in one transaction, for the benches: fill-store FOLDER ROWS.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "story.h"
#include "yc-store-private.h"
#include "yc-uuid.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define HOUR 3600000

static const guint8 key[YC_VAULT_KEY_BYTES] = {7}; // the one of queue-window.c

// Every state of a clerk's list, so that all cases stand in it.
static const YcState states[] = {
    YC_STATE_DRAFT,     YC_STATE_RECEIVED,  YC_STATE_SUPPLEMENT, YC_STATE_ACCEPTED,
    YC_STATE_IN_REVIEW, YC_STATE_SUSPENDED, YC_STATE_HANDED_OFF, YC_STATE_RETURNED,
    YC_STATE_GRANTED,   YC_STATE_REFUSED,   YC_STATE_ISSUED,
};

static const char *const family[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"};
static const char *const given[] = {"小华", "建国", "秀英", "伟", "芳", "志强", "桂兰", "娜"};

#define PICK(names, i) (names)[(i) % G_N_ELEMENTS (names)]

static JsonObject *
make_applicant (guint i)
{
  JsonObject *applicant = json_object_new ();
  g_autofree char *name = g_strconcat (PICK (family, i), PICK (given, i / 10), NULL);
  g_autofree char *number = g_strdup_printf ("110105194912%06u", i % 1000000);

  json_object_set_string_member (applicant, "name", name);
  json_object_set_string_member (applicant, "id_number", number);
  return applicant;
}

// Case `i`: the template with what its row shows. Folding a million cases would only make it slow.
static gboolean
save_case (YcStore *store, const YcCase *template, const YcItem *item, guint i, GError **error)
{
  gint64 now = g_get_real_time () / 1000, at = now - (gint64)(i % 240) * HOUR;
  g_autofree char *id = yc_uuid_new (at);
  g_autofree char *number = g_strdup_printf ("2026-GW1-%07u", i + 1);
  g_autoptr (JsonObject) applicant = make_applicant (i);
  YcCase row = *template;

  row.state = PICK (states, i);
  row.id = id;
  row.number = number;
  row.item = item->code;
  row.item_name = item->name.zh;
  row.department = item->department;
  row.promised_days = item->promised_days;
  row.legal_days = item->legal_days;
  row.applicant = applicant;
  row.holder = row.receiver = "wang";
  row.opened_at = row.received_at = row.accepted_at = at;
  return yc_case_table_save (store, &row, now - (gint64)i * 1000, error);
}

static gboolean
save_cases (YcStore *store, YcCatalogue *catalogue, guint n, GError **error)
{
  g_autoptr (YcCase) template = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  yc_store_set_day (store, yc_catalogue_get_calendar (catalogue),
                    yc_day_from_ms (g_get_real_time () / 1000), NULL);
  if (!yc_db_begin (store->db, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!save_case (store, template, items->pdata[i % items->len], i, error))
      return FALSE;
  return yc_db_commit (store->db, error);
}

static gboolean
save_catalogue (YcStore *store, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), city_body ());
  g_autofree char *body = json_to_string (node, FALSE);

  return yc_store_save_catalogue (store, "bench", body, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (YcVault) vault = yc_vault_new (key);
  g_autoptr (YcCatalogue) catalogue = city_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcStore) store = NULL;
  guint n = argc == 3 ? (guint)strtoul (argv[2], NULL, 10) : 0;

  if (n == 0) {
    fprintf (stderr, "usage: fill-store FOLDER ROWS\n");
    return 2;
  }
  g_mkdir_with_parents (argv[1], 0700);
  store = yc_store_open (argv[1], vault, &error);
  if (store == NULL || !save_catalogue (store, &error) ||
      !save_cases (store, catalogue, n, &error)) {
    fprintf (stderr, "fill-store: %s\n", error->message);
    return 1;
  }
  return 0;
}
