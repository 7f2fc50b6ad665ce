// A case (办件): the fold of its events, and the law of what may happen to it next.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-case.h"
#include "yc-error.h"
#include "yc-step.h"

static const char *const state_names[YC_N_STATES] = {
    [YC_STATE_NONE] = "none",
    [YC_STATE_PRE_REVIEW] = "pre-review",
    [YC_STATE_DRAFT] = "draft",
    [YC_STATE_RECEIVED] = "received",
    [YC_STATE_SUPPLEMENT] = "supplement",
    [YC_STATE_ACCEPTED] = "accepted",
    [YC_STATE_HANDED_OFF] = "handed-off",
    [YC_STATE_IN_REVIEW] = "in-review",
    [YC_STATE_SUSPENDED] = "suspended",
    [YC_STATE_RETURNED] = "returned",
    [YC_STATE_GRANTED] = "granted",
    [YC_STATE_REFUSED] = "refused",
    [YC_STATE_ISSUED] = "issued",
    [YC_STATE_CLOSED] = "closed",
    [YC_STATE_NOT_NEEDED] = "not-needed",
    [YC_STATE_NOT_ACCEPTED] = "not-accepted",
    [YC_STATE_WITHDRAWN] = "withdrawn",
    [YC_STATE_TERMINATED] = "terminated",
};

static const char *const mark_names[YC_N_MARKS] = {
    [YC_MARK_NONE] = "none",
    [YC_MARK_CHECKED] = "checked",
    [YC_MARK_DEFICIENT] = "deficient",
    [YC_MARK_DEFERRED] = "deferred",
    [YC_MARK_COMMITMENT] = "commitment",
    [YC_MARK_BY_DATA] = "by-data",
};

// The case before the first event.
static YcCase *
blank (void)
{
  YcCase *self = g_new0 (YcCase, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_atomic_rc_box_release);
  self->annotations = g_array_new (FALSE, TRUE, sizeof (YcAnnotation));
  self->ticks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->marks = g_hash_table_new (g_str_hash, g_str_equal);
  self->copies = g_hash_table_new (g_str_hash, g_str_equal);
  self->shared = g_hash_table_new (g_str_hash, g_str_equal);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stages = g_array_new (FALSE, TRUE, sizeof (YcStage));
  self->hands = g_ptr_array_new ();
  self->pauses = g_array_new (FALSE, TRUE, sizeof (YcPause));
  return self;
}

// A case to change, sharing everything with `before`. Its strings lie in the events of the chain.
static YcCase *
successor (const YcCase *before, const YcEvent *event)
{
  YcCase *self;

  if (before == NULL) {
    self = blank ();
  } else {
    self = g_memdup2 (before, sizeof *before);
    self->before = yc_case_ref (before);
    g_ptr_array_ref (self->pages);
    g_array_ref (self->annotations);
    g_hash_table_ref (self->ticks);
    g_hash_table_ref (self->marks);
    g_hash_table_ref (self->copies);
    g_hash_table_ref (self->shared);
    g_hash_table_ref (self->told);
    g_array_ref (self->stages);
    g_ptr_array_ref (self->hands);
    g_array_ref (self->pauses);
  }
  g_atomic_ref_count_init (&self->refs);
  self->latest = yc_event_ref (event);
  self->version = event->version;
  return self;
}

YcCase *
yc_case_ref (const YcCase *self)
{
  YcCase *shared = (YcCase *)self;

  g_atomic_ref_count_inc (&shared->refs);
  return shared;
}

// A loop and not a recursion: a chain may be long.
void
yc_case_unref (YcCase *self)
{
  while (self != NULL && g_atomic_ref_count_dec (&self->refs)) {
    YcCase *before = self->before;

    yc_event_unref (self->latest);
    g_ptr_array_unref (self->pages);
    g_array_unref (self->annotations);
    g_hash_table_unref (self->ticks);
    g_hash_table_unref (self->marks);
    g_hash_table_unref (self->copies);
    g_hash_table_unref (self->shared);
    g_hash_table_unref (self->told);
    g_array_unref (self->stages);
    g_ptr_array_unref (self->hands);
    g_array_unref (self->pauses);
    g_free (self);
    self = before;
  }
}

static gboolean
refuse (GError **error, YcErrorCode code, const char *what, const YcEvent *event)
{
  g_set_error (error, YC_ERROR, code, "“%s”: %s", yc_event_type_name (event->type), what);
  return FALSE;
}

static gboolean
check_shape (const YcCase *before, const YcEvent *event, GError **error)
{
  guint version = before != NULL ? before->version : 0;

  if (before != NULL && g_strcmp0 (before->id, event->case_id) != 0)
    return refuse (error, YC_ERROR_MALFORMED, "belongs to another case", event);
  if (event->version != version + 1) {
    g_set_error (error, YC_ERROR, YC_ERROR_VERSION, "the case has version %u, the event is for %u",
                 version, event->version);
    return FALSE;
  }
  if (event->at <= 0 || event->actor == NULL || *event->actor == '\0')
    return refuse (error, YC_ERROR_MALFORMED, "who or when is missing", event);
  return TRUE;
}

