// A folder into which phones and document cameras put pictures: what has come in and is complete.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

G_BEGIN_DECLS

// A GListModel of GFile: documents and pictures that lie in the folder, that nobody writes to any
// more, and that were not left. All of it on the main thread; nothing of it blocks.
#define YC_TYPE_INBOX (yc_inbox_get_type ())
G_DECLARE_FINAL_TYPE (YcInbox, yc_inbox, YC, INBOX, GObject)

// The session's. Follows the profile's "inbox-folder" ("" for none) with each call; one that was
// not there is looked for again.
YcInbox *yc_inbox_get (YcSession *session);

// The file became pages: it goes into the folder "taken" below, where it shows that it is done and
// is not offered again. It is never deleted. Where it cannot be moved it stays, and is left.
void yc_inbox_take (YcInbox *self, GFile *file);

// The file stays where it is and is not offered again before the program is started anew, unless
// somebody writes to it.
void yc_inbox_leave (YcInbox *self, GFile *file);

G_END_DECLS
