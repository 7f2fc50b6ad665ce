// QR codes, made by libqrencode.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-qr.h"

#include <qrencode.h>

guint8 *
yc_qr_make (const char *text, int *ret_n)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  guint8 *dots;

  if (code == NULL)
    return NULL;
  *ret_n = code->width;
  dots = g_new (guint8, (gsize)code->width * (gsize)code->width);
  for (int i = 0; i < code->width * code->width; i++)
    dots[i] = code->data[i] & 1;
  QRcode_free (code);
  return dots;
}
