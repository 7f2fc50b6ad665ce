// The page of one list of cases: the rows, a filter, and below them what the selected case waits
// for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-queue-page.h"

#include "yc-queue-header.h"
#include "yc-queue-row.h"
#include "yc-queue-words.h"
#include "yc-stack.h"
#include "yc-trace.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcQueuePage {
  GtkWidget parent_instance;
  YcSession *session;            // owned
  YcQueue *queue;                // owned
  YcQueueLook *look;             // owned
  GtkSingleSelection *selection; // owned
  YcEntry *selected;             // owned, nullable
  char *kept;                    // owned: the case that stays selected whatever else comes or goes
  gboolean waits_for_focus;
  gboolean chosen; // somebody has chosen a row
  GtkWidget *root;
  GtkLabel *title;
  GtkDropDown *filter;
  GtkWidget *header_place;
  GtkStack *stack;
  GtkListView *list;
  GtkScrolledWindow *scroller;
  AdwStatusPage *empty;
  GtkWidget *clear;
  AdwStatusPage *trouble;
  GtkWidget *strip;
  GtkLabel *strip_title;
  GtkLabel *strip_detail;
  GtkButton *open;
  GtkLabel *open_label;
};

G_DEFINE_FINAL_TYPE (YcQueuePage, yc_queue_page, GTK_TYPE_WIDGET)

static guint open_signal;

#define WINDOW_ROLES (YC_ROLE_INTAKE | YC_ROLE_HELPER)

gboolean
yc_queue_page_is_review (YcQueuePage *self, YcEntry *entry)
{
  if (!(yc_session_get_roles (self->session) & YC_ROLE_APPROVER))
    return FALSE;
  YcState state = yc_entry_get_state (entry);
  YcList list = yc_queue_get_list (self->queue);
  return list == YC_LIST_TO_REVIEW || list == YC_LIST_SUSPENDED || state == YC_STATE_HANDED_OFF ||
         state == YC_STATE_IN_REVIEW;
}

// ---- The strip below ----------------------------------------------------------------------------

static const char *
name_opening (YcQueuePage *self, YcEntry *entry)
{
  if (yc_queue_page_is_review (self, entry))
    return _ ("Review");
  gboolean window = yc_session_get_roles (self->session) & WINDOW_ROLES;
  return window && !yc_state_is_final (yc_entry_get_state (entry)) ? _ ("Continue") : _ ("Open");
}

static void
show_strip (YcQueuePage *self)
{
  YcEntry *entry = self->selected;
  gboolean shown = entry && yc_entry_is_loaded (entry);
  gtk_widget_set_visible (self->strip, shown);
  if (!shown)
    return;
  const char *parts[] = {yc_entry_get_applicant (entry), yc_entry_get_item (entry),
                         yc_entry_get_state_name (entry)};
  g_autoptr (GString) title = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] && *parts[i])
      g_string_append_printf (title, "%s%s", title->len ? " · " : "", parts[i]);
  gtk_label_set_text (self->strip_title, title->str);
  gtk_label_set_text (self->strip_detail, yc_entry_get_waits_for (entry));
  const char *name = name_opening (self, entry);
  gtk_label_set_text (self->open_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
entry_loaded_cb (YcQueuePage *self)
{
  if (yc_entry_is_loaded (self->selected)) {
    g_free (self->kept);
    self->kept = g_strdup (yc_entry_get_case (self->selected));
  }
  show_strip (self);
}

static void
follow (YcQueuePage *self, YcEntry *entry)
{
  if (self->selected)
    g_signal_handlers_disconnect_by_func (self->selected, entry_loaded_cb, self);
  g_set_object (&self->selected, entry);
  if (!entry) {
    show_strip (self);
    return;
  }
  g_signal_connect_swapped (entry, "loaded", G_CALLBACK (entry_loaded_cb), self);
  entry_loaded_cb (self);
}

// ---- Rows and selection -------------------------------------------------------------------------

// The list's own widget around the selected row; NULL while that is far from what is shown.
static GtkWidget *
find_row (YcQueuePage *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list)); item;
       item = gtk_widget_get_next_sibling (item)) {
    GtkWidget *row = gtk_widget_get_first_child (item);
    if (self->selected && row && yc_queue_row_get_entry (YC_QUEUE_ROW (row)) == self->selected)
      return item;
  }
  return NULL;
}

