// Scanning into a material: the scanner, the presets by their keys, how it goes, and what is next.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-popover.h"
#include "yc-error.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LOOK_SECONDS 5 // from one look for scanners to the next

struct _YcScanPopover {
  GtkPopover parent_instance;

  GtkDropDown *device; // template children
  GtkScrolledWindow *choices;
  GtkListBox *list;
  GtkLabel *status;
  GtkProgressBar *progress;
  GtkButton *scan, *cancel, *go_on, *refresh, *edit;

  YcFile *file;          // owned, nullable
  YcBatch *batch;        // owned, nullable: of `file`
  YcPresets *presets;    // owned, nullable: as they were when this was shown
  char *material;        // owned, nullable
  GListModel *scanners;  // owned, nullable: of YcScannerRow
  GCancellable *listing; // owned, nullable: of the search for scanners
  guint again;           // source: looks for scanners again while this is open; 0: none
  gboolean eager;        // scan as soon as a scanner is known
  gboolean quiet;        // the program sets the choices
  gboolean picked;       // somebody chose another preset than the suggested one
};

G_DEFINE_FINAL_TYPE (YcScanPopover, yc_scan_popover, GTK_TYPE_POPOVER)

static guint scanned_signal;

static YcProfile *
get_profile (YcScanPopover *self)
{
  return yc_session_get_profile (yc_file_get_session (self->file));
}

static YcBatchState
get_state (YcScanPopover *self)
{
  return self->batch != NULL ? yc_batch_get_state (self->batch) : YC_BATCH_IDLE;
}

static char *
name_scanner (YcScannerRow *scanner)
{
  return g_strdup (scanner != NULL ? yc_scanner_row_get_title (scanner) : "");
}

static void
show_status (YcScanPopover *self, const char *text)
{
  gtk_label_set_label (self->status, text);
  gtk_widget_set_visible (GTK_WIDGET (self->status), *text != '\0');
}

static void
update_buttons (YcScanPopover *self)
{
  YcBatchState state = get_state (self);
  gboolean idle = state == YC_BATCH_IDLE;
  gboolean asks = state == YC_BATCH_NEXT || state == YC_BATCH_TURN || state == YC_BATCH_WAITING;
  gboolean ready = self->material != NULL && *yc_profile_get (get_profile (self), "scanner") != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->scan), idle);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), idle);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), !idle);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), asks);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !idle && !asks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scan), ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->device), idle);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), idle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->refresh), idle);
  gtk_button_set_label (self->cancel, state == YC_BATCH_NEXT ? _ ("That is all") : _ ("Cancel"));
}

// ---- Presets ------------------------------------------------------------------------------------

// Its name says all to who does not see it.
static GtkWidget *
make_row (YcPreset *preset, guint number)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *how = yc_preset_describe (preset);
  g_autofree char *key = g_strdup_printf ("%u", number);
  g_autofree char *label = g_strjoin (", ", yc_preset_get_name (preset), how, NULL);
  GtkWidget *hint = gtk_label_new (number < 10 ? key : "");

  gtk_widget_add_css_class (hint, "key-hint");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_preset_get_name (preset));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), how);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), hint);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

// Chooses what the material is usually scanned with.
static void
suggest (YcScanPopover *self)
{
  guint n = self->presets != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->presets)) : 0;
  YcPreset *usual = n > 0 && self->material != NULL
                        ? yc_file_suggest_preset (self->file, self->presets, self->material)
                        : NULL;

  self->quiet = TRUE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (YcPreset) preset = g_list_model_get_item (G_LIST_MODEL (self->presets), i);

    if (preset == usual)
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int)i));
  }
  self->quiet = FALSE;
  self->picked = FALSE;
}

// They may have been edited since.
static void
load_presets (YcScanPopover *self)
{
  GtkListBoxRow *row;

  g_clear_object (&self->presets);
  self->presets = yc_presets_new (get_profile (self));
  self->quiet = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->presets)); i++) {
    g_autoptr (YcPreset) preset = g_list_model_get_item (G_LIST_MODEL (self->presets), i);

    gtk_list_box_append (self->list, make_row (preset, i + 1));
  }
  self->quiet = FALSE;
  suggest (self);
}

static void
selected_cb (YcScanPopover *self)
{
  if (!self->quiet)
    self->picked = TRUE;
}

static YcPreset *
get_preset (YcScanPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row == NULL ? NULL
                     : g_list_model_get_item (G_LIST_MODEL (self->presets),
                                              (guint)gtk_list_box_row_get_index (row));
}

// ---- Scanning -----------------------------------------------------------------------------------

static void
start (YcScanPopover *self)
{
  g_autoptr (YcPreset) preset = get_preset (self);

  if (get_state (self) != YC_BATCH_IDLE || self->material == NULL || preset == NULL)
    return;
  if (self->picked)
    yc_presets_remember (self->presets, self->material, preset);
  self->eager = FALSE;
  g_cancellable_cancel (self->listing); // the scanner is wanted for something better
  gtk_progress_bar_set_fraction (self->progress, 0);
  yc_batch_start (self->batch, self->material, preset);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}

