// Resumable uploads, tus 1.0.0: begun, gone on with, cut, checked, expired, ended; also after
// central was restarted.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOW   (1796000000 * G_GINT64_CONSTANT (1000))
#define DAY   (24 * 3600 * G_GINT64_CONSTANT (1000))
#define SIZE  (3 << 20)
#define PIECE "application/offset+octet-stream"

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, lin;
  GBytes *content; // a PDF of SIZE bytes
  char *name, *metadata, *length;
} Fixture;

static char *
encode (const char *text)
{
  return g_base64_encode ((const guchar *)text, strlen (text));
}

static char *
make_metadata (const char *name, const char *mime)
{
  g_autofree char *encoded_name = encode (name);
  g_autofree char *encoded_mime = encode (mime);

  return g_strdup_printf ("sha256 %s,mime %s", encoded_name, encoded_mime);
}

static GBytes *
make_content (guint32 seed)
{
  static const guint8 pdf[] = {'%', 'P', 'D', 'F', '-'};
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *bytes = g_malloc (SIZE);

  for (gsize i = 0; i < SIZE; i++)
    bytes[i] = (guint8)g_rand_int (random);
  memcpy (bytes, pdf, sizeof pdf);
  return g_bytes_new_take (bytes, SIZE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *url;

  self->central = yc_test_central_new (NOW);
  url = yc_test_central_get_url (self->central);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "lin", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_sign_in (&self->wang, url, "wang");
  yc_test_client_sign_in (&self->lin, url, "lin");
  self->content = make_content (7);
  self->name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->content);
  self->metadata = make_metadata (self->name, "application/pdf");
  self->length = g_strdup_printf ("%d", SIZE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->lin);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
  g_bytes_unref (self->content);
  g_free (self->name);
  g_free (self->metadata);
  g_free (self->length);
}

static YcTestAnswer *
create (Fixture *self, const char *length, const char *metadata)
{
  return yc_test_ask_full (&self->wang, "POST", "/v1/uploads", NULL, NULL, "Tus-Resumable", "1.0.0",
                           "Upload-Length", length, "Upload-Metadata", metadata, NULL);
}

// Its address, owned.
static char *
begin (Fixture *self)
{
  g_autoptr (YcTestAnswer) answer = create (self, self->length, self->metadata);

  yc_test_assert_status (answer, 201);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Tus-Resumable"), ==, "1.0.0");
  g_assert_nonnull (soup_message_headers_get_one (answer->headers, "Upload-Expires"));
  return g_strdup (soup_message_headers_get_one (answer->headers, "Location"));
}

static char *
checksum_of (GBytes *bytes)
{
  gsize size = 32;
  guint8 sum[32];
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *text = NULL;

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, sum, &size);
  text = g_base64_encode (sum, size);
  return g_strconcat ("sha256 ", text, NULL);
}

// Bytes [from, to); `checksum` is nullable.
static YcTestAnswer *
patch (Fixture *self, const char *address, gsize from, gsize to, const char *checksum)
{
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (self->content, from, to - from);
  g_autofree char *offset = g_strdup_printf ("%" G_GSIZE_FORMAT, from);

  return yc_test_ask_full (&self->wang, "PATCH", address, PIECE, bytes, "Tus-Resumable", "1.0.0",
                           "Upload-Offset", offset, checksum != NULL ? "Upload-Checksum" : NULL,
                           checksum, NULL);
}

static YcTestAnswer *
ask (YcTestClient *client, const char *method, const char *address)
{
  return yc_test_ask_full (client, method, address, NULL, NULL, "Tus-Resumable", "1.0.0", NULL);
}

static gint64
offset_in (YcTestAnswer *answer)
{
  const char *text = soup_message_headers_get_one (answer->headers, "Upload-Offset");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static gint64
find_offset (Fixture *self, const char *address)
{
  g_autoptr (YcTestAnswer) answer = ask (&self->wang, "HEAD", address);

  yc_test_assert_status (answer, 200);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Upload-Length"), ==,
                   self->length);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Upload-Metadata"), ==,
                   self->metadata);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Cache-Control"), ==, "no-store");
  return offset_in (answer);
}

