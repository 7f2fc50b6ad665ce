// A PostgreSQL as a kind of YcDb. The only folder that knows libpq.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"

G_BEGIN_DECLS

// Connects; `uri` is what libpq understands. In SQL text, ?1, ?2 … stand for values, as they do for
// SQLite. Bytes and doubles cannot be bound. A connection that is lost fails what it was doing with
// YC_ERROR_BUSY, and is made anew with the next statement that stands at the beginning of
// something.
YcDb *yc_postgres_open (const char *uri, YcDbMode mode, GError **error);

// What `yc_postgres_tell ()` said on another connection; an empty text where some may have been
// missed, because the connection was lost in between.
typedef void (*YcPostgresNews) (const char *text, gpointer user_data);

// Tells all who listen, when the transaction ends.
gboolean yc_postgres_tell (YcDb *db, const char *text, GError **error);

// Listens on a connection and in a thread of its own; `news` is called in the thread-default main
// context of who calls this.
typedef struct _YcPostgresEar YcPostgresEar;

YcPostgresEar *yc_postgres_listen (const char *uri, YcPostgresNews news, gpointer user_data);
void yc_postgres_ear_free (YcPostgresEar *self);

G_END_DECLS
