// The demo: a central server of its own with an invented city, gone when the program ends.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// What a newcomer can sign in as.
typedef struct {
  char *id, *name, *password;
  char *roles;  // in words
  char *window; // where the person sits; "" in the back office
} YcDemoPerson;

#define YC_TYPE_DEMO (yc_demo_get_type ())
G_DECLARE_FINAL_TYPE (YcDemo, yc_demo, YC, DEMO, GObject)

// Makes a folder in the temporary one, and sends everything that this program keeps there: to be
// called before anything asks where that is.
YcDemo *yc_demo_new (GError **error);

// Fills the city with cases of these days and serves it on a free port of this machine alone.
void yc_demo_start_async (YcDemo *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
// Its URL, owned; NULL on failure.
char *yc_demo_start_finish (YcDemo *self, GAsyncResult *result, GError **error);

GPtrArray *yc_demo_get_people (YcDemo *self); // of YcDemoPerson

// Stops the server and removes the folder.
void yc_demo_stop (YcDemo *self);

G_END_DECLS
