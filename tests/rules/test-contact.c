// What is masked of an event for whom the applicant must not be within reach of, and what stays.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "story.h"
#include "yc-checklist.h"
#include "yc-contact.h"

#include <string.h>

#define PHONE   "13812345678"
#define ADDRESS "江西省赣州市章贡区文清路8号3单元501室"
#define KEPT    "江西省赣州市章贡区***"

static char *
print (const YcEvent *event)
{
  g_autoptr (JsonNode) node = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);

  json_node_set_object (node, event->data);
  return json_to_string (node, FALSE);
}

// What becomes of an event's data, where ' stands for ".
static const struct {
  const char *title;
  YcEventType type;
  const char *item; // nullable
  const char *data, *masked;
} masks[] = {
    {"the applicant's telephone number and address", YC_EVENT_FILLED, "real-estate-transfer",
     "{'applicant':{'name':'陈小华','id_number':'11010519491231002X','phone':'" PHONE
     "','address':'" ADDRESS "'}}",
     "{'applicant':{'name':'陈小华','id_number':'11010519491231002X','phone':'138****5678',"
     "'address':'" KEPT "'},'masked':['applicant/phone','applicant/address']}"},
    {"what the form marks or checks as a number", YC_EVENT_FILLED, "passport",
     "{'form':{'phone':'" PHONE "','emergency':{'name':'李四','phone':'" PHONE
     "'},'mail_address':'" ADDRESS "'}}",
     "{'form':{'phone':'138****5678','emergency':{'name':'李四','phone':'138****5678'},"
     "'mail_address':'" KEPT "'},'masked':['form/phone','form/emergency/phone',"
     "'form/mail_address']}"},
    {"not what the decision is about", YC_EVENT_FILLED, "household-migration",
     "{'form':{'to_address':'" ADDRESS "'}}", NULL},
    {"each entry of a group", YC_EVENT_FILLED, "veteran-disability-rating",
     "{'form':{'witnesses':[{'name':'李四','phone':'" PHONE "'},{'name':'王五','phone':''}]}}",
     "{'form':{'witnesses':[{'name':'李四','phone':'138****5678'},{'name':'王五','phone':''}]},"
     "'masked':['form/witnesses/0/phone']}"},
    {"by its name what the catalogue does not know", YC_EVENT_FILLED, NULL,
     "{'form':{'home_address':'" ADDRESS "','phones':[" PHONE "],'area':'89.5','mailed':true}}",
     "{'form':{'home_address':'" KEPT "','phones':['138****5678'],'area':'89.5','mailed':true},"
     "'masked':['form/home_address','form/phones/0']}"},
    {"what a register told, and was asked about", YC_EVENT_VERIFIED, "old-age-allowance",
     "{'source':'population','answer':{'name':'陈小华','household_address':'" ADDRESS
     "','account':'6222020200112233','local':true},'about':{'applicant.name':'陈小华',"
     "'applicant.phone':'" PHONE "','form.home_address':'" ADDRESS "'}}",
     "{'source':'population','answer':{'name':'陈小华','household_address':'" KEPT
     "','account':'622****2233','local':true},'about':{'applicant.name':'陈小华',"
     "'applicant.phone':'138****5678','form.home_address':'" KEPT
     "'},'masked':['answer/household_address','answer/account','about/applicant.phone',"
     "'about/form.home_address']}"},
    {"where help is given, and the helper's number", YC_EVENT_HELPED, NULL,
     "{'kind':'assist','scope':'填表','place':'" ADDRESS "','phone':'" PHONE "'}",
     "{'kind':'assist','scope':'填表','place':'" KEPT
     "','phone':'138****5678','masked':['place','phone']}"},
    {"where a result was sent to", YC_EVENT_ISSUED, NULL,
     "{'method':'courier','collector':'陈小华','courier':'邮政','tracking':'1234567890123',"
     "'address':'" ADDRESS "'}",
     "{'method':'courier','collector':'陈小华','courier':'邮政','tracking':'123****0123',"
     "'address':'" KEPT "','masked':['tracking','address']}"},
    {"not the right body's", YC_EVENT_NOT_ACCEPTED, NULL,
     "{'ground':'g','reason':'r','kind':'not-ours','body':'市税务局','body_phone':'88123456',"
     "'body_address':'" ADDRESS "'}",
     NULL},
    {"not where values came from", YC_EVENT_FILLED, NULL,
     "{'applicant':{'name':'陈小华'},'sources':{'applicant/phone':'From case 1'}}", NULL},
};

