// Everything that can go wrong, as codes somebody can act on.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YC_ERROR (yc_error_quark ())

// A code exists when somebody acts on it: the program, or the clerk who reads the sentence made
// from it. The names travel in problem+json ("code"), so they are never renamed.
typedef enum {
  YC_ERROR_FAILED,
  YC_ERROR_CANCELLED,
  // What a value says
  YC_ERROR_MALFORMED,     // not JSON, or not of the shape that was asked for
  YC_ERROR_UNKNOWN_EVENT, // an event type that this version does not know
  YC_ERROR_ID_NUMBER,     // an identity number or credit code that cannot be right
  // What the law and the table of steps refuse
  YC_ERROR_STEP,             // the step is not allowed in this state
  YC_ERROR_ROLE,             // the person does not hold the role
  YC_ERROR_SEPARATION,       // who received, accepted or helped may not decide
  YC_ERROR_HELD,             // somebody else holds the case
  YC_ERROR_VERSION,          // the case has moved on since it was read
  YC_ERROR_SECOND_NOTICE,    // a second one-time notice needs a reason and a supervisor
  YC_ERROR_REASON_MISSING,   // the step needs a reason
  YC_ERROR_GROUND_MISSING,   // the step needs a legal ground
  YC_ERROR_BODY_MISSING,     // "not ours" must name the right body
  YC_ERROR_FINDINGS_MISSING, // a one-time notice that names nothing
  YC_ERROR_NOTICE,           // a one-time notice that leaves out what central finds
  YC_ERROR_AUTHORITY,        // who files for the applicant holds no written authority
  YC_ERROR_IN_PERSON,        // the item is settled in person: no agent, no courier
  YC_ERROR_EXTENDED,         // extended once already
  YC_ERROR_LIMIT,            // a date or number of days outside of what the law allows
  YC_ERROR_MATERIAL,         // the item asks for no such material or point
  YC_ERROR_PAGE,             // the case has no such page, or has it already
  YC_ERROR_BLOCKED,          // the checklist's own findings stand in the way
  YC_ERROR_NUMBERS_GONE,     // no leased number is left
  YC_ERROR_BLOB_MISSING,     // an event names content that central does not have yet
  // What the network and central answer
  YC_ERROR_OFFLINE,
  YC_ERROR_URL,
  YC_ERROR_TLS,
  YC_ERROR_SIGN_IN,          // wrong name or password
  YC_ERROR_UNKNOWN_PERSON,   // the city knows who it is, central does not
  YC_ERROR_CITY_AWAY,        // the city's own sign-in does not answer, or not as one does
  YC_ERROR_CITY_REFUSED,     // it refused, or the person broke it off there
  YC_ERROR_CITY_LATE,        // nobody came back from it in time
  YC_ERROR_OTHER_PERSON,     // somebody else is signed in
  YC_ERROR_CODE_WRONG,       // this is not the unlock code that was chosen here
  YC_ERROR_CODE_GONE,        // none was, or it was wrong too often and is forgotten
  YC_ERROR_LOCKED_OUT,       // too many wrong passwords
  YC_ERROR_TERMINAL_WAITING, // central's keeper has not admitted this terminal yet
  YC_ERROR_TERMINAL_REVOKED, // or has shut it out
  YC_ERROR_EXPIRED,          // the sign-in has run out
  YC_ERROR_FORBIDDEN,        // signed in, but not for this
  YC_ERROR_NOT_FOUND,
  YC_ERROR_TOO_LARGE,
  YC_ERROR_TOO_NEW, // the server, or a database, is of a newer version than this program
  YC_ERROR_SERVER,  // central failed; try again later
  // What the disk and the keys answer
  YC_ERROR_DISK_FULL,
  YC_ERROR_READ_ONLY,
  YC_ERROR_CORRUPT,
  YC_ERROR_BUSY,
  YC_ERROR_PASSPHRASE,
  YC_ERROR_SEALED, // sealed data that does not open: wrong key or changed bytes
  // What a scanner answers
  YC_ERROR_SCANNER_NONE,
  YC_ERROR_SCANNER_BUSY,
  YC_ERROR_SCANNER_GONE,
  YC_ERROR_SCANNER_JAMMED,
  YC_ERROR_SCANNER_COVER_OPEN,
  YC_ERROR_SCANNER_NO_PAPER,
  YC_ERROR_SCANNER_HUNG,
  YC_ERROR_SCANNER_CRASHED,
  YC_ERROR_SCANNER_SHORT, // fewer bytes than promised
  YC_ERROR_SCANNER_FAILED,
  YC_ERROR_IMAGE, // bytes that are not the picture they say they are
  // What a foreign document answers
  YC_ERROR_DOCUMENT_FORMAT,   // no format that is known
  YC_ERROR_DOCUMENT_BROKEN,   // damaged
  YC_ERROR_DOCUMENT_PASSWORD, // encrypted: it needs a password, or another one
  YC_ERROR_DOCUMENT_CHANGED,  // somebody writes to the file
  YC_ERROR_DOCUMENT_PAGE,     // this page cannot be drawn; others may
  YC_ERROR_RENDER_FAILED,     // the render helper cannot be started
  YC_ERROR_OCR_MISSING,       // print cannot be read on this machine
  YC_ERROR_CAMERA_NONE,       // no such document camera
  YC_ERROR_CAMERA_GONE,       // it does not answer any more
  YC_N_ERRORS
} YcErrorCode;

GQuark yc_error_quark (void);

// The stable name of a code, such as "separation"; "failed" for one it does not know.
const char *yc_error_code_name (YcErrorCode code);

// What an errno of a file means: YC_ERROR_DISK_FULL, YC_ERROR_READ_ONLY, YC_ERROR_BUSY or
// YC_ERROR_FAILED.
YcErrorCode yc_error_code_from_errno (int problem);

// The code of a stable name; YC_ERROR_FAILED for one it does not know.
YcErrorCode yc_error_code_from_name (const char *name);

G_END_DECLS
