// Small objects that lists show: a "changed" signal, and strings that live until it comes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// Defines the final type of `struct _TypeName` whose content `type_name_clear ()` lets go.
#define YC_DEFINE_ROW(TypeName, type_name)                                                         \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, G_TYPE_OBJECT)                                         \
  static void type_name##_finalize (GObject *object)                                               \
  {                                                                                                \
    type_name##_clear ((TypeName *)object);                                                        \
    G_OBJECT_CLASS (type_name##_parent_class)->finalize (object);                                  \
  }                                                                                                \
  static void type_name##_class_init (TypeName##Class *klass)                                      \
  {                                                                                                \
    G_OBJECT_CLASS (klass)->finalize = type_name##_finalize;                                       \
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,    \
                  G_TYPE_NONE, 0);                                                                 \
  }                                                                                                \
  static void type_name##_init (TypeName *self) {}

// Makes `list` hold exactly `objects` (borrowed). Objects that stay in place are not announced as
// new; whoever changed one emits its "changed".
void yc_rows_set (GListStore *list, GPtrArray *objects);

// Replaces a string; whether it was another one.
gboolean yc_rows_set_text (char **text, const char *value);

G_END_DECLS
