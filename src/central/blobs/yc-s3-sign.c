// AWS Signature Version 4: what is sent is written down in one form only, and signed with a key
// that is good for one day, region and service.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-s3-sign.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define DAY       8 // digits of a day at the beginning of a time
#define SUM       32

static void
hmac (const guint8 *key, gsize length, const char *text, guint8 ret_sum[SUM])
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, length);
  gsize size = SUM;

  g_hmac_update (hmac, (const guchar *)text, -1);
  g_hmac_get_digest (hmac, ret_sum, &size);
}

// The names of the headers, with semicolons between them.
static char *
list_names (const YcS3Request *request)
{
  GString *names = g_string_new (NULL);

  for (const YcS3Header *header = request->headers; header->name != NULL; header++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ";" : "", header->name);
  return g_string_free (names, FALSE);
}

// The SHA-256 of the request in its only form, in hex.
static char *
sum_up (const YcS3Request *request, const char *names)
{
  g_autoptr (GString) form = g_string_new (NULL);

  g_string_append_printf (form, "%s\n%s\n%s\n", request->method, request->path, request->query);
  for (const YcS3Header *header = request->headers; header->name != NULL; header++)
    g_string_append_printf (form, "%s:%s\n", header->name, header->value);
  g_string_append_printf (form, "\n%s\n%s", names, request->payload);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, form->str, (gssize)form->len);
}

static void
derive (const YcS3Key *key, const char *day, guint8 ret_key[SUM])
{
  g_autofree char *first = g_strconcat ("AWS4", key->secret, NULL);

  hmac ((const guint8 *)first, strlen (first), day, ret_key);
  hmac (ret_key, SUM, key->region, ret_key);
  hmac (ret_key, SUM, key->service, ret_key);
  hmac (ret_key, SUM, "aws4_request", ret_key);
}

char *
yc_s3_sign (const YcS3Key *key, const YcS3Request *request)
{
  g_autofree char *day = g_strndup (request->time, DAY);
  g_autofree char *scope =
      g_strdup_printf ("%s/%s/%s/aws4_request", day, key->region, key->service);
  g_autofree char *names = list_names (request);
  g_autofree char *sum = sum_up (request, names);
  g_autofree char *text = g_strdup_printf (ALGORITHM "\n%s\n%s\n%s", request->time, scope, sum);
  g_autofree char *signature = NULL;
  guint8 day_key[SUM];

  derive (key, day, day_key);
  signature = g_compute_hmac_for_string (G_CHECKSUM_SHA256, day_key, SUM, text, -1);
  return g_strdup_printf (ALGORITHM " Credential=%s/%s,SignedHeaders=%s,Signature=%s", key->id,
                          scope, names, signature);
}
