// Sentences for errors: what happened, and what to do about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

static const char *const sentences[YC_N_ERRORS] = {
    [YC_ERROR_CANCELLED] = N_ ("Stopped. What was done so far is kept."),
    [YC_ERROR_MALFORMED] = N_ ("Something in the file is incomplete. Look through the applicant "
                               "and the form, and try again."),
    [YC_ERROR_UNKNOWN_EVENT] =
        N_ ("Another program is newer than this one. Update this workstation."),
    [YC_ERROR_ID_NUMBER] = N_ ("This number cannot be right. Compare it with the card."),
    [YC_ERROR_STEP] =
        N_ ("The case has moved on, and this is not possible any more. Look at its history."),
    [YC_ERROR_ROLE] = N_ ("Your role does not include this. Ask your supervisor."),
    [YC_ERROR_SEPARATION] =
        N_ ("You received or helped with this case, so somebody else must decide it."),
    [YC_ERROR_HELD] = N_ ("Somebody else has this case in hand."),
    [YC_ERROR_VERSION] = N_ (
        "Somebody else changed this case at the same time. Look at what is new, and try again."),
    [YC_ERROR_SECOND_NOTICE] =
        N_ ("A one-time notice was given already. A second one needs a reason and a supervisor."),
    [YC_ERROR_REASON_MISSING] = N_ ("Write down the reason first."),
    [YC_ERROR_GROUND_MISSING] = N_ ("Choose the legal ground first."),
    [YC_ERROR_BODY_MISSING] =
        N_ ("Name the body that is responsible, so that the applicant knows where to go."),
    [YC_ERROR_FINDINGS_MISSING] = N_ ("Nothing is missing, so there is nothing to give notice of."),
    [YC_ERROR_NOTICE] =
        N_ ("Central finds more that is missing than the notice says. Open the case, "
            "look through it again, and give one notice of everything."),
    [YC_ERROR_AUTHORITY] = N_ ("Whoever files for the applicant needs their written authority, and "
                               "it must cover today. Record it under Further steps."),
    [YC_ERROR_IN_PERSON] =
        N_ ("This item is settled in person: nobody can file it for the applicant, "
            "and its result is handed over at the window."),
    [YC_ERROR_EXTENDED] = N_ ("The limit was extended once already; the law allows it once."),
    [YC_ERROR_LIMIT] = N_ ("The law does not allow so many days."),
    [YC_ERROR_MATERIAL] = N_ ("This service item does not ask for that material."),
    [YC_ERROR_PAGE] = N_ ("That page is not in the case any more."),
    [YC_ERROR_BLOCKED] = N_ ("Central finds that something is still missing. Open the case and "
                             "look at what stands in the way."),
    [YC_ERROR_NUMBERS_GONE] =
        N_ ("This workstation has used up its numbers. Connect to the network for new ones."),
    [YC_ERROR_BLOB_MISSING] =
        N_ ("A page has not reached central yet. It is sent again by itself."),
    [YC_ERROR_OFFLINE] =
        N_ ("Central cannot be reached. You can go on working; everything is sent later."),
    [YC_ERROR_URL] =
        N_ ("The server's address is not right. It begins with https://; look in the preferences."),
    [YC_ERROR_TLS] = N_ ("The server could not prove that it is the right one. Tell your "
                         "administrator; nothing was sent."),
    [YC_ERROR_SIGN_IN] = N_ ("The name or the password is wrong."),
    [YC_ERROR_UNKNOWN_PERSON] =
        N_ ("The city knows you, but you are not registered here. Ask your administrator."),
    [YC_ERROR_CITY_AWAY] = N_ ("The city's sign-in cannot be reached. Try again in a moment."),
    [YC_ERROR_CITY_REFUSED] =
        N_ ("The city's sign-in was broken off, or refused it. Sign in again."),
    [YC_ERROR_CITY_LATE] = N_ ("Nobody signed in within ten minutes. Begin again."),
    [YC_ERROR_OTHER_PERSON] = N_ ("Somebody else signed in just now. Sign in as yourself, or sign "
                                  "out first."),
    [YC_ERROR_CODE_WRONG] = N_ ("This is not your unlock code. Type it again."),
    [YC_ERROR_CODE_GONE] = N_ ("There is no unlock code of yours here: none was chosen, or it was "
                               "wrong five times. Sign in with the city account."),
    [YC_ERROR_LOCKED_OUT] = N_ ("Too many wrong passwords. Wait a little and try again."),
    [YC_ERROR_TERMINAL_WAITING] =
        N_ ("This workstation is not admitted yet. Tell your administrator its fingerprint, which "
            "stands in the preferences."),
    [YC_ERROR_TERMINAL_REVOKED] =
        N_ ("This workstation was shut out and may not be used any more. Tell your administrator."),
    [YC_ERROR_EXPIRED] = N_ ("Your sign-in has run out. Sign in again to go on; nothing is lost."),
    [YC_ERROR_FORBIDDEN] = N_ ("You are not allowed to do this here."),
    [YC_ERROR_NOT_FOUND] = N_ ("This is not here. Try again when central can be reached."),
    [YC_ERROR_TOO_LARGE] = N_ ("This is too large to send. Scan it at a lower resolution."),
    [YC_ERROR_TOO_NEW] = N_ (
        "The other side is newer than this program. Update this workstation; nothing was changed."),
    [YC_ERROR_SERVER] =
        N_ ("Central has a problem. Everything is kept here and sent again by itself."),
    [YC_ERROR_DISK_FULL] = N_ (
        "The disk of this workstation is full. Make room and try again; what was stored is safe."),
    [YC_ERROR_READ_ONLY] =
        N_ ("The folder of this workstation cannot be written to. Tell your administrator."),
    [YC_ERROR_CORRUPT] = N_ ("The stored data is damaged. It is kept as it is; tell your "
                             "administrator before going on."),
    [YC_ERROR_BUSY] = N_ ("Another program is using the data just now. Try again in a moment."),
    [YC_ERROR_PASSPHRASE] = N_ ("Type the passphrase of this workstation."),
    [YC_ERROR_SEALED] =
        N_ ("The stored data does not open with this key. Sign in with the account that made it."),
    [YC_ERROR_SCANNER_NONE] =
        N_ ("No scanner was found. Switch it on, check its cable, and look again."),
    [YC_ERROR_SCANNER_BUSY] =
        N_ ("Another program is using the scanner. Close it and press Scan again."),
    [YC_ERROR_SCANNER_GONE] = N_ ("The scanner does not answer any more. Check its cable and press "
                                  "Scan again. The pages so far are kept."),
    [YC_ERROR_SCANNER_JAMMED] = N_ ("Paper is stuck in the scanner. Take it out and press Scan "
                                    "again. The pages so far are kept."),
    [YC_ERROR_SCANNER_COVER_OPEN] =
        N_ ("The scanner's cover is open. Close it and press Scan again."),
    [YC_ERROR_SCANNER_NO_PAPER] =
        N_ ("There is no paper in the feeder. Put the pages in and press Scan again."),
    [YC_ERROR_SCANNER_HUNG] = N_ ("The scanner stopped answering and was let go. Switch it off and "
                                  "on, then press Scan again. The pages so far are kept."),
    [YC_ERROR_SCANNER_CRASHED] =
        N_ ("The scanner's driver failed. Press Scan again. The pages so far are kept."),
    [YC_ERROR_SCANNER_SHORT] = N_ ("The scanner sent less than a whole page. Scan this page again. "
                                   "The pages before it are kept."),
    [YC_ERROR_SCANNER_FAILED] =
        N_ ("The scanner reported a fault. Switch it off and on, then press Scan again."),
    [YC_ERROR_DOCUMENT_FORMAT] = N_ ("This kind of file cannot be read here. Ask for a PDF or a "
                                     "picture, or print it and scan the paper."),
    [YC_ERROR_DOCUMENT_BROKEN] = N_ ("The file is damaged. Ask for it again, or print it where it "
                                     "opens and scan the paper."),
    [YC_ERROR_DOCUMENT_PASSWORD] = N_ ("The file is locked. Ask the applicant for its password, or "
                                       "for a file without one."),
    [YC_ERROR_DOCUMENT_CHANGED] =
        N_ ("The file is still being written. Wait until that is done, and try again."),
    [YC_ERROR_DOCUMENT_PAGE] = N_ ("This page cannot be shown; the others can. Ask for it on paper "
                                   "and scan it."),
    [YC_ERROR_RENDER_FAILED] =
        N_ ("The part of this program that reads files is missing. Tell your "
            "administrator; scanning works as before."),
    [YC_ERROR_OCR_MISSING] =
        N_ ("Text on scanned pages cannot be read here. Your administrator can install what is "
            "missing; everything else works as before."),
    [YC_ERROR_CAMERA_NONE] = N_ ("No document camera was found. Plug it in, and look again."),
    [YC_ERROR_CAMERA_GONE] = N_ ("The document camera does not answer any more. Check its cable, "
                                 "and open it again. The pages so far are kept."),
    [YC_ERROR_IMAGE] = N_ ("This is not a picture that can be read. Scan the page again."),
};

