// Group for supervision, added up from what the ledger counted.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-figures.h"
#include "yc-tally.h"

#define MOST_POINTS 200

typedef enum {
  RECEIVED,
  NOTICED,
  ACCEPTED,
  DEEMED,
  NOT_NEEDED,
  NOT_OURS,
  TURNED,
  WITHDRAWN,
  TERMINATED,
  ON_TIME,
  LATE,
  OVERDUE,
  UNLIMITED,
  ISSUED,
  N_COUNTERS
} Counter;

static const char *const marks[N_COUNTERS] = {
    [RECEIVED] = YC_TALLY_RECEIVED,
    [NOTICED] = YC_TALLY_NOTICED,
    [ACCEPTED] = YC_TALLY_ACCEPTED,
    [DEEMED] = YC_TALLY_DEEMED,
    [NOT_NEEDED] = YC_TALLY_NOT_NEEDED,
    [NOT_OURS] = YC_TALLY_NOT_OURS,
    [TURNED] = YC_TALLY_TURNED,
    [WITHDRAWN] = YC_TALLY_WITHDRAWN,
    [TERMINATED] = YC_TALLY_TERMINATED,
    [ON_TIME] = YC_TALLY_ON_TIME,
    [LATE] = YC_TALLY_LATE,
    [OVERDUE] = YC_TALLY_OVERDUE,
    [UNLIMITED] = YC_TALLY_UNLIMITED,
    [ISSUED] = YC_TALLY_VISITS,
};

typedef struct {
  char *department, *item; // owned, nullable
  gint64 counters[N_COUNTERS];
  gint64 visits;
  GArray *days; // of gint64: how many decisions took so many working days
  gint64 in_hand, green, yellow, red;
} Group;

typedef struct {
  char *item, *key; // owned
  gint64 count;
} Point;

struct _YcFigures {
  Group *total;
  GHashTable *departments, *items; // name -> Group
  GHashTable *points;              // "ITEM\nKEY" -> Point
};

static Group *
group_new (const char *department, const char *item)
{
  Group *self = g_new0 (Group, 1);

  self->department = g_strdup (department);
  self->item = g_strdup (item);
  self->days = g_array_new (FALSE, TRUE, sizeof (gint64));
  return self;
}

static void
group_free (gpointer data)
{
  Group *self = data;

  g_free (self->department);
  g_free (self->item);
  g_array_unref (self->days);
  g_free (self);
}

static void
point_free (gpointer data)
{
  Point *self = data;

  g_free (self->item);
  g_free (self->key);
  g_free (self);
}

YcFigures *
yc_figures_new (void)
{
  YcFigures *self = g_new0 (YcFigures, 1);

  self->total = group_new (NULL, NULL);
  self->departments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  self->points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, point_free);
  return self;
}

void
yc_figures_free (YcFigures *self)
{
  group_free (self->total);
  g_hash_table_unref (self->departments);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->points);
  g_free (self);
}

static Group *
ensure_group (GHashTable *table, const char *department, const char *item)
{
  g_autofree char *name = g_strconcat (department, "\n", item, NULL);
  Group *group = g_hash_table_lookup (table, name);

  if (group == NULL) {
    group = group_new (department, item);
    g_hash_table_insert (table, g_steal_pointer (&name), group);
  }
  return group;
}

static void
add_days (Group *self, gint64 days, gint64 count)
{
  if (self->days->len <= days)
    g_array_set_size (self->days, (guint)days + 1);
  g_array_index (self->days, gint64, days) += count;
}

static void
add (Group *self, Counter counter, gint64 value, gint64 count)
{
  self->counters[counter] += count;
  if (counter == ISSUED)
    self->visits += value * count;
  if (counter == ON_TIME || counter == LATE || counter == OVERDUE)
    add_days (self, value, count);
}

static void
add_point (YcFigures *self, const char *item, const char *key, gint64 count)
{
  g_autofree char *name = g_strconcat (item, "\n", key, NULL);
  Point *point = g_hash_table_lookup (self->points, name);

  if (point == NULL) {
    point = g_new0 (Point, 1);
    point->item = g_strdup (item);
    point->key = g_strdup (key);
    g_hash_table_insert (self->points, g_steal_pointer (&name), point);
  }
  point->count += count;
}

static void
tally_cb (const char *department,
          const char *item,
          const char *mark,
          gint64 value,
          gint64 count,
          gpointer user_data)
{
  YcFigures *self = user_data;

  if (g_str_has_prefix (mark, YC_TALLY_POINT)) {
    add_point (self, item, mark + strlen (YC_TALLY_POINT), count);
    return;
  }
  for (guint i = 0; i < N_COUNTERS; i++)
    if (g_str_equal (marks[i], mark)) {
      add (self->total, i, value, count);
      add (ensure_group (self->departments, department, NULL), i, value, count);
      add (ensure_group (self->items, department, item), i, value, count);
    }
}

static void
take_in_hand (Group *self, const YcInHand *in_hand)
{
  self->in_hand += in_hand->all;
  self->green += in_hand->green;
  self->yellow += in_hand->yellow;
  self->red += in_hand->red;
  self->counters[DEEMED] += in_hand->deemed;
  self->counters[ACCEPTED] += in_hand->deemed;
}

