// All that a signed-in person has in front of them: the lists, and the page opened over them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-desk.h"

#include "yc-file.h"
#include "yc-intake-page.h"
#include "yc-item-picker.h"
#include "yc-review-page.h"
#include "yc-stack.h"
#include "yc-sync-page.h"
#include "yc-words.h"

struct _YcDesk {
  GtkWidget parent_instance;
  YcSession *session;        // owned
  GCancellable *cancellable; // owned
  gboolean opening;          // a case is on its way: a second wish waits for nobody
  YcQueue *queue;            // owned, nullable: the list that the case is opened from
  gboolean review;
  char *case_id;        // owned, nullable: of the page that is open
  GtkWidget *case_page; // nullable
  GtkWidget *cover;     // nullable: items or synchronisation, above everything else
  GtkStack *stack;
  YcHome *home;
};

G_DEFINE_FINAL_TYPE (YcDesk, yc_desk, GTK_TYPE_WIDGET)

static guint toast_signal, turned_signal;

static void
show_toast (YcDesk *self, AdwToast *toast)
{
  g_signal_emit (self, toast_signal, 0, toast);
}

static void
show_error (YcDesk *self, const GError *error)
{
  g_autofree char *sentence = yc_words_error (error);
  g_autofree char *title = g_markup_escape_text (sentence, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (title);
  show_toast (self, toast);
}

// ---- Pages over the lists -----------------------------------------------------------------------

static void
show_page (YcDesk *self, GtkWidget *page)
{
  if (!gtk_widget_get_parent (page))
    gtk_stack_add_child (self->stack, page);
  gtk_stack_set_visible_child (self->stack, page);
  gtk_widget_grab_focus (page);
}

static void
remove_page (YcDesk *self, GtkWidget **page)
{
  GtkWidget *gone = *page;
  *page = NULL;
  if (gone)
    gtk_stack_remove (self->stack, gone);
}

static void
leave_cover (YcDesk *self)
{
  show_page (self, self->case_page ? self->case_page : GTK_WIDGET (self->home));
  remove_page (self, &self->cover);
}

static void
leave_case (YcDesk *self)
{
  show_page (self, GTK_WIDGET (self->home));
  remove_page (self, &self->case_page);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_object (&self->queue);
}

static void
cover_with (YcDesk *self, GtkWidget *page)
{
  GtkWidget *before = self->cover;
  self->cover = page;
  g_signal_connect_object (page, "leave", G_CALLBACK (leave_cover), self, G_CONNECT_SWAPPED);
  show_page (self, page);
  remove_page (self, &before);
}

static void
show_sync (YcDesk *self)
{
  GtkWidget *page = yc_sync_page_new (self->session);
  g_signal_connect_object (page, "open-case", G_CALLBACK (yc_desk_open_case), self,
                           G_CONNECT_SWAPPED);
  cover_with (self, page);
}

void
yc_desk_show_sync (YcDesk *self)
{
  if (YC_IS_SYNC_PAGE (self->cover))
    leave_cover (self);
  else
    show_sync (self);
}

// ---- Cases --------------------------------------------------------------------------------------

// A page belongs to one case and goes with it: none can ever show what another one left behind.
static void
show_case (YcDesk *self, YcFile *file)
{
  GtkWidget *before = self->case_page;
  g_free (self->case_id);
  self->case_id = g_strdup (yc_file_get_id (file));
  self->case_page = self->review ? yc_review_page_new (self->session, self->queue, file)
                                 : yc_intake_page_new (file);
  g_signal_connect_object (self->case_page, "leave", G_CALLBACK (leave_case), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->case_page, "show-toast", G_CALLBACK (show_toast), self,
                           G_CONNECT_SWAPPED);
  show_page (self, self->case_page);
  remove_page (self, &before);
  remove_page (self, &self->cover);
}

static gboolean
is_for_review (YcDesk *self, YcFile *file)
{
  YcState state = yc_file_get_state (file);
  return (yc_session_get_roles (self->session) & YC_ROLE_APPROVER) &&
         (state == YC_STATE_HANDED_OFF || state == YC_STATE_IN_REVIEW ||
          state == YC_STATE_SUSPENDED);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcDesk) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = yc_file_open_finish (result, &error);
  self->opening = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!file) {
    show_error (self, error);
    return;
  }
  if (!self->queue)
    self->review = is_for_review (self, file);
  show_case (self, file);
}

