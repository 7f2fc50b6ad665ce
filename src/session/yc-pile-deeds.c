// From how the pages of a case lie to how they shall lie: the fewest deeds that lead there.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pile-deeds.h"

typedef struct {
  YcErrand *errand;
  YcFile *file;
  GPtrArray *now; // how they lie after the deeds so far
} Plan;

YcPilePage *
yc_pile_page_copy (const YcPilePage *page)
{
  YcPilePage *copy = g_new (YcPilePage, 1);

  copy->id = g_strdup (page->id);
  copy->material = g_strdup (page->material);
  copy->operations = g_strdup (page->operations);
  return copy;
}

void
yc_pile_page_free (gpointer data)
{
  YcPilePage *page = data;

  g_free (page->id);
  g_free (page->material);
  g_free (page->operations);
  g_free (page);
}

GPtrArray *
yc_pile_deeds_list_new (void)
{
  return g_ptr_array_new_with_free_func (yc_pile_page_free);
}

GPtrArray *
yc_pile_deeds_copy (GPtrArray *pile)
{
  GPtrArray *copy = yc_pile_deeds_list_new ();

  for (guint i = 0; i < pile->len; i++)
    g_ptr_array_add (copy, yc_pile_page_copy (pile->pdata[i]));
  return copy;
}

GPtrArray *
yc_pile_deeds_list (YcFile *file)
{
  return yc_pile_deeds_list_case (file->stored);
}

GPtrArray *
yc_pile_deeds_list_case (const YcCase *stored)
{
  GPtrArray *pile = yc_pile_deeds_list_new ();

  for (guint i = 0; i < stored->pages->len; i++) {
    const YcPage *page = stored->pages->pdata[i];
    const YcPilePage like = {(char *)page->id, (char *)page->material, (char *)page->operations};

    g_ptr_array_add (pile, yc_pile_page_copy (&like));
  }
  return pile;
}

int
yc_pile_find (GPtrArray *pile, const char *page)
{
  for (guint i = 0; page != NULL && i < pile->len; i++)
    if (g_str_equal (((YcPilePage *)pile->pdata[i])->id, page))
      return (int)i;
  return -1;
}

static JsonObject *
data_of (const char *page)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "page", page);
  return data;
}

static void
take_out (Plan *plan, GPtrArray *wanted)
{
  for (guint i = plan->now->len; i > 0; i--) {
    const YcPilePage *page = plan->now->pdata[i - 1];

    if (yc_pile_find (wanted, page->id) >= 0)
      continue;
    yc_errand_add (plan->errand, plan->file, YC_EVENT_PAGE_REMOVED, data_of (page->id));
    g_ptr_array_remove_index (plan->now, i - 1);
  }
}

// The event by which a page came: its bytes are in the store still. NULL: it never was here.
static JsonObject *
find_arrival (YcFile *file, const char *page)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (file->stored);

  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    if (event->type == YC_EVENT_SCANNED &&
        g_strcmp0 (yc_event_get_string (event, "page"), page) == 0)
      return yc_file_copy_object (event->data);
  }
  return NULL;
}

// Behind the page that it shall follow and that is there.
static guint
find_place (const Plan *plan, GPtrArray *wanted, guint index)
{
  for (; index > 0; index--) {
    int at = yc_pile_find (plan->now, ((YcPilePage *)wanted->pdata[index - 1])->id);

    if (at >= 0)
      return (guint)at + 1;
  }
  return 0;
}

static void
bring_back (Plan *plan, GPtrArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++) {
    const YcPilePage *page = wanted->pdata[i];
    JsonObject *data =
        yc_pile_find (plan->now, page->id) < 0 ? find_arrival (plan->file, page->id) : NULL;
    guint place = find_place (plan, wanted, i);

    if (data == NULL)
      continue;
    json_object_set_string_member (data, "material", page->material);
    json_object_set_int_member (data, "index", place);
    json_object_remove_member (data, "operations");
    if (page->operations != NULL)
      json_object_set_string_member (data, "operations", page->operations);
    yc_errand_add (plan->errand, plan->file, YC_EVENT_SCANNED, data);
    g_ptr_array_insert (plan->now, (int)place, yc_pile_page_copy (page));
  }
}

// Marks the pages that can stay where they are: the longest run that is in the wanted order
// already. `places[i]` is where the wanted page i lies now, or -1.
static void
mark_staying (const int *places, guint n, gboolean *ret_stays)
{
  g_autofree guint *length = g_new0 (guint, n);
  g_autofree int *before = g_new (int, n);
  int best = -1;

  for (guint i = 0; i < n; i++) {
    before[i] = -1;
    if (places[i] < 0)
      continue;
    length[i] = 1;
    for (guint k = 0; k < i; k++)
      if (places[k] >= 0 && places[k] < places[i] && length[k] + 1 > length[i]) {
        length[i] = length[k] + 1;
        before[i] = (int)k;
      }
    if (best < 0 || length[i] > length[best])
      best = (int)i;
  }
  for (; best >= 0; best = before[best])
    ret_stays[best] = TRUE;
}

static void
move (Plan *plan, GPtrArray *wanted, guint index)
{
  const YcPilePage *page = wanted->pdata[index];
  YcPilePage *moved =
      g_ptr_array_steal_index (plan->now, (guint)yc_pile_find (plan->now, page->id));
  guint place = find_place (plan, wanted, index);
  JsonObject *data = data_of (page->id);

  json_object_set_string_member (data, "material", page->material);
  json_object_set_int_member (data, "index", place);
  yc_errand_add (plan->errand, plan->file, YC_EVENT_PAGE_MOVED, data);
  g_free (moved->material);
  moved->material = g_strdup (page->material);
  g_ptr_array_insert (plan->now, (int)place, moved);
}

static void
put_in_order (Plan *plan, GPtrArray *wanted)
{
  g_autofree int *places = g_new (int, wanted->len);
  g_autofree gboolean *stays = g_new0 (gboolean, wanted->len);

  for (guint i = 0; i < wanted->len; i++)
    places[i] = yc_pile_find (plan->now, ((YcPilePage *)wanted->pdata[i])->id);
  mark_staying (places, wanted->len, stays);
  for (guint i = 0; i < wanted->len; i++) {
    const YcPilePage *page = wanted->pdata[i];

    if (places[i] < 0)
      continue;
    if (!stays[i] ||
        !g_str_equal (
            page->material,
            ((YcPilePage *)plan->now->pdata[yc_pile_find (plan->now, page->id)])->material))
      move (plan, wanted, i);
  }
}

static void
prepare (Plan *plan, GPtrArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++) {
    const YcPilePage *page = wanted->pdata[i];
    int at = yc_pile_find (plan->now, page->id);
    JsonObject *data;

    if (at < 0 ||
        g_strcmp0 (page->operations, ((YcPilePage *)plan->now->pdata[at])->operations) == 0)
      continue;
    data = data_of (page->id);
    if (page->operations != NULL)
      json_object_set_string_member (data, "operations", page->operations);
    yc_errand_add (plan->errand, plan->file, YC_EVENT_PAGE_PREPARED, data);
  }
}

void
yc_pile_deeds_add (YcErrand *errand, YcFile *file, GPtrArray *now, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) copy = yc_pile_deeds_copy (now);
  Plan plan = {errand, file, copy};

  take_out (&plan, wanted);
  bring_back (&plan, wanted);
  put_in_order (&plan, wanted);
  prepare (&plan, wanted);
}