char *
yc_words_error (const GError *error)
{
  const char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sentence = sentences[YC_ERROR_CANCELLED];
  else if (error->domain == YC_ERROR && (guint)error->code < YC_N_ERRORS)
    sentence = sentences[error->code];
  if (sentence != NULL)
    return g_strdup (_ (sentence));
  // What nobody foresaw is said as it came, so that an administrator can act on it.
  return g_strdup_printf (
      _ ("Something went wrong, and nothing was changed. Tell your administrator: %s"),
      error->message);
}

// Where the person chose to save, not where this program keeps what is its own.
static const char *
find_saving (const GError *error)
{
  if (error->domain != YC_ERROR)
    return NULL;
  switch (error->code) {
  case YC_ERROR_DISK_FULL:
    return N_ ("There is no room left for the file. Make room, or choose another place.");
  case YC_ERROR_READ_ONLY:
    return N_ ("Nothing can be saved there. Choose another place.");
  case YC_ERROR_PAGE:
    return N_ ("There is no page to save yet.");
  case YC_ERROR_TOO_LARGE:
    return N_ ("These are too many pages for one file. Save the materials one by one.");
  case YC_ERROR_OFFLINE:
    return N_ ("Some pages are not at this workstation yet, and central cannot be reached. Try "
               "again when it can.");
  default:
    return NULL;
  }
}

