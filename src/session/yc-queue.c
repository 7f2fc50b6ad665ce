// One list of cases, as lazy as it can be: numbers of rows now, the rows when they are looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-entry-private.h"
#include "yc-row-private.h"
#include "yc-session-private.h"
#include "yc-words.h"

#define COALESCE_MS 60  // several changes, one look
#define CHUNK       256 // rows loaded at once
#define SCREEN      40  // rows that a glance brings
#define NEWEST      500 // cases among which a glance looks for them

struct _YcQueue {
  GObject parent_instance;

  YcSession *session;
  YcList list;
  char *search; // nullable
  int state;
  YcOrder order;
  gboolean descending;

  GArray *rows;        // of guint32
  GHashTable *entries; // row -> YcEntry, weak: those that somebody looks at
  GArray *wanted;      // of guint32: to be loaded
  GHashTable *fresh;   // row -> YcQueueRow: what a glance has brought already
  guint load_source, look_source;
  gboolean looking, again;
  char *problem; // nullable
  GCancellable *cancellable;
};

static void yc_queue_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YcQueue,
                               yc_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, yc_queue_model_init))

enum { PROP_LOADING = 1, PROP_PROBLEM, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_STATIC_ASSERT ((int)YC_LIST_ALL == (int)YC_PLACE_ALL &&
                 (int)YC_ORDER_HOLDER == (int)YC_SORT_HOLDER);

// ---- Looking: which rows, in which order
// ---------------------------------------------------------

typedef struct {
  YcQueueFilter filter;
  char *search, *person;
  gboolean glance;
  GPtrArray *loaded; // of YcQueueRow, nullable: a glance has them with it
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->search);
  g_free (look->person);
  g_clear_pointer (&look->loaded, g_ptr_array_unref);
  g_free (look);
}

// The list may end where the screen does: a look at all of it follows.
static gboolean
load_screen (YcStore *store, Look *look, GArray *rows, GError **error)
{
  if (rows->len > SCREEN)
    g_array_set_size (rows, SCREEN);
  look->loaded = yc_store_load_rows (store, (const guint32 *)rows->data, rows->len, error);
  return look->loaded != NULL;
}

static void
look_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcQueue *self = source;
  Look *look = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self->session, &self->session->desk, &error);
  g_autoptr (GArray) rows =
      store != NULL ? yc_store_query_queue (store, &look->filter, &error) : NULL;

  if (rows != NULL && (!look->glance || load_screen (store, look, rows, &error)))
    g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify)g_array_unref);
  else
    g_task_return_error (task, error);
}

static guint32
row_at (GArray *rows, guint i)
{
  return g_array_index (rows, guint32, i);
}

// Announces only what differs, so that selection and place stay.
static void
take_rows (YcQueue *self, GArray *rows)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->rows);
  guint least = MIN (old->len, rows->len), head = 0, tail = 0;

  self->rows = g_array_ref (rows);
  while (head < least && row_at (old, head) == row_at (rows, head))
    head++;
  while (tail < least - head &&
         row_at (old, old->len - 1 - tail) == row_at (rows, rows->len - 1 - tail))
    tail++;
  if (old->len != rows->len || head + tail < rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                rows->len - head - tail);
}

static void want (YcQueue *self, guint32 row);

// Rows that are being looked at may have changed.
static void
refresh_entries (YcQueue *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    want (self, GPOINTER_TO_UINT (row));
}

static void
take_fresh (YcQueue *self, GPtrArray *loaded)
{
  for (guint i = 0; i < loaded->len; i++) {
    YcQueueRow *row = g_steal_pointer (&loaded->pdata[i]);

    if (row != NULL)
      g_hash_table_replace (self->fresh, GUINT_TO_POINTER (row->row), row);
  }
}

static void look_at_all (YcQueue *self);
static void look_soon (YcQueue *self);

// What changed last comes first and is enough for the first screen: it does not wait until a long
// list has been sorted.
static gboolean
can_glance (YcQueue *self)
{
  return self->rows->len == 0 && self->search == NULL && self->order == YC_ORDER_CHANGED &&
         self->descending;
}

