// One way to scan under a name: where the paper lies, in which colours, how fine, and what follows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-preset.h"

#include <glib/gi18n-lib.h>

#define MAX_WORDS 6

// The usual word comes first.
typedef struct {
  const char *member, *title;
  const char *words[MAX_WORDS];
  const char *titles[MAX_WORDS];
} Trait;

static const Trait traits[YC_PRESET_N_TRAITS] = {
    [YC_PRESET_SOURCE] = {"source",
                          N_ ("Paper lies in"),
                          {"feeder", "duplex", "turn", "flatbed", "series", NULL},
                          {N_ ("the feeder"), N_ ("the feeder, both sides"),
                           N_ ("the feeder, turned by hand"), N_ ("on the glass"),
                           N_ ("on the glass, page after page")}},
    [YC_PRESET_MODE] = {"mode",
                        N_ ("Colours"),
                        {"grey", "colour", "lineart", "auto", NULL},
                        {N_ ("Grey"), N_ ("Colour"), N_ ("Black and white"),
                         N_ ("By what is on the page")}},
    [YC_PRESET_DPI] = {"dpi",
                       N_ ("Resolution"),
                       {"300", "150", "200", "600", NULL},
                       {"300 dpi", "150 dpi", "200 dpi", "600 dpi"}},
    [YC_PRESET_SIZE] = {"size",
                        N_ ("Sheet"),
                        {"a4", "a3", "a5", "card", NULL},
                        {"A4", "A3", "A5", N_ ("Card")}},
    [YC_PRESET_BRIGHTNESS] = {"brightness",
                              N_ ("Brightness"),
                              {"0", "-50", "-25", "25", "50", NULL},
                              {N_ ("As the scanner has it"), N_ ("Much darker"), N_ ("Darker"),
                               N_ ("Brighter"), N_ ("Much brighter")}},
    [YC_PRESET_PREPARE] = {"prepare",
                           N_ ("Pages are"),
                           {"straight", "as-scanned", NULL},
                           {N_ ("Straightened and cropped"), N_ ("Left as scanned")}},
    [YC_PRESET_WAIT] = {"wait",
                        N_ ("Begins"),
                        {"no", "yes", NULL},
                        {N_ ("At once"), N_ ("When there is paper, or at the scanner's button")}},
    [YC_PRESET_AFTER] = {"after",
                         N_ ("Then"),
                         {"stay", "next", "sheet", NULL},
                         {N_ ("Stay at this material"), N_ ("Go to the next material"),
                          N_ ("Show all pages")}},
};

struct _YcPreset {
  GObject parent_instance;

  char *id, *name, *device, *model;      // owned
  const char *words[YC_PRESET_N_TRAITS]; // of the table
};

G_DEFINE_FINAL_TYPE (YcPreset, yc_preset, G_TYPE_OBJECT)

static guint changed_signal;

static void
tell (YcPreset *self)
{
  g_signal_emit (self, changed_signal, 0);
}

YcPreset *
yc_preset_new (const char *id, const char *name)
{
  YcPreset *self = g_object_new (YC_TYPE_PRESET, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

YcPreset *
yc_preset_new_from_json (JsonObject *object)
{
  YcPreset *self = yc_preset_new (json_object_get_string_member_with_default (object, "id", ""),
                                  json_object_get_string_member_with_default (object, "name", ""));

  for (guint trait = 0; trait < YC_PRESET_N_TRAITS; trait++)
    yc_preset_set (self, trait,
                   json_object_get_string_member_with_default (object, traits[trait].member, ""));
  yc_preset_set_device (self, json_object_get_string_member_with_default (object, "device", ""),
                        json_object_get_string_member_with_default (object, "model", ""));
  return self;
}

JsonObject *
yc_preset_to_json (YcPreset *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "name", self->name);
  for (guint trait = 0; trait < YC_PRESET_N_TRAITS; trait++)
    json_object_set_string_member (object, traits[trait].member, self->words[trait]);
  json_object_set_string_member (object, "device", self->device);
  json_object_set_string_member (object, "model", self->model);
  return object;
}

const char *
yc_preset_get_id (YcPreset *self)
{
  return self->id;
}

const char *
yc_preset_get_name (YcPreset *self)
{
  return self->name;
}

void
yc_preset_set_name (YcPreset *self, const char *name)
{
  g_autofree char *old = self->name;

  self->name = g_strdup (name);
  if (!g_str_equal (old, name))
    tell (self);
}

const char *
yc_preset_get (YcPreset *self, YcPresetTrait trait)
{
  return self->words[trait];
}

void
yc_preset_set (YcPreset *self, YcPresetTrait trait, const char *word)
{
  const char *const *words = traits[trait].words;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word) && self->words[trait] != words[i]) {
      self->words[trait] = words[i];
      tell (self);
    }
}

int
yc_preset_get_number (YcPreset *self, YcPresetTrait trait)
{
  return (int)g_ascii_strtoll (self->words[trait], NULL, 10);
}

const char *
yc_preset_get_device (YcPreset *self)
{
  return self->device;
}

const char *
yc_preset_get_model (YcPreset *self)
{
  return self->model;
}

void
yc_preset_set_device (YcPreset *self, const char *device, const char *model)
{
  g_autofree char *old_device = self->device, *old_model = self->model;

  self->device = g_strdup (device);
  self->model = g_strdup (model);
  if (!g_str_equal (old_device, device) || !g_str_equal (old_model, model))
    tell (self);
}

// An identity card is 85.6 by 54 mm (ISO/IEC 7810, ID-1); it never lies quite in the corner.
void
yc_preset_get_sheet (YcPreset *self, guint *ret_width, guint *ret_height)
{
  static const guint sheets[][2] = {{210, 297}, {297, 420}, {148, 210}, {100, 70}};
  const char *const *words = traits[YC_PRESET_SIZE].words;

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (words[i] == self->words[YC_PRESET_SIZE]) {
      *ret_width = sheets[i][0];
      *ret_height = sheets[i][1];
    }
}

static const char *
title_of (YcPreset *self, YcPresetTrait trait)
{
  for (guint i = 0; traits[trait].words[i] != NULL; i++)
    if (traits[trait].words[i] == self->words[trait])
      return yc_preset_word_title (trait, i);
  return "";
}

char *
yc_preset_describe (YcPreset *self)
{
  return g_strjoin (" · ", title_of (self, YC_PRESET_SOURCE), title_of (self, YC_PRESET_MODE),
                    title_of (self, YC_PRESET_DPI), title_of (self, YC_PRESET_SIZE), NULL);
}

const char *
yc_preset_trait_title (YcPresetTrait trait)
{
  return _ (traits[trait].title);
}

const char *const *
yc_preset_trait_words (YcPresetTrait trait)
{
  return traits[trait].words;
}

const char *
yc_preset_word_title (YcPresetTrait trait, guint index)
{
  return _ (traits[trait].titles[index]);
}

static void
yc_preset_finalize (GObject *object)
{
  YcPreset *self = YC_PRESET (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->device);
  g_free (self->model);
  G_OBJECT_CLASS (yc_preset_parent_class)->finalize (object);
}

static void
yc_preset_class_init (YcPresetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_preset_finalize;
  changed_signal = g_signal_new ("changed", YC_TYPE_PRESET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
yc_preset_init (YcPreset *self)
{
  self->device = g_strdup ("");
  self->model = g_strdup ("");
  for (guint trait = 0; trait < YC_PRESET_N_TRAITS; trait++)
    self->words[trait] = traits[trait].words[0];
}
