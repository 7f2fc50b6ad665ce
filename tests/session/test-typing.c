// Typing into form and applicant's record: places, groups, corrections, what is pasted, undo.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-file-private.h"

#include <string.h>

#define ITEM "rental-filing" // has a group, a computed field and a condition

typedef struct {
  YcFile *file;
} Fixture;

static Counter counter; // one for all tests
static YcSession *clerk;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->file = counter_open_case (clerk, ITEM);
}

// What was typed reaches central whole, whatever it was.
static void
tear_down (Fixture *self, gconstpointer data)
{
  counter_settle (self->file);
  g_clear_object (&self->file);
  g_assert_true (robot_sync (clerk));
  g_assert_cmpuint (yc_session_get_waiting (clerk), ==, 0);
}

static void
type (Fixture *self, const char *place, const char *text)
{
  robot_type (self->file, "form", place, text);
}

static void
leave_field (Fixture *self)
{
  counter_settle (self->file);
}

static void
assert_text (Fixture *self, const char *place, const char *expected)
{
  g_autofree char *text = counter_get_text (self->file, place);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_message (Fixture *self, const char *place, const char *expected)
{
  g_autofree char *message = counter_get_message (self->file, place);

  g_assert_cmpstr (message, ==, expected);
}

static void
add_entry (Fixture *self)
{
  g_autoptr (YcFieldRow) group = counter_find_field (self->file, "occupants");

  yc_file_add_entry (self->file, group);
  leave_field (self);
}

static void
remove_entry (Fixture *self, const char *place)
{
  g_autoptr (YcFieldRow) entry = counter_find_field (self->file, place);

  g_assert_true (yc_field_row_can_remove (entry));
  yc_file_remove_entry (self->file, entry);
  leave_field (self);
}

static gboolean
can_add (Fixture *self)
{
  g_autoptr (YcFieldRow) group = counter_find_field (self->file, "occupants");

  return yc_field_row_can_add (group);
}

static void
test_group (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFieldRow) before = NULL;

  add_entry (self);
  add_entry (self);
  type (self, "occupants/0/name", "甲乙");
  type (self, "occupants/1/name", "丙丁");
  before = counter_find_field (self->file, "occupants/0");
  g_assert_cmpint (yc_field_row_get_input (before), ==, YC_INPUT_ENTRY);
  remove_entry (self, "occupants/0");
  assert_text (self, "occupants/0/name", "丙丁"); // the others move up
  g_assert_null (counter_find_field (self->file, "occupants/1/name"));
  for (guint i = 1; i < 10; i++)
    add_entry (self);
  g_assert_false (can_add (self)); // the form allows ten
  add_entry (self);
  g_assert_null (counter_find_field (self->file, "occupants/10"));
  remove_entry (self, "occupants/9");
  g_assert_true (can_add (self));
}

static void
test_conditional (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFieldRow) use = counter_find_field (self->file, "use");
  g_autoptr (YcFieldRow) again = NULL, shop = NULL;

  g_assert_null (counter_find_field (self->file, "shop_name"));
  type (self, "use", "Shop");
  shop = counter_find_field (self->file, "shop_name");
  again = counter_find_field (self->file, "use");
  g_assert_nonnull (shop);
  g_assert_true (yc_field_row_is_required (shop));
  g_assert_true (use == again); // rows stay, and with them the caret
  type (self, "shop_name", "晨光饮食店");
  type (self, "use", "Dwelling");
  g_assert_null (counter_find_field (self->file, "shop_name"));
  type (self, "use", "Shop");
  assert_text (self, "shop_name", "晨光饮食店"); // nothing that was typed is lost
}

static void
test_computed (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFieldRow) yearly = counter_find_field (self->file, "yearly");
  g_autoptr (GPtrArray) events = NULL;
  const YcEvent *last;

  g_assert_true (yc_field_row_is_computed (yearly));
  type (self, "rent", "2500.5");
  assert_text (self, "yearly", "30006"); // at once
  leave_field (self);
  events = yc_case_list_events (self->file->stored);
  last = events->pdata[events->len - 1];
  g_assert_cmpint (last->type, ==, YC_EVENT_FILLED);
  g_assert_cmpint (json_object_get_int_member (yc_event_get_object (last, "form"), "yearly"), ==,
                   30006);
}

