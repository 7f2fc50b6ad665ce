// What the parsers take from the disk before the shields go up.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document.h"

#include <fontconfig/fontconfig.h>
#ifdef YC_HAVE_HEIF
#include <libheif/heif.h>
#endif

// The C library loads its tables for this when they are first wanted; they stay while this is open.
static GIConv latin; // for passwords of PDF files

void
yc_document_prepare (void)
{
  latin = g_iconv_open ("ISO-8859-1", "UTF-8");
  FcInit ();
  FcConfigSetRescanInterval (NULL, 0); // its settings cannot be read again later
#ifdef YC_HAVE_HEIF
  heif_init (NULL); // its decoders may be plugins
#endif
}
