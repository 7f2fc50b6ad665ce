// The table of routes: method and pattern, who may call, and who answers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-router.h"

#include <string.h>

// A segment of a path. Borrows.
typedef struct {
  const char *at;
  gsize length;
} Part;

// Every request goes through this a dozen times: nothing is copied.
static gboolean
matches (const char *pattern, const char *path, Part ret_captured[YC_ROUTE_PARAMETERS])
{
  guint n = 0;

  for (;; pattern++, path++) {
    gsize wanted = strcspn (pattern, "/"), given = strcspn (path, "/");

    if (*pattern == '{' && given > 0 && n < YC_ROUTE_PARAMETERS)
      ret_captured[n++] = (Part){path, given};
    else if (wanted != given || memcmp (pattern, path, given) != 0)
      return FALSE;
    pattern += wanted;
    path += given;
    if (*pattern == '\0' || *path == '\0')
      return *pattern == *path;
  }
}

YcMatch
yc_router_find (const YcRoute *routes,
                const char *method,
                const char *path,
                const YcRoute **ret_route,
                char *ret_parameters[YC_ROUTE_PARAMETERS],
                char **ret_allow)
{
  g_autoptr (GString) allow = g_string_new (NULL);

  for (const YcRoute *route = routes; route->method != NULL; route++) {
    Part captured[YC_ROUTE_PARAMETERS] = {{NULL, 0}};

    if (!matches (route->pattern, path, captured))
      continue;
    if (!g_str_equal (route->method, method)) {
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", route->method);
      continue;
    }
    *ret_route = route;
    for (guint i = 0; i < YC_ROUTE_PARAMETERS; i++)
      ret_parameters[i] = g_strndup (captured[i].at, captured[i].length);
    return YC_MATCH_FOUND;
  }
  if (allow->len == 0)
    return YC_MATCH_NOTHING;
  *ret_allow = g_strdup (allow->str);
  return YC_MATCH_WRONG_METHOD;
}
