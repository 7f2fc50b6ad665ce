// A central in this process, asked without a network.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask.h"
#include "documented.h"
#include "yc-db-class.h"
#include "yc-import.h"
#include "yc-ledger-private.h"
#include "yc-password.h"
#include "yc-routes.h"
#include "yc-test-database.h"
#include "yc-wire.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW     G_GINT64_CONSTANT (1795400000000) // 2026-11-23 in China
#define HANGS_S 20

static YcCentral *central;
static char *folder;
static char *registers; // nullable

// Not g_error (): the fuzzer keeps an input that aborts, and no other.
static void
fail (const char *what, guint status, GBytes *body)
{
  g_printerr ("%s: %u %.*s\n", what, status, (int)g_bytes_get_size (body),
              (const char *)g_bytes_get_data (body, NULL));
  abort ();
}

static gint64
read_clock (gpointer user_data)
{
  return NOW;
}

static void
remove_folder (void)
{
  g_clear_object (&central);
  yc_test_remove_tree (folder);
  g_free (folder);
}

static void
make_folder (void)
{
  folder = g_strdup ("/dev/shm/yc-fuzz-XXXXXX"); // syncing in memory costs nothing
  if (g_mkdtemp (folder) == NULL) {
    g_free (folder);
    folder = g_dir_make_tmp ("yc-fuzz-XXXXXX", NULL);
  }
  atexit (remove_folder);
}

static void
add_person (YcLedger *ledger, const char *id, YcRoles roles, const char *departments)
{
  g_autofree char *token = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  g_autofree char *password = yc_password_hash ("secret", TRUE);
  g_autoptr (YcPerson) person =
      yc_person_new (id, id, roles, "main", "general-3", departments, password);

  g_assert_true (yc_ledger_save_person (ledger, person, NULL));
  g_assert_true (yc_ledger_add_session (ledger, token, id, "t1", "", G_MAXINT64, NOW, NULL));
}

static void
add_people (YcLedger *ledger)
{
  add_person (ledger, "wang", YC_ROLE_INTAKE, NULL);
  add_person (ledger, "li", YC_ROLE_APPROVER, "natural-resources");
  add_person (ledger, "zhao", YC_ROLE_SUPERVISOR, NULL);
  add_person (ledger, "central", YC_ROLES_ANY, "natural-resources");
}

static JsonNode *
read_city (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue", name, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = yc_import_file (path, &error);

  g_assert_no_error (error);
  return node;
}

// One item is enough, and all of them take their time.
static void
add_catalogue (YcLedger *ledger)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();
  g_autofree char *text = NULL;

  json_array_add_element (items, read_city ("items/real-estate-transfer.json"));
  json_object_set_int_member (body, "version", 1);
  json_object_set_array_member (body, "items", items);
  json_object_set_member (body, "calendars", read_city ("calendars.json"));
  json_object_set_member (body, "offices", read_city ("offices.json"));
  json_object_set_member (body, "sources", read_city ("sources.json"));
  json_node_take_object (root, body);
  text = json_to_string (root, FALSE);
  g_assert_true (yc_ledger_add_catalogue (ledger, 1, text, 1, NULL));
}

// What the catalogue says of its only item, at wang's window.
static char *
write_opening (void)
{
  const YcItem *item = yc_catalogue_get_items (central->catalogue)->pdata[0];
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *data = yc_item_open (item);

  json_object_set_string_member (data, "number", "2026-G3-000001");
  json_object_set_string_member (data, "hall", "main");
  json_object_set_string_member (data, "window", "general-3");
  json_node_take_object (node, data);
  return yc_wire_print (node);
}

static void
add_case (void)
{
  g_autofree char *opening = write_opening ();
  const char *types[] = {"opened", "filled", "received"};
  const char *data[] = {opening, "{\"applicant\":{\"name\":\"陈小华\"}}", "{}"};
  g_autoptr (GString) body = g_string_new ("{\"events\":[");
  g_autoptr (Answer) answer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_string_append_printf (
        body,
        "%s{\"id\":\"01936f2e-7c3a-7e0%u-8000-000000000001\",\"case\":\"" ASK_CASE
        "\",\"type\":\"%s\",\"version\":%u,\"at\":\"2026-11-23T01:02:03.004Z\",\"actor\":\"wang\","
        "\"role\":\"intake\",\"terminal\":\"t1\",\"data\":%s}",
        i > 0 ? "," : "", i + 1, types[i], i + 1, data[i]);
  g_string_append (body, "]}");
  answer = ask ("POST", "/v1/cases/" ASK_CASE "/events", "wang", "Content-Type: application/json",
                body->str, body->len);
  if (answer->status != 200)
    fail ("the first case", answer->status, answer->body);
}