static void
open_entry_cb (YcDesk *self, YcQueuePage *page, YcEntry *entry)
{
  if (self->opening)
    return;
  self->opening = TRUE;
  g_set_object (&self->queue, yc_queue_page_get_queue (page));
  self->review = yc_queue_page_is_review (page, entry);
  yc_file_open_async (self->session, yc_entry_get_case (entry), self->cancellable, opened_cb,
                      g_object_ref (self));
}

void
yc_desk_open_case (YcDesk *self, const char *case_id)
{
  if (self->opening)
    return;
  self->opening = TRUE;
  g_clear_object (&self->queue);
  yc_file_open_async (self->session, case_id, self->cancellable, opened_cb, g_object_ref (self));
}

static void
item_chosen_cb (YcDesk *self, const char *code)
{
  if (self->opening)
    return;
  self->opening = TRUE;
  g_clear_object (&self->queue);
  yc_file_begin_async (self->session, code, self->cancellable, opened_cb, g_object_ref (self));
}

void
yc_desk_show_items (YcDesk *self)
{
  GtkWidget *page = yc_item_picker_new (self->session);
  g_signal_connect_object (page, "chosen", G_CALLBACK (item_chosen_cb), self, G_CONNECT_SWAPPED);
  cover_with (self, page);
}

YcHome *
yc_desk_get_home (YcDesk *self)
{
  return self->home;
}

gboolean
yc_desk_is_home (YcDesk *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->home);
}

const char *
yc_desk_get_open_case (YcDesk *self)
{
  return self->case_page ? self->case_id : NULL;
}

// ---- The widget ---------------------------------------------------------------------------------

static gboolean
yc_desk_grab_focus (GtkWidget *widget)
{
  GtkWidget *page = gtk_stack_get_visible_child (YC_DESK (widget)->stack);
  return page && gtk_widget_grab_focus (page);
}

static void
yc_desk_dispose (GObject *object)
{
  YcDesk *self = YC_DESK (object);
  g_cancellable_cancel (self->cancellable);
  self->case_page = self->cover = NULL;
  GtkWidget *stack = GTK_WIDGET (g_steal_pointer (&self->stack));
  g_clear_pointer (&stack, gtk_widget_unparent);
  g_clear_object (&self->queue);
  g_clear_object (&self->session);
  g_clear_pointer (&self->case_id, g_free);
  G_OBJECT_CLASS (yc_desk_parent_class)->dispose (object);
}

static void
yc_desk_finalize (GObject *object)
{
  g_clear_object (&YC_DESK (object)->cancellable);
  G_OBJECT_CLASS (yc_desk_parent_class)->finalize (object);
}

static void
turned_cb (YcDesk *self)
{
  if (self->stack)
    g_signal_emit (self, turned_signal, 0);
}

static void
yc_desk_init (YcDesk *self)
{
  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  g_signal_connect_swapped (self->stack, "notify::visible-child", G_CALLBACK (turned_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
}

static void
yc_desk_class_init (YcDeskClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_desk_dispose;
  G_OBJECT_CLASS (class)->finalize = yc_desk_finalize;
  widget_class->grab_focus = yc_desk_grab_focus;
  toast_signal = g_signal_new ("show-toast", YC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  turned_signal =
      g_signal_new ("turned", YC_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

GtkWidget *
yc_desk_new (YcSession *session)
{
  YcDesk *self = g_object_new (YC_TYPE_DESK, NULL);
  self->session = g_object_ref (session);
  self->home = YC_HOME (yc_home_new (session));
  g_signal_connect_object (self->home, "open", G_CALLBACK (open_entry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->home, "open-link", G_CALLBACK (yc_desk_open_case), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->home));
  return GTK_WIDGET (self);
}
