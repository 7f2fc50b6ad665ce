// A folder of libsane settings for a test, and a basket for the pages that come.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-scan.h"

typedef struct {
  GPtrArray *pages; // of GBytes
  GArray *heads;    // of YcScanPage, their data not valid
  YcScanConfig config;
  char *folder; // SANE_CONFIG_DIR
  char *log;    // what the scripted driver noted
} Fixture;

// `drivers` are the lines of libsane's dll.conf.
void fixture_set_up (Fixture *fixture, gconstpointer drivers);
void fixture_tear_down (Fixture *fixture, gconstpointer drivers);

void fixture_write (Fixture *fixture, const char *name, const char *text, gssize length);

// The script of the scripted driver; its log begins anew.
void fixture_script (Fixture *fixture, const char *script);
char *fixture_get_log (Fixture *fixture);

// Scans, and puts the pages into an emptied basket.
gboolean fixture_scan (Fixture *fixture, const YcScanRequest *request, GError **error);

// A YcScanPageFunc that keeps the page; its user data is a Fixture.
gboolean fixture_keep (const YcScanPage *page, gpointer fixture, GError **error);

// Fails the test unless page `index` holds exactly what the scripted driver sends as such.
void fixture_assert_scripted (Fixture *fixture, guint index);
