// The body whose business it is, found by typing a few letters of its name.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-body-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YcBodyChooser {
  GtkWidget parent_instance;

  GtkWidget *box;         // owned
  GtkSearchEntry *search; // in it
  GtkListBox *list;       // in it
  GPtrArray *bodies;      // owned, nullable: of YcBody, in the order of the list
};

G_DEFINE_FINAL_TYPE (YcBodyChooser, yc_body_chooser, GTK_TYPE_WIDGET)

static guint changed_signal;

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *mine = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return mine != NULL && strstr (mine, folded) != NULL;
}

static const YcBody *
get_body (YcBodyChooser *self, GtkListBoxRow *row)
{
  return self->bodies->pdata[gtk_list_box_row_get_index (row)];
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  YcBodyChooser *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const YcBody *body = get_body (self, row);

  return contains (body->label, folded) || contains (body->name, folded) ||
         contains (body->when, folded);
}

static GtkListBoxRow *
find_shown (YcBodyChooser *self, int from, int step)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i += step)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

// What one typed for is chosen; where nobody typed, nothing is.
static void
searched_cb (YcBodyChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_select_row (self->list, *text != '\0' ? find_shown (self, 0, 1) : NULL);
}

static void
selected_cb (YcBodyChooser *self)
{
  g_signal_emit (self, changed_signal, 0);
}

// Escape is the entry's first, which has nothing to stop here.
static void
stopped_cb (YcBodyChooser *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
scroll_to (YcBodyChooser *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (self->list), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

// The entry keeps the keyboard while the arrows walk through the list.
static gboolean
key_cb (YcBodyChooser *self, guint key)
{
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *next;

  if (step == 0)
    return GDK_EVENT_PROPAGATE;
  next = find_shown (self, row != NULL ? gtk_list_box_row_get_index (row) + step : 0, step);
  if (next == NULL)
    return GDK_EVENT_STOP;
  gtk_list_box_select_row (self->list, next);
  scroll_to (self, GTK_WIDGET (next));
  return GDK_EVENT_STOP;
}

// ---- Rows ---------------------------------------------------------------------------------------

static void
add_label (GtkWidget *box, const char *text, gboolean quiet)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (quiet) {
    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, "dim-label");
  }
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (const YcBody *body)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  add_label (box, body->label, FALSE);
  add_label (box, body->when, TRUE);
  add_label (box, body->contact, TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE); // the arrows in the entry choose
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, body->label,
                                  -1);
  return row;
}

void
yc_body_chooser_set_file (YcBodyChooser *self, YcFile *file)
{
  g_return_if_fail (self->bodies == NULL);
  self->bodies = yc_outcome_list_bodies (file);
  for (guint i = 0; i < self->bodies->len; i++)
    gtk_list_box_append (self->list, make_row (self->bodies->pdata[i]));
}

const YcBody *
yc_body_chooser_get_body (YcBodyChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? get_body (self, row) : NULL;
}

// ---- The widget ---------------------------------------------------------------------------------

static gboolean
yc_body_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YC_BODY_CHOOSER (widget)->search));
}

// Tab passes through; the default would come back here by grab_focus () on the way out.
static gboolean
yc_body_chooser_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (YC_BODY_CHOOSER (widget)->box, direction);
}

static void
yc_body_chooser_dispose (GObject *object)
{
  g_clear_pointer (&YC_BODY_CHOOSER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_body_chooser_parent_class)->dispose (object);
}

static void
yc_body_chooser_finalize (GObject *object)
{
  g_clear_pointer (&YC_BODY_CHOOSER (object)->bodies, g_ptr_array_unref);
  G_OBJECT_CLASS (yc_body_chooser_parent_class)->finalize (object);
}

static void
yc_body_chooser_class_init (YcBodyChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_body_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_body_chooser_finalize;
  widget_class->grab_focus = yc_body_chooser_grab_focus;
  widget_class->focus = yc_body_chooser_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", YC_TYPE_BODY_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_list (YcBodyChooser *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  const char *words = _ ("The right body, where to apply");

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "bodies");
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 150);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "text-frame");
  return scrolled;
}

static GtkWidget *
make_search (YcBodyChooser *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEditable *inner;

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Search for the right body"), NULL);
  inner = gtk_editable_get_delegate (GTK_EDITABLE (self->search));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search for the right body"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search for the right body"), -1);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (searched_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stopped_cb), self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  return GTK_WIDGET (self->search);
}

static void
yc_body_chooser_init (YcBodyChooser *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), make_search (self));
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