static char *
quote (const char *text)
{
  return text != NULL ? g_strdelimit (g_strdup (text), "'", '"') : NULL;
}

static void
test_masks (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++) {
    g_autoptr (YcEvent) event = story_event (masks[i].type, 2, STORY_START, masks[i].data);
    g_autoptr (YcEvent) shown = yc_contact_mask (event, catalogue, masks[i].item);
    g_autofree char *said = print (shown), *expected = quote (masks[i].masked);

    g_test_message ("%s", masks[i].title);
    g_assert_cmpint (yc_event_is_masked (shown), ==, expected != NULL);
    if (expected == NULL) {
      g_assert_true (shown == event);
      continue;
    }
    g_assert_cmpstr (said, ==, expected);
    g_assert_cmpstr (shown->id, ==, event->id);
    g_assert_cmpint (shown->at, ==, event->at);
    g_assert_null (strstr (said, PHONE));
    g_assert_null (strstr (said, ADDRESS));
  }
}

// Whatever an item of the city asks for by a field that is checked as a number is masked.
static void
mask_all (YcCatalogue *catalogue, const YcItem *item)
{
  g_autoptr (YcCase) self = city_complete_case (item, NULL);
  g_autoptr (GPtrArray) events = yc_case_list_events (self);

  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];
    g_autoptr (YcEvent) shown = yc_contact_mask (event, catalogue, item->code);
    g_autofree char *said = print (shown);

    g_test_message ("%s: %s", item->code, yc_event_type_name (event->type));
    g_assert_false (g_regex_match_simple ("\"1[0-9]{10}\"", said, 0, 0));
  }
}

static void
test_city (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  for (guint i = 0; i < items->len; i++)
    mask_all (catalogue, items->pdata[i]);
}

// The case as who sees it through a department has it.
static YcCase *
mask_case (const YcCase *self, YcCatalogue *catalogue, const char *item)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (self);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
  g_autoptr (GError) error = NULL;
  YcCase *masked;

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (shown, yc_contact_mask (events->pdata[i], catalogue, item));
  masked = yc_case_fold (NULL, shown, &error);
  g_assert_no_error (error);
  return masked;
}

static YcCase *
fill (YcCase *self, const char *data)
{
  return story_step (self, YC_EVENT_FILLED, STORY_START, data);
}

// The case itself says what is masked of it, as it stands.
static void
test_case_masks (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  g_autoptr (YcCase) whole =
      fill (story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL),
            "{'applicant':{'name':'陈小华','phone':'" PHONE "'},'form':{'phone':'" PHONE "'}}");
  g_autoptr (YcCase) masked = mask_case (whole, catalogue, "passport");
  g_autoptr (YcCase) emptied = NULL, without = NULL;

  g_assert_false (yc_case_is_blind (whole));
  g_assert_false (yc_case_is_masked (whole, "applicant/phone"));
  g_assert_true (yc_case_is_blind (masked));
  g_assert_true (yc_case_is_masked (masked, "applicant/phone"));
  g_assert_true (yc_case_is_masked (masked, "form/phone"));
  g_assert_false (yc_case_is_masked (masked, "applicant/name"));
  emptied = fill (g_steal_pointer (&whole), "{'applicant':{'name':'陈小华','phone':''},'form':{}}");
  without = mask_case (emptied, catalogue, "passport");
  g_assert_false (yc_case_is_blind (without));
  g_assert_false (yc_case_is_masked (without, "applicant/phone"));
}

// A mask is no mistake of who filled it in.
static void
test_findings (void)
{
  const YcToday today = {NULL, yc_day_from_string ("2026-11-23")};
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (YcCase) whole = city_complete_case (item, NULL);
    g_autoptr (YcCase) masked = mask_case (whole, catalogue, item->code);
    g_autoptr (GPtrArray) before = yc_checklist_evaluate (item, whole, &today);
    g_autoptr (GPtrArray) after = yc_checklist_evaluate (item, masked, &today);

    g_test_message ("%s", item->code);
    g_assert_cmpuint (after->len, <=, before->len);
    g_assert_cmpuint (yc_checklist_count_blocking (after), ==, 0);
  }
}

