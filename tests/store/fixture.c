// A store in a folder of its own, and a clerk who works in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-uuid.h"

#define MINUTE 60000

static const guint8 key[YC_VAULT_KEY_BYTES] = {7};

void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->folder = g_dir_make_tmp ("store-XXXXXX", NULL);
  desk->vault = yc_vault_new (key);
  desk->store = yc_store_open (desk->folder, desk->vault, &error);
  g_assert_no_error (error);
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_clear_pointer (&desk->store, yc_store_close);
  yc_vault_unref (desk->vault);
  g_free (desk->folder);
}

void
desk_restart (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  yc_store_close (desk->store);
  desk->store = yc_store_open (desk->folder, desk->vault, &error);
  g_assert_no_error (error);
}

YcCase *
desk_try (Desk *desk,
          const char *person,
          const char *case_id,
          YcEventType type,
          YcRole role,
          const char *json,
          GError **error)
{
  static gint64 now = STORY_START;
  const YcContext context = story_context (person);
  const YcDeed deed = {.case_id = case_id,
                       .type = type,
                       .role = role,
                       .data = json != NULL ? story_data (json) : NULL,
                       .at = now += MINUTE};

  return yc_store_record (desk->store, &context, "t1", &deed, error);
}

YcCase *
desk_do (Desk *desk, const char *case_id, YcEventType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  YcCase *self = desk_try (desk, STORY_CLERK, case_id, type, YC_ROLE_INTAKE, json, &error);

  g_assert_no_error (error);
  return self;
}

char *
desk_begin (Desk *desk, const char *name, const char *number)
{
  g_autofree char *opened =
      g_strdup_printf ("{'item':'food-business-new','item_name':'食品经营许可（新办）',"
                       "'department':'market-regulation','hall':'main','window':'general-1',"
                       "'number':'%s','promised_days':5,'legal_days':10,'yellow_days':2}",
                       number);
  g_autofree char *filled = g_strdup_printf (
      "{'applicant':{'name':'%s','id_number':'" STORY_ID "','phone':'" STORY_PHONE "'}}", name);
  g_autoptr (YcCase) self = desk_do (desk, NULL, YC_EVENT_OPENED, opened);

  yc_case_unref (desk_do (desk, self->id, YC_EVENT_FILLED, filled));
  return g_strdup (self->id);
}

YcCase *
desk_load (Desk *desk, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  YcCase *self = yc_store_load_case (desk->store, case_id, &error);

  g_assert_no_error (error);
  return self;
}

GPtrArray *
desk_events (Desk *desk, const char *case_id, guint n)
{
  g_autoptr (YcCase) self = desk_load (desk, case_id);
  GPtrArray *events = yc_case_list_events (self);

  if (n > 0)
    g_ptr_array_set_size (events, (int)n);
  return events;
}

YcEvent *
desk_foreign (const char *case_id,
              YcEventType type,
              guint version,
              const char *actor,
              YcRole role,
              const char *json)
{
  g_autofree char *id = yc_uuid_new (STORY_START + version);

  return yc_event_new (id, case_id, type, version, STORY_START + version * MINUTE, actor, role,
                       "t2", story_data (json));
}

YcMerge
desk_merge (Desk *desk, GPtrArray *events, guint *ret_next, gboolean *ret_changed)
{
  g_autoptr (GError) error = NULL;
  YcMerge merge;

  yc_store_merge (desk->store, events, &merge, ret_next, ret_changed, &error);
  g_assert_no_error (error);
  return merge;
}

GPtrArray *
desk_list (YcEvent *event)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);

  g_ptr_array_add (events, event);
  return events;
}

guint
desk_count_waiting (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = yc_store_list_waiting (desk->store, &error);

  g_assert_no_error (error);
  return waiting->len;
}
