// Looks the papers over that a window issues: none is missing, each can be printed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-json.h"
#include "yc-lint.h"
#include "yc-paper-template.h"

static void
check_missing (YcReport *report, const char *folder)
{
  for (const char *const *kind = yc_paper_list_kinds (); *kind != NULL; kind++) {
    g_autofree char *name = g_strconcat (*kind, ".json", NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    report->file = path;
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      yc_report_add (report, NULL, "is missing: a window issues papers of this kind");
  }
}

// What stands in numbers tells kinds apart: none has the word of another.
static void
check_word (YcReport *report, const char *word, GHashTable *seen)
{
  const char *other = g_hash_table_lookup (seen, word);

  if (other != NULL)
    yc_report_add (report, "word", "“%s” is the word of %s already", word, other);
  else
    g_hash_table_insert (seen, g_strdup (word), g_path_get_basename (report->file));
}

static void
check_template (YcReport *report, JsonObject *template, GHashTable *seen)
{
  const char *kind = template != NULL ? yc_member_string (template, "kind") : NULL;
  g_autofree char *name = g_path_get_basename (report->file);
  g_autofree char *wanted = g_strconcat (kind != NULL ? kind : "", ".json", NULL);
  g_autoptr (GError) error = NULL;

  if (kind == NULL)
    yc_report_add (report, "kind", "is missing: this is no template of a paper");
  else if (!g_strv_contains (yc_paper_list_kinds (), kind))
    yc_report_add (report, "kind", "no window issues a paper “%s”", kind);
  else if (!g_str_equal (name, wanted))
    yc_report_add (report, "kind", "“%s” is not the name of the file", kind);
  else if (!yc_paper_check (template, &error))
    yc_report_add (report, NULL, "%s", error->message);
  else
    check_word (report, yc_member_string (template, "word"), seen);
}

static void
check_file (YcReport *report, const char *path, GHashTable *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yc_file_json_read (path, &error);

  report->file = path;
  if (node == NULL)
    yc_report_add (report, NULL, "%s", error->message);
  else
    check_template (report, JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL,
                    seen);
}

void
yc_lint_papers (YcReport *report, const char *folder)
{
  g_autofree char *papers = g_build_filename (folder, "papers", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) paths = yc_file_json_list (papers, NULL);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    check_file (report, paths->pdata[i], seen);
  check_missing (report, papers);
  report->file = folder; // the paths end here
}