// Numbers that JSON cannot hold stay what was typed, and are said not to fit.
static void
test_numbers (Fixture *self, gconstpointer data)
{
  static const char *const odd[] = {"inf", "nan", "1e400", "1e20", "0x1p3", "-", "1.2.3"};

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    type (self, "rent", odd[i]);
    leave_field (self);
    assert_text (self, "rent", odd[i]);
    assert_message (self, "rent", "Only a number can stand here, such as 89.5.");
  }
  type (self, "rent", "1e3");
  leave_field (self);
  assert_text (self, "yearly", "12000");
  assert_message (self, "rent", "");
}

// What is wrong says what would be right.
static void
test_bounds (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *field, *text, *message;
  } rows[] = {
      {"rent", "-5", "It has to be 0 or more. Compare it with the paper."},
      {"tenants", "0", "It has to be 1 or more. Compare it with the paper."},
      {"tenants", "1.5", "Only a whole number can stand here, such as 12."},
      {"location", "路", "It has at least 6 characters."},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    type (self, rows[i].field, rows[i].text);
    leave_field (self);
    assert_message (self, rows[i].field, rows[i].message);
  }
}

static void
test_messages (Fixture *self, gconstpointer data)
{
  const char *wrong = "11 digits, beginning with 1";

  type (self, "phone", "1380");
  assert_message (self, "phone", ""); // nothing is said while it is typed
  leave_field (self);
  assert_message (self, "phone", wrong);
  type (self, "phone", "1380000");
  assert_message (self, "phone", wrong); // once wrong, until it is right
  type (self, "phone", "13800001111");
  assert_message (self, "phone", "");
  leave_field (self);
  assert_message (self, "phone", "");
  assert_message (self, "location", ""); // empty: missing, but not wrong
}

static void
test_correction (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFieldRow) phone = counter_find_field (self->file, "phone");
  g_autoptr (YcFieldRow) rent = counter_find_field (self->file, "rent");
  g_autoptr (YcFieldRow) location = counter_find_field (self->file, "location");

  type (self, "phone", "１３８ ００００ １１１１");
  type (self, "rent", "１２００");
  type (self, "location", "澄江路１２号");
  leave_field (self);
  g_assert_cmpstr (yc_field_row_get_correction (phone), ==, "13800001111");
  g_assert_cmpstr (yc_field_row_get_correction (rent), ==, "1200");
  g_assert_null (yc_field_row_get_correction (location)); // free text is left alone
  yc_file_correct (self->file, phone);
  yc_file_correct (self->file, rent);
  leave_field (self);
  assert_text (self, "phone", "13800001111");
  assert_text (self, "yearly", "14400");
  g_assert_null (yc_field_row_get_correction (phone));
  yc_file_undo_typing (self->file);
  assert_text (self, "rent", "１２００");
}

