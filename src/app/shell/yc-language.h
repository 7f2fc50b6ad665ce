// The language of the window: as the profile says, otherwise as the system does.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

G_BEGIN_DECLS

// Makes a language ("zh_CN", "en", or "" for the system's) that of all sentences from now on. What
// is on the screen already stays as it is until it is built again.
void yc_language_use (const char *language);

G_END_DECLS
