// The applicant's record, or the item's form: a list to type into, with what is wrong beside it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-fields.h"
#include "yc-field-note.h"
#include "yc-field.h"

#include <string.h>

enum { DEEPEST = 4 }; // indentation that the style sheet knows

struct _YcFields {
  GtkWidget parent_instance;

  GtkListBox *list; // owned; each field has two rows: its own, and its note
  YcFile *file;     // owned
  GListModel *rows; // owned
};

G_DEFINE_FINAL_TYPE (YcFields, yc_fields, GTK_TYPE_WIDGET)

static guint removed_signal;

// ---- Rows ---------------------------------------------------------------------------------------

static GtkWidget *
get_row (YcFields *self, guint field)
{
  return (GtkWidget *)gtk_list_box_get_row_at_index (self->list, (int)field * 2);
}

static GtkWidget *
get_note (GtkWidget *row)
{
  return gtk_widget_get_next_sibling (row);
}

static YcFieldRow *
get_field (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "yc-field");
}

static gboolean
is_head (YcFieldRow *field)
{
  return yc_field_row_get_input (field) >= YC_INPUT_PART;
}

// A place can change its kind, when an answer elsewhere changes the form.
static gboolean
stands_for (GtkWidget *row, YcFieldRow *field)
{
  gpointer input = g_object_get_data (G_OBJECT (row), "yc-input");

  return get_field (row) == field && GPOINTER_TO_INT (input) == (int)yc_field_row_get_input (field);
}

static GtkWidget *
find_row (YcFields *self, YcFieldRow *field, guint from)
{
  GtkWidget *row;

  for (guint i = from; (row = get_row (self, i)) != NULL; i++)
    if (stands_for (row, field))
      return row;
  return NULL;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

// Fields between two heads look like one card: its first and its last row are round.
static void
shape_cards (YcFields *self)
{
  GtkWidget *row, *above = NULL;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++) {
    GtkWidget *next = get_row (self, i + 1), *note = get_note (row);
    gboolean head = is_head (get_field (row)), noted = gtk_widget_get_visible (note);
    gboolean last = !head && (next == NULL || is_head (get_field (next)));

    set_class (row, "first", !head && (above == NULL || is_head (get_field (above))));
    set_class (row, "last", last && !noted);
    set_class (row, "noted", noted);
    set_class (note, "last", last);
    above = row;
  }
}

// ---- Entries of a group -------------------------------------------------------------------------

static gboolean
is_within (YcFieldRow *field, const char *group)
{
  const char *rest = yc_field_row_get_id (field);

  return g_str_has_prefix (rest, group) && rest[strlen (group)] == '/';
}

// The first field of the group's last entry.
static void
focus_last_entry (YcFields *self, const char *group)
{
  GtkWidget *row, *first = NULL;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++) {
    if (!is_within (get_field (row), group))
      continue;
    if (yc_field_row_get_input (get_field (row)) == YC_INPUT_ENTRY)
      first = NULL;
    else if (first == NULL)
      first = row;
  }
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

static void
added_cb (YcFields *self, YcFieldRow *group)
{
  g_autofree char *place = g_strdup (yc_field_row_get_id (group));

  yc_file_add_entry (self->file, group);
  focus_last_entry (self, place);
}

// The button that was pressed goes with its entry: the keyboard moves to the group's head.
static void
removed_cb (YcFields *self, YcFieldRow *entry)
{
  g_autofree char *title = g_strdup (yc_field_row_get_title (entry));
  g_autofree char *group = g_path_get_dirname (yc_field_row_get_id (entry));

  yc_file_settle (self->file);
  yc_file_remove_entry (self->file, entry);
  yc_fields_focus (self, group);
  g_signal_emit (self, removed_signal, 0, title);
}

// ---- The list -----------------------------------------------------------------------------------

