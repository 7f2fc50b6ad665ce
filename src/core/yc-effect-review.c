// What the notes of a review change in a case: they lie above the pages, which stay as they are.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-effect.h"
#include "yc-error.h"
#include "yc-own.h"

#include <string.h>

#define MOST_ANNOTATIONS 1000
#define MOST_TEXT        4000 // bytes

static gboolean
read_part (const YcEvent *event, YcPagePart *ret_part, GError **error)
{
  gint64 left = yc_event_get_int (event, "left"), top = yc_event_get_int (event, "top");
  gint64 width = yc_event_get_int (event, "width"), height = yc_event_get_int (event, "height");

  if (left < 0 || top < 0 || width < 1 || height < 1 || left > YC_PAGE_SHARES - 1 ||
      top > YC_PAGE_SHARES - 1 || width > YC_PAGE_SHARES - left || height > YC_PAGE_SHARES - top) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no place on a page");
    return FALSE;
  }
  *ret_part = (YcPagePart){(int)left, (int)top, (int)width, (int)height};
  return TRUE;
}

static gboolean
check_room (const YcCase *next, const char *text, GError **error)
{
  if (next->annotations->len < MOST_ANNOTATIONS && (text == NULL || strlen (text) <= MOST_TEXT))
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "more than %d notes, or %d bytes in one",
               MOST_ANNOTATIONS, MOST_TEXT);
  return FALSE;
}

gboolean
yc_effect_annotated (YcCase *next, const YcEvent *event, GError **error)
{
  YcAnnotation annotation = {
      .id = yc_event_get_string (event, "annotation"),
      .page = yc_event_get_string (event, "page"),
      .author = event->actor,
      .at = event->at,
      .operations = yc_event_get_string (event, "operations"),
      .text = yc_event_get_string (event, "text"),
  };

  if (yc_case_find_page (next, annotation.page) == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_PAGE, "the case has no such page");
    return FALSE;
  }
  if (yc_case_find_annotation (next, annotation.id) != NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "this note is in the case already");
    return FALSE;
  }
  if (!check_room (next, annotation.text, error) || !read_part (event, &annotation.part, error))
    return FALSE;
  g_array_append_val (yc_own_array (&next->annotations), annotation);
  return TRUE;
}

// Only by who made it: nobody else's words are taken back.
gboolean
yc_effect_annotation_removed (YcCase *next, const YcEvent *event, GError **error)
{
  const YcAnnotation *found =
      yc_case_find_annotation (next, yc_event_get_string (event, "annotation"));
  guint index;

  if (found == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "the case has no such note");
    return FALSE;
  }
  if (!g_str_equal (found->author, event->actor)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_HELD, "somebody else made this note");
    return FALSE;
  }
  index = (guint)(found - &g_array_index (next->annotations, YcAnnotation, 0));
  g_array_remove_index (yc_own_array (&next->annotations), index);
  return TRUE;
}