void
ask_set_register (const char *source, const char *url)
{
  registers = g_strdup_printf ("{\"%s\":{\"url\":\"%s\"}}", source, url);
}

static void
add_registers (void)
{
  g_autofree char *path = g_build_filename (folder, "registers.json", NULL);

  g_assert_true (registers == NULL || g_file_set_contents (path, registers, -1, NULL));
  g_clear_pointer (&registers, g_free);
}

static void
start (void)
{
  YcCentralOptions options = {.clock = read_clock, .quick_passwords = TRUE};
  g_autoptr (GError) error = NULL;

  make_folder ();
  options.folder = folder;
  add_registers ();
  central = yc_central_new (&options, &error);
  g_assert_no_error (error);
  add_people (yc_central_get_ledger (central));
  add_catalogue (yc_central_get_ledger (central));
  g_assert_true (yc_central_ensure_catalogue (central, NULL));
  yc_central_start (central, &error);
  g_assert_no_error (error);
  add_case ();
}

YcCentral *
ask_begin (void)
{
  if (central == NULL)
    start ();
  g_assert_true (yc_db_begin (yc_central_get_ledger (central)->db, NULL));
  return central;
}

// Uploads are files: those of an input go with it.
void
ask_end (void)
{
  g_assert_cmpint (yc_central_get_ledger (central)->db->depth, ==, 1);
  yc_ledger_roll_back (yc_central_get_ledger (central));
  yc_test_remove_tree (central->tus->folder);
  g_mkdir (central->tus->folder, 0700);
}

void
answer_free (Answer *answer)
{
  soup_message_headers_unref (answer->headers);
  g_bytes_unref (answer->body);
  g_clear_pointer (&answer->json, json_node_unref);
  g_free (answer);
}

static JsonObject *
object_of (Answer *answer)
{
  return answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json)
             ? json_node_get_object (answer->json)
             : NULL;
}

const char *
answer_get_text (Answer *answer, const char *member)
{
  return object_of (answer) != NULL ? yc_wire_get_string (object_of (answer), member) : NULL;
}

gint64
answer_get_number (Answer *answer, const char *member)
{
  return object_of (answer) != NULL ? yc_wire_get_int (object_of (answer), member, -1) : -1;
}