static void
assert_found (const YcCase *self, YcCatalogue *catalogue, const char *place, const char *expected)
{
  g_autofree char *found = yc_contact_find (self, catalogue, place);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_find (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  g_autoptr (YcCase) self =
      story_step (NULL, YC_EVENT_OPENED, STORY_START,
                  "{'item':'veteran-disability-rating','department':'veterans','item_version':1}");

  self = fill (g_steal_pointer (&self),
               "{'applicant':{'name':'陈小华','phone':'" PHONE "','address':''},"
               "'form':{'witnesses':[{'name':'李四','phone':'" PHONE "'}]}}");
  self = story_step (g_steal_pointer (&self), YC_EVENT_VERIFIED, STORY_START,
                     "{'source':'population','outcome':'answered',"
                     "'answer':{'name':'陈小华','household_address':'" ADDRESS "'}}");
  assert_found (self, catalogue, "applicant/phone", PHONE);
  assert_found (self, catalogue, "applicant/address", NULL); // nothing stands there
  assert_found (self, catalogue, "applicant/name", NULL);
  assert_found (self, catalogue, "form/witnesses/0/phone", PHONE);
  assert_found (self, catalogue, "form/witnesses/0/name", NULL);
  assert_found (self, catalogue, "form/witnesses/1/phone", NULL);
  assert_found (self, catalogue, "shared/population/household_address", ADDRESS);
  assert_found (self, catalogue, "shared/population/name", NULL);
  assert_found (self, catalogue, "shared/palace/address", NULL);
  assert_found (self, catalogue, "shared/", NULL);
  assert_found (self, catalogue, "helped/phone", NULL); // nobody helps yet
  assert_found (self, catalogue, "phone", NULL);
  assert_found (self, catalogue, "", NULL);
}

// What single steps say: the last of each counts.
static void
test_told (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  g_autoptr (YcCase) self = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL), masked = NULL;

  self = story_step (g_steal_pointer (&self), YC_EVENT_HELPED, STORY_START,
                     "{'kind':'assist','scope':'填表','phone':'13700002222'}");
  self = story_step (g_steal_pointer (&self), YC_EVENT_HELP_STOPPED, STORY_START,
                     "{'reason':'改日再来'}");
  self = story_step (g_steal_pointer (&self), YC_EVENT_HELPED, STORY_START,
                     "{'kind':'assist','scope':'填表','place':'" ADDRESS "','phone':'" PHONE "'}");
  assert_found (self, catalogue, "helped/phone", PHONE);
  assert_found (self, catalogue, "helped/place", ADDRESS);
  assert_found (self, catalogue, "helped/scope", NULL);
  assert_found (self, catalogue, "helped/", NULL);
  assert_found (self, catalogue, "help-stopped/reason", NULL);
  assert_found (self, catalogue, "opened/number", NULL);
  g_assert_false (yc_case_is_masked (self, "helped/phone"));
  masked = mask_case (self, catalogue, "passport");
  g_assert_true (yc_case_is_masked (masked, "helped/phone"));
  g_assert_true (yc_case_is_masked (masked, "helped/place"));
  g_assert_false (yc_case_is_masked (masked, "helped/scope"));
  g_assert_false (yc_case_is_masked (masked, "issued/tracking"));
  g_assert_false (yc_case_is_blind (masked)); // who fills the record in sees all of it
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rules/contact/ways to the applicant are masked, and nothing else", test_masks);
  g_test_add_func ("/rules/contact/no item of the city gives a number away", test_city);
  g_test_add_func ("/rules/contact/a case says what is masked of it", test_case_masks);
  g_test_add_func ("/rules/contact/a mask is no finding", test_findings);
  g_test_add_func ("/rules/contact/what is masked is found by its place", test_find);
  g_test_add_func ("/rules/contact/what single steps say is found as well", test_told);
  return g_test_run ();
}
