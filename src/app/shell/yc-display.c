// How the program is drawn: with or without a graphics processor, how large, how dark.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-display.h"

#include <adwaita.h>

static gboolean
has_graphics_processor (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;
  while (folder && (name = g_dir_read_name (folder)))
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;
  return FALSE;
}

void
yc_display_prepare (void)
{
  if (has_graphics_processor ())
    return;
  // Without one GTK would still load OpenGL in software, with all of LLVM: three times the memory
  // and half as long again until the first frame, for nothing. Who knows better has set these
  // already.
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
}

// Old halls have displays without transparency; libadwaita reckons with none of them.
static void
ensure_solid (GdkDisplay *display)
{
  if (gdk_display_is_composited (display) || g_object_get_data (G_OBJECT (display), "yc-solid"))
    return;
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/yichuang/Yichuang/solid.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data (G_OBJECT (display), "yc-solid", GINT_TO_POINTER (TRUE));
}

// The size of text that the desktop asks for, before any choice of ours.
static int
find_own_dpi (GtkSettings *settings)
{
  int dpi = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (settings), "yc-own-dpi"));
  if (dpi)
    return dpi;
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  dpi = dpi > 0 ? dpi : 96 * 1024;
  g_object_set_data (G_OBJECT (settings), "yc-own-dpi", GINT_TO_POINTER (dpi));
  return dpi;
}

// One font for both scripts, so that a line does not jump where the script changes. Its size is a
// preference of ours and takes the desktop's resolution into account.
#define FONT "Noto Sans CJK SC, Source Han Sans SC, Sans 11"

void
yc_display_apply (YcProfile *profile)
{
  GtkSettings *settings = gtk_settings_get_default ();
  ensure_solid (gdk_display_get_default ());
  g_object_set (settings, "gtk-font-name", FONT, NULL);
  double scale = g_ascii_strtod (yc_profile_get (profile, "text-scale"), NULL);
  scale = scale > 0 ? CLAMP (scale, 1, 2) : 1;
  g_object_set (settings, "gtk-xft-dpi", (int)(find_own_dpi (settings) * scale), NULL);

  const char *scheme = yc_profile_get (profile, "colour-scheme");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (scheme, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : g_str_equal (scheme, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                                      : ADW_COLOR_SCHEME_DEFAULT);
}
