// The text that pages carry with them: where words stand, and what stands where.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-page-words.h"

G_BEGIN_DECLS

// Where words were found.
typedef struct {
  char *page;
  GArray *parts; // of YcPagePart, one a line
} YcTextHit;

void yc_text_hit_free (gpointer hit);

// All places of the pages, in their order, where `query` stands: upper and lower case, spaces and
// ends of lines count as nothing. Pages that central alone has are fetched.
void yc_file_find_text_async (YcFile *self,
                              const char *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
// Of YcTextHit; unref it. `ret_pages`: how many pages have text at all.
GPtrArray *
yc_file_find_text_finish (YcFile *self, GAsyncResult *result, guint *ret_pages, GError **error);

// The text of a page, to be selected; NULL without an error where it has none.
void yc_file_load_text_async (YcFile *self,
                              const char *page,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
YcPageWords *yc_file_load_text_finish (YcFile *self, GAsyncResult *result, GError **error);

G_END_DECLS
