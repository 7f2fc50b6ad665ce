// A case's whole life, and every way in which the law says no.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"

typedef struct {
  const char *why; // for the log
  YcState state;
  YcEventType type;
  const char *json;  // nullable: the usual
  const char *actor; // nullable: the usual
  YcErrorCode code;
} Refusal;

static const Refusal refusals[] = {
    {"who received may not decide", YC_STATE_IN_REVIEW, YC_EVENT_GRANTED, NULL, STORY_CLERK,
     YC_ERROR_SEPARATION},
    {"who received may not claim", YC_STATE_HANDED_OFF, YC_EVENT_CLAIMED, NULL, STORY_CLERK,
     YC_ERROR_SEPARATION},
    {"who received may not be given it", YC_STATE_HANDED_OFF, YC_EVENT_ASSIGNED,
     "{'person':'" STORY_CLERK "'}", NULL, YC_ERROR_SEPARATION},
    {"somebody else holds it", YC_STATE_IN_REVIEW, YC_EVENT_GRANTED, NULL, "qian", YC_ERROR_HELD},
    {"somebody else holds it", YC_STATE_IN_REVIEW, YC_EVENT_RELEASED, NULL, "qian", YC_ERROR_HELD},
    {"no reason", YC_STATE_IN_REVIEW, YC_EVENT_RETURNED, "{'ground':'g'}", NULL,
     YC_ERROR_REASON_MISSING},
    {"no ground", YC_STATE_IN_REVIEW, YC_EVENT_RETURNED, "{'reason':'r'}", NULL,
     YC_ERROR_GROUND_MISSING},
    {"no opinion", YC_STATE_IN_REVIEW, YC_EVENT_GRANTED, "{'ground':'g'}", NULL,
     YC_ERROR_REASON_MISSING},
    {"no ground", YC_STATE_IN_REVIEW, YC_EVENT_GRANTED, "{'opinion':'o'}", NULL,
     YC_ERROR_GROUND_MISSING},
    {"no reason", YC_STATE_IN_REVIEW, YC_EVENT_REFUSED, "{'opinion':'o','ground':'g'}", NULL,
     YC_ERROR_REASON_MISSING},
    {"no right body", YC_STATE_RECEIVED, YC_EVENT_NOT_ACCEPTED,
     "{'ground':'g','reason':'r','kind':'not-ours'}", NULL, YC_ERROR_BODY_MISSING},
    {"empty right body", YC_STATE_RECEIVED, YC_EVENT_NOT_ACCEPTED,
     "{'ground':'g','reason':'r','kind':'not-ours','body':''}", NULL, YC_ERROR_BODY_MISSING},
    {"names nothing", YC_STATE_RECEIVED, YC_EVENT_SUPPLEMENT_REQUESTED, "{}", NULL,
     YC_ERROR_FINDINGS_MISSING},
    {"names nothing", YC_STATE_RECEIVED, YC_EVENT_SUPPLEMENT_REQUESTED, "{'findings':[]}", NULL,
     YC_ERROR_FINDINGS_MISSING},
    {"no days", YC_STATE_IN_REVIEW, YC_EVENT_EXTENDED, "{'reason':'r','ground':'g'}", NULL,
     YC_ERROR_LIMIT},
    {"too long", YC_STATE_IN_REVIEW, YC_EVENT_EXTENDED, "{'reason':'r','ground':'g','days':16}",
     NULL, YC_ERROR_LIMIT},
    {"nobody helps", YC_STATE_DRAFT, YC_EVENT_AUTHORISED, NULL, NULL, YC_ERROR_STEP},
    {"nobody helps", YC_STATE_DRAFT, YC_EVENT_HELP_STOPPED, NULL, NULL, YC_ERROR_STEP},
    {"nobody helps", YC_STATE_GRANTED, YC_EVENT_HELP_ENDED, NULL, NULL, YC_ERROR_STEP},
    {"no such help", YC_STATE_DRAFT, YC_EVENT_HELPED, "{'kind':'sell'}", NULL, YC_ERROR_MALFORMED},
    {"there already", YC_STATE_DRAFT, YC_EVENT_SCANNED, NULL, NULL, YC_ERROR_PAGE},
    {"not there", YC_STATE_DRAFT, YC_EVENT_PAGE_REMOVED, "{'page':'page-9'}", NULL, YC_ERROR_PAGE},
    {"not there", YC_STATE_DRAFT, YC_EVENT_TEXT_FOUND,
     "{'page':'page-9','blob':'" STORY_BLOB "','mime':'application/vnd.yichuang.page-text'}", NULL,
     YC_ERROR_PAGE},
    {"no hash", YC_STATE_DRAFT, YC_EVENT_TEXT_FOUND,
     "{'page':'page-1','blob':'abc','mime':'application/vnd.yichuang.page-text'}", NULL,
     YC_ERROR_MALFORMED},
    {"not there", YC_STATE_DRAFT, YC_EVENT_PAGE_PREPARED, "{'page':'page-9'}", NULL, YC_ERROR_PAGE},
    {"not there", YC_STATE_DRAFT, YC_EVENT_PAGE_MOVED, "{'page':'page-9','material':'m'}", NULL,
     YC_ERROR_PAGE},
    {"no hash", YC_STATE_DRAFT, YC_EVENT_SCANNED,
     "{'page':'p','material':'m','blob':'AAAA','mime':'image/png'}", NULL, YC_ERROR_MALFORMED},
    {"no such mark", YC_STATE_DRAFT, YC_EVENT_MARKED, "{'material':'m','mark':'fine'}", NULL,
     YC_ERROR_MALFORMED},
    {"nothing filled", YC_STATE_DRAFT, YC_EVENT_FILLED, "{}", NULL, YC_ERROR_MALFORMED},
    {"nothing answered", YC_STATE_DRAFT, YC_EVENT_ANSWERED, "{}", NULL, YC_ERROR_MALFORMED},
    {"nobody", YC_STATE_DRAFT, YC_EVENT_NOTED, NULL, "", YC_ERROR_MALFORMED},
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    const Refusal *r = &refusals[i];
    g_autoptr (YcCase) self = story_in_state (r->state);
    g_autoptr (YcEvent) event =
        story_event_by (r->type, self->version + 1, r->actor, YC_ROLE_NONE, r->json);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s: %s", yc_event_type_name (r->type), r->why);
    g_assert_null (yc_case_apply (self, event, NULL, &error));
    g_assert_error (error, YC_ERROR, (int)r->code);
    g_assert_cmpint (self->state, ==, r->state);
  }
}

