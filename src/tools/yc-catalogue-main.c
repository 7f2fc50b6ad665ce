// yichuang-catalogue: the tool of those who write service items.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-calendar.h"
#include "yc-check.h"
#include "yc-error.h"
#include "yc-evaluate.h"
#include "yc-file-json.h"
#include "yc-item.h"
#include "yc-lint.h"
#include "yc-load.h"
#include "yc-preview.h"
#include "yc-samples.h"
#include "yc-shape.h"
#include "yc-validate.h"

#include <locale.h>

// What the shell is told.
enum { GOOD = 0, FAULTS = 1, USAGE = 2 };

static int
fail (GError *error)
{
  g_printerr ("yichuang-catalogue: %s\n", error->message);
  return USAGE;
}

static int
usage (void)
{
  g_printerr ("usage: yichuang-catalogue lint DIR\n"
              "       yichuang-catalogue due --catalogue DIR --from DATE --days N\n"
              "       yichuang-catalogue evaluate [--catalogue DIR] --cases FILE\n"
              "       yichuang-catalogue validate [--formats] --cases FILE\n"
              "       yichuang-catalogue check --catalogue DIR --item CODE --case FILE\n"
              "       yichuang-catalogue check --catalogue DIR --cases FOLDER\n"
              "       yichuang-catalogue samples --catalogue DIR FOLDER\n"
              "       yichuang-catalogue preview --catalogue DIR --item CODE FOLDER\n");
  return USAGE;
}

static int
run_lint (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int faults;

  if (argc != 2)
    return usage ();
  faults = yc_lint_folder (argv[1], &error);
  if (faults < 0)
    return fail (error);
  if (faults > 0)
    g_printerr ("%d faults\n", faults);
  return faults > 0 ? FAULTS : GOOD;
}

static gboolean
parse_options (int *argc, char ***argv, const GOptionEntry *entries, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static YcCalendar *
load_calendar (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "calendars.json", NULL);
  g_autoptr (JsonNode) node = yc_file_json_load (path, error);
  g_autoptr (JsonObject) none = json_object_new ();
  YcCalendar *calendar = NULL;

  if (node != NULL)
    calendar =
        yc_calendar_new (JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : none, error);
  if (node != NULL && calendar == NULL)
    g_prefix_error (error, "%s: ", path);
  return calendar;
}

static gboolean
check_due (const char *from, int days, GError **error)
{
  if (!yc_shape_is_day (from))
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "--from: “%s” is not " YC_SHAPE_A_DAY, from);
  else if (days < 0 || days > YC_ITEM_MOST_DAYS)
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
                 "--days: %d is not a number of working days from 0 to %d", days,
                 YC_ITEM_MOST_DAYS);
  else
    return TRUE;
  return FALSE;
}

static int
run_due (int argc, char **argv)
{
  g_autofree char *folder = NULL, *from = NULL, *text = NULL;
  int days = G_MININT;
  gboolean provisional = FALSE;
  const GOptionEntry entries[] = {
      {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, "DIR"},
      {"from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, "DATE"},
      {"days", 0, 0, G_OPTION_ARG_INT, &days, NULL, "N"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCalendar) calendar = NULL;

  if (!parse_options (&argc, &argv, entries, &error))
    return fail (error);
  if (argc != 1 || folder == NULL || from == NULL || days == G_MININT)
    return usage ();
  calendar = check_due (from, days, &error) ? load_calendar (folder, &error) : NULL;
  if (calendar == NULL)
    return fail (error);
  text =
      yc_day_to_string (yc_calendar_add (calendar, yc_day_from_string (from), days, &provisional));
  g_print ("%s%s\n", provisional ? "provisional " : "", text);
  return GOOD;
}

static int
run_evaluate (int argc, char **argv)
{
  g_autofree char *cases = NULL, *folder = NULL;
  const GOptionEntry entries[] = {
      {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, "DIR"},
      {"cases", 0, 0, G_OPTION_ARG_FILENAME, &cases, NULL, "FILE"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCalendar) calendar = NULL;
  int wrong;

  if (!parse_options (&argc, &argv, entries, &error))
    return fail (error);
  if (argc != 1 || cases == NULL)
    return usage ();
  if (folder != NULL)
    calendar = load_calendar (folder, &error);
  wrong = error == NULL ? yc_evaluate_file (cases, calendar, &error) : -1;
  if (wrong < 0)
    return fail (error);
  return wrong > 0 ? FAULTS : GOOD;
}

static int
run_validate (int argc, char **argv)
{
  g_autofree char *cases = NULL;
  gboolean formats = FALSE;
  const GOptionEntry entries[] = {
      {"cases", 0, 0, G_OPTION_ARG_FILENAME, &cases, NULL, "FILE"},
      {"formats", 0, 0, G_OPTION_ARG_NONE, &formats, NULL, NULL},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  int wrong;

  if (!parse_options (&argc, &argv, entries, &error))
    return fail (error);
  if (argc != 1 || cases == NULL)
    return usage ();
  wrong = yc_validate_file (cases, formats, &error);
  if (wrong < 0)
    return fail (error);
  return wrong > 0 ? FAULTS : GOOD;
}

static int
check (const char *folder, const char *item, const char *path, const char *cases, GError **error)
{
  g_autoptr (YcCatalogue) catalogue = yc_load_catalogue (folder, error);

  if (catalogue == NULL)
    return -1;
  return cases != NULL ? yc_check_folder (catalogue, cases, error)
                       : yc_check_file (catalogue, item, path, error);
}

static int
run_check (int argc, char **argv)
{
  g_autofree char *folder = NULL, *item = NULL, *path = NULL, *cases = NULL;
  const GOptionEntry entries[] = {
      {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, "DIR"},
      {"item", 0, 0, G_OPTION_ARG_STRING, &item, NULL, "CODE"},
      {"case", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, "FILE"},
      {"cases", 0, 0, G_OPTION_ARG_FILENAME, &cases, NULL, "FOLDER"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  int wrong;

  if (!parse_options (&argc, &argv, entries, &error))
    return fail (error);
  if (argc != 1 || folder == NULL || (cases == NULL && (item == NULL || path == NULL)) ||
      (cases != NULL && (item != NULL || path != NULL)))
    return usage ();
  wrong = check (folder, item, path, cases, &error);
  if (wrong < 0)
    return fail (error);
  return wrong > 0 ? FAULTS : GOOD;
}

static int
run_samples (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
      {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, "DIR"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  int printed;

  if (!parse_options (&argc, &argv, entries, &error))
    return fail (error);
  if (argc != 2 || folder == NULL)
    return usage ();
  printed = yc_samples_print (folder, argv[1], &error);
  if (printed < 0)
    return fail (error);
  g_print ("%d sample forms\n", printed);
  return GOOD;
}

static int
run_preview (int argc, char **argv)
{
  g_autofree char *folder = NULL, *item = NULL;
  const GOptionEntry entries[] = {
      {"catalogue", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, "DIR"},
      {"item", 0, 0, G_OPTION_ARG_STRING, &item, NULL, "CODE"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&argc, &argv, entries, &error))
    return fail (error);
  if (argc != 2 || folder == NULL || item == NULL)
    return usage ();
  return yc_preview_write (folder, item, argv[1], &error) < 0 ? fail (error) : GOOD;
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    int (*run) (int argc, char **argv);
  } verbs[] = {{"lint", run_lint},         {"due", run_due},     {"evaluate", run_evaluate},
               {"validate", run_validate}, {"check", run_check}, {"samples", run_samples},
               {"preview", run_preview}};

  setlocale (LC_ALL, "");
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].run (argc - 1, argv + 1);
  return usage ();
}
