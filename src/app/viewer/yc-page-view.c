// The pages of an open file, with what stands beside them, and those of the material as a strip
// below.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-view-private.h"

#include <glib/gi18n.h>

typedef enum { PROP_COMPARES = 1, PROP_LINKED, PROP_SHOWS_NOTES, N_PROPS } Property;

G_DEFINE_FINAL_TYPE (YcPageView, yc_page_view, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint page_changed_signal;

// The one that the keys are for.
static YcPagePane *
get_pane (YcPageView *self)
{
  GtkWidget *other = GTK_WIDGET (yc_compare_pane_get_pane (self->compare));

  return gtk_widget_get_visible (GTK_WIDGET (self->compare)) && gtk_widget_get_focus_child (other)
             ? YC_PAGE_PANE (other)
             : self->pane;
}

// ---- What stands beside the pages ---------------------------------------------------------------

// How the material that is read should look.
static void
update_sample (YcPageView *self)
{
  const char *material = yc_page_pane_get_material (self->pane);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->sample)) || material == NULL ||
      g_strcmp0 (self->sampled, material) == 0)
    return;
  g_free (self->sampled);
  self->sampled = g_strdup (material);
  yc_paper_view_show_sample (self->sample, self->file, material);
}

static void
show_sample (YcPageView *self, gboolean on)
{
  g_clear_pointer (&self->sampled, g_free);
  if (on)
    yc_page_view_set_compares (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sample),
                          on && yc_page_pane_get_material (self->pane) != NULL);
  update_sample (self);
}

static void
update_link (YcPageView *self)
{
  YcPagePane *other = yc_compare_pane_get_pane (self->compare);
  gboolean linked = self->linked && gtk_widget_get_visible (GTK_WIDGET (self->compare));

  yc_page_pane_follow (other, linked ? self->pane : NULL);
  yc_page_pane_follow (self->pane, linked ? other : NULL);
}

void
yc_page_view_set_compares (YcPageView *self, gboolean on)
{
  gboolean can =
      on && self->file != NULL &&
      yc_compare_pane_show_beside (self->compare, yc_page_pane_get_material (self->pane));

  if (can)
    show_sample (self, FALSE);
  else if (gtk_widget_get_focus_child (GTK_WIDGET (self->compare)) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (GTK_WIDGET (self->compare), can);
  update_link (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARES]);
}

static void
compare_closed_cb (YcPageView *self)
{
  yc_page_view_set_compares (self, FALSE);
}

static void
set_linked (YcPageView *self, gboolean on)
{
  self->linked = on;
  update_link (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINKED]);
}

void
yc_page_view_set_shows_notes (YcPageView *self, gboolean on)
{
  gtk_widget_set_visible (GTK_WIDGET (self->notes), on);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_NOTES]);
}

gboolean
yc_page_view_put_away (YcPageView *self)
{
  gboolean compares = gtk_widget_get_visible (GTK_WIDGET (self->compare));
  gboolean sample = gtk_widget_get_visible (GTK_WIDGET (self->sample));

  if (yc_page_pane_put_away (get_pane (self)) || yc_page_view_stop_finding (self))
    return TRUE;
  if (compares)
    yc_page_view_set_compares (self, FALSE);
  show_sample (self, FALSE);
  return compares || sample;
}

// ---- Which page is read -------------------------------------------------------------------------

static void
show_name (YcPageView *self)
{
  GListModel *materials = yc_file_get_materials (self->file);
  const char *material = yc_page_pane_get_material (self->pane);

  gtk_label_set_label (self->read, "");
  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    if (g_strcmp0 (yc_material_row_get_id (row), material) == 0)
      gtk_label_set_label (self->read, yc_material_row_get_name (row));
  }
}

static void
page_changed_cb (YcPageView *self)
{
  guint n, index = yc_page_pane_get_index (self->pane, &n);
  g_autofree char *text = g_strdup_printf (yc_page_pane_is_as_scanned (self->pane)
                                               ? _ ("Page %u of %u, as it was scanned")
                                               : _ ("Page %u of %u"),
                                           index, n);

  gtk_widget_set_visible (GTK_WIDGET (self->count), index > 0);
  gtk_label_set_label (self->count, text);
  yc_page_strip_show (self->strip, yc_page_pane_get_material (self->pane),
                      yc_page_pane_get_page (self->pane));
  update_sample (self);
  show_name (self);
  g_signal_emit (self, page_changed_signal, 0);
}

static void
page_chosen_cb (YcPageView *self, const char *page)
{
  g_autofree char *copy = g_strdup (page);

  yc_page_pane_show_page (self->pane, copy);
}

void
yc_page_view_show_material (YcPageView *self, const char *material)
{
  yc_page_pane_show_material (self->pane, material);
}

void
yc_page_view_show_page (YcPageView *self, const char *page)
{
  yc_page_pane_show_page (self->pane, page);
}

void
yc_page_view_mark (YcPageView *self, const char *page, const graphene_rect_t *mark)
{
  YcPageRoll *roll = yc_page_pane_get_roll (self->pane);
  YcPageInk ink = {.page = page, .kind = YC_INK_HIT_CHOSEN};

  if (page != NULL) {
    ink.part = (YcPagePart){
        (int)(mark->origin.x * YC_PAGE_SHARES),
        (int)(mark->origin.y * YC_PAGE_SHARES),
        (int)(mark->size.width * YC_PAGE_SHARES),
        (int)(mark->size.height * YC_PAGE_SHARES),
    };
    yc_page_view_show_page (self, page);
  }
  yc_page_roll_set_ink (roll, YC_LAYER_HINT, &ink, page != NULL ? 1 : 0);
  if (page != NULL)
    yc_page_roll_show_part (roll, page, &ink.part);
}

