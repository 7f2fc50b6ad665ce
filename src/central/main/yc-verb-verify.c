// The verbs verify and export: what proves that nothing was changed afterwards.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-audit.h"
#include "yc-error.h"
#include "yc-verbs.h"
#include "yc-wire.h"

#include <stdio.h>
#include <string.h>

// What a workstation remembers, as its page of the synchronisation tells it: "4712:6b86b273…".
// FALSE only where that could not be looked up.
static gboolean
check_witness (YcLedger *ledger, const char *witness, YcVerification *result, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (witness, ":", 2);
  g_autoptr (GError) problem = NULL;
  g_autofree char *hash = NULL;
  gint64 seq;

  if (parts[0] == NULL || parts[1] == NULL || strlen (parts[1]) != YC_HEAD_HASH_DIGITS ||
      !g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, &seq, NULL)) {
    g_ptr_array_add (result->faults, g_strdup_printf ("“%.90s” is no SEQ:HASH", witness));
    return TRUE;
  }
  hash = seq > 0 ? yc_ledger_find_logged (ledger, seq, NULL, &problem)
                 : g_strdup (YC_LEDGER_HASH_ZERO);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (g_strcmp0 (hash, parts[1]) != 0)
    g_ptr_array_add (
        result->faults,
        g_strdup_printf ("event %" G_GINT64_FORMAT " is not the one that was seen", seq));
  return TRUE;
}

static YcBlobs *
open_blobs (const YcConfig *config, GError **error)
{
  YcS3Place place;

  return yc_config_get_s3 (config, &place) ? yc_blobs_new_s3 (&place, error)
                                           : yc_blobs_new_folder (config->data);
}

static YcVerification *
verify (const YcConfig *config, char **witnesses, GError **error)
{
  g_autoptr (YcLedger) ledger = yc_ledger_open (config->data, TRUE, error);
  g_autoptr (YcBlobs) blobs = ledger != NULL ? open_blobs (config, error) : NULL;
  g_autoptr (YcVerification) result =
      blobs != NULL ? yc_ledger_verify (ledger, blobs, error) : NULL;

  for (guint i = 0; result != NULL && witnesses != NULL && witnesses[i] != NULL; i++)
    if (!check_witness (ledger, witnesses[i], result, error))
      return NULL;
  return g_steal_pointer (&result);
}

static int
report (const YcVerification *result)
{
  for (guint i = 0; i < result->faults->len; i++)
    g_print ("fault: %s\n", (char *)result->faults->pdata[i]);
  if (result->uncounted > 0)
    g_print ("statistics not compared: %" G_GINT64_FORMAT " events are not counted yet\n",
             result->uncounted);
  g_print ("%u events, %u cases, %u blobs, %u number ranges: %u faults\n", result->events,
           result->cases, result->blobs, result->ranges, result->faults->len);
  return result->faults->len == 0 ? 0 : 1;
}

int
yc_verb_verify (int argc, char **argv)
{
  g_autofree char *data = NULL, *path = NULL;
  g_auto (GStrv) witnesses = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &path,
       "Configuration: it says where blobs are, if elsewhere", "FILE"},
      {"witness", 0, 0, G_OPTION_ARG_STRING_ARRAY, &witnesses,
       "An end of the log that a workstation has seen; may be given again", "SEQ:HASH"},
      {NULL},
  };
  g_auto (YcConfig) config = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcVerification) result = NULL;

  if (!yc_verb_parse ("Reads everything and says what does not fit together.", entries, &argc,
                      &argv, NULL, NULL) ||
      !yc_verb_load_config (&config, path))
    return 2;
  yc_verb_override (&config.data, &data);
  if (config.data == NULL) {
    g_printerr ("yichuang-central: --data DIR or --config FILE is needed\n");
    return 2;
  }
  result = verify (&config, witnesses, &error);
  return result != NULL ? report (result) : yc_verb_fail (error);
}

// A line each, in the order of the log: whoever has them can work all hashes out again.
static gboolean
print_events (YcLedger *ledger, gint64 until, GError **error)
{
  for (gint64 seq = 1; seq <= until; seq++) {
    g_autoptr (GError) problem = NULL;
    g_autofree char *body = NULL, *hash = yc_ledger_find_logged (ledger, seq, &body, &problem);

    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (hash == NULL) {
      g_set_error (error, YC_ERROR, YC_ERROR_CORRUPT,
                   "event %" G_GINT64_FORMAT " is not there; verify says more", seq);
      return FALSE;
    }
    g_print ("{\"seq\":%" G_GINT64_FORMAT ",\"hash\":\"%s\",\"event\":%s}\n", seq, hash, body);
  }
  return TRUE;
}

static void
print_head (const YcHead *head)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_take_object (node, yc_head_to_json (head));
  text = yc_wire_print (node);
  g_print ("{\"head\":%s}\n", text);
}

int
yc_verb_export (int argc, char **argv)
{
  g_autofree char *data = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = NULL;
  YcAudit audit;
  const YcHead *head = NULL;

  if (!yc_verb_parse ("Prints the log for those who supervise: an event a line with its hash, and\n"
                      "last the signed end. It holds personal data.",
                      entries, &argc, &argv, &data, "--data DIR"))
    return 2;
  ledger = yc_ledger_open (data, TRUE, &error);
  if (ledger != NULL && yc_audit_open (&audit, data, FALSE, &error))
    head = yc_audit_get_head (&audit, ledger, &error);
  if (head == NULL || !print_events (ledger, head->seq, &error))
    return yc_verb_fail (error);
  print_head (head);
  yc_audit_clear (&audit);
  if (fflush (stdout) == 0 && !ferror (stdout))
    return 0;
  g_set_error_literal (&error, YC_ERROR, YC_ERROR_DISK_FULL, "not all of it could be written");
  return yc_verb_fail (error);
}
