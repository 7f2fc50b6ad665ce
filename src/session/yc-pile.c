// The pages of an open case as a pile to be sorted: each step is one deed, and can be undone.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pile.h"
#include "yc-file-private.h"
#include "yc-pile-deeds.h"
#include "yc-pile-look.h"

#define MOST_STEPS 100

// The pile before and after a step.
typedef struct {
  GPtrArray *before, *after; // owned: of YcPilePage
} Step;

struct _YcPile {
  GObject parent_instance;

  YcFile *file;             // owned
  GPtrArray *past, *future; // owned: of Step
  GPtrArray *coming;        // owned, nullable: how the pages will lie once all deeds are stored
  guint n_coming;           // deeds on their way
};

G_DEFINE_FINAL_TYPE (YcPile, yc_pile, G_TYPE_OBJECT)

static guint changed_signal;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_ptr_array_unref (step->before);
  g_ptr_array_unref (step->after);
  g_free (step);
}

// How the pages lie, with the steps that are on their way to the store.
static GPtrArray *
list_pages (YcPile *self)
{
  return self->coming != NULL ? yc_pile_deeds_copy (self->coming) : yc_pile_deeds_list (self->file);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcPile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (--self->n_coming == 0)
    g_clear_pointer (&self->coming, g_ptr_array_unref);
  if (stored == NULL)
    yc_session_notice_error (self->file->session, error);
}

// Brings the case from how it is to how it shall be, in one transaction.
static void
bring_to (YcPile *self, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) now = list_pages (self);
  YcErrand *errand = yc_errand_new (self->file);

  yc_pile_deeds_add (errand, self->file, now, wanted);
  if (errand->deeds->len == 0) {
    yc_errand_free (errand);
    return;
  }
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  self->coming = yc_pile_deeds_copy (wanted);
  self->n_coming++;
  yc_file_run (self->file, errand, g_task_new (self->file, NULL, done_cb, g_object_ref (self)));
}

// Takes both over.
static void
do_step (YcPile *self, GPtrArray *before, GPtrArray *after)
{
  Step *step = g_new (Step, 1);

  step->before = before;
  step->after = after;
  g_ptr_array_add (self->past, step);
  if (self->past->len > MOST_STEPS)
    g_ptr_array_remove_index (self->past, 0);
  g_ptr_array_set_size (self->future, 0);
  bring_to (self, after);
  g_signal_emit (self, changed_signal, 0);
}

// ---- Steps --------------------------------------------------------------------------------------

static gboolean
is_named (const char *const *pages, const YcPilePage *page)
{
  return g_strv_contains (pages, page->id);
}

// Takes the named pages out of the pile, in the order of the names.
static GPtrArray *
take_out (GPtrArray *pile, const char *const *pages)
{
  GPtrArray *taken = yc_pile_deeds_list_new ();

  for (guint i = 0; pages[i] != NULL; i++) {
    int at = yc_pile_find (pile, pages[i]);

    if (at >= 0)
      g_ptr_array_add (taken, g_ptr_array_steal_index (pile, (guint)at));
  }
  return taken;
}

// Where a page of the material comes to lie in the whole pile: before `before`, or behind its last.
static guint
find_place (GPtrArray *pile, const char *material, const char *before)
{
  int at = yc_pile_find (pile, before);

  if (at >= 0)
    return (guint)at;
  for (guint i = pile->len; i > 0; i--)
    if (g_str_equal (((YcPilePage *)pile->pdata[i - 1])->material, material))
      return i;
  return pile->len;
}

// The page that follows `page` and is not one of those that move.
static const char *
find_staying (GPtrArray *pile, const char *page, const char *const *moving)
{
  for (int at = yc_pile_find (pile, page); at >= 0 && at < (int)pile->len; at++)
    if (!is_named (moving, pile->pdata[at]))
      return ((YcPilePage *)pile->pdata[at])->id;
  return NULL;
}

void
yc_pile_move (YcPile *self, const char *const *pages, const char *material, const char *before)
{
  GPtrArray *then = list_pages (self), *pile = list_pages (self);
  g_autofree char *staying = g_strdup (find_staying (pile, before, pages));
  g_autoptr (GPtrArray) taken = take_out (pile, pages);
  guint place = find_place (pile, material, staying);

  for (guint i = 0; i < taken->len; i++) {
    YcPilePage *page = taken->pdata[i];

    g_free (page->material);
    page->material = g_strdup (material);
    g_ptr_array_insert (pile, (int)(place + i), page);
  }
  g_ptr_array_set_free_func (taken, NULL);
  do_step (self, then, pile);
}

// The neighbour in the same material, in the direction of the step; -1 if there is none.
static int
find_neighbour (GPtrArray *pile, int at, int step)
{
  const YcPilePage *page = pile->pdata[at];

  for (int i = at + step; i >= 0 && i < (int)pile->len; i += step)
    if (g_str_equal (((YcPilePage *)pile->pdata[i])->material, page->material))
      return i;
  return -1;
}

