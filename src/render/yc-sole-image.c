// Taking the picture out of a PDF page that is nothing but a picture, as scanners make them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sole-image.h"

#include "yc-canvas.h"
#include "yc-content.h"
#include "yc-fax.h"
#include "yc-sole-image-page.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CONTENT (1u << 20)
#define MOST_PARENTS 32
#define SLACK        0.01 // of the page's width and height: a picture may end so far from its edge

struct _YcSoleImages {
  qpdf_data qpdf;
  GBytes *content;      // owned
  YcPageFinder *finder; /* owned, nullable */
};

static gboolean
is_well (QPDF_ERROR_CODE code)
{
  return (code & QPDF_ERRORS) == 0;
}

YcSoleImages *
yc_sole_images_new (GBytes *content, const char *password)
{
  g_autoptr (YcSoleImages) self = g_new0 (YcSoleImages, 1);
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  self->content = g_bytes_ref (content);
  self->qpdf = qpdf_init ();
  qpdf_silence_errors (self->qpdf);
  qpdf_set_suppress_warnings (self->qpdf, QPDF_TRUE);
  qpdf_set_attempt_recovery (self->qpdf, QPDF_FALSE);
  if (!is_well (qpdf_read_memory (self->qpdf, "", data, size, password)))
    return NULL;
  self->finder = yc_page_finder_new (self->qpdf);
  return g_steal_pointer (&self);
}

// An error that nobody looks at is printed in the end.
void
yc_sole_images_free (YcSoleImages *self)
{
  if (qpdf_has_error (self->qpdf))
    qpdf_get_error (self->qpdf);
  g_clear_pointer (&self->finder, yc_page_finder_free);
  qpdf_cleanup (&self->qpdf);
  g_bytes_unref (self->content);
  g_free (self);
}

void
yc_sole_image_clear (YcSoleImage *image)
{
  g_clear_pointer (&image->jpeg, g_bytes_unref);
  yc_image_clear (&image->image);
}

// ---- Objects

static qpdf_oh
get_key (qpdf_data qpdf, qpdf_oh object, const char *key)
{
  return qpdf_oh_get_key_if_dict (qpdf, object, key);
}

static gboolean
has_key (qpdf_data qpdf, qpdf_oh object, const char *key)
{
  return !qpdf_oh_is_null (qpdf, get_key (qpdf, object, key));
}

static double
get_number (qpdf_data qpdf, qpdf_oh object, const char *key, double fallback)
{
  qpdf_oh value = get_key (qpdf, object, key);
  return qpdf_oh_is_number (qpdf, value) ? qpdf_oh_get_numeric_value (qpdf, value) : fallback;
}

static int
get_int (qpdf_data qpdf, qpdf_oh object, const char *key, int fallback)
{
  double value = get_number (qpdf, object, key, fallback);
  return value >= -1e6 && value <= 1e6 ? (int)value : 0;
}

static gboolean
get_bool (qpdf_data qpdf, qpdf_oh object, const char *key)
{
  return qpdf_oh_get_bool_value (qpdf, get_key (qpdf, object, key));
}

// What a page does not say itself, the folders of pages above it say.
static qpdf_oh
find_key (qpdf_data qpdf, qpdf_oh page, const char *key)
{
  for (guint i = 0; i < MOST_PARENTS && qpdf_oh_is_dictionary (qpdf, page); i++) {
    qpdf_oh value = get_key (qpdf, page, key);
    if (!qpdf_oh_is_null (qpdf, value))
      return value;
    page = get_key (qpdf, page, "/Parent");
  }
  return qpdf_oh_new_null (qpdf);
}

static gboolean
read_box (qpdf_data qpdf, qpdf_oh array, YcContentBox *ret_box)
{
  double n[4];
  if (!qpdf_oh_is_array (qpdf, array) || qpdf_oh_get_array_n_items (qpdf, array) != 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    n[i] = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, array, i));
  *ret_box =
      (YcContentBox){fmin (n[0], n[2]), fmin (n[1], n[3]), fmax (n[0], n[2]), fmax (n[1], n[3])};
  return TRUE;
}

// ---- The page

