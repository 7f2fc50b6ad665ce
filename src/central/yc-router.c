// The table of routes: method and pattern, who may call, and who answers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-router.h"

static gboolean
matches (const char *pattern, GStrv path, char *ret_parameters[YC_ROUTE_PARAMETERS])
{
  g_auto (GStrv) parts = g_strsplit (pattern, "/", -1);
  guint captured = 0;

  if (g_strv_length (parts) != g_strv_length (path))
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] == '{' && *path[i] != '\0' && captured < YC_ROUTE_PARAMETERS)
      ret_parameters[captured++] = path[i];
    else if (!g_str_equal (parts[i], path[i]))
      return FALSE;
  }
  return TRUE;
}

YcMatch
yc_router_find (const YcRoute *routes,
                const char *method,
                const char *path,
                const YcRoute **ret_route,
                char *ret_parameters[YC_ROUTE_PARAMETERS],
                char **ret_allow)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GString) allow = g_string_new (NULL);

  for (const YcRoute *route = routes; route->method != NULL; route++) {
    char *captured[YC_ROUTE_PARAMETERS] = {NULL};

    if (!matches (route->pattern, parts, captured))
      continue;
    if (!g_str_equal (route->method, method)) {
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", route->method);
      continue;
    }
    *ret_route = route;
    for (guint i = 0; i < YC_ROUTE_PARAMETERS; i++)
      ret_parameters[i] = g_strdup (captured[i]);
    return YC_MATCH_FOUND;
  }
  if (allow->len == 0)
    return YC_MATCH_NOTHING;
  *ret_allow = g_strdup (allow->str);
  return YC_MATCH_WRONG_METHOD;
}
