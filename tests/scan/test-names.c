// How drivers name things: which names are understood as which source and mode.
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Real devices cannot be had here, so the functions of libsane are replaced by one device whose
// options are those of a row.
#include "yc-scan-options.h"
#include "yc-scan-protocol.h"

#include <string.h>

#define SOFT (SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT)

typedef struct {
  const char *path;
  const char *type;
  const char *sources[8]; // none: the device has no such option
  const char *modes[8];
  const char *extra; // a switch, or "adf-mode", nullable
  const char *expected_sources;
  const char *expected_modes;
  const char *chosen; // for the last source expected, in grey: what was set
  const char *name;   // nullable: of no driver in particular
} Device;

static const Device *device;
static char *chosen;

static const SANE_String_Const adf_modes[] = {"Simplex", "Duplex", NULL};

static const SANE_Option_Descriptor *
describe (const char *name, const char *const *names)
{
  static SANE_Option_Descriptor about[4];
  SANE_Option_Descriptor *option = &about[name[0] % 4];
  *option =
      (SANE_Option_Descriptor){.name = name, .type = SANE_TYPE_STRING, .size = 64, .cap = SOFT};
  if (names) {
    option->constraint_type = SANE_CONSTRAINT_STRING_LIST;
    option->constraint.string_list = names;
  } else {
    option->type = SANE_TYPE_BOOL;
    option->size = sizeof (SANE_Word);
  }
  return option;
}

const SANE_Option_Descriptor *
sane_get_option_descriptor (SANE_Handle handle, SANE_Int index)
{
  if (index == 1 && device->sources[0])
    return describe ("source", device->sources);
  if (index == 2 && device->modes[0])
    return describe ("mode", device->modes);
  if (index == 3 && device->extra)
    return describe (device->extra, g_str_equal (device->extra, "adf-mode") ? adf_modes : NULL);
  return NULL;
}

SANE_Status
sane_control_option (
    SANE_Handle handle, SANE_Int index, SANE_Action action, void *value, SANE_Int *ret_info)
{
  if (index == 0) {
    *(SANE_Int *)value = 4;
    return SANE_STATUS_GOOD;
  }
  const SANE_Option_Descriptor *about = sane_get_option_descriptor (handle, index);
  g_autofree char *before = chosen;
  const char *word = about->type == SANE_TYPE_BOOL ? (*(SANE_Word *)value ? "yes" : "no") : value;
  chosen = g_strdup_printf ("%s%s=%s;", before, about->name, word);
  return SANE_STATUS_GOOD;
}

SANE_String_Const
sane_strstatus (SANE_Status status)
{
  return "a status";
}