// An error is told by the look at all of it that follows.
static void
glanced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcQueue *self = YC_QUEUE (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GArray) rows = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (rows != NULL && can_glance (self) && look->filter.state == self->state) {
    take_fresh (self, look->loaded);
    take_rows (self, rows);
  }
  look_at_all (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcQueue *self = YC_QUEUE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  g_hash_table_remove_all (self->fresh);
  g_clear_pointer (&self->problem, g_free);
  if (rows != NULL) {
    refresh_entries (self);
    take_rows (self, rows);
  } else {
    self->problem = yc_words_error (error);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  if (self->again)
    look_soon (self);
}

static void
look (YcQueue *self, gboolean glance)
{
  g_autoptr (GTask) task =
      g_task_new (self, self->cancellable, glance ? glanced_cb : looked_cb, NULL);
  Look *look = g_new0 (Look, 1);
  YcDay today = yc_day_from_ms (yc_session_now (self->session));

  look->glance = glance;
  look->search = g_strdup (self->search);
  look->person = g_strdup (yc_session_get_person (self->session));
  look->filter = (YcQueueFilter){
      .place = (YcPlace)self->list,
      .person = look->person,
      .departments = self->session->context.departments,
      .state = self->state,
      .search = look->search,
      .sort = (YcSort)self->order,
      .descending = self->descending,
      .today = today,
      .newest = glance ? NEWEST : 0,
  };
  g_task_set_source_tag (task, look_at_all);
  g_task_set_task_data (task, look, look_free);
  yc_session_run (self->session, &self->session->desk, task, look_work);
}

static void
look_at_all (YcQueue *self)
{
  self->again = FALSE;
  look (self, FALSE);
}

static gboolean
look_cb (gpointer data)
{
  YcQueue *self = data;

  self->look_source = 0;
  self->looking = TRUE;
  if (can_glance (self)) {
    self->again = FALSE;
    look (self, TRUE);
  } else {
    look_at_all (self);
  }
  return G_SOURCE_REMOVE;
}

static void
look_soon (YcQueue *self)
{
  if (self->looking)
    self->again = TRUE;
  else if (self->look_source == 0)
    self->look_source = g_timeout_add (COALESCE_MS, look_cb, self);
}

static void
look_now (YcQueue *self)
{
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->looking)
    self->again = TRUE;
  else
    look_cb (self);
}

// ---- Loading: what stands in the rows that somebody looks at
// ---------------------------------------

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcQueue *self = source;
  GArray *wanted = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self->session, &self->session->desk, &error);
  GPtrArray *loaded =
      store != NULL ? yc_store_load_rows (store, (const guint32 *)wanted->data, wanted->len, &error)
                    : NULL;

  if (loaded != NULL)
    g_task_return_pointer (task, loaded, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcQueue *self = YC_QUEUE (source);
  g_autoptr (GPtrArray) loaded = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; loaded != NULL && i < loaded->len; i++) {
    const YcQueueRow *row = loaded->pdata[i];
    YcEntry *entry =
        row != NULL ? g_hash_table_lookup (self->entries, GUINT_TO_POINTER (row->row)) : NULL;

    if (entry != NULL)
      yc_entry_fill (entry, self->session, row);
  }
}

static gboolean
load_cb (gpointer data)
{
  YcQueue *self = data;
  guint n = MIN (self->wanted->len, CHUNK);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  GArray *chunk = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

  // The newest wishes first: after a long jump the rows on screen do not wait for those passed by.
  g_array_append_vals (chunk, &g_array_index (self->wanted, guint32, self->wanted->len - n), n);
  g_array_set_size (self->wanted, self->wanted->len - n);
  g_task_set_source_tag (task, load_cb);
  g_task_set_task_data (task, chunk, (GDestroyNotify)g_array_unref);
  yc_session_run (self->session, &self->session->desk, task, load_work);
  if (self->wanted->len > 0)
    return G_SOURCE_CONTINUE;
  self->load_source = 0;
  return G_SOURCE_REMOVE;
}

static void
want (YcQueue *self, guint32 row)
{
  g_array_append_val (self->wanted, row);
  if (self->load_source == 0)
    self->load_source = g_idle_add_full (G_PRIORITY_DEFAULT, load_cb, self, NULL);
}

// ---- The model
// ------------------------------------------------------------------------------------

static GType
get_item_type (GListModel *model)
{
  return YC_TYPE_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return YC_QUEUE (model)->rows->len;
}

// The entry is being let go, but its row number still stands in it.
static void
entry_gone_cb (gpointer data, GObject *gone)
{
  YcQueue *self = data;

  g_hash_table_remove (self->entries, GUINT_TO_POINTER (yc_entry_get_row ((YcEntry *)gone)));
}