static gboolean
covers (const YcContentBox *box, const YcContentBox *page)
{
  double x = (page->right - page->left) * SLACK;
  double y = (page->top - page->bottom) * SLACK;
  return box->left <= page->left + x && box->right >= page->right - x &&
         box->bottom <= page->bottom + y && box->top >= page->top - y;
}

// Upright, bare of annotations, and of the size that the renderer sees: then both mean one page.
static gboolean
check_page (qpdf_data qpdf, qpdf_oh page, const YcPageSize *size, YcContentBox *ret_box)
{
  qpdf_oh crop = find_key (qpdf, page, "/CropBox");
  qpdf_oh notes = get_key (qpdf, page, "/Annots");
  qpdf_oh turn = find_key (qpdf, page, "/Rotate");
  if (!read_box (qpdf, find_key (qpdf, page, "/MediaBox"), ret_box))
    return FALSE;
  if (!qpdf_oh_is_null (qpdf, crop) && !read_box (qpdf, crop, ret_box))
    return FALSE;
  if (qpdf_oh_is_number (qpdf, turn) && qpdf_oh_get_numeric_value (qpdf, turn) != 0)
    return FALSE;
  if (!qpdf_oh_is_null (qpdf, notes) &&
      !(qpdf_oh_is_array (qpdf, notes) && qpdf_oh_get_array_n_items (qpdf, notes) == 0))
    return FALSE;
  return !has_key (qpdf, page, "/UserUnit") &&
         fabs (ret_box->right - ret_box->left - size->width) < 0.5 &&
         fabs (ret_box->top - ret_box->bottom - size->height) < 0.5;
}

static gboolean
read_content (qpdf_data qpdf, qpdf_oh page, YcContent *ret_content)
{
  unsigned char *data = NULL;
  size_t size = 0;
  gboolean found = is_well (qpdf_oh_get_page_content_data (qpdf, page, &data, &size)) &&
                   size <= MOST_CONTENT &&
                   yc_content_is_one_picture ((const char *)data, size, ret_content);
  free (data);
  return found;
}

// Whether a graphics state changes nothing about an opaque picture.
static gboolean
is_plain_state (qpdf_data qpdf, qpdf_oh state)
{
  qpdf_oh mask = get_key (qpdf, state, "/SMask");
  qpdf_oh blend = get_key (qpdf, state, "/BM");
  return qpdf_oh_is_dictionary (qpdf, state) && get_number (qpdf, state, "/ca", 1) == 1 &&
         (qpdf_oh_is_null (qpdf, mask) || qpdf_oh_is_name_and_equals (qpdf, mask, "/None")) &&
         (qpdf_oh_is_null (qpdf, blend) || qpdf_oh_is_name_and_equals (qpdf, blend, "/Normal")) &&
         !has_key (qpdf, state, "/TR") && !has_key (qpdf, state, "/TR2");
}

static gboolean
check_states (qpdf_data qpdf, qpdf_oh resources, GPtrArray *names)
{
  qpdf_oh states = get_key (qpdf, resources, "/ExtGState");
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *key = g_strconcat ("/", names->pdata[i], NULL);
    if (!is_plain_state (qpdf, get_key (qpdf, states, key)))
      return FALSE;
  }
  return TRUE;
}

// ---- The picture

typedef struct {
  qpdf_data qpdf;
  qpdf_oh stream, about;
  int width, height, bits;
  int channels;
  gboolean inverted; // 0 is white
} Picture;

static int
count_channels (qpdf_data qpdf, qpdf_oh space)
{
  if (qpdf_oh_is_name_and_equals (qpdf, space, "/DeviceGray"))
    return 1;
  if (qpdf_oh_is_name_and_equals (qpdf, space, "/DeviceRGB"))
    return 3;
  if (!qpdf_oh_is_array (qpdf, space) || qpdf_oh_get_array_n_items (qpdf, space) != 2)
    return 0;
  qpdf_oh kind = qpdf_oh_get_array_item (qpdf, space, 0);
  qpdf_oh rest = qpdf_oh_get_array_item (qpdf, space, 1);
  if (qpdf_oh_is_name_and_equals (qpdf, kind, "/CalGray"))
    return 1;
  if (qpdf_oh_is_name_and_equals (qpdf, kind, "/CalRGB"))
    return 3;
  if (!qpdf_oh_is_name_and_equals (qpdf, kind, "/ICCBased"))
    return 0;
  return get_int (qpdf, qpdf_oh_get_dict (qpdf, rest), "/N", 0);
}

