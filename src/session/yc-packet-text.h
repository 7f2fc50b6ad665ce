// The plain text of a packet: a line of JSON, a line with its seal, and then the pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-proof.h"
#include "yc-store.h"

G_BEGIN_DECLS

// `secret` is the terminal's key: it seals the whole, and every event that has no seal yet.
GBytes *yc_packet_text_print (const YcParcel *parcel,
                              const char *case_id,
                              const guint8 secret[YC_PROOF_SECRET_BYTES]);

// Reads it, and holds every event and page to its seal or name. Fails with YC_ERROR_SEALED for what
// is not as it was sealed, YC_ERROR_TOO_NEW for a packet of a newer program.
YcParcel *yc_packet_text_parse (GBytes *text, char **ret_case_id, GError **error);

G_END_DECLS
