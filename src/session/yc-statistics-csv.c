// Figures as a file for spreadsheets.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-json.h"
#include "yc-statistics-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"

// What begins like a formula would be worked out by whoever opens the file.
static void
append_cell (GString *out, const char *text)
{
  gboolean is_formula = strchr ("=+-@\t\r", *text) != NULL && *text != '\0';

  if (out->len > 0 && out->str[out->len - 1] != '\n' && out->len > strlen (BOM))
    g_string_append_c (out, ',');
  g_string_append_c (out, '"');
  if (is_formula)
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *text);
  }
  g_string_append_c (out, '"');
}

static void
append_number (GString *out, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  append_cell (out, text);
}

static void
end_row (GString *out)
{
  g_string_append (out, "\r\n");
}

static void
append_period (YcStatistics *self, GString *out)
{
  g_autofree char *from = yc_statistics_get_from (self), *until = yc_statistics_get_until (self);

  append_cell (out, _ ("Period"));
  append_cell (out, from);
  append_cell (out, until);
  end_row (out);
  for (YcHeadline headline = 0; headline < YC_N_HEADLINES; headline++) {
    g_autofree char *value = yc_statistics_show (self, headline);

    append_cell (out, yc_statistics_name (headline));
    append_cell (out, value);
    end_row (out);
  }
}

static void
append_departments (YcStatistics *self, GString *out)
{
  end_row (out);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
    append_cell (out, yc_statistics_title (column));
  end_row (out);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->departments)); i++) {
    g_autoptr (YcDepartmentRow) row = g_list_model_get_item (G_LIST_MODEL (self->departments), i);

    for (YcColumn column = 0; column < YC_N_COLUMNS; column++) {
      g_autofree char *value = yc_department_row_show (row, column);

      append_cell (out, value);
    }
    end_row (out);
  }
}

static void
append_items (YcStatistics *self, GString *out)
{
  static const char *const members[] = {"received", "noticed", "issued", "visits"};
  const char *const heads[] = {_ ("Item"), yc_statistics_title (YC_COLUMN_RECEIVED),
                               _ ("With a one-time notice"), _ ("Results that went out"),
                               _ ("Visits for these")};
  JsonArray *items = yc_json_get_array (self->answer, "items");

  end_row (out);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    append_cell (out, heads[i]);
  end_row (out);
  for (guint i = 0; i < yc_json_get_length (items); i++) {
    JsonObject *row = yc_json_get_element (items, i);

    append_cell (out, yc_statistics_name_item (self, yc_json_get_string (row, "item")));
    for (guint k = 0; k < G_N_ELEMENTS (members); k++)
      append_number (out, yc_json_get_int (row, members[k], 0));
    end_row (out);
  }
}

static void
append_reasons (YcStatistics *self, GString *out)
{
  end_row (out);
  append_cell (out, _ ("What stood in one-time notices"));
  append_cell (out, _ ("Item"));
  append_cell (out, _ ("Notices"));
  end_row (out);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->reasons)); i++) {
    g_autoptr (YcReasonRow) row = g_list_model_get_item (G_LIST_MODEL (self->reasons), i);

    append_cell (out, yc_reason_row_get_title (row));
    append_cell (out, yc_reason_row_get_detail (row));
    append_number (out, yc_reason_row_get_count (row));
    end_row (out);
  }
}

GBytes *
yc_statistics_to_csv (YcStatistics *self)
{
  g_autoptr (GString) out = NULL;

  if (self->answer == NULL)
    return NULL;
  out = g_string_new (BOM);
  append_period (self, out);
  append_departments (self, out);
  append_items (self, out);
  append_reasons (self, out);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

char *
yc_statistics_suggest_name (YcStatistics *self)
{
  g_autofree char *from = yc_statistics_get_from (self), *until = yc_statistics_get_until (self);

  return g_strdup_printf ("%s %s %s.csv", _ ("Statistics"), from, until);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yc_statistics_save_async (YcStatistics *self,
                          GFile *target,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) content = yc_statistics_to_csv (self);

  g_task_set_source_tag (task, yc_statistics_save_async);
  g_return_if_fail (content != NULL);
  g_file_replace_contents_bytes_async (target, content, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, cancellable, written_cb,
                                       task);
}

gboolean
yc_statistics_save_finish (YcStatistics *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
