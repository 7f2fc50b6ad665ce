// The pages of a case at the counter: one large, the others below, and how they come in and go.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-desk.h"
#include "yc-camera-popover.h"
#include "yc-import-bar.h"
#include "yc-import-source.h"
#include "yc-large-text.h"
#include "yc-page-tools.h"
#include "yc-page-view.h"
#include "yc-scan-popover.h"
#include "yc-toast.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YcPageDesk {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  YcImportBar *importer;
  YcPageView *view;
  GtkDropTarget *drop;
  GtkBox *page_actions;
  GtkWidget *look;    // what shows pages in another way
  GtkWidget *take_in; // all that adds pages or takes them out
  GtkMenuButton *scan;
  GtkWidget *scan_key;
  YcScanPopover *scanner;
  YcCameraPopover *camera; // above the button that scans

  YcFile *file; // owned
  gboolean open;
};

G_DEFINE_FINAL_TYPE (YcPageDesk, yc_page_desk, GTK_TYPE_WIDGET)

static guint page_changed_signal, scanned_signal;

static void
enable (YcPageDesk *self, const char *action, gboolean on)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, on);
}

// The first thing to do in a case without a page.
static void
suggest_scan (YcPageDesk *self, gboolean can_scan)
{
  gboolean no_page = g_list_model_get_n_items (yc_file_get_pages (self->file)) == 0 &&
                     yc_file_get_state (self->file) < YC_STATE_SUPPLEMENT;

  if (no_page && can_scan)
    gtk_widget_add_css_class (GTK_WIDGET (self->scan), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->scan), "suggested-action");
}

static gboolean
can_take_in (YcPageDesk *self)
{
  const char *material = yc_page_view_get_material (self->view);

  return self->open && material != NULL && yc_file_can_scan (self->file, material);
}

static void
update (YcPageDesk *self)
{
  gboolean shown = yc_page_view_get_page (self->view) != NULL;
  gboolean can_scan = can_take_in (self);
  gboolean may_prepare = self->open && shown && yc_file_can (self->file, YC_EVENT_PAGE_PREPARED);
  const char *page = yc_page_view_get_page (self->view);

  enable (self, "pages.scan", can_scan);
  enable (self, "pages.choose-preset", can_scan);
  enable (self, "pages.import", can_scan);
  enable (self, "pages.paste", can_scan);
  enable (self, "pages.camera", can_scan);
  yc_camera_popover_set_material (self->camera, yc_page_view_get_material (self->view));
  yc_import_bar_set_material (self->importer,
                              can_scan ? yc_page_view_get_material (self->view) : NULL);
  enable (self, "pages.rotate", self->open && shown);
  enable (self, "pages.as-scanned", may_prepare && yc_file_was_made_ready (self->file, page));
  enable (self, "pages.delete-page", self->open && shown && yc_file_can_remove (self->file, page));
  gtk_widget_set_visible (self->take_in, yc_file_can (self->file, YC_EVENT_SCANNED));
  yc_page_view_set_hint (self->view, can_scan
                                         ? _ ("No page yet.\nScan with F8, or drop a file here.")
                                         : _ ("This material has no page."));
  suggest_scan (self, can_scan);
}

void
yc_page_desk_set_open (YcPageDesk *self, gboolean open)
{
  self->open = open;
  update (self);
}

// Turning pages leads from one material to the next.
static void
page_changed_cb (YcPageDesk *self)
{
  if (self->file == NULL)
    return;
  yc_scan_popover_set_material (self->scanner, yc_page_view_get_material (self->view));
  update (self);
  g_signal_emit (self, page_changed_signal, 0);
}

void
yc_page_desk_show_material (YcPageDesk *self, const char *material)
{
  yc_scan_popover_set_material (self->scanner, material);
  yc_page_view_show_material (self->view, material);
}

void
yc_page_desk_show_page (YcPageDesk *self, const char *page)
{
  yc_page_view_show_page (self->view, page);
}

void
yc_page_desk_mark (YcPageDesk *self, const char *page, const graphene_rect_t *mark)
{
  yc_page_view_mark (self->view, page, mark);
}

const char *
yc_page_desk_get_page (YcPageDesk *self)
{
  return yc_page_view_get_page (self->view);
}

const char *
yc_page_desk_get_material (YcPageDesk *self)
{
  return yc_page_view_get_material (self->view);
}

// ---- Keys and buttons ---------------------------------------------------------------------------

static void
scan_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_scan_popover_scan (YC_PAGE_DESK (widget)->scanner);
}

static void
camera_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_popover_popup (GTK_POPOVER (YC_PAGE_DESK (widget)->camera));
}

void
yc_page_desk_open_camera (YcPageDesk *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "pages.camera", NULL);
}

static void
choose_preset_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_popover_popup (GTK_POPOVER (YC_PAGE_DESK (widget)->scanner));
}

// Cover sheets are gone from the case once they have led the pages; the toast tells, and leads
// back.
static void
scanned_cb (YcPageDesk *self, guint pages)
{
  YcBatch *batch = yc_scan_popover_get_batch (self->scanner);
  GtkWidget *page = yc_toast_find_page (GTK_WIDGET (self));
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u page scanned", "%u pages scanned", pages), pages);

  if (yc_batch_get_covers (batch) > 0)
    yc_page_tools_tell_sorted (page, self->file, batch, text);
  else
    yc_toast_say (page, text);
  g_signal_emit (self, scanned_signal, 0);
}

