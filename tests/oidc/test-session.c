// A workstation where people sign in by the city's own sign-in, a real one, in a browser that a
// script plays.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-error.h"
#include "yc-session-private.h"

#include <string.h>

#define CODE "2468ac"

static YcTestCentral *central; // one for all tests
static char *issuer;
static GSubprocess *provider;
static GDataInputStream *provider_says;

// ---- The city -----------------------------------------------------------------------------------

static char *
find_script (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "oidc", name, NULL);
}

// `certificate` and `key`: files, or NULL for none.
static void
start_provider (const char *port, const char *certificate, const char *key)
{
  g_autofree char *script = find_script ("provider.mjs");
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  provider = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                   G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error, "node", script, port, certificate, key, NULL);
  g_assert_no_error (error);
  provider_says = g_data_input_stream_new (g_subprocess_get_stdout_pipe (provider));
  address = g_data_input_stream_read_line (provider_says, NULL, NULL, &error);
  g_assert_no_error (error);
  if (g_strcmp0 (address, issuer) == 0) // central has it
    return;
  g_free (issuer);
  issuer = g_steal_pointer (&address);
}

static void
stop_provider (void)
{
  g_subprocess_force_exit (provider);
  g_subprocess_wait (provider, NULL, NULL);
  g_clear_object (&provider_says);
  g_clear_object (&provider);
}

static void
tell_provider (const char *line)
{
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (provider), line, strlen (line), NULL,
                             NULL, &error);
  do {
    g_free (answer);
    answer = g_data_input_stream_read_line (provider_says, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (answer);
  } while (!g_str_equal (answer, "done")); // it has notices, too
}

static void
use_city (gboolean for_devices, const char *authority)
{
  const YcIssuerOptions options = {.issuer = issuer,
                                   .client_id = "yichuang",
                                   .authority = authority,
                                   .for_devices = for_devices};

  yc_test_central_set_issuer (central, &options);
}

// ---- Somebody in front of it --------------------------------------------------------------------

typedef struct {
  const char *name;          // who signs in there; "-": goes back; NULL: does nothing
  GCancellable *cancellable; // nullable: cancelled instead
  GSubprocess *browser;      // owned, nullable
  char *user_code;           // nullable
  int n_dots;
  guint shown;
} Person;

static void
show_cb (const YcElsewhere *where, gpointer data)
{
  Person *self = data;
  g_autofree char *script = find_script ("browser.py");
  g_autoptr (GError) error = NULL;

  self->shown++;
  self->user_code = g_strdup (where->user_code);
  self->n_dots = where->dots != NULL ? where->n_dots : 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->name == NULL)
    return;
  self->browser =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        "python3", script, self->name, where->address, NULL);
  g_assert_no_error (error);
}

// What the browser showed in the end; owned.
static char *
read_page (Person *self)
{
  char *page = NULL;

  g_subprocess_communicate_utf8 (self->browser, NULL, NULL, &page, NULL, NULL);
  return page;
}

