// The central server: cases of a city, kept as events, served over HTTP (data/api/central.yaml).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"
#include "yc-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define GRACE_US (2 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (YcCentral, yc_central, G_TYPE_OBJECT)

static gint64
system_clock (gpointer user_data)
{
  return g_get_real_time () / 1000;
}

static void
yc_central_finalize (GObject *object)
{
  YcCentral *self = YC_CENTRAL (object);

  yc_central_stop (self);
  if (self->worker != NULL)
    yc_worker_stop (self->worker);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->ledger, yc_ledger_close);
  g_clear_pointer (&self->catalogue, yc_catalogue_unref);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->registers, yc_registers_free);
  g_ptr_array_unref (self->waiters);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->catalogue_etag);
  g_free (self->url);
  g_free (self->folder);
  g_free (self->listen);
  G_OBJECT_CLASS (yc_central_parent_class)->finalize (object);
}

static void
yc_central_class_init (YcCentralClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_central_finalize;
}

static void
yc_central_init (YcCentral *self)
{
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_request_unref);
  self->clock = system_clock;
  self->lock = -1;
}

static gboolean
take_options (YcCentral *self, const YcCentralOptions *options, GError **error)
{
  self->folder = g_strdup (options->folder);
  self->listen = g_strdup (options->listen != NULL ? options->listen : "127.0.0.1");
  self->port = options->port;
  self->quick_passwords = options->quick_passwords;
  if (options->clock != NULL)
    self->clock = options->clock;
  self->fault = options->fault;
  self->user_data = options->user_data;
  if (options->tls_certificate == NULL)
    return TRUE;
  self->certificate =
      g_tls_certificate_new_from_files (options->tls_certificate, options->tls_key, error);
  if (self->certificate == NULL)
    g_prefix_error_literal (error, "the certificate cannot be used: ");
  return self->certificate != NULL;
}

// Two servers on one folder would each remove what the other is taking in.
static gboolean
lock_folder (YcCentral *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "central.lock", NULL);

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error (error, YC_ERROR, errno == EWOULDBLOCK ? YC_ERROR_BUSY : YC_ERROR_READ_ONLY,
               "cannot lock the data folder: %s", g_strerror (errno));
  return FALSE;
}

YcCentral *
yc_central_new (const YcCentralOptions *options, GError **error)
{
  g_autoptr (YcCentral) self = g_object_new (YC_TYPE_CENTRAL, NULL);

  if (!take_options (self, options, error))
    return NULL;
  self->ledger = yc_ledger_open (self->folder, FALSE, error);
  if (self->ledger == NULL || !lock_folder (self, error))
    return NULL;
  yc_ledger_clear_incoming (self->ledger);
  if (!yc_central_ensure_catalogue (self, error))
    return NULL;
  self->registers = yc_registers_new (self->folder, error);
  if (self->registers == NULL)
    return NULL;
  self->worker = yc_worker_new ("passwords");
  return g_steal_pointer (&self);
}

gint64
yc_central_now (YcCentral *self)
{
  return self->clock (self->user_data);
}

static YcCatalogue *
parse_catalogue (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object (body, -1, error);

  return node != NULL ? yc_catalogue_new (json_node_get_object (node), error) : NULL;
}

gboolean
yc_central_ensure_catalogue (YcCentral *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcCatalogueText) text = yc_ledger_find_catalogue (self->ledger, &problem);
  YcCatalogue *catalogue;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (text == NULL || g_strcmp0 (text->etag, self->catalogue_etag) == 0)
    return TRUE;
  catalogue = parse_catalogue (text->body, &problem);
  if (catalogue == NULL) {
    g_message ("Catalogue %d cannot be used: %s", text->version, problem->message);
    return TRUE;
  }
  g_clear_pointer (&self->catalogue, yc_catalogue_unref);
  self->catalogue = catalogue;
  g_free (self->catalogue_etag);
  self->catalogue_etag = g_steal_pointer (&text->etag);
  return TRUE;
}

static void
arrive_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *q, gpointer data)
{
  yc_central_admit (data, message);
}

static void
complete_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *q, gpointer data)
{
  YcRequest *request = yc_request_get (message);

  if (request != NULL)
    yc_central_serve (data, request);
}

static GSocketAddress *
find_address (YcCentral *self, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->listen);

  if (address == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_URL, "“%s” is no numeric address", self->listen);
    return NULL;
  }
  if (self->certificate == NULL && !g_inet_address_get_is_loopback (address)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_TLS,
                         "without a certificate only this machine itself can be served");
    return NULL;
  }
  return g_inet_socket_address_new (address, self->port);
}

static void
remember_url (YcCentral *self)
{
  GSList *uris = soup_server_get_uris (self->server);

  g_free (self->url);
  self->url = g_uri_to_string (uris->data);
  if (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
}

gboolean
yc_central_start (YcCentral *self, GError **error)
{
  g_autoptr (GSocketAddress) address = find_address (self, error);
  g_autoptr (SoupServer) server = soup_server_new ("server-header", "yichuang-central", NULL);

  if (address == NULL)
    return FALSE;
  soup_server_set_tls_certificate (server, self->certificate);
  soup_server_add_early_handler (server, NULL, arrive_cb, self, NULL);
  soup_server_add_handler (server, NULL, complete_cb, self, NULL);
  if (!soup_server_listen (server, address,
                           self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, error))
    return FALSE;
  self->server = g_steal_pointer (&server);
  remember_url (self);
  return TRUE;
}

const char *
yc_central_get_url (YcCentral *self)
{
  return self->url;
}

// What was asked already is answered; what still comes meets a closed door.
void
yc_central_stop (YcCentral *self)
{
  gint64 end = g_get_monotonic_time () + GRACE_US;

  if (self->server == NULL)
    return;
  yc_feed_wake_all (self);
  while (self->active > 0 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
      g_usleep (1000);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}
