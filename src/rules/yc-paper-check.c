// Looks a template over before anything is printed with it: its elements, its sizes, its paths.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-paper-template.h"

#include <math.h>
#include <string.h>

#define MOST_DEPTH   8
#define MOST_COLUMNS 8
#define MOST_PAIRS   4
#define MOST_SIGNS   3
#define MOST_COPIES  9

// Each element and what it may have beside the member that names it; in its order.
static const struct {
  const char *name;
  const char *others[6];
} elements[YC_N_ELEMENTS] = {
    [YC_ELEMENT_LINE] = {"line", {NULL}},
    [YC_ELEMENT_TEXT] = {"text", {"align", "size", "bold", "indent", "pale", NULL}},
    [YC_ELEMENT_GRID] = {"grid", {NULL}},
    [YC_ELEMENT_TABLE] = {"table", {NULL}},
    [YC_ELEMENT_LIST] = {"list", {NULL}},
    [YC_ELEMENT_EACH] = {"each", {"body", NULL}},
    [YC_ELEMENT_IF] = {"if", {"body", "else", NULL}},
    [YC_ELEMENT_SIGN] = {"sign", {NULL}},
    [YC_ELEMENT_SEAL] = {"seal", {"by", "day", "sign", NULL}},
    [YC_ELEMENT_SKIP] = {"skip", {NULL}},
};

typedef struct {
  GPtrArray *rows; // of the rows around, as the vocabulary names them
  guint depth;
} Check;

static gboolean check_body (Check *check, JsonObject *object, const char *member, GError **error);

YcElement
yc_element_of (JsonObject *object)
{
  for (YcElement i = 0; object != NULL && i < YC_N_ELEMENTS; i++)
    if (json_object_has_member (object, elements[i].name))
      return i;
  return YC_N_ELEMENTS;
}

const char *
yc_element_name (YcElement element)
{
  return elements[element].name;
}

static gboolean G_GNUC_PRINTF (2, 3) fault (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (YC_ERROR, YC_ERROR_MALFORMED, format, arguments);
  va_end (arguments);
  return FALSE;
}

// ---- Values

static gboolean
check_paths (Check *check, const char *text, const char *member, GError **error)
{
  const char *rest = text, *begin, *end;
  char *path;

  while ((path = yc_words_next_path (rest, &begin, &end)) != NULL) {
    g_autofree char *owned = path;

    if (!yc_words_know (check->rows, owned))
      return fault (error, "%s: no facts have “%s”", member, owned);
    rest = end;
  }
  if (strstr (rest, "{{") != NULL)
    return fault (error, "%s: {{ without }}", member);
  return TRUE;
}

// A text with paths in it.
static gboolean
check_text (Check *check, JsonObject *object, const char *member, gboolean needed, GError **error)
{
  const char *text = yc_member_string (object, member);

  if (text != NULL)
    return check_paths (check, text, member, error);
  if (needed || json_object_has_member (object, member))
    return fault (error, "%s: a text is needed here", member);
  return TRUE;
}

static gboolean
check_number (JsonObject *object, const char *member, double least, double most, GError **error)
{
  double value = yc_member_number (object, member, NAN);

  if (!json_object_has_member (object, member) || (value >= least && value <= most))
    return TRUE;
  return fault (error, "%s: a number from %g to %g is needed here", member, least, most);
}

static gboolean
check_boolean (JsonObject *object, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL ||
      (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN))
    return TRUE;
  return fault (error, "%s: true or false is needed here", member);
}

static gboolean
check_align (JsonObject *object, GError **error)
{
  static const char *const names[] = {"left", "center", "right", NULL};
  const char *name = yc_member_string (object, "align");

  if (!json_object_has_member (object, "align") || (name != NULL && g_strv_contains (names, name)))
    return TRUE;
  return fault (error, "align: “left”, “center” or “right” is needed here");
}

