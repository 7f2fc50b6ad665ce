// Finding the scanners there are, and asking each what it can do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-scan-link.h"

#define ADDRESS_MS 15000 // libsane waits five seconds for a machine that is off

// One look for scanners.
typedef struct {
  const YcScanConfig *config;
  gboolean by_address;
  guint list_ms;
  YcHelper *helper; // owned, nullable
} Look;

// A driver that crashes over one device must not hide the others: then a new helper goes on.
static gboolean
ensure_helper (Look *look, GError **error)
{
  if (look->helper && yc_helper_get_fate (look->helper) == YC_HELPER_RUNNING)
    return TRUE;
  g_clear_object (&look->helper);
  look->helper = yc_scan_link_open (look->config, look->by_address, error);
  return look->helper != NULL;
}

static GVariant *
fetch_devices (Look *look, GCancellable *cancellable, GError **error)
{
  if (!ensure_helper (look, error) ||
      !yc_scan_link_ask (look->helper, YC_SCAN_ASK_LIST,
                         g_variant_new_boolean (look->config->local_only), error))
    return NULL;
  return yc_scan_link_hear_value (look->helper, look->list_ms, cancellable, YC_SCAN_SAY_DEVICES,
                                  YC_SCAN_DEVICES_TYPE, error);
}

static GVariant *
fetch_traits (Look *look, const YcScannerFacts *facts, GCancellable *cancellable, GError **error)
{
  if (!ensure_helper (look, error) ||
      !yc_scan_link_ask (look->helper, YC_SCAN_ASK_DESCRIBE,
                         g_variant_new (YC_SCAN_DESCRIBE_TYPE, facts->name, facts->type), error))
    return NULL;
  return yc_scan_link_hear_value (look->helper, look->config->open_ms, cancellable,
                                  YC_SCAN_SAY_TRAITS, YC_SCAN_TRAITS_TYPE, error);
}

static guint
get_bits (GVariantIter *iter, guint end)
{
  guint bits = 0;
  guint value;
  while (g_variant_iter_next (iter, "u", &value))
    bits |= value < end ? 1u << value : 0;
  return bits;
}

static YcScanner *
make_scanner (YcScannerFacts *facts, GVariant *traits)
{
  if (traits == NULL)
    return yc_scanner_new (facts);
  g_autoptr (GVariantIter) sources = NULL;
  g_autoptr (GVariantIter) modes = NULL;
  g_autoptr (GVariantIter) resolutions = NULL;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_variant_get (traits, YC_SCAN_TRAITS_TYPE, &sources, &modes, &resolutions);
  facts->sources = get_bits (sources, YC_SCAN_N_SOURCES);
  facts->modes = get_bits (modes, YC_SCAN_N_MODES);
  facts->resolutions = list;
  guint dpi;
  while (g_variant_iter_next (resolutions, "u", &dpi))
    g_array_append_val (list, dpi);
  return yc_scanner_new (facts);
}

static gboolean
is_known (GPtrArray *scanners, const char *name)
{
  for (guint i = 0; i < scanners->len; i++)
    if (g_str_equal (yc_scanner_get_name (scanners->pdata[i]), name))
      return TRUE;
  return FALSE;
}

static gboolean
add_all (Look *look, GPtrArray *scanners, GCancellable *cancellable, GError **error)
{
  g_autoptr (GVariant) devices = fetch_devices (look, cancellable, error);
  YcScannerFacts facts = {NULL};
  GVariantIter iter;
  if (devices == NULL)
    return FALSE;
  g_variant_iter_init (&iter, devices);
  while (g_variant_iter_next (&iter, "(&s&s&s&s)", &facts.name, &facts.vendor, &facts.model,
                              &facts.type)) {
    g_autoptr (GError) trouble = NULL;
    g_autoptr (GVariant) traits = NULL;
    if (is_known (scanners, facts.name))
      continue;
    traits = fetch_traits (look, &facts, cancellable, &trouble);
    if (g_error_matches (trouble, YC_ERROR, YC_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
    YcScannerFacts found = facts;
    found.trouble = trouble;
    g_ptr_array_add (scanners, make_scanner (&found, traits));
  }
  return TRUE;
}

static gboolean
look_for (Look *look, GPtrArray *scanners, GCancellable *cancellable, GError **error)
{
  gboolean done = add_all (look, scanners, cancellable, error);
  if (done)
    yc_helper_close (look->helper, look->config->close_ms);
  g_clear_object (&look->helper);
  return done;
}

// A machine at an address that hangs takes no more than its time, and hides nothing that is here.
static gboolean
look_by_address (const YcScanConfig *config,
                 GPtrArray *scanners,
                 GCancellable *cancellable,
                 GError **error)
{
  Look look = {config, TRUE, MIN (config->list_ms, ADDRESS_MS), NULL};
  g_autoptr (GError) problem = NULL;
  if (look_for (&look, scanners, cancellable, &problem))
    return TRUE;
  if (!g_error_matches (problem, YC_ERROR, YC_ERROR_CANCELLED)) {
    g_message ("Scanners by address: %s", problem->message);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

GPtrArray *
yc_scanner_list (const YcScanConfig *config, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) scanners = g_ptr_array_new_with_free_func (g_object_unref);
  Look look = {config, FALSE, config->list_ms, NULL};
  if (!look_for (&look, scanners, cancellable, error))
    return NULL;
  if (config->addresses != NULL && *config->addresses != '\0' &&
      !look_by_address (config, scanners, cancellable, error))
    return NULL;
  return g_steal_pointer (&scanners);
}