char *
yc_words_error_saving (const GError *error)
{
  const char *sentence = find_saving (error);

  return sentence != NULL ? g_strdup (_ (sentence)) : yc_words_error (error);
}

// Of files that a person chose, dropped, or that came in by themselves.
char *
yc_words_error_opening (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_ ("The file is not there any more. Copy it again."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup (_ ("This account may not read the file. Copy it to a folder of your own."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_TOO_LARGE))
    return g_strdup (
        _ ("The file is too large. Take pictures at a lower resolution, or split it."));
  return yc_words_error (error);
}

char *
yc_words_error_signing_in (const GError *error, YcProfile *profile)
{
  const char *fingerprint = yc_profile_get (profile, "fingerprint");

  if (*fingerprint != '\0' && g_error_matches (error, YC_ERROR, YC_ERROR_TERMINAL_WAITING))
    return g_strdup_printf (_ ("This workstation is not admitted yet. Read its fingerprint to your "
                               "administrator, and sign in again once it is admitted: %s"),
                            fingerprint);
  if (*fingerprint != '\0' && g_error_matches (error, YC_ERROR, YC_ERROR_TERMINAL_REVOKED))
    return g_strdup_printf (_ ("This workstation was shut out and may not be used any more. If "
                               "that is a mistake, read its fingerprint to your administrator: %s"),
                            fingerprint);
  return yc_words_error (error);
}

char *
yc_words_error_revealing (const GError *error)
{
  if (g_error_matches (error, YC_ERROR, YC_ERROR_OFFLINE))
    return g_strdup (_ ("Only central has what is masked here, and it cannot be reached. Nothing "
                        "was shown; try again when it can."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_MALFORMED))
    return g_strdup (_ ("Central shows nothing for this. Shorten the reason, or open the "
                        "case again."));
  return yc_words_error (error);
}
