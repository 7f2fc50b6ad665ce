// Finding scanners and scanning pages, by way of a helper process that may crash or hang.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-scan-types.h"
#include "yc-scanner.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// All functions block and are meant for a YcWorker.

// How long a scanner may take over each stage, in milliseconds, before its helper is killed.
typedef struct {
  const char *helper;  // path of yichuang-scan; NULL: as yc_helper_path() finds it
  gboolean local_only; // do not look for scanners in the network
  // Of scanners that the network does not announce, as yc_scan_address_split () takes them; what is
  // wrong in it counts as nothing. Nullable.
  const char *addresses;
  guint list_ms;    // find all devices
  guint open_ms;    // open and set up one
  guint start_ms;   // begin a page: lamps warm up, paper is drawn in
  guint first_ms;   // from there to its first byte
  guint between_ms; // from bytes to more bytes
  guint close_ms;   // end the job and let go of the device
  guint cancel_ms;  // stop when asked to
} YcScanConfig;

#define YC_SCAN_CONFIG_INIT                                                                        \
  {                                                                                                \
    .list_ms = 60000, .open_ms = 30000, .start_ms = 60000, .first_ms = 60000, .between_ms = 20000, \
    .close_ms = 10000, .cancel_ms = 3000                                                           \
  }

typedef struct {
  const char *device; // yc_scanner_get_name()
  const char *kind;   // yc_scanner_get_kind(); NULL: not known, taken for a flatbed when it
                      // offers no choice of sources
  YcScanSource source;
  YcScanMode mode; // the nearest that the device has; the page says what it became
  guint dpi;       // likewise
  guint width;     // of the sheet, millimetres; 0: A4
  guint height;    // likewise
  int brightness;  // -100 to 100; 0: as the device has it
  gboolean wait;   // an empty feeder is waited for; a flatbed for its button, if it has one
  // For models with quirks: settings of the driver's own as "name=value" (scanimage --help lists
  // them), made after all others; nullable.
  const char *const *settings;
} YcScanRequest;

// A complete page.
typedef struct {
  guint index;  // in its job, from 0
  guint width;  // pixels
  guint height; // pixels
  guint dpi;
  YcScanMode mode;
  gsize stride; // bytes from line to line
  GBytes *data; // stride * height bytes
} YcScanPage;

// Takes a page at the moment it is complete; `page` is lent for the call, its data can be kept by a
// reference. FALSE with an error (such as a full disk) ends the job.
typedef gboolean (*YcScanPageFunc) (const YcScanPage *page, gpointer user_data, GError **error);

#define YC_SCAN_WAITING (-2.0)

// How far page `index` is, 0 to 1, -1 when its length is not known, or YC_SCAN_WAITING: for paper,
// or for the button of the device.
typedef void (*YcScanProgressFunc) (guint index, double fraction, gpointer user_data);

// All scanners there are just now, as YcScanner; an empty array when there is none. Each call asks
// anew. One that cannot be asked what it can do is listed with its trouble.
GPtrArray *yc_scanner_list (const YcScanConfig *config, GCancellable *cancellable, GError **error);

// Scans one page from the flatbed, or all pages in the feeder, and hands over each as soon as it is
// complete. `progress_func` is nullable. `ret_pages` (nullable) is set to the number of pages that
// `page_func` took, also when it fails: what came before a failure stays, and the call can be made
// again. Fails with YC_ERROR_SCANNER_* codes, YC_ERROR_CANCELLED, or what `page_func` failed with.
gboolean yc_scan_run (const YcScanConfig *config,
                      const YcScanRequest *request,
                      YcScanPageFunc page_func,
                      YcScanProgressFunc progress_func,
                      gpointer user_data,
                      GCancellable *cancellable,
                      guint *ret_pages,
                      GError **error);

G_END_DECLS
