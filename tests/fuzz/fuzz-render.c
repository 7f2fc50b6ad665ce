// Feeds the render helper's parsers with foreign files, in process and without shields.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-content.h"
#include "yc-document.h"

#define MOST_PAGES  3
#define MOST_POINTS 2000 // larger ones are tested by hand; here they only cost time

static void
look (YcDocument *document, guint page)
{
  YcPageSize size;
  g_auto (YcCanvas) drawn = YC_CANVAS_INIT;
  g_auto (YcCanvas) taken = YC_CANVAS_INIT;
  GVariant *text = yc_document_get_text (document, page, NULL);

  if (text != NULL)
    g_variant_unref (g_variant_ref_sink (text));
  if (!yc_document_get_size (document, page, &size, NULL) || size.width > MOST_POINTS ||
      size.height > MOST_POINTS)
    return;
  yc_document_render (document, page, 50, &drawn, NULL);
  yc_document_extract (document, page, 50, &taken, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) content = g_bytes_new_static (data, size);
  g_autoptr (YcDocument) document = yc_document_open (content, NULL, NULL);
  g_auto (YcContent) found = {0};

  yc_content_is_one_picture ((const char *)data, size, &found);
  for (guint i = 0; document != NULL && i < MIN (MOST_PAGES, yc_document_get_n_pages (document));
       i++)
    look (document, i);
  return 0;
}