static void
test_controls (Fixture *self, gconstpointer data)
{
  static const char *const cases[][2] = {
      {"澄\001江\x7f路\u200b\u202e", "澄江路"}, // also what turns the writing around
      {"澄江路\t12号\n1幢", "澄江路 12号 1幢"},
      {"\xc2\x85\001", ""},
      {"澄\xff江", "澄\uFFFD江"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    type (self, "location", cases[i][0]);
    assert_text (self, "location", cases[i][1]);
  }
}

static void
test_large_paste (Fixture *self, gconstpointer data)
{
  g_autofree char *large = g_strnfill (10 << 20, 'x');
  g_autofree char *longest = g_strnfill (10000, 'x');

  type (self, "location", "澄江路12号");
  type (self, "location", large);
  g_assert_nonnull (counter.said);
  g_assert_nonnull (strstr (counter.said, "too long"));
  assert_text (self, "location", "澄江路12号");
  robot_type (self->file, "applicant", "name", large);
  g_assert_cmpstr (yc_file_get_applicant (self->file), ==, COUNTER_NAME);
  type (self, "location", longest);
  assert_text (self, "location", longest);
}

// Characters beyond the first plane (GB 18030) count as one and are kept.
static void
test_rare_names (Fixture *self, gconstpointer data)
{
  g_autofree char *id = g_strdup (yc_file_get_id (self->file));
  g_autoptr (GError) error = NULL;

  robot_type (self->file, "applicant", "name", "𠮷田𬱖");
  add_entry (self);
  type (self, "occupants/0/name", "𠮷");
  leave_field (self);
  g_assert_cmpstr (yc_file_get_applicant (self->file), ==, "𠮷田𬱖");
  assert_message (self, "occupants/0/name",
                  "It has at least 2 characters."); // one character of two
  type (self, "occupants/0/name", "𠮷𬱖");
  leave_field (self);
  assert_message (self, "occupants/0/name", "");
  g_clear_object (&self->file);
  self->file = robot_open (clerk, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yc_file_get_applicant (self->file), ==, "𠮷田𬱖");
  assert_text (self, "occupants/0/name", "𠮷𬱖");
}

static const char *
applicant (Fixture *self, const char *member)
{
  const char *value = yc_case_get_applicant (self->file->shown, member);

  return value != NULL ? value : "";
}

static void
test_card (Fixture *self, gconstpointer data)
{
  robot_type (self->file, "applicant", "name",
              "姓名：林秀英\n性别 女 民族 汉\n出生 1992年6月8日\n住址 云溪市柳浪街19号2幢201室\n"
              "公民身份号码 330105199206080144");
  g_assert_cmpstr (applicant (self, "name"), ==, "林秀英");
  g_assert_cmpstr (applicant (self, "id_number"), ==, "330105199206080144");
  g_assert_cmpstr (applicant (self, "address"), ==, "云溪市柳浪街19号2幢201室");
  g_assert_cmpstr (yc_file_find_source (self->file, "applicant", "id_number"), ==,
                   "From the identity card");
  g_assert_cmpstr (applicant (self, "phone"), ==, COUNTER_PHONE); // the card does not say
  leave_field (self);
  robot_type (self->file, "applicant", "name", "林秀");
  leave_field (self);
  yc_file_undo_typing (self->file);
  g_assert_cmpstr (applicant (self, "name"), ==, "林秀英"); // the card is a step of its own
  yc_file_undo_typing (self->file);
  g_assert_cmpstr (applicant (self, "name"), ==, COUNTER_NAME);
  g_assert_cmpstr (applicant (self, "id_number"), ==, COUNTER_ID);
  g_assert_cmpstr (applicant (self, "address"), ==, "");
}

// A card pasted into a field in the middle of typing is a step of its own as well.
static void
test_card_while_typing (Fixture *self, gconstpointer data)
{
  robot_type (self->file, "applicant", "name", "林");
  robot_type (self->file, "applicant", "name", "姓名 林秀英 公民身份号码 330105199206080144");
  robot_type (self->file, "applicant", "name", "林秀英子");
  yc_file_undo_typing (self->file);
  g_assert_cmpstr (applicant (self, "name"), ==, "林秀英");
  yc_file_undo_typing (self->file);
  g_assert_cmpstr (applicant (self, "name"), ==, "林");
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  guint steps = 0;

  type (self, "location", "澄");
  type (self, "location", "澄江路12号");
  type (self, "rent", "1200");
  add_entry (self);
  type (self, "occupants/0/name", "甲乙");
  leave_field (self);
  remove_entry (self, "occupants/0");
  yc_file_undo_typing (self->file);
  assert_text (self, "occupants/0/name", "甲乙");
  yc_file_undo_typing (self->file);
  assert_text (self, "occupants/0/name", "");
  g_assert_nonnull (counter_find_field (self->file, "occupants/0"));
  yc_file_undo_typing (self->file);
  g_assert_null (counter_find_field (self->file, "occupants/0"));
  assert_text (self, "rent", "1200");
  yc_file_undo_typing (self->file);
  assert_text (self, "rent", "");
  assert_text (self, "yearly", "");
  yc_file_undo_typing (self->file); // the whole field: what is typed in one go is one step
  assert_text (self, "location", "");
  while (yc_file_can_redo_typing (self->file) && steps++ < 10)
    yc_file_redo_typing (self->file);
  g_assert_cmpuint (steps, ==, 5);
  assert_text (self, "location", "澄江路12号");
  assert_text (self, "rent", "1200");
  g_assert_null (counter_find_field (self->file, "occupants/0"));
  yc_file_undo_typing (self->file);
  type (self, "phone", "13800001111");
  g_assert_false (yc_file_can_redo_typing (self->file)); // something new has begun
}

static gboolean
is_saved (gpointer file)
{
  return yc_file_is_saved (file);
}

// Not settled, as if the program had been ended: the draft brings it back.
static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autofree char *id = g_strdup (yc_file_get_id (self->file));
  g_autoptr (GError) error = NULL;

  add_entry (self);
  type (self, "occupants/0/name", "甲乙");
  type (self, "rent", "900");
  g_assert_true (counter_wait (is_saved, self->file)); // a few milliseconds after the last letter
  g_clear_object (&self->file);
  robot_leave (&clerk);
  clerk = counter_sign_in (&counter, "wang");
  self->file = robot_open (clerk, id, &error);
  g_assert_no_error (error);
  assert_text (self, "occupants/0/name", "甲乙");
  assert_text (self, "yearly", "10800");
}

