// Every route with every role: who may call what, and what everybody else is told.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"
#include "yc-test-client.h"

#define NOW     G_GINT64_CONSTANT (1795400000000)
#define SESSION (12 * 3600 * 1000)

#define EVERYBODY "intake helper approver issuing supervisor editor system"
#define CASEWORK  "intake helper approver issuing supervisor system"
#define COUNTER   "intake helper"
#define OPEN      NULL

// Written down once more, so that nobody changes the program's own table by accident. A new route
// needs a row. `status` is what those who may call are answered to a bare question: no member in
// its body, nothing at the place that its address names.
static const struct {
  const char *method, *pattern, *may;
  guint status;
} expected[] = {
    {"GET", "/healthz", OPEN, 200},
    {"GET", "/metrics", OPEN, 200},
    {"GET", "/v1/docs", OPEN, 200},
    {"GET", "/v1/openapi.yaml", OPEN, 200},
    {"GET", "/v1/about", OPEN, 200},
    {"POST", "/v1/sessions", OPEN, 422},
    {"GET", "/v1/sessions/challenge", OPEN, 200},
    {"GET", "/v1/sessions/current", EVERYBODY, 200},
    {"POST", "/v1/sessions/current", EVERYBODY, 422},
    {"DELETE", "/v1/sessions/current", EVERYBODY, 204},
    {"GET", "/v1/catalogue", EVERYBODY, 404},
    {"GET", "/v1/terminals/{terminal}/number-ranges", CASEWORK, 200},
    {"POST", "/v1/terminals/{terminal}/number-ranges", CASEWORK, 422},
    {"POST", "/v1/terminals/{terminal}/number-ranges/voids", CASEWORK, 422},
    {"POST", "/v1/checks", COUNTER, 404},
    {"GET", "/v1/cases", CASEWORK, 200},
    {"GET", "/v1/cases/counts", CASEWORK, 200},
    {"GET", "/v1/statistics", "supervisor", 422},
    {"GET", "/v1/cases/{case}/events", CASEWORK, 404},
    {"POST", "/v1/cases/{case}/events", CASEWORK, 422},
    {"POST", "/v1/cases/{case}/reveals", "approver", 422},
    {"GET", "/v1/feed", CASEWORK, 200},
    {"GET", "/v1/audit/head", EVERYBODY, 200},
    {"PUT", "/v1/blobs/{sha256}", CASEWORK, 422},
    {"GET", "/v1/blobs/{sha256}", CASEWORK, 404},
    {"HEAD", "/v1/blobs/{sha256}", CASEWORK, 404},
    {"OPTIONS", "/v1/uploads", OPEN, 204},
    {"POST", "/v1/uploads", CASEWORK, 400},
    {"HEAD", "/v1/uploads/{upload}", CASEWORK, 404},
    {"PATCH", "/v1/uploads/{upload}", CASEWORK, 404},
    {"DELETE", "/v1/uploads/{upload}", CASEWORK, 404},
};

// Who asks: one of each role, and all kinds of people who are not signed in.
typedef struct {
  const char *id;
  YcRoles roles;    // 0: nobody who is signed in
  const char *code; // of the refusal then
  YcTestClient client;
} Asker;

typedef struct {
  YcTestCentral *central;
  Asker askers[12];
  guint n;
} Fixture;

static void
add_asker (Fixture *self, const char *id, YcRoles roles, const char *code)
{
  self->askers[self->n++] = (Asker){.id = id, .roles = roles, .code = code};
}

static Asker *
find_asker (Fixture *self, const char *id)
{
  for (guint i = 0; i < self->n; i++)
    if (g_str_equal (self->askers[i].id, id))
      return &self->askers[i];
  g_assert_not_reached ();
}

