// The key with which central signs the end of its log.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-audit.h"
#include "yc-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

static gboolean
refuse (const char *path, const char *why, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "%s: %s", path, why);
  return FALSE;
}

// Whole or not at all, and never over another one: two servers may begin at the same time.
static gboolean
make_key (const char *path, GError **error)
{
  guint8 secret[YC_HEAD_SECRET_BYTES];
  char digits[2 * YC_HEAD_SECRET_BYTES + 1];
  g_autofree char *own = g_strdup_printf ("%s.%d", path, (int)getpid ());
  gboolean good;

  yc_head_make_secret (secret);
  sodium_bin2hex (digits, sizeof digits, secret, sizeof secret);
  good = g_file_set_contents_full (own, digits, -1, G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  sodium_memzero (secret, sizeof secret);
  sodium_memzero (digits, sizeof digits);
  if (good && link (own, path) != 0 && errno != EEXIST)
    good = refuse (path, g_strerror (errno), error);
  g_unlink (own);
  return good;
}

gboolean
yc_audit_open (YcAudit *self, const char *folder, gboolean make, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "audit.key", NULL);
  g_autofree char *digits = NULL;
  gsize length, n = 0;
  gboolean good;

  *self = (YcAudit){.head = {.seq = -1}};
  if (make && !g_file_test (path, G_FILE_TEST_EXISTS) && !make_key (path, error))
    return FALSE;
  if (!g_file_get_contents (path, &digits, &length, error)) {
    g_prefix_error_literal (error, "the key that signs the log, made when the server first runs: ");
    return FALSE;
  }
  good = sodium_hex2bin (self->secret, sizeof self->secret, digits, length, NULL, &n, NULL) == 0 &&
         n == sizeof self->secret;
  sodium_memzero (digits, length);
  return good || refuse (path, "this is no key; put it back from a backup", error);
}

const YcHead *
yc_audit_get_head (YcAudit *self, YcLedger *ledger, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 seq;

  if (!yc_ledger_read_end (ledger, &seq, &hash, error))
    return NULL;
  if (seq != self->head.seq || !g_str_equal (hash, self->head.hash))
    yc_head_sign (&self->head, seq, hash, self->secret);
  return &self->head;
}

void
yc_audit_clear (YcAudit *self)
{
  sodium_memzero (self->secret, sizeof self->secret);
}
