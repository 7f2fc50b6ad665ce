// yichuang: the workstation of the one-window counter.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-app-resources.h"
#include "yc-application.h"
#include "yc-trace.h"

int
main (int argc, char **argv)
{
  yc_trace_start ();
  yc_app_get_resource (); // the linker drops a resource that nothing names
  g_autoptr (YcApplication) application = yc_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
