// A decision that can still be taken back: the toast that offers it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-held-decision.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

typedef struct {
  GWeakRef *page; // owned
  YcFile *file;   // owned
  void (*taken_back) (gpointer page, YcFile *file);
} Held;

static Held *
held_new (GtkWidget *page, YcFile *file, void (*taken_back) (gpointer page, YcFile *file))
{
  Held *held = g_new (Held, 1);

  *held = (Held){yc_weak_new (page), g_object_ref (file), taken_back};
  return held;
}

static void
held_free (gpointer data)
{
  Held *held = data;
  g_autoptr (GtkWidget) page = yc_weak_take (held->page); // nullable

  g_object_unref (held->file);
  g_free (held);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Held, held_free)

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Held) held = user_data;
  g_autoptr (GtkWidget) page = g_weak_ref_get (held->page);
  g_autoptr (GError) error = NULL;
  gboolean ok = yc_file_undo_finish (YC_FILE (source), result, &error);

  if (page == NULL)
    return;
  if (ok)
    held->taken_back (page, YC_FILE (source));
  else if (error != NULL)
    yc_toast_say_error (page, error);
  else
    yc_toast_say (page, _ ("It is too late to take this back: the decision has gone out."));
}

// The toast may go before the answer is there.
static void
undo_cb (gpointer data)
{
  Held *held = data;
  g_autoptr (GtkWidget) page = g_weak_ref_get (held->page);

  yc_file_undo_async (held->file, undone_cb, held_new (page, held->file, held->taken_back));
}

void
yc_held_decision_offer (GtkWidget *page,
                        YcFile *file,
                        YcEventType type,
                        void (*taken_back) (gpointer page, YcFile *file))
{
  g_autofree char *text =
      g_strdup_printf ("%s: %s", yc_file_get_number (file), yc_words_event (type));

  yc_toast_offer (page, text, _ ("Undo"), undo_cb, held_new (page, file, taken_back), held_free);
}