// Before any of its rows has had the focus, the list keeps it to itself and swallows Enter.
static gboolean
focus_row (YcQueuePage *self)
{
  GtkWidget *row = find_row (self);
  return row ? gtk_widget_grab_focus (row) : gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

// A row can have the focus once it is laid out.
static gboolean
focus_row_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer nothing)
{
  YcQueuePage *self = YC_QUEUE_PAGE (widget);
  GtkWidget *row = find_row (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (focus && focus != GTK_WIDGET (self->list) && gtk_widget_get_mapped (focus))
    return G_SOURCE_REMOVE; // somebody has gone elsewhere
  if (!row || gtk_widget_get_height (row) == 0)
    return gtk_widget_get_mapped (widget) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  focus_row (self);
  return G_SOURCE_REMOVE;
}

static void
focus_row_soon (YcQueuePage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_row_cb, NULL, NULL);
}

// Unless the person has gone elsewhere meanwhile.
static void
take_focus (YcQueuePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!self->waits_for_focus || !root)
    return;
  self->waits_for_focus = FALSE;
  GtkWidget *focus = gtk_root_get_focus (root);
  if (!focus || !gtk_widget_get_mapped (focus))
    focus_row_soon (self);
}

static void
show_state (YcQueuePage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->queue)) > 0;
  const char *problem = yc_queue_get_problem (self->queue);
  const char *search = yc_queue_get_search (self->queue);
  gboolean narrowed = (search && *search) || yc_queue_get_state (self->queue) >= 0;
  adw_status_page_set_title (self->empty, narrowed
                                              ? _ ("No case matches")
                                              : yc_queue_title (yc_queue_get_list (self->queue)));
  adw_status_page_set_description (
      self->empty, narrowed ? _ ("Nothing in this list fits the search and the filter.")
                            : yc_queue_promise (yc_queue_get_list (self->queue)));
  gtk_widget_set_visible (self->clear, narrowed);
  adw_status_page_set_description (self->trouble, problem);
  const char *name = any                                 ? "rows"
                     : problem                           ? "trouble"
                     : yc_queue_is_loading (self->queue) ? "loading"
                                                         : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->header_place, any);
  if (!any)
    return;
  yc_trace_rows (GTK_WIDGET (self));
  take_focus (self);
}

static void
follow_selection (YcQueuePage *self)
{
  follow (self, gtk_single_selection_get_selected_item (self->selection));
}

static void
selected_cb (YcQueuePage *self)
{
  self->chosen = TRUE;
  follow_selection (self);
}

// Before the selection sees the change: from here on its place means another case.
static void
queue_changing_cb (YcQueuePage *self)
{
  g_signal_handlers_block_by_func (self->selection, selected_cb, self);
}

static void
keep_case (YcQueuePage *self)
{
  gpointer now = gtk_single_selection_get_selected_item (self->selection);
  if (!self->kept || now == (gpointer)self->selected)
    return;
  int place = yc_queue_find (self->queue, self->kept);
  if (place >= 0)
    gtk_single_selection_set_selected (self->selection, (guint)place);
}

// Nobody has chosen a row yet: the first one, wherever the rows came from. Only a new model makes
// the list put its focus there too.
static void
keep_top (YcQueuePage *self)
{
  if (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller)) > 0)
    return; // looking around is a choice, too
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (self->queue), 0);
  if (!first || first == (gpointer)self->selected || !self->selected)
    return;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_list_view_set_model (self->list, NULL);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  if (focused)
    focus_row_soon (self);
}

static void
queue_changed_cb (YcQueuePage *self)
{
  if (self->chosen)
    keep_case (self);
  else
    keep_top (self);
  g_signal_handlers_unblock_by_func (self->selection, selected_cb, self);
  follow_selection (self);
  show_state (self);
}

static void
setup_cb (YcQueuePage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, yc_queue_row_new (self->look));
}