static YcErrorCode
code_of_missing (const char *member)
{
  if (g_str_equal (member, "ground"))
    return YC_ERROR_GROUND_MISSING;
  return g_str_equal (member, "reason") || g_str_equal (member, "opinion") ? YC_ERROR_REASON_MISSING
                                                                           : YC_ERROR_MALFORMED;
}

static gboolean
check_data (const YcStep *step, const YcEvent *event, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (step->needs) && step->needs[i] != NULL; i++) {
    const char *text = yc_event_get_string (event, step->needs[i]);

    if (text == NULL || *text == '\0') {
      g_set_error (error, YC_ERROR, code_of_missing (step->needs[i]), "“%s”: “%s” is missing",
                   yc_event_type_name (event->type), step->needs[i]);
      return FALSE;
    }
  }
  return TRUE;
}

// What the table says of the person, without knowing more than the event itself.
static gboolean
check_person (const YcCase *before, const YcStep *step, const YcEvent *event, GError **error)
{
  if ((step->roles & event->role) == 0)
    return refuse (error, YC_ERROR_ROLE, "not in this role", event);
  if (before == NULL)
    return TRUE;
  if ((step->flags & YC_STEP_DECIDES) != 0 && yc_case_has_hand (before, event->actor))
    return refuse (error, YC_ERROR_SEPARATION, "who received, accepted or helped cannot decide",
                   event);
  if ((step->flags & YC_STEP_HOLDER) != 0 && g_strcmp0 (before->holder, event->actor) != 0)
    return refuse (error, YC_ERROR_HELD, "somebody else holds the case", event);
  return TRUE;
}

static gboolean
check_context (const YcCase *before,
               const YcStep *step,
               const YcEvent *event,
               const YcContext *context,
               GError **error)
{
  if (g_strcmp0 (context->person, event->actor) != 0)
    return refuse (error, YC_ERROR_ROLE, "in somebody else's name", event);
  if ((context->roles & event->role) == 0)
    return refuse (error, YC_ERROR_ROLE, "this person does not hold the role", event);
  if ((step->flags & YC_STEP_DEPARTMENT) != 0 &&
      (context->departments == NULL || before->department == NULL ||
       !g_strv_contains (context->departments, before->department)))
    return refuse (error, YC_ERROR_ROLE, "the case belongs to another department", event);
  return TRUE;
}

static gboolean
meets_demand (const YcCase *before, const YcStep *step, const YcEvent *event, GError **error)
{
  return step->demand == NULL || step->demand (before, event, error);
}

static void
take_in_hand (YcCase *next, const YcEvent *event)
{
  GPtrArray *hands;

  if (yc_case_has_hand (next, event->actor))
    return;
  hands = g_ptr_array_copy (next->hands, NULL, NULL);
  g_ptr_array_add (hands, event->actor);
  g_ptr_array_unref (next->hands);
  next->hands = hands;
}

static YcCase *
take_step (const YcCase *before, const YcStep *step, const YcEvent *event, GError **error)
{
  g_autoptr (YcCase) next = successor (before, event);

  if (step->effect != NULL && !step->effect (next, event, error))
    return NULL;
  if (step->to != YC_STATE_NONE)
    next->state = step->to;
  if ((step->flags & YC_STEP_HANDLES) != 0)
    take_in_hand (next, event);
  if ((step->flags & YC_STEP_FREES) != 0)
    next->holder = NULL;
  return g_steal_pointer (&next);
}

YcCase *
yc_case_apply (const YcCase *before, const YcEvent *event, const YcContext *context, GError **error)
{
  const YcStep *step = yc_step_find (event->type);
  YcState state = before != NULL ? before->state : YC_STATE_NONE;

  if (step == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_UNKNOWN_EVENT, "an event of an unknown type");
    return NULL;
  }
  if (!check_shape (before, event, error))
    return NULL;
  if (!yc_step_is_allowed (state, event->type)) {
    g_set_error (error, YC_ERROR, YC_ERROR_STEP, "“%s” is not possible while the case is “%s”",
                 yc_event_type_name (event->type), yc_state_name (state));
    return NULL;
  }
  if (!check_data (step, event, error) || !check_person (before, step, event, error) ||
      (context != NULL && (!check_context (before, step, event, context, error) ||
                           !meets_demand (before, step, event, error))))
    return NULL;
  return take_step (before, step, event, error);
}

YcCase *
yc_case_fold (const YcCase *before, GPtrArray *events, GError **error)
{
  g_autoptr (YcCase) self = before != NULL ? yc_case_ref (before) : NULL;

  for (guint i = 0; i < events->len; i++) {
    YcCase *next = yc_case_apply (self, events->pdata[i], NULL, error);

    if (next == NULL)
      return NULL;
    if (self != NULL)
      yc_case_unref (self);
    self = next;
  }
  return g_steal_pointer (&self);
}

