// What every desk counts with: the calendar of the newest catalogue, and what day it is.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-json.h"
#include "yc-session-private.h"

#define LOOK_S 30 // a machine that slept, or whose clock was set, may skip midnight

typedef struct {
  YcDesk *desk;
  YcCalendar *calendar; // owned
  YcDay today;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  yc_calendar_unref (news->calendar);
  g_free (news);
}

static void
set_day (YcDesk *desk, YcCalendar *calendar, YcDay today)
{
  yc_calendar_ref (calendar);
  g_clear_pointer (&desk->calendar, yc_calendar_unref);
  desk->calendar = calendar;
  desk->today = today;
  if (desk->store != NULL)
    yc_store_set_day (desk->store, calendar, today, NULL);
}

static void
news_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  News *news = data;

  set_day (news->desk, news->calendar, news->today);
  g_task_return_boolean (task, TRUE);
}

static void
tell_desk (YcSession *self, YcDesk *desk)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);
  News *news = g_new0 (News, 1);

  news->desk = desk;
  news->calendar = yc_calendar_ref (yc_catalogue_get_calendar (self->catalogue));
  news->today = self->today;
  g_task_set_source_tag (task, tell_desk);
  g_task_set_task_data (task, news, news_free);
  yc_session_run (self, desk, task, news_work);
}

char **
yc_session_list_number_kinds (YcSession *self)
{
  JsonArray *papers = self->catalogue != NULL ? yc_catalogue_get_papers (self->catalogue) : NULL;
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();

  g_strv_builder_add (kinds, "case");
  g_strv_builder_add (kinds, "voucher");
  for (guint i = 0; i < yc_json_get_length (papers); i++) {
    const char *kind = yc_json_get_string (yc_json_get_element (papers, i), "kind");

    if (kind != NULL && !g_str_equal (kind, "voucher"))
      g_strv_builder_add (kinds, kind);
  }
  return g_strv_builder_end (kinds);
}

static void
tell_sync (YcSession *self)
{
  g_auto (GStrv) kinds = yc_session_list_number_kinds (self);

  yc_sync_set_day (self->sync, yc_catalogue_get_calendar (self->catalogue), self->today);
  yc_sync_set_kinds (self->sync, (const char *const *)kinds);
}

void
yc_session_tell_day (YcSession *self)
{
  self->today = yc_day_from_ms (yc_session_now (self));
  if (self->catalogue == NULL)
    return;
  tell_desk (self, &self->desk);
  tell_desk (self, &self->pages);
  tell_desk (self, &self->scans);
  tell_desk (self, &self->keeps);
  tell_desk (self, &self->out);
  tell_desk (self, &self->reading);
  tell_sync (self);
}

static gboolean
look_cb (gpointer data)
{
  YcSession *self = data;

  if (yc_day_from_ms (yc_session_now (self)) != self->today)
    yc_session_turn_day (self);
  return G_SOURCE_CONTINUE;
}

void
yc_session_begin_day (YcSession *self)
{
  YcDesk *desks[] = {&self->desk,  &self->pages, &self->scans,
                     &self->keeps, &self->out,   &self->reading};

  self->today = yc_day_from_ms (yc_session_now (self));
  self->day_source = g_timeout_add_seconds (LOOK_S, look_cb, self);
  if (self->catalogue == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++) {
    desks[i]->calendar = yc_calendar_ref (yc_catalogue_get_calendar (self->catalogue));
    desks[i]->today = self->today;
  }
  tell_sync (self);
}
