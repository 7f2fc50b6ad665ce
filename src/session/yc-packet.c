// Cases that wait for the network, carried on a drive to another terminal of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-packet.h"
#include "yc-error.h"
#include "yc-packet-text.h"
#include "yc-session-private.h"
#include "yc-signing-key.h"
#include "yc-terminal.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SUFFIX    ".ycpacket"
#define COUNTER   (YC_ROLE_INTAKE | YC_ROLE_HELPER)
#define KEY_BYTES YC_VAULT_KEY_BYTES

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

// Only a place of the file system will do: a packet is written whole or not at all.
static const char *
find_path (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_READ_ONLY, "this is no place of a drive");
  return path;
}

// A vault of a key that central told in hexadecimal digits; NULL if it is none.
static YcVault *
open_vault (const char *digits)
{
  guint8 key[KEY_BYTES];
  YcVault *vault;

  if (strlen (digits) != 2 * KEY_BYTES || strspn (digits, "0123456789abcdef") != 2 * KEY_BYTES)
    return NULL;
  for (guint i = 0; i < KEY_BYTES; i++)
    key[i] = (guint8)(g_ascii_xdigit_value (digits[2 * i]) << 4 |
                      g_ascii_xdigit_value (digits[2 * i + 1]));
  vault = yc_vault_new (key);
  explicit_bzero (key, sizeof key);
  return vault;
}

// Never empty: an error says that there is none.
static GPtrArray *
list_vaults (YcSession *self, YcStore *store, GError **error)
{
  g_autoptr (GPtrArray) vaults = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_vault_unref);
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) keys = yc_terminal_load_hall_keys (store, self->who->hall, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  for (guint i = 0; keys[i] != NULL; i++) {
    YcVault *vault = open_vault (keys[i]);

    if (vault != NULL)
      g_ptr_array_add (vaults, vault);
  }
  if (vaults->len > 0)
    return g_steal_pointer (&vaults);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_PASSPHRASE, "central never told the hall's key");
  return NULL;
}

// ---- Saving -------------------------------------------------------------------------------------

gboolean
yc_packet_can_save (YcSession *session)
{
  return session->n_waiting > session->n_trouble && !session->read_only;
}

// Its number, where that makes a name.
static char *
path_of (YcStore *store, const char *case_id, const char *folder)
{
  g_autoptr (YcCase) self = yc_store_load_case (store, case_id, NULL);
  g_autofree char *name = g_strdup (self != NULL && self->number != NULL ? self->number : case_id);
  g_autofree char *file = NULL;

  g_strdelimit (name, "/\\:*?\"<>|", '_');
  file = g_strconcat (name, SUFFIX, NULL);
  return g_build_filename (folder, file, NULL);
}

// What is done in the office is not carried: central would not take it from anybody else.
static void
keep_counter (GPtrArray *pending)
{
  guint n = 0;

  while (n < pending->len && (((YcEvent *)pending->pdata[n])->role & COUNTER) != 0)
    n++;
  g_ptr_array_set_size (pending, (int)n);
}

// `*ret_saved` tells whether there was anything to carry.
static gboolean
save_case (YcStore *store,
           const char *case_id,
           YcVault *vault,
           const guint8 *key,
           const char *folder,
           gboolean *ret_saved,
           GError **error)
{
  g_autoptr (YcParcel) parcel = yc_store_pack (store, case_id, now_ms (), error);
  g_autofree char *path = path_of (store, case_id, folder);
  g_autoptr (GBytes) text = NULL;

  if (parcel == NULL)
    return FALSE;
  keep_counter (parcel->pending);
  *ret_saved = parcel->pending->len > 0;
  if (!*ret_saved)
    return TRUE;
  text = yc_packet_text_print (parcel, case_id, key);
  return yc_vault_write_file (vault, path, text, error);
}