static void
add_row (YcFields *self, YcFieldRow *field, guint at)
{
  GtkWidget *row = yc_field_new (self->file, field);
  GtkWidget *note = yc_field_note_new (self->file, field);
  YcInput input = yc_field_row_get_input (field);
  g_autofree char *depth =
      g_strdup_printf ("depth-%u", MIN (yc_field_row_get_depth (field), DEEPEST));

  g_object_set_data_full (G_OBJECT (row), "yc-field", g_object_ref (field), g_object_unref);
  g_object_set_data (G_OBJECT (row), "yc-input", GINT_TO_POINTER (input));
  gtk_widget_add_css_class (row, depth);
  gtk_widget_add_css_class (note, depth);
  if (is_head (field)) {
    g_signal_connect_object (row, "add", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "remove", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  }
  g_signal_connect_object (note, "notify::visible", G_CALLBACK (shape_cards), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_insert (self->list, row, (int)at * 2);
  gtk_list_box_insert (self->list, note, (int)at * 2 + 1);
}

static void
remove_row (YcFields *self, GtkWidget *row)
{
  gtk_list_box_remove (self->list, get_note (row));
  gtk_list_box_remove (self->list, row);
}

static gboolean
is_wanted (YcFields *self, GtkWidget *row)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->rows); i++) {
    g_autoptr (YcFieldRow) field = g_list_model_get_item (self->rows, i);

    if (stands_for (row, field))
      return TRUE;
  }
  return FALSE;
}

static void
drop_gone (YcFields *self)
{
  GtkWidget *row;
  guint i = 0;

  while ((row = get_row (self, i)) != NULL)
    if (is_wanted (self, row))
      i++;
    else
      remove_row (self, row);
}

// What stays is left alone, so that the keyboard stays where it is.
static void
rebuild (YcFields *self)
{
  drop_gone (self);
  for (guint i = 0; i < g_list_model_get_n_items (self->rows); i++) {
    g_autoptr (YcFieldRow) field = g_list_model_get_item (self->rows, i);
    GtkWidget *row = get_row (self, i);

    if (row != NULL && stands_for (row, field))
      continue;
    row = find_row (self, field, i);
    if (row != NULL) // it has moved
      remove_row (self, row);
    add_row (self, field, i);
  }
  shape_cards (self);
}

gboolean
yc_fields_focus (YcFields *self, const char *field)
{
  GtkWidget *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    if (g_strcmp0 (yc_field_row_get_id (get_field (row)), field) == 0)
      return is_head (get_field (row)) ? gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD)
                                       : gtk_widget_grab_focus (row);
  return FALSE;
}

// ---- Undo ---------------------------------------------------------------------------------------

// The field that has the keyboard shows what comes back, whatever was being typed into it.
static void
let_go (YcFields *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (row != NULL)
    yc_field_let_go (row);
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  YcFields *self = YC_FIELDS (widget);

  if (!yc_file_can_undo_typing (self->file))
    return GDK_EVENT_PROPAGATE;
  let_go (self);
  yc_file_undo_typing (self->file);
  return GDK_EVENT_STOP;
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  YcFields *self = YC_FIELDS (widget);

  if (!yc_file_can_redo_typing (self->file))
    return GDK_EVENT_PROPAGATE;
  let_go (self);
  yc_file_redo_typing (self->file);
  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkEventController *controller, const char *keys, GtkShortcutFunc callback)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys),
                        gtk_callback_action_new (callback, NULL, NULL)));
}

static void
add_shortcuts (YcFields *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_shortcut (controller, "<Control>z", undo_cb);
  add_shortcut (controller, "<Control><Shift>z|<Control>y", redo_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

// ---- The widget ---------------------------------------------------------------------------------

GtkWidget *
yc_fields_new (YcFile *file, GListModel *rows, const char *title)
{
  YcFields *self = g_object_new (YC_TYPE_FIELDS, NULL);

  self->file = g_object_ref (file);
  self->rows = g_object_ref (rows);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  rebuild (self);
  return GTK_WIDGET (self);
}

static void
yc_fields_dispose (GObject *object)
{
  YcFields *self = YC_FIELDS (object);

  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_pointer ((GtkWidget **)&self->list, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_fields_parent_class)->dispose (object);
}

static void
yc_fields_class_init (YcFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_fields_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  removed_signal = g_signal_new ("removed", YC_TYPE_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_fields_init (YcFields *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "fields");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  add_shortcuts (self);
}