static void
bind_cb (YcQueuePage *self, GtkListItem *item)
{
  yc_queue_row_set_entry (YC_QUEUE_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
unbind_cb (YcQueuePage *self, GtkListItem *item)
{
  yc_queue_row_set_entry (YC_QUEUE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
open_selected (YcQueuePage *self)
{
  if (self->selected && yc_entry_is_loaded (self->selected))
    g_signal_emit (self, open_signal, 0, self->selected);
}

static void
row_activated_cb (GtkListView *list, guint place, YcQueuePage *self)
{
  gtk_single_selection_set_selected (self->selection, place);
  open_selected (self);
}

static void
open_clicked_cb (GtkButton *button, YcQueuePage *self)
{
  open_selected (self);
}

static void
add_rows (YcQueuePage *self)
{
  // First come, first served: this handler runs before the selection's own.
  g_signal_connect_object (self->queue, "items-changed", G_CALLBACK (queue_changing_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->queue)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "items-changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

// ---- Filter and search --------------------------------------------------------------------------

static void
filter_cb (YcQueuePage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->filter);
  const YcState *states = yc_queue_states (yc_queue_get_list (self->queue));
  yc_queue_set_state (self->queue, chosen == 0 || chosen == GTK_INVALID_LIST_POSITION
                                       ? -1
                                       : (int)states[chosen - 1]);
  show_state (self);
}

static void
fill_filter (YcQueuePage *self)
{
  const YcState *states = yc_queue_states (yc_queue_get_list (self->queue));
  GtkStringList *names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("All states"));
  for (gsize i = 0; states[i] != YC_STATE_NONE; i++)
    gtk_string_list_append (names, yc_words_state (states[i]));
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->filter), states[0] != YC_STATE_NONE);
  g_object_unref (names);
  g_signal_connect_swapped (self->filter, "notify::selected", G_CALLBACK (filter_cb), self);
}

void
yc_queue_page_set_search (YcQueuePage *self, const char *search)
{
  yc_queue_set_search (self->queue, search && *search ? search : NULL);
  show_state (self);
}

static void
clear_clicked_cb (GtkButton *button, YcQueuePage *self)
{
  gtk_drop_down_set_selected (self->filter, 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.clear-search", NULL);
}

static void
again_clicked_cb (GtkButton *button, YcQueuePage *self)
{
  yc_session_sync_now (self->session);
}

YcQueue *
yc_queue_page_get_queue (YcQueuePage *self)
{
  return self->queue;
}

// ---- The widget ---------------------------------------------------------------------------------

// Where there are no rows yet, the list takes the focus as soon as they come.
static gboolean
yc_queue_page_grab_focus (GtkWidget *widget)
{
  YcQueuePage *self = YC_QUEUE_PAGE (widget);
  self->waits_for_focus = g_list_model_get_n_items (G_LIST_MODEL (self->queue)) == 0;
  if (!self->waits_for_focus)
    return focus_row (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  if (gtk_widget_get_mapped (self->clear))
    return gtk_widget_grab_focus (self->clear);
  if (root)
    gtk_root_set_focus (root, NULL);
  return TRUE;
}

static void
yc_queue_page_dispose (GObject *object)
{
  YcQueuePage *self = YC_QUEUE_PAGE (object);
  follow (self, NULL);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->queue);
  g_clear_object (&self->look);
  g_clear_object (&self->session);
  g_clear_pointer (&self->kept, g_free);
  G_OBJECT_CLASS (yc_queue_page_parent_class)->dispose (object);
}

static void
yc_queue_page_init (YcQueuePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->look = yc_queue_look_new ();
  yc_stack_hide_others (self->stack);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, YcQueuePage, root);
  gtk_widget_class_bind_template_child (class, YcQueuePage, title);
  gtk_widget_class_bind_template_child (class, YcQueuePage, filter);
  gtk_widget_class_bind_template_child (class, YcQueuePage, header_place);
  gtk_widget_class_bind_template_child (class, YcQueuePage, stack);
  gtk_widget_class_bind_template_child (class, YcQueuePage, list);
  gtk_widget_class_bind_template_child (class, YcQueuePage, scroller);
  gtk_widget_class_bind_template_child (class, YcQueuePage, empty);
  gtk_widget_class_bind_template_child (class, YcQueuePage, clear);
  gtk_widget_class_bind_template_child (class, YcQueuePage, trouble);
  gtk_widget_class_bind_template_child (class, YcQueuePage, strip);
  gtk_widget_class_bind_template_child (class, YcQueuePage, strip_title);
  gtk_widget_class_bind_template_child (class, YcQueuePage, strip_detail);
  gtk_widget_class_bind_template_child (class, YcQueuePage, open);
  gtk_widget_class_bind_template_child (class, YcQueuePage, open_label);
}

static void
yc_queue_page_class_init (YcQueuePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_queue_page_dispose;
  widget_class->grab_focus = yc_queue_page_grab_focus;
  open_signal = g_signal_new ("open", YC_TYPE_QUEUE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, YC_TYPE_ENTRY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/queue/queue-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
}

GtkWidget *
yc_queue_page_new (YcSession *session, YcList list)
{
  YcQueuePage *self = g_object_new (YC_TYPE_QUEUE_PAGE, NULL);
  self->session = g_object_ref (session);
  self->queue = yc_queue_new (session, list);
  gtk_label_set_text (self->title, yc_queue_title (list));
  fill_filter (self);
  GtkWidget *header = yc_queue_header_new (self->look, self->queue);
  gtk_widget_set_hexpand (header, TRUE);
  gtk_box_append (GTK_BOX (self->header_place), header);
  // Who takes cases in has "New case" as the one suggested button of the screen.
  if (!(yc_session_get_roles (session) & WINDOW_ROLES))
    gtk_widget_add_css_class (GTK_WIDGET (self->open), "suggested-action");
  add_rows (self);
  g_signal_connect_object (self->queue, "notify::loading", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify::problem", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  follow_selection (self);
  show_state (self);
  return GTK_WIDGET (self);
}
