// The address at which a browser comes back: it takes the one answer that was asked for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-loopback.h"

#include <libsoup/soup.h>
#include <string.h>

#define STATE "the-state"
#define PAGE  "<h1>done</h1>"

typedef struct {
  YcLoopback *loopback;
  GCancellable *cancellable;
  guint timeout_ms;
  GHashTable *answer; // nullable
  GError *error;
} Wait;

static gpointer
wait_thread (gpointer data)
{
  Wait *self = data;

  self->answer =
      yc_loopback_wait (self->loopback, self->timeout_ms, self->cancellable, &self->error);
  return NULL;
}

static YcLoopback *
loopback_new (void)
{
  g_autoptr (GError) error = NULL;
  YcLoopback *loopback = yc_loopback_new (STATE, PAGE, &error);

  g_assert_no_error (error);
  return loopback;
}

// Asks at the loopback's address with another path and query in place of its own; the status.
static guint
ask (YcLoopback *loopback, const char *method, const char *path, char **ret_page)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GUri) uri = g_uri_parse (yc_loopback_get_uri (loopback), G_URI_FLAGS_NONE, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%d%s", g_uri_get_port (uri), path);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  if (ret_page != NULL)
    *ret_page = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return soup_message_get_status (message);
}

static void
test_answer (void)
{
  g_autoptr (YcLoopback) loopback = loopback_new ();
  Wait wait = {loopback, NULL, 60000, NULL, NULL};
  GThread *thread = g_thread_new ("waits", wait_thread, &wait);
  g_autofree char *page = NULL;

  g_assert_true (g_str_has_prefix (yc_loopback_get_uri (loopback), "http://127.0.0.1:"));
  g_assert_cmpuint (ask (loopback, "GET", "/", NULL), ==, 404);
  g_assert_cmpuint (ask (loopback, "GET", "/callback", NULL), ==, 400);
  g_assert_cmpuint (ask (loopback, "GET", "/callback?code=theirs&state=another", NULL), ==, 400);
  g_assert_cmpuint (ask (loopback, "POST", "/callback?code=theirs&state=" STATE, NULL), ==, 400);
  g_assert_cmpuint (ask (loopback, "GET", "/callback?code=a%2Bb&state=" STATE, &page), ==, 200);
  g_thread_join (thread);
  g_assert_no_error (wait.error);
  g_assert_cmpstr (g_hash_table_lookup (wait.answer, "code"), ==, "a+b");
  g_assert_cmpstr (page, ==, PAGE);
  g_hash_table_unref (wait.answer);
}

static void
test_late (void)
{
  g_autoptr (YcLoopback) loopback = loopback_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_loopback_wait (loopback, 1, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CITY_LATE);
}

static void
test_cancelled (void)
{
  g_autoptr (YcLoopback) loopback = loopback_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = {loopback, cancellable, 60000, NULL, NULL};
  GThread *thread = g_thread_new ("waits", wait_thread, &wait);

  g_assert_cmpuint (ask (loopback, "GET", "/callback", NULL), ==, 400); // it waits by now
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_null (wait.answer);
  g_assert_error (wait.error, YC_ERROR, YC_ERROR_CANCELLED);
  g_clear_error (&wait.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/loopback/what comes without the right state is refused and waited on",
                   test_answer);
  g_test_add_func ("/net/loopback/nobody comes back in time", test_late);
  g_test_add_func ("/net/loopback/cancelled while it waits", test_cancelled);
  return g_test_run ();
}
