// What was decided about a case, in its own words: opinion, ground and reason.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-outcome-card.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcOutcomeCard {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkImage *icon;
  GtkLabel *title, *opinion, *reason, *ground;
};

G_DEFINE_FINAL_TYPE (YcOutcomeCard, yc_outcome_card, GTK_TYPE_WIDGET)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static const char *
get_icon (YcState state)
{
  if (state == YC_STATE_RETURNED)
    return "edit-undo-symbolic";
  if (state == YC_STATE_GRANTED || state == YC_STATE_ISSUED || state == YC_STATE_CLOSED)
    return "object-select-symbolic";
  return "dialog-information-symbolic";
}

void
yc_outcome_card_show (YcOutcomeCard *self, YcFile *file)
{
  YcState state = yc_file_get_state (file);
  const char *opinion = yc_file_get_opinion (file), *reason = yc_file_get_reason (file);
  g_autofree char *ground = NULL;
  // What was said before the case went on again is history.
  gboolean any = state >= YC_STATE_RETURNED &&
                 (*opinion != '\0' || *reason != '\0' || *yc_file_get_ground (file) != '\0');

  if (*yc_file_get_ground (file) != '\0')
    ground = g_strdup_printf (_ ("Ground: %s"), yc_file_get_ground (file));
  gtk_image_set_from_icon_name (self->icon, get_icon (state));
  gtk_label_set_label (self->title, yc_words_state (state));
  show_text (self->opinion, opinion);
  show_text (self->reason, g_strcmp0 (reason, opinion) != 0 ? reason : "");
  show_text (self->ground, ground != NULL ? ground : "");
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
yc_outcome_card_dispose (GObject *object)
{
  g_clear_pointer (&YC_OUTCOME_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_outcome_card_parent_class)->dispose (object);
}

static void
yc_outcome_card_class_init (YcOutcomeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_outcome_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/viewer/outcome-card.ui");
  gtk_widget_class_bind_template_child (widget_class, YcOutcomeCard, box);
  gtk_widget_class_bind_template_child (widget_class, YcOutcomeCard, icon);
  gtk_widget_class_bind_template_child (widget_class, YcOutcomeCard, title);
  gtk_widget_class_bind_template_child (widget_class, YcOutcomeCard, opinion);
  gtk_widget_class_bind_template_child (widget_class, YcOutcomeCard, reason);
  gtk_widget_class_bind_template_child (widget_class, YcOutcomeCard, ground);
}

static void
yc_outcome_card_init (YcOutcomeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
