// What must be set right on devices of certain drivers before they scan as asked: the one table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-quirks.h"

#include "yc-scan-control.h"

#include <string.h>

#define FLATBED (1u << YC_SCAN_FLATBED)
#define FEEDERS (1u << YC_SCAN_FEEDER | 1u << YC_SCAN_FEEDER_DUPLEX)
#define ALL     (FLATBED | FEEDERS)

typedef struct {
  const char *driver;  // NULL: of whatever driver
  guint sources;       // a bit for each YcScanSource
  const char *setting; // name=value
} Quirk;

static const Quirk quirks[] = {
    // A page is evidence: the driver may drop none as blank, and cut or turn none by its own
    // lights.
    {NULL, ALL, "swskip=0"},
    {NULL, ALL, "swcrop=no"},
    {NULL, ALL, "swdeskew=no"},
    {NULL, ALL, "swdespeck=0"},
    {NULL, ALL, "swderotate=no"},
    // Compressed frames are none of the formats that SANE's applications must know.
    {"fujitsu", ALL, "compression=None"},
    {"hpaio", ALL, "compression=None"},
    // Without these the feeder stops, or ejects the pile, after its first sheet.
    {"hpaio", FEEDERS, "batch-scan=yes"},
    {"kvs1025", FEEDERS, "feeder-mode=All pages"},
    {"kvs20xx", FEEDERS, "feeder-mode=continuous"},
    {"kvs40xx", FEEDERS, "feeder-mode=continuous"},
    {"canon_dr", FEEDERS, "buffermode=On"},
    {"fujitsu", FEEDERS, "buffermode=On"},
    // The clerk has said when: a driver that waits for a button of the device looks hung.
    {"epson2", ALL, "wait-for-button=no"},
    {"hp5590", ALL, "wait-for-button=no"},
    {"pixma", ALL, "button-controlled=no"},
    // A sheet that is done leaves the feeder; another one of two stays in it and is read again.
    {"epson2", FEEDERS, "auto-eject=yes"},
};

// Whether the feeder holds paper, by the drivers that have an eye for it.
static const char *const eyes[] = {"page-loaded", "adf-loaded", "hopper-loaded", NULL};

// Buttons that mean "scan", of fujitsu, epjitsu and genesys, of canon_dr, of plustek.
static const char *const buttons[] = {"scan", "start", "button 0", NULL};

// The driver is what a name begins with; one that comes through a server has it further on.
static gboolean
is_of (const char *device, const char *driver)
{
  g_auto (GStrv) parts = g_strsplit (device, ":", -1);
  return driver == NULL || g_strv_contains ((const char *const *)parts, driver);
}

static gboolean
has (SANE_Handle handle, const char *setting)
{
  g_autofree char *name = g_strndup (setting, strcspn (setting, "="));
  YcScanControl control;
  return yc_scan_control_find (handle, name, &control);
}

void
yc_scan_quirks_apply (SANE_Handle handle, const char *device, YcScanSource source)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quirks); i++) {
    const Quirk *quirk = &quirks[i];
    if ((quirk->sources & 1u << source) != 0 && is_of (device, quirk->driver) &&
        has (handle, quirk->setting))
      yc_scan_control_set_any (handle, quirk->setting, NULL);
  }
}

static YcScanSensor
see (SANE_Handle handle, const char *const *names)
{
  YcScanSensor seen = YC_SCAN_SENSOR_NONE;
  for (gsize i = 0; names[i]; i++) {
    YcScanControl control;
    double value = 0;
    if (!yc_scan_control_find_sensor (handle, names[i], &control) ||
        !yc_scan_control_get_number (&control, &value))
      continue;
    if (value != 0)
      return YC_SCAN_SENSOR_YES;
    seen = YC_SCAN_SENSOR_NO;
  }
  return seen;
}

YcScanSensor
yc_scan_quirks_see_paper (SANE_Handle handle)
{
  return see (handle, eyes);
}

YcScanSensor
yc_scan_quirks_see_button (SANE_Handle handle)
{
  return see (handle, buttons);
}
