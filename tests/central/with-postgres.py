#!/usr/bin/python3
# Runs a command beside a PostgreSQL of its own, which is gone afterwards.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: with-postgres.py [--own | --measured] COMMAND ARG…, or --restart

YC_TEST_POSTGRES tells the command how to connect. If it is set already, the command gets that
server: a whole run of tests shares one, because it takes a while to make. One that is its own the
command may stop at once and start again by --restart; one that is to be measured is as durable as
others are."""
import os
import pwd
import signal
import subprocess
import sys
import tempfile

PROGRAMS = "/usr/lib/postgresql/15/bin/"
OPTIONS = ["listen_addresses=", "max_connections=200", "max_wal_size=2GB", "log_min_messages=fatal"]
# Killed processes lose nothing without fsync, and no test takes the power away.
QUICK = ["fsync=off", "full_page_writes=off", "shared_buffers=64MB", "autovacuum=off"]
# As somebody would have it who keeps a city's cases.
MEASURED = ["shared_buffers=1GB"]


def keeper():
    """Who runs the server: it refuses to be run by root."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def as_keeper(owner):
    if os.geteuid() != 0:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def initialise(folder, owner):
    subprocess.run(
        [PROGRAMS + "initdb", "--pgdata", folder + "/data", "--auth=trust", "--username=yichuang",
         "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"],
        stdout=subprocess.DEVNULL, check=True, cwd="/", **as_keeper(owner))


def control(verb, folder, owner, *more, check=True):
    subprocess.run([PROGRAMS + "pg_ctl", verb, "--pgdata", folder + "/data", "--silent", "--wait",
                    *more], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=check,
                   cwd="/", **as_keeper(owner))


def start(folder, owner, settings, verb="start", *more):
    settings = OPTIONS + settings + [f"unix_socket_directories={folder}"]
    options = " ".join(f"-c {setting}" for setting in settings)
    control(verb, folder, owner, "--log", folder + "/log", "--options", options, *more)


def main(command):
    owner = keeper()
    if command[0] == "--restart":
        start(os.environ["YC_TEST_POSTGRES_FOLDER"], owner, QUICK, "restart", "--mode=immediate")
        return 0
    settings = MEASURED if command[0] == "--measured" else QUICK
    if command[0] in ("--own", "--measured"):
        command = command[1:]
    elif "YC_TEST_POSTGRES" in os.environ:
        os.execvp(command[0], command)
    with tempfile.TemporaryDirectory(prefix="yc-pg-") as folder:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        initialise(folder, owner)
        start(folder, owner, settings)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            place = f"host={folder} user=yichuang"
            told = dict(os.environ, YC_TEST_POSTGRES=place, YC_TEST_POSTGRES_FOLDER=folder)
            return subprocess.run(command, env=told, check=False).returncode
        finally:
            control("stop", folder, owner, "--mode=immediate", check=False)  # it may be gone


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.exit(status if status >= 0 else 128 - status)
