// Pages as they are stored into one PDF (ISO 32000-1): not a byte of a picture is made anew.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// A page to go out. All of it is borrowed.
typedef struct {
  GBytes *content;        // JPEG, PNG or our own TIFF
  int dpi;                // 0: what it says itself, else as if its long side were A4's
  const char *operations; // YcPageOps in words; nullable: none
  const char *label;      // what viewers call the page
  const char *watermark;  // across the page; nullable
  const YcPageText *text; // what stands on it as shown, to be found; boxes in pixels; nullable
} YcOutPage;

// A document under way. Blocking; belongs to one thread at a time.
typedef struct _YcOut YcOut;

// `language` is of what stands in it, as in RFC 5646: "zh-CN".
YcOut *yc_out_new (const char *title, const char *language);
void yc_out_free (YcOut *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcOut, yc_out_free)

// The next page begins a part with this bookmark.
void yc_out_begin_part (YcOut *self, const char *title);

// JPEG and Group 4 go in byte for byte; PNG is packed again without loss. Turning, straightening
// and cropping are told to the viewer; only a page whose pixels are changed (despeckle, kind) is
// encoded again. Fails with YC_ERROR_IMAGE, YC_ERROR_MALFORMED (operations), YC_ERROR_TOO_LARGE
// (more than a GiB in all); nothing of the page is then in it, and the next may be added.
gboolean yc_out_add_page (YcOut *self, const YcOutPage *page, GError **error);

// The whole file; `self` is spent. Fails with YC_ERROR_PAGE where it has no page, YC_ERROR_FAILED.
GBytes *yc_out_finish (YcOut *self, GError **error);

// Puts it in place of `file`: all of it, readable for its owner alone and durable, or nothing. What
// is no file of this machine is replaced as well as its kind can. Fails with YC_ERROR_DISK_FULL,
// YC_ERROR_READ_ONLY (or there is no such folder), YC_ERROR_FAILED.
gboolean yc_out_write (GFile *file, GBytes *pdf, GError **error);

G_END_DECLS
