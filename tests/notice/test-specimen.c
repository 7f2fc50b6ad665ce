// The sample forms of the demo city, read back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "reader.h"
#include "yc-specimen.h"

static void
test_text (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  g_assert_cmpuint (items->len, >=, 10);
  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = yc_specimen_print (item, &error);
    g_autofree char *raw = reader_run (pdf, "pdftotext -raw");
    g_autofree char *text = reader_squeeze (raw);

    g_assert_no_error (error);
    reader_assert_says (text, item->name.zh);
    reader_assert_says (text, "示范文本");
    for (guint m = 0; m < item->materials->len; m++)
      reader_assert_says (text, ((YcMaterial *)item->materials->pdata[m])->name.zh);
    for (guint f = 0; f < item->fields->len; f++)
      reader_assert_says (text, ((YcField *)item->fields->pdata[f])->title.zh);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/specimen/each item's sample form names its fields and its materials",
                   test_text);
  return g_test_run ();
}
