// The presets of this workstation, and which of them a material is usually scanned with.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-preset.h"
#include "yc-profile.h"

G_BEGIN_DECLS

// A GListModel of YcPreset, as the profile has them ("scan-presets"); a change of one is saved at
// once. Where there are none yet it offers what a counter needs.
#define YC_TYPE_PRESETS (yc_presets_get_type ())
G_DECLARE_FINAL_TYPE (YcPresets, yc_presets, YC, PRESETS, GObject)

YcPresets *yc_presets_new (YcProfile *profile);

// A copy of the first one under a new name, at the end; the last one that is left stays.
YcPreset *yc_presets_add (YcPresets *self, const char *name);
void yc_presets_remove (YcPresets *self, YcPreset *preset);

// The preset this material was last scanned with here; else by what kind of paper its name (in
// Chinese) tells it is, and what the scanner can do: cards and certificates go on the glass in
// colour, other papers into the feeder. Never NULL; owned by the presets.
YcPreset *yc_presets_suggest (YcPresets *self, const char *material, const char *name);
void yc_presets_remember (YcPresets *self, const char *material, YcPreset *preset);

G_END_DECLS
