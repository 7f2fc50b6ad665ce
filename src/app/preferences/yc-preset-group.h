// The presets for scanning in the preferences: each opens to show what it is made of.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_PRESET_GROUP (yc_preset_group_get_type ())
G_DECLARE_FINAL_TYPE (YcPresetGroup, yc_preset_group, YC, PRESET_GROUP, AdwPreferencesGroup)

AdwPreferencesGroup *yc_preset_group_new (YcProfile *profile);

G_END_DECLS
