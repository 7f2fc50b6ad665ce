// A helper process that may crash or hang: started, watched, killed and buried here.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-frame.h"

G_BEGIN_DECLS

// How a helper process stands, or how it ended.
typedef enum {
  YC_HELPER_RUNNING,
  YC_HELPER_EXITED,  // by itself, without complaint
  YC_HELPER_CRASHED, // by a signal, or with an exit status other than 0
  YC_HELPER_HUNG,    // it did not answer in time and was killed
  YC_HELPER_GARBLED, // it sent what is no message and was killed
  YC_HELPER_KILLED,  // by yc_helper_kill()
} YcHelperFate;

#define YC_TYPE_HELPER (yc_helper_get_type ())
G_DECLARE_FINAL_TYPE (YcHelper, yc_helper, YC, HELPER, GObject)

// Starts the program argv[0], with one end of a socket as its descriptor YC_FRAME_FD, no input, and
// its standard output thrown away. All calls block and belong to one thread, a YcWorker's: the
// kernel kills the helper when the thread that started it ends. Letting go kills it, too.
YcHelper *yc_helper_new (const char *const *argv, GError **error);

// Sends a message. A helper that does not take it within `timeout_ms` is killed (YC_HELPER_HUNG).
gboolean
yc_helper_send (YcHelper *helper, guint8 kind, GVariant *value, guint timeout_ms, GError **error);

// The same with a descriptor, of which the helper gets a copy.
gboolean yc_helper_send_fd (
    YcHelper *helper, guint8 kind, GVariant *value, int fd, guint timeout_ms, GError **error);

// The descriptor that came with the last message, which the caller must close; -1: none.
int yc_helper_steal_fd (YcHelper *helper);

// Waits for the next message; its content is the helper's until the next call. After
// YC_ERROR_CANCELLED the helper still runs and can be asked to stop. After any other error (always
// YC_ERROR_FAILED) it is gone: yc_helper_get_fate() tells how. Messages that it sent before its end
// are all delivered first.
gboolean yc_helper_receive (YcHelper *helper,
                            guint timeout_ms,
                            GCancellable *cancellable,
                            YcFrame *ret_frame,
                            GError **error);

// Closes our end and gives the helper `timeout_ms` to leave before it is killed.
YcHelperFate yc_helper_close (YcHelper *helper, guint timeout_ms);

void yc_helper_kill (YcHelper *helper);
YcHelperFate yc_helper_get_fate (YcHelper *helper);
GPid yc_helper_get_pid (YcHelper *helper);

G_END_DECLS
