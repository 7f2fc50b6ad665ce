// A store in a folder of its own, and a clerk who works in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "story.h"
#include "yc-queue-table.h"
#include "yc-store.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  YcVault *vault;
  YcStore *store;
} Desk;

void desk_set_up (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);

// Closes the store and opens it again, as after a restart.
void desk_restart (Desk *desk);

// Records one event of the story by `person`, NULL case_id: begins a case. NULL data: an empty one.
YcCase *desk_try (Desk *desk,
                  const char *person,
                  const char *case_id,
                  YcEventType type,
                  YcRole role,
                  const char *json,
                  GError **error);

// The same, and it must work. Returns the case's id where the case is not wanted.
YcCase *desk_do (Desk *desk, const char *case_id, YcEventType type, const char *json);

// A case of the clerk's with an applicant of this name.
char *desk_begin (Desk *desk, const char *name, const char *number);

YcCase *desk_load (Desk *desk, const char *case_id);

// The case's events as central confirms them: the first `n`, 0 for all.
GPtrArray *desk_events (Desk *desk, const char *case_id, guint n);

// Somebody else's event of this case.
YcEvent *desk_foreign (const char *case_id,
                       YcEventType type,
                       guint version,
                       const char *actor,
                       YcRole role,
                       const char *json);

YcMerge desk_merge (Desk *desk, GPtrArray *events, guint *ret_next, gboolean *ret_changed);

// A list with this one event, taken over.
GPtrArray *desk_list (YcEvent *event);

guint desk_count_waiting (Desk *desk);

G_END_DECLS
