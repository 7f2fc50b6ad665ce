// What people read: names of states and steps, sentences for errors and findings, in their
// language.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-clock.h"
#include "yc-profile.h"

G_BEGIN_DECLS

// Whether catalogue texts are shown in Chinese (the language of the messages is zh_*).
gboolean yc_words_is_chinese (void);

const char *yc_words_state (YcState state);
const char *yc_words_event (YcEventType type);
const char *yc_words_role (YcRole role);
const char *yc_words_mark (YcMark mark);

// One sentence that says what happened and what to do about it.
char *yc_words_error (const GError *error);

// The same for what a person wanted to save somewhere.
char *yc_words_error_saving (const GError *error);

// The same for signing in: a terminal that is not admitted names the fingerprint of its key.
char *yc_words_error_signing_in (const GError *error, YcProfile *profile);

// The same for a file of somebody else's.
char *yc_words_error_opening (const GError *error);

// The same for what central masks, and was asked for.
char *yc_words_error_revealing (const GError *error);

// "2 d left", "over by 1 d", "clock stopped", "—".
char *yc_words_clock (const YcClock *clock);

// "09:12" today, "23 Nov" this year, else "2025-11-23"; in China's time.
char *yc_words_time (gint64 ms, gint64 now);

// A day as people write it; a provisional one is marked so.
char *yc_words_day (YcDay day, gboolean provisional);

G_END_DECLS