static void
person_clear (Person *self)
{
  if (self->browser != NULL)
    g_subprocess_wait (self->browser, NULL, NULL);
  g_clear_object (&self->browser);
  g_free (self->user_code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

static YcSession *
begin_with (const char *profile, const YcEntrance *by, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcProfile) self = yc_profile_new (profile);
  g_autoptr (GAsyncResult) result = NULL;

  yc_profile_set (self, "server", yc_test_central_get_url (central));
  yc_session_begin_async (self, "a passphrase for tests", by, cancellable, counter_keep_cb,
                          &result);
  return yc_session_begin_finish (counter_wait_for (&result), error);
}

static YcSession *
begin (const char *profile, YcWay way, Person *person, GError **error)
{
  const YcEntrance by = {way, NULL, NULL, show_cb, person};

  return begin_with (profile, &by, person->cancellable, error);
}

// Somebody of the demo city, by the browser.
static YcSession *
begin_as (const char *profile, const char *name)
{
  g_auto (Person) person = {name};
  g_autoptr (GError) error = NULL;
  YcSession *session = begin (profile, YC_WAY_CITY, &person, &error);

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  return session;
}

static void
choose_code (YcSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yc_session_choose_code_async (session, CODE, counter_keep_cb, &result);
  yc_session_choose_code_finish (session, counter_wait_for (&result), &error);
  g_assert_no_error (error);
}

static gboolean
renew (YcSession *session, const YcEntrance *by, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_session_renew_async (session, by, NULL, counter_keep_cb, &result);
  return yc_session_renew_finish (session, counter_wait_for (&result), error);
}

// ---- Tests --------------------------------------------------------------------------------------

static void
count_up (guint *n)
{
  *n += 1;
}

static guint
ask_ways (void)
{
  g_autoptr (YcProfile) profile = yc_profile_new ("ways");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint ways;

  yc_profile_set (profile, "server", yc_test_central_get_url (central));
  yc_entrance_ask_async (profile, NULL, counter_keep_cb, &result);
  ways = yc_entrance_ask_finish (counter_wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ways, ==, yc_entrance_recall_ways (profile));
  return ways;
}

static void
test_ways (void)
{
  g_assert_cmpuint (ask_ways (), ==, YC_WAY_PASSWORD | YC_WAY_CITY);
  use_city (TRUE, NULL);
  g_assert_cmpuint (ask_ways (), ==, YC_WAY_PASSWORD | YC_WAY_CITY | YC_WAY_DEVICE);
  use_city (FALSE, NULL);
}

static void
test_browser (void)
{
  g_auto (Person) person = {"wang"};
  g_autoptr (GError) error = NULL;
  YcSession *session = begin ("browser", YC_WAY_CITY, &person, &error);
  g_autofree char *page = NULL;

  g_assert_no_error (error);
  page = read_page (&person);
  g_assert_nonnull (strstr (page, "You are signed in"));
  g_assert_cmpuint (person.shown, ==, 1);
  g_assert_null (person.user_code);
  g_assert_cmpstr (yc_session_get_person (session), ==, "wang");
  g_assert_true (yc_session_is_of_city (session));
  g_assert_false (yc_session_has_code (session));
  g_assert_true (robot_sync (session));
  robot_leave (&session);
}

static void
test_device (void)
{
  g_auto (Person) person = {"wang"};
  g_autoptr (GError) error = NULL;
  YcSession *session;

  use_city (TRUE, NULL);
  session = begin ("device", YC_WAY_DEVICE, &person, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (person.user_code), >=, 8);
  g_assert_cmpint (person.n_dots, >=, 21); // the smallest code there is
  g_assert_cmpstr (yc_session_get_person (session), ==, "wang");
  robot_leave (&session);
  use_city (FALSE, NULL);
}

static void
assert_fails (Person *person, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (begin ("fails", YC_WAY_CITY, person, &error));
  g_assert_error (error, YC_ERROR, code);
}

static void
test_refused (void)
{
  g_auto (Person) back = {"-"};
  g_auto (Person) stranger = {"stranger"};
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Person) gone = {NULL, cancellable};
  g_autoptr (GError) error = NULL;

  assert_fails (&back, YC_ERROR_CITY_REFUSED);
  assert_fails (&stranger, YC_ERROR_UNKNOWN_PERSON);
  g_assert_null (begin ("fails", YC_WAY_CITY, &gone, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_away (void)
{
  g_auto (Person) person = {"wang"};
  g_autofree char *port = g_strdup (strrchr (issuer, ':') + 1);

  stop_provider ();
  assert_fails (&person, YC_ERROR_CITY_AWAY);
  g_assert_cmpuint (person.shown, ==, 0);
  start_provider (port, NULL, NULL);
  yc_test_central_stop (central);
  assert_fails (&person, YC_ERROR_OFFLINE);
  yc_test_central_start (central);
}

// The code that was chosen here lets in without network, and is not tried for ever.
static void
test_code (void)
{
  const YcEntrance right = {YC_WAY_CODE, "wang", CODE};
  const YcEntrance wrong = {YC_WAY_CODE, "wang", "1357bd"};
  const int codes[] = {YC_ERROR_CODE_WRONG, YC_ERROR_CODE_WRONG, YC_ERROR_CODE_WRONG,
                       YC_ERROR_CODE_WRONG, YC_ERROR_CODE_GONE};
  YcSession *session = begin_as ("code", "wang");
  g_autoptr (GError) error = NULL;

  choose_code (session);
  robot_leave (&session);
  session = begin_as ("code", "wang"); // it stays
  g_assert_true (yc_session_has_code (session));
  robot_leave (&session);
  yc_test_central_stop (central);
  g_assert_null (begin_with ("code", &wrong, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CODE_WRONG);
  g_clear_error (&error);
  session = begin_with ("code", &right, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yc_session_is_of_city (session));
  g_assert_cmpstr (yc_session_get_person_name (session), !=, "wang"); // but as central called her
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_assert_false (renew (session, &wrong, &error));
    g_assert_error (error, YC_ERROR, codes[i]);
    g_clear_error (&error);
  }
  g_assert_false (yc_session_has_code (session));
  g_assert_false (renew (session, &right, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CODE_GONE);
  robot_leave (&session);
  yc_test_central_start (central);
}

// Back in the hall, they are asked who they are when they want to send, and only then.
static void
test_network_again (void)
{
  const YcEntrance right = {YC_WAY_CODE, "wang", CODE};
  g_auto (Person) person = {"wang"};
  const YcEntrance by_city = {YC_WAY_CITY, NULL, NULL, show_cb, &person};
  YcSession *session = begin_as ("again", "wang");
  g_autoptr (GError) error = NULL;
  guint expired = 0;

  choose_code (session);
  robot_leave (&session);
  yc_test_central_stop (central);
  session = begin_with ("again", &right, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (session, "expired", G_CALLBACK (count_up), &expired);
  yc_test_central_start (central);
  yc_session_sync_now (session);
  g_assert_cmpuint (expired, ==, 1);
  g_assert_true (renew (session, &by_city, &error));
  g_assert_true (robot_sync (session));
  g_assert_cmpuint (expired, ==, 1);
  robot_leave (&session);
}

// A window that was locked: by the code, or by the city, but only by the same person.
static void
test_unlock (void)
{
  const YcEntrance right = {YC_WAY_CODE, "wang", CODE};
  g_auto (Person) other = {"li"};
  g_auto (Person) same = {"wang"};
  const YcEntrance by_other = {YC_WAY_CITY, NULL, NULL, show_cb, &other};
  const YcEntrance by_same = {YC_WAY_CITY, NULL, NULL, show_cb, &same};
  YcSession *session = begin_as ("unlock", "wang");
  g_autofree char *before = g_strdup (session->who->token);
  g_autoptr (GError) error = NULL;

  choose_code (session);
  g_assert_true (renew (session, &right, &error));
  g_assert_cmpstr (session->who->token, ==, before);
  g_assert_false (renew (session, &by_other, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_OTHER_PERSON);
  g_clear_error (&error);
  g_assert_cmpstr (session->who->token, ==, before);
  g_assert_true (renew (session, &by_same, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (session->who->token, !=, before);
  g_assert_true (robot_sync (session));
  robot_leave (&session);
}

static gboolean
is_prolonged (gpointer session)
{
  return ((YcSession *)session)->who->expires != 0;
}

static gboolean
is_expired (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_EXPIRED;
}

// While the city says who it is the sign-in goes on, and not a moment longer.
static void
test_prolonged (void)
{
  YcSession *session = begin_as ("prolonged", "zhao");

  for (guint i = 0; i < 2; i++) { // with a refresh token, and with the one after it
    session->who->expires = 0;
    yc_session_prolong (session);
    g_assert_true (counter_wait (is_prolonged, session));
    g_assert_cmpint (session->who->expires, >, g_get_real_time () / 1000);
  }
  g_assert_cmpint (yc_session_get_sync_state (session), ==, YC_SYNC_SYNCED);
  tell_provider ("forget zhao\n");
  yc_session_prolong (session);
  g_assert_true (counter_wait (is_expired, session));
  robot_leave (&session);
}

static void
make_certificate (const char *folder)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "central", "certificate.py", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "python3", script, folder, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

// A city whose certificate nobody knows is none; the authority of the profile may have signed it.
static void
test_certificate (void)
{
  const char *home = g_getenv ("HOME");
  g_autofree char *pem = g_build_filename (home, "cert.pem", NULL);
  g_autofree char *key = g_build_filename (home, "key.pem", NULL);
  g_autoptr (YcProfile) profile = yc_profile_new ("trusts");
  g_auto (Person) person = {"wang"};
  g_autoptr (GError) error = NULL;
  YcSession *session;

  g_mkdir_with_parents (home, 0700);
  make_certificate (home);
  stop_provider ();
  yc_test_central_stop (central);
  start_provider ("0", pem, key);
  use_city (FALSE, pem);
  g_setenv ("SSL_CERT_FILE", pem, TRUE); // of the browser
  assert_fails (&person, YC_ERROR_CITY_AWAY);
  g_assert_cmpuint (person.shown, ==, 0);
  yc_profile_set (profile, "authority", pem);
  session = begin ("trusts", YC_WAY_CITY, &person, &error);
  g_assert_no_error (error);
  robot_leave (&session);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  start_provider ("0", NULL, NULL);
  central = yc_test_central_new_demo (0, FALSE);
  use_city (FALSE, NULL);
  g_test_add_func ("/oidc/session/which ways there are", test_ways);
  g_test_add_func ("/oidc/session/by a browser", test_browser);
  g_test_add_func ("/oidc/session/by another device", test_device);
  g_test_add_func ("/oidc/session/broken off, a stranger, cancelled", test_refused);
  g_test_add_func ("/oidc/session/the city or central is away", test_away);
  g_test_add_func ("/oidc/session/an unlock code lets in without network", test_code);
  g_test_add_func ("/oidc/session/the network is there again", test_network_again);
  g_test_add_func ("/oidc/session/a lock opens for the same person only", test_unlock);
  g_test_add_func ("/oidc/session/it goes on while the city says so", test_prolonged);
  g_test_add_func ("/oidc/session/a certificate that nobody knows", test_certificate);
  failures = g_test_run ();
  yc_test_central_free (central);
  stop_provider ();
  g_free (issuer);
  counter_clean_up ();
  return failures;
}
