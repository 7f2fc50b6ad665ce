// Contact data: the ways to an applicant, which who decides does not need (两不见面).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-catalogue.h"

G_BEGIN_DECLS

// The event as it is shown to whom the applicant must not be within reach of: telephone numbers and
// addresses are masked, enough of them stays to tell one from another, and the places of all that
// is masked stand in `data.masked`. The same event where nothing is. Names and identity numbers
// stay: they are what is decided on.
//
// In the form that is what any version of the item (its code, nullable) marks with "x-contact" or
// checks as a telephone number. Of what the catalogue (nullable) does not know the name decides.
YcEvent *yc_contact_mask (const YcEvent *event, YcCatalogue *catalogue, const char *item);

// What stands at a place of a case that yc_contact_mask () masks: "applicant/phone",
// "form/owners/0/phone", "shared/population/household_address", "helped/phone". NULL where nothing
// stands, or where it is no contact data.
char *yc_contact_find (const YcCase *self, YcCatalogue *catalogue, const char *place);

G_END_DECLS
