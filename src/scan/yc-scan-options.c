// How drivers name their sources, modes, resolutions and sheets.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-options.h"

#include "yc-error.h"
#include "yc-scan-control.h"
#include "yc-scan-protocol.h"
#include "yc-scan-quirks.h"

#include <string.h>

#define SHEET_WIDTH  210.0 // A4, millimetres
#define SHEET_HEIGHT 297.0

#define MAX_WORDS 8

// Names differ by driver, but the same words turn up in all of them. A name means a thing when it
// holds one of its words and none of the others.
typedef struct {
  const char *words[MAX_WORDS];
  const char *others[MAX_WORDS];
} Meaning;

static const Meaning sources[YC_SCAN_N_SOURCES] = {
    [YC_SCAN_FLATBED] = {{"flatbed", "platen", "table", "glass", "normal"},
                         {"transparency", "adf", "feeder"}},
    [YC_SCAN_FEEDER] = {{"adf", "feeder", "sheet"}, {"duplex", "back", "both", "card"}},
    [YC_SCAN_FEEDER_DUPLEX] = {{"duplex", "both sides"}, {"card"}},
};

static const Meaning modes[YC_SCAN_N_MODES] = {
    [YC_SCAN_LINEART] = {{"lineart", "line art", "black", "binary", "mono", "1 bit"},
                         {"halftone", "diffusion", "dither"}},
    [YC_SCAN_GREY] = {{"gray", "grey"}, {"16", "diffusion", "dither", "halftone"}},
    [YC_SCAN_COLOUR] = {{"color", "colour", "rgb"}, {"16", "48", "dither", "halftone"}},
};

// What comes next when the device does not have the mode: rather too much than too little.
static const YcScanMode next_best[YC_SCAN_N_MODES][2] = {
    [YC_SCAN_LINEART] = {YC_SCAN_GREY, YC_SCAN_COLOUR},
    [YC_SCAN_GREY] = {YC_SCAN_COLOUR, YC_SCAN_LINEART},
    [YC_SCAN_COLOUR] = {YC_SCAN_GREY, YC_SCAN_LINEART},
};

// The switches of drivers for which duplex is not a source.
static const char *const duplex_switches[] = {"duplex", "adf-duplex", NULL};

// What is offered of a range of resolutions.
static const guint usual_resolutions[] = {75, 100, 150, 200, 240, 300, 400, 600, 1200};