// Those in front move first, so that pages that lie together stay together.
static void
shift_all (GPtrArray *pile, const char *const *pages, int step)
{
  int n = (int)pile->len;

  for (int i = 0; i < n; i++) {
    int at = step < 0 ? i : n - 1 - i, other = find_neighbour (pile, at, step);
    gpointer page = pile->pdata[at];

    if (!is_named (pages, page) || other < 0 || is_named (pages, pile->pdata[other]))
      continue;
    pile->pdata[at] = pile->pdata[other];
    pile->pdata[other] = page;
  }
}

void
yc_pile_shift (YcPile *self, const char *const *pages, int step)
{
  GPtrArray *before = list_pages (self), *after = list_pages (self);

  shift_all (after, pages, step);
  do_step (self, before, after);
}

void
yc_pile_remove (YcPile *self, const char *const *pages)
{
  GPtrArray *before = list_pages (self), *after = list_pages (self);

  g_ptr_array_unref (take_out (after, pages));
  do_step (self, before, after);
}

void
yc_pile_turn (YcPile *self, const char *const *pages)
{
  GPtrArray *before = list_pages (self), *after = list_pages (self);

  for (guint i = 0; i < after->len; i++)
    if (is_named (pages, after->pdata[i]))
      yc_pile_look_turn (after->pdata[i], 1);
  do_step (self, before, after);
}

void
yc_pile_show_as_scanned (YcPile *self, const char *const *pages)
{
  GPtrArray *before = list_pages (self), *after = list_pages (self);

  for (guint i = 0; i < after->len; i++)
    if (is_named (pages, after->pdata[i]))
      yc_pile_look_as_scanned (after->pdata[i]);
  do_step (self, before, after);
}

void
yc_pile_make_ready (YcPile *self, const char *const *pages)
{
  GPtrArray *before = list_pages (self), *after = list_pages (self);

  for (guint i = 0; i < after->len; i++)
    if (is_named (pages, after->pdata[i]))
      yc_pile_look_ready (after->pdata[i], self->file->stored);
  do_step (self, before, after);
}

void
yc_pile_gather (YcPile *self, const char *const *pages, const char *material)
{
  GPtrArray *before = list_pages (self), *after = list_pages (self);
  g_autoptr (GPtrArray) taken = take_out (after, pages);
  guint place = find_place (after, material, NULL);

  for (guint i = 0; pages[i] != NULL; i++) {
    int at = yc_pile_find (taken, pages[i]);
    const YcPilePage like = {(char *)pages[i], (char *)material,
                             at >= 0 ? ((YcPilePage *)taken->pdata[at])->operations : NULL};

    g_ptr_array_insert (after, (int)(place + i), yc_pile_page_copy (&like));
  }
  do_step (self, before, after);
}

// ---- Back and forth -----------------------------------------------------------------------------

// The pile as it was on one side of a step, with the pages that came in since behind it.
static GPtrArray *
with_new_pages (YcPile *self, GPtrArray *wanted, GPtrArray *known)
{
  g_autoptr (GPtrArray) now = list_pages (self);
  GPtrArray *pile = yc_pile_deeds_copy (wanted);

  for (guint i = 0; i < now->len; i++) {
    const YcPilePage *page = now->pdata[i];

    if (yc_pile_find (wanted, page->id) < 0 && yc_pile_find (known, page->id) < 0)
      g_ptr_array_insert (pile, (int)find_place (pile, page->material, NULL),
                          yc_pile_page_copy (page));
  }
  return pile;
}

gboolean
yc_pile_can_undo (YcPile *self)
{
  return self->past->len > 0;
}

gboolean
yc_pile_can_redo (YcPile *self)
{
  return self->future->len > 0;
}

static void
go (YcPile *self, GPtrArray *from, GPtrArray *to, gboolean back)
{
  g_autoptr (GPtrArray) wanted = NULL;
  Step *step;

  if (from->len == 0)
    return;
  step = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, step);
  wanted = back ? with_new_pages (self, step->before, step->after)
                : with_new_pages (self, step->after, step->before);
  bring_to (self, wanted);
  g_signal_emit (self, changed_signal, 0);
}

void
yc_pile_undo (YcPile *self)
{
  go (self, self->past, self->future, TRUE);
}

void
yc_pile_redo (YcPile *self)
{
  go (self, self->future, self->past, FALSE);
}

YcPile *
yc_pile_new (YcFile *file)
{
  YcPile *self = g_object_new (YC_TYPE_PILE, NULL);

  self->file = g_object_ref (file);
  return self;
}

static void
yc_pile_finalize (GObject *object)
{
  YcPile *self = YC_PILE (object);

  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_pile_parent_class)->finalize (object);
}

static void
yc_pile_class_init (YcPileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_pile_finalize;
  changed_signal = g_signal_new ("changed", YC_TYPE_PILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
yc_pile_init (YcPile *self)
{
  self->past = g_ptr_array_new_with_free_func (step_free);
  self->future = g_ptr_array_new_with_free_func (step_free);
}
