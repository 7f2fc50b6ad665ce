// The presets for scanning in the preferences: each opens to show what it is made of.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-preset-group.h"

#include "yc-presets.h"

#include <glib/gi18n.h>

struct _YcPresetGroup {
  AdwPreferencesGroup parent_instance;
  YcProfile *profile; // owned
  YcPresets *presets; // owned
  GPtrArray *rows;    // of AdwExpanderRow; not owned
};

G_DEFINE_FINAL_TYPE (YcPresetGroup, yc_preset_group, ADW_TYPE_PREFERENCES_GROUP)

#define TRAIT "yc-trait"

// ---- What a preset is made of -------------------------------------------------------------------

static void
show_preset (YcPreset *preset, AdwExpanderRow *row)
{
  g_autofree char *how = yc_preset_describe (preset);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_preset_get_name (preset));
  adw_expander_row_set_subtitle (row, how);
}

static void
trait_cb (AdwComboRow *row, GParamSpec *property, YcPreset *preset)
{
  YcPresetTrait trait = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), TRAIT));
  yc_preset_set (preset, trait, yc_preset_trait_words (trait)[adw_combo_row_get_selected (row)]);
}

static GtkWidget *
make_trait (YcPreset *preset, YcPresetTrait trait)
{
  GtkWidget *row = adw_combo_row_new ();
  const char *const *words = yc_preset_trait_words (trait);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;
  for (guint i = 0; words[i]; i++) {
    gtk_string_list_append (titles, yc_preset_word_title (trait, i));
    if (g_str_equal (words[i], yc_preset_get (preset, trait)))
      chosen = i;
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_preset_trait_title (trait));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  g_object_set_data (G_OBJECT (row), TRAIT, GUINT_TO_POINTER (trait));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (trait_cb), preset, 0);
  return row;
}

static void
name_cb (AdwEntryRow *row, YcPreset *preset)
{
  yc_preset_set_name (preset, gtk_editable_get_text (GTK_EDITABLE (row)));
}

static GtkWidget *
make_name (YcPreset *preset)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (row));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (row), yc_preset_get_name (preset));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the preset"), -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (name_cb), preset, 0);
  return row;
}

// The scanner that is chosen above, or wherever the preset is used.
static void
device_cb (GtkSwitch *widget, GParamSpec *property, YcPreset *preset)
{
  YcProfile *profile = g_object_get_data (G_OBJECT (widget), TRAIT);
  gboolean own = gtk_switch_get_active (widget);
  yc_preset_set_device (preset, own ? yc_profile_get (profile, "scanner") : "",
                        own ? yc_profile_get (profile, "scanner-model") : "");
}

static GtkWidget *
make_device (YcPreset *preset, YcProfile *profile)
{
  GtkWidget *row = adw_action_row_new (), *own = gtk_switch_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ ("Always with the scanner that is chosen now"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yc_preset_get_model (preset));
  gtk_widget_set_valign (own, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (own), *yc_preset_get_device (preset) != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (own), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Always with the scanner that is chosen now"), -1);
  g_object_set_data_full (G_OBJECT (own), TRAIT, g_object_ref (profile), g_object_unref);
  g_signal_connect_object (own, "notify::active", G_CALLBACK (device_cb), preset, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), own);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), own);
  return row;
}

// ---- The list -----------------------------------------------------------------------------------

static void fill (YcPresetGroup *self);

static void
remove_cb (GtkButton *button, YcPresetGroup *self)
{
  yc_presets_remove (self->presets, g_object_get_data (G_OBJECT (button), TRAIT));
  fill (self);
}

static GtkWidget *
make_remover (YcPresetGroup *self, YcPreset *preset)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label =
      g_strdup_printf (_ ("Remove the preset “%s”"), yc_preset_get_name (preset));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_sensitive (button, g_list_model_get_n_items (G_LIST_MODEL (self->presets)) > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), TRAIT, g_object_ref (preset), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

static GtkWidget *
make_row (YcPresetGroup *self, YcPreset *preset)
{
  GtkWidget *row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_name (preset));
  for (guint trait = 0; trait < YC_PRESET_N_TRAITS; trait++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_trait (preset, trait));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_device (preset, self->profile));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_remover (self, preset));
  show_preset (preset, ADW_EXPANDER_ROW (row));
  g_signal_connect_object (preset, "changed", G_CALLBACK (show_preset), row, 0);
  return row;
}

static void
fill (YcPresetGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->presets)); i++) {
    g_autoptr (YcPreset) preset = g_list_model_get_item (G_LIST_MODEL (self->presets), i);
    GtkWidget *row = make_row (self, preset);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    g_ptr_array_add (self->rows, row);
  }
}

static void
add_cb (YcPresetGroup *self)
{
  yc_presets_add (self->presets, _ ("New preset"));
  fill (self);
  adw_expander_row_set_expanded (self->rows->pdata[self->rows->len - 1], TRUE);
}

static void
yc_preset_group_dispose (GObject *object)
{
  YcPresetGroup *self = YC_PRESET_GROUP (object);
  g_clear_object (&self->presets);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (yc_preset_group_parent_class)->dispose (object);
}

static void
yc_preset_group_class_init (YcPresetGroupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yc_preset_group_dispose;
}

static void
yc_preset_group_init (YcPresetGroup *self)
{
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a preset"));
  self->rows = g_ptr_array_new ();
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Presets"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Ways to scan, chosen by number in the scan window. Each material remembers its own."));
}

AdwPreferencesGroup *
yc_preset_group_new (YcProfile *profile)
{
  YcPresetGroup *self = g_object_new (YC_TYPE_PRESET_GROUP, NULL);
  self->profile = g_object_ref (profile);
  self->presets = yc_presets_new (profile);
  fill (self);
  return ADW_PREFERENCES_GROUP (self);
}
