// Long numbers, looked at a second time.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ocr-numbers.h"
#include "yc-identity.h"
#include "yc-resample.h"

#define LEAST  14  // digits of what may be a number of 18 that was read wrongly
#define MOST   24  // the same
#define TRIES  10  // on a page
#define SHARE  0.7 // of the resolution; found on cards, where the full one goes wrong
#define MARGIN 0.7 // of the height of the digits, around them

static gboolean
is_digit (const YcOcrLetter *letter)
{
  return letter->letter < 0x80 && g_unichar_isalnum (letter->letter);
}

static gboolean
can_be (GArray *letters, guint first, guint n)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    g_string_append_c (number,
                       g_ascii_toupper ((char)g_array_index (letters, YcOcrLetter, i).letter));
  return yc_identity_check_person (number->str) == YC_IDENTITY_OK ||
         yc_identity_check_credit_code (number->str) == YC_IDENTITY_OK;
}

// The next run of digits and letters from *first on; 0: there is none.
static guint
find_run (GArray *letters, guint *first)
{
  while (*first < letters->len) {
    guint n = 0;

    while (*first + n < letters->len &&
           is_digit (&g_array_index (letters, YcOcrLetter, *first + n)))
      n++;
    if (n >= LEAST && n <= MOST)
      return n;
    *first += n + 1;
  }
  return 0;
}

static YcPageBox
find_place (GArray *letters, guint first, guint n)
{
  YcPageBox place = g_array_index (letters, YcOcrLetter, first).box;

  for (guint i = first + 1; i < first + n; i++) {
    const YcPageBox *box = &g_array_index (letters, YcOcrLetter, i).box;

    place.top = MIN (place.top, box->top);
    place.right = MAX (place.right, box->right);
    place.bottom = MAX (place.bottom, box->bottom);
  }
  return place;
}

// Without what was taken for blanks, and in pixels of the page.
static GArray *
tidy (GArray *letters, double scale)
{
  GArray *number = g_array_new (FALSE, FALSE, sizeof (YcOcrLetter));

  for (guint i = 0; i < letters->len; i++) {
    YcOcrLetter letter = g_array_index (letters, YcOcrLetter, i);

    letter.box = (YcPageBox){letter.box.left * scale, letter.box.top * scale,
                             letter.box.right * scale, letter.box.bottom * scale};
    if (is_digit (&letter))
      g_array_append_val (number, letter);
  }
  return number;
}

static GArray *
read_alone (TessBaseAPI *reader, const YcImage *coarse, const YcPageBox *place, double scale)
{
  const double margin = (place->bottom - place->top) * MARGIN;
  const int left = (int)MAX ((place->left - margin) / scale, 0);
  const int top = (int)MAX ((place->top - margin) / scale, 0);
  const int right = (int)MIN ((place->right + margin) / scale, coarse->width);
  const int bottom = (int)MIN ((place->bottom + margin) / scale, coarse->height);
  g_autoptr (GArray) letters = NULL;

  TessBaseAPISetRectangle (reader, left, top, right - left, bottom - top);
  if (TessBaseAPIRecognize (reader, NULL) != 0)
    return NULL;
  letters = yc_ocr_letters_collect (reader);
  return tidy (letters, scale);
}

static void
show_coarse (TessBaseAPI *reader, const YcImage *coarse)
{
  TessBaseAPISetImage (reader, g_bytes_get_data (coarse->data, NULL), coarse->width, coarse->height,
                       1, (int)coarse->stride);
  TessBaseAPISetSourceResolution (reader, coarse->dpi);
  TessBaseAPISetPageSegMode (reader, PSM_SINGLE_LINE);
}

void
yc_ocr_numbers_look_again (TessBaseAPI *reader, const YcImage *page, GArray *letters)
{
  g_auto (YcImage) coarse = {0};
  guint first = 0, n, tries = 0;

  for (; (n = find_run (letters, &first)) > 0 && tries < TRIES; first += n) {
    const YcPageBox place = find_place (letters, first, n);
    g_autoptr (GArray) number = NULL;

    if (can_be (letters, first, n))
      continue;
    if (tries++ == 0) {
      coarse = yc_image_resample (page, (int)(page->dpi * SHARE));
      show_coarse (reader, &coarse);
    }
    number = read_alone (reader, &coarse, &place, (double)page->width / coarse.width);
    if (number == NULL || !can_be (number, 0, number->len))
      continue;
    g_array_remove_range (letters, first, n);
    g_array_insert_vals (letters, first, number->data, number->len);
    n = number->len;
  }
}
