// Cases that wait for the network, carried on a drive to another terminal of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

G_BEGIN_DECLS

// Whether anything waits that could be carried.
gboolean yc_packet_can_save (YcSession *session);

// Writes a packet for each case that waits into a folder, all of a packet or nothing. A packet that
// was there before is replaced. Fails with YC_ERROR_PASSPHRASE where central never told this
// terminal with what its hall seals them, YC_ERROR_NOT_FOUND if nothing waits, and as the disk
// does.
void yc_packet_save_async (YcSession *session,
                           GFile *folder,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
// How many were written; 0 with an error.
guint yc_packet_save_finish (YcSession *session, GAsyncResult *result, GError **error);

// Takes a packet in; again is harmless. Fails with YC_ERROR_SEALED for one of another hall or one
// that is damaged, and as above; nothing has changed then.
void yc_packet_load_async (YcSession *session,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
// How many steps were not here yet: also 0. -1 with an error.
int yc_packet_load_finish (YcSession *session, GAsyncResult *result, GError **error);

// What a person reads of an error of these; free it.
char *yc_packet_describe_error (const GError *error);

G_END_DECLS