static void
assert_is_blob (Fixture *self, gboolean expected)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", self->name, NULL);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", path, NULL);

  yc_test_assert_status (answer, expected ? 200 : 404);
  if (expected)
    g_assert_true (g_bytes_equal (answer->body, self->content));
}

static void
send_rest (Fixture *self, const char *address, gsize from)
{
  g_autoptr (YcTestAnswer) answer = patch (self, address, from, SIZE, NULL);

  yc_test_assert_status (answer, 204);
  g_assert_cmpint (offset_in (answer), ==, SIZE);
  assert_is_blob (self, TRUE);
  g_assert_cmpint (find_offset (self, address), ==, SIZE);
}

static void
test_pieces (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);

  g_assert_cmpint (find_offset (self, address), ==, 0);
  for (gsize at = 0; at < SIZE; at += 1 << 20) {
    g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (self->content, at, 1 << 20);
    g_autofree char *checksum = checksum_of (bytes);
    g_autoptr (YcTestAnswer) answer = NULL;

    assert_is_blob (self, FALSE);
    answer = patch (self, address, at, at + (1 << 20), checksum);
    yc_test_assert_status (answer, 204);
    g_assert_cmpint (offset_in (answer), ==, (gint64)at + (1 << 20));
  }
  assert_is_blob (self, TRUE);
  g_assert_cmpint (find_offset (self, address), ==, SIZE);
}

static void
test_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask_full (
      &self->wang, "POST", "/v1/uploads", PIECE, self->content, "Tus-Resumable", "1.0.0",
      "Upload-Length", self->length, "Upload-Metadata", self->metadata, NULL);

  yc_test_assert_status (answer, 201);
  g_assert_cmpint (offset_in (answer), ==, SIZE);
  assert_is_blob (self, TRUE);
}

static void
test_restart (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) first = patch (self, address, 0, 1000000, NULL);

  yc_test_assert_status (first, 204);
  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  g_assert_cmpint (find_offset (self, address), ==, 1000000);
  send_rest (self, address, 1000000);
}

static void
test_checksum (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autofree char *other = checksum_of (self->content);
  g_autoptr (YcTestAnswer) wrong = patch (self, address, 0, 1000, other);
  g_autoptr (YcTestAnswer) unknown = patch (self, address, 0, 1000, "md5 AAAA");

  yc_test_assert_problem (wrong, 460, "malformed");
  yc_test_assert_problem (unknown, 400, "malformed");
  g_assert_cmpint (find_offset (self, address), ==, 0);
  send_rest (self, address, 0);
}

static void
test_offset (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) ahead = patch (self, address, 1000, 2000, NULL);
  g_autoptr (YcTestAnswer) first = patch (self, address, 0, 1000, NULL);
  g_autoptr (YcTestAnswer) again = patch (self, address, 0, 1000, NULL);
  g_autoptr (YcTestAnswer) none = ask (&self->wang, "PATCH", address);

  yc_test_assert_problem (ahead, 409, "malformed");
  yc_test_assert_status (first, 204);
  yc_test_assert_problem (again, 409, "malformed");
  yc_test_assert_problem (none, 415, "malformed");
  g_assert_cmpint (find_offset (self, address), ==, 1000);
}

static void
test_version (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) none = yc_test_ask (&self->wang, "HEAD", address, NULL);
  g_autoptr (YcTestAnswer) other =
      yc_test_ask_full (&self->wang, "POST", "/v1/uploads", NULL, NULL, "Tus-Resumable", "0.2.2",
                        "Upload-Length", self->length, "Upload-Metadata", self->metadata, NULL);
  g_autoptr (YcTestAnswer) options = yc_test_ask (&self->wang, "OPTIONS", "/v1/uploads", NULL);

  yc_test_assert_status (none, 412);
  yc_test_assert_problem (other, 412, "malformed");
  g_assert_cmpstr (soup_message_headers_get_one (other->headers, "Tus-Version"), ==, "1.0.0");
  yc_test_assert_status (options, 204);
  g_assert_cmpstr (soup_message_headers_get_one (options->headers, "Tus-Extension"), ==,
                   "creation,creation-with-upload,checksum,expiration,termination");
  g_assert_cmpstr (soup_message_headers_get_one (options->headers, "Tus-Checksum-Algorithm"), ==,
                   "sha256");
}

