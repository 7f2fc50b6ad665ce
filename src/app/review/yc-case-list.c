// The cases to review, in a narrow list; the open one is marked, and the next is known.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-case-list.h"
#include "yc-case-cell.h"

#include <glib/gi18n.h>

struct _YcCaseList {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkLabel *title;
  GtkListView *list;

  YcQueue *queue;                // owned, nullable
  GtkSingleSelection *selection; // owned
  char *marked;                  // owned, nullable: case id
  YcEntry *awaited;              // owned, nullable: will be chosen once it is loaded
};

G_DEFINE_FINAL_TYPE (YcCaseList, yc_case_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void follow (YcCaseList *self);

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, yc_case_cell_new ());
}

// Where the marked case lies is known only once its row is loaded.
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YcCaseList *self)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "loaded", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  yc_case_cell_set_entry (YC_CASE_CELL (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YcCaseList *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), follow, self);
  yc_case_cell_set_entry (YC_CASE_CELL (gtk_list_item_get_child (item)), NULL);
}

// Selects what is marked, wherever it is now.
static void
follow (YcCaseList *self)
{
  if (self->queue == NULL)
    return;

  int position = self->marked != NULL ? yc_queue_find (self->queue, self->marked) : -1;
  g_autofree char *title =
      g_strdup_printf (_ ("To review %u"), g_list_model_get_n_items (G_LIST_MODEL (self->queue)));

  gtk_label_set_label (self->title, title);
  gtk_single_selection_set_selected (self->selection,
                                     position >= 0 ? (guint)position : GTK_INVALID_LIST_POSITION);
}

static void
choose (YcCaseList *self, YcEntry *entry)
{
  g_autofree char *case_id = g_strdup (yc_entry_get_case (entry));

  g_signal_emit (self, chosen_signal, 0, case_id);
}

static void
forget_awaited (YcCaseList *self)
{
  if (self->awaited != NULL)
    g_signal_handlers_disconnect_by_data (self->awaited, self);
  g_clear_object (&self->awaited);
}

static void
awaited_cb (YcCaseList *self)
{
  g_autoptr (YcEntry) entry = g_object_ref (self->awaited);

  if (!yc_entry_is_loaded (entry))
    return;
  forget_awaited (self);
  choose (self, entry);
}

static void
choose_when_loaded (YcCaseList *self, YcEntry *entry)
{
  forget_awaited (self);
  if (yc_entry_is_loaded (entry)) {
    choose (self, entry);
    return;
  }
  self->awaited = g_object_ref (entry);
  g_signal_connect_swapped (entry, "loaded", G_CALLBACK (awaited_cb), self);
}

static void
activate_cb (YcCaseList *self, guint position)
{
  g_autoptr (YcEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->queue), position);

  if (entry != NULL)
    choose_when_loaded (self, entry);
}

gboolean
yc_case_list_choose_next (YcCaseList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  int position = yc_queue_find (self->queue, self->marked);
  guint next = position >= 0 ? (guint)position + 1 : 0;
  g_autoptr (YcEntry) entry = NULL;

  if (n == 0 || (n == 1 && position == 0))
    return FALSE;
  entry = g_list_model_get_item (G_LIST_MODEL (self->queue), next < n ? next : 0);
  choose_when_loaded (self, entry);
  return TRUE;
}

void
yc_case_list_mark (YcCaseList *self, const char *case_id)
{
  char *copy = g_strdup (case_id);

  g_free (self->marked);
  self->marked = copy;
  follow (self);
}

void
yc_case_list_set_queue (YcCaseList *self, YcQueue *queue)
{
  g_return_if_fail (self->queue == NULL);
  self->queue = g_object_ref (queue);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (queue));
  g_signal_connect_data (queue, "items-changed", G_CALLBACK (follow), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  follow (self);
}

static void
yc_case_list_dispose (GObject *object)
{
  YcCaseList *self = YC_CASE_LIST (object);

  forget_awaited (self);
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->marked, g_free);
  G_OBJECT_CLASS (yc_case_list_parent_class)->dispose (object);
}

static void
yc_case_list_class_init (YcCaseListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_case_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/review/case-list.ui");
  gtk_widget_class_bind_template_child (widget_class, YcCaseList, box);
  gtk_widget_class_bind_template_child (widget_class, YcCaseList, title);
  gtk_widget_class_bind_template_child (widget_class, YcCaseList, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  chosen_signal = g_signal_new ("chosen", YC_TYPE_CASE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_case_list_init (YcCaseList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}
