// Errors as central answers them: problem+json (RFC 9457) with the stable code of YcErrorCode.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-problem.h"

typedef struct {
  YcErrorCode code;
  guint status;
  const char *title;
} Problem;

// What is not here is a refusal by the law or the table of steps: 422.
static const Problem problems[] = {
    {YC_ERROR_MALFORMED, 422, "The request does not have the right shape"},
    {YC_ERROR_ROLE, 403, "This person may not do this"},
    {YC_ERROR_FORBIDDEN, 403, "This person may not do this"},
    {YC_ERROR_VERSION, 409, "The case has moved on"},
    {YC_ERROR_SIGN_IN, 401, "Sign in first"},
    {YC_ERROR_EXPIRED, 401, "The sign-in has run out"},
    {YC_ERROR_UNKNOWN_PERSON, 403, "This person is not registered here"},
    {YC_ERROR_LOCKED_OUT, 429, "Too many wrong passwords"},
    {YC_ERROR_TERMINAL_WAITING, 403, "This terminal is not admitted"},
    {YC_ERROR_TERMINAL_REVOKED, 403, "This terminal was shut out"},
    {YC_ERROR_NOT_FOUND, 404, "Not found"},
    {YC_ERROR_TOO_LARGE, 413, "Too large"},
    {YC_ERROR_BLOB_MISSING, 422, "Content that the events name is not here yet"},
    {YC_ERROR_IMAGE, 422, "The bytes are not what they say they are"},
    {YC_ERROR_NUMBERS_GONE, 422, "No numbers are left"},
    {YC_ERROR_DISK_FULL, 503, "Central cannot store anything at present"},
    {YC_ERROR_READ_ONLY, 503, "Central cannot store anything at present"},
    {YC_ERROR_BUSY, 503, "Central is busy"},
    {YC_ERROR_SERVER, 500, "Central failed"},
    {YC_ERROR_CORRUPT, 500, "Central failed"},
    {YC_ERROR_FAILED, 500, "Central failed"},
};

static const Problem refused = {YC_ERROR_STEP, 422, "The step is refused"};

static const Problem *
find (YcErrorCode code)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (problems[i].code == code)
      return &problems[i];
  return &refused;
}

guint
yc_problem_status (YcErrorCode code)
{
  return find (code)->status;
}

YcErrorCode
yc_problem_code (const GError *error)
{
  return error->domain == YC_ERROR ? (YcErrorCode)error->code : YC_ERROR_SERVER;
}

JsonObject *
yc_problem_new (guint status, YcErrorCode code, const char *detail)
{
  g_autofree char *type = g_strconcat ("urn:yichuang:error:", yc_error_code_name (code), NULL);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "title", find (code)->title);
  json_object_set_int_member (object, "status", status);
  if (detail != NULL && status < 500)
    json_object_set_string_member (object, "detail", detail);
  json_object_set_string_member (object, "code", yc_error_code_name (code));
  return object;
}
