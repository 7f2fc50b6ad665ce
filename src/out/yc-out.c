// A PDF of stored pages: title, bookmarks, page labels, and page after page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-out.h"
#include "yc-error.h"
#include "yc-out-private.h"

#include <cairo-pdf.h>

#define MOST_BYTES (1024 * 1024 * 1024)

struct _YcOut {
  cairo_surface_t *surface; // owned
  cairo_t *cairo;           // owned
  cairo_font_face_t *font;  // owned: for the text of pictures
  GByteArray *bytes;        // owned: what is written so far
  char *language, *part;    // part: nullable: its bookmark is still to be set
  gsize taken;              // bytes of the pictures so far
  guint n_pages;
};

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

YcOut *
yc_out_new (const char *title, const char *language)
{
  YcOut *self = g_new0 (YcOut, 1);

  self->language = g_strdup (language);
  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self->bytes, 595, 842);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Yichuang " YC_VERSION);
  self->cairo = cairo_create (self->surface);
  self->font = yc_out_font_new ();
  return self;
}

void
yc_out_free (YcOut *self)
{
  cairo_destroy (self->cairo);
  cairo_surface_finish (self->surface); // while what it writes into is there
  cairo_surface_destroy (self->surface);
  cairo_font_face_destroy (self->font);
  g_byte_array_unref (self->bytes);
  g_free (self->language);
  g_free (self->part);
  g_free (self);
}

void
yc_out_begin_part (YcOut *self, const char *title)
{
  g_free (self->part);
  self->part = g_strdup (title);
}

static void
set_bookmark (YcOut *self)
{
  g_autofree char *place = g_strdup_printf ("page=%u", self->n_pages);

  if (self->part != NULL)
    cairo_pdf_surface_add_outline (self->surface, CAIRO_PDF_OUTLINE_ROOT, self->part, place,
                                   CAIRO_PDF_OUTLINE_FLAG_OPEN);
  g_clear_pointer (&self->part, g_free);
}

static gboolean
check (YcOut *self, GError **error)
{
  cairo_status_t status = cairo_status (self->cairo);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "the document cannot be drawn: %s",
               cairo_status_to_string (status));
  return FALSE;
}

gboolean
yc_out_add_page (YcOut *self, const YcOutPage *page, GError **error)
{
  g_auto (YcOutSheet) sheet = {0};

  self->taken += g_bytes_get_size (page->content);
  if (self->taken > MOST_BYTES) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_TOO_LARGE, "too many pages for one document");
    return FALSE;
  }
  if (!yc_out_sheet_init (&sheet, page, error))
    return FALSE;
  self->n_pages++;
  cairo_pdf_surface_set_size (self->surface, sheet.width, sheet.height);
  cairo_pdf_surface_set_page_label (self->surface, page->label);
  set_bookmark (self);
  yc_out_sheet_draw (&sheet, self->cairo);
  if (page->text != NULL)
    yc_out_draw_text (self->cairo, self->font, page->text, sheet.width / sheet.way.width);
  if (page->watermark != NULL)
    yc_out_draw_mark (self->cairo, page->watermark, sheet.width, sheet.height);
  cairo_show_page (self->cairo);
  return check (self, error);
}

GBytes *
yc_out_finish (YcOut *self, GError **error)
{
  if (self->n_pages == 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_PAGE, "there is no page to write");
    return NULL;
  }
  cairo_surface_finish (self->surface);
  if (cairo_surface_status (self->surface) != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "the document cannot be drawn: %s",
                 cairo_status_to_string (cairo_surface_status (self->surface)));
    return NULL;
  }
  return yc_out_set_language (self->bytes, self->language, error);
}
