// A scan helper that talks nonsense: the frames named by YC_LIAR, then silence.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-frame.h"
#include "yc-scan-protocol.h"

static void
say (YcScanSay what, GVariant *value)
{
  yc_frame_write_variant (YC_FRAME_FD, (guint8)what, value, -1, NULL);
}

// Each letter is a frame.
static void
tell (char letter)
{
  if (letter == 'p')
    say (YC_SCAN_SAY_PAGE, g_variant_new (YC_SCAN_PAGE_TYPE, 4, 2, 4, 1, 300));
  else if (letter == 'n')
    say (YC_SCAN_SAY_PAGE, g_variant_new (YC_SCAN_PAGE_TYPE, 4, 2, 3, 1, 300));
  else if (letter == 'm')
    say (YC_SCAN_SAY_PAGE, g_variant_new (YC_SCAN_PAGE_TYPE, 4, 2, 4, 9, 300));
  else if (letter == 'h')
    say (YC_SCAN_SAY_PAGE, g_variant_new (YC_SCAN_PAGE_TYPE, 1000000, 1000000, 1000000, 1, 300));
  else if (letter == 'w')
    say (YC_SCAN_SAY_PAGE, g_variant_new_string ("a word"));
  else if (letter == 'b')
    yc_frame_write (YC_FRAME_FD, YC_SCAN_SAY_BYTES, "abcd", 4, -1, NULL);
  else if (letter == 'e')
    say (YC_SCAN_SAY_PAGE_END, g_variant_new_uint32 (2));
  else if (letter == 'r')
    say (YC_SCAN_SAY_RESULT, g_variant_new (YC_SCAN_RESULT_TYPE, "", ""));
  else if (letter == '?')
    yc_frame_write (YC_FRAME_FD, '?', NULL, 0, -1, NULL);
}

int
main (void)
{
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  const char *story = g_getenv ("YC_LIAR");
  YcFrame frame;
  yc_frame_reader_read (reader, -1, NULL, &frame, NULL);
  for (gsize i = 0; story && story[i]; i++)
    tell (story[i]);
  while (yc_frame_reader_read (reader, -1, NULL, &frame, NULL))
    continue;
  return 0;
}
