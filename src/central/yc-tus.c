// What central keeps in mind of resumable uploads while it runs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-tus.h"
#include "yc-central-private.h"
#include "yc-share.h"

#define SWEEP_S      600
#define MOST_DIGESTS 4096 // about half a kilobyte each

typedef struct {
  gint64 offset;
  YcDigest *digest;
} Known;

static void
known_free (gpointer data)
{
  Known *self = data;

  yc_digest_free (self->digest);
  g_free (self);
}

YcTus *
yc_tus_new (const char *incoming)
{
  YcTus *self = g_new0 (YcTus, 1);

  self->incoming = g_strdup (incoming);
  // A folder in it: what is cleared when central begins are files.
  self->folder = g_build_filename (incoming, "uploads", NULL);
  self->worker = yc_worker_new ("uploads");
  self->active = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keeping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  return self;
}

void
yc_tus_free (YcTus *self)
{
  yc_tus_stop (self);
  yc_worker_stop (self->worker);
  g_object_unref (self->worker);
  g_hash_table_unref (self->active);
  g_hash_table_unref (self->keeping);
  g_hash_table_unref (self->digests);
  g_free (self->incoming);
  g_free (self->folder);
  g_free (self);
}

typedef struct {
  char *folder;
  gint64 now;
} Sweep;

static void
sweep_free (gpointer data)
{
  Sweep *sweep = data;

  g_free (sweep->folder);
  g_free (sweep);
}

static void
sweep_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Sweep *sweep = data;

  g_task_return_int (task, yc_upload_sweep (sweep->folder, sweep->now));
}

static void
swept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcCentral *central = data;
  gssize left = g_task_propagate_int (G_TASK (result), NULL);

  central->active--;
  if (left >= 0)
    central->tus->left = (guint)left;
}

static void
sweep_folder (YcCentral *central)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, swept_cb, central);
  Sweep *sweep = g_new0 (Sweep, 1);

  sweep->folder = g_strdup (central->tus->folder);
  sweep->now = yc_central_now (central);
  central->active++; // it is waited for
  g_task_set_source_tag (task, sweep_folder);
  g_task_set_task_data (task, sweep, sweep_free);
  yc_worker_run (central->tus->worker, task, sweep_work);
}

static gboolean
sweep_cb (gpointer data)
{
  YcCentral *central = data;

  if (central->tus->is_shared)
    central->tus->left = yc_share_sweep (central);
  else
    sweep_folder (central);
  return G_SOURCE_CONTINUE;
}

void
yc_tus_start (YcTus *self, YcCentral *central)
{
  sweep_cb (central);
  self->sweeping = g_timeout_source_new_seconds (SWEEP_S);
  g_source_set_callback (self->sweeping, sweep_cb, central, NULL);
  g_source_attach (self->sweeping, g_main_context_get_thread_default ());
}

void
yc_tus_stop (YcTus *self)
{
  if (self->sweeping != NULL)
    g_source_destroy (self->sweeping);
  g_clear_pointer (&self->sweeping, g_source_unref);
}

YcDigest *
yc_tus_take_digest (YcTus *self, const char *id, gint64 offset)
{
  Known *known = g_hash_table_lookup (self->digests, id);

  if (offset == 0)
    return yc_digest_new ();
  return known != NULL && known->offset == offset ? yc_digest_copy (known->digest) : NULL;
}

void
yc_tus_keep_digest (YcTus *self, const char *id, gint64 offset, YcDigest *digest)
{
  Known *known = g_new0 (Known, 1);

  if (g_hash_table_size (self->digests) >= MOST_DIGESTS)
    g_hash_table_remove_all (self->digests);
  known->offset = offset;
  known->digest = digest;
  g_hash_table_replace (self->digests, g_strdup (id), known);
}

void
yc_tus_forget_digest (YcTus *self, const char *id)
{
  g_hash_table_remove (self->digests, id);
}

guint
yc_tus_count_active (YcTus *self, const char *person)
{
  GHashTableIter iter;
  gpointer request;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, NULL, &request))
    n += g_str_equal (((YcRequest *)request)->person->id, person);
  return n;
}
