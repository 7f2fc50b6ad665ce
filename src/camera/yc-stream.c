// A camera that streams, through GStreamer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-stream.h"
#include "yc-camera-protocol.h"
#include "yc-error.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>
#include <string.h>

#define TEST    "test"                     // the device, and what the environment says for it
#define FIRST_S (10 * (guint64)GST_SECOND) // until there is a picture at all
#define NEXT_S  (4 * (guint64)GST_SECOND)

// What is small is shown, what is large waits in its own format until somebody takes it. Of both
// only the newest is kept: nobody looks at what was.
#define PIPELINE                                                                                   \
  "%s ! decodebin ! tee name=both"                                                                 \
  " both. ! queue leaky=downstream max-size-buffers=1 ! videorate drop-only=true max-rate=15"      \
  " ! videoscale ! videoconvert"                                                                   \
  " ! video/x-raw,format=BGRx,width=[1,%d],pixel-aspect-ratio=1/1"                                 \
  " ! appsink name=small max-buffers=1 drop=true sync=false"                                       \
  " both. ! queue leaky=downstream max-size-buffers=1"                                             \
  " ! appsink name=large max-buffers=1 drop=true sync=false enable-last-sample=true"

struct _YcStream {
  GstElement *pipeline;      // owned
  GstAppSink *small, *large; // owned
  gboolean seen;
};

// ---- Which there are ----------------------------------------------------------------------------

static gboolean
is_test (void)
{
  return g_strcmp0 (g_getenv ("YICHUANG_CAMERA"), TEST) == 0;
}

static GList *
find_devices (void)
{
  GstDeviceMonitor *monitor = gst_device_monitor_new ();
  GList *devices;

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  devices = gst_device_monitor_get_devices (monitor);
  gst_object_unref (monitor);
  return devices;
}

GVariant *
yc_stream_list (void)
{
  GList *devices = find_devices ();
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE (YC_CAMERA_DEVICES_TYPE));
  for (GList *at = devices; at != NULL; at = at->next) {
    g_autofree char *title = gst_device_get_display_name (at->data);

    g_variant_builder_add (&list, "(ss)", title, title);
  }
  if (is_test ())
    g_variant_builder_add (&list, "(ss)", TEST, "Test picture");
  g_list_free_full (devices, gst_object_unref);
  return g_variant_builder_end (&list);
}

// ---- Opening ------------------------------------------------------------------------------------

static gboolean
fail (YcErrorCode code, const char *words, GError **error)
{
  g_set_error_literal (error, YC_ERROR, (int)code, words);
  return FALSE;
}

static gint64
count_pixels (GstStructure *structure)
{
  int width = 0, height = 0;

  gst_structure_get_int (structure, "width", &width);
  gst_structure_get_int (structure, "height", &height);
  return (gint64)width * height;
}

// Of what the camera offers the largest alone: paper is to be read.
static GstCaps *
choose_caps (GstDevice *device)
{
  GstCaps *caps = gst_device_get_caps (device);
  guint best = 0;
  GstCaps *chosen;

  for (guint i = 1; caps != NULL && i < gst_caps_get_size (caps); i++)
    if (count_pixels (gst_caps_get_structure (caps, i)) >
        count_pixels (gst_caps_get_structure (caps, best)))
      best = i;
  if (caps == NULL || gst_caps_is_empty (caps) || gst_caps_is_any (caps))
    return caps;
  chosen = gst_caps_copy_nth (caps, best);
  gst_caps_unref (caps);
  return chosen;
}

// A bin with one loose end; NULL where there is no such camera.
static GstElement *
make_source (const char *name)
{
  GList *devices = find_devices ();
  GstElement *bin = NULL;

  for (GList *at = devices; at != NULL && bin == NULL; at = at->next) {
    g_autofree char *title = gst_device_get_display_name (at->data);
    GstElement *source, *filter;
    GstCaps *caps;

    if (!g_str_equal (title, name))
      continue;
    caps = choose_caps (at->data);
    source = gst_device_create_element (at->data, NULL);
    filter = gst_element_factory_make ("capsfilter", NULL);
    g_object_set (filter, "caps", caps, NULL);
    gst_clear_caps (&caps);
    bin = gst_bin_new ("camera");
    gst_bin_add_many (GST_BIN (bin), source, filter, NULL);
    gst_element_link (source, filter);
    gst_element_add_pad (bin,
                         gst_ghost_pad_new ("src", gst_element_get_static_pad (filter, "src")));
  }
  g_list_free_full (devices, gst_object_unref);
  return bin;
}

