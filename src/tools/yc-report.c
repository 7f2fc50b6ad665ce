// What is wrong with a catalogue: one line a fault, with its file and place.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-report.h"

void
yc_report_add (YcReport *report, const char *place, const char *format, ...)
{
  g_autofree char *what = NULL, *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = place != NULL ? g_strdup_printf ("%s: %s: %s\n", report->file, place, what)
                       : g_strdup_printf ("%s: %s\n", report->file, what);
  if (report->lines != NULL)
    g_string_append (report->lines, line);
  else
    g_print ("%s", line);
  report->faults++;
}

char *
yc_place_member (const char *place, const char *member)
{
  return place != NULL ? g_strdup_printf ("%s.%s", place, member) : g_strdup (member);
}

char *
yc_place_element (const char *place, guint index)
{
  return g_strdup_printf ("%s[%u]", place != NULL ? place : "", index);
}
