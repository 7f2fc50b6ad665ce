// What else may be done to a case beside deciding it: special procedures, extension, handing over.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// Something to say about a deed.
typedef struct {
  const char *member; // of the event's data
  char *title;
  GPtrArray *labels; // of char *, nullable: free text; else one of these
  GPtrArray *values; // of char *, what they mean
  gboolean is_number;
  gboolean required;
  char *preset; // "" where there is none
} YcOfficeField;

// Something that may be done now.
typedef struct {
  YcEventType type;
  char *title;       // "Special procedure…"
  char *action;      // what the button says: "Stop the clock"
  char *hint;        // what it does, one sentence
  GPtrArray *fields; // of YcOfficeField
} YcOfficeDeed;

// Of YcOfficeDeed, freed with the array; empty where nothing may be done.
GPtrArray *yc_office_list (YcFile *file);

// Does it. `values`: a text for each field, in order (for a choice the value). Fails with
// YC_ERROR_MALFORMED if a required one is empty or a number is none, and as the law says.
void yc_office_do_async (YcFile *file,
                         const YcOfficeDeed *deed,
                         const char *const *values,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean yc_office_do_finish (YcFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
