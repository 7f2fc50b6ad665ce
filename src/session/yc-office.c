// What else may be done to a case beside deciding it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-office.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-outcome.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

typedef enum { FIELD_TEXT, FIELD_OPTIONAL, FIELD_NUMBER, FIELD_CHOICE } FieldKind;

typedef struct {
  const char *member, *title;
  FieldKind kind;
  const char *const *values; // of a choice, ended by NULL
  const char *const *labels;
} FieldRow;

// 行政许可法 art. 45.
static const char *const procedures[] = {"听证", "检验",     "检测",     "检疫",
                                         "鉴定", "专家评审", "现场勘验", NULL};
static const char *const procedure_labels[] = {
    N_ ("Hearing"),   N_ ("Inspection"),    N_ ("Testing"),    N_ ("Quarantine"),
    N_ ("Appraisal"), N_ ("Expert review"), N_ ("Site visit"), NULL};
static const char *const methods[] = {"in-person", "agent", "courier", "electronic", NULL};
static const char *const method_labels[] = {N_ ("Handed over at the window"),
                                            N_ ("Handed over to an agent"), N_ ("Sent by courier"),
                                            N_ ("Sent electronically"), NULL};
static const char *const help_kinds[] = {"assist", "proxy", NULL};
static const char *const help_labels[] = {N_ ("Beside the applicant (assisted filing)"),
                                          N_ ("In the applicant's place (proxy filing)"), NULL};

static const FieldRow suspend_fields[] = {
    {"procedure", N_ ("Procedure"), FIELD_CHOICE, procedures, procedure_labels},
    {"reason", N_ ("Why it is needed"), FIELD_TEXT, NULL, NULL},
    {"days", N_ ("Working days it will take"), FIELD_NUMBER, NULL, NULL},
    {NULL}};
static const FieldRow extend_fields[] = {
    {"days", N_ ("Working days more"), FIELD_NUMBER, NULL, NULL},
    {"reason", N_ ("Why it is needed"), FIELD_TEXT, NULL, NULL},
    {"ground", N_ ("Legal ground"), FIELD_TEXT, NULL, NULL},
    {NULL}};
static const FieldRow issue_fields[] = {
    {"method", N_ ("How"), FIELD_CHOICE, methods, method_labels},
    {"collector", N_ ("Who takes it"), FIELD_TEXT, NULL, NULL},
    {"collector_id", N_ ("Their identity number"), FIELD_OPTIONAL, NULL, NULL},
    {"tracking", N_ ("Courier number"), FIELD_OPTIONAL, NULL, NULL},
    {NULL}};
static const FieldRow custody_fields[] = {{"from", N_ ("Who gives"), FIELD_TEXT, NULL, NULL},
                                          {"to", N_ ("Who takes"), FIELD_TEXT, NULL, NULL},
                                          {"reason", N_ ("What for"), FIELD_OPTIONAL, NULL, NULL},
                                          {NULL}};
static const FieldRow settle_fields[] = {
    {"material", N_ ("What came in"), FIELD_CHOICE, NULL, NULL}, {NULL}};
static const FieldRow withdraw_fields[] = {
    {"reason", N_ ("What the applicant says"), FIELD_TEXT, NULL, NULL}, {NULL}};
static const FieldRow terminate_fields[] = {{"reason", N_ ("Why"), FIELD_TEXT, NULL, NULL},
                                            {"ground", N_ ("Legal ground"), FIELD_TEXT, NULL, NULL},
                                            {NULL}};
static const FieldRow help_fields[] = {
    {"kind", N_ ("How"), FIELD_CHOICE, help_kinds, help_labels},
    {"scope", N_ ("What the helper does"), FIELD_TEXT, NULL, NULL},
    {"place", N_ ("Where"), FIELD_OPTIONAL, NULL, NULL},
    {"phone", N_ ("The helper's telephone"), FIELD_OPTIONAL, NULL, NULL},
    {NULL}};
static const FieldRow authority_fields[] = {
    {"scope", N_ ("What the helper may do"), FIELD_TEXT, NULL, NULL},
    {"from", N_ ("From (year-month-day)"), FIELD_TEXT, NULL, NULL},
    {"until", N_ ("Until (year-month-day)"), FIELD_TEXT, NULL, NULL},
    {NULL}};
static const FieldRow stop_fields[] = {
    {"reason", N_ ("Why"), FIELD_TEXT, NULL, NULL},
    {"result", N_ ("What was done so far"), FIELD_OPTIONAL, NULL, NULL},
    {NULL}};
static const FieldRow end_fields[] = {{"result", N_ ("What came of it"), FIELD_TEXT, NULL, NULL},
                                      {NULL}};
static const FieldRow no_fields[] = {{NULL}};

