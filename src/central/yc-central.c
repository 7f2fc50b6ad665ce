// The central server: cases of a city, kept as events, served over HTTP (data/api/central.yaml).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"
#include "yc-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#define MAX_UPLOAD           (2 * G_GINT64_CONSTANT (1024) * 1024 * 1024)
#define KEEP_UPLOADS_MS      (7 * 24 * 3600 * G_GINT64_CONSTANT (1000))
#define MAX_OPEN_UPLOADS     64
#define MAX_PARALLEL_UPLOADS 4
#define MAX_CONNECTIONS      10000
#define OTHER_FILES          128 // of databases, pipes, the log
#define IDLE_S               75  // longer than a proxy keeps a connection that it does not use
#define STALL_S              60
#define SLOW_BYTES           256
#define GRACE_S              2
#define LONGEST_SHARED_US    5000 // of the wait for others that share a transaction
#define SESSION_MINUTES      (12 * 60)
#define MINUTE_MS            G_GINT64_CONSTANT (60000)
#define BURST_S              5 // so many seconds' worth of requests at once

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
  g_clear_pointer (&self->tus, yc_tus_free);
  g_clear_pointer (&self->metrics, yc_metrics_free);
  g_clear_pointer (&self->person_rate, yc_rate_free);
  g_clear_pointer (&self->address_rate, yc_rate_free);
  g_clear_pointer (&self->guard, yc_guard_free);
  g_clear_pointer (&self->group, yc_group_free);
  g_clear_pointer (&self->blobs, yc_blobs_free);
  yc_audit_clear (&self->audit);
  g_clear_pointer (&self->catalogue, yc_catalogue_unref);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->registers, yc_registers_free);
  g_clear_pointer (&self->issuer, yc_issuer_free);
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
  self->metrics = yc_metrics_new ();
  self->began = g_get_real_time () / G_USEC_PER_SEC;
  self->clock = system_clock;
  self->lock = -1;
}

static guint
or_default (guint value, guint otherwise)
{
  return value > 0 ? value : otherwise;
}

// A connection needs a descriptor, and another one for a file; a missing one would end the
// listening for good.
static guint
bound_connections (guint wanted)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= 2 * (rlim_t)wanted + OTHER_FILES)
    return wanted;
  return (guint)MAX (1, ((gint64)files.rlim_cur - OTHER_FILES) / 2);
}

static void
take_limits (YcCentral *self, const YcCentralOptions *options)
{
  self->person_rate =
      yc_rate_new (options->requests_per_second, BURST_S * options->requests_per_second);
  self->address_rate =
      yc_rate_new (options->strangers_per_second, BURST_S * options->strangers_per_second);
  self->guard_limits = (YcGuardLimits){
      .idle_s = or_default (options->idle_s, IDLE_S),
      .stall_s = or_default (options->stall_s, STALL_S),
      .slow_bytes = or_default (options->slow_bytes, SLOW_BYTES),
      .max_connections = bound_connections (or_default (options->max_connections, MAX_CONNECTIONS)),
  };
  self->grace_s = or_default (options->grace_s, GRACE_S);
  self->metrics_anywhere = options->metrics_anywhere;
}

static gboolean
take_options (YcCentral *self, const YcCentralOptions *options, GError **error)
{
  self->folder = g_strdup (options->folder);
  self->listen = g_strdup (options->listen != NULL ? options->listen : "127.0.0.1");
  self->port = options->port;
  self->only_registered = options->only_registered;
  self->session_ms = or_default (options->session_minutes, SESSION_MINUTES) * MINUTE_MS;
  self->quick_passwords = options->quick_passwords;
  if (options->clock != NULL)
    self->clock = options->clock;
  self->fault = options->fault;
  self->user_data = options->user_data;
  take_limits (self, options);
  if (options->tls_certificate == NULL)
    return TRUE;
  self->certificate =
      g_tls_certificate_new_from_files (options->tls_certificate, options->tls_key, error);
  if (self->certificate == NULL)
    g_prefix_error_literal (error, "the certificate cannot be used: ");
  return self->certificate != NULL;
}

