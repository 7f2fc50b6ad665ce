// The list of the queue in a window, and how its rows stand.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find-rows.h"

#include "yc-queue-row.h"

GtkWidget *
find_list (GtkWidget *window)
{
  if (GTK_IS_LIST_VIEW (window))
    return gtk_widget_get_mapped (window) ? window : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *list = find_list (child);

    if (list != NULL)
      return list;
  }
  return NULL;
}

// The list keeps rows around what is in sight, too.
static gboolean
is_in_sight (GtkWidget *item, GtkWidget *list)
{
  graphene_rect_t bounds;

  return gtk_widget_get_child_visible (item) && gtk_widget_compute_bounds (item, list, &bounds) &&
         bounds.size.height > 0 && bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float)gtk_widget_get_height (list);
}

static YcEntry *
entry_of (GtkWidget *item)
{
  GtkWidget *row = gtk_widget_get_first_child (item);

  return row != NULL ? yc_queue_row_get_entry (YC_QUEUE_ROW (row)) : NULL;
}

gboolean
rows_are_loaded (GtkWidget *list, guint *ret_n)
{
  guint n = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    YcEntry *entry = entry_of (item);

    if (!is_in_sight (item, list))
      continue;
    if (entry == NULL || !yc_entry_is_loaded (entry))
      return FALSE;
    n++;
  }
  if (ret_n != NULL)
    *ret_n = n;
  return n > 0;
}

guint
count_mute_rows (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL;
       item = gtk_widget_get_next_sibling (item)) {
    g_autofree char *differs = NULL;

    if (!is_in_sight (item, list))
      continue;
    differs =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                            yc_entry_get_sentence (entry_of (item)));
    n += differs != NULL;
  }
  return n;
}
