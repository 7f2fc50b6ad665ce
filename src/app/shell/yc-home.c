// Where a signed-in person starts from: the lists at the side, the chosen one, search, sync, menu.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-home.h"

#include "yc-sidebar.h"
#include "yc-stack.h"
#include "yc-statistics-page.h"
#include "yc-sync-button.h"

#include "yc-case.h"

#include <glib/gi18n.h>

// Between the last key and the look, ms: a name is typed faster than that.
#define SEARCH_DELAY 120

struct _YcHome {
  GtkWidget parent_instance;
  YcSession *session;           // owned
  GtkWidget *pages[YC_N_LISTS]; // of YcQueuePage; each stays as it is once it has been made
  YcQueuePage *shown;           // nullable: statistics are
  GtkWidget *statistics;        // nullable until somebody looks
  GtkWidget *root;
  AdwHeaderBar *header;
  AdwFlap *flap;
  GtkSearchEntry *search;
  GtkMenuButton *menu;
  GtkStack *stack;
  GtkInfoBar *read_only;
  YcSidebar *sidebar;
};

G_DEFINE_FINAL_TYPE (YcHome, yc_home, GTK_TYPE_WIDGET)

static guint open_signal, open_link_signal;

// ---- Lists --------------------------------------------------------------------------------------

static void
open_cb (YcQueuePage *page, YcEntry *entry, YcHome *self)
{
  g_signal_emit (self, open_signal, 0, page, entry);
}

static GtkWidget *
ensure_page (YcHome *self, YcList list)
{
  if (self->pages[list])
    return self->pages[list];
  self->pages[list] = yc_queue_page_new (self->session, list);
  g_signal_connect_object (self->pages[list], "open", G_CALLBACK (open_cb), self, 0);
  gtk_stack_add_child (self->stack, self->pages[list]);
  return self->pages[list];
}

static void
show_list (YcHome *self, YcList list)
{
  g_autofree char *search = NULL;

  self->shown = YC_QUEUE_PAGE (ensure_page (self, list));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->shown));
  // A copy: the queue lets go of its own when the entry says that it changed.
  search = g_strdup (yc_queue_get_search (yc_queue_page_get_queue (self->shown)));
  gtk_editable_set_text (GTK_EDITABLE (self->search), search != NULL ? search : "");
}

// There is nothing to search among figures.
static void
show_statistics (YcHome *self)
{
  self->shown = NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->statistics != NULL) {
    yc_statistics_page_refresh (YC_STATISTICS_PAGE (self->statistics));
  } else {
    self->statistics = yc_statistics_page_new (self->session);
    gtk_stack_add_child (self->stack, self->statistics);
  }
  gtk_stack_set_visible_child (self->stack, self->statistics);
}

static void
list_chosen_cb (YcSidebar *sidebar, int list, YcHome *self)
{
  if (list == YC_SIDEBAR_STATISTICS)
    show_statistics (self);
  else
    show_list (self, (YcList)list);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), list != YC_SIDEBAR_STATISTICS);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

void
yc_home_choose (YcHome *self, int place)
{
  yc_sidebar_choose (self->sidebar, place);
}

// ---- Search -------------------------------------------------------------------------------------

static void
search_changed_cb (GtkSearchEntry *search, YcHome *self)
{
  if (self->shown)
    yc_queue_page_set_search (self->shown, gtk_editable_get_text (GTK_EDITABLE (search)));
}

// A reader types what it sees, and Enter.
static void
search_done_cb (GtkSearchEntry *search, YcHome *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (search)));

  if (g_str_has_prefix (g_strstrip (text), YC_CASE_LINK)) {
    gtk_editable_set_text (GTK_EDITABLE (search), "");
    search_changed_cb (search, self);
    g_signal_emit (self, open_link_signal, 0, text);
    return;
  }
  search_changed_cb (search, self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
search_stopped_cb (GtkSearchEntry *search, YcHome *self)
{
  yc_home_clear_search (self);
}

static gboolean
search_key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, YcHome *self)
{
  if (key != GDK_KEY_Down || !self->shown)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->shown));
  return GDK_EVENT_STOP;
}

void
yc_home_start_search (YcHome *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
yc_home_clear_search (YcHome *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_done_cb (self->search, self);
}

void
yc_home_open_menu (YcHome *self)
{
  gtk_menu_button_popup (self->menu);
}

static void
add_search_keys (YcHome *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (self->search));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search"), -1);
}

// ---- The widget ---------------------------------------------------------------------------------

static gboolean
yc_home_grab_focus (GtkWidget *widget)
{
  YcHome *self = YC_HOME (widget);
  GtkWidget *page = self->shown ? GTK_WIDGET (self->shown) : self->statistics;
  return page && gtk_widget_grab_focus (page);
}

static void
yc_home_dispose (GObject *object)
{
  YcHome *self = YC_HOME (object);
  self->shown = NULL;
  self->statistics = NULL;
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_home_parent_class)->dispose (object);
}

static void
yc_home_init (YcHome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
  gtk_search_entry_set_search_delay (self->search, SEARCH_DELAY);
  add_search_keys (self);
}

static void
yc_home_class_init (YcHomeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_home_dispose;
  widget_class->grab_focus = yc_home_grab_focus;
  open_signal = g_signal_new ("open", YC_TYPE_HOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, YC_TYPE_QUEUE_PAGE, YC_TYPE_ENTRY);
  open_link_signal = g_signal_new ("open-link", YC_TYPE_HOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/shell/home.ui");
  gtk_widget_class_bind_template_child (widget_class, YcHome, root);
  gtk_widget_class_bind_template_child (widget_class, YcHome, header);
  gtk_widget_class_bind_template_child (widget_class, YcHome, flap);
  gtk_widget_class_bind_template_child (widget_class, YcHome, search);
  gtk_widget_class_bind_template_child (widget_class, YcHome, menu);
  gtk_widget_class_bind_template_child (widget_class, YcHome, stack);
  gtk_widget_class_bind_template_child (widget_class, YcHome, read_only);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static char *
describe_place (YcSession *session)
{
  const char *name = yc_session_get_person_name (session);
  const char *window = yc_session_get_window_name (session);
  return window && *window ? g_strdup_printf ("%s · %s", name, window) : g_strdup (name);
}

GtkWidget *
yc_home_new (YcSession *session)
{
  YcHome *self = g_object_new (YC_TYPE_HOME, NULL);
  self->session = g_object_ref (session);
  g_autofree char *place = describe_place (session);
  gtk_menu_button_set_label (self->menu, place);
  g_autofree char *name = g_strdup_printf (_ ("Menu of %s"), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_info_bar_set_revealed (self->read_only, yc_session_is_read_only (session));
  adw_header_bar_pack_end (self->header, yc_sync_button_new (session));
  self->sidebar = YC_SIDEBAR (yc_sidebar_new (session));
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (list_chosen_cb), self, 0);
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->sidebar));
  yc_sidebar_choose (self->sidebar, 0);
  return GTK_WIDGET (self);
}
