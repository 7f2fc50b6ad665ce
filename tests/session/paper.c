// Printing papers of a case and reading what they say, for the tests of whatever is printed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "reader.h"
#include "yc-file-private.h"

char *
paper_read (YcFile *file, const char *kind, gboolean draft, GError **error)
{
  g_autoptr (YcPaperPrint) print = counter_print (file, kind, draft, error);
  g_autofree char *text = print != NULL ? reader_run (print->pdf, "pdftotext -raw") : NULL;

  return text != NULL ? reader_squeeze (text) : NULL;
}

guint
paper_count_prints (YcFile *file, const char *kind, gboolean reprint)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (file->stored);
  guint n = 0;

  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    n += event->type == YC_EVENT_PAPER_ISSUED &&
         g_strcmp0 (yc_event_get_string (event, "paper"), kind) == 0 &&
         yc_event_get_boolean (event, "reprint") == reprint;
  }
  return n;
}

YcPaperRow *
paper_find (YcFile *file, const char *kind)
{
  GListModel *rows = yc_papers_get_list (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcPaperRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_paper_row_get_kind (row), kind))
      return g_steal_pointer (&row);
  }
  return NULL;
}

void
paper_assert_prints (YcFile *file, const char *kind, const char *const *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = paper_read (file, kind, FALSE, &error);
  g_autoptr (YcPaperRow) row = paper_find (file, kind);

  g_test_message ("%s", kind);
  g_assert_no_error (error);
  g_assert_nonnull (yc_paper_row_get_number (row));
  reader_assert_says (text, yc_paper_row_get_number (row));
  for (guint i = 0; says != NULL && says[i] != NULL; i++)
    reader_assert_says (text, says[i]);
  g_assert_false (yc_paper_row_is_next (row));
  g_assert_cmpuint (paper_count_prints (file, kind, FALSE), ==, 1);
}
