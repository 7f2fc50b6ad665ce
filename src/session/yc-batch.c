// A pile of paper on its way into a material: sheet after sheet, side after side.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-batch.h"
#include "yc-error.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcBatch {
  GObject parent_instance;

  YcFile *file;              // owned
  YcPreset *preset;          // owned, nullable before the first
  char *material;            // owned, nullable likewise
  GCancellable *cancellable; // owned, nullable: of the job under way
  YcBatchState state;
  GPtrArray *fronts, *backs; // owned: ids of pages; `backs` of a pile that was turned by hand
  gboolean turned;           // the backs are coming
  gboolean uneven;           // not as many backs as fronts
  gboolean hurried;          // the button is not waited for any more
  guint coming;              // pages of the job under way
  guint covers;              // cover sheets among fronts and backs
  double fraction;
  GError *error; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcBatch, yc_batch, G_TYPE_OBJECT)

static guint changed_signal, ended_signal;

static void run (YcBatch *self);

static void
set_state (YcBatch *self, YcBatchState state)
{
  self->state = state;
  g_signal_emit (self, changed_signal, 0);
}

static void
end (YcBatch *self)
{
  set_state (self, YC_BATCH_IDLE);
  g_signal_emit (self, ended_signal, 0, self->error == NULL);
}

static gboolean
is_from (YcBatch *self, const char *source)
{
  return g_str_equal (yc_preset_get (self->preset, YC_PRESET_SOURCE), source);
}

static gboolean
is_cancelled (YcBatch *self)
{
  return g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (self->error, YC_ERROR, YC_ERROR_CANCELLED);
}

// ---- Fronts and backs ---------------------------------------------------------------------------

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcBatch) self = user_data;

  yc_file_interleave_finish (YC_FILE (source), result, &self->error);
  end (self);
}

// Where the numbers differ nobody knows which back is missing: all stay as they came.
static void
sort (YcBatch *self)
{
  if (self->fronts->len != self->backs->len) {
    self->uneven = TRUE;
    g_set_error (&self->error, YC_ERROR, YC_ERROR_FAILED, "%u fronts and %u backs",
                 self->fronts->len, self->backs->len);
    end (self);
    return;
  }
  set_state (self, YC_BATCH_SORTING);
  yc_file_interleave_async (self->file, self->fronts, self->backs, sorted_cb, g_object_ref (self));
}

// ---- Jobs ---------------------------------------------------------------------------------------

static void
progress_cb (guint pages, double fraction, gpointer user_data)
{
  YcBatch *self = user_data;

  if (self->state == YC_BATCH_IDLE || self->state == YC_BATCH_STOPPING)
    return;
  self->coming = pages;
  self->fraction = fraction;
  set_state (self, fraction == YC_FILE_WAITS ? YC_BATCH_WAITING : YC_BATCH_SCANNING);
}

static void
take_in (YcBatch *self, GPtrArray *pages)
{
  GPtrArray *side = self->turned ? self->backs : self->fronts;

  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (side, g_strdup (pages->pdata[i]));
  self->coming = 0;
}

static void
go_on_after (YcBatch *self)
{
  if (is_from (self, "series"))
    set_state (self, YC_BATCH_NEXT);
  else if (is_from (self, "turn") && !self->turned)
    set_state (self, YC_BATCH_TURN);
  else if (self->turned)
    sort (self);
  else
    end (self);
}

// A batch of several jobs bears a failure of one of them; one that somebody stopped is over.
static void
go_on_after_failure (YcBatch *self)
{
  gboolean several = is_from (self, "series") || is_from (self, "turn");

  if (several && self->fronts->len > 0 && !is_cancelled (self))
    set_state (self, YC_BATCH_NEXT);
  else
    end (self);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcBatch) self = user_data;
  gboolean hurried = self->hurried;

  take_in (self, yc_file_scan_get_pages (result));
  self->covers += yc_file_scan_get_covers (result);
  yc_file_scan_finish (YC_FILE (source), result, &self->error);
  g_clear_object (&self->cancellable);
  if (hurried && is_cancelled (self))
    run (self);
  else if (self->error == NULL)
    go_on_after (self);
  else
    go_on_after_failure (self);
}

// The glass that was hurried does not wait again.
static YcPreset *
make_preset (YcBatch *self)
{
  g_autoptr (JsonObject) like = yc_preset_to_json (self->preset);
  YcPreset *preset = yc_preset_new_from_json (like);

  if (self->hurried)
    yc_preset_set (preset, YC_PRESET_WAIT, "no");
  self->hurried = FALSE;
  return preset;
}

static void
run (YcBatch *self)
{
  g_autoptr (YcPreset) preset = make_preset (self);

  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  self->fraction = 0;
  set_state (self, YC_BATCH_STARTING);
  yc_file_scan_async (self->file, self->material, preset, progress_cb, self, self->cancellable,
                      scanned_cb, g_object_ref (self));
}

void
yc_batch_start (YcBatch *self, const char *material, YcPreset *preset)
{
  if (self->state != YC_BATCH_IDLE)
    return;
  g_free (self->material);
  self->material = g_strdup (material);
  g_set_object (&self->preset, preset);
  g_ptr_array_set_size (self->fronts, 0);
  g_ptr_array_set_size (self->backs, 0);
  self->covers = 0;
  self->turned = FALSE;
  self->uneven = FALSE;
  self->hurried = FALSE;
  run (self);
}

