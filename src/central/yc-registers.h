// The registers of a city, asked over HTTP on behalf of the workstations, which hold no
// credentials.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YcRegisters YcRegisters;

// `folder`/registers.json says where they are: source -> {"url", "authorization"}; a URL is https,
// or http on this machine. The tables of `folder`/registers/*.json (source -> rows) are answered by
// a service of our own. Either may be missing. Fails with YC_ERROR_URL for another address, with
// YC_ERROR_MALFORMED for what is no JSON object, and the file's name.
YcRegisters *yc_registers_new (const char *folder, GError **error);
void yc_registers_free (YcRegisters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcRegisters, yc_registers_free)

// Copies `city`/population.json and enterprises.json, where they are there, to `folder`/registers.
gboolean yc_registers_import (const char *city, const char *folder, GError **error);

typedef struct {
  const char *outcome; // "answered", "not-found", "failed"
  JsonObject *answer;  // the fields that the catalogue names; empty unless it answered
  gint64 took_ms;
} YcRegisterAnswer;
void yc_register_answer_free (YcRegisterAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcRegisterAnswer, yc_register_answer_free)

// Asks a register, for as long as the catalogue allows. Never an error: what goes wrong is the
// outcome "failed", and its reason is logged without the parameters.
void yc_registers_ask_async (YcRegisters *self,
                             const YcSource *source,
                             JsonObject *parameters,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
YcRegisterAnswer *yc_registers_ask_finish (GAsyncResult *result);

G_END_DECLS
