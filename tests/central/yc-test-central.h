// A real central in a thread, on loopback and a port of its own, for tests of whatever talks to
// one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-central.h"
#include "yc-issuer.h"
#include "yc-role.h"
#include "yc-test-database.h"
#include "yc-test-s3.h"

G_BEGIN_DECLS

typedef struct _YcTestCentral YcTestCentral;

// Password of everybody.
#define YC_TEST_PASSWORD "correct horse"

// Starts with an empty folder of its own and a clock that stands still at `now` (milliseconds; 0:
// the system's clock). Blobs are where yc_test_s3_pick_place () says. Aborts the test if it cannot.
YcTestCentral *yc_test_central_new (gint64 now);

// The same with blobs at `place`.
YcTestCentral *yc_test_central_new_s3 (gint64 now, const YcS3Place *place);

// Another server of the same database, which is a PostgreSQL, and with the same place for blobs;
// its folder is its own.
YcTestCentral *yc_test_central_new_beside (YcTestCentral *other);

// The same with the demo city: everybody of data/demo/people.json with the password yichuang-demo,
// and, if `cases`, its cases up to `now`. The data folder is found in YICHUANG_DATADIR.
YcTestCentral *yc_test_central_new_demo (gint64 now, gboolean cases);

// Stops it and removes its folder.
void yc_test_central_free (YcTestCentral *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcTestCentral, yc_test_central_free)

// The same until it is freed, also when it is stopped and started.
const char *yc_test_central_get_url (YcTestCentral *self);
const char *yc_test_central_get_folder (YcTestCentral *self);
// NULL: blobs are in the folder.
const YcS3Place *yc_test_central_get_place (YcTestCentral *self);
// The file that holds the bytes of a blob: in the folder, or the shared S3 server's. Owned.
char *yc_test_central_find_bytes (YcTestCentral *self, const char *sha256);

// Lets a person sign in; lists have commas and are nullable.
void yc_test_central_add_person (YcTestCentral *self,
                                 const char *id,
                                 YcRoles roles,
                                 const char *hall,
                                 const char *windows,
                                 const char *departments);

// Gives somebody a name, who is called by the id otherwise; signed in anew after that.
void yc_test_central_call_person (YcTestCentral *self, const char *id, const char *name);

// Puts the catalogue of the demo city in force.
void yc_test_central_add_catalogue (YcTestCentral *self);

// What a case of this item begins with, at the hall "main" and the window general-3, as JSON: the
// catalogue in force says it. `more` is nullable: members to add, such as "\"number\":\"1\"".
char *yc_test_central_open_item (YcTestCentral *self, const char *code, const char *more);

// What goes wrong with the next `count` requests whose method and path ("GET /v1/cases/…") contain
// `path`; later ones are well.
void yc_test_central_set_fault (YcTestCentral *self, YcFault fault, const char *path, guint count);

// How many requests a person may make in a second from the next start on; 0: any number.
void yc_test_central_set_rate (YcTestCentral *self, guint per_second);

// From now on only terminals that were admitted are served; stops and starts it.
void yc_test_central_serve_registered (YcTestCentral *self);

// From now on the word of this city's own sign-in is taken; stops and starts it. Borrows the
// strings.
void yc_test_central_set_issuer (YcTestCentral *self, const YcIssuerOptions *issuer);

// Moves the clock on.
void yc_test_central_pass (YcTestCentral *self, gint64 ms);

// Stops it, as a graceful end of the process would, and starts it again: on the same port.
void yc_test_central_stop (YcTestCentral *self);
void yc_test_central_start (YcTestCentral *self);

// Stops it, verifies everything it kept, and starts it again. Returns the number of faults.
guint yc_test_central_verify (YcTestCentral *self);

G_END_DECLS