// [0 1 …] is what it would be anyway, [1 0] turns black and white.
static gboolean
read_decode (Picture *picture)
{
  qpdf_data qpdf = picture->qpdf;
  qpdf_oh decode = get_key (qpdf, picture->about, "/Decode");
  if (qpdf_oh_is_null (qpdf, decode))
    return TRUE;
  int n = qpdf_oh_is_array (qpdf, decode) ? qpdf_oh_get_array_n_items (qpdf, decode) : 0;
  if (n != 2 * picture->channels)
    return FALSE;
  double first = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, decode, 0));
  picture->inverted = first == 1 && picture->bits == 1;
  for (int i = 0; i < n; i++) {
    double value = qpdf_oh_get_numeric_value (qpdf, qpdf_oh_get_array_item (qpdf, decode, i));
    if (value != (picture->inverted ? 1 - i % 2 : i % 2))
      return FALSE;
  }
  return TRUE;
}

static gboolean
find_picture (qpdf_data qpdf, qpdf_oh resources, const char *name, Picture *ret_picture)
{
  g_autofree char *key = g_strconcat ("/", name, NULL);
  qpdf_oh stream = get_key (qpdf, get_key (qpdf, resources, "/XObject"), key);
  if (!qpdf_oh_is_stream (qpdf, stream))
    return FALSE;
  qpdf_oh about = qpdf_oh_get_dict (qpdf, stream);
  *ret_picture = (Picture){
      .qpdf = qpdf,
      .stream = stream,
      .about = about,
      .width = get_int (qpdf, about, "/Width", 0),
      .height = get_int (qpdf, about, "/Height", 0),
      .bits = get_int (qpdf, about, "/BitsPerComponent", 0),
      .channels = count_channels (qpdf, get_key (qpdf, about, "/ColorSpace")),
  };
  return qpdf_oh_is_name_and_equals (qpdf, get_key (qpdf, about, "/Subtype"), "/Image") &&
         !has_key (qpdf, about, "/SMask") && !has_key (qpdf, about, "/Mask") &&
         !has_key (qpdf, about, "/OC") && !get_bool (qpdf, about, "/ImageMask") &&
         (ret_picture->channels == 1 || ret_picture->channels == 3) &&
         (ret_picture->bits == 8 || (ret_picture->bits == 1 && ret_picture->channels == 1)) &&
         read_decode (ret_picture) &&
         yc_canvas_check_size (ret_picture->width, ret_picture->height, NULL);
}

// The only filter, and what it is told; FALSE when there are several.
static gboolean
read_filter (const Picture *picture, qpdf_oh *ret_filter, qpdf_oh *ret_params)
{
  qpdf_data qpdf = picture->qpdf;
  *ret_filter = get_key (qpdf, picture->about, "/Filter");
  *ret_params = get_key (qpdf, picture->about, "/DecodeParms");
  if (!qpdf_oh_is_array (qpdf, *ret_filter))
    return qpdf_oh_is_name (qpdf, *ret_filter);
  if (qpdf_oh_get_array_n_items (qpdf, *ret_filter) != 1)
    return FALSE;
  *ret_filter = qpdf_oh_get_array_item (qpdf, *ret_filter, 0);
  if (qpdf_oh_is_array (qpdf, *ret_params) && qpdf_oh_get_array_n_items (qpdf, *ret_params) > 0)
    *ret_params = qpdf_oh_get_array_item (qpdf, *ret_params, 0);
  return TRUE;
}

static GBytes *
read_data (const Picture *picture, enum qpdf_stream_decode_level_e level)
{
  unsigned char *data = NULL;
  size_t size = 0;
  QPDF_BOOL decoded = QPDF_FALSE;
  QPDF_ERROR_CODE code =
      qpdf_oh_get_stream_data (picture->qpdf, picture->stream, level, &decoded, &data, &size);
  if (is_well (code) && size > 0 && (decoded || level == qpdf_dl_none))
    return g_bytes_new_with_free_func (data, size, free, data);
  free (data);
  return NULL;
}

