// A row of a queue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-entry-private.h"
#include "yc-row-private.h"
#include "yc-session-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcEntry {
  GObject parent_instance;
  guint32 row;
  gboolean loaded, pending;
  char *case_id, *number, *item, *applicant, *due, *holder, *sentence, *waits_for;
  YcState state;
  YcLamp lamp;
};

G_DEFINE_FINAL_TYPE (YcEntry, yc_entry, G_TYPE_OBJECT)

static guint loaded_signal;

YcEntry *
yc_entry_new (guint32 row)
{
  YcEntry *self = g_object_new (YC_TYPE_ENTRY, NULL);

  self->row = row;
  return self;
}

guint32
yc_entry_get_row (YcEntry *self)
{
  return self->row;
}

// The window whose code stands in the number, "2026-G3-000124": a colleague is found there.
static const char *
window_of (YcSession *session, const char *number)
{
  YcCatalogue *catalogue = yc_session_get_catalogue (session);
  GPtrArray *windows = catalogue != NULL ? yc_catalogue_get_windows (catalogue) : NULL;
  g_auto (GStrv) parts = g_strsplit (number != NULL ? number : "", "-", 3);

  for (guint i = 0; windows != NULL && g_strv_length (parts) == 3 && i < windows->len; i++) {
    const YcWindow *window = windows->pdata[i];

    if (g_str_equal (window->code, parts[1]))
      return yc_session_pick (&window->name);
  }
  return _ ("a colleague");
}

// At the counter nobody needs to know which approver it is.
static gboolean
may_name (YcSession *session, const YcQueueRow *row)
{
  return row->state < YC_STATE_HANDED_OFF ||
         (yc_session_get_roles (session) & (YC_ROLE_APPROVER | YC_ROLE_SUPERVISOR)) != 0;
}

static const char *
holder_of (YcSession *session, const YcQueueRow *row)
{
  YcCatalogue *catalogue = yc_session_get_catalogue (session);
  const YcOffice *department;

  if (g_strcmp0 (row->holder, yc_session_get_person (session)) == 0)
    return _ ("me");
  if (row->holder_name != NULL && may_name (session, row))
    return row->holder_name;
  if (row->holder != NULL && row->state < YC_STATE_HANDED_OFF)
    return window_of (session, row->number);
  if (row->state < YC_STATE_HANDED_OFF || yc_state_is_final (row->state))
    return "—";
  department = catalogue != NULL ? yc_catalogue_find_department (catalogue, row->department) : NULL;
  return department != NULL ? yc_session_pick (&department->name) : row->department;
}

static const char *
waits_for (const YcQueueRow *row)
{
  switch (row->state) {
  case YC_STATE_PRE_REVIEW:
    return _ ("Waits for a look before the visit.");
  case YC_STATE_DRAFT:
    return _ ("Begun, and not received yet. Go on where you left off.");
  case YC_STATE_RECEIVED:
    return _ ("Papers are received. Decide within five working days, or it counts as accepted.");
  case YC_STATE_SUPPLEMENT:
    return _ ("Waits for the applicant to bring what the one-time notice names.");
  case YC_STATE_ACCEPTED:
    return _ ("Accepted. Waits to be handed off to the department.");
  case YC_STATE_HANDED_OFF:
    return _ ("Waits for an approver of the department.");
  case YC_STATE_IN_REVIEW:
    return _ ("An approver is looking at it.");
  case YC_STATE_SUSPENDED:
    return _ ("Waits for a special procedure; the clock stands still.");
  case YC_STATE_RETURNED:
    return _ ("Came back from the department. See why, put it right and hand it off again.");
  case YC_STATE_GRANTED:
  case YC_STATE_REFUSED:
    return _ ("Decided. Waits to be handed to the applicant.");
  case YC_STATE_ISSUED:
  case YC_STATE_CLOSED:
  case YC_STATE_NOT_NEEDED:
  case YC_STATE_NOT_ACCEPTED:
  case YC_STATE_WITHDRAWN:
  case YC_STATE_TERMINATED:
  case YC_STATE_NONE:
  case YC_N_STATES:
    break;
  }
  return _ ("Ended. Nothing is waited for.");
}