static void
test_creation (Fixture *self, gconstpointer data)
{
  g_autofree char *html = make_metadata (self->name, "text/html");
  g_autofree char *no_name = make_metadata ("abc", "application/pdf");
  const struct {
    const char *length, *metadata, *code;
    guint status;
  } cases[] = {
      {"99999999999", self->metadata, "too-large", 413},
      {"-1", self->metadata, "malformed", 400},
      {"0", self->metadata, "malformed", 400},
      {"", self->metadata, "malformed", 400},
      {"12x", self->metadata, "malformed", 400},
      {"10", html, "malformed", 422},
      {"10", no_name, "malformed", 422},
      {"10", "sha256 ???,mime", "malformed", 422},
      {"10", "", "malformed", 422},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcTestAnswer) answer = create (self, cases[i].length, cases[i].metadata);

    yc_test_assert_problem (answer, cases[i].status, cases[i].code);
  }
}

static void
test_wrong_content (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) other = make_content (8);
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, other);
  g_autofree char *metadata = make_metadata (name, "application/pdf");
  g_autofree char *as_png = make_metadata (self->name, "image/png");
  g_autoptr (YcTestAnswer) sum = create (self, self->length, metadata);
  g_autoptr (YcTestAnswer) type = create (self, self->length, as_png);
  const char *one = soup_message_headers_get_one (sum->headers, "Location");
  const char *two = soup_message_headers_get_one (type->headers, "Location");
  g_autoptr (YcTestAnswer) wrong_sum = patch (self, one, 0, SIZE, NULL);
  g_autoptr (YcTestAnswer) wrong_type = patch (self, two, 0, SIZE, NULL);
  g_autoptr (YcTestAnswer) gone = ask (&self->wang, "HEAD", one);

  yc_test_assert_problem (wrong_sum, 422, "malformed");
  yc_test_assert_problem (wrong_type, 422, "image");
  yc_test_assert_status (gone, 404);
  assert_is_blob (self, FALSE);
}

static void
test_too_much (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) small = create (self, "1000", self->metadata);
  const char *address = soup_message_headers_get_one (small->headers, "Location");
  g_autoptr (YcTestAnswer) answer = patch (self, address, 0, 1001, NULL);
  g_autoptr (YcTestAnswer) head = ask (&self->wang, "HEAD", address);

  yc_test_assert_problem (answer, 413, "too-large");
  g_assert_cmpint (offset_in (head), ==, 0);
}

// A session does not last that long.
static void
pass (Fixture *self, gint64 ms)
{
  yc_test_central_pass (self->central, ms);
  yc_test_client_clear (&self->wang);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
}

static void
test_expired (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) first = patch (self, address, 0, 1000, NULL);
  g_autoptr (YcTestAnswer) expired = NULL;
  g_autoptr (YcTestAnswer) swept = NULL;
  g_autofree char *folder =
      g_build_filename (yc_test_central_get_folder (self->central), "incoming", "uploads", NULL);

  pass (self, 6 * DAY);
  g_assert_cmpint (find_offset (self, address), ==, 1000);
  pass (self, DAY);
  expired = ask (&self->wang, "HEAD", address);
  yc_test_assert_status (expired, 410);
  yc_test_central_stop (self->central); // waits for the sweep
  yc_test_central_start (self->central);
  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  swept = ask (&self->wang, "HEAD", address);
  yc_test_assert_status (swept, 404);
}

