// What saving packets and taking them in share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-packet.h"
#include "yc-store.h"

G_BEGIN_DECLS

// Only a place of the file system will do: a packet is written whole or not at all. NULL with
// YC_ERROR_READ_ONLY for any other.
const char *yc_packet_find_path (GFile *file, GError **error);

// Of YcVault: with what this hall seals packets, the newest first. Never empty: YC_ERROR_PASSPHRASE
// where central told none.
GPtrArray *yc_packet_list_vaults (YcSession *session, YcStore *store, GError **error);

G_END_DECLS
