// A person at a workstation, for tests: every call returns when it is done.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-queue.h"
#include "yc-session.h"

G_BEGIN_DECLS

// Signs in with the profile's name as the workstation; the passphrase is the tests' own.
YcSession *robot_begin (
    const char *profile, const char *url, const char *person, const char *password, GError **error);

// Ends the session and lets it go; everything is on the disk.
void robot_leave (YcSession **session);

YcFile *robot_new_case (YcSession *session, const char *item, GError **error);
YcFile *robot_open (YcSession *session, const char *case_id, GError **error);

// Types into a field of "applicant" or "form".
void robot_type (YcFile *file, const char *section, const char *field, const char *text);

// Gives a page to each material that needs one, ticks every point, fills every required field with
// what its kind allows.
void robot_complete (YcFile *file, const char *page_path);

// Waits until nothing of the file is on its way to the disk.
void robot_settle (YcFile *file);

gboolean robot_accept (YcFile *file, GError **error);
gboolean robot_do (YcFile *file, YcEventType type, JsonObject *data, GError **error);
gboolean robot_import (YcFile *file, const char *material, const char *path, GError **error);
guint robot_scan (YcFile *file, const char *material, GError **error);
gboolean robot_undo (YcFile *file);
GBytes *robot_print (YcFile *file, GError **error);
YcPicture *robot_load_page (YcFile *file, const char *page, GError **error);

// Waits until central has everything; FALSE after 30 s.
gboolean robot_sync (YcSession *session);

// Waits until the case is in this list (NULL: any case), and returns its id; NULL after 30 s.
char *robot_find (YcSession *session, YcList list, const char *case_id);

// Waits until the case is in this state; FALSE after 30 s.
gboolean robot_wait_state (YcFile *file, YcState state);

// Writes a small page with print and a seal as JPEG; `seed` makes it another one. Returns its path.
char *robot_make_page (guint seed);

G_END_DECLS
