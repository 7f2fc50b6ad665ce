// A profile: where this workstation keeps its store, and what it has been told about itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YC_TYPE_PROFILE (yc_profile_get_type ())
G_DECLARE_FINAL_TYPE (YcProfile, yc_profile, YC, PROFILE, GObject)

// `name` separates several on one machine ("default"). Reads CONFIG/yichuang/NAME.ini; a missing
// file is an empty profile. Never fails: a damaged file is set aside as NAME.ini.damaged.
YcProfile *yc_profile_new (const char *name);

const char *yc_profile_get_name (YcProfile *self);
const char *yc_profile_get_folder (YcProfile *self);   // of the store: DATA/yichuang/NAME
const char *yc_profile_get_terminal (YcProfile *self); // made on first use, never changes

// Properties, saved the moment they change: "server" (URL), "authority" (PEM file, nullable),
// "person" (who signed in last), "window" (id), "language" ("", "zh_CN", "en"), "text-scale"
// (double, 1.0 to 2.0), "colour-scheme" ("", "light", "dark"), "scanner" (device name),
// "scanner-model" (make and model), "scanner-sources" ("flatbed feeder duplex"),
// "scanner-addresses" (of those that are not announced), "scan-settings" (of the driver's own,
// NAME=VALUE;NAME=VALUE), "scan-presets" (JSON), "scan-preset-MATERIAL" (id), "scan-source",
// "scan-mode", "scan-dpi" (a workstation without presets), "printer" (the last one), "camera"
// (name), "inbox-folder" (path), "upload-limit" (KiB a second at which pages go to central; "": no
// limit), "offline-numbers" and "offline-days" (fewer of the ones and more of the others without
// central are warned of; 20 and 3), "read-pages" ("no": the print on scanned pages is not read),
// "lock-after" (seconds without anybody after which the window locks; 600).
// "fingerprint" (of the terminal's own key, as it is read to whoever keeps central).
const char *yc_profile_get (YcProfile *self, const char *name); // "" where not set
void yc_profile_set (YcProfile *self, const char *name, const char *value);

G_END_DECLS
