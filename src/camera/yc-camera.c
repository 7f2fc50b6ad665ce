// The program's side of document cameras: asks the helper, and buries one that hung.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-camera.h"
#include "yc-camera-protocol.h"
#include "yc-error.h"
#include "yc-helper-path.h"
#include "yc-helper.h"
#include "yc-sealed.h"

#include <glib/gstdio.h>

#define ASK_MS  5000
#define LIST_MS 15000 // GStreamer looks through its plugins the first time
#define OPEN_MS 15000
#define LOOK_MS 5000 // between two pictures

struct _YcCamera {
  YcHelper *helper; // owned
};

void
yc_camera_device_free (YcCameraDevice *device)
{
  g_free (device->name);
  g_free (device->title);
  g_free (device);
}

static YcCamera *
start (const char *helper, GError **error)
{
  g_autofree char *path = helper != NULL ? g_strdup (helper) : yc_helper_path ("yichuang-camera");
  const char *argv[] = {path, NULL};
  g_autoptr (GError) problem = NULL;
  YcHelper *process = yc_helper_new (argv, &problem);
  YcCamera *self;

  if (process == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_CAMERA_NONE, "no camera helper: %s", problem->message);
    return NULL;
  }
  self = g_new0 (YcCamera, 1);
  self->helper = process;
  return self;
}

void
yc_camera_close (YcCamera *self)
{
  g_object_unref (self->helper);
  g_free (self);
}

// ---- Asking -------------------------------------------------------------------------------------

static void
fail_as_told (const YcFrame *frame, GError **error)
{
  const char *code, *words;
  g_autoptr (GVariant) result = yc_frame_get_variant (frame, YC_CAMERA_RESULT_TYPE, NULL);

  if (frame->kind != YC_CAMERA_SAY_RESULT || result == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CAMERA_GONE, "the camera helper tells nonsense");
    return;
  }
  g_variant_get (result, "(&s&s)", &code, &words);
  g_set_error_literal (error, YC_ERROR,
                       g_str_equal (code, yc_error_code_name (YC_ERROR_CAMERA_NONE))
                           ? YC_ERROR_CAMERA_NONE
                           : YC_ERROR_CAMERA_GONE,
                       words);
}

// The answer as `type`; NULL with an error.
static GVariant *
ask (YcCamera *self,
     YcCameraAsk what,
     GVariant *value,
     guint timeout_ms,
     YcCameraSay answer,
     const char *type,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GError) problem = NULL;
  GVariant *said = NULL;
  YcFrame frame;

  if (!yc_helper_send (self->helper, (guint8)what, value, ASK_MS, &problem) ||
      !yc_helper_receive (self->helper, timeout_ms, cancellable, &frame, &problem)) {
    g_set_error (error, YC_ERROR,
                 g_error_matches (problem, YC_ERROR, YC_ERROR_CANCELLED) ? YC_ERROR_CANCELLED
                                                                         : YC_ERROR_CAMERA_GONE,
                 "the camera: %s", problem->message);
    return NULL;
  }
  if (frame.kind == answer)
    said = yc_frame_get_variant (&frame, type, NULL);
  if (said == NULL)
    fail_as_told (&frame, error);
  return said;
}

GPtrArray *
yc_camera_list (const char *helper, GError **error)
{
  g_autoptr (YcCamera) self = start (helper, error);
  g_autoptr (GVariant) list = self != NULL
                                  ? ask (self, YC_CAMERA_ASK_LIST, g_variant_new ("()"), LIST_MS,
                                         YC_CAMERA_SAY_DEVICES, YC_CAMERA_DEVICES_TYPE, NULL, error)
                                  : NULL;
  GPtrArray *devices;
  const char *name, *title;
  GVariantIter at;

  if (list == NULL)
    return NULL;
  devices = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_camera_device_free);
  g_variant_iter_init (&at, list);
  while (g_variant_iter_next (&at, "(&s&s)", &name, &title)) {
    YcCameraDevice *device = g_new (YcCameraDevice, 1);

    *device = (YcCameraDevice){g_strdup (name), g_strdup (title)};
    g_ptr_array_add (devices, device);
  }
  return devices;
}

YcCamera *
yc_camera_open (const char *helper, const char *device, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcCamera) self = start (helper, error);
  g_autoptr (GVariant) opened =
      self != NULL ? ask (self, YC_CAMERA_ASK_OPEN, g_variant_new_string (device), OPEN_MS,
                          YC_CAMERA_SAY_OPENED, YC_CAMERA_OPENED_TYPE, cancellable, error)
                   : NULL;

  return opened != NULL ? g_steal_pointer (&self) : NULL;
}

// Pixels of so many bytes each; NULL where they are not all there.
static GBytes *
ask_picture (YcCamera *self,
             YcCameraAsk what,
             gsize bytes,
             guint *ret_width,
             guint *ret_height,
             GError **error)
{
  g_autoptr (GVariant) head = ask (self, what, g_variant_new ("()"), LOOK_MS, YC_CAMERA_SAY_PICTURE,
                                   YC_CAMERA_PICTURE_TYPE, NULL, error);
  g_autoptr (GBytes) pixels = NULL;
  int fd;

  if (head == NULL)
    return NULL;
  g_variant_get (head, YC_CAMERA_PICTURE_TYPE, ret_width, ret_height);
  fd = yc_helper_steal_fd (self->helper);
  if (*ret_width <= YC_CAMERA_MOST_SIDE && *ret_height <= YC_CAMERA_MOST_SIDE)
    pixels = yc_sealed_map (fd, (guint64)1 << 30, NULL);
  if (fd >= 0)
    g_close (fd, NULL);
  if (pixels != NULL && g_bytes_get_size (pixels) == bytes * *ret_width * *ret_height)
    return g_steal_pointer (&pixels);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_CAMERA_GONE, "the camera sent no whole picture");
  return NULL;
}

GBytes *
yc_camera_look (YcCamera *self, int *ret_width, int *ret_height, GError **error)
{
  guint width, height;
  GBytes *pixels = ask_picture (self, YC_CAMERA_ASK_LOOK, 4, &width, &height, error);

  if (pixels == NULL)
    return NULL;
  *ret_width = (int)width;
  *ret_height = (int)height;
  return pixels;
}

gboolean
yc_camera_take (YcCamera *self, YcImage *ret_image, GError **error)
{
  guint width, height;
  GBytes *pixels = ask_picture (self, YC_CAMERA_ASK_TAKE, 3, &width, &height, error);

  if (pixels == NULL)
    return FALSE;
  *ret_image = (YcImage){YC_PIXELS_RGB, (int)width, (int)height, 0, (gsize)width * 3, pixels};
  return TRUE;
}