static const struct {
  YcEventType type;
  const char *title, *action, *hint;
  const FieldRow *fields;
} deeds[] = {
    {YC_EVENT_ADVANCED, N_ ("The step is done…"), N_ ("Go on to the next step"),
     N_ ("The next step of the way through the office begins."), no_fields},
    {YC_EVENT_SUSPENDED, N_ ("Special procedure…"), N_ ("Stop the clock"),
     N_ ("The time it takes is not counted; the applicant is told in writing (art. 45)."),
     suspend_fields},
    {YC_EVENT_RESUMED, N_ ("The procedure is over…"), N_ ("Let the clock go on"),
     N_ ("The limit runs on from today."), no_fields},
    {YC_EVENT_EXTENDED, N_ ("Extension…"), N_ ("Extend the limit"),
     N_ ("Once only, by the head of the authority, with a notice to the applicant (art. 42)."),
     extend_fields},
    {YC_EVENT_DEFERRED_SETTLED, N_ ("A deferred material came in…"), N_ ("It is complete now"),
     N_ ("What was owed is checked against the original and counted as complete."), settle_fields},
    {YC_EVENT_ISSUED, N_ ("Hand over the result…"), N_ ("The result is handed over"),
     N_ ("The delivery receipt says who took it."), issue_fields},
    {YC_EVENT_CLOSED, N_ ("Close the case…"), N_ ("Close the case"),
     N_ ("Nothing can be done to it afterwards."), no_fields},
    {YC_EVENT_CUSTODY_TRANSFERRED, N_ ("Originals change hands…"), N_ ("Both have signed"),
     N_ ("The transfer list says who holds the paper originals."), custody_fields},
    {YC_EVENT_HELPED, N_ ("Help the applicant…"), N_ ("Begin to help"),
     N_ ("Free of charge; whoever helps with a case never decides it."), help_fields},
    {YC_EVENT_AUTHORISED, N_ ("Written authority…"), N_ ("The applicant has signed"),
     N_ ("The helper may file in the applicant's place, within its scope and its days."),
     authority_fields},
    {YC_EVENT_HELP_STOPPED, N_ ("Stop helping…"), N_ ("Stop helping"),
     N_ ("Also when the applicant withdraws the authority. What was kept goes back to them."),
     stop_fields},
    {YC_EVENT_HELP_ENDED, N_ ("The help is done…"), N_ ("Everything is handed over"),
     N_ ("The applicant has the result and all papers that were kept for them."), end_fields},
    {YC_EVENT_WITHDRAWN, N_ ("The applicant withdraws…"), N_ ("Withdraw the application"),
     N_ ("The case ends; the applicant may apply again."), withdraw_fields},
    {YC_EVENT_TERMINATED, N_ ("End the case…"), N_ ("End the case"),
     N_ ("For what the applicant owes and did not bring in time."), terminate_fields},
};

static void
field_free (gpointer data)
{
  YcOfficeField *field = data;

  g_free (field->title);
  g_free (field->preset);
  g_clear_pointer (&field->labels, g_ptr_array_unref);
  g_clear_pointer (&field->values, g_ptr_array_unref);
  g_free (field);
}

static void
deed_free (gpointer data)
{
  YcOfficeDeed *deed = data;

  g_free (deed->title);
  g_free (deed->action);
  g_free (deed->hint);
  g_ptr_array_unref (deed->fields);
  g_free (deed);
}

static void
add_choice (YcOfficeField *field, const char *value, const char *label)
{
  g_ptr_array_add (field->values, g_strdup (value));
  g_ptr_array_add (field->labels, g_strdup (label));
}

// Owed, and its pages are there by now.
static gboolean
has_come_in (const YcCase *self, const YcMaterial *material)
{
  return yc_case_get_mark (self, material->id) == YC_MARK_DEFERRED &&
         yc_case_count_pages (self, material->id) > 0;
}

