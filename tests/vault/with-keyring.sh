#!/bin/sh
# Runs a program beside a Secret Service of its own: a bus, a home, a keyring with a known password.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

home=$(mktemp -d)
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" \
  XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
trap 'rm -rf "$home"' EXIT

# The bus ends with the shell, and the keyring with the bus.
dbus-run-session -- sh -eu -c '
  printf test | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
  "$@"' sh "$@"