static void
refuse_with (const YcCase *before, const YcEvent *event, const YcContext *context, YcErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_case_apply (before, event, context, &error));
  g_assert_error (error, YC_ERROR, (int)code);
}

static void
test_shape (void)
{
  g_autoptr (YcCase) self = story_in_state (YC_STATE_DRAFT);
  g_autoptr (YcEvent) behind = story_event (YC_EVENT_NOTED, self->version, STORY_START, NULL);
  g_autoptr (YcEvent) ahead = story_event (YC_EVENT_NOTED, self->version + 2, STORY_START, NULL);
  g_autoptr (YcEvent) second = story_event (YC_EVENT_OPENED, 2, STORY_START, NULL);
  g_autoptr (YcEvent) timeless = story_event (YC_EVENT_NOTED, self->version + 1, 0, NULL);
  g_autoptr (YcEvent) foreign =
      yc_event_new ("x", "01890a5d-ac96-774b-bcce-b302099a0000", YC_EVENT_NOTED, self->version + 1,
                    STORY_START, "wang", YC_ROLE_INTAKE, "t1", story_data ("{'text':'x'}"));

  refuse_with (self, behind, NULL, YC_ERROR_VERSION);
  refuse_with (self, ahead, NULL, YC_ERROR_VERSION);
  refuse_with (NULL, second, NULL, YC_ERROR_VERSION);
  refuse_with (self, timeless, NULL, YC_ERROR_MALFORMED);
  refuse_with (self, foreign, NULL, YC_ERROR_MALFORMED);
}

