// What waits to be sent, since when and why; what central refused, and what to do about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sync-page.h"

#include "yc-carrier.h"
#include "yc-conflict-window.h"
#include "yc-packet.h"
#include "yc-sync-button.h"

#include <glib/gi18n.h>
#include <stdlib.h>

struct _YcSyncPage {
  GtkWidget parent_instance;
  YcSession *session; // owned
  GtkWidget *root;
  AdwHeaderBar *header;
  GtkLabel *summary, *reserve, *witness;
  GtkWidget *believe;
  GtkWidget *skew_row;
  GtkLabel *skew;
  GtkWidget *now;
  GtkWidget *carry_out, *carry_in, *carry_part, *carry_cancel;
  GtkLabel *carry_words;
  GtkProgressBar *carry_far;
  GtkWidget *waiting_part;
  GtkLabel *waiting_title;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (YcSyncPage, yc_sync_page, GTK_TYPE_WIDGET)

static guint leave_signal, open_case_signal;

// ---- A row --------------------------------------------------------------------------------------

static void
open_case_cb (YcSyncPage *self, const char *case_id)
{
  g_signal_emit (self, open_case_signal, 0, case_id);
}

static void
look_cb (GtkButton *button, YcSyncPage *self)
{
  YcWaitingRow *row = g_object_get_data (G_OBJECT (button), "row");
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *window = yc_conflict_window_new (parent, self->session, row);
  g_signal_connect_object (window, "open-case", G_CALLBACK (open_case_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static GtkWidget *
make_row (YcSyncPage *self, YcWaitingRow *row)
{
  GtkWidget *widget = adw_action_row_new ();
  gboolean trouble = yc_waiting_row_has_trouble (row);
  const char *detail = yc_waiting_row_get_detail (row);
  g_autofree char *title = g_markup_escape_text (yc_waiting_row_get_title (row), -1);
  g_autofree char *subtitle = g_markup_escape_text (detail ? detail : "", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  GtkWidget *icon = gtk_image_new_from_icon_name (trouble ? "dialog-warning-symbolic"
                                                          : "document-open-recent-symbolic");
  gtk_widget_add_css_class (icon, trouble ? "error" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), icon);
  if (!trouble)
    return widget;
  GtkWidget *look = gtk_button_new_with_label (_ ("Look at it…"));
  gtk_widget_set_valign (look, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (look), "row", g_object_ref (row), g_object_unref);
  g_signal_connect_object (look, "clicked", G_CALLBACK (look_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), look);
  return widget;
}

static void
show_row (YcSyncPage *self, GtkListItem *item)
{
  YcWaitingRow *row = gtk_list_item_get_item (item);
  GtkWidget *widget = make_row (self, row);
  gtk_list_item_set_child (item, widget);
  g_autofree char *name =
      g_strdup_printf ("%s. %s", yc_waiting_row_get_title (row), yc_waiting_row_get_detail (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (widget)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
row_changed_cb (GtkListItem *item, YcWaitingRow *row)
{
  YcSyncPage *self = g_object_get_data (G_OBJECT (item), "page");
  show_row (self, item);
}

static void
bind_cb (YcSyncPage *self, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (item), "page", self);
  show_row (self, item);
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (row_changed_cb),
                           item, G_CONNECT_SWAPPED);
}

static void
unbind_cb (YcSyncPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
  gtk_list_item_set_child (item, NULL);
}

// ---- The whole ----------------------------------------------------------------------------------

static char *
describe_skew (gint64 skew)
{
  guint minutes = (guint)(llabs (skew) / (60 * 1000));
  if (skew > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "This computer's clock is %u minute ahead of central's. Have it set right.",
                     "This computer's clock is %u minutes ahead of central's. Have it set right.",
                     minutes),
        minutes);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "This computer's clock is %u minute behind central's. Have it set right.",
                   "This computer's clock is %u minutes behind central's. Have it set right.",
                   minutes),
      minutes);
}

static void
show_skew (YcSyncPage *self)
{
  gint64 skew = yc_session_get_skew (self->session);
  g_autofree char *text = describe_skew (skew);
  gtk_label_set_text (self->skew, text);
  gtk_widget_set_visible (self->skew_row, skew != 0);
}

static void
show_reserve (YcSyncPage *self)
{
  g_autofree char *text = yc_session_describe_reserve (self->session);
  gtk_widget_set_visible (GTK_WIDGET (self->reserve), text != NULL);
  gtk_label_set_text (self->reserve, text != NULL ? text : "");
  if (yc_session_is_reserve_low (self->session))
    gtk_widget_add_css_class (GTK_WIDGET (self->reserve), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->reserve), "warning");
}

static void
believe_cb (GtkButton *button, YcSyncPage *self)
{
  yc_session_end_alarm (self->session);
}

static void
show_witness (YcSyncPage *self)
{
  gtk_widget_set_visible (self->believe, yc_session_can_end_alarm (self->session));
  g_autofree char *text = yc_session_describe_witness (self->session);
  gtk_label_set_text (self->witness, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->witness), text != NULL);
}

static void
show_progress (YcSyncPage *self, YcCarrier *carrier)
{
  g_autofree char *words = yc_carrier_describe (carrier);
  gtk_label_set_text (self->carry_words, words);
  gtk_progress_bar_set_fraction (self->carry_far, yc_carrier_get_fraction (carrier));
}

