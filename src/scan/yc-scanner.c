// A scanner as it was found: its name, and what it can do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scanner.h"

struct _YcScanner {
  GObject parent_instance;
  char *name;   /* owned */
  char *vendor; /* owned */
  char *model;  /* owned */
  char *kind;   /* owned */
  guint sources;
  guint modes;
  GArray *resolutions; /* owned */
  GError *trouble;     /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (YcScanner, yc_scanner, G_TYPE_OBJECT)

YcScanner *
yc_scanner_new (const YcScannerFacts *facts)
{
  YcScanner *scanner = g_object_new (YC_TYPE_SCANNER, NULL);
  scanner->name = g_strdup (facts->name);
  scanner->vendor = g_strdup (facts->vendor);
  scanner->model = g_strdup (facts->model);
  scanner->kind = g_strdup (facts->type);
  scanner->sources = facts->sources;
  scanner->modes = facts->modes;
  if (facts->resolutions)
    g_array_append_vals (scanner->resolutions, facts->resolutions->data, facts->resolutions->len);
  if (facts->trouble)
    scanner->trouble = g_error_copy (facts->trouble);
  return scanner;
}

const char *
yc_scanner_get_name (YcScanner *scanner)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  return scanner->name;
}

const char *
yc_scanner_get_vendor (YcScanner *scanner)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  return scanner->vendor;
}

const char *
yc_scanner_get_model (YcScanner *scanner)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  return scanner->model;
}

const char *
yc_scanner_get_kind (YcScanner *scanner)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  return scanner->kind;
}

char *
yc_scanner_name_model (YcScanner *scanner)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  return g_strdup_printf ("%s %s", scanner->vendor, scanner->model);
}

gboolean
yc_scanner_has_source (YcScanner *scanner, YcScanSource source)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), FALSE);
  return (scanner->sources & 1u << source) != 0;
}

gboolean
yc_scanner_has_mode (YcScanner *scanner, YcScanMode mode)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), FALSE);
  return (scanner->modes & 1u << mode) != 0;
}

const guint *
yc_scanner_get_resolutions (YcScanner *scanner, gsize *ret_n)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  *ret_n = scanner->resolutions->len;
  return (const guint *)(gpointer)scanner->resolutions->data;
}

const GError *
yc_scanner_get_trouble (YcScanner *scanner)
{
  g_return_val_if_fail (YC_IS_SCANNER (scanner), NULL);
  return scanner->trouble;
}

static void
yc_scanner_finalize (GObject *object)
{
  YcScanner *scanner = YC_SCANNER (object);
  g_free (scanner->name);
  g_free (scanner->vendor);
  g_free (scanner->model);
  g_free (scanner->kind);
  g_array_unref (scanner->resolutions);
  g_clear_error (&scanner->trouble);
  G_OBJECT_CLASS (yc_scanner_parent_class)->finalize (object);
}

static void
yc_scanner_class_init (YcScannerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_scanner_finalize;
}

static void
yc_scanner_init (YcScanner *scanner)
{
  scanner->resolutions = g_array_new (FALSE, FALSE, sizeof (guint));
}