// "test", or "test:N": it is gone after N pictures.
static char *
describe_test (const char *device)
{
  const char *count = strchr (device, ':');

  return g_strdup_printf ("videotestsrc is-live=true pattern=smpte num-buffers=%d"
                          " ! video/x-raw,width=1920,height=1080,framerate=30/1",
                          count != NULL ? atoi (count + 1) : -1);
}

static GstElement *
make_pipeline (const char *device, GError **error)
{
  const gboolean test = is_test () && g_str_has_prefix (device, TEST);
  g_autofree char *source = test ? describe_test (device) : g_strdup ("identity name=start");
  g_autofree char *words = g_strdup_printf (PIPELINE, source, YC_CAMERA_LOOK_WIDTH);
  GstElement *camera = test ? NULL : make_source (device);
  GstElement *pipeline;

  if (!test && camera == NULL) {
    fail (YC_ERROR_CAMERA_NONE, "there is no such camera", error);
    return NULL;
  }
  pipeline = gst_parse_launch (words, NULL);
  if (pipeline == NULL) {
    fail (YC_ERROR_CAMERA_NONE, "GStreamer lacks what cameras need", error);
  } else if (camera != NULL) {
    g_autoptr (GstElement) start = gst_bin_get_by_name (GST_BIN (pipeline), "start");

    gst_bin_add (GST_BIN (pipeline), camera);
    gst_element_link (camera, start);
  }
  return pipeline;
}

YcStream *
yc_stream_open (const char *device, GError **error)
{
  GstElement *pipeline = make_pipeline (device, error);
  YcStream *self;

  if (pipeline == NULL)
    return NULL;
  self = g_new0 (YcStream, 1);
  self->pipeline = pipeline;
  self->small = GST_APP_SINK (gst_bin_get_by_name (GST_BIN (pipeline), "small"));
  self->large = GST_APP_SINK (gst_bin_get_by_name (GST_BIN (pipeline), "large"));
  if (gst_element_set_state (pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE)
    return self;
  yc_stream_close (self);
  fail (YC_ERROR_CAMERA_GONE, "the camera does not start", error);
  return NULL;
}

void
yc_stream_close (YcStream *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_object_unref (self->small);
  gst_object_unref (self->large);
  gst_object_unref (self->pipeline);
  g_free (self);
}

// ---- Pictures -----------------------------------------------------------------------------------

// Line by line, without the gaps that GStreamer leaves.
static gboolean
copy_picture (GstSample *sample,
              gsize bytes,
              YcSealed *pixels,
              guint *ret_width,
              guint *ret_height,
              GError **error)
{
  GstVideoInfo info;
  GstVideoFrame frame;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return fail (YC_ERROR_CAMERA_GONE, "the camera sends no picture", error);
  *ret_width = (guint)GST_VIDEO_FRAME_WIDTH (&frame);
  *ret_height = (guint)GST_VIDEO_FRAME_HEIGHT (&frame);
  if (!yc_sealed_begin (pixels, bytes * *ret_width * *ret_height, error)) {
    gst_video_frame_unmap (&frame);
    return FALSE;
  }
  for (guint y = 0; y < *ret_height; y++)
    memcpy (pixels->data + y * bytes * *ret_width,
            (const guint8 *)GST_VIDEO_FRAME_PLANE_DATA (&frame, 0) +
                y * (gsize)GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0),
            bytes * *ret_width);
  gst_video_frame_unmap (&frame);
  return TRUE;
}

gboolean
yc_stream_look (
    YcStream *self, YcSealed *ret_pixels, guint *ret_width, guint *ret_height, GError **error)
{
  g_autoptr (GstSample) sample =
      gst_app_sink_try_pull_sample (self->small, self->seen ? NEXT_S : FIRST_S);

  if (sample == NULL)
    return fail (YC_ERROR_CAMERA_GONE, "no picture comes from the camera", error);
  self->seen = TRUE;
  return copy_picture (sample, 4, ret_pixels, ret_width, ret_height, error);
}

gboolean
yc_stream_take (
    YcStream *self, YcSealed *ret_pixels, guint *ret_width, guint *ret_height, GError **error)
{
  g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (self->large, NEXT_S);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,format=RGB");
  g_autoptr (GstSample) plain = NULL;

  if (sample == NULL)
    return fail (YC_ERROR_CAMERA_GONE, "no picture comes from the camera", error);
  plain = gst_video_convert_sample (sample, caps, NEXT_S, NULL);
  if (plain == NULL)
    return fail (YC_ERROR_CAMERA_GONE, "the camera's picture cannot be read", error);
  return copy_picture (plain, 3, ret_pixels, ret_width, ret_height, error);
}
