// The approver's opinion and its legal ground, as they will be signed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-opinion-panel.h"
#include "yc-choice.h"

#include <glib/gi18n.h>

struct _YcOpinionPanel {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkDropDown *ground;
  GtkTextView *opinion;
  GtkLabel *signer;

  YcFile *file;   // owned, nullable
  gboolean quiet; // the text is set by the program
};

G_DEFINE_FINAL_TYPE (YcOpinionPanel, yc_opinion_panel, GTK_TYPE_WIDGET)

static guint changed_signal;

static char *
get_opinion (YcOpinionPanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->opinion);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
typed_cb (YcOpinionPanel *self)
{
  g_autofree char *opinion = get_opinion (self);

  if (self->quiet || self->file == NULL)
    return;
  yc_file_type_opinion (self->file, opinion);
  g_signal_emit (self, changed_signal, 0);
}

static void
ground_cb (YcOpinionPanel *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->ground);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->ground),
                               chosen != NULL ? gtk_string_object_get_string (chosen) : NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
show_grounds (YcOpinionPanel *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GPtrArray *grounds = yc_file_get_grounds (self->file, "grant");

  for (guint i = 0; grounds != NULL && i < grounds->len; i++)
    gtk_string_list_append (model, grounds->pdata[i]);
  gtk_drop_down_set_model (self->ground, G_LIST_MODEL (model));
}

void
yc_opinion_panel_set_file (YcOpinionPanel *self, YcFile *file)
{
  const char *typed = file != NULL ? yc_file_get_typed_opinion (file) : "";
  g_autofree char *signer = NULL;

  g_set_object (&self->file, file);
  self->quiet = TRUE;
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (self->opinion),
      *typed != '\0' ? typed : _ ("The materials are complete and in the legal form. Granted."),
      -1);
  self->quiet = FALSE;
  if (file == NULL)
    return;
  show_grounds (self);
  signer = g_strdup_printf (_ ("%s · kept with your signature and the time"),
                            yc_session_get_person_name (yc_file_get_session (file)));
  gtk_label_set_label (self->signer, signer);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->signer), signer);
}

JsonObject *
yc_opinion_panel_make_data (YcOpinionPanel *self)
{
  g_autofree char *opinion = g_strstrip (get_opinion (self));
  GtkStringObject *ground = gtk_drop_down_get_selected_item (self->ground);
  JsonObject *data;

  if (*opinion == '\0' || ground == NULL)
    return NULL;
  data = json_object_new ();
  json_object_set_string_member (data, "opinion", opinion);
  json_object_set_string_member (data, "ground", gtk_string_object_get_string (ground));
  return data;
}

static void
yc_opinion_panel_dispose (GObject *object)
{
  YcOpinionPanel *self = YC_OPINION_PANEL (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_opinion_panel_parent_class)->dispose (object);
}

static void
yc_opinion_panel_class_init (YcOpinionPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_opinion_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/review/opinion-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, YcOpinionPanel, box);
  gtk_widget_class_bind_template_child (widget_class, YcOpinionPanel, ground);
  gtk_widget_class_bind_template_child (widget_class, YcOpinionPanel, opinion);
  gtk_widget_class_bind_template_child (widget_class, YcOpinionPanel, signer);
  gtk_widget_class_bind_template_callback (widget_class, ground_cb);
  changed_signal = g_signal_new ("changed", YC_TYPE_OPINION_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yc_opinion_panel_init (YcOpinionPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_choice_fit (self->ground);
  g_signal_connect_object (gtk_text_view_get_buffer (self->opinion), "changed",
                           G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
}
