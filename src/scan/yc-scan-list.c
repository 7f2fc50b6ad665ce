// Finding the scanners there are, and asking each what it can do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-scan-link.h"

// A driver that crashes over one device must not hide the others: then a new helper goes on.
static gboolean
ensure_helper (YcHelper **helper, const YcScanConfig *config, GError **error)
{
  if (*helper && yc_helper_get_fate (*helper) == YC_HELPER_RUNNING)
    return TRUE;
  g_clear_object (helper);
  *helper = yc_scan_link_open (config, error);
  return *helper != NULL;
}

static GVariant *
fetch_devices (YcHelper **helper,
               const YcScanConfig *config,
               GCancellable *cancellable,
               GError **error)
{
  if (!ensure_helper (helper, config, error) ||
      !yc_scan_link_ask (*helper, YC_SCAN_ASK_LIST, g_variant_new_boolean (config->local_only),
                         error))
    return NULL;
  return yc_scan_link_hear_value (*helper, config->list_ms, cancellable, YC_SCAN_SAY_DEVICES,
                                  YC_SCAN_DEVICES_TYPE, error);
}

static GVariant *
fetch_traits (YcHelper **helper,
              const YcScanConfig *config,
              const YcScannerFacts *facts,
              GCancellable *cancellable,
              GError **error)
{
  if (!ensure_helper (helper, config, error) ||
      !yc_scan_link_ask (*helper, YC_SCAN_ASK_DESCRIBE,
                         g_variant_new (YC_SCAN_DESCRIBE_TYPE, facts->name, facts->type), error))
    return NULL;
  return yc_scan_link_hear_value (*helper, config->open_ms, cancellable, YC_SCAN_SAY_TRAITS,
                                  YC_SCAN_TRAITS_TYPE, error);
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

GPtrArray *
yc_scanner_list (const YcScanConfig *config, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcHelper) helper = NULL;
  g_autoptr (GVariant) devices = fetch_devices (&helper, config, cancellable, error);
  if (devices == NULL)
    return NULL;
  g_autoptr (GPtrArray) scanners = g_ptr_array_new_with_free_func (g_object_unref);
  GVariantIter iter;
  g_variant_iter_init (&iter, devices);
  YcScannerFacts facts = {NULL};
  while (g_variant_iter_next (&iter, "(&s&s&s&s)", &facts.name, &facts.vendor, &facts.model,
                              &facts.type)) {
    g_autoptr (GError) trouble = NULL;
    g_autoptr (GVariant) traits = fetch_traits (&helper, config, &facts, cancellable, &trouble);
    if (g_error_matches (trouble, YC_ERROR, YC_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
    YcScannerFacts found = facts;
    found.trouble = trouble;
    g_ptr_array_add (scanners, make_scanner (&found, traits));
  }
  yc_helper_close (helper, config->close_ms);
  return g_steal_pointer (&scanners);
}
