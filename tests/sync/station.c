// A workstation for tests: a link to a central, and somebody who records deeds.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "station.h"
#include "yc-error.h"
#include "yc-uuid.h"

#include <glib/gstdio.h>

#define PASSWORD "yichuang-demo"

const char *const station_kinds[] = {"case", "voucher", "supplement", "grant", NULL};

static gboolean
accept_any (const char *body, GError **error)
{
  return TRUE;
}

static void
connect (Station *self)
{
  g_autoptr (GError) error = NULL;

  self->link = yc_link_new (&self->config);
  g_assert_true (yc_link_ensure (self->link, self->who->token, &error));
  self->store = self->link->store;
}

Station *
station_new_through (YcTestCentral *central,
                     const char *url,
                     const char *person,
                     const char *window,
                     guint timeout,
                     guint64 rate)
{
  Station *self = g_new0 (Station, 1);
  g_autoptr (YcApi) api = yc_api_new (yc_test_central_get_url (central), NULL, NULL);
  g_autoptr (GError) error = NULL;

  self->central = central;
  self->vault = yc_vault_new (NULL);
  self->folder = g_dir_make_tmp ("yc-sync-XXXXXX", NULL);
  self->who =
      yc_api_sign_in (api, &(YcCredential){person, PASSWORD, NULL}, "terminal", NULL, NULL, &error);
  g_assert_no_error (error);
  self->context =
      (YcContext){self->who->id, self->who->roles, (const char *const *)self->who->departments};
  self->config = (YcLinkConfig){.folder = self->folder,
                                .vault = self->vault,
                                .url = url,
                                .terminal = "terminal",
                                .person = person,
                                .window = window,
                                .kinds = station_kinds,
                                .upload_rate = rate,
                                .timeout = timeout,
                                .check_catalogue = accept_any};
  connect (self);
  return self;
}

Station *
station_new (YcTestCentral *central, const char *person, const char *window)
{
  return station_new_through (central, yc_test_central_get_url (central), person, window, 0, 0);
}

void
station_cut_power (Station *self, const char *url)
{
  yc_link_free (self->link);
  self->config.url = url;
  connect (self);
}

void
station_free (Station *self)
{
  g_autofree char *command = g_strdup_printf ("rm -rf %s", self->folder);

  yc_link_free (self->link);
  yc_vault_unref (self->vault);
  yc_sign_in_free (self->who);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (self->folder);
  g_free (self);
}

JsonObject *
station_open_item (Station *self)
{
  g_autofree char *text = yc_test_central_open_item (self->central, "real-estate-transfer", NULL);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_node_dup_object (node);
}

char *
station_open_case (Station *self)
{
  const YcDeed deed = {.type = YC_EVENT_OPENED,
                       .role = YC_ROLE_INTAKE,
                       .data = station_open_item (self),
                       .at = g_get_real_time () / 1000};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) opened =
      yc_store_record (self->store, &self->context, "terminal", &deed, &error);

  g_assert_no_error (error);
  return g_strdup (opened->id);
}

void
station_note (Station *self, const char *case_id, const char *text)
{
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = case_id,
                       .type = YC_EVENT_NOTED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .at = g_get_real_time () / 1000};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) noted = NULL;

  json_object_set_string_member (data, "text", text);
  noted = yc_store_record (self->store, &self->context, "terminal", &deed, &error);
  g_assert_no_error (error);
  g_assert_nonnull (noted);
}

char *
station_add_page (Station *self, const char *case_id, GBytes *content)
{
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = case_id,
                       .type = YC_EVENT_SCANNED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .at = g_get_real_time () / 1000};
  g_autofree char *page = yc_uuid_new (deed.at);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) scanned = NULL;

  json_object_set_string_member (data, "page", page);
  json_object_set_string_member (data, "material", "application");
  scanned = yc_store_record_page (self->store, &self->context, "terminal", &deed, content,
                                  "image/jpeg", &error);
  g_assert_no_error (error);
  g_assert_nonnull (scanned);
  return yc_store_hash (content);
}

guint
station_count_waiting (Station *self)
{
  g_autoptr (GPtrArray) waiting = yc_store_list_waiting (self->store, NULL);

  return waiting->len;
}

// One pass; its error is the answer (nullable).
GError *
station_push (Station *self, YcPass **ret_pass)
{
  g_autoptr (YcPass) pass = yc_pass_new ();
  GError *error = NULL;

  yc_push (self->link, TRUE, pass, NULL, &error);
  if (ret_pass != NULL)
    *ret_pass = g_steal_pointer (&pass);
  return error;
}

void
station_push_well (Station *self)
{
  g_autoptr (GError) error = station_push (self, NULL);

  g_assert_no_error (error);
}

void
station_follow (Station *self)
{
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  yc_follow (self->link, 0, pass, NULL, &error);
  g_assert_no_error (error);
}

guint
station_get_version (Station *self, const char *case_id)
{
  g_autoptr (YcCase) known = yc_store_load_case (self->store, case_id, NULL);

  return known != NULL ? known->version : 0;
}