static void
test_no_applicant (void)
{
  g_autoptr (YcCase) self = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  g_autoptr (YcEvent) received = story_event (YC_EVENT_RECEIVED, 2, STORY_START, NULL);

  refuse_with (self, received, NULL, YC_ERROR_MALFORMED);
}

static void
test_promise_too_long (void)
{
  YcCase *self = story_step (NULL, YC_EVENT_OPENED, STORY_START,
                             "{'item':'i','department':'d','promised_days':9,'legal_days':8}");

  self = story_step (self, YC_EVENT_FILLED, STORY_START, NULL);
  self = story_step (self, YC_EVENT_RECEIVED, STORY_START, NULL);
  {
    g_autoptr (YcEvent) accepted = story_event (YC_EVENT_ACCEPTED, 4, STORY_START, NULL);

    refuse_with (self, accepted, NULL, YC_ERROR_LIMIT);
  }
  yc_case_unref (self);
}

// Whatever the context says: who acts is who is signed in, in a role that the person holds.
static void
test_context (void)
{
  static const char *const others[] = {"health", NULL};
  g_autoptr (YcCase) self = story_in_state (YC_STATE_HANDED_OFF);
  g_autoptr (YcEvent) claimed =
      story_event (YC_EVENT_CLAIMED, self->version + 1, STORY_START, NULL);
  const YcContext wrong[] = {
      {"qian", YC_ROLES_ANY, NULL},
      {STORY_APPROVER, YC_ROLE_INTAKE, NULL},
      {STORY_APPROVER, YC_ROLE_APPROVER, NULL},
      {STORY_APPROVER, YC_ROLE_APPROVER, others},
  };
  const YcContext right = story_context (STORY_APPROVER);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) after = yc_case_apply (self, claimed, &right, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (after->holder, ==, STORY_APPROVER);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    refuse_with (self, claimed, &wrong[i], YC_ERROR_ROLE);
}

// Separation of powers looks at the person, not at the role: a clerk who is an approver too.
static void
test_both_roles (void)
{
  static const YcEventType touches[] = {YC_EVENT_OPENED, YC_EVENT_SCANNED, YC_EVENT_TICKED,
                                        YC_EVENT_HELPED, YC_EVENT_ACCEPTED};

  for (guint i = 0; i < G_N_ELEMENTS (touches); i++) {
    g_autoptr (GPtrArray) events = story_events_to (YC_STATE_RECEIVED);
    g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
    g_autoptr (YcCase) self = NULL;
    g_autoptr (YcEvent) claimed = NULL;
    const YcContext both = story_context (STORY_APPROVER);

    for (guint e = 0; e < events->len; e++) {
      const YcEvent *event = events->pdata[e];

      g_ptr_array_add (way, story_event_by (event->type, e + 1,
                                            event->type == touches[i] ? STORY_APPROVER : NULL,
                                            YC_ROLE_NONE, NULL));
    }
    if (touches[i] == YC_EVENT_TICKED || touches[i] == YC_EVENT_HELPED)
      g_ptr_array_add (
          way, story_event_by (touches[i], way->len + 1, STORY_APPROVER, YC_ROLE_NONE, NULL));
    g_ptr_array_add (way, story_event_by (YC_EVENT_ACCEPTED, way->len + 1,
                                          touches[i] == YC_EVENT_ACCEPTED ? STORY_APPROVER : NULL,
                                          YC_ROLE_NONE, NULL));
    g_ptr_array_add (way,
                     story_event_by (YC_EVENT_HANDED_OFF, way->len + 1, NULL, YC_ROLE_NONE, NULL));
    self = yc_case_fold (NULL, way, NULL);
    claimed = story_event (YC_EVENT_CLAIMED, self->version + 1, STORY_START, NULL);
    refuse_with (self, claimed, &both, YC_ERROR_SEPARATION);
  }
}

