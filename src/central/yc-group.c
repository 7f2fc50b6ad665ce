// One commit for all requests that arrive while the last one is written (yc-group.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-group.h"

#define MOST_PARTS 64

typedef struct {
  YcGroupEnded ended;
  gpointer user_data;
} Part;

struct _YcGroup {
  YcLedger *ledger; // owned
  gint64 longest_us;
  gboolean is_open; // there is a shared transaction
  gint64 began;     // monotonic
  GArray *parts;    // of Part: those that are to be stored with it
  GSource *idle;    // owned, nullable: ends it when there is nothing else to do
  GSource *limit;   // owned, nullable: ends it in any case
};

YcGroup *
yc_group_new (YcLedger *ledger, gint64 longest_us)
{
  YcGroup *self = g_new0 (YcGroup, 1);

  self->ledger = ledger;
  self->longest_us = longest_us;
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  return self;
}

void
yc_group_free (YcGroup *self)
{
  yc_group_settle (self);
  g_array_unref (self->parts);
  yc_ledger_close (self->ledger);
  g_free (self);
}

YcLedger *
yc_group_get_ledger (YcGroup *self)
{
  yc_group_settle (self);
  return self->ledger;
}

YcLedger *
yc_group_peek_ledger (YcGroup *self)
{
  return self->ledger;
}

static void
stop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

// Whoever is told may begin the next one.
static void
tell (GArray *parts, const GError *error)
{
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);

    part->ended (part->user_data, error);
  }
}

void
yc_group_settle (YcGroup *self)
{
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->is_open)
    return;
  stop_source (&self->idle);
  stop_source (&self->limit);
  parts = g_steal_pointer (&self->parts);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->is_open = FALSE;
  yc_ledger_commit (self->ledger, &error);
  tell (parts, error);
}

static gboolean
settle_cb (gpointer user_data)
{
  yc_group_settle (user_data);
  return G_SOURCE_REMOVE;
}

static GSource *
attach (YcGroup *self, GSource *source)
{
  g_source_set_callback (source, settle_cb, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

// Behind whatever has arrived on a socket; but not behind what never stops arriving.
static void
settle_soon (YcGroup *self)
{
  guint limit_ms = (guint)MIN (self->longest_us / 1000, G_MAXINT);

  if (self->idle != NULL)
    return;
  self->idle = attach (self, g_idle_source_new ());
  g_source_set_priority (self->idle, G_PRIORITY_HIGH_IDLE);
  self->limit = attach (self, g_timeout_source_new (limit_ms));
}

static gboolean
open_group (YcGroup *self, GError **error)
{
  self->is_open = yc_ledger_begin (self->ledger, error);
  self->began = g_get_monotonic_time ();
  return self->is_open;
}

// Who holds the end of the log must not wait for a case: another server may hold that case and wait
// for the end of the log.
static gboolean
lock_case (YcGroup *self, const char *case_id, gboolean *ret_locked, GError **error)
{
  *ret_locked = TRUE;
  return self->parts->len > 0 ? yc_ledger_try_case (self->ledger, case_id, ret_locked, error)
                              : yc_ledger_lock_case (self->ledger, case_id, error);
}

YcLedger *
yc_group_begin (YcGroup *self, const char *case_id, GError **error)
{
  gboolean is_locked;

  if (!self->is_open && !open_group (self, error))
    return NULL;
  if (yc_ledger_begin (self->ledger, error)) {
    if (lock_case (self, case_id, &is_locked, error) && is_locked)
      return self->ledger;
    yc_ledger_roll_back (self->ledger);
    if (!is_locked) {
      yc_group_settle (self);
      return yc_group_begin (self, case_id, error);
    }
  }
  yc_group_settle (self);
  return NULL;
}

void
yc_group_end (YcGroup *self, YcGroupEnded ended, gpointer user_data)
{
  const Part part = {ended, user_data};
  g_autoptr (GError) error = NULL;

  if (!yc_ledger_commit (self->ledger, &error)) {
    ended (user_data, error);
    yc_group_settle (self);
    return;
  }
  g_array_append_val (self->parts, part);
  if (self->parts->len >= MOST_PARTS || g_get_monotonic_time () - self->began >= self->longest_us)
    yc_group_settle (self);
  else
    settle_soon (self);
}

void
yc_group_roll_back (YcGroup *self)
{
  yc_ledger_roll_back (self->ledger);
  yc_group_settle (self);
}
