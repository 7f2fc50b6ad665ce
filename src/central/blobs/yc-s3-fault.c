// What an S3 store says when it does not do what was asked ("Error Responses" of the S3 API).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-s3-fault.h"
#include "yc-error.h"

#include <string.h>

#define LONGEST_CODE 64

static const struct {
  const char *code, *sentence;
} faults[] = {
    {"SignatureDoesNotMatch",
     "the store does not take our signature: look at secret-key-file, access-key-id and region"},
    {"InvalidAccessKeyId", "the store does not know our access-key-id"},
    {"AccessDenied", "the store does not let us: access-key-id needs s3:GetObject, s3:PutObject,"
                     " s3:DeleteObject and s3:ListBucket for the bucket"},
    {"RequestTimeTooSkewed",
     "the clocks of the store and of this machine are more than 15 minutes apart"},
    {"NoSuchBucket", "the store has no such bucket: make it, or look at bucket"},
    {"PermanentRedirect", "the bucket is in another region: look at region and endpoint"},
    {"TemporaryRedirect", "the bucket is in another region: look at region and endpoint"},
    {"AuthorizationHeaderMalformed", "the bucket is in another region: look at region"},
};

gboolean
yc_s3_fault_passes (guint status)
{
  return status >= 500 || status == 429 || status == 408;
}

// Only letters: it goes into a log.
static char *
find_code (GBytes *body)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (body, &size);
  const char *begin = text != NULL ? g_strstr_len (text, (gssize)size, "<Code>") : NULL;
  gsize left, length = 0;

  if (begin == NULL)
    return g_strdup ("no code");
  begin += strlen ("<Code>");
  left = size - (gsize)(begin - text);
  while (length < MIN (left, LONGEST_CODE) && g_ascii_isalpha (begin[length]))
    length++;
  return g_strndup (begin, length);
}

GError *
yc_s3_fault_new (guint status, GBytes *body)
{
  g_autofree char *code = find_code (body);

  if (g_str_equal (code, "NoSuchKey"))
    return g_error_new_literal (YC_ERROR, YC_ERROR_CORRUPT, "the object is not in the bucket");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (code, faults[i].code))
      return g_error_new (YC_ERROR, YC_ERROR_BUSY, "%s (%s)", faults[i].sentence, code);
  return g_error_new (YC_ERROR, YC_ERROR_BUSY, "the store answers %u (%s)", status, code);
}
