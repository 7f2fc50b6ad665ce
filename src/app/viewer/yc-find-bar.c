// Words are looked for in the text of the pages here: how many places there are, and which is
// shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-find-bar.h"

#include <glib/gi18n.h>

struct _YcFindBar {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkSearchEntry *entry;
  GtkLabel *count;
  GtkWidget *previous, *next;
};

G_DEFINE_FINAL_TYPE (YcFindBar, yc_find_bar, GTK_TYPE_WIDGET)

static guint asked_signal, stepped_signal, closed_signal;

void
yc_find_bar_say (YcFindBar *self, const char *sentence)
{
  gtk_label_set_label (self->count, sentence);
  gtk_widget_set_sensitive (self->previous, FALSE);
  gtk_widget_set_sensitive (self->next, FALSE);
}

void
yc_find_bar_show_count (YcFindBar *self, guint index, guint n)
{
  // TRANSLATORS: which of the places that were found is shown, and how many there are.
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), index, n);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->previous, TRUE);
  gtk_widget_set_sensitive (self->next, TRUE);
}

static void
changed_cb (YcFindBar *self)
{
  g_signal_emit (self, asked_signal, 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
next_cb (YcFindBar *self)
{
  g_signal_emit (self, stepped_signal, 0, 1);
}

static void
previous_cb (YcFindBar *self)
{
  g_signal_emit (self, stepped_signal, 0, -1);
}

static void
close_cb (YcFindBar *self)
{
  g_signal_emit (self, closed_signal, 0);
}

// Shift+Return goes back, as everywhere.
static gboolean
key_cb (YcFindBar *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return FALSE;
  previous_cb (self);
  return TRUE;
}

static gboolean
yc_find_bar_grab_focus (GtkWidget *widget)
{
  YcFindBar *self = YC_FIND_BAR (widget);

  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
yc_find_bar_dispose (GObject *object)
{
  g_clear_pointer (&YC_FIND_BAR (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_find_bar_parent_class)->dispose (object);
}

static void
yc_find_bar_class_init (YcFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_find_bar_dispose;
  widget_class->grab_focus = yc_find_bar_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, YcFindBar, box);
  gtk_widget_class_bind_template_child (widget_class, YcFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, YcFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, YcFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, YcFindBar, next);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  asked_signal = g_signal_new ("asked", YC_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  stepped_signal = g_signal_new ("stepped", YC_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  closed_signal = g_signal_new ("closed", YC_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
yc_find_bar_init (YcFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
