// What one thread of the synchronisation works with: its own store and its own central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-link.h"

#define FIRST_PIECE (1 << 20)

YcLink *
yc_link_new (const YcLinkConfig *config)
{
  YcLink *link = g_new0 (YcLink, 1);

  link->folder = g_strdup (config->folder);
  link->url = g_strdup (config->url);
  link->ca_file = g_strdup (config->ca_file);
  link->terminal = g_strdup (config->terminal);
  link->person = g_strdup (config->person);
  link->window = g_strdup (config->window);
  link->kinds = config->kinds != NULL ? g_strdupv ((char **)config->kinds) : g_new0 (char *, 1);
  link->vault = yc_vault_ref (config->vault);
  link->upload_rate = config->upload_rate;
  link->timeout = config->timeout;
  link->piece = FIRST_PIECE;
  link->check_catalogue = config->check_catalogue;
  link->resting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return link;
}

void
yc_link_free (YcLink *link)
{
  g_clear_pointer (&link->store, yc_store_close);
  g_clear_pointer (&link->api, yc_api_free);
  g_clear_pointer (&link->calendar, yc_calendar_unref);
  g_hash_table_unref (link->resting);
  yc_vault_unref (link->vault);
  g_free (link->folder);
  g_free (link->url);
  g_free (link->ca_file);
  g_free (link->terminal);
  g_free (link->person);
  g_free (link->window);
  g_strfreev (link->kinds);
  g_free (link);
}

gboolean
yc_link_ensure (YcLink *link, const char *token, GError **error)
{
  if (link->store == NULL)
    link->store = yc_store_join (link->folder, link->vault, error);
  if (link->store == NULL)
    return FALSE;
  if (link->api == NULL)
    link->api = yc_api_new (link->url, link->ca_file, error);
  if (link->api == NULL)
    return FALSE;
  if (link->timeout > 0)
    yc_api_set_timeout (link->api, link->timeout);
  yc_api_set_token (link->api, token);
  return TRUE;
}

gboolean
yc_link_set_day (YcLink *link, YcCalendar *calendar, YcDay today, GError **error)
{
  if (calendar == NULL || (calendar == link->calendar && today == link->today))
    return TRUE;
  if (!yc_store_set_day (link->store, calendar, today, error))
    return FALSE;
  yc_calendar_ref (calendar);
  g_clear_pointer (&link->calendar, yc_calendar_unref);
  link->calendar = calendar;
  link->today = today;
  return TRUE;
}

gint64
yc_link_get_wait_ms (const YcLink *link)
{
  return link->api != NULL ? yc_api_get_wait_ms (link->api) : 0;
}

void
yc_link_set_kinds (YcLink *link, const char *const *kinds)
{
  char **copy = g_strdupv ((char **)kinds);

  g_strfreev (link->kinds);
  link->kinds = copy;
}

YcPass *
yc_pass_new (void)
{
  YcPass *pass = g_new0 (YcPass, 1);

  pass->changed = g_ptr_array_new_with_free_func (g_free);
  pass->news = g_ptr_array_new_with_free_func (g_free);
  return pass;
}

void
yc_pass_free (YcPass *pass)
{
  g_ptr_array_unref (pass->changed);
  g_ptr_array_unref (pass->news);
  g_free (pass);
}