void
yc_batch_go_on (YcBatch *self)
{
  if (self->state == YC_BATCH_TURN)
    self->turned = TRUE;
  if (self->state == YC_BATCH_TURN || self->state == YC_BATCH_NEXT) {
    run (self);
  } else if (self->state == YC_BATCH_WAITING) {
    self->hurried = TRUE;
    g_cancellable_cancel (self->cancellable);
  }
}

void
yc_batch_stop (YcBatch *self)
{
  if (self->cancellable != NULL) {
    self->hurried = FALSE;
    set_state (self, YC_BATCH_STOPPING);
    g_cancellable_cancel (self->cancellable);
  } else if (self->state == YC_BATCH_TURN || self->state == YC_BATCH_NEXT) {
    g_clear_error (&self->error);
    if (self->turned)
      sort (self);
    else
      end (self);
  }
}

// ---- How it stands ------------------------------------------------------------------------------

YcBatchState
yc_batch_get_state (YcBatch *self)
{
  return self->state;
}

guint
yc_batch_get_pages (YcBatch *self)
{
  return self->fronts->len + self->backs->len + self->coming - self->covers;
}

guint
yc_batch_get_covers (YcBatch *self)
{
  return self->covers;
}

char **
yc_batch_list_pages (YcBatch *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_extend (ids, self->fronts, NULL, NULL);
  g_ptr_array_extend (ids, self->backs, NULL, NULL);
  g_ptr_array_add (ids, NULL);
  return g_strdupv ((char **)ids->pdata);
}

const char *
yc_batch_get_material (YcBatch *self)
{
  return self->material;
}

double
yc_batch_get_fraction (YcBatch *self)
{
  return self->fraction;
}

const GError *
yc_batch_get_error (YcBatch *self)
{
  return self->error;
}

static char *
count_kept (YcBatch *self)
{
  guint n = yc_batch_get_pages (self);

  return g_strdup_printf (ngettext ("%u page is kept.", "%u pages are kept.", n), n);
}

static char *
describe_error (YcBatch *self)
{
  g_autofree char *kept = count_kept (self), *words = NULL;

  if (self->uneven)
    return g_strdup_printf (_ ("%u fronts came and %u backs. All are kept, the backs behind the "
                               "fronts: put them in order among all pages."),
                            self->fronts->len, self->backs->len);
  words = is_cancelled (self) ? g_strdup (_ ("Cancelled.")) : yc_words_error (self->error);
  if (yc_batch_get_pages (self) == 0)
    return g_steal_pointer (&words);
  return g_strjoin (" ", words, kept, NULL);
}

static char *
describe_next (YcBatch *self)
{
  g_autofree char *before = self->error != NULL ? describe_error (self) : count_kept (self);

  if (is_from (self, "series"))
    return g_strdup_printf (_ ("%s Lay the next page on the glass: Space scans it, Esc ends."),
                            before);
  return g_strdup_printf (_ ("%s Put the rest of the pile in: Space goes on, Esc ends."), before);
}

static char *
describe_wait (YcBatch *self)
{
  if (is_from (self, "series") || is_from (self, "flatbed"))
    return g_strdup (_ ("Lay the page on the glass and press the scanner's button, or Space."));
  return g_strdup (_ ("The scanner begins as soon as there is paper in the feeder."));
}

char *
yc_batch_describe (YcBatch *self)
{
  switch (self->state) {
  case YC_BATCH_STARTING:
    return g_strdup (_ ("The scanner is starting…"));
  case YC_BATCH_WAITING:
    return describe_wait (self);
  case YC_BATCH_SCANNING:
    return g_strdup_printf (_ ("Scanning page %u…"), yc_batch_get_pages (self) + 1);
  case YC_BATCH_NEXT:
    return describe_next (self);
  case YC_BATCH_TURN:
    return g_strdup_printf (ngettext ("%u front is kept. Turn the pile over, put it back into the "
                                      "feeder and press Space.",
                                      "%u fronts are kept. Turn the pile over, put it back into "
                                      "the feeder and press Space.",
                                      self->fronts->len),
                            self->fronts->len);
  case YC_BATCH_SORTING:
    return g_strdup (_ ("Putting the backs behind their fronts…"));
  case YC_BATCH_STOPPING:
    return g_strdup (_ ("Stopping…"));
  case YC_BATCH_IDLE:
  default:
    return self->error != NULL ? describe_error (self) : g_strdup ("");
  }
}

YcBatch *
yc_batch_new (YcFile *file)
{
  YcBatch *self = g_object_new (YC_TYPE_BATCH, NULL);

  self->file = g_object_ref (file);
  return self;
}

static void
yc_batch_finalize (GObject *object)
{
  YcBatch *self = YC_BATCH (object);

  g_clear_object (&self->file);
  g_clear_object (&self->preset);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->material, g_free);
  g_ptr_array_unref (self->fronts);
  g_ptr_array_unref (self->backs);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (yc_batch_parent_class)->finalize (object);
}

static void
yc_batch_class_init (YcBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_batch_finalize;
  changed_signal = g_signal_new ("changed", YC_TYPE_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  ended_signal = g_signal_new ("ended", YC_TYPE_BATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
yc_batch_init (YcBatch *self)
{
  self->fronts = g_ptr_array_new_with_free_func (g_free);
  self->backs = g_ptr_array_new_with_free_func (g_free);
}