static gboolean
holds_one (const char *text, const char *const *words)
{
  for (gsize i = 0; i < MAX_WORDS && words[i]; i++)
    if (strstr (text, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
means (const char *name, const Meaning *meaning)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  return holds_one (lower, meaning->words) && !holds_one (lower, meaning->others);
}

static const char *
find_name (const YcScanControl *control, const Meaning *meaning)
{
  if (control->about->constraint_type != SANE_CONSTRAINT_STRING_LIST)
    return NULL;
  for (const SANE_String_Const *name = control->about->constraint.string_list; *name; name++)
    if (means (*name, meaning))
      return *name;
  return NULL;
}

static gboolean
find_duplex_switch (SANE_Handle handle, YcScanControl *ret_control)
{
  for (gsize i = 0; duplex_switches[i]; i++)
    if (yc_scan_control_find (handle, duplex_switches[i], ret_control) &&
        ret_control->about->type == SANE_TYPE_BOOL)
      return TRUE;
  return FALSE;
}

// Epson's drivers have a list of feeder modes, others a plain switch.
static gboolean
has_duplex_apart (SANE_Handle handle)
{
  YcScanControl control;
  if (yc_scan_control_find (handle, "adf-mode", &control))
    return find_name (&control, &sources[YC_SCAN_FEEDER_DUPLEX]) != NULL;
  return find_duplex_switch (handle, &control);
}

static gboolean
set_duplex_apart (SANE_Handle handle, gboolean duplex, GError **error)
{
  const Meaning simplex = {{"simplex", "front"}, {NULL}};
  YcScanControl control;
  if (yc_scan_control_find (handle, "adf-mode", &control)) {
    const char *name = find_name (&control, duplex ? &sources[YC_SCAN_FEEDER_DUPLEX] : &simplex);
    return name == NULL || yc_scan_control_set_string (&control, name, error);
  }
  return !find_duplex_switch (handle, &control) ||
         yc_scan_control_set_number (&control, duplex, error);
}

// A device without a choice of sources has but one, and only its type tells which.
static gboolean
has_source (SANE_Handle handle, const char *type, YcScanSource source)
{
  YcScanControl control;
  gboolean feeds;
  if (yc_scan_control_find (handle, "source", &control)) {
    if (find_name (&control, &sources[source]))
      return TRUE;
    feeds = find_name (&control, &sources[YC_SCAN_FEEDER]) != NULL;
  } else {
    feeds = means (type, &sources[YC_SCAN_FEEDER]);
    if (source == YC_SCAN_FLATBED)
      return !feeds;
  }
  if (source == YC_SCAN_FEEDER_DUPLEX)
    return feeds && has_duplex_apart (handle);
  return source == YC_SCAN_FEEDER && feeds;
}

static gboolean
set_source (SANE_Handle handle, const char *type, YcScanSource source, GError **error)
{
  if (!has_source (handle, type, source)) {
    g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "The scanner has no such paper source");
    return FALSE;
  }
  YcScanControl control;
  const char *name = NULL;
  if (yc_scan_control_find (handle, "source", &control)) {
    name = find_name (&control, &sources[source]);
    const char *chosen = name ? name : find_name (&control, &sources[YC_SCAN_FEEDER]);
    if (!yc_scan_control_set_string (&control, chosen, error))
      return FALSE;
  }
  if (source == YC_SCAN_FLATBED)
    return TRUE;
  gboolean named = name != NULL && source == YC_SCAN_FEEDER_DUPLEX;
  return named || set_duplex_apart (handle, source == YC_SCAN_FEEDER_DUPLEX, error);
}

static gboolean
has_depth (SANE_Handle handle, int depth)
{
  YcScanControl control;
  return yc_scan_control_find (handle, "depth", &control) &&
         yc_scan_control_allows (&control, depth);
}

// Some drivers have black and white as a mode, others as grey of one bit.
static gboolean
has_mode (SANE_Handle handle, YcScanMode mode)
{
  YcScanControl control;
  if (!yc_scan_control_find (handle, "mode", &control))
    return FALSE;
  if (find_name (&control, &modes[mode]))
    return TRUE;
  return mode == YC_SCAN_LINEART && find_name (&control, &modes[YC_SCAN_GREY]) &&
         has_depth (handle, 1);
}

static YcScanMode
find_mode (SANE_Handle handle, YcScanMode wish)
{
  for (gsize i = 0; !has_mode (handle, wish) && i < G_N_ELEMENTS (next_best[0]); i++)
    if (has_mode (handle, next_best[wish][i]))
      return next_best[wish][i];
  return wish;
}

static gboolean
set_mode (SANE_Handle handle, YcScanMode wish, GError **error)
{
  YcScanControl control;
  if (!yc_scan_control_find (handle, "mode", &control))
    return TRUE;
  YcScanMode mode = find_mode (handle, wish);
  const char *name = find_name (&control, &modes[mode]);
  gboolean one_bit = mode == YC_SCAN_LINEART && name == NULL;
  if (one_bit)
    name = find_name (&control, &modes[YC_SCAN_GREY]);
  if (name && !yc_scan_control_set_string (&control, name, error))
    return FALSE;
  int depth = one_bit ? 1 : 8;
  if ((mode == YC_SCAN_LINEART && !one_bit) || !has_depth (handle, depth))
    return TRUE;
  return yc_scan_control_find (handle, "depth", &control) &&
         yc_scan_control_set_number (&control, depth, error);
}

static gboolean
set_resolution (SANE_Handle handle, guint wish, guint *ret_dpi, GError **error)
{
  const char *const names[] = {"resolution", "x-resolution", "y-resolution"};
  *ret_dpi = wish;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    YcScanControl control;
    double dpi;
    if (!yc_scan_control_find (handle, names[i], &control))
      continue;
    if (!yc_scan_control_set_number (&control, wish, error))
      return FALSE;
    if (yc_scan_control_find (handle, names[i], &control) &&
        yc_scan_control_get_number (&control, &dpi) && dpi > 0)
      *ret_dpi = (guint)(dpi + 0.5);
  }
  return TRUE;
}

