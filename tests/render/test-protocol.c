// Helpers that crash, hang and lie: each costs its page, and nothing that does not add up is taken.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers.h"
#include "yc-error.h"
#include "yc-render.h"

#include <signal.h>

static YcRender *
open_with (const char *story, guint page_ms, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("anything", 8);
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  config.helper = g_getenv ("YC_RENDER_LIAR");
  config.open_ms = config.page_ms = page_ms;
  g_setenv ("YC_LIAR", story, TRUE);
  return yc_render_open_bytes (&config, content, NULL, NULL, error);
}

static gboolean
draw (YcRender *render, guint page, GCancellable *cancellable, GError **error)
{
  g_auto (YcImage) image = {0};
  gboolean drawn = yc_render_page (render, page, 100, cancellable, &image, error);
  if (drawn)
    g_assert_cmpint (g_bytes_get_size (image.data), ==, 6);
  return drawn;
}

typedef struct {
  const char *path;
  const char *story;
  guint page_ms;
  int code;
} Story;

#define LONG_MS  60000
#define SHORT_MS 300

// The page 0 fails so; the page 1 is a good one and must be drawn after.
static const Story stories[] = {
    {"a crash costs its page", "oci", LONG_MS, YC_ERROR_DOCUMENT_PAGE},
    {"a hanging page costs itself", "ohi", SHORT_MS, YC_ERROR_DOCUMENT_PAGE},
    {"memory that is not sealed is refused", "oui", LONG_MS, YC_ERROR_MALFORMED},
    {"too few pixels are refused", "osi", LONG_MS, YC_ERROR_MALFORMED},
    {"too many pixels are refused", "oli", LONG_MS, YC_ERROR_MALFORMED},
    {"a page without memory is refused", "oni", LONG_MS, YC_ERROR_MALFORMED},
    {"a device in place of memory is refused", "odi", LONG_MS, YC_ERROR_MALFORMED},
    {"a page larger than it may be is refused", "obi", LONG_MS, YC_ERROR_MALFORMED},
    {"an unknown kind of pixels is refused", "oki", LONG_MS, YC_ERROR_MALFORMED},
    {"grey in place of colour is refused", "ogi", LONG_MS, YC_ERROR_MALFORMED},
    {"a JPEG in place of pixels, that is none, is refused", "oji", LONG_MS, YC_ERROR_MALFORMED},
    {"text in place of pixels is refused", "oti", LONG_MS, YC_ERROR_MALFORMED},
    {"a message of the wrong shape is refused", "owi", LONG_MS, YC_ERROR_MALFORMED},
    {"an unknown message is refused", "o?i", LONG_MS, YC_ERROR_MALFORMED},
};

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcRender) render = open_with (story->story, story->page_ms, &error);
  g_assert_no_error (error);
  g_assert_false (draw (render, 0, NULL, &error));
  g_assert_error (error, YC_ERROR, story->code);
  g_clear_error (&error);
  draw (render, 1, NULL, &error);
  g_assert_no_error (error);
}

static const Story openings[] = {
    {"a document without pages is refused", "0", LONG_MS, YC_ERROR_MALFORMED},
    {"a document of an unknown kind is refused", "m", LONG_MS, YC_ERROR_MALFORMED},
    {"a document that crashes the helper is broken", "c", LONG_MS, YC_ERROR_DOCUMENT_BROKEN},
    {"a document that hangs the helper is broken", "h", SHORT_MS, YC_ERROR_DOCUMENT_BROKEN},
    {"a page in place of a document is refused", "i", LONG_MS, YC_ERROR_MALFORMED},
};

static void
test_opening (gconstpointer data)
{
  const Story *story = data;
  g_autoptr (GError) error = NULL;
  g_assert_null (open_with (story->story, story->page_ms, &error));
  g_assert_error (error, YC_ERROR, story->code);
}

static void
test_wrong_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcRender) render = open_with ("ot", LONG_MS, &error);
  g_assert_no_error (error);
  g_assert_null (yc_render_text (render, 0, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
}

static void
test_spare (void)
{
  g_autoptr (GBytes) png = papers_make_png (YC_PIXELS_GREY, 20, 20);
  YcHelper *spare = NULL;
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GError) error = NULL;
  config.spare = &spare;
  yc_render_warm (&config);
  GPid first = yc_helper_get_pid (spare);
  yc_render_warm (&config);
  g_assert_cmpint (yc_helper_get_pid (spare), ==, first); // one is enough
  g_autoptr (YcRender) render = yc_render_open_bytes (&config, png, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kill (first, 0), ==, 0); // it has the document
  g_assert_cmpint (yc_helper_get_pid (spare), !=, first);
  yc_helper_kill (spare); // the next document does not depend on it
  g_autoptr (YcRender) other = yc_render_open_bytes (&config, png, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yc_helper_get_fate (spare), ==, YC_HELPER_RUNNING);
  g_clear_object (&spare);
}

static void
test_no_helper (void)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("anything", 8);
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GError) error = NULL;
  config.helper = "/nowhere/yichuang-render";
  g_assert_null (yc_render_open_bytes (&config, content, NULL, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_RENDER_FAILED);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) source = g_timeout_source_new (50);
  g_source_set_callback (source, cancel_cb, cancellable, NULL);
  g_source_attach (source, context);
  while (!g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (context, TRUE);
  return NULL;
}

// The one who cancels a page that hangs gets the next page from a new helper.
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcRender) render = open_with ("ohi", LONG_MS, &error);
  g_assert_no_error (error);
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (draw (render, 0, cancellable, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);
  draw (render, 1, NULL, &error);
  g_assert_no_error (error);
}

// The answer to a question that was cancelled is not taken for that to the next: the helper told a
// page of two pixels, and is asked for text.
static void
test_stale (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcRender) render = open_with ("oti", LONG_MS, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (yc_render_text (render, 0, cancellable, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
  g_clear_error (&error);
  draw (render, 1, NULL, &error);
  g_assert_no_error (error);
}

static void
add (const char *path, const Story *story, GTestDataFunc func)
{
  g_autofree char *whole = g_strconcat ("/render/protocol/", path, NULL);
  g_test_add_data_func (whole, story, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    add (stories[i].path, &stories[i], test_story);
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    add (openings[i].path, &openings[i], test_opening);
  g_test_add_func ("/render/protocol/text without places is refused", test_wrong_text);
  g_test_add_func ("/render/protocol/a helper that waits takes the next document", test_spare);
  g_test_add_func ("/render/protocol/a helper that is not there is named", test_no_helper);
  g_test_add_func ("/render/protocol/a page that is cancelled leaves the next", test_cancelled);
  g_test_add_func ("/render/protocol/a late answer is not taken for another", test_stale);
  return g_test_run ();
}
