// The scan helper: the only program that talks to scanner drivers, which may crash or hang it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-scan-address.h"
#include "yc-scan-job.h"
#include "yc-scan-options.h"
#include "yc-scan-protocol.h"
#include "yc-scan-status.h"

#include <errno.h>
#include <signal.h>

#define NET_SECONDS "5" // libsane waits for ever for a machine that hangs, and for all behind it

static void
say (YcScanSay what, GVariant *value)
{
  yc_frame_write_variant (YC_FRAME_FD, (guint8)what, value, -1, NULL);
}

// Drivers send any bytes as names, or none at all.
static char *
make_text (const char *text)
{
  return g_utf8_make_valid (text ? text : "", -1);
}

static void
add_device (GVariantBuilder *list, const SANE_Device *device)
{
  g_autofree char *name = make_text (device->name);
  g_autofree char *vendor = make_text (device->vendor);
  g_autofree char *model = make_text (device->model);
  g_autofree char *type = make_text (device->type);
  g_variant_builder_add (list, "(ssss)", name, vendor, model, type);
}

static gboolean
list_devices (GVariant *ask, GError **error)
{
  const SANE_Device **devices = NULL;
  SANE_Status status = sane_get_devices (&devices, g_variant_get_boolean (ask));
  if (!yc_scan_status_check (status, YC_SCAN_OPENING, "Looking for scanners", error))
    return FALSE;
  GVariantBuilder list;
  g_variant_builder_init (&list, G_VARIANT_TYPE (YC_SCAN_DEVICES_TYPE));
  for (gsize i = 0; devices[i]; i++)
    add_device (&list, devices[i]);
  say (YC_SCAN_SAY_DEVICES, g_variant_builder_end (&list));
  return TRUE;
}

static gboolean
describe_device (GVariant *ask, GError **error)
{
  const char *name;
  const char *type;
  SANE_Handle handle;
  g_variant_get (ask, "(&s&s)", &name, &type);
  SANE_Status status = sane_open (name, &handle);
  if (!yc_scan_status_check (status, YC_SCAN_OPENING, "Opening the scanner", error))
    return FALSE;
  g_autoptr (GVariant) traits = g_variant_ref_sink (yc_scan_options_describe (handle, type));
  sane_close (handle);
  say (YC_SCAN_SAY_TRAITS, traits);
  return TRUE;
}

typedef gboolean (*Answer) (GVariant *ask, GError **error);

static void
answer (const YcFrame *frame, const char *type, Answer func)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) ask = yc_frame_get_variant (frame, type, &error);
  if (ask == NULL || !func (ask, &error))
    yc_scan_job_say_result (error);
}

static void
run_job (YcFrameReader *reader, const YcFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) ask = yc_frame_get_variant (frame, YC_SCAN_RUN_TYPE, &error);
  if (ask)
    yc_scan_job_run (reader, ask);
  else
    yc_scan_job_say_result (error);
}

static void
do_as_asked (YcFrameReader *reader, const YcFrame *frame)
{
  if (frame->kind == YC_SCAN_ASK_LIST)
    answer (frame, YC_SCAN_LIST_TYPE, list_devices);
  else if (frame->kind == YC_SCAN_ASK_DESCRIBE)
    answer (frame, YC_SCAN_DESCRIBE_TYPE, describe_device);
  else if (frame->kind == YC_SCAN_ASK_RUN)
    run_job (reader, frame);
}

// A folder of settings that libsane looks into before its own. It is named by what lies in it, so
// that helpers that end by being killed leave no more than one.
static void
add_settings (const char *name, const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *folder =
      g_build_filename (g_get_user_runtime_dir (), "yichuang-scan", hash, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *before = g_getenv ("SANE_CONFIG_DIR");
  // What ends in a colon goes on with the folders of the system.
  g_autofree char *folders = g_strdup_printf ("%s:%s", folder, before != NULL ? before : "");

  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 && g_file_set_contents (path, text, -1, &error))
    g_setenv ("SANE_CONFIG_DIR", folders, TRUE);
  else
    g_message ("Scanners by address are not looked for: %s",
               error != NULL ? error->message : g_strerror (errno));
}

// A helper that knows addresses is for the network alone: what hangs there hides nothing else.
static void
set_addresses (const char *addresses)
{
  g_autofree char *hosts = NULL, *airscan = NULL;

  if (!yc_scan_address_split (addresses, &hosts, &airscan, NULL))
    return;
  add_settings ("dll.conf", "net\nairscan\n");
  if (hosts != NULL) {
    g_setenv ("SANE_NET_HOSTS", hosts, TRUE);
    g_setenv ("SANE_NET_TIMEOUT", NET_SECONDS, FALSE);
  }
  if (airscan != NULL)
    add_settings ("airscan.conf", airscan);
}

int
main (int argc, char **argv)
{
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  YcFrame frame;
  SANE_Int version = 0;
  // Drivers of network scanners write to sockets that nobody reads any more.
  signal (SIGPIPE, SIG_IGN);
  if (argc > 1)
    set_addresses (argv[1]);
  if (sane_init (&version, NULL) != SANE_STATUS_GOOD)
    return 1;
  while (yc_frame_reader_read (reader, -1, NULL, &frame, NULL))
    do_as_asked (reader, &frame);
  sane_exit ();
  return 0;
}