static void
test_extended_once (void)
{
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);
  g_autoptr (YcEvent) again = NULL;

  self = story_step (self, YC_EVENT_EXTENDED, STORY_START, NULL);
  again = story_event (YC_EVENT_EXTENDED, self->version + 1, STORY_START, NULL);
  refuse_with (self, again, NULL, YC_ERROR_EXTENDED);
  g_assert_cmpint (self->extension_days, ==, 10);
  yc_case_unref (self);
}

static void
test_pages (void)
{
  YcCase *self = story_in_state (YC_STATE_DRAFT);
  g_autoptr (YcCase) before = yc_case_ref (self);

  self = story_step (self, YC_EVENT_SCANNED, STORY_START,
                     "{'page':'page-2','material':'licence','blob':'" STORY_BLOB
                     "','mime':'image/png'}");
  self = story_step (self, YC_EVENT_PAGE_MOVED, STORY_START,
                     "{'page':'page-2','material':'layout','index':0}");
  g_assert_cmpstr (((YcPage *)self->pages->pdata[0])->id, ==, "page-2");
  g_assert_cmpuint (yc_case_count_pages (self, "layout"), ==, 1);
  self = story_step (self, YC_EVENT_PAGE_MOVED, STORY_START,
                     "{'page':'page-2','material':'layout','index':99}");
  g_assert_cmpstr (((YcPage *)self->pages->pdata[1])->id, ==, "page-2");
  self = story_step (self, YC_EVENT_PAGE_PREPARED, STORY_START,
                     "{'page':'page-2','operations':'turn 1'}");
  g_assert_cmpstr (((YcPage *)self->pages->pdata[1])->operations, ==, "turn 1");
  g_assert_cmpstr (((YcPage *)self->pages->pdata[1])->material, ==, "layout");
  self = story_step (self, YC_EVENT_PAGE_PREPARED, STORY_START, "{'page':'page-2'}");
  g_assert_null (yc_case_find_page (self, "page-1")->text);
  self = story_step (self, YC_EVENT_TEXT_FOUND, STORY_START, NULL);
  g_assert_cmpstr (yc_case_find_page (self, "page-1")->text, ==, STORY_BLOB);
  g_assert_cmpstr (yc_case_find_page (self, "page-1")->material, ==, "licence");
  g_assert_null (((YcPage *)self->pages->pdata[1])->operations);
  self = story_step (self, YC_EVENT_PAGE_REMOVED, STORY_START, NULL);
  g_assert_null (yc_case_find_page (self, "page-1"));
  g_assert_cmpstr (yc_case_find_page (self, "page-2")->mime, ==, "image/png");
  g_assert_cmpuint (before->pages->len, ==, 1);
  g_assert_cmpstr (((YcPage *)before->pages->pdata[0])->material, ==, "licence");
  yc_case_unref (self);
}

static void
test_long_operations (void)
{
  g_autoptr (YcCase) self = story_in_state (YC_STATE_DRAFT);
  g_autofree char *words = g_strnfill (1001, 'x');
  g_autofree char *json = g_strdup_printf ("{'page':'page-1','operations':'%s'}", words);
  g_autoptr (YcEvent) event =
      story_event (YC_EVENT_PAGE_PREPARED, self->version + 1, STORY_START, json);

  refuse_with (self, event, NULL, YC_ERROR_MALFORMED);
}

// How a page that was taken out comes back to its old place, as it was.
static void
test_page_comes_back (void)
{
  YcCase *self = story_in_state (YC_STATE_DRAFT);
  const YcPage *page;

  self = story_step (self, YC_EVENT_SCANNED, STORY_START,
                     "{'page':'page-2','material':'layout','index':0,'operations':'turn 2',"
                     "'blob':'" STORY_BLOB "','mime':'image/png'}");
  page = self->pages->pdata[0];
  g_assert_cmpstr (page->id, ==, "page-2");
  g_assert_cmpstr (page->operations, ==, "turn 2");
  g_assert_cmpstr (((YcPage *)self->pages->pdata[1])->id, ==, "page-1");
  yc_case_unref (self);
}

