// Feeds central the headers of an upload, an empty line, and its bytes: those that it has taken can
// be read back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask.h"

#include <string.h>

#define TUS "Tus-Resumable: 1.0.0"

static gint64
get_count (Answer *answer, const char *header)
{
  const char *text = soup_message_headers_get_one (answer->headers, header);

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

// It is what its name says, however the upload was described.
static void
check_blob (const char *bytes, gsize size)
{
  g_autofree char *name =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)bytes, size);
  g_autofree char *address = g_strconcat ("/v1/blobs/", name, NULL);
  g_autoptr (Answer) answer = ask ("GET", address, "wang", "", "", 0);
  g_autoptr (GBytes) sent = g_bytes_new (bytes, size);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_bytes_equal (answer->body, sent));
}

static void
check_upload (const char *address, const char *bytes, gsize size)
{
  g_autoptr (Answer) answer = ask ("HEAD", address, "wang", TUS, "", 0);
  gint64 offset;

  if (answer->status != 200)
    return;
  offset = get_count (answer, "Upload-Offset");
  g_assert_cmpint (offset, <=, (gint64)size);
  g_assert_cmpint (offset, <=, get_count (answer, "Upload-Length"));
  if (offset == get_count (answer, "Upload-Length"))
    check_blob (bytes, (gsize)offset);
}

// Adds what every upload has, so that the rest is looked at.
static char *
write_headers (char **lines)
{
  GString *headers = g_string_new (TUS "\r\nContent-Type: application/offset+octet-stream");

  for (guint i = 0; lines[i] != NULL; i++)
    if (ask_is_header (g_strdelimit (lines[i], "\r", ' ')))
      g_string_append_printf (headers, "\r\n%s", lines[i]);
  return g_string_free (headers, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *)data;
  const char *blank = g_strstr_len (text, (gssize)size, "\n\n");
  gsize length = blank != NULL ? (gsize)(blank - text) : size;
  const char *bytes = blank != NULL ? blank + 2 : text + size;
  gsize n = (gsize)(text + size - bytes);
  g_autofree char *head = g_strndup (text, length);
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  g_autofree char *headers = write_headers (lines);
  g_autoptr (Answer) answer = NULL;
  const char *address;

  ask_begin ();
  answer = ask ("POST", "/v1/uploads", "wang", headers, bytes, n);
  address = soup_message_headers_get_one (answer->headers, "Location");
  g_assert_true (answer->status != 201 || address != NULL);
  if (address != NULL)
    check_upload (address, bytes, n);
  ask_end ();
  return 0;
}
