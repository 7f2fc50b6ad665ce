// The render helper's side of the conversation: one document, questions about it, answers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-render-serve.h"

#include "yc-document.h"
#include "yc-error.h"
#include "yc-render-protocol.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_FILE ((guint64)1 << 30)

typedef struct {
  YcFrameReader *reader;
  int fd;
  guint shields;
  YcDocument *document; // owned, nullable
} Server;

static void
say (Server *server, YcRenderSay what, GVariant *value, int passed)
{
  yc_frame_write_variant_and_fd (server->fd, (guint8)what, value, passed, -1, NULL);
}

static void
say_error (Server *server, const GError *error)
{
  YcErrorCode code = error->domain == YC_ERROR ? (YcErrorCode)error->code : YC_ERROR_DOCUMENT_PAGE;
  g_autofree char *words = g_utf8_make_valid (error->message, -1);
  say (server, YC_RENDER_SAY_RESULT,
       g_variant_new (YC_RENDER_RESULT_TYPE, yc_error_code_name (code), words), -1);
}

static void
say_sealed (Server *server, YcRenderSay what, GVariant *value, int sealed)
{
  say (server, what, value, sealed);
  g_close (sealed, NULL);
}

static gboolean
fail_asked (GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "No such question");
  return FALSE;
}

static gboolean
open_document (Server *server, GVariant *ask, GError **error)
{
  const char *password = g_variant_get_string (ask, NULL);
  int fd = yc_frame_reader_steal_fd (server->reader);
  if (fd < 0 || server->document) {
    if (fd >= 0)
      g_close (fd, NULL);
    return fail_asked (error);
  }
  g_autoptr (GBytes) content = yc_sealed_map (fd, MOST_FILE, error);
  g_close (fd, NULL);
  if (content)
    server->document = yc_document_open (content, *password ? password : NULL, error);
  if (server->document == NULL)
    return FALSE;
  say (server, YC_RENDER_SAY_OPENED,
       g_variant_new (YC_RENDER_OPENED_TYPE, yc_document_get_n_pages (server->document),
                      yc_document_get_mime (server->document), server->shields),
       -1);
  return TRUE;
}

static gboolean
tell_sizes (Server *server, GVariant *ask, GError **error)
{
  GVariantBuilder list;
  guint first, n;
  g_variant_get (ask, YC_RENDER_SIZES_TYPE, &first, &n);
  if (n > YC_RENDER_MOST_SIZES)
    return fail_asked (error);
  g_variant_builder_init (&list, G_VARIANT_TYPE (YC_RENDER_SIZE_LIST_TYPE));
  for (guint i = 0; i < n; i++) {
    YcPageSize size = {0}; // so it stays for a page that is damaged
    yc_document_get_size (server->document, first + i, &size, NULL);
    g_variant_builder_add (&list, "(dd)", size.width, size.height);
  }
  say (server, YC_RENDER_SAY_SIZES, g_variant_builder_end (&list), -1);
  return TRUE;
}

static gboolean
say_canvas (Server *server, YcCanvas *canvas, GError **error)
{
  if (canvas->jpeg) {
    gsize size;
    gconstpointer data = g_bytes_get_data (canvas->jpeg, &size);
    int copy = yc_sealed_copy (data, size, error);
    if (copy >= 0)
      say_sealed (server, YC_RENDER_SAY_JPEG, g_variant_new ("()"), copy);
    return copy >= 0;
  }
  int pixels = yc_sealed_finish (&canvas->memory, error);
  if (pixels >= 0)
    say_sealed (server, YC_RENDER_SAY_IMAGE,
                g_variant_new (YC_RENDER_IMAGE_TYPE, canvas->kind, canvas->width, canvas->height,
                               canvas->dpi, canvas->original),
                pixels);
  return pixels >= 0;
}

static gboolean
tell_page (Server *server, GVariant *ask, GError **error)
{
  g_auto (YcCanvas) canvas = YC_CANVAS_INIT;
  guint page, width;
  g_variant_get (ask, YC_RENDER_PAGE_TYPE, &page, &width);
  return yc_document_render (server->document, page, (int)MIN (width, G_MAXINT), &canvas, error) &&
         say_canvas (server, &canvas, error);
}

static gboolean
tell_extract (Server *server, GVariant *ask, GError **error)
{
  g_auto (YcCanvas) canvas = YC_CANVAS_INIT;
  guint page, dpi;
  g_variant_get (ask, YC_RENDER_EXTRACT_TYPE, &page, &dpi);
  return yc_document_extract (server->document, page, (int)MIN (dpi, G_MAXINT), &canvas, error) &&
         say_canvas (server, &canvas, error);
}

static gboolean
tell_text (Server *server, GVariant *ask, GError **error)
{
  GVariant *text = yc_document_get_text (server->document, g_variant_get_uint32 (ask), error);
  if (text == NULL)
    return FALSE;
  g_variant_ref_sink (text);
  int sealed = yc_sealed_copy (g_variant_get_data (text), g_variant_get_size (text), error);
  g_variant_unref (text);
  if (sealed >= 0)
    say_sealed (server, YC_RENDER_SAY_LETTERS, g_variant_new ("()"), sealed);
  return sealed >= 0;
}

typedef struct {
  YcRenderAsk ask;
  const char *type;
  gboolean (*answer) (Server *server, GVariant *ask, GError **error);
} Question;

static const Question questions[] = {
    {YC_RENDER_ASK_OPEN, YC_RENDER_OPEN_TYPE, open_document},
    {YC_RENDER_ASK_SIZES, YC_RENDER_SIZES_TYPE, tell_sizes},
    {YC_RENDER_ASK_PAGE, YC_RENDER_PAGE_TYPE, tell_page},
    {YC_RENDER_ASK_TEXT, YC_RENDER_TEXT_TYPE, tell_text},
    {YC_RENDER_ASK_EXTRACT, YC_RENDER_EXTRACT_TYPE, tell_extract},
};

static gboolean
answer (Server *server, const YcFrame *frame, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    const Question *question = &questions[i];
    if (frame->kind != question->ask)
      continue;
    g_autoptr (GVariant) ask = yc_frame_get_variant (frame, question->type, error);
    if (ask == NULL || (question->ask != YC_RENDER_ASK_OPEN && server->document == NULL))
      return ask != NULL && fail_asked (error);
    return question->answer (server, ask, error);
  }
  return fail_asked (error);
}

void
yc_render_serve (YcFrameReader *reader, int fd, guint shields)
{
  Server server = {.reader = reader, .fd = fd, .shields = shields};
  gboolean sane = TRUE;
  YcFrame frame;
  while (sane && yc_frame_reader_read (reader, -1, NULL, &frame, NULL)) {
    g_autoptr (GError) error = NULL;
    if (answer (&server, &frame, &error))
      continue;
    say_error (&server, error);
    sane = !g_error_matches (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
  g_clear_pointer (&server.document, yc_document_free);
}
