// Scanning into a material: the device and how, one line that says how it goes, and Cancel.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-popover.h"
#include "yc-error.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcScanPopover {
  GtkPopover parent_instance;

  GtkDropDown *device, *source, *mode, *dpi; // template children
  GtkLabel *status;
  GtkProgressBar *progress;
  GtkButton *scan, *cancel, *refresh;

  YcFile *file;              // owned, nullable
  char *material;            // owned, nullable
  GListModel *scanners;      // owned, nullable: of YcScannerRow
  GCancellable *cancellable; // owned, nullable: of what is under way
  GCancellable *listing;     // owned, nullable: of the search for scanners
  gboolean eager;            // scan as soon as a scanner is known
  gboolean quiet;            // the program sets the choices
};

G_DEFINE_FINAL_TYPE (YcScanPopover, yc_scan_popover, GTK_TYPE_POPOVER)

static guint scanned_signal;

static const char *const sources[] = {"feeder", "duplex", "flatbed"};
static const char *const modes[] = {"colour", "grey", "lineart"};
static const char *const resolutions[] = {"150", "200", "300", "600"};

static YcProfile *
get_profile (YcScanPopover *self)
{
  return yc_session_get_profile (yc_file_get_session (self->file));
}

// ---- Choices ------------------------------------------------------------------------------------

static guint
find (const char *const *values, guint n, const char *value, guint otherwise)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (values[i], value))
      return i;
  return otherwise;
}

static void
read_profile (YcScanPopover *self)
{
  YcProfile *profile = get_profile (self);

  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->source, find (sources, G_N_ELEMENTS (sources),
                                                  yc_profile_get (profile, "scan-source"), 0));
  gtk_drop_down_set_selected (
      self->mode, find (modes, G_N_ELEMENTS (modes), yc_profile_get (profile, "scan-mode"), 0));
  gtk_drop_down_set_selected (self->dpi, find (resolutions, G_N_ELEMENTS (resolutions),
                                               yc_profile_get (profile, "scan-dpi"), 2));
  self->quiet = FALSE;
}

// What is chosen is remembered, for the next case and the next day.
static void
chosen_cb (YcScanPopover *self)
{
  YcProfile *profile;
  YcScannerRow *scanner;

  if (self->quiet || self->file == NULL)
    return;
  profile = get_profile (self);
  scanner = gtk_drop_down_get_selected_item (self->device);
  if (scanner != NULL)
    yc_profile_set (profile, "scanner", yc_scanner_row_get_device (scanner));
  yc_profile_set (profile, "scan-source", sources[gtk_drop_down_get_selected (self->source)]);
  yc_profile_set (profile, "scan-mode", modes[gtk_drop_down_get_selected (self->mode)]);
  yc_profile_set (profile, "scan-dpi", resolutions[gtk_drop_down_get_selected (self->dpi)]);
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
}

static void
update_buttons (YcScanPopover *self)
{
  gboolean busy = self->cancellable != NULL;
  gboolean ready = self->material != NULL && *yc_profile_get (get_profile (self), "scanner") != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->scan), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scan), ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->device), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->source), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mode), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dpi), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->refresh), !busy && self->listing == NULL);
}

// ---- Scanning -----------------------------------------------------------------------------------

static void
progress_cb (guint pages, double fraction, gpointer user_data)
{
  g_autoptr (YcScanPopover) self = g_weak_ref_get (user_data);
  g_autofree char *text = NULL;

  if (self == NULL || self->cancellable == NULL)
    return;
  text = g_strdup_printf (_ ("Scanning page %u…"), pages + 1);
  show_status (self, text);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

static char *
describe_end (guint pages, const GError *error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED))
    return g_strdup_printf (
        ngettext ("Cancelled. %u page is kept.", "Cancelled. %u pages are kept.", pages), pages);
  words = yc_words_error (error);
  if (pages == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (ngettext ("%s %u page is kept.", "%s %u pages are kept.", pages), words,
                          pages);
}