static gpointer
get_item (GListModel *model, guint position)
{
  YcQueue *self = YC_QUEUE (model);
  const YcQueueRow *fresh;
  YcEntry *entry;
  guint32 row;

  if (position >= self->rows->len)
    return NULL;
  row = row_at (self->rows, position);
  entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (row));
  if (entry != NULL)
    return g_object_ref (entry);
  entry = yc_entry_new (row);
  g_hash_table_insert (self->entries, GUINT_TO_POINTER (row), entry);
  g_object_weak_ref (G_OBJECT (entry), entry_gone_cb, self);
  fresh = g_hash_table_lookup (self->fresh, GUINT_TO_POINTER (row));
  if (fresh != NULL)
    yc_entry_fill (entry, self->session, fresh);
  else
    want (self, row);
  return entry;
}

static void
yc_queue_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

YcQueue *
yc_queue_new (YcSession *session, YcList list)
{
  YcQueue *self = g_object_new (YC_TYPE_QUEUE, NULL);

  self->session = g_object_ref (session);
  self->list = list;
  self->order =
      list == YC_LIST_TO_REVIEW || list == YC_LIST_LAMPS ? YC_ORDER_DUE : YC_ORDER_CHANGED;
  self->descending = self->order == YC_ORDER_CHANGED;
  g_signal_connect_object (session, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  look_now (self);
  return self;
}

YcList
yc_queue_get_list (YcQueue *self)
{
  return self->list;
}

void
yc_queue_set_search (YcQueue *self, const char *search)
{
  if (yc_rows_set_text (&self->search, search))
    look_now (self);
}

const char *
yc_queue_get_search (YcQueue *self)
{
  return self->search;
}

void
yc_queue_set_state (YcQueue *self, int state)
{
  if (self->state == state)
    return;
  self->state = state;
  look_now (self);
}

int
yc_queue_get_state (YcQueue *self)
{
  return self->state;
}

void
yc_queue_set_order (YcQueue *self, YcOrder order, gboolean descending)
{
  if (self->order == order && self->descending == descending)
    return;
  self->order = order;
  self->descending = descending;
  look_now (self);
}

YcOrder
yc_queue_get_order (YcQueue *self, gboolean *ret_descending)
{
  if (ret_descending != NULL)
    *ret_descending = self->descending;
  return self->order;
}

gboolean
yc_queue_is_loading (YcQueue *self)
{
  return self->looking;
}

const char *
yc_queue_get_problem (YcQueue *self)
{
  return self->problem;
}

static guint32
find_row (YcQueue *self, const char *case_id)
{
  GHashTableIter iter;
  gpointer row, entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &row, &entry))
    if (g_strcmp0 (yc_entry_get_case (entry), case_id) == 0)
      return GPOINTER_TO_UINT (row);
  return 0;
}

// Among the rows that somebody looks at; the list keeps some hundred around the place.
int
yc_queue_find (YcQueue *self, const char *case_id)
{
  guint32 row = find_row (self, case_id);

  for (guint i = 0; row != 0 && i < self->rows->len; i++)
    if (row_at (self->rows, i) == row)
      return (int)i;
  return -1;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YcQueue *self = YC_QUEUE (object);

  if (id == PROP_LOADING)
    g_value_set_boolean (value, self->looking);
  else if (id == PROP_PROBLEM)
    g_value_set_string (value, self->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yc_queue_dispose (GObject *object)
{
  YcQueue *self = YC_QUEUE (object);
  GHashTableIter iter;
  gpointer entry;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->load_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_object_weak_unref (entry, entry_gone_cb, self);
  g_hash_table_remove_all (self->entries);
  G_OBJECT_CLASS (yc_queue_parent_class)->dispose (object);
}

static void
yc_queue_finalize (GObject *object)
{
  YcQueue *self = YC_QUEUE (object);

  g_array_unref (self->rows);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->fresh);
  g_free (self->search);
  g_free (self->problem);
  g_object_unref (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_queue_parent_class)->finalize (object);
}

static void
yc_queue_class_init (YcQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->dispose = yc_queue_dispose;
  object_class->finalize = yc_queue_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yc_queue_init (YcQueue *self)
{
  self->state = -1;
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->entries = g_hash_table_new (NULL, NULL);
  self->fresh = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)yc_queue_row_free);
  self->cancellable = g_cancellable_new ();
}
