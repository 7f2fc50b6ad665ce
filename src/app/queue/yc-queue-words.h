// What the lists of cases are called, what stands there while they are empty, and what they hold.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue.h"

G_BEGIN_DECLS

const char *yc_queue_title (YcList list);

// What will appear here, and how; for an empty list.
const char *yc_queue_promise (YcList list);

// The states that cases of this list can be in; YC_STATE_NONE ends it. Fewer than two need no
// filter.
const YcState *yc_queue_states (YcList list);

G_END_DECLS