static void
add_people (Fixture *self)
{
  for (guint bit = YC_ROLE_INTAKE; bit <= YC_ROLE_SYSTEM; bit <<= 1)
    add_asker (self, yc_role_name ((YcRole)bit), bit, NULL);
  add_asker (self, "nobody", YC_ROLE_NONE, "sign-in");
  add_asker (self, "made-up", YC_ROLE_NONE, "expired");
  add_asker (self, "late", YC_ROLE_NONE, "expired");
  add_asker (self, "gone", YC_ROLE_NONE, "expired");
  add_asker (self, "changed", YC_ROLE_NONE, "expired");
  for (guint i = 0; i < self->n; i++)
    yc_test_central_add_person (self->central, self->askers[i].id,
                                self->askers[i].roles != YC_ROLE_NONE ? self->askers[i].roles
                                                                      : YC_ROLE_INTAKE,
                                "main", NULL, "land");
}

static void
sign_in (Fixture *self, const char *id)
{
  yc_test_client_sign_in (&find_asker (self, id)->client, yc_test_central_get_url (self->central),
                          id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) out = NULL;
  const char *url;

  self->central = yc_test_central_new (NOW);
  url = yc_test_central_get_url (self->central);
  add_people (self);
  sign_in (self, "late");
  yc_test_central_pass (self->central, SESSION);
  for (guint i = 0; i < self->n && self->askers[i].roles != YC_ROLE_NONE; i++)
    sign_in (self, self->askers[i].id);
  yc_test_client_init (&find_asker (self, "nobody")->client, url);
  yc_test_client_init (&find_asker (self, "made-up")->client, url);
  find_asker (self, "made-up")->client.token =
      g_strdup ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  sign_in (self, "gone");
  out = yc_test_ask (&find_asker (self, "gone")->client, "DELETE", "/v1/sessions/current", NULL);
  yc_test_assert_status (out, 204);
  sign_in (self, "changed");
  yc_test_central_add_person (self->central, "changed", YC_ROLE_INTAKE, "main", NULL, "land");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < self->n; i++)
    yc_test_client_clear (&self->askers[i].client);
  yc_test_central_free (self->central);
}

// The address with something at each place that it names: a terminal that is the asker's, and a
// case, content and an upload that are not there.
static char *
make_path (const char *pattern)
{
  static const struct {
    const char *name, *value;
  } places[] = {
      {"{terminal}", "t1"},
      {"{case}", "01936f2e-7c3a-7ca5-8000-000000000001"},
      {"{sha256}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
      {"{upload}", "0f8c2d4b6a1e4f7d9c3b5a7e1d2f4c6b"},
  };
  GString *path = g_string_new (pattern);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_string_replace (path, places[i].name, places[i].value, 0);
  g_assert_null (strchr (path->str, '{'));
  return g_string_free (path, FALSE);
}

static YcTestAnswer *
ask (Asker *asker, const YcRoute *route)
{
  static const char *const types[] = {
      [YC_BODY_JSON] = "application/json",
      [YC_BODY_BLOB] = "image/png",
      [YC_BODY_UPLOAD] = "application/offset+octet-stream",
  };
  g_autofree char *path = make_path (route->pattern);
  g_autoptr (GBytes) body = route->body != YC_BODY_NONE ? g_bytes_new_static ("{}", 2) : NULL;

  return yc_test_ask_full (&asker->client, route->method, path, types[route->body], body,
                           "Tus-Resumable", "1.0.0", "Upload-Offset", "0", NULL);
}

// An answer to HEAD has no body that could tell a code.
static void
assert_refused (YcTestAnswer *answer, const YcRoute *route, guint status, const char *code)
{
  yc_test_assert_status (answer, status);
  if (!g_str_equal (route->method, "HEAD"))
    yc_test_assert_problem (answer, status, code);
}

static guint
find_row (const YcRoute *route)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (expected[i].method, route->method) &&
        g_str_equal (expected[i].pattern, route->pattern))
      return i;
  g_error ("nobody wrote down who may call %s %s", route->method, route->pattern);
}

