// Numbers (字号): leasing new ones, reporting those that are void.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-link.h"

G_BEGIN_DECLS

// Leases a range for each kind of which few are left: for the busiest kinds, and if `all`, for
// every kind of the link. Central decides who gets numbers: a person who gives out none (an
// approver) is refused, and that is no failure. Every other one is.
gboolean yc_numbers_lease (YcLink *link, gboolean all, GCancellable *cancellable, GError **error);

// Tells central which numbers are void. Those that it does not want to know of stay here.
gboolean yc_numbers_report (YcLink *link, GCancellable *cancellable, GError **error);

G_END_DECLS