static void
test_annotations (void)
{
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);
  g_autoptr (YcCase) before = yc_case_ref (self);
  const YcAnnotation *note;

  self = story_step (self, YC_EVENT_ANNOTATED, STORY_START, NULL);
  self = story_step (self, YC_EVENT_ANNOTATED, STORY_START,
                     "{'annotation':'note-2','page':'page-1','left':9999,'top':0,'width':1,"
                     "'height':10000}");
  g_assert_cmpuint (self->annotations->len, ==, 2);
  note = yc_case_find_annotation (self, "note-1");
  g_assert_cmpstr (note->author, ==, STORY_APPROVER);
  g_assert_cmpint (note->at, ==, STORY_START);
  g_assert_cmpint (note->part.width, ==, 3000);
  g_assert_cmpstr (note->text, ==, "面积与布局图不符");
  g_assert_null (yc_case_find_annotation (self, "note-2")->text);
  self = story_step (self, YC_EVENT_ANNOTATION_REMOVED, STORY_START, NULL);
  g_assert_null (yc_case_find_annotation (self, "note-1"));
  g_assert_nonnull (yc_case_find_annotation (self, "note-2"));
  self = story_step (self, YC_EVENT_ANNOTATED, STORY_START, NULL); // as undo brings it back
  g_assert_nonnull (yc_case_find_annotation (self, "note-1"));
  g_assert_cmpuint (before->annotations->len, ==, 0);
  yc_case_unref (self);
}

static void
test_bad_annotations (void)
{
  static const struct {
    const char *json;
    YcErrorCode code;
  } bad[] = {
      {"{'annotation':'b','page':'page-9','left':0,'top':0,'width':1,'height':1}", YC_ERROR_PAGE},
      {"{'annotation':'note-1','page':'page-1','left':0,'top':0,'width':1,'height':1}",
       YC_ERROR_MALFORMED},
      {"{'annotation':'b','page':'page-1'}", YC_ERROR_MALFORMED},
      {"{'annotation':'b','page':'page-1','left':-1,'top':0,'width':1,'height':1}",
       YC_ERROR_MALFORMED},
      {"{'annotation':'b','page':'page-1','left':5000,'top':0,'width':5001,'height':1}",
       YC_ERROR_MALFORMED},
      {"{'annotation':'b','page':'page-1','left':0,'top':9223372036854775807,'width':1,"
       "'height':9223372036854775807}",
       YC_ERROR_MALFORMED},
  };
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);

  self = story_step (self, YC_EVENT_ANNOTATED, STORY_START, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (YcEvent) event =
        story_event (YC_EVENT_ANNOTATED, self->version + 1, STORY_START, bad[i].json);

    refuse_with (self, event, NULL, bad[i].code);
  }
  yc_case_unref (self);
}

// Who took the case over reads the notes of who had it before, and takes none of them back.
static void
test_foreign_annotation (void)
{
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);
  g_autoptr (YcEvent) event = NULL;

  self = story_step (self, YC_EVENT_ANNOTATED, STORY_START, NULL);
  self = story_step (self, YC_EVENT_ASSIGNED, STORY_START, "{'person':'qian'}");
  event = story_event_by (YC_EVENT_ANNOTATION_REMOVED, self->version + 1, "qian", YC_ROLE_APPROVER,
                          NULL);
  refuse_with (self, event, NULL, YC_ERROR_HELD);
  yc_case_unref (self);
}

