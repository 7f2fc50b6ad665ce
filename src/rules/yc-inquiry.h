// Working out the rules of a case, and keeping in mind which of them cannot be relied on.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-logic.h"

G_BEGIN_DECLS

// A rule whose outcome cannot be relied on.
typedef struct {
  char *rule; // owned: "materials/award/need", "checks/age/rule", "form/owners/0/share"
  YcLogicDoubt doubt;
} YcDoubt;

// What the rules read, and where doubts are noted.
typedef struct {
  JsonObject *facts;
  const YcCalendar *calendar; // nullable
  GPtrArray *doubts;          // of YcDoubt; nullable: nobody wants to know
} YcInquiry;

GPtrArray *yc_doubts_new (void);

// Whether the rule (NULL: always) holds; `fallback` if that cannot be worked out. It is noted as
// "LIST/ID/MEMBER".
gboolean yc_inquiry_holds (const YcInquiry *self,
                           const YcLogic *rule,
                           gboolean fallback,
                           const char *list,
                           const char *id,
                           const char *member);

// What a computed field at this place of the form comes to, as a new node. It is noted as
// "form/PLACE".
JsonNode *yc_inquiry_work_out (const YcInquiry *self, const YcLogic *rule, const char *place);

// Notes something else that is doubtful, where doubts are wanted; takes the name of the rule over.
void yc_inquiry_note (const YcInquiry *self, const YcLogicDoubt *doubt, char *rule);

G_END_DECLS
