// What is on its way to a drive or in from one, whatever page is looked at meanwhile.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-carrier.h"
#include "yc-packet.h"
#include "yc-session-private.h"

#include <glib/gi18n-lib.h>

struct _YcCarrier {
  GObject parent_instance;

  YcSession *session;        // whose it is
  GCancellable *cancellable; // owned, nullable: nothing is on its way
  gboolean comes_in;
  guint done, n; // n: 0 while it is not known
};

G_DEFINE_FINAL_TYPE (YcCarrier, yc_carrier, G_TYPE_OBJECT)

static guint changed_signal;

// ---- What came of it ----------------------------------------------------------------------------

static char *
count_saved (guint n)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u case is on the drive. Take it in at another terminal of this hall.",
                   "%u cases are on the drive. Take them in at another terminal of this hall.", n),
      n);
}

static char *
count_steps (guint n)
{
  if (n == 0)
    return g_strdup (_ ("All of this was here already."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u step was taken in. It is sent from here, too.",
                                       "%u steps were taken in. They are sent from here, too.", n),
                          n);
}

// What stands before what was done all the same; NULL where all went well.
static char *
describe_end (const GError *error)
{
  if (error == NULL)
    return NULL;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Stopped."));
  return yc_packet_describe_error (error);
}

// Takes `counted` over: what was done, NULL where it was nothing.
static void
finish (YcCarrier *self, const GError *error, char *counted)
{
  g_autofree char *owned = counted, *end = describe_end (error), *sentence = NULL;

  g_clear_object (&self->cancellable);
  g_signal_emit (self, changed_signal, 0);
  if (self->session->ended)
    return;
  sentence = end != NULL && counted != NULL ? g_strdup_printf ("%s %s", end, counted)
                                            : g_strdup (end != NULL ? end : counted);
  yc_session_notice (self->session, sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n = yc_packet_save_finish (YC_SESSION (source), result, &error);

  finish (user_data, error, n > 0 ? count_saved (n) : NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  YcPacketsTaken taken;

  yc_packet_load_finish (YC_SESSION (source), result, &taken, &error);
  finish (user_data, error, taken.packets > 0 ? count_steps (taken.steps) : NULL);
}

// ---- On the way ---------------------------------------------------------------------------------

static void
progress_cb (guint done, guint n, gpointer user_data)
{
  YcCarrier *self = user_data;

  self->done = done;
  self->n = n;
  g_signal_emit (self, changed_signal, 0);
}

static void
begin (YcCarrier *self, gboolean comes_in)
{
  self->cancellable = g_cancellable_new ();
  self->comes_in = comes_in;
  self->done = self->n = 0;
  g_signal_emit (self, changed_signal, 0);
}

void
yc_carrier_save (YcCarrier *self, GFile *folder)
{
  g_return_if_fail (self->cancellable == NULL);
  begin (self, FALSE);
  yc_packet_save_async (self->session, folder, progress_cb, self, self->cancellable, saved_cb,
                        self);
}

void
yc_carrier_load (YcCarrier *self, GListModel *files)
{
  g_return_if_fail (self->cancellable == NULL);
  begin (self, TRUE);
  yc_packet_load_async (self->session, files, progress_cb, self, self->cancellable, loaded_cb,
                        self);
}

gboolean
yc_carrier_is_busy (YcCarrier *self)
{
  return self->cancellable != NULL;
}

char *
yc_carrier_describe (YcCarrier *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return g_strdup (_ ("Stopping…"));
  if (self->n == 0)
    return g_strdup (self->comes_in ? _ ("Taking in from the drive…") : _ ("Saving to the drive…"));
  if (self->comes_in)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Taking in from the drive: %u of %u packet",
                                         "Taking in from the drive: %u of %u packets", self->n),
                            self->done, self->n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Saving to the drive: %u of %u case",
                                       "Saving to the drive: %u of %u cases", self->n),
                          self->done, self->n);
}

double
yc_carrier_get_fraction (YcCarrier *self)
{
  return self->n > 0 ? (double)self->done / self->n : 0;
}

void
yc_carrier_cancel (YcCarrier *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, changed_signal, 0);
}

// ---- The object ---------------------------------------------------------------------------------

YcCarrier *
yc_carrier_get (YcSession *session)
{
  if (session->carrier == NULL) {
    session->carrier = g_object_new (YC_TYPE_CARRIER, NULL);
    session->carrier->session = session;
    g_signal_connect_object (session, "ending", G_CALLBACK (yc_carrier_cancel), session->carrier,
                             G_CONNECT_SWAPPED);
  }
  return session->carrier;
}

static void
yc_carrier_class_init (YcCarrierClass *klass)
{
  changed_signal = g_signal_new ("changed", YC_TYPE_CARRIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
yc_carrier_init (YcCarrier *self)
{
}
