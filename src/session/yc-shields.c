// What stands between a malicious file and this machine.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shields.h"
#include "yc-render.h"
#include "yc-session-private.h"

#include <glib/gi18n-lib.h>

// The smallest picture there is: a PNG of one grey pixel.
static const guint8 dot[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
    0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78,
    0xda, 0x63, 0xf8, 0x0f, 0x00, 0x01, 0x01, 0x01, 0x00, 0x1c, 0xb0, 0x8c, 0x99, 0x00,
    0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

static const struct {
  YcShield shield;
  const char *words;
} names[] = {
    {YC_SHIELD_PRIVILEGES, N_ ("no more rights than it has")},
    {YC_SHIELD_FILES, N_ ("no files (Landlock)")},
    {YC_SHIELD_NETWORK, N_ ("no network")},
    {YC_SHIELD_CALLS, N_ ("few system calls (seccomp)")},
    {YC_SHIELD_MEMORY, N_ ("a limit of memory")},
    {YC_SHIELD_LIMITS, N_ ("limits of what it may open")},
};

static YcRenderConfig
configure (YcSession *session)
{
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;

  config.spare = &session->scans.spare;
  return config;
}

static char *
describe (guint shields)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((shields & names[i].shield) == 0)
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? _ (", ") : "",
                              _ (names[i].words));
  if (missing->len == 0)
    return g_strdup (_ ("Foreign files are read behind all shields."));
  // TRANSLATORS: %s is a list such as "no network, a limit of memory".
  return g_strdup_printf (_ ("Foreign files are read without these shields: %s"), missing->str);
}

static void
look_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const YcRenderConfig config = configure (source);
  g_autoptr (GBytes) content = g_bytes_new_static (dot, sizeof dot);
  GError *error = NULL;
  g_autoptr (YcRender) render = yc_render_open_bytes (&config, content, NULL, cancellable, &error);

  if (render != NULL)
    g_task_return_pointer (task, describe (yc_render_get_shields (render)), g_free);
  else
    g_task_return_error (task, error);
}

void
yc_shields_look_async (YcSession *session,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, yc_shields_look_async);
  yc_session_run (session, &session->scans, task, look_work);
}

char *
yc_shields_look_finish (YcSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
warm_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const YcRenderConfig config = configure (source);

  yc_render_warm (&config);
  g_task_return_boolean (task, TRUE);
}

void
yc_shields_warm (YcSession *session)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, NULL, NULL);

  g_task_set_source_tag (task, yc_shields_warm);
  yc_session_run (session, &session->scans, task, warm_work);
}
