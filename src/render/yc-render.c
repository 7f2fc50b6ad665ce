// An open foreign document: asks its helper, and replaces a helper that crashed or hung.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-render.h"

#include "yc-error.h"
#include "yc-helper-path.h"
#include "yc-helper.h"
#include "yc-render-answer.h"
#include "yc-render-protocol.h"
#include "yc-sealed.h"
#include "yc-snapshot.h"

#include <glib/gstdio.h>
#include <string.h>

// Questions are short: a helper that does not even take one within this time has hung.
#define ASK_MS 5000
// How long the answer to a question that was cancelled is waited for, before the next question gets
// a new helper.
#define STALE_MS 200

struct _YcRender {
  GObject parent_instance;
  YcRenderConfig config;
  char *helper_path; /* owned, nullable: of the configuration */
  char *password;    /* owned, "" for none */
  int content;       /* owned, -1: none; sealed */
  YcHelper *helper;  /* owned, nullable */
  gboolean stale;    // the next answer is that to a cancelled question
  guint n_pages;
  const char *mime;
  guint shields;
};

G_DEFINE_FINAL_TYPE (YcRender, yc_render, G_TYPE_OBJECT)

// ---- The helper

static YcHelper *
start_helper (const YcRenderConfig *config, GError **error)
{
  g_autofree char *path =
      config->helper ? g_strdup (config->helper) : yc_helper_path ("yichuang-render");
  const char *argv[] = {path, NULL};
  g_autoptr (GError) cause = NULL;
  YcHelper *helper = yc_helper_new (argv, &cause);
  if (helper == NULL)
    g_set_error (error, YC_ERROR, YC_ERROR_RENDER_FAILED, "No render helper: %s", cause->message);
  return helper;
}

static gboolean
has_spare (const YcRenderConfig *config)
{
  return config->spare && *config->spare &&
         yc_helper_get_fate (*config->spare) == YC_HELPER_RUNNING;
}

void
yc_render_warm (const YcRenderConfig *config)
{
  if (config->spare == NULL || has_spare (config))
    return;
  g_clear_object (config->spare);
  *config->spare = start_helper (config, NULL); // who opens a document will hear why there is none
}

static gboolean
start (YcRender *self, GError **error)
{
  self->stale = FALSE;
  g_clear_object (&self->helper);
  self->helper = has_spare (&self->config) ? g_steal_pointer (self->config.spare)
                                           : start_helper (&self->config, error);
  return self->helper != NULL;
}

// A helper that ended in the middle of a page has met what it could not digest.
static gboolean
fail_by_fate (YcRender *self, YcErrorCode code, const GError *cause, GError **error)
{
  gboolean hung = yc_helper_get_fate (self->helper) == YC_HELPER_HUNG;
  g_set_error (error, YC_ERROR, (int)code, "%s: %s",
               hung ? "It takes too long" : "It is indigestible", cause->message);
  g_clear_object (&self->helper);
  return FALSE;
}