static void
test_ticks_and_marks (void)
{
  YcCase *self = story_in_state (YC_STATE_DRAFT);

  self = story_step (self, YC_EVENT_TICKED, STORY_START, NULL);
  self = story_step (self, YC_EVENT_MARKED, STORY_START, NULL);
  g_assert_true (yc_case_is_ticked (self, "licence", "licence-scope"));
  g_assert_false (yc_case_is_ticked (self, "licence", "licence-address"));
  g_assert_cmpint (yc_case_get_mark (self, "licence"), ==, YC_MARK_CHECKED);
  self = story_step (self, YC_EVENT_TICKED, STORY_START,
                     "{'material':'licence','point':'licence-scope','on':false}");
  self = story_step (self, YC_EVENT_MARKED, STORY_START, "{'material':'licence','mark':'none'}");
  g_assert_false (yc_case_is_ticked (self, "licence", "licence-scope"));
  g_assert_cmpint (yc_case_get_mark (self, "licence"), ==, YC_MARK_NONE);
  g_assert_cmpint (yc_case_get_mark (self, "layout"), ==, YC_MARK_NONE);
  yc_case_unref (self);
}

// What was seen goes with the last page of its material, removed or moved away, and not before.
static void
test_last_page (void)
{
  static const YcEventType ways[] = {YC_EVENT_PAGE_REMOVED, YC_EVENT_PAGE_MOVED};
  static const char *const second =
      "{'page':'page-2','material':'licence','blob':'" STORY_BLOB "','mime':'image/png'}";

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    YcCase *self = story_in_state (YC_STATE_DRAFT);

    self = story_step (self, YC_EVENT_SCANNED, STORY_START, second);
    self = story_step (self, YC_EVENT_TICKED, STORY_START, NULL);
    self = story_step (self, YC_EVENT_TICKED, STORY_START,
                       "{'material':'licence-2','point':'licence-scope','on':true}");
    self = story_step (self, YC_EVENT_MARKED, STORY_START,
                       "{'material':'licence','mark':'checked','copies':3}");
    self = story_step (self, YC_EVENT_PAGE_REMOVED, STORY_START, "{'page':'page-2'}");
    g_assert_true (yc_case_is_ticked (self, "licence", "licence-scope"));
    g_assert_cmpint (yc_case_get_mark (self, "licence"), ==, YC_MARK_CHECKED);
    self = story_step (self, ways[i], STORY_START, NULL);
    self = story_step (self, YC_EVENT_SCANNED, STORY_START, second);
    g_assert_false (yc_case_is_ticked (self, "licence", "licence-scope"));
    g_assert_true (yc_case_is_ticked (self, "licence-2", "licence-scope"));
    g_assert_cmpint (yc_case_get_mark (self, "licence"), ==, YC_MARK_NONE);
    g_assert_cmpint (yc_case_get_copies (self, "licence"), ==, 1);
    yc_case_unref (self);
  }
}

static void
refuse_to_remove (const YcCase *self, const char *json)
{
  g_autoptr (YcEvent) event =
      story_event (YC_EVENT_PAGE_REMOVED, self->version + 1, STORY_START, json);
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_case_apply (self, event, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MATERIAL);
}

