// What the server says on standard error: a line each, as text or as JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-log.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static char *
format_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
}

static const char *
name_level (GLogLevelFlags level)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0)
    return "error";
  return (level & G_LOG_LEVEL_WARNING) != 0 ? "warning" : "info";
}

static const char *
find_field (const GLogField *fields, gsize n, const char *key)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, key))
      return fields[i].value;
  return NULL;
}

static void
write_text (const char *time, const char *level, const GLogField *fields, gsize n)
{
  const char *message = find_field (fields, n, "MESSAGE");

  fprintf (stderr, "%s %s %s\n", time, level, message != NULL ? message : "");
}

// Only these are taken over: what a library may add to its own is not known.
static void
write_json (const char *time, const char *level, const GLogField *fields, gsize n)
{
  static const struct {
    const char *field, *member;
    gboolean is_number;
  } members[] = {
      {"YC_REQUEST", "request", FALSE},
      {"YC_METHOD", "method", FALSE},
      {"YC_ROUTE", "route", FALSE},
      {"YC_STATUS", "status", TRUE},
      {"YC_US", "us", TRUE},
      {"YC_RECEIVED", "received", TRUE},
      {"MESSAGE", "message", FALSE},
  };
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "time", time);
  json_object_set_string_member (object, "level", level);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *value = find_field (fields, n, members[i].field);

    if (value != NULL && members[i].is_number)
      json_object_set_int_member (object, members[i].member, g_ascii_strtoll (value, NULL, 10));
    else if (value != NULL)
      json_object_set_string_member (object, members[i].member, value);
  }
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  fprintf (stderr, "%s\n", text);
}

static GLogWriterOutput
write_line (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer as_json)
{
  g_autofree char *time = NULL;

  if ((level & G_LOG_LEVEL_MASK) >= G_LOG_LEVEL_DEBUG)
    return G_LOG_WRITER_HANDLED;
  time = format_time ();
  if (GPOINTER_TO_INT (as_json))
    write_json (time, name_level (level), fields, n);
  else
    write_text (time, name_level (level), fields, n);
  return G_LOG_WRITER_HANDLED;
}

void
yc_log_begin (gboolean as_json)
{
  g_log_set_writer_func (write_line, GINT_TO_POINTER (as_json), NULL);
}