// A file has one server. Those of a PostgreSQL share the folder; the first of them removes what was
// still coming in when the last one ended.
static gboolean
lock_folder (YcCentral *self, YcLedger *ledger, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "central.lock", NULL);
  gboolean is_first, is_locked;

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  is_first = is_locked = self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0;
  if (is_first)
    yc_ledger_clear_incoming (ledger);
  if (self->lock >= 0 && yc_ledger_is_shared (ledger))
    is_locked = flock (self->lock, LOCK_SH) == 0;
  if (is_locked)
    return TRUE;
  g_set_error (error, YC_ERROR, errno == EWOULDBLOCK ? YC_ERROR_BUSY : YC_ERROR_READ_ONLY,
               "cannot lock the data folder: %s", g_strerror (errno));
  return FALSE;
}

static void
make_tus (YcCentral *self, const YcCentralOptions *options)
{
  g_autofree char *incoming = yc_ledger_incoming_path (yc_group_peek_ledger (self->group));

  self->tus = yc_tus_new (incoming);
  self->tus->is_shared = yc_blobs_takes_pieces (self->blobs) &&
                         yc_ledger_is_shared (yc_group_peek_ledger (self->group));
  self->tus->max_size = options->max_upload > 0 ? options->max_upload : MAX_UPLOAD;
  self->tus->keep_ms = options->keep_uploads_ms > 0 ? options->keep_uploads_ms : KEEP_UPLOADS_MS;
  self->tus->max_open = or_default (options->max_open_uploads, MAX_OPEN_UPLOADS);
  self->tus->max_parallel = or_default (options->max_parallel_uploads, MAX_PARALLEL_UPLOADS);
}

YcCentral *
yc_central_new (const YcCentralOptions *options, GError **error)
{
  g_autoptr (YcCentral) self = g_object_new (YC_TYPE_CENTRAL, NULL);
  g_autoptr (YcLedger) ledger = NULL;

  if (!take_options (self, options, error))
    return NULL;
  ledger = yc_ledger_open (self->folder, FALSE, error);
  if (ledger == NULL || !lock_folder (self, ledger, error) ||
      !yc_audit_open (&self->audit, self->folder, TRUE, error) ||
      (self->only_registered && !yc_ledger_end_unregistered (ledger, error)))
    return NULL;
  self->group = yc_group_new (g_steal_pointer (&ledger), LONGEST_SHARED_US);
  if (!yc_central_ensure_catalogue (self, error))
    return NULL;
  self->registers = yc_registers_new (self->folder, error);
  if (self->registers == NULL)
    return NULL;
  if (options->issuer != NULL) {
    self->issuer = yc_issuer_new (options->issuer, error);
    if (self->issuer == NULL)
      return NULL;
  }
  self->blobs = options->s3 != NULL ? yc_blobs_new_s3 (options->s3, error)
                                    : yc_blobs_new_folder (self->folder);
  if (self->blobs == NULL)
    return NULL;
  self->worker = yc_worker_new ("passwords");
  make_tus (self, options);
  return g_steal_pointer (&self);
}

YcLedger *
yc_central_get_ledger (YcCentral *self)
{
  return yc_group_get_ledger (self->group);
}

gint64
yc_central_now (YcCentral *self)
{
  return self->clock (self->user_data);
}

YcSight
yc_central_get_sight (YcCentral *self, const YcPerson *person)
{
  return (YcSight){yc_person_get_scope (person), self->catalogue};
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
  YcLedger *ledger = yc_group_peek_ledger (self->group);
  g_autofree char *etag = yc_ledger_find_catalogue_etag (ledger, &problem);
  g_autoptr (YcCatalogueText) text = NULL;
  YcCatalogue *catalogue;

  if (problem == NULL && g_strcmp0 (etag, self->catalogue_etag) == 0)
    return TRUE;
  if (problem == NULL)
    text = yc_ledger_find_catalogue (ledger, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (text == NULL)
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
  yc_central_catch_up (self);
  return TRUE;
}
