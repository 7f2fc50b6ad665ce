// Our own client's way of sending pages, to whatever server of tus it is told: the same code as
// the workstation's, with a store of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-send-content.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_TRIES 200
#define OPENING                                                                                    \
  "{\"item\":\"plot\",\"item_name\":\"地块\",\"item_version\":1,\"hall\":\"main\","              \
  "\"window\":\"general-3\",\"department\":\"land\",\"promised_days\":5,\"legal_days\":20,"        \
  "\"yellow_days\":2}"

static gboolean
accept_any (const char *body, GError **error)
{
  return TRUE;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_node_dup_object (node);
}

static YcCase *
record (YcStore *store, const char *case_id, JsonObject *data, GBytes *content, GError **error)
{
  const YcContext context = {"wang", YC_ROLE_INTAKE, NULL};
  const YcDeed deed = {.case_id = case_id,
                       .type = content != NULL ? YC_EVENT_SCANNED : YC_EVENT_OPENED,
                       .role = YC_ROLE_INTAKE,
                       .at = 1796000000000,
                       .data = data};

  return content != NULL ? yc_store_record_page (store, &context, "terminal", &deed, content,
                                                 "application/pdf", error)
                         : yc_store_record (store, &context, "terminal", &deed, error);
}

static gboolean
add_page (YcStore *store, const char *case_id, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *data = g_strdup_printf ("{\"page\":\"%s\",\"material\":\"m\"}", path);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (YcCase) scanned = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return FALSE;
  content = g_bytes_new_take (g_steal_pointer (&text), size);
  scanned = record (store, case_id, parse (data), content, error);
  return scanned != NULL;
}

// A case with these pages; its id, owned. Once it is there, it is gone on with.
static char *
ensure_case (YcStore *store, char **paths, GError **error)
{
  g_autoptr (GPtrArray) known = yc_store_list_waiting_cases (store, G_MAXINT64, error);
  g_autoptr (YcCase) opened = NULL;

  if (known == NULL || known->len > 0)
    return known != NULL ? g_strdup (known->pdata[0]) : NULL;
  opened = record (store, NULL, parse (OPENING), NULL, error);
  for (guint i = 0; opened != NULL && paths[i] != NULL; i++)
    if (!add_page (store, opened->id, paths[i], error))
      return NULL;
  return opened != NULL ? g_strdup (opened->id) : NULL;
}

static gboolean
send (YcLink *link, const char *token, char **paths, GError **error)
{
  g_autofree char *case_id = NULL;

  if (!yc_link_ensure (link, token, error))
    return FALSE;
  case_id = ensure_case (link->store, paths, error);
  for (int n = 0; case_id != NULL && n < MOST_TRIES; n++) {
    g_clear_error (error);
    if (yc_send_content (link, case_id, NULL, error))
      return TRUE;
  }
  return FALSE;
}

// usage: send URL TOKEN FOLDER FILE…. FOLDER is the store's, and is gone on with.
int
main (int argc, char **argv)
{
  static const guint8 key[YC_VAULT_KEY_BYTES] = {0};
  g_autoptr (YcVault) vault = yc_vault_new (key);
  g_autoptr (YcLink) link = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 5)
    return 2;
  link = yc_link_new (&(YcLinkConfig){.folder = argv[3],
                                      .vault = vault,
                                      .url = argv[1],
                                      .terminal = "terminal",
                                      .person = "wang",
                                      .window = "general-3",
                                      .timeout = 10,
                                      .check_catalogue = accept_any});
  if (send (link, argv[2], argv + 4, &error))
    return 0;
  fprintf (stderr, "send: %s\n", error != NULL ? error->message : "?");
  return 1;
}
