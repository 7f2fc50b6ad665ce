// The ways to sign in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-entrance-private.h"
#include "yc-error.h"
#include "yc-keepsake.h"
#include "yc-oidc.h"
#include "yc-qr.h"
#include "yc-terminal.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORTEST_CODE 6

gboolean
yc_entrance_is_code (const char *code)
{
  return g_utf8_strlen (code, -1) >= SHORTEST_CODE;
}

void
yc_entered_clear (YcEntered *self)
{
  g_clear_pointer (&self->who, yc_sign_in_free);
  g_clear_pointer (&self->city, yc_city_free);
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->refresh_token, g_free);
}

YcEntrance *
yc_entrance_copy (const YcEntrance *self)
{
  YcEntrance *copy = g_memdup2 (self, sizeof *self);

  copy->person = g_strdup (self->person);
  copy->secret = g_strdup (self->secret);
  return copy;
}

void
yc_entrance_free (YcEntrance *self)
{
  char *secret = (char *)self->secret;

  if (secret != NULL)
    memset (secret, 0, strlen (secret));
  g_free (secret);
  g_free ((char *)self->person);
  g_free (self);
}

// ---- Elsewhere ----------------------------------------------------------------------------------

// What is said on the main thread.
typedef struct {
  GTask *task; // owned
  YcShowElsewhere show;
  gpointer user_data;
  char *address, *place, *user_code;
  guint8 *dots;
  int n_dots;
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_object_unref (word->task);
  g_free (word->address);
  g_free (word->place);
  g_free (word->user_code);
  g_free (word->dots);
  g_free (word);
}

static gboolean
say_cb (gpointer data)
{
  const Word *word = data;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (word->task)))
    word->show (
        &(YcElsewhere){word->address, word->place, word->user_code, word->dots, word->n_dots},
        word->user_data);
  return G_SOURCE_REMOVE;
}

typedef struct {
  const YcEntrance *by;
  GTask *task;
} Asked;

static void
show_cb (const YcOidcStep *step, gpointer user_data)
{
  const Asked *asked = user_data;
  Word *word = g_new0 (Word, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  word->task = g_object_ref (asked->task);
  word->show = asked->by->show;
  word->user_data = asked->by->user_data;
  word->address = g_strdup (step->address);
  word->place = g_strdup (step->place);
  word->user_code = g_strdup (step->user_code);
  if (step->user_code != NULL)
    word->dots = yc_qr_make (step->address, &word->n_dots);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, say_cb, word, word_free);
  g_source_attach (source, NULL);
}

// What the browser shows at the end.
static char *
make_page (void)
{
  g_autofree char *title = g_markup_escape_text (_ ("You are signed in"), -1);
  g_autofree char *line =
      g_markup_escape_text (_ ("Go back to Yichuang. This page can be closed."), -1);

  return g_strdup_printf ("<!DOCTYPE html><html lang=\"%s\"><meta charset=\"utf-8\">"
                          "<meta name=\"color-scheme\" content=\"light dark\"><title>%s</title>"
                          "<body style=\"font:1.2em sans-serif;text-align:center;margin:4em 1em\">"
                          "<h1>%s</h1><p>%s</p></body></html>",
                          yc_words_is_chinese () ? "zh-CN" : "en", title, title, line);
}

// ---- Coming in ----------------------------------------------------------------------------------

static YcOidcTokens *
ask_city (const YcDoor *at, const YcEntrance *by, GTask *task, YcCity *city, GError **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Asked asked = {by, task};
  g_autofree char *page = make_page ();
  g_autofree char *nonce = yc_api_fetch_challenge (at->api, cancellable, error);
  g_autoptr (YcOidc) oidc =
      nonce != NULL
          ? yc_oidc_new (city, *at->authority != '\0' ? at->authority : NULL, cancellable, error)
          : NULL;

  if (oidc == NULL)
    return NULL;
  return by->way == YC_WAY_DEVICE
             ? yc_oidc_sign_in_device (oidc, nonce, show_cb, &asked, cancellable, error)
             : yc_oidc_sign_in (oidc, nonce, page, show_cb, &asked, cancellable, error);
}

static gboolean
enter_by_city (
    const YcDoor *at, const YcEntrance *by, GTask *task, YcEntered *entered, GError **error)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (YcAbout) about = yc_api_fetch_about (at->api, cancellable, error);
  g_autoptr (YcOidcTokens) tokens = NULL;

  if (about == NULL)
    return FALSE;
  if (about->sign_in == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_FORBIDDEN, "no city's sign-in is set up here");
    return FALSE;
  }
  tokens = ask_city (at, by, task, about->sign_in, error);
  if (tokens == NULL)
    return FALSE;
  entered->who = yc_terminal_sign_in (at, &(YcCredential){NULL, NULL, tokens->id_token},
                                      &entered->fingerprint, cancellable, error);
  if (entered->who == NULL)
    return FALSE;
  entered->city = g_steal_pointer (&about->sign_in);
  entered->refresh_token = g_steal_pointer (&tokens->refresh_token);
  return TRUE;
}

// Without central by what was kept; where it answers, its word counts.
static gboolean
enter_by_password (
    const YcDoor *at, const YcEntrance *by, GTask *task, YcEntered *entered, GError **error)
{
  g_autoptr (GError) problem = NULL;

  entered->who =
      yc_terminal_sign_in (at, &(YcCredential){by->person, by->secret, NULL}, &entered->fingerprint,
                           g_task_get_cancellable (task), &problem);
  if (entered->who == NULL && at->store != NULL &&
      (problem->code == YC_ERROR_OFFLINE || problem->code == YC_ERROR_SERVER))
    entered->who = yc_keepsake_load (at->store, by->person, by->way, by->secret, error);
  else if (entered->who == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return entered->who != NULL;
}

static gboolean
enter_by_code (const YcDoor *at, const YcEntrance *by, YcEntered *entered, GError **error)
{
  if (at->store != NULL)
    entered->who = yc_keepsake_load (at->store, by->person, by->way, by->secret, error);
  else
    g_set_error_literal (error, YC_ERROR, YC_ERROR_READ_ONLY, "wrong codes could not be counted");
  return entered->who != NULL;
}

// A password goes with it; a code stays as it is.
static void
keep (const YcDoor *at, const YcEntrance *by, const YcEntered *entered)
{
  gboolean by_password = by->way == YC_WAY_PASSWORD;
  g_autoptr (GError) error = NULL;

  if (at->store == NULL || entered->who->token == NULL)
    return;
  if (!yc_keepsake_save (at->store, entered->who, by_password ? YC_WAY_PASSWORD : YC_WAY_CODE,
                         by_password ? by->secret : NULL, &error))
    g_message ("Signing in without network will not be possible: %s", error->message);
}

gboolean
yc_entrance_enter (
    const YcDoor *at, const YcEntrance *by, GTask *task, YcEntered *ret_entered, GError **error)
{
  gboolean is_in = by->way == YC_WAY_PASSWORD ? enter_by_password (at, by, task, ret_entered, error)
                   : by->way == YC_WAY_CODE   ? enter_by_code (at, by, ret_entered, error)
                                              : enter_by_city (at, by, task, ret_entered, error);

  if (is_in)
    keep (at, by, ret_entered);
  return is_in;
}
