// What else may be done to a case: special procedures, extension, handing over the result …
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-deed-menu.h"
#include "yc-deed-form.h"

#include <glib/gi18n.h>

struct _YcDeedMenu {
  GtkWidget parent_instance;

  GtkWidget *button, *stack;
  GtkListBox *list;
  GtkWidget *form;  // nullable: of the deed that was chosen
  YcFile *file;     // owned, nullable
  GPtrArray *deeds; // owned, nullable: of YcOfficeDeed
  gulong handler;
};

G_DEFINE_FINAL_TYPE (YcDeedMenu, yc_deed_menu, GTK_TYPE_WIDGET)

static GtkWidget *
make_entry (const YcOfficeDeed *deed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (deed->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, deed->title,
                                  -1);
  return row;
}

static void
drop_form (YcDeedMenu *self)
{
  if (self->form != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), self->form);
  self->form = NULL;
}

static void
clear_list (YcDeedMenu *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

// The list is made anew whenever the popover opens, so that a form under way stays as it is.
static void
refill (YcDeedMenu *self)
{
  drop_form (self);
  clear_list (self);
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
  if (self->file != NULL)
    self->deeds = yc_office_list (self->file);
  for (guint i = 0; self->deeds != NULL && i < self->deeds->len; i++)
    gtk_list_box_append (self->list, make_entry (self->deeds->pdata[i]));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), GTK_WIDGET (self->list));
}

static void
update_cb (YcDeedMenu *self)
{
  g_autoptr (GPtrArray) deeds = self->file != NULL ? yc_office_list (self->file) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), deeds != NULL && deeds->len > 0);
}

static void
done_cb (gpointer target)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (YC_DEED_MENU (target)->button));
}

static void
chosen_cb (GtkListBox *list, GtkListBoxRow *row, YcDeedMenu *self)
{
  const YcOfficeDeed *deed = self->deeds->pdata[gtk_list_box_row_get_index (row)];

  drop_form (self);
  self->form = yc_deed_form_new (self->file, deed, done_cb, self);
  gtk_stack_add_child (GTK_STACK (self->stack), self->form);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->form);
  gtk_widget_child_focus (self->form, GTK_DIR_TAB_FORWARD);
}

// The popover looked for something to focus before there was anything.
static void
opened_cb (YcDeedMenu *self)
{
  refill (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

void
yc_deed_menu_set_file (YcDeedMenu *self, YcFile *file)
{
  if (self->file != NULL)
    g_clear_signal_handler (&self->handler, self->file);
  g_set_object (&self->file, file);
  if (file != NULL)
    self->handler = g_signal_connect_swapped (file, "changed", G_CALLBACK (update_cb), self);
  update_cb (self);
}

static void
yc_deed_menu_dispose (GObject *object)
{
  YcDeedMenu *self = YC_DEED_MENU (object);

  if (self->file != NULL)
    g_clear_signal_handler (&self->handler, self->file);
  g_clear_object (&self->file);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
  G_OBJECT_CLASS (yc_deed_menu_parent_class)->dispose (object);
}

static void
yc_deed_menu_class_init (YcDeedMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_deed_menu_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yc_deed_menu_init (YcDeedMenu *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (chosen_cb), self);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_child (GTK_STACK (self->stack), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (self->stack, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), self->stack);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Further steps"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("What else may be done to this case"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What else may be done to this case"), -1);
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
