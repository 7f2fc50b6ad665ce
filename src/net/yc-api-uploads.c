// The client's half of resumable uploads: tus 1.0.0 (https://tus.io/protocols/resumable-upload).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api-private.h"
#include "yc-error.h"

#include <gnutls/crypto.h>
#include <string.h>

#define VERSION      "1.0.0"
#define PIECE        "application/offset+octet-stream"
#define CONFLICT     409
#define MISMATCH     460
#define SHA256_BYTES 32

static char *
encode (const char *text)
{
  return g_base64_encode ((const guchar *)text, strlen (text));
}

static void
set_no_server (GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER,
                       "what answers at this address takes no uploads");
}

char *
yc_api_begin_upload (YcApi *api,
                     const char *sha256,
                     const char *mime,
                     gsize size,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, size);
  g_autofree char *name = encode (sha256);
  g_autofree char *type = encode (mime);
  g_autofree char *metadata = g_strdup_printf ("sha256 %s,mime %s", name, type);
  const char *const headers[] = {
      "Tus-Resumable", VERSION, "Upload-Length", length, "Upload-Metadata", metadata, NULL};
  g_autoptr (YcAnswer) answer =
      yc_http_send_with (api->http, "POST", "/v1/uploads", NULL, NULL, headers, cancellable, error);
  const char *location = answer != NULL ? yc_answer_get_header (answer, "Location") : NULL;
  char *address;

  if (answer == NULL)
    return NULL;
  if (answer->status / 100 != 2) {
    yc_answer_to_error (answer, error);
    return NULL;
  }
  address = location != NULL ? yc_http_find_path (api->http, location) : NULL;
  if (address == NULL)
    set_no_server (error);
  return address;
}

static gint64
read_offset (YcAnswer *answer, GError **error)
{
  const char *text = yc_answer_get_header (answer, "Upload-Offset");
  gint64 offset = -1;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &offset, NULL))
    set_no_server (error);
  return offset;
}

gint64
yc_api_fetch_upload_offset (YcApi *api,
                            const char *address,
                            GCancellable *cancellable,
                            GError **error)
{
  const char *const headers[] = {"Tus-Resumable", VERSION, NULL};
  g_autoptr (YcAnswer) answer =
      yc_http_send_with (api->http, "HEAD", address, NULL, NULL, headers, cancellable, error);

  if (answer == NULL)
    return -1;
  if (answer->status / 100 == 2)
    return read_offset (answer, error);
  yc_answer_to_error (answer, error);
  return -1;
}

// By the processor itself, where it can.
static char *
checksum_of (GBytes *piece)
{
  g_autofree char *text = NULL;
  guint8 sum[SHA256_BYTES];
  gsize length = 0;
  gconstpointer bytes = g_bytes_get_data (piece, &length);

  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, bytes, length, sum) != 0)
    g_error ("SHA-256 is not there");
  text = g_base64_encode (sum, sizeof sum);
  return g_strconcat ("sha256 ", text, NULL);
}

gint64
yc_api_send_piece (YcApi *api,
                   const char *address,
                   gint64 offset,
                   GBytes *piece,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, offset);
  g_autofree char *checksum = checksum_of (piece);
  const char *const headers[] = {"Tus-Resumable", VERSION, "Upload-Offset", from, "Upload-Checksum",
                                 checksum,        NULL};
  g_autoptr (YcAnswer) answer =
      yc_http_send_with (api->http, "PATCH", address, piece, PIECE, headers, cancellable, error);

  if (answer == NULL)
    return -1;
  if (answer->status / 100 == 2)
    return read_offset (answer, error);
  if (answer->status == CONFLICT || answer->status == MISMATCH)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_VERSION, "the upload stands elsewhere");
  else
    yc_answer_to_error (answer, error);
  return -1;
}
