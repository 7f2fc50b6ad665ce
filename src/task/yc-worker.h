// A named thread on which blocking work is done, one piece after the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YC_TYPE_WORKER (yc_worker_get_type ())
G_DECLARE_FINAL_TYPE (YcWorker, yc_worker, YC, WORKER, GObject)

// Starts the thread. Letting go of the last reference stops it as yc_worker_stop() does.
YcWorker *yc_worker_new (const char *name);

// Runs `work` on the thread after all work given before. `work` must return through `task`; the
// answer arrives, and `task` with its source object is let go, in the main context of the task.
// Work that is cancelled before its turn, or given to a stopped worker, is not begun: it returns
// G_IO_ERROR_CANCELLED.
void yc_worker_run (YcWorker *worker, GTask *task, GTaskThreadFunc work);

// Waits for the work being done, and returns G_IO_ERROR_CANCELLED for the work still queued. Does
// not wait when called by the work itself.
void yc_worker_stop (YcWorker *worker);

G_END_DECLS