static void
show_carrying (YcSyncPage *self)
{
  YcCarrier *carrier = yc_carrier_get (self->session);
  gboolean busy = yc_carrier_is_busy (carrier),
           was_busy = gtk_widget_get_visible (self->carry_part);
  gtk_widget_set_sensitive (self->carry_out, !busy && yc_packet_can_save (self->session));
  gtk_widget_set_sensitive (self->carry_in, !busy && !yc_session_is_read_only (self->session));
  if (busy)
    show_progress (self, carrier);
  if (was_busy && !busy && gtk_widget_has_focus (self->carry_cancel))
    gtk_widget_grab_focus (self->now);
  gtk_widget_set_visible (self->carry_part, busy);
  if (busy && !was_busy)
    gtk_widget_grab_focus (self->carry_cancel);
}

static void
show (YcSyncPage *self)
{
  show_carrying (self);
  g_autofree char *summary = yc_session_describe_sync (self->session);
  gtk_label_set_text (self->summary, summary);
  show_reserve (self);
  show_witness (self);
  show_skew (self);
  guint n_rows = g_list_model_get_n_items (yc_session_get_waiting_list (self->session));
  gtk_widget_set_visible (self->waiting_part, n_rows > 0);
  if (yc_session_get_sync_state (self->session) == YC_SYNC_SYNCED) // there is nothing to do
    gtk_widget_remove_css_class (self->now, "suggested-action");
  else
    gtk_widget_add_css_class (self->now, "suggested-action");
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u step waits", "%u steps wait", n_rows), n_rows);
  gtk_label_set_text (self->waiting_title, title);
}

// ---- Packets on a drive -------------------------------------------------------------------------

static void
carry_cancel_cb (GtkButton *button, YcSyncPage *self)
{
  yc_carrier_cancel (yc_carrier_get (self->session));
}

static void
folder_chosen_cb (GtkNativeDialog *dialog, int response, YcSyncPage *self)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  YcCarrier *carrier = yc_carrier_get (self->session);
  if (response == GTK_RESPONSE_ACCEPT && folder && !yc_carrier_is_busy (carrier))
    yc_carrier_save (carrier, folder);
  g_object_unref (dialog);
}

static void
packets_chosen_cb (GtkNativeDialog *dialog, int response, YcSyncPage *self)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  YcCarrier *carrier = yc_carrier_get (self->session);
  if (response == GTK_RESPONSE_ACCEPT && g_list_model_get_n_items (files) > 0 &&
      !yc_carrier_is_busy (carrier))
    yc_carrier_load (carrier, files);
  g_object_unref (dialog);
}

static void
carry_out_cb (GtkButton *button, YcSyncPage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Drive for the cases that wait"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
carry_in_cb (GtkButton *button, YcSyncPage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Packets of another terminal"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Packets of cases"));
  gtk_file_filter_add_pattern (filter, "*.ycpacket");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_unref (filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (packets_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

// ---- The page -----------------------------------------------------------------------------------

static void
now_cb (GtkButton *button, YcSyncPage *self)
{
  yc_session_sync_now (self->session);
}

static void
leave_cb (GtkWidget *button, YcSyncPage *self)
{
  g_signal_emit (self, leave_signal, 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *nothing, gpointer data)
{
  g_signal_emit (widget, leave_signal, 0);
  return TRUE;
}

static gboolean
yc_sync_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (YC_SYNC_PAGE (widget)->now);
}

static void
yc_sync_page_dispose (GObject *object)
{
  YcSyncPage *self = YC_SYNC_PAGE (object);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_sync_page_parent_class)->dispose (object);
}

static void
yc_sync_page_init (YcSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
yc_sync_page_class_init (YcSyncPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_sync_page_dispose;
  widget_class->grab_focus = yc_sync_page_grab_focus;
  leave_signal = g_signal_new ("leave", YC_TYPE_SYNC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  open_case_signal = g_signal_new ("open-case", YC_TYPE_SYNC_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/sync/sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, root);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, header);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, summary);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, reserve);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, witness);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, believe);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, skew_row);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, skew);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, now);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, carry_out);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, carry_in);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, carry_part);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, carry_words);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, carry_far);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, carry_cancel);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, waiting_part);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, waiting_title);
  gtk_widget_class_bind_template_child (widget_class, YcSyncPage, list);
  gtk_widget_class_bind_template_callback (widget_class, now_cb);
  gtk_widget_class_bind_template_callback (widget_class, carry_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, carry_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, carry_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, believe_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

GtkWidget *
yc_sync_page_new (YcSession *session)
{
  YcSyncPage *self = g_object_new (YC_TYPE_SYNC_PAGE, NULL);
  self->session = g_object_ref (session);
  adw_header_bar_pack_end (self->header, yc_sync_button_new (session));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  GListModel *waiting = g_object_ref (yc_session_get_waiting_list (session));
  g_signal_connect_object (waiting, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yc_carrier_get (session), "changed", G_CALLBACK (show_carrying), self,
                           G_CONNECT_SWAPPED);
  GtkNoSelection *selection = gtk_no_selection_new (waiting);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  show (self);
  return GTK_WIDGET (self);
}