static void
show_fraction (YcScanPopover *self)
{
  double fraction = yc_batch_get_fraction (self->batch);

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

// Whoever is asked for the next page finds the answer under Space and Enter.
static void
changed_cb (YcScanPopover *self)
{
  YcBatchState state = get_state (self);
  g_autofree char *text = yc_batch_describe (self->batch);
  gboolean asked = gtk_widget_get_visible (GTK_WIDGET (self->go_on));

  if (state != YC_BATCH_IDLE || *text != '\0')
    show_status (self, text);
  show_fraction (self);
  update_buttons (self);
  if (asked || !gtk_widget_get_visible (GTK_WIDGET (self->go_on)))
    return;
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->go_on));
}

static void
follow_up (YcScanPopover *self)
{
  g_autoptr (YcPreset) preset = get_preset (self);
  const char *after = preset != NULL ? yc_preset_get (preset, YC_PRESET_AFTER) : "stay";

  if (g_str_equal (after, "next"))
    gtk_widget_activate_action (GTK_WIDGET (self), "intake.next-material", NULL);
  else if (g_str_equal (after, "sheet"))
    gtk_widget_activate_action (GTK_WIDGET (self), "intake.all-pages", NULL);
}

static void
ended_cb (YcScanPopover *self, gboolean well)
{
  guint pages = yc_batch_get_pages (self->batch);

  if (!well) {
    gtk_popover_popup (GTK_POPOVER (self));
    gtk_widget_grab_focus (GTK_WIDGET (self->scan));
    return;
  }
  show_status (self, "");
  gtk_popover_popdown (GTK_POPOVER (self));
  if (pages == 0)
    return;
  g_signal_emit (self, scanned_signal, 0, pages);
  follow_up (self);
}

static void
cancel_cb (YcScanPopover *self)
{
  yc_batch_stop (self->batch);
}

static void
go_on_cb (YcScanPopover *self)
{
  yc_batch_go_on (self->batch);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}

// Numbers choose a preset.
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        YcScanPopover *self)
{
  int number =
      key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? (int)(key - GDK_KEY_KP_1) : (int)key - GDK_KEY_1;
  GtkListBoxRow *row = number >= 0 && number < 9 && get_state (self) == YC_BATCH_IDLE
                           ? gtk_list_box_get_row_at_index (self->list, number)
                           : NULL;

  if (row == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

// ---- Devices ------------------------------------------------------------------------------------

// Chooses the scanner of the profile; where there is none yet, the only one there is. One that has
// got another name is known by its make and model.
static void
choose_scanner (YcScanPopover *self)
{
  const char *device = yc_profile_get (get_profile (self), "scanner");
  const char *model = yc_profile_get (get_profile (self), "scanner-model");
  guint n = g_list_model_get_n_items (self->scanners), chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = n; i > 0; i--) {
    g_autoptr (YcScannerRow) scanner = g_list_model_get_item (self->scanners, i - 1);

    if (*model == '\0' ? n == 1 : g_str_equal (yc_scanner_row_get_title (scanner), model))
      chosen = i - 1;
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (YcScannerRow) scanner = g_list_model_get_item (self->scanners, i);

    if (g_str_equal (yc_scanner_row_get_device (scanner), device))
      chosen = i;
  }
  gtk_drop_down_set_selected (self->device, chosen);
}

// What is chosen is remembered, for the next case and the next day.
static void
device_cb (YcScanPopover *self)
{
  YcScannerRow *scanner = gtk_drop_down_get_selected_item (self->device);

  if (self->quiet || self->file == NULL || scanner == NULL)
    return;
  yc_scanner_row_choose (scanner, get_profile (self));
  update_buttons (self);
  if (!self->picked)
    suggest (self);
}

// One that has gone is named, so that somebody looks at its plug; the list is looked at again and
// again, and it is chosen again once it is back.
static void
say_which (YcScanPopover *self)
{
  const char *model = yc_profile_get (get_profile (self), "scanner-model");
  g_autofree char *gone = NULL;

  if (gtk_drop_down_get_selected_item (self->device) != NULL) {
    show_status (self, "");
  } else if (*model != '\0') {
    gone = g_strdup_printf (_ ("“%s” is not there. Switch it on, or choose another one."), model);
    show_status (self, gone);
  } else if (g_list_model_get_n_items (self->scanners) == 0) {
    show_status (self, _ ("No scanner was found. Switch it on, then look again."));
  } else {
    show_status (self, _ ("Choose a scanner."));
  }
}

static void
take_scanners (YcScanPopover *self, GListModel *scanners)
{
  self->quiet = TRUE;
  g_set_object (&self->scanners, scanners);
  gtk_drop_down_set_model (self->device, scanners);
  choose_scanner (self);
  self->quiet = FALSE;
  say_which (self);
  device_cb (self);
  update_buttons (self);
  if (self->eager && gtk_drop_down_get_selected_item (self->device) != NULL)
    start (self);
}

// What has not changed is not shown anew: somebody may have the list open.
static gboolean
is_same (GListModel *before, GListModel *now)
{
  guint n = g_list_model_get_n_items (now);

  if (before == NULL || g_list_model_get_n_items (before) != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autoptr (YcScannerRow) a = g_list_model_get_item (before, i);
    g_autoptr (YcScannerRow) b = g_list_model_get_item (now, i);

    if (!g_str_equal (yc_scanner_row_get_device (a), yc_scanner_row_get_device (b)))
      return FALSE;
  }
  return TRUE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcScanPopover) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) scanners =
      yc_session_list_scanners_finish (YC_SESSION (source), result, &error);
  g_autofree char *words = NULL;

  if (self == NULL || self->file == NULL)
    return;
  g_clear_object (&self->listing);
  update_buttons (self);
  if (scanners != NULL) {
    if (get_state (self) == YC_BATCH_IDLE && !is_same (self->scanners, scanners))
      take_scanners (self, scanners);
    return;
  }
  if (g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = yc_words_error (error);
  show_status (self, words);
}

