// When a material is asked for, in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// 必交, or the condition over the item's situations as people read it: “买方是”选“单位”时提交. A
// condition over anything else is 视情形提交.
char *yc_need_in_words (JsonObject *item, JsonObject *material);

G_END_DECLS