void
yc_page_view_step (YcPageView *self, int step)
{
  yc_page_pane_step (get_pane (self), step);
}

const char *
yc_page_view_get_page (YcPageView *self)
{
  return yc_page_pane_get_page (self->pane);
}

const char *
yc_page_view_get_material (YcPageView *self)
{
  return yc_page_pane_get_material (self->pane);
}

// ---- Whose pages --------------------------------------------------------------------------------

static void
drop_file (YcPageView *self)
{
  yc_page_view_set_compares (self, FALSE);
  show_sample (self, FALSE);
  yc_page_view_set_notes (self, NULL);
  yc_page_view_stop_finding (self);
  g_clear_object (&self->file);
}

void
yc_page_view_set_file (YcPageView *self, YcFile *file)
{
  drop_file (self);
  gtk_label_set_label (self->count, "");
  g_set_object (&self->file, file);
  yc_page_strip_set_file (self->strip, file);
  yc_page_pane_set_file (self->pane, file);
  yc_compare_pane_set_file (self->compare, file);
  yc_page_view_set_notes (self, file);
}

void
yc_page_view_set_hint (YcPageView *self, const char *hint)
{
  yc_page_pane_set_hint (self->pane, hint);
}

void
yc_page_view_add_action (YcPageView *self, GtkWidget *action)
{
  gtk_box_append (self->actions, action);
}

void
yc_page_view_set_whole_file (YcPageView *self, gboolean whole_file)
{
  yc_page_pane_set_whole_file (self->pane, whole_file);
}

void
yc_page_view_act (YcPageView *self, const char *action)
{
  if (g_str_equal (action, "sample"))
    show_sample (self, !gtk_widget_get_visible (GTK_WIDGET (self->sample)));
  else
    yc_page_pane_act (get_pane (self), action);
}

gboolean
yc_page_view_leaf (YcPageView *self, guint key, gboolean back)
{
  return yc_page_pane_leaf (get_pane (self), key, back);
}

// ---- The object ---------------------------------------------------------------------------------

static void
step_compared_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcPageView *self = YC_PAGE_VIEW (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->compare)))
    yc_compare_pane_step (self->compare, g_str_equal (action, "view.compare-next") ? 1 : -1);
  else
    yc_page_view_set_compares (self, TRUE);
}

static void
yc_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YcPageView *self = YC_PAGE_VIEW (object);
  gboolean on = g_value_get_boolean (value);

  switch ((Property)id) {
  case PROP_COMPARES:
    yc_page_view_set_compares (self, on);
    break;
  case PROP_LINKED:
    set_linked (self, on);
    break;
  case PROP_SHOWS_NOTES:
    yc_page_view_set_shows_notes (self, on);
    break;
  case N_PROPS:
    break;
  }
}

static void
yc_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YcPageView *self = YC_PAGE_VIEW (object);

  switch ((Property)id) {
  case PROP_COMPARES:
    g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->compare)));
    break;
  case PROP_LINKED:
    g_value_set_boolean (value, self->linked);
    break;
  case PROP_SHOWS_NOTES:
    g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->notes)));
    break;
  case N_PROPS:
    break;
  }
}

static void
yc_page_view_dispose (GObject *object)
{
  YcPageView *self = YC_PAGE_VIEW (object);

  if (self->box != NULL) {
    drop_file (self);
    g_clear_pointer (&self->note_popover, gtk_widget_unparent);
  }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_page_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->set_property = yc_page_view_set_property;
  object_class->get_property = yc_page_view_get_property;
  properties[PROP_COMPARES] = g_param_spec_boolean ("compares", NULL, NULL, FALSE, flags);
  properties[PROP_LINKED] = g_param_spec_boolean ("linked", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWS_NOTES] = g_param_spec_boolean ("shows-notes", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yc_page_view_class_init (YcPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_COMPARE_PANE);
  g_type_ensure (YC_TYPE_FIND_BAR);
  g_type_ensure (YC_TYPE_NOTE_LIST);
  g_type_ensure (YC_TYPE_PAGE_PANE);
  g_type_ensure (YC_TYPE_PAGE_STRIP);
  g_type_ensure (YC_TYPE_PAPER_VIEW);
  G_OBJECT_CLASS (klass)->dispose = yc_page_view_dispose;
  install_properties (G_OBJECT_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/page-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YcPageView, box);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, pane);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, compare);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, sample);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, notes);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, read_bar);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, read);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, find);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, strip);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, count);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, actions);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_closed_cb);
  gtk_widget_class_install_property_action (widget_class, "view.compare", "compares");
  gtk_widget_class_install_property_action (widget_class, "view.link", "linked");
  gtk_widget_class_install_property_action (widget_class, "view.notes", "shows-notes");
  gtk_widget_class_install_action (widget_class, "view.compare-next", NULL, step_compared_cb);
  gtk_widget_class_install_action (widget_class, "view.compare-previous", NULL, step_compared_cb);
  yc_page_view_bind_notes (widget_class);
  yc_page_view_bind_finding (widget_class);
  page_changed_signal = g_signal_new ("page-changed", YC_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_page_view_init (YcPageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_compare_pane_level_with (self->compare, self->read_bar);
}