// The contract is everybody's; nothing else may lie in a cache.
static gboolean
may_be_kept (const YcRoute *route, YcTestAnswer *answer)
{
  return answer->status == 200 && (g_str_equal (route->pattern, "/v1/docs") ||
                                   g_str_equal (route->pattern, "/v1/openapi.yaml"));
}

static void
walk (Fixture *self, const YcRoute *route)
{
  guint row = find_row (route);
  const char *may = expected[row].may;

  for (guint i = 0; i < self->n; i++) {
    Asker *asker = &self->askers[i];
    g_autoptr (YcTestAnswer) answer = ask (asker, route);

    g_test_message ("%s asks %s %s", asker->id, route->method, route->pattern);
    yc_test_assert_safe (answer);
    g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Cache-Control"), ==,
                     may_be_kept (route, answer) ? "public, max-age=3600" : "no-store");
    if (may != NULL && asker->roles == YC_ROLE_NONE)
      assert_refused (answer, route, 401, asker->code);
    else if (may != NULL && strstr (may, asker->id) == NULL)
      assert_refused (answer, route, 403, "forbidden");
    else
      yc_test_assert_status (answer, expected[row].status);
    if (answer->status == 204 && asker->roles != YC_ROLE_NONE && may != NULL) { // signed out
      yc_test_client_clear (&asker->client);
      sign_in (self, asker->id);
    }
  }
}

static void
test_walk (Fixture *self, gconstpointer data)
{
  guint n = 0;

  for (const YcRoute *route = yc_routes; route->method != NULL; route++, n++)
    walk (self, route);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

// A route that was forgotten to be given roles is closed, and none is both open and for somebody.
static void
test_closed (Fixture *self, gconstpointer data)
{
  for (const YcRoute *route = yc_routes; route->method != NULL; route++) {
    g_assert_cmpuint (route->roles, !=, YC_ROLE_NONE);
    g_assert_true (route->roles == YC_ROUTE_OPEN || (route->roles & YC_ROUTE_OPEN) == 0);
    g_assert_cmpuint (route->roles & ~(guint32)(YC_ROUTE_OPEN | YC_ROLES_ANY), ==, 0);
  }
}

// --- the contract --------------------------------------------------------------------------------

// The lines below `head` that are indented more than it is.
static char *
cut_block (const char *text, const char *head)
{
  g_autofree char *line = g_strdup_printf ("\n%s:\n", head);
  const char *begin = strstr (text, line), *end;

  if (begin == NULL)
    g_error ("the contract has no %s", head);
  begin += strlen (line);
  for (end = begin; *end == '\n' || strspn (end, " ") > strspn (head, " ");
       end = strchr (end, '\n') + 1)
    ;
  return g_strndup (begin, (gsize)(end - begin));
}

static char *
name_roles (guint32 roles)
{
  GString *names = g_string_new (NULL);

  for (guint bit = YC_ROLE_INTAKE; bit <= YC_ROLE_SYSTEM; bit <<= 1)
    if ((roles & bit) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              yc_role_name ((YcRole)bit));
  return g_string_free (names, FALSE);
}

static void
assert_told (const char *contract, const YcRoute *route)
{
  g_autofree char *lower = g_ascii_strdown (route->method, -1);
  g_autofree char *path_head = g_strconcat ("  ", route->pattern, NULL);
  g_autofree char *method_head = g_strconcat ("    ", lower, NULL);
  g_autofree char *path = cut_block (contract, path_head);
  g_autofree char *below = g_strconcat ("\n", path, NULL);
  g_autofree char *operation = cut_block (below, method_head);
  g_autofree char *roles = name_roles (route->roles);
  g_autofree char *told = g_strdup_printf ("x-roles: [%s]\n", roles);
  gboolean is_open = route->roles == YC_ROUTE_OPEN;

  g_test_message ("%s %s", route->method, route->pattern);
  g_assert_cmpint (strstr (operation, "security: []\n") != NULL, ==, is_open);
  g_assert_cmpint (strstr (operation, "x-roles:") != NULL, ==, !is_open);
  if (is_open)
    return;
  g_assert_nonnull (strstr (operation, told));
  g_assert_nonnull (strstr (operation, "\n        '401':"));
  if (route->roles != YC_ROLES_ANY)
    g_assert_nonnull (strstr (operation, "\n        '403':"));
}

static void
test_contract (Fixture *self, gconstpointer data)
{
  YcTestClient *nobody = &find_asker (self, "nobody")->client;
  g_autoptr (YcTestAnswer) answer = yc_test_ask (nobody, "GET", "/v1/openapi.yaml", NULL);
  g_autofree char *contract =
      g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));

  for (const YcRoute *route = yc_routes; route->method != NULL; route++)
    assert_told (contract, route);
}