static void
test_ended (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) first = patch (self, address, 0, 1000, NULL);
  g_autoptr (YcTestAnswer) foreign = ask (&self->lin, "DELETE", address);
  g_autoptr (YcTestAnswer) ended = ask (&self->wang, "DELETE", address);
  g_autoptr (YcTestAnswer) again = ask (&self->wang, "DELETE", address);
  g_autoptr (YcTestAnswer) head = ask (&self->wang, "HEAD", address);

  yc_test_assert_problem (foreign, 404, "not-found");
  yc_test_assert_status (ended, 204);
  yc_test_assert_problem (again, 404, "not-found");
  yc_test_assert_status (head, 404);
}

static void
test_override (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) sent =
      yc_test_ask_full (&self->wang, "POST", address, PIECE, self->content, "Tus-Resumable",
                        "1.0.0", "Upload-Offset", "0", "X-HTTP-Method-Override", "PATCH", NULL);

  yc_test_assert_status (sent, 204);
  assert_is_blob (self, TRUE);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) last = NULL;
  g_autoptr (YcTestAnswer) same = NULL;

  for (guint i = 0; i < 64; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);
    g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    g_autofree char *metadata = make_metadata (name, "application/pdf");
    g_autoptr (YcTestAnswer) answer = create (self, "10", metadata);

    yc_test_assert_status (answer, 201);
    if (i == 0)
      same = create (self, "10", metadata); // takes the place of the one just begun
  }
  yc_test_assert_status (same, 201);
  last = create (self, "10", self->metadata);
  yc_test_assert_problem (last, 429, "busy");
  g_assert_nonnull (soup_message_headers_get_one (last->headers, "Retry-After"));
}

// A raw connection that sends the head of a PATCH and `size` bytes of its body, and then nothing.
static GSocketConnection *
hang (Fixture *self, const char *address, gsize size, const char *more)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri =
      g_uri_parse (yc_test_central_get_url (self->central), G_URI_FLAGS_NONE, NULL);
  GSocketConnection *connection = g_socket_client_connect_to_host (
      client, g_uri_get_host (uri), (guint16)g_uri_get_port (uri), NULL, NULL);
  g_autofree char *head = g_strdup_printf (
      "PATCH %s HTTP/1.1\r\nHost: central\r\nAuthorization: Bearer %s\r\nTus-Resumable: 1.0.0\r\n"
      "Upload-Offset: 0\r\nContent-Type: " PIECE "\r\nContent-Length: %d\r\n%s\r\n",
      address, self->wang.token, SIZE, more);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (out, g_bytes_get_data (self->content, NULL), size, NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static goffset
find_largest (const char *path)
{
  GStatBuf status;
  goffset size = g_stat (path, &status) == 0 && S_ISREG (status.st_mode) ? status.st_size : 0;
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    size = MAX (size, find_largest (child));
  }
  return size;
}

// Looks at the disk: to ask central would end what hangs.
static void
wait_for_bytes (Fixture *self, goffset size)
{
  g_autofree char *path =
      g_build_filename (yc_test_central_get_folder (self->central), "incoming", NULL);

  while (find_largest (path) < size)
    g_usleep (1000);
}

// Whoever asks again knows that the connection before is gone, before central does.
static void
test_half_open (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (GSocketConnection) hanging = hang (self, address, 1 << 20, "");

  wait_for_bytes (self, 1 << 20);
  g_assert_cmpint (find_offset (self, address), ==, 1 << 20);
  send_rest (self, address, 1 << 20);
}