// A length that a driver refuses is no reason not to scan: it keeps its own.
static void
set_length (SANE_Handle handle, const char *name, double mm, guint dpi)
{
  YcScanControl control;
  if (!yc_scan_control_find (handle, name, &control))
    return;
  double value = control.about->unit == SANE_UNIT_PIXEL ? mm / 25.4 * dpi : mm;
  yc_scan_control_set_number (&control, value, NULL);
}

// The sheet before the area: the first limits the second where both exist.
static void
set_sheet (SANE_Handle handle, const YcScanWish *wish, guint dpi)
{
  double width = wish->width ? wish->width : SHEET_WIDTH;
  double height = wish->height ? wish->height : SHEET_HEIGHT;
  set_length (handle, "page-width", width, dpi);
  set_length (handle, "page-height", height, dpi);
  set_length (handle, "tl-x", 0, dpi);
  set_length (handle, "tl-y", 0, dpi);
  set_length (handle, "br-x", width, dpi);
  set_length (handle, "br-y", height, dpi);
}

// Every driver has a range of its own, and its middle is what the device does by itself. One that
// cannot do it, or not in this mode, scans as it is.
static void
set_brightness (SANE_Handle handle, int brightness)
{
  YcScanControl control;
  double low, high;
  if (brightness != 0 && yc_scan_control_find (handle, "brightness", &control) &&
      yc_scan_control_get_range (&control, &low, &high))
    yc_scan_control_set_number (&control, (low + high) / 2 + brightness * (high - low) / 200, NULL);
}

gboolean
yc_scan_options_apply (SANE_Handle handle,
                       const char *device,
                       const char *type,
                       const YcScanWish *wish,
                       guint *ret_dpi,
                       GError **error)
{
  if (!set_source (handle, type, wish->source, error) || !set_mode (handle, wish->mode, error) ||
      !set_resolution (handle, wish->dpi, ret_dpi, error))
    return FALSE;
  set_sheet (handle, wish, *ret_dpi);
  set_brightness (handle, wish->brightness);
  yc_scan_quirks_apply (handle, device, wish->source);
  for (gsize i = 0; wish->settings[i]; i++)
    if (!yc_scan_control_set_any (handle, wish->settings[i], error))
      return FALSE;
  return TRUE;
}

static void
add_resolutions (SANE_Handle handle, GVariantBuilder *list)
{
  YcScanControl control;
  if (!yc_scan_control_find (handle, "resolution", &control) &&
      !yc_scan_control_find (handle, "x-resolution", &control))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (usual_resolutions); i++)
    if (yc_scan_control_allows (&control, usual_resolutions[i]))
      g_variant_builder_add (list, "u", usual_resolutions[i]);
}

GVariant *
yc_scan_options_describe (SANE_Handle handle, const char *type)
{
  GVariantBuilder has_sources;
  GVariantBuilder has_modes;
  GVariantBuilder has_resolutions;
  g_variant_builder_init (&has_sources, G_VARIANT_TYPE ("au"));
  g_variant_builder_init (&has_modes, G_VARIANT_TYPE ("au"));
  g_variant_builder_init (&has_resolutions, G_VARIANT_TYPE ("au"));
  for (guint source = 0; source < YC_SCAN_N_SOURCES; source++)
    if (has_source (handle, type, source))
      g_variant_builder_add (&has_sources, "u", source);
  for (guint mode = 0; mode < YC_SCAN_N_MODES; mode++)
    if (has_mode (handle, mode))
      g_variant_builder_add (&has_modes, "u", mode);
  add_resolutions (handle, &has_resolutions);
  return g_variant_new (YC_SCAN_TRAITS_TYPE, &has_sources, &has_modes, &has_resolutions);
}