static void
in_hand_cb (const YcInHand *in_hand, gpointer user_data)
{
  YcFigures *self = user_data;

  take_in_hand (self->total, in_hand);
  take_in_hand (ensure_group (self->departments, in_hand->department, NULL), in_hand);
}

gboolean
yc_figures_read (YcFigures *self,
                 YcLedger *ledger,
                 const YcScope *scope,
                 const YcPeriod *period,
                 YcDay today,
                 GError **error)
{
  return yc_ledger_read_tally (ledger, scope, period, tally_cb, self, error) &&
         yc_ledger_read_in_hand (ledger, scope, period, today, in_hand_cb, self, error);
}

// --- as JSON -------------------------------------------------------------------------------------

// Of an even number of decisions, the mean of the two in the middle.
static void
write_days (const Group *self, gint64 decided, JsonObject *object)
{
  gint64 seen = 0, worst = 0;
  double low = -1, high = -1;

  for (guint i = 0; i < self->days->len; i++) {
    gint64 count = g_array_index (self->days, gint64, i);

    seen += count;
    if (count > 0)
      worst = i;
    if (low < 0 && 2 * seen >= decided)
      low = i;
    if (high < 0 && 2 * seen > decided)
      high = i;
  }
  if (decided == 0) {
    json_object_set_null_member (object, "median_days");
    json_object_set_null_member (object, "worst_days");
    return;
  }
  json_object_set_double_member (object, "median_days", (low + high) / 2);
  json_object_set_int_member (object, "worst_days", worst);
}

static void
write_refusals (const Group *self, JsonObject *object)
{
  JsonObject *refusals = json_object_new ();

  json_object_set_int_member (refusals, "not_needed", self->counters[NOT_NEEDED]);
  json_object_set_int_member (refusals, "not_ours", self->counters[NOT_OURS]);
  json_object_set_int_member (refusals, "other", self->counters[TURNED]);
  json_object_set_object_member (object, "not_accepted", refusals);
}

static void
write_decisions (const Group *self, JsonObject *object)
{
  const gint64 *counters = self->counters;
  gint64 late = counters[LATE] + counters[OVERDUE];
  gint64 limited = counters[ON_TIME] + late;

  json_object_set_int_member (object, "decided", limited + counters[UNLIMITED]);
  json_object_set_int_member (object, "on_time", counters[ON_TIME]);
  json_object_set_int_member (object, "late", late);
  json_object_set_int_member (object, "overdue", counters[OVERDUE]);
  write_days (self, limited, object);
}

static void
write_in_hand (const Group *self, JsonObject *object)
{
  JsonObject *in_hand = json_object_new ();

  json_object_set_int_member (in_hand, "all", self->in_hand);
  json_object_set_int_member (in_hand, "green", self->green);
  json_object_set_int_member (in_hand, "yellow", self->yellow);
  json_object_set_int_member (in_hand, "red", self->red);
  json_object_set_object_member (object, "in_hand", in_hand);
}

static void
write_visits (const Group *self, JsonObject *object)
{
  json_object_set_int_member (object, "received", self->counters[RECEIVED]);
  json_object_set_int_member (object, "noticed", self->counters[NOTICED]);
  json_object_set_int_member (object, "issued", self->counters[ISSUED]);
  json_object_set_int_member (object, "visits", self->visits);
}

static JsonObject *
write_group (const Group *self)
{
  JsonObject *object = json_object_new ();

  if (self->department != NULL)
    json_object_set_string_member (object, "department", self->department);
  write_visits (self, object);
  json_object_set_int_member (object, "accepted", self->counters[ACCEPTED]);
  json_object_set_int_member (object, "deemed", self->counters[DEEMED]);
  write_refusals (self, object);
  json_object_set_int_member (object, "withdrawn", self->counters[WITHDRAWN]);
  json_object_set_int_member (object, "terminated", self->counters[TERMINATED]);
  write_decisions (self, object);
  write_in_hand (self, object);
  return object;
}

static JsonObject *
write_item (const Group *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "department", self->department);
  json_object_set_string_member (object, "item", self->item);
  write_visits (self, object);
  return object;
}

// In the order of their names.
static JsonArray *
write_table (GHashTable *table, JsonObject *(*write) (const Group *group))
{
  JsonArray *array = json_array_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (table), (GCompareFunc)strcmp);

  for (GList *at = names; at != NULL; at = at->next)
    json_array_add_object_element (array, write (g_hash_table_lookup (table, at->data)));
  return array;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const Point *one = *(const Point *const *)a, *other = *(const Point *const *)b;
  int order = strcmp (one->item, other->item);

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return order != 0 ? order : strcmp (one->key, other->key);
}

static JsonArray *
write_points (YcFigures *self)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, self->points);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    g_ptr_array_add (points, one);
  g_ptr_array_sort (points, compare_points);
  for (guint i = 0; i < MIN (points->len, MOST_POINTS); i++) {
    const Point *point = points->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "item", point->item);
    json_object_set_string_member (object, "key", point->key);
    json_object_set_int_member (object, "count", point->count);
    json_array_add_object_element (array, object);
  }
  return array;
}

void
yc_figures_write (YcFigures *self, JsonObject *answer)
{
  json_object_set_object_member (answer, "total", write_group (self->total));
  json_object_set_array_member (answer, "departments",
                                write_table (self->departments, write_group));
  json_object_set_array_member (answer, "items", write_table (self->items, write_item));
  json_object_set_array_member (answer, "points", write_points (self));
}
