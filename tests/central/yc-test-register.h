// Registers that behave in their own ways: /more answers more than asked for, /late not at all,
// /text no JSON, /huge more than a megabyte.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Whoever comes without it is refused.
#define YC_TEST_REGISTER_TOKEN "a-token-of-the-city"

typedef struct _YcTestRegister YcTestRegister;

// In a thread of its own, on loopback.
YcTestRegister *yc_test_register_new (void);
void yc_test_register_free (YcTestRegister *self);
const char *yc_test_register_get_url (YcTestRegister *self);

G_END_DECLS