// --- ways around ---------------------------------------------------------------------------------

// A token counts at one place only: there it is not written down by proxies and logs.
static void
test_places (Fixture *self, gconstpointer data)
{
  const char *token = find_asker (self, "intake")->client.token;
  YcTestClient *nobody = &find_asker (self, "nobody")->client;
  g_autofree char *query = g_strconcat ("/v1/cases?access_token=", token, NULL);
  g_autofree char *basic = g_strconcat ("Basic ", token, NULL);
  g_autofree char *cookie = g_strconcat ("token=", token, NULL);
  g_autofree char *padded = g_strconcat ("Bearer  ", token, NULL);
  g_autofree char *lower = g_strconcat ("bearer ", token, NULL);
  g_autoptr (YcTestAnswer) by_query = yc_test_ask (nobody, "GET", query, NULL);
  g_autoptr (YcTestAnswer) by_basic =
      yc_test_ask_full (nobody, "GET", "/v1/cases", NULL, NULL, "Authorization", basic, NULL);
  g_autoptr (YcTestAnswer) by_cookie =
      yc_test_ask_full (nobody, "GET", "/v1/cases", NULL, NULL, "Cookie", cookie, NULL);
  g_autoptr (YcTestAnswer) by_padded =
      yc_test_ask_full (nobody, "GET", "/v1/cases", NULL, NULL, "Authorization", padded, NULL);
  g_autoptr (YcTestAnswer) by_lower =
      yc_test_ask_full (nobody, "GET", "/v1/cases", NULL, NULL, "Authorization", lower, NULL);

  yc_test_assert_problem (by_query, 401, "sign-in");
  yc_test_assert_problem (by_basic, 401, "sign-in");
  yc_test_assert_problem (by_cookie, 401, "sign-in");
  yc_test_assert_problem (by_padded, 401, "expired");
  yc_test_assert_status (by_lower, 200); // RFC 9110: the scheme has no case
}

// Whoever may call POST may not thereby call what stands behind another method.
static void
test_override (Fixture *self, gconstpointer data)
{
  YcTestClient *editor = &find_asker (self, "editor")->client;
  YcTestClient *clerk = &find_asker (self, "intake")->client;
  g_autoptr (YcTestAnswer) upload =
      yc_test_ask_full (editor, "POST", "/v1/uploads/0f8c2d4b6a1e4f7d9c3b5a7e1d2f4c6b", NULL, NULL,
                        "X-HTTP-Method-Override", "DELETE", "Tus-Resumable", "1.0.0", NULL);
  g_autoptr (YcTestAnswer) session = yc_test_ask_full (
      clerk, "POST", "/v1/sessions/current", NULL, NULL, "X-HTTP-Method-Override", "DELETE", NULL);

  yc_test_assert_problem (upload, 403, "forbidden");
  yc_test_assert_problem (session, 415, "malformed"); // a POST, and nobody is signed out
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/roles/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("every route is called by every role, and by nobody", test_walk);
  ADD ("the contract says who may call a route, and what others are told", test_contract);
  ADD ("no route is open by mistake", test_closed);
  ADD ("a token counts in its header only", test_places);
  ADD ("another method is no way around", test_override);
  return g_test_run ();
}