static guint
save_all (YcSession *self, YcStore *store, GFile *target, const guint8 *key, GError **error)
{
  const char *folder = find_path (target, error);
  g_autoptr (GPtrArray) vaults = folder != NULL ? list_vaults (self, store, error) : NULL;
  g_autoptr (GPtrArray) cases =
      vaults != NULL ? yc_store_list_waiting_cases (store, now_ms (), error) : NULL;
  guint n = 0;

  if (cases == NULL)
    return 0;
  for (guint i = 0; i < cases->len; i++) {
    gboolean saved = FALSE;

    if (!save_case (store, cases->pdata[i], vaults->pdata[0], key, folder, &saved, error))
      return 0;
    n += saved ? 1 : 0;
  }
  if (n == 0)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, "nothing waits");
  return n;
}

static void
save_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  guint8 key[YC_SIGNING_KEY_BYTES];
  g_autoptr (GError) error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->out, &error);
  guint saved = 0;

  if (store != NULL && yc_terminal_ensure_key (self->vault, self->folder, key, &error)) {
    saved = save_all (self, store, data, key, &error);
    yc_signing_key_forget (key);
  }
  if (error == NULL)
    g_task_return_int (task, saved);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
yc_packet_save_async (YcSession *session,
                      GFile *folder,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, yc_packet_save_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  yc_session_run (session, &session->out, task, save_work);
}

guint
yc_packet_save_finish (YcSession *session, GAsyncResult *result, GError **error)
{
  gssize saved = g_task_propagate_int (G_TASK (result), error);

  return saved > 0 ? (guint)saved : 0;
}

// ---- Taking in ----------------------------------------------------------------------------------

typedef struct {
  GFile *file;   // owned
  char *case_id; // owned, once it is known
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->file);
  g_free (load->case_id);
  g_free (load);
}

// By the newest key that opens it.
static GBytes *
open_packet (GPtrArray *vaults, const char *path, GError **error)
{
  for (guint i = 0; i < vaults->len; i++) {
    g_autoptr (GError) problem = NULL;
    GBytes *text = yc_vault_read_file (vaults->pdata[i], path, &problem);

    if (text != NULL)
      return text;
    if (i + 1 < vaults->len && g_error_matches (problem, YC_ERROR, YC_ERROR_SEALED))
      continue;
    g_propagate_error (error, g_steal_pointer (&problem));
    break;
  }
  return NULL;
}

static gboolean
take_in (YcSession *self, YcStore *store, Load *load, guint *ret_new, GError **error)
{
  const char *path = find_path (load->file, error);
  g_autoptr (GPtrArray) vaults = path != NULL ? list_vaults (self, store, error) : NULL;
  g_autoptr (GBytes) text = vaults != NULL ? open_packet (vaults, path, error) : NULL;
  g_autoptr (YcParcel) parcel =
      text != NULL ? yc_packet_text_parse (text, &load->case_id, error) : NULL;

  return parcel != NULL && yc_store_unpack (store, load->case_id, parcel, ret_new, error);
}

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  g_autoptr (GError) error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->out, &error);
  guint n_new = 0;

  if (store != NULL && take_in (self, store, data, &n_new, &error))
    g_task_return_int (task, n_new);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
yc_packet_load_async (YcSession *session,
                      GFile *file,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->file = g_object_ref (file);
  g_task_set_source_tag (task, yc_packet_load_async);
  g_task_set_task_data (task, load, load_free);
  yc_session_run (session, &session->out, task, load_work);
}

int
yc_packet_load_finish (YcSession *session, GAsyncResult *result, GError **error)
{
  const Load *load = g_task_get_task_data (G_TASK (result));
  gssize n_new = g_task_propagate_int (G_TASK (result), error);

  if (n_new > 0) {
    yc_session_case_changed (session, load->case_id, TRUE);
    yc_sync_poke (session->sync);
  }
  return (int)n_new;
}

// ---- Words --------------------------------------------------------------------------------------

char *
yc_packet_describe_error (const GError *error)
{
  if (g_error_matches (error, YC_ERROR, YC_ERROR_SEALED))
    return g_strdup (
        _ ("This packet does not open here: it comes from another hall, or was damaged "
           "on the way. Nothing was changed; save it to the drive again."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_PASSPHRASE))
    return g_strdup (_ ("This workstation cannot carry packets yet. It learns how when you sign in "
                        "with the network there."));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND))
    return g_strdup (_ ("There is nothing here that could be carried."));
  return yc_words_error_saving (error);
}
