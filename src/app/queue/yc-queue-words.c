// What the lists of cases are called, what stands there while they are empty, and what they hold.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-queue-words.h"

#include <glib/gi18n.h>

// Where every state can occur; in the order of a case's life.
static const YcState all_states[] = {
    YC_STATE_PRE_REVIEW, YC_STATE_DRAFT,      YC_STATE_RECEIVED,     YC_STATE_SUPPLEMENT,
    YC_STATE_ACCEPTED,   YC_STATE_HANDED_OFF, YC_STATE_IN_REVIEW,    YC_STATE_SUSPENDED,
    YC_STATE_RETURNED,   YC_STATE_GRANTED,    YC_STATE_REFUSED,      YC_STATE_ISSUED,
    YC_STATE_CLOSED,     YC_STATE_NOT_NEEDED, YC_STATE_NOT_ACCEPTED, YC_STATE_WITHDRAWN,
    YC_STATE_TERMINATED, YC_STATE_NONE};
static const YcState running_states[] = {
    YC_STATE_DRAFT,      YC_STATE_RECEIVED,  YC_STATE_SUPPLEMENT, YC_STATE_ACCEPTED,
    YC_STATE_HANDED_OFF, YC_STATE_IN_REVIEW, YC_STATE_RETURNED,   YC_STATE_GRANTED,
    YC_STATE_REFUSED,    YC_STATE_NONE};
static const YcState review_states[] = {YC_STATE_HANDED_OFF, YC_STATE_IN_REVIEW, YC_STATE_NONE};
static const YcState decided_states[] = {YC_STATE_GRANTED, YC_STATE_REFUSED, YC_STATE_NONE};
static const YcState one_state[] = {YC_STATE_NONE};

static const struct {
  const char *title;
  const char *promise;
  const YcState *states;
} lists[YC_N_LISTS] = {
    [YC_LIST_MINE] =
        {N_ ("My cases"),
         N_ ("Cases that you take at this window appear here. Press Ctrl+N to begin one."),
         all_states},
    [YC_LIST_DRAFTS] =
        {N_ ("Drafts"),
         N_ ("A case that you have begun and not yet received the papers of waits here; "
             "nothing typed is ever lost."),
         one_state},
    [YC_LIST_PRE_REVIEW] = {N_ ("Pre-review"),
                            N_ ("Applications made online or at a kiosk appear here, to be looked "
                                "through before the visit."),
                            one_state},
    [YC_LIST_SUPPLEMENT] =
        {N_ ("Supplement"),
         N_ ("Cases whose applicant has been told what is missing wait here until "
             "it comes in."),
         one_state},
    [YC_LIST_TO_REVIEW] = {N_ ("To review"),
                           N_ ("Cases that a window accepts for your department appear here by "
                               "themselves, the most urgent ones in front."),
                           review_states},
    [YC_LIST_SUSPENDED] =
        {N_ ("Special procedure"),
         N_ ("Cases in a hearing, inspection or site visit wait here; their clock "
             "stands still."),
         one_state},
    [YC_LIST_TO_ISSUE] = {N_ ("To issue"),
                          N_ ("Decided cases appear here, to be handed over or mailed."),
                          decided_states},
    [YC_LIST_EXCEPTIONS] = {N_ ("Exceptions"),
                            N_ ("A second one-time notice that names something new waits here for "
                                "your word."),
                            all_states},
    [YC_LIST_LAMPS] = {N_ ("Lamps"),
                       N_ ("Cases whose limit is near or over appear here. All is well."),
                       running_states},
    [YC_LIST_ALL] = {N_ ("All cases"), N_ ("Every case that you may see appears here."),
                     all_states},
};

const char *
yc_queue_title (YcList list)
{
  return _ (lists[list].title);
}

const char *
yc_queue_promise (YcList list)
{
  return _ (lists[list].promise);
}

const YcState *
yc_queue_states (YcList list)
{
  return lists[list].states;
}
