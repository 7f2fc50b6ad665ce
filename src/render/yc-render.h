// Pages and text of foreign documents (PDF, TIFF, JPEG, PNG, WebP, HEIC), read by a helper process
// that can reach neither the disk nor the network and may crash or hang without harm.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-helper.h"
#include "yc-render-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  const char *helper; // path of yichuang-render; NULL: as yc_helper_path() finds it
  guint64 most_bytes; // a larger file is refused
  guint open_ms;      // how long opening may take before the helper is killed
  guint page_ms;      // how long a page may take, or its text
  YcHelper **spare;   // nullable: the caller's place for a helper that waits for the next document
} YcRenderConfig;

#define YC_RENDER_CONFIG_INIT                                                                      \
  {                                                                                                \
    .most_bytes = 512u << 20, .open_ms = 15000, .page_ms = 20000                                   \
  }

#define YC_TYPE_RENDER (yc_render_get_type ())
G_DECLARE_FINAL_TYPE (YcRender, yc_render, YC, RENDER, GObject)

// All functions that take an error block and are meant for one YcWorker: the helper dies with the
// thread that opened the document. Codes: YC_ERROR_TOO_LARGE, YC_ERROR_DOCUMENT_* ,
// YC_ERROR_RENDER_FAILED when the helper cannot be started, YC_ERROR_CANCELLED.

// Starts the helper that waits in config->spare, unless one does: a document that is opened takes
// it and leaves another, so that nobody waits for a process to start. Whoever owns the place lets
// the helper go.
void yc_render_warm (const YcRenderConfig *config);

// Opens the document in the file that `fd` has open for reading (it stays the caller's). What kind
// it is of is told by its first bytes. It is copied into memory that nobody can change: what
// happens to the file later is of no matter. Fails with YC_ERROR_DOCUMENT_PASSWORD when `password`
// (nullable) is missing or wrong; it is kept nowhere but in memory.
YcRender *yc_render_open (const YcRenderConfig *config,
                          int fd,
                          const char *password,
                          GCancellable *cancellable,
                          GError **error);

YcRender *yc_render_open_bytes (const YcRenderConfig *config,
                                GBytes *content,
                                const char *password,
                                GCancellable *cancellable,
                                GError **error);

// At least 1.
guint yc_render_get_n_pages (YcRender *render);

// "application/pdf", "image/tiff", "image/jpeg", "image/png", "image/webp" or "image/heic".
const char *yc_render_get_mime (YcRender *render);

// Which shields the helper found on this machine.
YcShield yc_render_get_shields (YcRender *render);

// Sizes of `n` pages from `first`; 0 x 0 for a page that is damaged.
gboolean yc_render_load_sizes (YcRender *render,
                               guint first,
                               guint n,
                               YcPageSize *ret_sizes,
                               GCancellable *cancellable,
                               GError **error);

// A page, on white, as YC_PIXELS_RGB: `width` pixels wide where it is drawn, at least so wide where
// it is a picture (or as wide as the picture is). When it fails (YC_ERROR_DOCUMENT_PAGE,
// YC_ERROR_DOCUMENT_BROKEN) the other pages are not touched: a helper that crashed or took too long
// is replaced with the next call.
gboolean yc_render_page (YcRender *render,
                         guint page,
                         int width,
                         GCancellable *cancellable,
                         YcImage *ret_image,
                         GError **error);

// A page at its best.
typedef struct {
  GBytes *jpeg;      /* owned, nullable: the page is exactly this JPEG file */
  YcImage image;     // else its pixels, in the kind they are of; of a JPEG only its size
  gboolean original; // taken out of the document; else drawn at the dpi that was asked for
} YcRenderExtract;

void yc_render_extract_clear (YcRenderExtract *extract);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcRenderExtract, yc_render_extract_clear)

gboolean yc_render_extract (YcRender *render,
                            guint page,
                            int dpi,
                            GCancellable *cancellable,
                            YcRenderExtract *ret_extract,
                            GError **error);

// The text of a page, its boxes in points. Empty where there is no text, as in scans. At most
// 200,000 characters.
YcPageText *
yc_render_text (YcRender *render, guint page, GCancellable *cancellable, GError **error);

G_END_DECLS