// The name in the person's language, where the catalogue still has the item.
static const char *
item_of (YcSession *session, const YcQueueRow *row)
{
  YcCatalogue *catalogue = yc_session_get_catalogue (session);
  const YcItem *item = catalogue != NULL ? yc_catalogue_find_item (catalogue, row->item) : NULL;

  if (item != NULL)
    return yc_session_pick (&item->name);
  return row->item_name != NULL ? row->item_name : row->item;
}

// The row holds the days; how far they are depends on today. What the lamp shines for is said: that
// may be a material that is owed sooner than the decision.
static void
read_clock (YcSession *session, const YcQueueRow *row, YcClock *clock)
{
  YcDay today = yc_day_from_ms (yc_session_now (session));

  *clock = (YcClock){.limit = row->due != 0 ? YC_LIMIT_DECISION : YC_LIMIT_NONE,
                     .due = row->red_from != 0 ? row->red_from - 1 : row->due,
                     .paused = row->paused,
                     .provisional = row->provisional,
                     .lamp = yc_clock_lamp_on (today, row->yellow_from, row->red_from)};
  if (row->due != 0 && !row->paused)
    clock->left = yc_clock_left (yc_session_get_calendar (session), today, clock->due);
}

void
yc_entry_fill (YcEntry *self, YcSession *session, const YcQueueRow *row)
{
  YcClock clock;

  read_clock (session, row, &clock);
  self->loaded = TRUE;
  self->pending = row->pending > 0;
  self->state = row->state;
  self->lamp = clock.lamp;
  yc_rows_set_text (&self->case_id, row->case_id);
  yc_rows_set_text (&self->number, row->number != NULL ? row->number : "—");
  yc_rows_set_text (&self->item, item_of (session, row));
  yc_rows_set_text (&self->applicant, *row->applicant != '\0' ? row->applicant : "—");
  yc_rows_set_text (&self->holder, holder_of (session, row));
  yc_rows_set_text (&self->waits_for, waits_for (row));
  g_free (self->due);
  self->due = yc_words_clock (&clock);
  g_free (self->sentence);
  // TRANSLATORS: one row of the list as a screen reader says it: number, item, applicant, state,
  // limit, holder.
  self->sentence =
      g_strdup_printf (_ ("%s, %s, %s, %s, %s, %s"), self->number, self->item, self->applicant,
                       yc_words_state (self->state), self->due, self->holder);
  g_signal_emit (self, loaded_signal, 0);
}

gboolean
yc_entry_is_loaded (YcEntry *self)
{
  return self->loaded;
}

const char *
yc_entry_get_case (YcEntry *self)
{
  return self->case_id;
}

const char *
yc_entry_get_number (YcEntry *self)
{
  return self->number;
}

const char *
yc_entry_get_item (YcEntry *self)
{
  return self->item;
}

const char *
yc_entry_get_applicant (YcEntry *self)
{
  return self->applicant;
}

YcState
yc_entry_get_state (YcEntry *self)
{
  return self->state;
}

const char *
yc_entry_get_state_name (YcEntry *self)
{
  return yc_words_state (self->state);
}

YcLamp
yc_entry_get_lamp (YcEntry *self)
{
  return self->lamp;
}

const char *
yc_entry_get_due (YcEntry *self)
{
  return self->due;
}

const char *
yc_entry_get_holder (YcEntry *self)
{
  return self->holder;
}

gboolean
yc_entry_is_pending (YcEntry *self)
{
  return self->pending;
}

const char *
yc_entry_get_sentence (YcEntry *self)
{
  return self->sentence;
}

const char *
yc_entry_get_waits_for (YcEntry *self)
{
  return self->waits_for;
}

static void
yc_entry_finalize (GObject *object)
{
  YcEntry *self = YC_ENTRY (object);

  g_free (self->case_id);
  g_free (self->number);
  g_free (self->item);
  g_free (self->applicant);
  g_free (self->due);
  g_free (self->holder);
  g_free (self->sentence);
  g_free (self->waits_for);
  G_OBJECT_CLASS (yc_entry_parent_class)->finalize (object);
}

static void
yc_entry_class_init (YcEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_entry_finalize;
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_entry_init (YcEntry *self)
{
}
