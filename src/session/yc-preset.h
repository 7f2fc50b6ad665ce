// One way to scan under a name: where the paper lies, in which colours, how fine, and what follows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// Each trait of a preset is one of a few words, which the profile keeps.
typedef enum {
  YC_PRESET_SOURCE,     // "feeder", "duplex", "turn" (duplex by hand), "flatbed", "series"
  YC_PRESET_MODE,       // "colour", "grey", "lineart", "auto" (by what is on the page)
  YC_PRESET_DPI,        // "150", "200", "300", "600"
  YC_PRESET_SIZE,       // "a4", "a3", "a5", "card"
  YC_PRESET_BRIGHTNESS, // "-50", "-25", "0", "25", "50": of a hundred
  YC_PRESET_PREPARE,    // "straight" (turned, straightened, cropped), "as-scanned"
  YC_PRESET_WAIT,       // "no", "yes": for paper, or for the button of the device
  YC_PRESET_AFTER,      // "stay", "next" (material), "sheet" (show all pages)
  YC_PRESET_N_TRAITS,
} YcPresetTrait;

#define YC_TYPE_PRESET (yc_preset_get_type ())
G_DECLARE_FINAL_TYPE (YcPreset, yc_preset, YC, PRESET, GObject)

// Signal: "changed".

YcPreset *yc_preset_new (const char *id, const char *name);

// Never fails: what is missing or not understood becomes what is usual.
YcPreset *yc_preset_new_from_json (JsonObject *object);
JsonObject *yc_preset_to_json (YcPreset *self); // transfer full

const char *yc_preset_get_id (YcPreset *self);
const char *yc_preset_get_name (YcPreset *self);
void yc_preset_set_name (YcPreset *self, const char *name);

const char *yc_preset_get (YcPreset *self, YcPresetTrait trait);
void yc_preset_set (YcPreset *self, YcPresetTrait trait, const char *word);
int yc_preset_get_number (YcPreset *self, YcPresetTrait trait);

// The scanner it is for: its device name and its make and model; "": the workstation's.
const char *yc_preset_get_device (YcPreset *self);
const char *yc_preset_get_model (YcPreset *self);
void yc_preset_set_device (YcPreset *self, const char *device, const char *model);

// The sheet in millimetres.
void yc_preset_get_sheet (YcPreset *self, guint *ret_width, guint *ret_height);

// "both sides · grey · 300 dpi". Free it.
char *yc_preset_describe (YcPreset *self);

// What a trait and its choices are called. The words are NULL-terminated; the usual one is first.
const char *yc_preset_trait_title (YcPresetTrait trait);
const char *const *yc_preset_trait_words (YcPresetTrait trait);
const char *yc_preset_word_title (YcPresetTrait trait, guint index);

G_END_DECLS
