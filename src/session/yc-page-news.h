// How it goes with pages that come in, told on the main thread.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// Gets the data of the task.
typedef void (*YcPageNews) (gpointer task_data, guint pages, double fraction);

// From any thread. `news` is called on the main thread, unless the task was cancelled until then;
// when there is a new page, `task` is one of a YcFile, whose case is looked at again in any event.
void
yc_page_news_tell (GTask *task, YcPageNews news, guint pages, double fraction, gboolean new_page);

G_END_DECLS