// The line that central answers, without its end.
static char *
read_status (GSocketConnection *connection)
{
  g_autoptr (GDataInputStream) in =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  return g_data_input_stream_read_line (in, NULL, NULL, NULL);
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  const guint8 *bytes = g_bytes_get_data (self->content, NULL);
  const gsize half = 1 << 20;
  g_autofree char *address = begin (self);
  g_autoptr (GSocketConnection) slow = hang (self, address, half, "");
  g_autoptr (YcTestAnswer) head = NULL;
  g_autoptr (YcTestAnswer) ended = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *status = NULL;

  wait_for_bytes (self, (goffset)half);
  head = ask (&self->lin, "HEAD", address);
  yc_test_assert_status (head, 404);
  ended = ask (&self->lin, "DELETE", address);
  yc_test_assert_problem (ended, 404, "not-found");
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (slow)), bytes + half,
                             SIZE - half, NULL, NULL, &error);
  g_assert_no_error (error);
  status = read_status (slow);
  g_assert_cmpstr (status, ==, "HTTP/1.1 204 No Content");
  assert_is_blob (self, TRUE);
}

static void
test_done (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (YcTestAnswer) again = NULL;
  g_autoptr (YcTestAnswer) late = NULL;

  send_rest (self, address, 0);
  again = patch (self, address, SIZE, SIZE, NULL);
  yc_test_assert_status (again, 204);
  g_assert_cmpint (offset_in (again), ==, SIZE);
  pass (self, DAY / 24);
  late = ask (&self->wang, "HEAD", address);
  yc_test_assert_status (late, 410);
  assert_is_blob (self, TRUE);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autoptr (GSocketConnection) cut = hang (self, address, 1 << 20, "");

  wait_for_bytes (self, 1 << 20);
  g_io_stream_close (G_IO_STREAM (cut), NULL, NULL);
  g_assert_cmpint (find_offset (self, address), ==, 1 << 20);
  send_rest (self, address, 1 << 20);
}

// What is sent with a checksum counts as a whole or not at all.
static void
test_cut_with_checksum (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self);
  g_autofree char *checksum = checksum_of (self->content);
  g_autofree char *header = g_strdup_printf ("Upload-Checksum: %s\r\n", checksum);
  g_autoptr (GSocketConnection) cut = hang (self, address, 1 << 20, header);

  wait_for_bytes (self, 1 << 20);
  g_io_stream_close (G_IO_STREAM (cut), NULL, NULL);
  g_assert_cmpint (find_offset (self, address), ==, 0);
  send_rest (self, address, 0);
}

static void
test_parallel (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) hanging = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (YcTestAnswer) begun = NULL;

  for (guint i = 0; i < 4; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);
    g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    g_autofree char *metadata = make_metadata (name, "application/pdf");
    g_autoptr (YcTestAnswer) answer = create (self, self->length, metadata);

    g_ptr_array_add (
        hanging, hang (self, soup_message_headers_get_one (answer->headers, "Location"), 1000, ""));
  }
  do {
    g_clear_pointer (&begun, yc_test_answer_free);
    begun = create (self, self->length, self->metadata);
  } while (begun->status == 201);
  yc_test_assert_problem (begun, 429, "busy");
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("an upload in pieces becomes a blob once all is there", test_pieces);
  ADD ("an upload can begin with all of its bytes", test_at_once);
  ADD ("an upload goes on after central was restarted", test_restart);
  ADD ("a piece with another checksum is not kept", test_checksum);
  ADD ("a piece for another place is refused", test_offset);
  ADD ("another version of tus is refused, and ours is told", test_version);
  ADD ("an upload that cannot become a blob does not begin", test_creation);
  ADD ("content of another name or type never becomes a blob", test_wrong_content);
  ADD ("more bytes than were said to come are refused", test_too_much);
  ADD ("an upload is kept for seven days after its last byte", test_expired);
  ADD ("an upload is ended by who began it", test_ended);
  ADD ("a proxy that knows only POST is no hindrance", test_override);
  ADD ("a person has so many uploads open and no more", test_many);
  ADD ("an upload goes on while a connection before it hangs", test_half_open);
  ADD ("nobody else cuts off who sends", test_foreign);
  ADD ("an upload that is done tells so for an hour", test_done);
  ADD ("what came before a cut is kept", test_cut);
  ADD ("a cut piece with a checksum is sent again", test_cut_with_checksum);
  ADD ("a person sends so many pieces at a time and no more", test_parallel);
  return g_test_run ();
}