GPtrArray *
yc_case_list_events (const YcCase *self)
{
  GPtrArray *events = g_ptr_array_new_full (self->version, (GDestroyNotify)yc_event_unref);

  g_ptr_array_set_size (events, (int)self->version);
  for (const YcCase *at = self; at != NULL; at = at->before)
    events->pdata[at->version - 1] = yc_event_ref (at->latest);
  return events;
}

gboolean
yc_case_is_ticked (const YcCase *self, const char *material, const char *point)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", material, point);

  return g_hash_table_contains (self->ticks, key);
}

YcMark
yc_case_get_mark (const YcCase *self, const char *material)
{
  return (YcMark)GPOINTER_TO_INT (g_hash_table_lookup (self->marks, material));
}

gboolean
yc_case_owes (const YcCase *self)
{
  GHashTableIter iter;
  gpointer mark;

  g_hash_table_iter_init (&iter, self->marks);
  while (g_hash_table_iter_next (&iter, NULL, &mark))
    if (GPOINTER_TO_INT (mark) == YC_MARK_DEFERRED)
      return TRUE;
  return FALSE;
}

int
yc_case_get_copies (const YcCase *self, const char *material)
{
  gpointer counted;

  if (yc_case_count_pages (self, material) == 0)
    return 0;
  return g_hash_table_lookup_extended (self->copies, material, NULL, &counted)
             ? GPOINTER_TO_INT (counted)
             : 1;
}

guint
yc_case_count_pages (const YcCase *self, const char *material)
{
  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++)
    n += g_str_equal (((YcPage *)self->pages->pdata[i])->material, material);
  return n;
}

gboolean
yc_case_takes_page (const YcCase *self, const char *material)
{
  gboolean in_office = self->state == YC_STATE_HANDED_OFF || self->state == YC_STATE_IN_REVIEW ||
                       self->state == YC_STATE_SUSPENDED;

  return !in_office || yc_case_get_mark (self, material) == YC_MARK_DEFERRED;
}

static gboolean
is_accepted (YcState state)
{
  return state == YC_STATE_ACCEPTED || state == YC_STATE_HANDED_OFF ||
         state == YC_STATE_IN_REVIEW || state == YC_STATE_SUSPENDED;
}

// How the case stood when the page came in last.
static YcState
find_arrival (const YcCase *self, const char *page)
{
  while (self != NULL && (self->latest->type != YC_EVENT_SCANNED ||
                          g_strcmp0 (yc_event_get_string (self->latest, "page"), page) != 0))
    self = self->before;
  return self != NULL ? self->state : YC_STATE_NONE;
}

gboolean
yc_case_lets_page_go (const YcCase *self, const char *page)
{
  const YcPage *found = yc_case_find_page (self, page);

  return found != NULL && (!is_accepted (self->state) ||
                           (yc_case_get_mark (self, found->material) == YC_MARK_DEFERRED &&
                            is_accepted (find_arrival (self, page))));
}

const YcPage *
yc_case_find_page (const YcCase *self, const char *page)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (g_str_equal (((YcPage *)self->pages->pdata[i])->id, page))
      return self->pages->pdata[i];
  return NULL;
}

const YcAnnotation *
yc_case_find_annotation (const YcCase *self, const char *id)
{
  for (guint i = 0; i < self->annotations->len; i++) {
    const YcAnnotation *annotation = &g_array_index (self->annotations, YcAnnotation, i);

    if (g_str_equal (annotation->id, id))
      return annotation;
  }
  return NULL;
}

gboolean
yc_case_was_told (const YcCase *self, const char *key, const char *material)
{
  g_autofree char *missing = material != NULL ? g_strconcat ("material:", material, NULL) : NULL;

  return g_hash_table_contains (self->told, key) ||
         (missing != NULL && g_hash_table_contains (self->told, missing));
}

gboolean
yc_case_has_hand (const YcCase *self, const char *person)
{
  return g_ptr_array_find_with_equal_func (self->hands, person, g_str_equal, NULL);
}

const char *
yc_case_get_applicant (const YcCase *self, const char *member)
{
  JsonNode *node =
      self->applicant != NULL ? json_object_get_member (self->applicant, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

gboolean
yc_state_is_final (YcState state)
{
  return state >= YC_STATE_CLOSED && state < YC_N_STATES;
}

const char *
yc_state_name (YcState state)
{
  return (guint)state < YC_N_STATES ? state_names[state] : NULL;
}

YcState
yc_state_from_name (const char *name)
{
  for (guint i = 0; i < YC_N_STATES; i++)
    if (g_strcmp0 (state_names[i], name) == 0)
      return i;
  return YC_STATE_NONE;
}

const char *
yc_mark_name (YcMark mark)
{
  return (guint)mark < YC_N_MARKS ? mark_names[mark] : NULL;
}

YcMark
yc_mark_from_name (const char *name)
{
  for (guint i = 0; i < YC_N_MARKS; i++)
    if (g_strcmp0 (mark_names[i], name) == 0)
      return i;
  return YC_MARK_NONE;
}