static gboolean
has_anything_come_in (YcFile *file)
{
  for (guint i = 0; i < file->item->materials->len; i++)
    if (has_come_in (file->stored, file->item->materials->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
add_owed (YcOfficeField *field, YcFile *file)
{
  for (guint i = 0; i < file->item->materials->len; i++) {
    const YcMaterial *material = file->item->materials->pdata[i];

    if (has_come_in (file->stored, material))
      add_choice (field, material->id, yc_session_pick (&material->name));
  }
}

static char *
preset_of (const FieldRow *row, YcEventType type, YcFile *file)
{
  const char *applicant = yc_case_get_applicant (file->stored, "name");

  if (type == YC_EVENT_EXTENDED && g_str_equal (row->member, "ground"))
    return g_strdup ("《行政许可法》第四十二条");
  if (type == YC_EVENT_ISSUED && g_str_equal (row->member, "collector") && applicant != NULL)
    return g_strdup (applicant);
  if (type == YC_EVENT_AUTHORISED && g_str_equal (row->member, "from"))
    return yc_day_to_string (yc_day_from_ms (yc_session_now (file->session)));
  if (type == YC_EVENT_CUSTODY_TRANSFERRED && g_str_equal (row->member, "from"))
    return g_strdup (yc_session_get_person_name (file->session));
  return g_strdup ("");
}

// Some items are not posted, and some not filed by others.
static gboolean
is_offered (const YcItem *item, const char *value)
{
  return (item->courier || !g_str_equal (value, "courier")) &&
         (!item->in_person || !g_str_equal (value, "proxy"));
}

static YcOfficeField *
field_new (const FieldRow *row, YcEventType type, YcFile *file)
{
  YcOfficeField *field = g_new0 (YcOfficeField, 1);

  field->member = row->member;
  field->title = g_strdup (_ (row->title));
  field->is_number = row->kind == FIELD_NUMBER;
  field->required = row->kind != FIELD_OPTIONAL;
  field->preset = preset_of (row, type, file);
  if (row->kind != FIELD_CHOICE)
    return field;
  field->labels = g_ptr_array_new_with_free_func (g_free);
  field->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; row->values != NULL && row->values[i] != NULL; i++)
    if (is_offered (file->item, row->values[i]))
      add_choice (field, row->values[i], _ (row->labels[i]));
  if (row->values == NULL)
    add_owed (field, file);
  return field;
}

// Help begins where nobody helps yet; the other deeds of it need somebody who does.
static gboolean
fits_help (const YcCase *self, YcEventType type)
{
  if (type == YC_EVENT_HELPED)
    return self->help == YC_HELP_NONE;
  return self->help != YC_HELP_NONE ||
         (type != YC_EVENT_AUTHORISED && type != YC_EVENT_HELP_STOPPED &&
          type != YC_EVENT_HELP_ENDED);
}

static gboolean
is_possible (YcFile *file, YcEventType type)
{
  if (type == YC_EVENT_ADVANCED && file->stored->stage >= file->stored->stages->len)
    return FALSE;
  if (type == YC_EVENT_DEFERRED_SETTLED && !has_anything_come_in (file))
    return FALSE;
  if (type == YC_EVENT_AUTHORISED && file->item->in_person)
    return FALSE;
  if (type == YC_EVENT_EXTENDED && file->stored->extension_days > 0)
    return FALSE;
  if (type == YC_EVENT_CUSTODY_TRANSFERRED && file->stored->received_at == 0)
    return FALSE;
  return fits_help (file->stored, type) && yc_file_can (file, type);
}

GPtrArray *
yc_office_list (YcFile *file)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (deed_free);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++) {
    YcOfficeDeed *deed;

    if (!is_possible (file, deeds[i].type))
      continue;
    deed = g_new0 (YcOfficeDeed, 1);
    deed->type = deeds[i].type;
    deed->title = g_strdup (_ (deeds[i].title));
    deed->action = g_strdup (_ (deeds[i].action));
    deed->hint = g_strdup (_ (deeds[i].hint));
    deed->fields = g_ptr_array_new_with_free_func (field_free);
    for (const FieldRow *row = deeds[i].fields; row->member != NULL; row++)
      g_ptr_array_add (deed->fields, field_new (row, deed->type, file));
    g_ptr_array_add (list, deed);
  }
  return list;
}

// FALSE if the value does not do.
static gboolean
set_value (JsonObject *data, const YcOfficeField *field, const char *value)
{
  guint64 number;

  if (value == NULL || *value == '\0')
    return !field->required;
  if (!field->is_number) {
    json_object_set_string_member (data, field->member, value);
    return TRUE;
  }
  if (!g_ascii_string_to_unsigned (value, 10, 1, 3650, &number, NULL))
    return FALSE;
  json_object_set_int_member (data, field->member, (gint64)number);
  return TRUE;
}

void
yc_office_do_async (YcFile *file,
                    const YcOfficeDeed *deed,
                    const char *const *values,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  JsonObject *data = json_object_new ();

  for (guint i = 0; i < deed->fields->len; i++) {
    g_autoptr (GTask) task = NULL;

    if (set_value (data, deed->fields->pdata[i], values[i]))
      continue;
    json_object_unref (data);
    task = g_task_new (file, cancellable, callback, user_data);
    g_task_set_source_tag (task, yc_office_do_async);
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_MALFORMED, "something is missing");
    return;
  }
  yc_file_do_async (file, deed->type, data, cancellable, callback, user_data);
}

gboolean
yc_office_do_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return yc_file_do_finish (file, result, error);
}