static const Device devices[] = {
    {"/scan/names/an all-in-one of HP",
     "multi-function peripheral",
     {"Flatbed", "ADF", "Duplex"},
     {"Lineart", "Gray", "Color"},
     NULL,
     "012",
     "012",
     "source=Duplex;mode=Gray;"},
    {"/scan/names/a feeder of Fujitsu, front and back",
     "scanner",
     {"ADF Front", "ADF Back", "ADF Duplex", "Card Front", "Card Duplex"},
     {"Lineart", "Halftone", "Gray", "Color"},
     NULL,
     "12",
     "012",
     "source=ADF Duplex;mode=Gray;"},
    {"/scan/names/a flatbed of Epson with transparencies, duplex apart",
     "flatbed scanner",
     {"Flatbed", "Transparency Unit", "Automatic Document Feeder"},
     {"Lineart", "Gray", "Color"},
     "adf-mode",
     "012",
     "012",
     "source=Automatic Document Feeder;adf-mode=Duplex;mode=Gray;"},
    {"/scan/names/a Brother with long names",
     "all-in-one",
     {"FlatBed", "Automatic Document Feeder(left aligned)",
      "Automatic Document Feeder(left aligned,Duplex)"},
     {"Black & White", "Gray[Error Diffusion]", "True Gray", "24bit Color", "24bit Color[Fast]"},
     NULL,
     "012",
     "012",
     "source=Automatic Document Feeder(left aligned,Duplex);mode=True Gray;"},
    {"/scan/names/a feeder with a switch for duplex",
     "sheetfed scanner",
     {NULL},
     {"Binary", "Gray", "Color"},
     "duplex",
     "12",
     "012",
     "duplex=yes;mode=Gray;"},
    {"/scan/names/a plain flatbed without options",
     "flatbed scanner",
     {NULL},
     {NULL},
     NULL,
     "0",
     "",
     ""},
    {"/scan/names/a flatbed of colour and nothing else, grey asked for",
     "flatbed scanner",
     {"Normal", "Transparency", "Negative"},
     {"Color", "48 bits color"},
     NULL,
     "0",
     "2",
     "source=Normal;mode=Color;"},
    {"/scan/names/a document table and a sheet feeder",
     "flatbed scanner",
     {"Document Table", "ADF Both Sides", "Sheet Feeder"},
     {"Monochrome", "Grayscale", "Colour"},
     NULL,
     "012",
     "012",
     "source=ADF Both Sides;mode=Grayscale;"},
    {"/scan/names/an all-in-one of HP is told to take the whole pile",
     "multi-function peripheral",
     {"Flatbed", "ADF"},
     {"Lineart", "Gray", "Color"},
     "batch-scan",
     "01",
     "012",
     "source=ADF;mode=Gray;batch-scan=yes;",
     "hpaio:/net/LaserJet?ip=192.0.2.7"},
    {"/scan/names/the same switch of another driver stays as it is",
     "multi-function peripheral",
     {"Flatbed", "ADF"},
     {"Lineart", "Gray", "Color"},
     "batch-scan",
     "01",
     "012",
     "source=ADF;mode=Gray;",
     "airscan:e0:LaserJet"},
    {"/scan/names/a Canon must not cut the page by its own lights",
     "scanner",
     {"ADF Front", "ADF Back", "ADF Duplex"},
     {"Lineart", "Halftone", "Gray", "Color"},
     "swcrop",
     "12",
     "012",
     "source=ADF Duplex;mode=Gray;swcrop=no;",
     "canon_dr:libusb:001:004"},
    {"/scan/names/an Epson behind a server does not wait for its button",
     "flatbed scanner",
     {"Flatbed", "Automatic Document Feeder"},
     {"Lineart", "Gray", "Color"},
     "wait-for-button",
     "01",
     "012",
     "source=Automatic Document Feeder;mode=Gray;wait-for-button=no;",
     "net:counter-3:epson2:libusb:001:005"},
    {"/scan/names/a Pixma does not wait for its button",
     "multi-function peripheral",
     {"Flatbed", "Automatic Document Feeder", "ADF Duplex"},
     {"Color", "Gray", "48 bits color", "16 bits gray", "Lineart"},
     "button-controlled",
     "012",
     "012",
     "source=ADF Duplex;mode=Gray;button-controlled=no;",
     "pixma:04A91912_0BC4FE"},
    {"/scan/names/a network scanner that speaks eSCL",
     "ip scanner",
     {"Flatbed", "ADF", "ADF Duplex"},
     {"Color", "Gray"},
     NULL,
     "012",
     "12",
     "source=ADF Duplex;mode=Gray;",
     "airscan:e0:Brother MFC"},
};

static char *
join (GVariantIter *iter)
{
  GString *text = g_string_new (NULL);
  guint value;
  while (g_variant_iter_next (iter, "u", &value))
    g_string_append_printf (text, "%u", value);
  return g_string_free (text, FALSE);
}

static void
test_device (gconstpointer data)
{
  device = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariantIter) sources = NULL;
  g_autoptr (GVariantIter) modes = NULL;
  g_autoptr (GVariant) traits = g_variant_ref_sink (yc_scan_options_describe (NULL, device->type));
  g_variant_get (traits, YC_SCAN_TRAITS_TYPE, &sources, &modes, NULL);
  g_autofree char *found_sources = join (sources);
  g_autofree char *found_modes = join (modes);
  g_assert_cmpstr (found_sources, ==, device->expected_sources);
  g_assert_cmpstr (found_modes, ==, device->expected_modes);

  const char *const none[] = {NULL};
  guint dpi;
  guint last = (guint)(found_sources[strlen (found_sources) - 1] - '0');
  YcScanWish wish = {.source = last, .mode = YC_SCAN_GREY, .dpi = 300, .settings = none};
  chosen = g_strdup ("");
  g_assert_true (yc_scan_options_apply (NULL, device->name ? device->name : "any", device->type,
                                        &wish, &dpi, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (chosen, ==, device->chosen);
  g_clear_pointer (&chosen, g_free);
}

static void
test_missing_source (void)
{
  g_autoptr (GError) error = NULL;
  const char *const none[] = {NULL};
  YcScanWish wish = {.source = YC_SCAN_FLATBED, .mode = YC_SCAN_GREY, .settings = none};
  guint dpi;
  device = &devices[1];
  g_assert_false (yc_scan_options_apply (NULL, "any", device->type, &wish, &dpi, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    g_test_add_data_func (devices[i].path, &devices[i], test_device);
  g_test_add_func ("/scan/names/a source that the device lacks is refused", test_missing_source);
  return g_test_run ();
}