// The session ends between a letter and the disk: nothing turned the main loop since.
static void
test_last_letters (Fixture *self, gconstpointer data)
{
  g_autofree char *id = g_strdup (yc_file_get_id (self->file));
  g_autoptr (GError) error = NULL;

  type (self, "rent", "9");
  type (self, "rent", "90");
  type (self, "rent", "900");
  g_assert_false (yc_file_is_saved (self->file));
  robot_leave (&clerk);
  g_clear_object (&self->file);
  clerk = counter_sign_in (&counter, "wang");
  self->file = robot_open (clerk, id, &error);
  g_assert_no_error (error);
  assert_text (self, "yearly", "10800");
}

// Who ticks faster than the disk writes comes to the next point, not to the same one again.
static void
test_ticking (Fixture *self, gconstpointer data)
{
  g_autoptr (YcMaterialRow) material =
      g_list_model_get_item (yc_file_get_materials (self->file), 0);
  g_autoptr (YcPointRow) point = g_list_model_get_item (yc_material_row_get_points (material), 0);
  const char *id = yc_material_row_get_id (material);
  const char *ticked = yc_point_row_get_id (point);

  g_assert_false (yc_file_is_ticking (self->file, id, ticked));
  yc_file_tick (self->file, id, ticked, TRUE);
  g_assert_true (yc_file_is_ticking (self->file, id, ticked));
  g_assert_false (yc_file_is_ticking (self->file, id, "another"));
  g_assert_false (yc_point_row_is_ticked (point));
  counter_settle (self->file);
  g_assert_false (yc_file_is_ticking (self->file, id, ticked));
  g_assert_true (yc_point_row_is_ticked (point));
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
  add ("/typing/entries of a group come and go, as many as the form allows", test_group);
  add ("/typing/a part of the form appears by its condition and loses nothing", test_conditional);
  add ("/typing/a computed field follows at once and is in the event", test_computed);
  add ("/typing/a number that cannot be one stays what was typed", test_numbers);
  add ("/typing/what does not fit is told with what would", test_bounds);
  add ("/typing/nothing is said before the first mistake, then until it is right", test_messages);
  add ("/typing/full-width digits are offered as what was meant", test_correction);
  add ("/typing/control characters are left out", test_controls);
  add ("/typing/ten megabytes are refused with a notice, and nothing is lost", test_large_paste);
  add ("/typing/rare characters are kept and counted as one", test_rare_names);
  add ("/typing/a whole identity card fills the record", test_card);
  add ("/typing/a card pasted while typing is a step of its own", test_card_while_typing);
  add ("/typing/undo and redo go through fields and entries", test_undo);
  add ("/typing/the last letters are kept when the session ends behind them", test_last_letters);
  add ("/typing/what was typed and not settled is there after the program ended", test_draft);
  add ("/typing/who ticks fast goes from point to point", test_ticking);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
