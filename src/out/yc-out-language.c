// Tells readers aloud which language a PDF is in, which cairo 1.16 cannot.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-out-private.h"

static GBytes *
rewrite (qpdf_data qpdf, GByteArray *pdf, const char *language)
{
  qpdf_oh root, preferences;

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  if (qpdf_read_memory (qpdf, "out", (const char *)pdf->data, pdf->len, NULL) != QPDF_SUCCESS)
    return NULL;
  root = qpdf_get_root (qpdf);
  preferences = qpdf_oh_new_dictionary (qpdf);
  qpdf_oh_replace_key (qpdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool (qpdf, QPDF_TRUE));
  qpdf_oh_replace_key (qpdf, root, "/ViewerPreferences", preferences);
  qpdf_oh_replace_key (qpdf, root, "/Lang", qpdf_oh_new_unicode_string (qpdf, language));
  yc_out_merge_glyphs (qpdf);
  if (qpdf_init_write_memory (qpdf) != QPDF_SUCCESS)
    return NULL;
  qpdf_set_stream_data_mode (qpdf, qpdf_s_preserve); // pictures as they are
  qpdf_set_object_stream_mode (qpdf, qpdf_o_generate);
  if (qpdf_write (qpdf) != QPDF_SUCCESS)
    return NULL;
  return g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
}

GBytes *
yc_out_set_language (GByteArray *pdf, const char *language, GError **error)
{
  qpdf_data qpdf = qpdf_init ();
  GBytes *whole = rewrite (qpdf, pdf, language);

  if (whole == NULL)
    g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "the document cannot be written: %s",
                 qpdf_has_error (qpdf) ? qpdf_get_error_full_text (qpdf, qpdf_get_error (qpdf))
                                       : "qpdf");
  qpdf_cleanup (&qpdf);
  return whole;
}
