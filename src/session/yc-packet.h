// Cases that wait for the network, carried on a drive to another terminal of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

G_BEGIN_DECLS

// How far it is, on the main thread: so many of so many cases or packets are done.
typedef void (*YcPacketProgress) (guint done, guint n, gpointer user_data);

// Whether anything waits that could be carried.
gboolean yc_packet_can_save (YcSession *session);

// Writes a packet for each case that waits into a folder, all of a packet or nothing. A packet that
// was there before is replaced. `progress` is nullable. Fails with YC_ERROR_PASSPHRASE where
// central never told this terminal with what its hall seals them, YC_ERROR_NOT_FOUND if nothing
// waits, as the disk does, and with G_IO_ERROR_CANCELLED.
void yc_packet_save_async (YcSession *session,
                           GFile *folder,
                           YcPacketProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
// How many are written: each is whole, also those from before an error.
guint yc_packet_save_finish (YcSession *session, GAsyncResult *result, GError **error);

typedef struct {
  guint packets; // that were taken in
  guint steps;   // of them that were not here yet: also 0
} YcPacketsTaken;

// Takes packets (a model of GFile) in, each all or not at all; again is harmless. Fails with
// YC_ERROR_SEALED for one of another hall or one that is damaged (the others are taken in all the
// same), and as above.
void yc_packet_load_async (YcSession *session,
                           GListModel *files,
                           YcPacketProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
// `ret_taken` is told with an error, too.
gboolean yc_packet_load_finish (YcSession *session,
                                GAsyncResult *result,
                                YcPacketsTaken *ret_taken,
                                GError **error);

// What a person reads of an error of these; free it.
char *yc_packet_describe_error (const GError *error);

G_END_DECLS