// ---- Files --------------------------------------------------------------------------------------

static void
take_files (gpointer desk, GListModel *files)
{
  YcPageDesk *self = desk;

  yc_import_bar_add (self->importer, yc_page_view_get_material (self->view), files);
}

static void
take_content (gpointer desk, GBytes *content)
{
  YcPageDesk *self = desk;

  yc_import_bar_add_content (self->importer, yc_page_view_get_material (self->view), content);
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_import_source_choose (widget, take_files);
}

static void
take_arrived_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_import_bar_take_arrived (YC_PAGE_DESK (widget)->importer);
}

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_import_source_paste (widget, take_files, take_content);
}

static gboolean
drop_cb (YcPageDesk *self, const GValue *value)
{
  g_autoptr (GListModel) files = NULL;

  if (!can_take_in (self))
    return FALSE;
  files = yc_import_source_list (value);
  take_files (self, files);
  return TRUE;
}

static void
imported_cb (YcPageDesk *self)
{
  g_signal_emit (self, scanned_signal, 0);
}

static void
delete_page_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcPageDesk *self = YC_PAGE_DESK (widget);
  g_autofree char *page = g_strdup (yc_page_view_get_page (self->view));

  if (page != NULL)
    yc_page_tools_remove (yc_toast_find_page (widget), self->file, page);
}

// A page of the case is turned for everybody; one that only is looked at, here.
static void
rotate_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcPageDesk *self = YC_PAGE_DESK (widget);

  if (yc_file_can (self->file, YC_EVENT_PAGE_PREPARED))
    yc_page_tools_turn (yc_toast_find_page (widget), self->file,
                        yc_page_view_get_page (self->view));
  else
    yc_page_view_act (self->view, "rotate");
}

static void
as_scanned_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcPageDesk *self = YC_PAGE_DESK (widget);

  yc_page_tools_toggle_ready (yc_toast_find_page (widget), self->file,
                              yc_page_view_get_page (self->view));
}

static void
view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_page_view_act (YC_PAGE_DESK (widget)->view, strchr (action, '.') + 1);
}

// What an icon or the menu says goes where words are large.
static void
share_room_cb (gpointer desk)
{
  YcPageDesk *self = desk;
  gboolean large = yc_large_text_is_on ();

  gtk_widget_set_visible (self->look, !large);
  gtk_widget_set_visible (self->scan_key, !large);
}

// ---- Making it ----------------------------------------------------------------------------------

void
yc_page_desk_set_file (YcPageDesk *self, YcFile *file)
{
  g_set_object (&self->file, file);
  yc_page_view_set_file (self->view, file);
  yc_scan_popover_set_file (self->scanner, file);
  yc_camera_popover_set_file (self->camera, file);
  yc_import_bar_set_file (self->importer, file);
}

static void
yc_page_desk_dispose (GObject *object)
{
  YcPageDesk *self = YC_PAGE_DESK (object);

  g_clear_object (&self->file);
  g_clear_pointer ((GtkWidget **)&self->camera, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_page_desk_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const of_view[] = {"pages.next-page", "pages.previous-page", "pages.zoom-in",
                                        "pages.zoom-out", "pages.fit"};

  gtk_widget_class_install_action (widget_class, "pages.scan", NULL, scan_cb);
  gtk_widget_class_install_action (widget_class, "pages.choose-preset", NULL, choose_preset_cb);
  gtk_widget_class_install_action (widget_class, "pages.camera", NULL, camera_cb);
  gtk_widget_class_install_action (widget_class, "pages.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "pages.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "pages.take-arrived", NULL, take_arrived_cb);
  gtk_widget_class_install_action (widget_class, "pages.delete-page", NULL, delete_page_cb);
  gtk_widget_class_install_action (widget_class, "pages.rotate", NULL, rotate_cb);
  gtk_widget_class_install_action (widget_class, "pages.as-scanned", NULL, as_scanned_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (of_view); i++)
    gtk_widget_class_install_action (widget_class, of_view[i], NULL, view_cb);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, box);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, importer);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, drop);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, view);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, page_actions);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, look);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, take_in);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, scan);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, scan_key);
  gtk_widget_class_bind_template_child (widget_class, YcPageDesk, scanner);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scanned_cb);
  gtk_widget_class_bind_template_callback (widget_class, imported_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
yc_page_desk_class_init (YcPageDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_IMPORT_BAR);
  g_type_ensure (YC_TYPE_PAGE_VIEW);
  g_type_ensure (YC_TYPE_SCAN_POPOVER);
  G_OBJECT_CLASS (klass)->dispose = yc_page_desk_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/intake/page-desk.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  page_changed_signal = g_signal_new ("page-changed", YC_TYPE_PAGE_DESK, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  scanned_signal = g_signal_new ("scanned", YC_TYPE_PAGE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
yc_page_desk_init (YcPageDesk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop, (GType[]){GDK_TYPE_FILE_LIST}, 1);
  self->camera = g_object_new (YC_TYPE_CAMERA_POPOVER, "position", GTK_POS_TOP, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->camera), GTK_WIDGET (self->scan));
  g_signal_connect_swapped (self->camera, "scanned", G_CALLBACK (scanned_cb), self);
  share_room_cb (self);
  yc_large_text_follow (self, share_room_cb);
  yc_page_view_add_action (self->view, GTK_WIDGET (self->page_actions));
}