static GBytes *
write_request (const char *method,
               const char *target,
               const char *person,
               const char *headers,
               gconstpointer body,
               gsize size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf (
      "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s%sContent-Length: "
      "%" G_GSIZE_FORMAT "\r\n%s%s\r\n",
      method, target, person != NULL ? "Authorization: Bearer " : "", person != NULL ? person : "",
      person != NULL ? "\r\n" : "", size, headers, *headers != '\0' ? "\r\n" : "");

  g_byte_array_append (bytes, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (bytes, body, (guint)size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
ask_is_header (const char *line)
{
  return g_ascii_strncasecmp (line, "content-length", 14) != 0 &&
         g_ascii_strncasecmp (line, "transfer-encoding", 17) != 0 && *line != '\0' &&
         !g_ascii_isspace (*line);
}

// Where the head ends; NULL: there is none.
static const char *
find_end (const char *text, gsize size)
{
  return size > 0 ? g_strstr_len (text, (gssize)size, "\r\n\r\n") : NULL;
}

static void
take_body (Answer *answer, const char *body, gsize size)
{
  const char *type = soup_message_headers_get_content_type (answer->headers, NULL);

  answer->body = g_bytes_new (body, size);
  if (type != NULL && g_str_has_suffix (type, "json"))
    answer->json = yc_wire_parse (body, (gssize)size, NULL);
}

// An answer below 200 only says that another one will come.
static Answer *
read_answer (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  Answer *answer = g_new0 (Answer, 1);

  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  for (const char *end; answer->status < 200 && (end = find_end (text, size)) != NULL;) {
    soup_message_headers_clear (answer->headers);
    g_assert_true (soup_headers_parse_response (text, (int)(end - text + 2), answer->headers, NULL,
                                                &answer->status, NULL));
    size -= (gsize)(end + 4 - text);
    text = end + 4;
  }
  take_body (answer, text, size);
  return answer;
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

// Until the answer is whole. Whoever waits for news has waited long enough.
static void
wait_for (GOutputStream *out)
{
  gboolean is_late = FALSE;
  guint late = g_timeout_add_seconds (HANGS_S, late_cb, &is_late);

  while (!g_output_stream_is_closed (out)) {
    if (central->waiters->len > 0)
      yc_feed_wake_all (central);
    g_main_context_iteration (NULL, TRUE);
    g_assert_false (is_late);
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_source_remove (late);
}

static GBytes *
exchange (GBytes *request)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_bytes (request);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = g_simple_io_stream_new (in, out);
  g_autoptr (GSocketAddress) here = g_inet_socket_address_new_from_string ("127.0.0.1", 1);
  g_autoptr (GError) error = NULL;

  soup_server_accept_iostream (central->server, stream, here, here, &error);
  g_assert_no_error (error);
  wait_for (out);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

// "401" or "4XX" stand in "GET /v1/about 200 4XX ".
static gboolean
is_in (const char *line, guint status)
{
  g_autofree char *exactly = g_strdup_printf (" %u ", status);
  g_autofree char *roughly = g_strdup_printf (" %uXX ", status / 100);

  return strstr (line, exactly) != NULL || strstr (line, roughly) != NULL;
}

static gboolean
is_documented (const char *method, const char *pattern, guint status)
{
  g_autofree char *beginning = g_strconcat (method, " ", pattern, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (documented); i++)
    if (g_str_has_prefix (documented[i], beginning))
      return is_in (documented[i] + strlen (beginning) - 1, status);
  return FALSE;
}

static void
check_problem (Answer *answer)
{
  const char *code = answer_get_text (answer, "code");
  g_autofree char *type = g_strconcat ("urn:yichuang:error:", code, NULL);

  if (answer->json == NULL)
    fail ("a problem that is no JSON", answer->status, answer->body);
  g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==,
                   "application/problem+json");
  g_assert_cmpstr (yc_error_code_name (yc_error_code_from_name (code)), ==, code);
  g_assert_cmpstr (answer_get_text (answer, "type"), ==, type);
  g_assert_cmpint (answer_get_number (answer, "status"), ==, answer->status);
  g_assert_nonnull (answer_get_text (answer, "title"));
}

// Only of what central itself has answered: what is no HTTP is libsoup's.
static void
check (Answer *answer, const char *method, const char *target)
{
  g_autofree char *whole = g_strconcat ("http://localhost", target, NULL);
  g_autoptr (GUri) uri = g_uri_parse (whole, SOUP_HTTP_URI_FLAGS, NULL);
  char *parameters[YC_ROUTE_PARAMETERS] = {NULL};
  g_autofree char *allow = NULL;
  const YcRoute *route = NULL;
  YcMatch match;

  if (soup_message_headers_get_one (answer->headers, "X-Request-Id") == NULL)
    return;
  g_assert_cmpuint (answer->status, <, 500);
  match = yc_router_find (yc_routes, method, uri != NULL ? g_uri_get_path (uri) : "", &route,
                          parameters, &allow);
  for (guint i = 0; i < YC_ROUTE_PARAMETERS; i++)
    g_free (parameters[i]);
  if (match == YC_MATCH_FOUND && !is_documented (method, route->pattern, answer->status))
    fail ("this answer is not documented", answer->status, answer->body);
  if (answer->status >= 400 && !g_str_equal (method, "HEAD"))
    check_problem (answer);
}

Answer *
ask (const char *method,
     const char *target,
     const char *person,
     const char *headers,
     gconstpointer body,
     gsize size)
{
  g_autoptr (GBytes) request = write_request (method, target, person, headers, body, size);
  g_autoptr (GBytes) bytes = exchange (request);
  Answer *answer = read_answer (bytes);

  check (answer, method, target);
  return answer;
}