static gboolean
check_members (JsonObject *object, const char *const *known, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *m = members; m != NULL; m = m->next)
    if (!g_strv_contains (known, m->data))
      return fault (error, "“%s” is not known here", (char *)m->data);
  return TRUE;
}

// The rows of the facts that this member names, as the vocabulary spells them.
static char *
find_rows (Check *check, JsonObject *object, const char *member, GError **error)
{
  const char *path = yc_member_string (object, member);
  char *rows = path != NULL ? yc_words_find_rows (check->rows, path) : NULL;

  if (path == NULL)
    fault (error, "%s: the name of rows is needed here", member);
  else if (rows == NULL)
    fault (error, "%s: no facts have rows “%s”", member, path);
  return rows;
}

// ---- Elements

static gboolean
check_line (Check *check, JsonObject *object, GError **error)
{
  static const char *const known[] = {"label", "value", NULL};
  JsonObject *line = yc_member_object (object, "line");

  if (line == NULL)
    return fault (error, "{\"label\", \"value\"} is needed here");
  return check_members (line, known, error) && check_text (check, line, "label", TRUE, error) &&
         check_text (check, line, "value", TRUE, error);
}

static gboolean
check_plain_text (Check *check, JsonObject *object, GError **error)
{
  return check_text (check, object, "text", TRUE, error) && check_align (object, error) &&
         check_number (object, "size", 6, 36, error) && check_boolean (object, "bold", error) &&
         check_boolean (object, "indent", error) && check_boolean (object, "pale", error);
}