static void
look_for_scanners (YcScanPopover *self)
{
  if (self->listing != NULL || self->file == NULL)
    return;
  self->listing = g_cancellable_new ();
  if (self->scanners == NULL)
    show_status (self, _ ("Looking for scanners…"));
  update_buttons (self);
  yc_session_list_scanners_async (yc_file_get_session (self->file), self->listing, listed_cb,
                                  yc_weak_new (self));
}

// A scanner is plugged in, switched off, or gets another address while this is open.
static gboolean
again_cb (gpointer user_data)
{
  YcScanPopover *self = user_data;

  if (get_state (self) == YC_BATCH_IDLE)
    look_for_scanners (self);
  return G_SOURCE_CONTINUE;
}

static void
shown_cb (YcScanPopover *self)
{
  if (get_state (self) != YC_BATCH_IDLE || self->file == NULL)
    return;
  load_presets (self);
  if (self->scanners == NULL)
    look_for_scanners (self);
  if (self->again == 0)
    self->again = g_timeout_add_seconds (LOOK_SECONDS, again_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->scan));
}

// Nobody is left to lay the next page.
static void
closed_cb (YcScanPopover *self)
{
  g_clear_handle_id (&self->again, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self->go_on)) && self->batch != NULL)
    yc_batch_stop (self->batch);
}

void
yc_scan_popover_scan (YcScanPopover *self)
{
  gboolean known = *yc_profile_get (get_profile (self), "scanner") != '\0';

  self->eager = !known;
  gtk_popover_popup (GTK_POPOVER (self));
  if (known)
    start (self);
}

void
yc_scan_popover_set_file (YcScanPopover *self, YcFile *file)
{
  g_set_object (&self->file, file);
  self->batch = yc_batch_new (file);
  g_signal_connect_object (self->batch, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->batch, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  load_presets (self);
  show_status (self, "");
  update_buttons (self);
}

YcBatch *
yc_scan_popover_get_batch (YcScanPopover *self)
{
  return self->batch;
}

void
yc_scan_popover_set_material (YcScanPopover *self, const char *material)
{
  g_autofree char *old = self->material;

  self->material = g_strdup (material);
  if (get_state (self) == YC_BATCH_IDLE)
    suggest (self);
  update_buttons (self);
}

static void
yc_scan_popover_dispose (GObject *object)
{
  YcScanPopover *self = YC_SCAN_POPOVER (object);

  if (self->batch != NULL) {
    g_signal_handlers_disconnect_by_data (self->batch, self);
    yc_batch_stop (self->batch);
  }
  g_clear_handle_id (&self->again, g_source_remove);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->batch);
  g_clear_object (&self->presets);
  g_clear_object (&self->listing);
  g_clear_object (&self->scanners);
  g_clear_object (&self->file);
  g_clear_pointer (&self->material, g_free);
  G_OBJECT_CLASS (yc_scan_popover_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, device);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, choices);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, list);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, status);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, progress);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, scan);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, cancel);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, go_on);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, refresh);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, edit);
}

static void
yc_scan_popover_class_init (YcScanPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_scan_popover_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/scan-popover.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, device_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start);
  gtk_widget_class_bind_template_callback (widget_class, look_for_scanners);
  scanned_signal = g_signal_new ("scanned", YC_TYPE_SCAN_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
yc_scan_popover_init (YcScanPopover *self)
{
  g_autoptr (GtkExpression) title = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (name_scanner), NULL, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->device, title);
}