// What the case was accepted on stays; a bad scan of what is owed goes, until it is settled.
// Nothing else of the case changes, and who takes it out has a hand in it.
static void
test_owed_page (void)
{
  static const char *const second =
      "{'page':'page-2','material':'licence','blob':'" STORY_BLOB "','mime':'image/png'}";
  YcCase *self = story_in_state (YC_STATE_DRAFT);

  self =
      story_step (self, YC_EVENT_MARKED, STORY_START, "{'material':'licence','mark':'deferred'}");
  g_assert_true (yc_case_lets_page_go (self, "page-1"));
  self = story_step (self, YC_EVENT_RECEIVED, STORY_START, NULL);
  self = story_step (self, YC_EVENT_ACCEPTED, STORY_START, "{'deferred_due':'2026-03-09'}");
  self = story_step (self, YC_EVENT_HANDED_OFF, STORY_START, NULL);
  g_assert_false (yc_case_lets_page_go (self, "page-1"));
  refuse_to_remove (self, "{'page':'page-1'}"); // it was there when the case was accepted
  self = story_step (self, YC_EVENT_CLAIMED, STORY_START, NULL);
  self = story_step (self, YC_EVENT_SCANNED, STORY_START, second);
  g_assert_true (yc_case_lets_page_go (self, "page-2"));
  self = story_step (self, YC_EVENT_PAGE_REMOVED, STORY_START, "{'page':'page-2'}");
  g_assert_cmpuint (yc_case_count_pages (self, "licence"), ==, 1);
  g_assert_cmpint (self->state, ==, YC_STATE_IN_REVIEW);
  g_assert_cmpint (yc_case_get_mark (self, "licence"), ==, YC_MARK_DEFERRED);
  g_assert_true (yc_case_has_hand (self, self->latest->actor));
  self = story_step (self, YC_EVENT_SCANNED, STORY_START, second); // and back
  self = story_step (self, YC_EVENT_DEFERRED_SETTLED, STORY_START, "{'material':'licence'}");
  refuse_to_remove (self, "{'page':'page-2'}");
  yc_case_unref (self);
}

static void
test_life (void)
{
  g_autoptr (YcCase) self = story_in_state (YC_STATE_CLOSED);
  g_autoptr (GPtrArray) events = yc_case_list_events (self);

  g_assert_cmpuint (events->len, ==, self->version);
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpuint (((YcEvent *)events->pdata[i])->version, ==, i + 1);
  g_assert_cmpstr (self->id, ==, STORY_CASE);
  g_assert_cmpstr (self->number, ==, "2026-G1-000001");
  g_assert_cmpstr (self->receiver, ==, STORY_CLERK);
  g_assert_cmpstr (self->opinion, ==, "符合条件");
  g_assert_cmpstr (yc_case_get_applicant (self, "name"), ==, STORY_NAME);
  g_assert_null (yc_case_get_applicant (self, "address"));
  g_assert_null (self->holder);
  g_assert_true (yc_case_has_hand (self, STORY_CLERK));
  g_assert_false (yc_case_has_hand (self, STORY_APPROVER));
  g_assert_cmpint (self->opened_at, <, self->received_at);
  g_assert_cmpint (self->received_at, <, self->accepted_at);
  g_assert_cmpint (self->accepted_at, <, self->handed_off_at);
  g_assert_cmpint (self->handed_off_at, <, self->decided_at);
  g_assert_cmpint (self->decided_at, <, self->issued_at);
  g_assert_cmpint (self->issued_at, <, self->ended_at);
}

// ---- Assistance (帮办代办) ----------------------------------------------------------------------

static YcCase *
begin_help (const char *json)
{
  YcCase *self = story_in_state (YC_STATE_DRAFT);

  return story_step (self, YC_EVENT_HELPED, STORY_START, json);
}

static void
refuse_now (YcCase *self, YcEventType type, gint64 at, const char *json, YcErrorCode code)
{
  g_autoptr (YcEvent) event = story_event (type, self->version + 1, at, json);

  refuse_with (self, event, NULL, code);
}

// STORY_START is 2026-03-02; the authority holds on both of its days and on none beside them.
static void
test_authority (void)
{
  static const char days[] = "{'scope':'s','from':'2026-03-03','until':'2026-03-04'}";
  YcCase *self = begin_help ("{'kind':'proxy'}");

  g_assert_cmpint (self->help, ==, YC_HELP_PROXY);
  g_assert_cmpstr (self->helper, ==, STORY_HELPER);
  refuse_now (self, YC_EVENT_RECEIVED, STORY_START, NULL, YC_ERROR_AUTHORITY);
  self = story_step (self, YC_EVENT_AUTHORISED, STORY_START, days);
  refuse_now (self, YC_EVENT_RECEIVED, STORY_START, NULL, YC_ERROR_AUTHORITY);
  refuse_now (self, YC_EVENT_RECEIVED, STORY_START + 3 * STORY_DAY, NULL, YC_ERROR_AUTHORITY);
  self = story_step (self, YC_EVENT_RECEIVED, STORY_START + STORY_DAY, NULL);
  self = story_step (self, YC_EVENT_SUPPLEMENT_REQUESTED, STORY_START + STORY_DAY, NULL);
  refuse_now (self, YC_EVENT_SUPPLEMENTED, STORY_START + 3 * STORY_DAY, NULL, YC_ERROR_AUTHORITY);
  self = story_step (self, YC_EVENT_SUPPLEMENTED, STORY_START + 2 * STORY_DAY, NULL);
  yc_case_unref (self);
}

