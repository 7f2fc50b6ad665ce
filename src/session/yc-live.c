// A document camera at an open case: what it sees, live, and stills that become pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-live.h"
#include "yc-camera.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-keep-page.h"
#include "yc-words.h"

struct _YcLive {
  GObject parent_instance;

  YcFile *file;              // owned
  GCancellable *cancellable; // owned, nullable: of what is shown; none is
  YcCamera *camera;          // owned, nullable; on the session's thread for cameras only
  guint n_taken;
};

G_DEFINE_FINAL_TYPE (YcLive, yc_live, G_TYPE_OBJECT)

enum { PICTURE, TAKEN, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
run (YcLive *self, GTask *task, GTaskThreadFunc work)
{
  yc_worker_run (self->file->session->camera, task, work);
}

static void
fail (YcLive *self, const GError *error)
{
  g_autofree char *words = yc_words_error (error);

  yc_live_stop (self);
  g_signal_emit (self, signals[FAILED], 0, words);
}

// ---- Which there are ----------------------------------------------------------------------------

static void
list_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) devices = yc_camera_list (NULL, &error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    g_strv_builder_add (names, ((YcCameraDevice *)devices->pdata[i])->name);
  if (devices != NULL)
    g_task_return_pointer (task, g_strv_builder_end (names), (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, error);
}

void
yc_live_list_async (YcLive *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, yc_live_list_async);
  run (self, task, list_work);
}

char **
yc_live_list_finish (YcLive *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

// ---- Looking ------------------------------------------------------------------------------------

static void look (YcLive *self);

static void
picture_free (gpointer data)
{
  YcLivePicture *picture = data;

  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_free (picture);
}

static void
look_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcLive *self = source;
  YcLivePicture *picture = g_new0 (YcLivePicture, 1);
  GError *error = NULL;

  if (self->camera == NULL && data != NULL)
    self->camera = yc_camera_open (NULL, data, cancellable, &error);
  if (self->camera != NULL)
    picture->pixels = yc_camera_look (self->camera, &picture->width, &picture->height, &error);
  if (picture->pixels != NULL) {
    g_task_return_pointer (task, picture, picture_free);
    return;
  }
  picture_free (picture);
  if (error == NULL)
    error = g_error_new_literal (YC_ERROR, YC_ERROR_CANCELLED, "no camera is open");
  g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcLive *self = YC_LIVE (source);
  g_autoptr (GError) error = NULL;
  YcLivePicture *picture = g_task_propagate_pointer (G_TASK (result), &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  if (cancellable == self->cancellable && picture != NULL) {
    g_signal_emit (self, signals[PICTURE], 0, picture);
    look (self);
  } else if (cancellable == self->cancellable) {
    fail (self, error);
  }
  if (picture != NULL)
    picture_free (picture);
}

static void
begin (YcLive *self, const char *camera)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);

  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, g_strdup (camera), g_free);
  run (self, task, look_work);
}

static void
look (YcLive *self)
{
  if (self->cancellable != NULL)
    begin (self, NULL);
}

void
yc_live_start (YcLive *self, const char *camera)
{
  yc_live_stop (self);
  self->cancellable = g_cancellable_new ();
  begin (self, camera);
}

static void
close_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_clear_pointer (&YC_LIVE (source)->camera, yc_camera_close);
  g_task_return_boolean (task, TRUE);
}

void
yc_live_stop (YcLive *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, yc_live_stop);
  run (self, task, close_work);
}

// ---- Taking -------------------------------------------------------------------------------------

// A still on its way: out of the camera, then into the store.
typedef struct {
  YcFile *file; // owned
  char *material;
  YcRole role;
  YcImage image;
} Still;

static void
still_free (gpointer data)
{
  Still *still = data;

  g_object_unref (still->file);
  g_free (still->material);
  yc_image_clear (&still->image);
  g_free (still);
}

static void
keep_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Still *still = data;
  GError *error = NULL;
  g_autofree char *page =
      yc_keep_image (still->file, still->material, still->role, &still->image, &error);

  if (page != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcLive *self = YC_LIVE (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    fail (self, error);
    return;
  }
  yc_session_case_changed (self->file->session, self->file->id, FALSE);
  g_signal_emit (self, signals[TAKEN], 0, ++self->n_taken);
}

static void
take_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcLive *self = source;
  Still *still = data;
  GError *error = NULL;

  if (self->camera == NULL)
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_CAMERA_GONE, "no camera is open");
  else if (yc_camera_take (self->camera, &still->image, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

// It is stored where scans are, while the camera goes on.
static void
took_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcLive *self = YC_LIVE (source);
  Still *still = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Still *next;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    fail (self, error);
    return;
  }
  next = g_memdup2 (still, sizeof *still);
  next->file = g_object_ref (still->file);
  next->material = g_strdup (still->material);
  still->image = (YcImage){0};
  task = g_task_new (self, NULL, kept_cb, NULL);
  g_task_set_source_tag (task, took_cb);
  g_task_set_task_data (task, next, still_free);
  yc_session_run (self->file->session, &self->file->session->scans, task, keep_work);
}

// Without a cancellable: what was taken is kept, also when the camera is put away.
void
yc_live_take (YcLive *self, const char *material)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, took_cb, NULL);
  Still *still = g_new0 (Still, 1);

  still->file = g_object_ref (self->file);
  still->material = g_strdup (material);
  still->role = yc_session_role_for (self->file->session, YC_EVENT_SCANNED);
  g_task_set_source_tag (task, yc_live_take);
  g_task_set_task_data (task, still, still_free);
  run (self, task, take_work);
}

// ---- Making it ----------------------------------------------------------------------------------

YcLive *
yc_live_new (YcFile *file)
{
  YcLive *self = g_object_new (YC_TYPE_LIVE, NULL);

  self->file = g_object_ref (file);
  g_signal_connect_object (file->session, "ending", G_CALLBACK (yc_live_stop), self,
                           G_CONNECT_SWAPPED);
  return self;
}

// Nothing is shown any more: the last task that closes the camera has held it until now.
static void
yc_live_finalize (GObject *object)
{
  YcLive *self = YC_LIVE (object);

  g_clear_pointer (&self->camera, yc_camera_close);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_live_parent_class)->finalize (object);
}

static void
yc_live_class_init (YcLiveClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yc_live_finalize;
  signals[PICTURE] = g_signal_new ("picture", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_live_init (YcLive *self)
{
}
