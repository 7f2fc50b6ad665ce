// Feeds papers, {"template": {…}, "facts": {…}}, and items whose forms are printed, {"item": {…}}.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-intake-points.h"
#include "yc-paper.h"
#include "yc-specimen.h"
#include "yc-wire.h"

// As tests/lsan.supp has it for the ordinary tests.
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\nleak:libcairo.so\n";
}

// Whether it could be printed at all is not the question.
static void
drop (GBytes *pdf)
{
  g_clear_pointer (&pdf, g_bytes_unref);
}

static void
print_paper (JsonObject *template, JsonObject *facts)
{
  g_autoptr (YcPaper) paper = yc_paper_new (template, NULL);

  if (paper == NULL)
    return;
  g_assert_nonnull (yc_paper_get_title_for (paper, "benefit"));
  drop (yc_paper_print (paper, facts, YC_PAPER_PLAIN, NULL));
}

static void
print_item (JsonObject *item, JsonObject *offices)
{
  drop (yc_specimen_print (item, YC_SPECIMEN_BLANK, NULL));
  drop (yc_specimen_print (item, YC_SPECIMEN_SAMPLE, NULL));
  drop (yc_intake_points_print (item, offices, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object ((const char *)data, (gssize)size, NULL);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonObject *template = object != NULL ? yc_wire_get_object (object, "template") : NULL;
  JsonObject *facts = object != NULL ? yc_wire_get_object (object, "facts") : NULL;
  JsonObject *item = object != NULL ? yc_wire_get_object (object, "item") : NULL;

  if (template != NULL)
    print_paper (template, facts != NULL ? facts : object);
  if (item != NULL)
    print_item (item, object);
  return 0;
}