// `code` is what the end of the helper means. Afterwards a descriptor may have come with the frame.
static gboolean
hear (YcRender *self,
      guint timeout_ms,
      YcErrorCode code,
      GCancellable *cancellable,
      YcFrame *ret_frame,
      GError **error)
{
  g_autoptr (GError) cause = NULL;
  if (yc_helper_receive (self->helper, timeout_ms, cancellable, ret_frame, &cause))
    return TRUE;
  if (!g_error_matches (cause, YC_ERROR, YC_ERROR_CANCELLED))
    return fail_by_fate (self, code, cause, error);
  self->stale = TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static void
log_missing (guint shields)
{
  g_autofree char *missing = yc_shield_list_missing ((YcShield)shields);
  if (missing)
    g_message ("The render helper goes without these shields: %s", missing);
}

// An answer that is no answer leaves no reason to trust the one who gave it.
static void
check_honest (YcRender *self, const GError *cause)
{
  if (g_error_matches (cause, YC_ERROR, YC_ERROR_MALFORMED))
    g_clear_object (&self->helper);
}

static gboolean
open_document (YcRender *self, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  guint n_pages = 0;
  YcFrame frame;
  if (!start (self, error))
    return FALSE;
  if (!yc_helper_send_fd (self->helper, YC_RENDER_ASK_OPEN, g_variant_new_string (self->password),
                          self->content, ASK_MS, &cause)) {
    fail_by_fate (self, YC_ERROR_RENDER_FAILED, cause, error);
    g_error_free (cause);
    return FALSE;
  }
  gboolean opened =
      hear (self, self->config.open_ms, YC_ERROR_DOCUMENT_BROKEN, cancellable, &frame, &cause) &&
      yc_render_answer_opened (&frame, &n_pages, &self->mime, &self->shields, &cause);
  if (opened && self->n_pages == 0) {
    self->n_pages = n_pages;
    log_missing (self->shields);
  }
  yc_render_warm (&self->config);
  if (opened)
    return TRUE;
  g_clear_object (&self->helper);
  g_propagate_error (error, cause);
  return FALSE;
}

// The answer to a cancelled question is let pass if it comes soon.
static gboolean
is_ready (YcRender *self)
{
  YcFrame frame;
  if (self->helper == NULL || yc_helper_get_fate (self->helper) != YC_HELPER_RUNNING)
    return FALSE;
  gboolean ready = !self->stale || yc_helper_receive (self->helper, STALE_MS, NULL, &frame, NULL);
  self->stale = FALSE;
  return ready;
}

// Asks, and hears the answer. A helper that has died since it last answered is replaced, once.
static gboolean
ask (YcRender *self,
     YcRenderAsk what,
     GVariant *value,
     GCancellable *cancellable,
     YcFrame *ret_frame,
     GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  g_autoptr (GError) cause = NULL;
  if (!is_ready (self) && !open_document (self, cancellable, error))
    return FALSE;
  if (!yc_helper_send (self->helper, (guint8)what, owned, ASK_MS, NULL) &&
      (!open_document (self, cancellable, error) ||
       !yc_helper_send (self->helper, (guint8)what, owned, ASK_MS, &cause))) {
    if (cause)
      fail_by_fate (self, YC_ERROR_DOCUMENT_PAGE, cause, error);
    return FALSE;
  }
  return hear (self, self->config.page_ms, YC_ERROR_DOCUMENT_PAGE, cancellable, ret_frame, error);
}

// ---- Opening and closing

static YcRender *
open_snapshot (const YcRenderConfig *config,
               int content,
               const char *password,
               GCancellable *cancellable,
               GError **error)
{
  if (content < 0)
    return NULL;
  g_autoptr (YcRender) self = g_object_new (YC_TYPE_RENDER, NULL);
  self->config = *config;
  self->config.helper = self->helper_path = g_strdup (config->helper);
  self->password = g_strdup (password ? password : "");
  self->content = content;
  return open_document (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

YcRender *
yc_render_open (const YcRenderConfig *config,
                int fd,
                const char *password,
                GCancellable *cancellable,
                GError **error)
{
  return open_snapshot (config, yc_snapshot_take (fd, config->most_bytes, cancellable, error),
                        password, cancellable, error);
}

YcRender *
yc_render_open_bytes (const YcRenderConfig *config,
                      GBytes *content,
                      const char *password,
                      GCancellable *cancellable,
                      GError **error)
{
  return open_snapshot (config, yc_snapshot_take_bytes (content, config->most_bytes, error),
                        password, cancellable, error);
}

static void
yc_render_finalize (GObject *object)
{
  YcRender *self = YC_RENDER (object);
  g_clear_object (&self->helper);
  if (self->content >= 0)
    g_close (self->content, NULL);
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->helper_path);
  G_OBJECT_CLASS (yc_render_parent_class)->finalize (object);
}

static void
yc_render_class_init (YcRenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_render_finalize;
}

static void
yc_render_init (YcRender *self)
{
  self->content = -1;
}

guint
yc_render_get_n_pages (YcRender *self)
{
  g_return_val_if_fail (YC_IS_RENDER (self), 0);
  return self->n_pages;
}

const char *
yc_render_get_mime (YcRender *self)
{
  g_return_val_if_fail (YC_IS_RENDER (self), NULL);
  return self->mime;
}

YcShield
yc_render_get_shields (YcRender *self)
{
  g_return_val_if_fail (YC_IS_RENDER (self), 0);
  return (YcShield)self->shields;
}

// ---- Questions

static gboolean
load_sizes (YcRender *self,
            guint first,
            guint n,
            YcPageSize *ret_sizes,
            GCancellable *cancellable,
            GError **error)
{
  YcFrame frame;
  GError *cause = NULL;
  if (!ask (self, YC_RENDER_ASK_SIZES, g_variant_new (YC_RENDER_SIZES_TYPE, first, n), cancellable,
            &frame, error))
    return FALSE;
  if (yc_render_answer_sizes (&frame, n, ret_sizes, &cause))
    return TRUE;
  check_honest (self, cause);
  g_propagate_error (error, cause);
  return FALSE;
}

gboolean
yc_render_load_sizes (YcRender *self,
                      guint first,
                      guint n,
                      YcPageSize *ret_sizes,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (YC_IS_RENDER (self) && first + n <= self->n_pages, FALSE);
  for (guint done = 0; done < n; done += YC_RENDER_MOST_SIZES)
    if (!load_sizes (self, first + done, MIN (n - done, YC_RENDER_MOST_SIZES), ret_sizes + done,
                     cancellable, error))
      return FALSE;
  return TRUE;
}

void
yc_render_extract_clear (YcRenderExtract *extract)
{
  g_clear_pointer (&extract->jpeg, g_bytes_unref);
  yc_image_clear (&extract->image);
}

static void
close_passed (int *fd)
{
  if (*fd >= 0)
    g_close (*fd, NULL);
}

static gboolean
ask_extract (YcRender *self,
             YcRenderAsk what,
             GVariant *value,
             GCancellable *cancellable,
             YcRenderExtract *ret_extract,
             GError **error)
{
  YcFrame frame;
  GError *cause = NULL;
  *ret_extract = (YcRenderExtract){0};
  if (!ask (self, what, value, cancellable, &frame, error))
    return FALSE;
  int fd = yc_helper_steal_fd (self->helper);
  gboolean taken = yc_render_answer_extract (&frame, fd, ret_extract, &cause);
  close_passed (&fd);
  if (taken)
    return TRUE;
  check_honest (self, cause);
  g_propagate_error (error, cause);
  return FALSE;
}

gboolean
yc_render_page (YcRender *self,
                guint page,
                int width,
                GCancellable *cancellable,
                YcImage *ret_image,
                GError **error)
{
  g_return_val_if_fail (YC_IS_RENDER (self), FALSE);
  YcRenderExtract extract;
  if (!ask_extract (self, YC_RENDER_ASK_PAGE,
                    g_variant_new (YC_RENDER_PAGE_TYPE, page, (guint)MAX (width, 1)), cancellable,
                    &extract, error))
    return FALSE;
  if (extract.image.data && extract.image.kind == YC_PIXELS_RGB) {
    *ret_image = extract.image;
    return TRUE;
  }
  yc_render_extract_clear (&extract);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "The render helper sent no page");
  return FALSE;
}

gboolean
yc_render_extract (YcRender *self,
                   guint page,
                   int dpi,
                   GCancellable *cancellable,
                   YcRenderExtract *ret_extract,
                   GError **error)
{
  g_return_val_if_fail (YC_IS_RENDER (self), FALSE);
  return ask_extract (self, YC_RENDER_ASK_EXTRACT,
                      g_variant_new (YC_RENDER_EXTRACT_TYPE, page, (guint)MAX (dpi, 1)),
                      cancellable, ret_extract, error);
}

YcPageText *
yc_render_text (YcRender *self, guint page, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (YC_IS_RENDER (self), NULL);
  YcFrame frame;
  GError *cause = NULL;
  if (!ask (self, YC_RENDER_ASK_TEXT, g_variant_new_uint32 (page), cancellable, &frame, error))
    return NULL;
  int fd = yc_helper_steal_fd (self->helper);
  YcPageText *text = yc_render_answer_text (&frame, fd, &cause);
  close_passed (&fd);
  if (text)
    return text;
  check_honest (self, cause);
  g_propagate_error (error, cause);
  return NULL;
}
