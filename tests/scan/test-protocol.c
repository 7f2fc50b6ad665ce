// A scan helper that lies keeps no page that is not whole, and harms nobody.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

typedef struct {
  const char *path;
  const char *story; // of liar.c
  int code;          // -1: none
  guint pages;
} Story;

static const Story stories[] = {
    {"/scan/protocol/a true story gives its page", "pbber", -1, 1},
    {"/scan/protocol/bytes without a page are refused", "b", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/an end without a page is refused", "e", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/a page of too few bytes is not kept", "pbe", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/a page of too many bytes is not kept", "pbbbe", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/a page within a page is refused", "pbp", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/lines shorter than their pixels are refused", "n", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/an unknown mode is refused", "m", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/a page of a terabyte is refused", "h", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/a message of the wrong shape is refused", "w", YC_ERROR_MALFORMED, 0},
    {"/scan/protocol/an unknown message is refused", "?", YC_ERROR_SCANNER_FAILED, 0},
    {"/scan/protocol/a lie after a whole page leaves the page", "pbbe?", YC_ERROR_SCANNER_FAILED,
     1},
    {"/scan/protocol/a result in the middle of a page drops it", "pbr", -1, 0},
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, "");
}

static void
test_story (Fixture *fixture, gconstpointer data)
{
  const Story *story = data;
  g_autoptr (GError) error = NULL;
  YcScanRequest request = {.device = "any", .source = YC_SCAN_FLATBED, .dpi = 300};
  g_setenv ("YC_LIAR", story->story, TRUE);
  fixture->config.helper = g_getenv ("YC_LIAR_PROGRAM");
  fixture_scan (fixture, &request, &error);
  if (story->code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, YC_ERROR, story->code);
  g_assert_cmpint (fixture->pages->len, ==, story->pages);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    g_test_add (stories[i].path, Fixture, &stories[i], set_up, test_story, fixture_tear_down);
  return g_test_run ();
}