static gboolean
take_jpeg (const Picture *picture, qpdf_oh params, YcSoleImage *image)
{
  int width, height, dpi;
  if (has_key (picture->qpdf, params, "/ColorTransform"))
    return FALSE;
  image->jpeg = read_data (picture, qpdf_dl_none);
  if (image->jpeg == NULL || !yc_image_measure (image->jpeg, &width, &height, &dpi, NULL) ||
      width != picture->width || height != picture->height)
    return FALSE;
  image->image = (YcImage){.kind = YC_PIXELS_RGB, .width = width, .height = height};
  return TRUE;
}

static gboolean
invert (YcImage *image)
{
  gsize size;
  guint8 *data = g_bytes_unref_to_data (image->data, &size);
  for (gsize i = 0; i < size; i++)
    data[i] ^= 0xff;
  image->data = g_bytes_new_take (data, size);
  return TRUE;
}

// A run of black is black unless either BlackIs1 or Decode turn it, but not both.
static gboolean
take_fax (const Picture *picture, qpdf_oh params, YcSoleImage *image)
{
  qpdf_data qpdf = picture->qpdf;
  const YcFax fax = {.k = get_int (qpdf, params, "/K", 0),
                     .width = get_int (qpdf, params, "/Columns", 1728),
                     .height = picture->height};
  if (picture->bits != 1 || fax.width != picture->width ||
      get_bool (qpdf, params, "/EncodedByteAlign"))
    return FALSE;
  g_autoptr (GBytes) data = read_data (picture, qpdf_dl_none);
  if (data == NULL || !yc_fax_read (&fax, data, &image->image, NULL))
    return FALSE;
  return get_bool (qpdf, params, "/BlackIs1") == picture->inverted || invert (&image->image);
}

static gboolean
take_pixels (const Picture *picture, YcSoleImage *image)
{
  YcPixelKind kind = picture->channels == 3 ? YC_PIXELS_RGB : YC_PIXELS_GREY;
  if (picture->bits == 1)
    kind = YC_PIXELS_LINEART;
  gsize stride = yc_canvas_get_stride (kind, picture->width);
  GBytes *data = read_data (picture, qpdf_dl_generalized);
  image->image = (YcImage){kind, picture->width, picture->height, 0, stride, data};
  if (data == NULL || g_bytes_get_size (data) < stride * (gsize)picture->height)
    return FALSE;
  return kind != YC_PIXELS_LINEART || picture->inverted || invert (&image->image);
}

static gboolean
take (const Picture *picture, YcSoleImage *image)
{
  qpdf_oh filter, params;
  gboolean single = read_filter (picture, &filter, &params);
  if (single && qpdf_oh_is_name_and_equals (picture->qpdf, filter, "/DCTDecode"))
    return picture->bits == 8 && take_jpeg (picture, params, image);
  if (single && qpdf_oh_is_name_and_equals (picture->qpdf, filter, "/CCITTFaxDecode"))
    return take_fax (picture, params, image);
  return take_pixels (picture, image);
}

static gboolean
find (YcSoleImages *self, guint index, const YcPageSize *size, YcSoleImage *image)
{
  qpdf_data qpdf = self->qpdf;
  g_auto (YcContent) content = {0};
  YcContentBox box;
  Picture picture;
  qpdf_oh page;
  if (!yc_page_finder_find (self->finder, index, &page) || !qpdf_oh_is_dictionary (qpdf, page) ||
      !check_page (qpdf, page, size, &box) || !read_content (qpdf, page, &content) ||
      !covers (&content.place, &box) || !covers (&content.clip, &box) ||
      !covers (&box, &content.place))
    return FALSE;
  qpdf_oh resources = find_key (qpdf, page, "/Resources");
  if (!check_states (qpdf, resources, content.states) ||
      !find_picture (qpdf, resources, content.name, &picture) || !take (&picture, image))
    return FALSE;
  double inches = (content.place.right - content.place.left) / 72;
  image->image.dpi = (int)CLAMP (lround (picture.width / inches), 1, 10000);
  return TRUE;
}

gboolean
yc_sole_images_find (YcSoleImages *self, guint page, const YcPageSize *size, YcSoleImage *ret_image)
{
  *ret_image = (YcSoleImage){0};
  gboolean found = find (self, page, size, ret_image);
  if (!found)
    yc_sole_image_clear (ret_image);
  qpdf_oh_release_all (self->qpdf);
  return found;
}
