// A department in the table of figures, and one of the things that send people home.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-json.h"
#include "yc-statistics-private.h"

#include <glib/gi18n-lib.h>

struct _YcDepartmentRow {
  GObject parent_instance;
  char *name;
  JsonObject *figures; // owned
};

G_DEFINE_FINAL_TYPE (YcDepartmentRow, yc_department_row, G_TYPE_OBJECT)

static const char *const titles[YC_N_COLUMNS] = {
    [YC_COLUMN_DEPARTMENT] = NC_ ("column", "Department"),
    [YC_COLUMN_RECEIVED] = NC_ ("column", "Received"),
    [YC_COLUMN_ACCEPTED] = NC_ ("column", "Accepted"),
    [YC_COLUMN_NOT_ACCEPTED] = NC_ ("column", "Not accepted"),
    [YC_COLUMN_DECIDED] = NC_ ("column", "Decided"),
    [YC_COLUMN_ON_TIME] = NC_ ("column", "On time"),
    [YC_COLUMN_LATE] = NC_ ("column", "Late"),
    [YC_COLUMN_MEDIAN] = NC_ ("column", "Median days"),
    [YC_COLUMN_WORST] = NC_ ("column", "Longest"),
    [YC_COLUMN_IN_HAND] = NC_ ("column", "In hand"),
    [YC_COLUMN_RED] = NC_ ("column", "Red lamp"),
};

const char *
yc_statistics_title (YcColumn column)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", titles[column]);
}

char *
yc_statistics_write_share (gint64 part, gint64 whole)
{
  if (whole == 0)
    return g_strdup ("—");
  // TRANSLATORS: a share, such as “95.8 %”.
  return g_strdup_printf (_ ("%.1f %%"), 100.0 * (double)part / (double)whole);
}

static gint64
count (YcDepartmentRow *self, const char *member)
{
  return yc_json_get_int (self->figures, member, 0);
}

static gint64
count_refusals (YcDepartmentRow *self)
{
  JsonObject *refusals = yc_json_get_object (self->figures, "not_accepted");

  return yc_json_get_int (refusals, "not_needed", 0) + yc_json_get_int (refusals, "not_ours", 0) +
         yc_json_get_int (refusals, "other", 0);
}

// A number to sort by; -1 where there is none.
static double
get_number (YcDepartmentRow *self, YcColumn column)
{
  static const char *const members[YC_N_COLUMNS] = {
      [YC_COLUMN_RECEIVED] = "received",  [YC_COLUMN_ACCEPTED] = "accepted",
      [YC_COLUMN_DECIDED] = "decided",    [YC_COLUMN_LATE] = "late",
      [YC_COLUMN_MEDIAN] = "median_days", [YC_COLUMN_WORST] = "worst_days",
  };
  JsonObject *in_hand = yc_json_get_object (self->figures, "in_hand");
  gint64 limited = count (self, "on_time") + count (self, "late");

  if (column == YC_COLUMN_NOT_ACCEPTED)
    return (double)count_refusals (self);
  if (column == YC_COLUMN_IN_HAND || column == YC_COLUMN_RED)
    return (double)yc_json_get_int (in_hand, column == YC_COLUMN_RED ? "red" : "all", 0);
  if (column == YC_COLUMN_ON_TIME)
    return limited > 0 ? (double)count (self, "on_time") / (double)limited : -1;
  if ((column == YC_COLUMN_MEDIAN || column == YC_COLUMN_WORST) && limited == 0)
    return -1;
  return yc_json_get_number (self->figures, members[column]);
}

char *
yc_department_row_show (YcDepartmentRow *self, YcColumn column)
{
  double number;

  if (column == YC_COLUMN_DEPARTMENT)
    return g_strdup (self->name);
  if (column == YC_COLUMN_ON_TIME)
    return yc_statistics_write_share (count (self, "on_time"),
                                      count (self, "on_time") + count (self, "late"));
  number = get_number (self, column);
  return number < 0 ? g_strdup ("—") : g_strdup_printf ("%g", number);
}

char *
yc_department_row_describe (YcDepartmentRow *self)
{
  GString *text = g_string_new (self->name);

  for (YcColumn column = YC_COLUMN_RECEIVED; column < YC_N_COLUMNS; column++) {
    g_autofree char *value = yc_department_row_show (self, column);

    g_string_append_printf (text, ", %s %s", yc_statistics_title (column), value);
  }
  return g_string_free (text, FALSE);
}

int
yc_department_row_compare (YcDepartmentRow *self, YcDepartmentRow *other, YcColumn column)
{
  double one, two;

  if (column == YC_COLUMN_DEPARTMENT)
    return g_utf8_collate (self->name, other->name);
  one = get_number (self, column);
  two = get_number (other, column);
  return one < two ? -1 : one > two;
}

YcDepartmentRow *
yc_department_row_new (const char *name, JsonObject *figures)
{
  YcDepartmentRow *self = g_object_new (YC_TYPE_DEPARTMENT_ROW, NULL);

  self->name = g_strdup (name);
  self->figures = json_object_ref (figures);
  return self;
}

static void
yc_department_row_finalize (GObject *object)
{
  YcDepartmentRow *self = YC_DEPARTMENT_ROW (object);

  g_free (self->name);
  json_object_unref (self->figures);
  G_OBJECT_CLASS (yc_department_row_parent_class)->finalize (object);
}

static void
yc_department_row_class_init (YcDepartmentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_department_row_finalize;
}

static void
yc_department_row_init (YcDepartmentRow *self)
{
}

// ---- What sends people home ---------------------------------------------------------------------

struct _YcReasonRow {
  GObject parent_instance;
  char *title, *detail;
  guint count;
};

G_DEFINE_FINAL_TYPE (YcReasonRow, yc_reason_row, G_TYPE_OBJECT)

const char *
yc_reason_row_get_title (YcReasonRow *self)
{
  return self->title;
}

const char *
yc_reason_row_get_detail (YcReasonRow *self)
{
  return self->detail;
}

guint
yc_reason_row_get_count (YcReasonRow *self)
{
  return self->count;
}

YcReasonRow *
yc_reason_row_new (char *title, const char *detail, guint n)
{
  YcReasonRow *self = g_object_new (YC_TYPE_REASON_ROW, NULL);

  self->title = title;
  self->detail = g_strdup (detail);
  self->count = n;
  return self;
}

static void
yc_reason_row_finalize (GObject *object)
{
  YcReasonRow *self = YC_REASON_ROW (object);

  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (yc_reason_row_parent_class)->finalize (object);
}

static void
yc_reason_row_class_init (YcReasonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_reason_row_finalize;
}

static void
yc_reason_row_init (YcReasonRow *self)
{
}
