// Choosing the service item of a new case: type a few letters, press Enter.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-item-picker.h"

#include "yc-stack.h"
#include "yc-sync-button.h"

#include <glib/gi18n.h>

struct _YcItemPicker {
  GtkWidget parent_instance;
  YcSession *session; // owned
  GtkWidget *root;
  AdwHeaderBar *header;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *empty;
};

G_DEFINE_FINAL_TYPE (YcItemPicker, yc_item_picker, GTK_TYPE_WIDGET)

enum { CHOSEN, LEAVE, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
make_row (gpointer item, gpointer nothing)
{
  YcItemRow *row = item;
  GtkWidget *widget = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (yc_item_row_get_name (row), -1);
  g_autofree char *line =
      g_strdup_printf ("%s · %s · %s", yc_item_row_get_department (row),
                       yc_item_row_get_detail (row), yc_item_row_get_code (row));
  g_autofree char *subtitle = g_markup_escape_text (line, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  // Its title is its name already.
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  line, -1);
  g_object_set_data_full (G_OBJECT (widget), "code", g_strdup (yc_item_row_get_code (row)), g_free);
  return widget;
}

static void
find (YcItemPicker *self)
{
  const char *search = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GListModel) items = yc_session_find_items (self->session, *search ? search : NULL);
  gtk_list_box_bind_model (self->list, items, make_row, NULL, NULL);
  gboolean any = g_list_model_get_n_items (items) > 0;
  gboolean known = yc_session_has_catalogue (self->session);
  adw_status_page_set_title (self->empty,
                             known ? _ ("No item matches") : _ ("The catalogue is not here yet"));
  adw_status_page_set_description (self->empty,
                                   known ? _ ("Try another word of its name, its department, or "
                                              "its code. This window may not offer it.")
                                         : _ ("It comes from the city's server as soon as that "
                                              "answers, and stays on this computer from then on."));
  gtk_stack_set_visible_child_name (self->stack, any ? "items" : "empty");
  if (any)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
choose (YcItemPicker *self, GtkListBoxRow *row)
{
  if (row)
    g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "code"));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, YcItemPicker *self)
{
  choose (self, row);
}

static void
search_changed_cb (GtkSearchEntry *search, YcItemPicker *self)
{
  find (self);
}

static void
search_activated_cb (GtkSearchEntry *search, YcItemPicker *self)
{
  find (self); // the delayed search may not have caught up with the last key
  choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
leave_cb (GtkWidget *widget, YcItemPicker *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *nothing, gpointer data)
{
  g_signal_emit (widget, signals[LEAVE], 0);
  return TRUE;
}

// The entry keeps the focus while the arrows walk through the list. The input method has had the
// key before: it walks through its candidates with the same arrows.
static gboolean
search_key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, YcItemPicker *self)
{
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  if (!step || !row)
    return GDK_EVENT_PROPAGATE;
  GtkListBoxRow *next =
      gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);
  if (!next)
    return GDK_EVENT_STOP;
  gtk_list_box_select_row (self->list, next);
  gtk_widget_grab_focus (GTK_WIDGET (next)); // scrolls it into sight
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  return GDK_EVENT_STOP;
}

static gboolean
yc_item_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YC_ITEM_PICKER (widget)->search));
}

static void
yc_item_picker_dispose (GObject *object)
{
  YcItemPicker *self = YC_ITEM_PICKER (object);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_item_picker_parent_class)->dispose (object);
}

static void
yc_item_picker_init (YcItemPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (self->search));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search for an item"), -1);
}

static void
yc_item_picker_class_init (YcItemPickerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_item_picker_dispose;
  widget_class->grab_focus = yc_item_picker_grab_focus;
  GType type = YC_TYPE_ITEM_PICKER;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEAVE] =
      g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/queue/item-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, YcItemPicker, root);
  gtk_widget_class_bind_template_child (widget_class, YcItemPicker, header);
  gtk_widget_class_bind_template_child (widget_class, YcItemPicker, search);
  gtk_widget_class_bind_template_child (widget_class, YcItemPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, YcItemPicker, list);
  gtk_widget_class_bind_template_child (widget_class, YcItemPicker, empty);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

GtkWidget *
yc_item_picker_new (YcSession *session)
{
  YcItemPicker *self = g_object_new (YC_TYPE_ITEM_PICKER, NULL);
  self->session = g_object_ref (session);
  adw_header_bar_pack_end (self->header, yc_sync_button_new (session));
  find (self);
  return GTK_WIDGET (self);
}
