// What an acceptance leaves owed, and until when: shown once before it is done.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-owed-strip.h"
#include "yc-outcome.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcOwedStrip {
  GtkWidget parent_instance;

  GtkRevealer *revealer; // owned
  GtkLabel *words;       // in it
  GtkWidget *accept;     // in it
};

G_DEFINE_FINAL_TYPE (YcOwedStrip, yc_owed_strip, GTK_TYPE_WIDGET)

// The names of the materials that stand so, in one line; NULL where none does.
static char *
list_names (YcFile *file, YcStatus status)
{
  GListModel *materials = yc_file_get_materials (file);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    if (yc_material_row_get_status (row) == status)
      // TRANSLATORS: between the names of materials in a list.
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                              yc_material_row_get_name (row));
  }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static char *
describe (YcFile *file)
{
  g_autofree char *deferred = list_names (file, YC_STATUS_DEFERRED);
  g_autofree char *committed = list_names (file, YC_STATUS_COMMITMENT);
  GString *text = g_string_new (NULL);

  if (deferred != NULL) {
    gboolean provisional;
    YcDay due = yc_outcome_get_deferral_due (file, &provisional);
    g_autofree char *day = yc_words_day (due, provisional);

    g_string_append_printf (text, _ ("Owed until %s, against the applicant's promise: %s."), day,
                            deferred);
  }
  if (committed != NULL) {
    if (text->len > 0)
      g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Replaced by a declared commitment: %s."), committed);
  }
  return g_string_free (text, FALSE);
}

gboolean
yc_owed_strip_ask (YcOwedStrip *self, YcFile *file)
{
  g_autofree char *text = describe (file);

  if (*text == '\0' || gtk_revealer_get_reveal_child (self->revealer))
    return FALSE;
  yc_file_ask_list (file, TRUE);
  gtk_label_set_label (self->words, text);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (self->accept);
  return TRUE;
}

gboolean
yc_owed_strip_hide (YcOwedStrip *self)
{
  gboolean shown = gtk_revealer_get_reveal_child (self->revealer);

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return shown;
}

static void
back_cb (YcOwedStrip *self)
{
  yc_owed_strip_hide (self);
}

static void
yc_owed_strip_dispose (GObject *object)
{
  g_clear_pointer ((GtkWidget **)&YC_OWED_STRIP (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_owed_strip_parent_class)->dispose (object);
}

static void
yc_owed_strip_class_init (YcOwedStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_owed_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/intake/owed-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, YcOwedStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, YcOwedStrip, words);
  gtk_widget_class_bind_template_child (widget_class, YcOwedStrip, accept);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
yc_owed_strip_init (YcOwedStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