static gboolean
check_grid_row (Check *check, JsonObject *row, GError **error)
{
  static const char *const known[] = {"cells", "least", NULL}, *pair[] = {"label", "value", NULL};
  JsonArray *cells = row != NULL ? yc_member_array (row, "cells") : NULL;
  guint n = cells != NULL ? json_array_get_length (cells) : 0;

  if (n < 1 || n > MOST_PAIRS)
    return fault (error, "cells: 1 to %d are needed here", MOST_PAIRS);
  if (!check_members (row, known, error) || !check_number (row, "least", 0, 400, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    JsonObject *cell = yc_element_object (cells, i);

    if (cell == NULL)
      return fault (error, "cells[%u]: {\"label\", \"value\"} is needed here", i);
    if (!check_members (cell, pair, error) || !check_text (check, cell, "label", TRUE, error) ||
        !check_text (check, cell, "value", TRUE, error)) {
      g_prefix_error (error, "cells[%u]: ", i);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_grid (Check *check, JsonObject *object, GError **error)
{
  JsonArray *rows = yc_member_array (object, "grid");

  if (rows == NULL)
    return fault (error, "a list of rows is needed here");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (!check_grid_row (check, yc_element_object (rows, i), error)) {
      g_prefix_error (error, "[%u]: ", i);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_column (Check *check, JsonObject *column, double *width, GError **error)
{
  static const char *const known[] = {"title", "value", "width", "align", NULL};

  if (column == NULL)
    return fault (error, "{\"title\", \"value\", \"width\"} is needed here");
  *width += yc_member_number (column, "width", 0);
  if (yc_member_number (column, "width", 0) <= 0.03)
    return fault (error, "width: a part of the whole width, 0.03 at least, is needed here");
  return check_members (column, known, error) && check_align (column, error) &&
         check_text (check, column, "title", TRUE, error) &&
         check_text (check, column, "value", TRUE, error);
}

static gboolean
check_columns (Check *check, JsonObject *table, GError **error)
{
  JsonArray *columns = yc_member_array (table, "columns");
  guint n = columns != NULL ? json_array_get_length (columns) : 0;
  double width = 0;

  if (n < 1 || n > MOST_COLUMNS)
    return fault (error, "columns: 1 to %d are needed here", MOST_COLUMNS);
  for (guint i = 0; i < n; i++)
    if (!check_column (check, yc_element_object (columns, i), &width, error)) {
      g_prefix_error (error, "columns[%u]: ", i);
      return FALSE;
    }
  if (fabs (width - 1) > 0.01)
    return fault (error, "columns: their widths add up to %g and not to 1", width);
  return TRUE;
}

static gboolean
check_table (Check *check, JsonObject *object, GError **error)
{
  static const char *const known[] = {"rows", "columns", "empty", NULL};
  JsonObject *table = yc_member_object (object, "table");
  char *rows;
  gboolean good;

  if (table == NULL)
    return fault (error, "{\"rows\", \"columns\"} is needed here");
  rows = find_rows (check, table, "rows", error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_add (check->rows, rows);
  good = check_members (table, known, error) && check_columns (check, table, error) &&
         check_text (check, table, "empty", FALSE, error);
  g_ptr_array_set_size (check->rows, (int)check->rows->len - 1);
  return good;
}

static gboolean
check_list (Check *check, JsonObject *object, GError **error)
{
  static const char *const known[] = {"rows", "text", "empty", NULL};
  JsonObject *list = yc_member_object (object, "list");
  char *rows;
  gboolean good;

  if (list == NULL)
    return fault (error, "{\"rows\", \"text\"} is needed here");
  rows = find_rows (check, list, "rows", error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_add (check->rows, rows);
  good = check_members (list, known, error) && check_text (check, list, "text", TRUE, error) &&
         check_text (check, list, "empty", FALSE, error);
  g_ptr_array_set_size (check->rows, (int)check->rows->len - 1);
  return good;
}

static gboolean
check_each (Check *check, JsonObject *object, GError **error)
{
  char *rows = find_rows (check, object, "each", error);
  gboolean good;

  if (rows == NULL)
    return FALSE;
  g_ptr_array_add (check->rows, rows);
  good = check_body (check, object, "body", error);
  g_ptr_array_set_size (check->rows, (int)check->rows->len - 1);
  return good;
}

static gboolean
check_if (Check *check, JsonObject *object, GError **error)
{
  const char *path = yc_member_string (object, "if");
  g_autofree char *rows = path != NULL ? yc_words_find_rows (check->rows, path) : NULL;

  if (path == NULL || (rows == NULL && !yc_words_know (check->rows, path)))
    return fault (error, "if: no facts have “%s”", path != NULL ? path : "");
  return check_body (check, object, "body", error) &&
         (!json_object_has_member (object, "else") || check_body (check, object, "else", error));
}

static gboolean
check_sign (JsonObject *object, guint most, GError **error)
{
  JsonArray *labels = yc_member_array (object, "sign");
  guint n = labels != NULL ? json_array_get_length (labels) : 0;

  if (n < 1 || n > most)
    return fault (error, "sign: 1 to %u labels are needed here", most);
  for (guint i = 0; i < n; i++)
    if (yc_element_string (labels, i) == NULL)
      return fault (error, "sign[%u]: a text is needed here", i);
  return TRUE;
}

static gboolean
check_seal (Check *check, JsonObject *object, GError **error)
{
  return check_text (check, object, "seal", TRUE, error) &&
         check_text (check, object, "by", FALSE, error) &&
         check_text (check, object, "day", FALSE, error) &&
         (!json_object_has_member (object, "sign") || check_sign (object, 2, error));
}

static gboolean
check_kind (Check *check, JsonObject *object, YcElement element, GError **error)
{
  switch (element) {
  case YC_ELEMENT_LINE:
    return check_line (check, object, error);
  case YC_ELEMENT_TEXT:
    return check_plain_text (check, object, error);
  case YC_ELEMENT_GRID:
    return check_grid (check, object, error);
  case YC_ELEMENT_TABLE:
    return check_table (check, object, error);
  case YC_ELEMENT_LIST:
    return check_list (check, object, error);
  case YC_ELEMENT_EACH:
    return check_each (check, object, error);
  case YC_ELEMENT_IF:
    return check_if (check, object, error);
  case YC_ELEMENT_SIGN:
    return check_sign (object, MOST_SIGNS, error);
  case YC_ELEMENT_SEAL:
    return check_seal (check, object, error);
  case YC_ELEMENT_SKIP:
    return check_number (object, "skip", 0, 400, error);
  case YC_N_ELEMENTS:
    break;
  }
  return fault (error, "no element that is known");
}

static gboolean
check_element (Check *check, JsonObject *object, GError **error)
{
  YcElement element = yc_element_of (object);
  const char *known[G_N_ELEMENTS (elements[0].others) + 1] = {NULL};

  if (element < YC_N_ELEMENTS) {
    known[0] = elements[element].name;
    for (guint i = 0; elements[element].others[i] != NULL; i++)
      known[i + 1] = elements[element].others[i];
    if (check_members (object, known, error) && check_kind (check, object, element, error))
      return TRUE;
    g_prefix_error (error, "%s: ", elements[element].name);
    return FALSE;
  }
  return fault (error, "no element that is known");
}

static gboolean
check_body (Check *check, JsonObject *object, const char *member, GError **error)
{
  JsonArray *body = yc_member_array (object, member);

  if (body == NULL)
    return fault (error, "%s: a list of elements is needed here", member);
  if (check->depth >= MOST_DEPTH)
    return fault (error, "%s: nested more than %d deep", member, MOST_DEPTH);
  check->depth++;
  for (guint i = 0; i < json_array_get_length (body); i++)
    if (!check_element (check, yc_element_object (body, i), error)) {
      g_prefix_error (error, "%s[%u]: ", member, i);
      return FALSE;
    }
  check->depth--;
  return TRUE;
}

// ---- The whole

static gboolean
check_copies (JsonObject *template, GError **error)
{
  JsonArray *copies = yc_member_array (template, "copies");

  if (!json_object_has_member (template, "copies"))
    return TRUE;
  if (copies == NULL || json_array_get_length (copies) > MOST_COPIES)
    return fault (error, "copies: a list of at most %d texts is needed here", MOST_COPIES);
  for (guint i = 0; i < json_array_get_length (copies); i++)
    if (yc_element_string (copies, i) == NULL)
      return fault (error, "copies[%u]: a text is needed here", i);
  return TRUE;
}

static gboolean
check_titles (JsonObject *template, GError **error)
{
  JsonObject *titles = yc_member_object (template, "titles");
  g_autoptr (GList) kinds = titles != NULL ? json_object_get_members (titles) : NULL;

  if (json_object_has_member (template, "titles") && titles == NULL)
    return fault (error, "titles: an object is needed here");
  for (GList *k = kinds; k != NULL; k = k->next)
    if (yc_member_string (titles, k->data) == NULL)
      return fault (error, "titles: %s: a text is needed here", (char *)k->data);
  return TRUE;
}

static gboolean
check_template (Check *check, JsonObject *template, GError **error)
{
  static const char *const known[] = {"kind", "title",  "title_en", "titles",
                                      "word", "copies", "body",     NULL};
  static const char *const needed[] = {"kind", "title", "title_en", "word"};

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (yc_member_string (template, needed[i]) == NULL)
      return fault (error, "%s: a text is needed here", needed[i]);
  return check_members (template, known, error) && check_copies (template, error) &&
         check_titles (template, error) && check_body (check, template, "body", error);
}

const char *const *
yc_paper_list_kinds (void)
{
  static const char *const kinds[] = {
      "voucher",   "supplement", "acceptance", "non-acceptance",   "not-needed",
      "corrected", "deferral",   "commitment", "deferral-promise", "withdrawal",
      "procedure", "extension",  "grant",      "refusal",          "delivery",
      "custody",   "assistance", "authority",  "assistance-stop",  "assistance-end",
      NULL,
  };

  return kinds;
}

gboolean
yc_paper_check (JsonObject *template, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  Check check = {.rows = rows};
  const char *kind = yc_member_string (template, "kind");

  if (check_template (&check, template, error))
    return TRUE;
  g_prefix_error (error, "paper “%s”: ", kind != NULL ? kind : "");
  return FALSE;
}
