// yichuang-page: looks scanned pages over and straightens them, to find the thresholds of an
// office.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-report.h"

#include <locale.h>
#include <string.h>

// What the shell is told.
enum { GOOD = 0, FAULTS = 1, USAGE = 2 };

#define MOST_BYTES (512 * 1024 * 1024)

static const char help[] =
    "NAME\n"
    "       yichuang-page - look scanned pages over, and straighten them\n\n"
    "SYNOPSIS\n"
    "       yichuang-page inspect IMAGE...\n"
    "       yichuang-page prepare IN OUT [--ops LIST] [--bytes N]\n\n"
    "DESCRIPTION\n"
    "       Reads JPEG, PNG and the Group 4 TIFF that Yichuang writes.\n\n"
    "       inspect\n"
    "              prints one JSON object a line for each IMAGE: size, dpi, skew (degrees to turn\n"
    "              clockwise), turn (quarters clockwise), paper (x, y, width, height), cut (edges\n"
    "              that writing runs over), blank (1 nothing to 0 full), marks_mm2, contrast,\n"
    "              edge_mm (sharpness: width of edges), paper_level, black, kind, barcodes,\n"
    "              findings, and the operations that are suggested.\n\n"
    "       prepare\n"
    "              does the operations to a copy of IN and writes it to OUT: line art as TIFF, "
    "the\n"
    "              rest as JPEG. Without --ops it does what inspect suggests, and reduces the "
    "page\n"
    "              to the kind of its content.\n\n"
    "OPTIONS\n"
    "       --ops LIST\n"
    "              such as \"turn 1; deskew -125; crop 10 20 2400 3400; despeckle; kind grey\":\n"
    "              quarters clockwise, hundredths of a degree clockwise, x y width height in\n"
    "              pixels, specks out of line art, and lineart, grey or colour. In that order.\n"
    "       --bytes N\n"
    "              a JPEG of at most N bytes, where that leaves it readable.\n\n"
    "EXIT STATUS\n"
    "       0      no page has a finding; prepared\n"
    "       1      a page has a finding\n"
    "       2      a file cannot be read or written, is no picture, or wrong arguments\n";

static int
fail (const char *file, const GError *error)
{
  g_printerr ("yichuang-page: %s%s%s\n", file, *file != '\0' ? ": " : "", error->message);
  return USAGE;
}

static int
usage (void)
{
  g_printerr ("usage: yichuang-page inspect IMAGE...\n"
              "       yichuang-page prepare IN OUT [--ops LIST] [--bytes N]\n"
              "       yichuang-page --help\n");
  return USAGE;
}

// The size is asked first, so that a huge file does not fill the memory.
static gboolean
load (const char *path, YcImage *ret_image, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::size,standard::type",
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GBytes) content = NULL;

  *ret_image = (YcImage){0};
  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MOST_BYTES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         "not a file, or more than 512 megabytes");
    return FALSE;
  }
  content = g_file_load_bytes (file, NULL, NULL, error);
  return content != NULL && yc_image_load (content, ret_image, error);
}

static int
inspect_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0};
  g_auto (YcPageReport) report = {0};
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;

  if (!load (path, &image, &error) || !yc_page_inspect (&image, NULL, NULL, &report, &error))
    return fail (shown, error);
  node = yc_page_report_to_json (shown, &report);
  text = json_to_string (node, FALSE);
  g_print ("%s\n", text);
  return report.findings != 0 ? FAULTS : GOOD;
}

static int
run_inspect (int argc, char **argv)
{
  int status = GOOD;

  if (argc < 2)
    return usage ();
  for (int i = 1; i < argc; i++) {
    const int one = inspect_file (argv[i]);

    status = MAX (status, one);
  }
  return status;
}

static YcPageOps *
find_ops (const YcImage *image, const char *text, GError **error)
{
  g_auto (YcPageReport) report = {0};

  if (text != NULL)
    return yc_page_ops_from_string (text, error);
  return yc_page_inspect (image, NULL, NULL, &report, error) ? yc_page_suggest (&report, TRUE)
                                                             : NULL;
}

static gboolean
save (const YcImage *image, gsize most, const char *path, GError **error)
{
  const char *mime;
  g_autoptr (GBytes) content = yc_image_encode_within (image, most, &mime, error);

  return content != NULL && g_file_set_contents (path, g_bytes_get_data (content, NULL),
                                                 (gssize)g_bytes_get_size (content), error);
}

static int
prepare_file (const char *in, const char *out, const char *list, gint64 most)
{
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0}, prepared = {0};
  g_autoptr (YcPageOps) ops = NULL;
  g_autofree char *done = NULL;

  if (!load (in, &image, &error))
    return fail (in, error);
  ops = find_ops (&image, list, &error);
  if (ops == NULL || !yc_page_prepare (&image, ops, NULL, &prepared, &error))
    return fail (in, error);
  if (!save (&prepared, (gsize)most, out, &error))
    return fail (out, error);
  done = yc_page_ops_to_string (ops);
  g_print ("%s\n", done);
  return GOOD;
}

static int
run_prepare (int argc, char **argv)
{
  g_autofree char *list = NULL;
  gint64 most = 0;
  const GOptionEntry entries[] = {
      {"ops", 0, 0, G_OPTION_ARG_STRING, &list, NULL, "LIST"},
      {"bytes", 0, 0, G_OPTION_ARG_INT64, &most, NULL, "N"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail ("", error);
  if (argc != 3 || most < 0)
    return usage ();
  return prepare_file (argv[1], argv[2], list, most);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))) {
    g_print ("%s", help);
    return GOOD;
  }
  if (argc > 1 && g_str_equal (argv[1], "inspect"))
    return run_inspect (argc - 1, argv + 1);
  if (argc > 1 && g_str_equal (argv[1], "prepare"))
    return run_prepare (argc - 1, argv + 1);
  return usage ();
}
