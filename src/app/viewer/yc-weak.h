// A weak reference as user data: what comes late finds out by itself that its widget is gone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

static inline GWeakRef *
yc_weak_new (gpointer object)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

// Frees `weak`. A reference to the object, or NULL when it is gone.
static inline gpointer
yc_weak_take (GWeakRef *weak)
{
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return object;
}

G_END_DECLS
