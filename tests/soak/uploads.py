#!/usr/bin/python3
# Sends a case of a gigabyte while the power of both ends is cut again and again, and counts what went
# over the line: nothing that central confirmed may go twice.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: ./dev soak uploads [MIB [CUTS]]      (1024 MiB, 20 cuts; ./dev test does 48 and 4)"""
import hashlib
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('YICHUANG_BUILD', ROOT / '_build/main'))
CENTRAL = BUILD / 'src/central/yichuang-central'
SEND = BUILD / 'tests/tus/tus-send'
PROXY = BUILD / 'tests/net/fault-proxy'
PAGES = 8
LARGEST_PIECE = 4 << 20  # what one cut may cost: src/sync/yc-send-content.c
OVERHEAD = 1 << 20  # heads of requests
PASSWORD = 'yichuang-demo'


class Central:
    def __init__(self, folder):
        self.data, self.port_file, self.port = folder / 'central', folder / 'port', 0
        subprocess.run([CENTRAL, 'user', 'add', '--data', self.data, '--id', 'wang', '--name', 'wang',
                        '--roles', 'intake', '--hall', 'main'], input=PASSWORD + '\n', text=True,
                       check=True)
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [CENTRAL, 'serve', '--data', self.data, '--port', str(self.port), '--die-with-parent'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip()
        self.port = int(self.url.rsplit(':', 1)[1])

    def end(self, number):
        self.process.send_signal(number)
        self.process.wait()
        self.process.stdout.close()

    def sign_in(self):
        body = json.dumps({'person': 'wang', 'password': PASSWORD, 'terminal': 't1'}).encode()
        request = urllib.request.Request(self.url + '/v1/sessions', body,
                                         {'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)['token']


def make_pages(folder, mib):
    paths = []
    for number in range(PAGES):
        path = folder / f'page-{number}.pdf'
        with open(path, 'wb') as file:
            file.write(b'%PDF-1.4\n')
            for _ in range(max(mib // PAGES, 2)):
                file.write(os.urandom(1 << 20))
        paths.append(path)
    return paths


def count_confirmed(store):
    """Bytes that the workstation knows to be at central."""
    with sqlite3.connect(f'file:{store / "store.sqlite"}?mode=ro', uri=True) as db:
        done = db.execute('SELECT coalesce (sum (size), 0) FROM blob WHERE confirmed').fetchone()[0]
        return done + db.execute('SELECT coalesce (sum (confirmed), 0) FROM upload').fetchone()[0]


def wait_for(store, wanted, process):
    """Until so many bytes are confirmed, or the sender has ended."""
    while process.poll() is None:
        try:
            if count_confirmed(store) >= wanted:
                return
        except sqlite3.OperationalError:
            pass  # not there yet
        time.sleep(0.01)


def send(central, url, store, pages, cuts, size):
    token = central.sign_in()
    for cut in range(cuts + 1):
        sender = subprocess.Popen([SEND, url, token, store, *pages])
        if cut < cuts:
            wait_for(store, (cut + random.random()) * size / (cuts + 1), sender)
            sender.kill()
            central.end(signal.SIGKILL)
            central.start()
        if sender.wait() == 0:
            return cut
    raise SystemExit('the case did not arrive')


def main(mib=1024, cuts=20):
    seed = random.randrange(1 << 31)
    random.seed(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = make_pages(folder, mib)
        size = sum(path.stat().st_size for path in pages)
        central = Central(folder)
        proxy = subprocess.Popen([PROXY, central.url, '0'], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, text=True)
        try:
            began = time.monotonic()
            done = send(central, proxy.stdout.readline().strip(), folder / 'store', pages, cuts, size)
            took = time.monotonic() - began
        finally:
            sent = int(proxy.communicate()[0].split()[-1])
        for path in pages:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            kept = central.data / 'blobs' / digest[:2] / digest
            assert kept.read_bytes() == path.read_bytes(), path
        central.end(signal.SIGTERM)
        print(f'{size >> 20} MiB in {took:.1f} s, power cut {done} times, {(sent - size) / 1024:.0f} KiB'
              f' sent beyond it; seed {seed}')
        assert done > 0 and sent - size <= done * LARGEST_PIECE + OVERHEAD


if __name__ == '__main__':
    main(*map(int, sys.argv[1:]))
