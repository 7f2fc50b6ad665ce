// What there is to say about a deed, and the button that does it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-deed-form.h"
#include "yc-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  YcFile *file; // owned
  const YcOfficeDeed *deed;
  GPtrArray *rows; // of AdwEntryRow or AdwComboRow, one a field
  GtkWidget *box, *button;
  void (*done) (gpointer target);
  gpointer target;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_object_unref (form->file);
  g_ptr_array_unref (form->rows);
  g_free (form);
}

static char *
read_row (GtkWidget *row, const YcOfficeField *field)
{
  guint chosen;

  if (ADW_IS_ENTRY_ROW (row))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  return g_strdup (chosen < field->values->len ? field->values->pdata[chosen] : "");
}

static gboolean
is_good (const YcOfficeField *field, const char *text)
{
  if (*text == '\0')
    return !field->required;
  return !field->is_number || g_ascii_string_to_unsigned (text, 10, 1, 3650, NULL, NULL);
}

static void
update_cb (Form *form)
{
  gboolean ready = TRUE;

  for (guint i = 0; i < form->rows->len; i++) {
    g_autofree char *text = read_row (form->rows->pdata[i], form->deed->fields->pdata[i]);

    ready = ready && is_good (form->deed->fields->pdata[i], text);
  }
  gtk_widget_set_sensitive (form->button, ready);
}

static void
done_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) box = data;
  Form *form = g_object_get_data (G_OBJECT (box), "form");
  g_autoptr (GError) error = NULL;

  if (yc_office_do_finish (YC_FILE (file), result, &error)) {
    form->done (form->target);
    return;
  }
  gtk_widget_set_sensitive (form->button, TRUE);
  yc_toast_say_error (yc_toast_find_page (box), error);
}

static void
confirm_cb (Form *form)
{
  g_auto (GStrv) values = g_new0 (char *, form->rows->len + 1);

  for (guint i = 0; i < form->rows->len; i++)
    values[i] = read_row (form->rows->pdata[i], form->deed->fields->pdata[i]);
  gtk_widget_set_sensitive (form->button, FALSE);
  yc_office_do_async (form->file, form->deed, (const char *const *)values, NULL, done_cb,
                      g_object_ref (form->box));
}

static GtkWidget *
make_choice (const YcOfficeField *field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < field->labels->len; i++)
    gtk_string_list_append (labels, field->labels->pdata[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  return row;
}

static GtkWidget *
make_row (Form *form, const YcOfficeField *field)
{
  GtkWidget *row = field->labels != NULL ? make_choice (field) : adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), field->title);
  if (field->labels == NULL) {
    gtk_editable_set_text (GTK_EDITABLE (row), field->preset);
    g_signal_connect_swapped (row, "changed", G_CALLBACK (update_cb), form);
  } else {
    g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (update_cb), form);
  }
  return row;
}

static void
append_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
append_rows (Form *form)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < form->deed->fields->len; i++) {
    GtkWidget *row = make_row (form, form->deed->fields->pdata[i]);

    g_ptr_array_add (form->rows, row);
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  }
  gtk_widget_set_visible (list, form->rows->len > 0);
  gtk_box_append (GTK_BOX (form->box), list);
}

GtkWidget *
yc_deed_form_new (YcFile *file,
                  const YcOfficeDeed *deed,
                  void (*done) (gpointer target),
                  gpointer target)
{
  Form *form = g_new0 (Form, 1);

  form->file = g_object_ref (file);
  form->deed = deed;
  form->rows = g_ptr_array_new ();
  form->done = done;
  form->target = target;
  form->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (form->box, "short-form");
  g_object_set_data_full (G_OBJECT (form->box), "form", form, form_free);
  append_label (form->box, deed->action, "heading");
  append_label (form->box, deed->hint, "dim-label");
  append_rows (form);
  form->button = gtk_button_new_with_label (deed->action);
  gtk_widget_add_css_class (form->button, "suggested-action");
  gtk_widget_set_halign (form->button, GTK_ALIGN_END);
  g_signal_connect_swapped (form->button, "clicked", G_CALLBACK (confirm_cb), form);
  gtk_box_append (GTK_BOX (form->box), form->button);
  update_cb (form);
  return form->box;
}
