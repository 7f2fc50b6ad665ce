#!/usr/bin/python3
# Runs clang-tidy over the C files that changed since they were last found clean, in parallel.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: run-tidy.py BUILD-FOLDER STAMP-FOLDER

A stamp is named by a hash over the file, all headers of the project it includes (also through
others), its compile command and .clang-tidy: whatever could change the answer."""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

INCLUDE = re.compile(rb'^\s*#\s*include\s+"([^"]+)"', re.M)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def find_headers():
    """Include names are bare and unique: name -> path."""
    return {name: os.path.join(folder, name)
            for top in ("src", "tests") for folder, _, names in os.walk(top)
            for name in names if name.endswith(".h")}


def with_includes(path, headers):
    """The file and all the headers below it."""
    seen, waiting = {}, [path]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen[current] = read(current)
        names = (name.decode() for name in INCLUDE.findall(seen[current]))
        waiting += [headers[name] for name in names if name in headers]
    return [seen[key] for key in sorted(seen)]


def list_files(build):
    """By path one compile command of each of our files: clang-tidy would look at a file for each."""
    entries = {}
    for entry in json.loads(read(os.path.join(build, "compile_commands.json"))):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]))
        if path.startswith(("src/", "tests/")) and os.path.exists(path):
            entries.setdefault(path, entry)
    return entries


def stamp_of(path, command, headers):
    parts = [read(".clang-tidy"), command.encode(), *with_includes(path, headers)]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def tidy(database, path):
    done = subprocess.run(
        ["clang-tidy-14", "--quiet", "-p", database, "--extra-arg=-Wno-unknown-warning-option", path],
        capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip() or done.stderr.strip()


def main():
    build, stamps = sys.argv[1:]
    os.makedirs(stamps, exist_ok=True)
    headers = find_headers()
    entries = list_files(build)
    paths = {os.path.join(stamps, stamp_of(path, entry["command"], headers)): path
             for path, entry in entries.items()}
    changed = {stamp: path for stamp, path in paths.items() if not os.path.exists(stamp)}
    for old in set(os.listdir(stamps)) - {os.path.basename(stamp) for stamp in paths}:
        os.unlink(os.path.join(stamps, old))
    faults = 0
    with tempfile.TemporaryDirectory() as database, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        with open(os.path.join(database, "compile_commands.json"), "w", encoding="utf-8") as file:
            json.dump(list(entries.values()), file)
        runs = {pool.submit(tidy, database, path): stamp for stamp, path in changed.items()}
        for run in concurrent.futures.as_completed(runs):
            code, said = run.result()
            if code == 0:
                open(runs[run], "w", encoding="utf-8").close()
            else:
                faults += 1
                print(said)
    print(f"{len(entries) - len(changed)} clean before, {len(changed)} looked at, {faults} with faults")
    return 1 if faults else 0


sys.exit(main())
