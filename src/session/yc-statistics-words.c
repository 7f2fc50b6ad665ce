// What figures say, in words: headlines, and what stood in one-time notices.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form.h"
#include "yc-json.h"
#include "yc-statistics-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const names[YC_N_HEADLINES] = {
    [YC_HEADLINE_ON_TIME] = N_ ("Decided on time"),
    [YC_HEADLINE_IN_HAND] = N_ ("In hand today"),
    [YC_HEADLINE_VISITS] = N_ ("Visits per case"),
    [YC_HEADLINE_SUPPLEMENTS] = N_ ("Supplement rate"),
};

const char *
yc_statistics_name (YcHeadline headline)
{
  return _ (names[headline]);
}

static JsonObject *
get_total (YcStatistics *self)
{
  return yc_json_get_object (self->answer, "total");
}

static gint64
count (YcStatistics *self, const char *member)
{
  return yc_json_get_int (get_total (self), member, 0);
}

static gint64
count_in_hand (YcStatistics *self, const char *member)
{
  return yc_json_get_int (yc_json_get_object (get_total (self), "in_hand"), member, 0);
}

guint
yc_statistics_get_green (YcStatistics *self)
{
  return (guint)count_in_hand (self, "green");
}

guint
yc_statistics_get_yellow (YcStatistics *self)
{
  return (guint)count_in_hand (self, "yellow");
}

guint
yc_statistics_get_red (YcStatistics *self)
{
  return (guint)count_in_hand (self, "red");
}

char *
yc_statistics_show (YcStatistics *self, YcHeadline headline)
{
  gint64 on_time = count (self, "on_time"), issued = count (self, "issued");

  switch (headline) {
  case YC_HEADLINE_ON_TIME:
    return yc_statistics_write_share (on_time, on_time + count (self, "late"));
  case YC_HEADLINE_IN_HAND:
    return g_strdup_printf ("%" G_GINT64_FORMAT, count_in_hand (self, "all"));
  case YC_HEADLINE_VISITS:
    return issued > 0 ? g_strdup_printf ("%.2f", (double)count (self, "visits") / (double)issued)
                      : g_strdup ("—");
  case YC_HEADLINE_SUPPLEMENTS:
    return yc_statistics_write_share (count (self, "noticed"), count (self, "received"));
  case YC_N_HEADLINES:
  default:
    g_return_val_if_reached (NULL);
  }
}

static char *
explain_decisions (YcStatistics *self)
{
  guint on_time = (guint)count (self, "on_time");
  guint decided = on_time + (guint)count (self, "late");

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u of %u decision", "%u of %u decisions", decided), on_time,
      decided);
}

static char *
explain_visits (YcStatistics *self)
{
  guint issued = (guint)count (self, "issued");

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "to the counter, for %u result that went out",
                                       "to the counter, for %u results that went out", issued),
                          issued);
}

static char *
explain_supplements (YcStatistics *self)
{
  guint received = (guint)count (self, "received");

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u of %u case received had a one-time notice",
                                       "%u of %u cases received had a one-time notice", received),
                          (guint)count (self, "noticed"), received);
}

char *
yc_statistics_explain (YcStatistics *self, YcHeadline headline)
{
  switch (headline) {
  case YC_HEADLINE_ON_TIME:
    return explain_decisions (self);
  case YC_HEADLINE_IN_HAND:
    // TRANSLATORS: numbers of cases by the colour of their lamp.
    return g_strdup_printf (_ ("%u green, %u yellow, %u red"), yc_statistics_get_green (self),
                            yc_statistics_get_yellow (self), yc_statistics_get_red (self));
  case YC_HEADLINE_VISITS:
    return explain_visits (self);
  case YC_HEADLINE_SUPPLEMENTS:
    return explain_supplements (self);
  case YC_N_HEADLINES:
  default:
    g_return_val_if_reached (NULL);
  }
}

char *
yc_statistics_describe_gaps (YcStatistics *self)
{
  if (self->answer == NULL || yc_json_get_int (self->answer, "behind", 0) == 0)
    return NULL;
  return g_strdup (_ ("Central is still counting older cases: the figures are not complete yet. "
                      "Look again in a while."));
}

// ---- What stood in notices ----------------------------------------------------------------------

static const YcPoint *
find_point (const YcMaterial *material, const char *id)
{
  for (guint i = 0; i < material->points->len; i++)
    if (g_strcmp0 (((YcPoint *)material->points->pdata[i])->id, id) == 0)
      return material->points->pdata[i];
  return NULL;
}

static const YcCheck *
find_check (const YcItem *item, const char *id)
{
  for (guint i = 0; i < item->checks->len; i++)
    if (g_strcmp0 (((YcCheck *)item->checks->pdata[i])->id, id) == 0)
      return item->checks->pdata[i];
  return NULL;
}

// What is wrong with a material, by the kind of the finding.
static const char *
word_for (const char *kind)
{
  static const struct {
    const char *kind, *word;
  } words[] = {
      {"material", N_ ("missing")},         {"copies", N_ ("too few copies")},
      {"deficient", N_ ("not in order")},   {"deferred", N_ ("cannot be deferred")},
      {"pages", N_ ("pages not readable")}, {"area", N_ ("seal or signature missing")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].kind, kind))
      return _ (words[i].word);
  return NULL;
}

static char *
describe_material (const YcMaterial *material, const char *kind, const char *inner)
{
  const char *name = yc_session_pick (&material->name);
  const YcPoint *point = inner != NULL ? find_point (material, inner) : NULL;
  const char *word = word_for (kind);

  if (g_str_equal (kind, "point") && point != NULL)
    word = yc_session_pick (&point->text);
  // TRANSLATORS: a material, and what is wrong with it.
  return word != NULL ? g_strdup_printf (_ ("%s: %s"), name, word) : g_strdup (name);
}

char *
yc_statistics_describe_key (const YcItem *item, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, ":", 2);
  g_auto (GStrv) inner = g_strsplit (parts[1] != NULL ? parts[1] : "", "/", 2);
  const YcMaterial *material;
  const YcCheck *check;
  const YcField *field;

  if (item == NULL || inner[0] == NULL)
    return g_strdup (key);
  material = yc_item_find_material (item, inner[0]);
  check = g_str_equal (parts[0], "check") ? find_check (item, inner[0]) : NULL;
  field = g_str_equal (parts[0], "field") && item->form != NULL
              ? yc_form_find (item->form, parts[1])
              : NULL;
  if (check != NULL)
    return g_strdup (yc_session_pick (&check->text));
  if (field != NULL)
    return g_strdup_printf (_ ("%s: %s"), _ ("Form"), yc_session_pick (&field->title));
  if (g_str_equal (parts[0], "applicant"))
    return g_strdup (_ ("What is known of the applicant"));
  if (g_str_equal (parts[0], "undecided"))
    return g_strdup (_ ("A rule that could not be worked out"));
  return material != NULL ? describe_material (material, parts[0], inner[1]) : g_strdup (key);
}