static void
test_help_over (void)
{
  YcCase *self = begin_help (NULL);

  g_assert_cmpint (self->help, ==, YC_HELP_ASSIST);
  refuse_now (self, YC_EVENT_AUTHORISED, STORY_START,
              "{'scope':'s','from':'2026-03-04','until':'2026-03-03'}", YC_ERROR_MALFORMED);
  refuse_now (self, YC_EVENT_AUTHORISED, STORY_START,
              "{'scope':'s','from':'today','until':'2026-03-03'}", YC_ERROR_MALFORMED);
  self = story_step (self, YC_EVENT_AUTHORISED, STORY_START, NULL);
  g_assert_cmpint (self->help, ==, YC_HELP_PROXY);
  g_assert_cmpint (self->authority_until, >, self->authority_from);
  self = story_step (self, YC_EVENT_HELP_STOPPED, STORY_START, NULL);
  g_assert_cmpint (self->help, ==, YC_HELP_NONE);
  g_assert_null (self->helper);
  g_assert_cmpint (self->authority_until, ==, 0);
  g_assert_true (yc_case_has_hand (self, STORY_HELPER)); // for good
  refuse_now (self, YC_EVENT_HELP_STOPPED, STORY_START, NULL, YC_ERROR_STEP);
  self = story_step (self, YC_EVENT_RECEIVED, STORY_START, NULL); // the applicant comes in person
  yc_case_unref (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/case/each refusal has its code and changes nothing", test_refusals);
  g_test_add_func ("/core/case/an event for another version or case is refused", test_shape);
  g_test_add_func ("/core/case/papers of nobody cannot be received", test_no_applicant);
  g_test_add_func ("/core/case/a promise longer than the law is refused", test_promise_too_long);
  g_test_add_func ("/core/case/only the signed-in person acts, in a role held, for the department",
                   test_context);
  g_test_add_func ("/core/case/who had a hand in it cannot decide, whatever roles are held",
                   test_both_roles);
  g_test_add_func ("/core/case/who files for the applicant holds an authority of that day",
                   test_authority);
  g_test_add_func ("/core/case/an authority has days, and ends with the help", test_help_over);
  g_test_add_func ("/core/case/a limit is extended once", test_extended_once);
  g_test_add_func ("/core/case/pages move and go, the case before keeps its own", test_pages);
  g_test_add_func ("/core/case/a page comes back to its place as it was", test_page_comes_back);
  g_test_add_func ("/core/case/what is done to a page is said in few words", test_long_operations);
  g_test_add_func ("/core/case/points and marks are set and taken back", test_ticks_and_marks);
  g_test_add_func ("/core/case/a place of a page is marked, and the mark taken back",
                   test_annotations);
  g_test_add_func ("/core/case/a mark lies on a page of the case", test_bad_annotations);
  g_test_add_func ("/core/case/nobody takes back the note of somebody else",
                   test_foreign_annotation);
  g_test_add_func ("/core/case/what was seen goes with the last page", test_last_page);
  g_test_add_func ("/core/case/a bad scan of what is owed goes, what was accepted on stays",
                   test_owed_page);
  g_test_add_func ("/core/case/a whole life is in its events", test_life);
  return g_test_run ();
}