static void
scan_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcScanPopover) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint pages = yc_file_scan_finish (YC_FILE (source), result, &error);
  g_autofree char *words = NULL;

  if (self == NULL || self->file == NULL)
    return;
  g_clear_object (&self->cancellable);
  update_buttons (self);
  if (error != NULL) {
    words = describe_end (pages, error);
    show_status (self, words);
    gtk_popover_popup (GTK_POPOVER (self));
    gtk_widget_grab_focus (GTK_WIDGET (self->scan));
    return;
  }
  show_status (self, "");
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, scanned_signal, 0, pages);
}

static void
start (YcScanPopover *self)
{
  GWeakRef *weak;

  if (self->cancellable != NULL || self->material == NULL)
    return;
  weak = yc_weak_new (self);
  self->eager = FALSE;
  self->cancellable = g_cancellable_new ();
  show_status (self, _ ("The scanner is starting…"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  update_buttons (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
  yc_file_scan_async (self->file, self->material, progress_cb, weak, self->cancellable, scan_cb,
                      weak);
}

static void
cancel_cb (YcScanPopover *self)
{
  if (self->cancellable == NULL)
    return;
  show_status (self, _ ("Stopping…"));
  g_cancellable_cancel (self->cancellable);
}

// ---- Devices ------------------------------------------------------------------------------------

// Chooses the scanner of the profile; where there is none yet, the only one there is.
static void
choose_scanner (YcScanPopover *self)
{
  const char *device = yc_profile_get (get_profile (self), "scanner");
  guint n = g_list_model_get_n_items (self->scanners), chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++) {
    g_autoptr (YcScannerRow) scanner = g_list_model_get_item (self->scanners, i);

    if (g_str_equal (yc_scanner_row_get_device (scanner), device) || n == 1)
      chosen = i;
  }
  gtk_drop_down_set_selected (self->device, chosen);
}

static void
take_scanners (YcScanPopover *self, GListModel *scanners)
{
  self->quiet = TRUE;
  g_set_object (&self->scanners, scanners);
  gtk_drop_down_set_model (self->device, scanners);
  choose_scanner (self);
  self->quiet = FALSE;
  if (g_list_model_get_n_items (scanners) == 0)
    show_status (self, _ ("No scanner was found. Switch it on, then look again."));
  else if (gtk_drop_down_get_selected_item (self->device) == NULL)
    show_status (self, _ ("Choose a scanner."));
  else
    show_status (self, "");
  chosen_cb (self);
  update_buttons (self);
  if (self->eager && gtk_drop_down_get_selected_item (self->device) != NULL)
    start (self);
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
    take_scanners (self, scanners);
    return;
  }
  words = yc_words_error (error);
  show_status (self, words);
}

static void
look_for_scanners (YcScanPopover *self)
{
  if (self->listing != NULL || self->file == NULL)
    return;
  self->listing = g_cancellable_new ();
  show_status (self, _ ("Looking for scanners…"));
  update_buttons (self);
  yc_session_list_scanners_async (yc_file_get_session (self->file), self->listing, listed_cb,
                                  yc_weak_new (self));
}

static void
shown_cb (YcScanPopover *self)
{
  if (self->scanners == NULL && self->cancellable == NULL)
    look_for_scanners (self);
}

void
yc_scan_popover_scan (YcScanPopover *self)
{
  gboolean known = *yc_profile_get (get_profile (self), "scanner") != '\0';

  self->eager = !known;
  if (known)
    start (self);
  gtk_popover_popup (GTK_POPOVER (self));
}

void
yc_scan_popover_set_file (YcScanPopover *self, YcFile *file)
{
  g_set_object (&self->file, file);
  read_profile (self);
  update_buttons (self);
}

void
yc_scan_popover_set_material (YcScanPopover *self, const char *material)
{
  g_autofree char *old = self->material;

  self->material = g_strdup (material);
  update_buttons (self);
}

static void
yc_scan_popover_dispose (GObject *object)
{
  YcScanPopover *self = YC_SCAN_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->cancellable);
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
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, source);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, mode);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, dpi);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, status);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, progress);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, scan);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, cancel);
  gtk_widget_class_bind_template_child (widget_class, YcScanPopover, refresh);
}

static void
yc_scan_popover_class_init (YcScanPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_scan_popover_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/scan-popover.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
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
