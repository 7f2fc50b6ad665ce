// The scanners there are.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-row-private.h"
#include "yc-scan-address.h"
#include "yc-scan.h"
#include "yc-session-private.h"

#include <glib/gi18n-lib.h>

struct _YcScannerRow {
  GObject parent_instance;
  char *device, *title, *sources;
};

static void
yc_scanner_row_clear (YcScannerRow *self)
{
  g_free (self->device);
  g_free (self->title);
  g_free (self->sources);
}

YC_DEFINE_ROW (YcScannerRow, yc_scanner_row)

const char *
yc_scanner_row_get_device (YcScannerRow *self)
{
  return self->device;
}

const char *
yc_scanner_row_get_title (YcScannerRow *self)
{
  return self->title;
}

const char *
yc_scanner_row_get_sources (YcScannerRow *self)
{
  return self->sources;
}

void
yc_scanner_row_choose (YcScannerRow *self, YcProfile *profile)
{
  yc_profile_set (profile, "scanner", self->device);
  yc_profile_set (profile, "scanner-model", self->title);
  yc_profile_set (profile, "scanner-sources", self->sources);
}

static char *
list_sources (YcScanner *scanner)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (yc_scanner_has_source (scanner, YC_SCAN_FLATBED))
    g_ptr_array_add (words, (gpointer) "flatbed");
  if (yc_scanner_has_source (scanner, YC_SCAN_FEEDER))
    g_ptr_array_add (words, (gpointer) "feeder");
  if (yc_scanner_has_source (scanner, YC_SCAN_FEEDER_DUPLEX))
    g_ptr_array_add (words, (gpointer) "duplex");
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **)words->pdata);
}

char *
yc_scanners_refuse (const char *addresses)
{
  g_autofree char *hosts = NULL, *airscan = NULL;
  g_autoptr (GError) error = NULL;

  if (yc_scan_address_split (addresses, &hosts, &airscan, &error))
    return NULL;
  return g_strdup (
      _ ("Names of machines, or addresses that begin with http://, with spaces between."));
}

static void
list_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcScanConfig config = YC_SCAN_CONFIG_INIT;
  GError *error = NULL;
  GPtrArray *scanners;

  config.addresses = data;
  scanners = yc_scanner_list (&config, cancellable, &error);

  if (scanners != NULL)
    g_task_return_pointer (task, scanners, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
yc_session_list_scanners_async (YcSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, yc_session_list_scanners_async);
  g_task_set_task_data (task, g_strdup (yc_profile_get (self->profile, "scanner-addresses")),
                        g_free);
  yc_session_run (self, &self->scans, task, list_work);
}

GListModel *
yc_session_list_scanners_finish (YcSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) scanners = g_task_propagate_pointer (G_TASK (result), error);
  GListStore *rows;

  if (scanners == NULL)
    return NULL;
  rows = g_list_store_new (YC_TYPE_SCANNER_ROW);
  for (guint i = 0; i < scanners->len; i++) {
    YcScanner *scanner = scanners->pdata[i];
    g_autoptr (YcScannerRow) row = g_object_new (YC_TYPE_SCANNER_ROW, NULL);

    row->device = g_strdup (yc_scanner_get_name (scanner));
    row->title = yc_scanner_name_model (scanner);
    row->sources = list_sources (scanner);
    g_list_store_append (rows, row);
  }
  return G_LIST_MODEL (rows);
}
