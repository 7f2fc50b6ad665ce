// The addresses of scanners that the network does not announce, as somebody types them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// Words with spaces or commas between: names or IPv4 addresses of machines that share scanners with
// saned, and scanners by their eSCL addresses (https://10.1.2.3/eSCL). `ret_hosts` is set to what
// libsane's net driver takes in SANE_NET_HOSTS, `ret_airscan` to what airscan reads in
// airscan.conf; NULL where there is none. Fails with YC_ERROR_MALFORMED.
gboolean
yc_scan_address_split (const char *addresses, char **ret_hosts, char **ret_airscan, GError **error);

G_END_DECLS
