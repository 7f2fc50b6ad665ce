// The lists that a person works with, by role, each with how many cases it has now.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sidebar.h"

#include "yc-queue-words.h"

#include <glib/gi18n.h>

struct _YcSidebar {
  GtkWidget parent_instance;
  YcCounts *counts; // owned
  GtkWidget *root;
  GtkWidget *new_case;
  GtkListBox *list;
  GtkLabel *labels[YC_N_LISTS]; // the numbers; NULL where the list is not shown
};

G_DEFINE_FINAL_TYPE (YcSidebar, yc_sidebar, GTK_TYPE_WIDGET)

static guint chosen_signal;

#define WINDOW_ROLES (YC_ROLE_INTAKE | YC_ROLE_HELPER)

static const struct {
  int list; // a YcList, or YC_SIDEBAR_STATISTICS
  const char *group;
  YcRoles roles;
} entries[] = {
    {YC_LIST_MINE, N_ ("At the counter"), WINDOW_ROLES},
    {YC_LIST_DRAFTS, N_ ("At the counter"), WINDOW_ROLES},
    {YC_LIST_PRE_REVIEW, N_ ("At the counter"), WINDOW_ROLES},
    {YC_LIST_SUPPLEMENT, N_ ("At the counter"), WINDOW_ROLES},
    {YC_LIST_TO_REVIEW, N_ ("Back office"), YC_ROLE_APPROVER},
    {YC_LIST_SUSPENDED, N_ ("Back office"), YC_ROLE_APPROVER},
    {YC_LIST_TO_ISSUE, N_ ("Results"), YC_ROLE_ISSUING},
    {YC_LIST_LAMPS, N_ ("Oversight"), YC_ROLE_SUPERVISOR},
    {YC_LIST_EXCEPTIONS, N_ ("Oversight"), YC_ROLE_SUPERVISOR},
    {YC_SIDEBAR_STATISTICS, N_ ("Oversight"), YC_ROLE_SUPERVISOR},
    {YC_LIST_ALL, N_ ("Oversight"), YC_ROLES_ANY},
};

static const char *
group_of (GtkListBoxRow *row)
{
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "entry"));
  return _ (entries[place].group);
}

static void
show_count (YcSidebar *self, YcList list)
{
  guint count = yc_counts_get (self->counts, list);
  g_autofree char *number = count ? g_strdup_printf ("%u", count) : g_strdup ("");
  gtk_label_set_text (self->labels[list], number);
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self->labels[list]), GTK_TYPE_LIST_BOX_ROW);
  g_autofree char *name = g_strdup_printf ("%s, %u", yc_queue_title (list), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_counts (YcSidebar *self)
{
  for (YcList list = 0; list < YC_N_LISTS; list++)
    if (self->labels[list])
      show_count (self, list);
}

static const char *
title_of (int list)
{
  return list == YC_SIDEBAR_STATISTICS ? _ ("Statistics") : yc_queue_title ((YcList)list);
}

static void
add_entry (YcSidebar *self, int place)
{
  int list = entries[place].list;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (title_of (list));
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  GtkWidget *number = gtk_label_new (NULL);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), number);
  GtkWidget *row = gtk_list_box_row_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title_of (list), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "entry", GINT_TO_POINTER (place));
  gtk_list_box_append (self->list, row);
  if (list < YC_N_LISTS)
    self->labels[list] = GTK_LABEL (number);
}

static void
head_group (GtkListBoxRow *row, GtkListBoxRow *before, gpointer nothing)
{
  if (before && g_str_equal (group_of (before), group_of (row))) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  GtkWidget *label = gtk_label_new (group_of (row));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-group");
  gtk_list_box_row_set_header (row, label);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, YcSidebar *self)
{
  if (row)
    g_signal_emit (self, chosen_signal, 0,
                   entries[GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "entry"))].list);
}

void
yc_sidebar_choose (YcSidebar *self, int place)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, place);
  if (row)
    gtk_list_box_select_row (self->list, row);
}

static void
yc_sidebar_dispose (GObject *object)
{
  YcSidebar *self = YC_SIDEBAR (object);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->counts);
  G_OBJECT_CLASS (yc_sidebar_parent_class)->dispose (object);
}

static void
yc_sidebar_init (YcSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, head_group, NULL, NULL);
}

static void
yc_sidebar_class_init (YcSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_sidebar_dispose;
  chosen_signal = g_signal_new ("chosen", YC_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/shell/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, YcSidebar, root);
  gtk_widget_class_bind_template_child (widget_class, YcSidebar, new_case);
  gtk_widget_class_bind_template_child (widget_class, YcSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

GtkWidget *
yc_sidebar_new (YcSession *session)
{
  YcSidebar *self = g_object_new (YC_TYPE_SIDEBAR, NULL);
  YcRoles roles = yc_session_get_roles (session);
  self->counts = yc_counts_new (session);
  gtk_widget_set_visible (self->new_case, (roles & WINDOW_ROLES) != 0);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (roles & entries[i].roles)
      add_entry (self, (int)i);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
  return GTK_WIDGET (self);
}
