#!/usr/bin/python3
# Kills programs at random points of the journey and counts what was lost or doubled: nothing may be.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: ./dev soak kill [RUNS]      (200 runs; ./dev test does twenty)

A clerk and an approver work at a real central; each run ends one of the three, or the scanner's
helper, with SIGKILL. What a program said was stored must be at central in the end, once.
"""
import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('YICHUANG_BUILD', ROOT / '_build/main'))
CENTRAL = BUILD / 'src/central/yichuang-central'
JOURNEY = BUILD / 'tests/soak/journey'
PASSWORD = 'yichuang-demo'
PATIENCE = 300  # seconds that an undisturbed end may take


class Central:
    def __init__(self, folder):
        self.folder, self.port_file, self.port, self.process = folder, folder / 'port', 0, None
        self.verb('catalogue', 'import', str(ROOT / 'data/demo/catalogue'))
        self.add('wang', 'intake', '--window', 'general-3')
        self.add('li', 'approver', '--department', 'natural-resources')
        self.add('jin', 'supervisor')

    def verb(self, *words, given=None):
        return subprocess.run([CENTRAL, *words, '--data', str(self.folder / 'central')], input=given,
                              check=words[0] != 'verify', capture_output=True, text=True)

    def add(self, person, role, *more):
        self.verb('user', 'add', '--id', person, '--name', person, '--roles', role, '--hall', 'main', *more,
                  given=PASSWORD + '\n')

    def start(self):
        self.port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [CENTRAL, 'serve', '--data', str(self.folder / 'central'), '--port', str(self.port),
             '--port-file', str(self.port_file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(lambda: self.port_file.exists() and self.port_file.read_text().strip())
        self.port = int(self.port_file.read_text())

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def ask(self, path, token=None, body=None):
        request = urllib.request.Request(self.url + path, headers={'Content-Type': 'application/json'})
        if token:
            request.add_header('Authorization', f'Bearer {token}')
        if body is not None:
            request.data = json.dumps(body).encode()
        return json.load(urllib.request.urlopen(request, timeout=30))

    def events(self):
        token = self.ask('/v1/sessions', body={'person': 'jin', 'password': PASSWORD, 'terminal': 'soak'})['token']
        events, since = [], 0
        while True:
            page = self.ask(f'/v1/feed?since={since}&wait=0&limit=500', token)
            events += [row['event'] for row in page['events']]
            if page['next'] == since or not page['events']:
                return events
            since = page['next']


class Person:
    """A journey program that is started again whenever it has ended."""

    def __init__(self, role, person, central, folder, promises):
        self.role, self.person, self.central, self.promises = role, person, central, promises
        self.home, self.process, self.status, self.cases = folder / role, None, None, 0
        self.home.mkdir()

    def start(self, cases):
        self.cases = cases
        environment = os.environ | {
            'HOME': str(self.home), 'XDG_DATA_HOME': str(self.home / 'data'), 'XDG_CONFIG_HOME': str(self.home / 'config'),
            'XDG_CACHE_HOME': str(self.home / 'cache'), 'SANE_CONFIG_DIR': str(self.home.parent / 'sane'),
            'GIO_USE_PROXY_RESOLVER': 'dummy', 'YICHUANG_LIBEXECDIR': f"{BUILD / 'src/scan'}:{BUILD / 'src/render'}"}
        self.process = subprocess.Popen([JOURNEY, self.role, 'soak', self.central.url, self.person, str(cases)],
                                        stdout=subprocess.PIPE, text=True, env=environment)
        threading.Thread(target=self.listen, args=(self.process,), daemon=True).start()

    def listen(self, process):
        for line in process.stdout:
            if line.endswith('\n'):  # a promise that was cut short was not made
                self.promises.append(tuple(line.split(maxsplit=2)))

    def helper(self):
        found = subprocess.run(['pgrep', '-P', str(self.process.pid)], capture_output=True, text=True).stdout.split()
        return int(found[0]) if found else None

    def ended(self):
        return self.process is None or self.process.poll() is not None


def wait(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit('waited too long')
        time.sleep(0.01)


def prepare_scanner(folder):
    sane = folder / 'sane'
    sane.mkdir()
    (sane / 'dll.conf').write_text('test\n')
    (sane / 'test.conf').write_text('number_of_devices 1\n')


def catch_helper(clerk, chance):
    """The scanner's helper lives for a moment only: waits for it, and lets it work a little."""
    end = time.monotonic() + 3
    while time.monotonic() < end and not clerk.ended():
        helper = clerk.helper()
        if helper:
            time.sleep(chance.uniform(0, 0.1))
            return helper
        time.sleep(0.005)
    return None


def disturb(central, clerk, approver, chance, counts):
    """Ends one of the programs at a point nobody chose; whether it did."""
    time.sleep(chance.uniform(0.05, 2.5))
    victim = chance.choice(['central', 'clerk', 'clerk', 'approver', 'helper'])
    helper = catch_helper(clerk, chance) if victim == 'helper' else None
    if victim == 'central':
        central.process.kill()
        central.process.wait()
        time.sleep(chance.uniform(0, 0.5))
        central.start()
    elif victim == 'helper' and helper:
        try:
            os.kill(helper, signal.SIGKILL)
        except ProcessLookupError:
            victim = 'helper, too late'
    elif victim == 'helper':
        victim = 'helper, not there'
    else:
        person = clerk if victim == 'clerk' else approver
        if not person.ended():
            person.process.kill()
            person.process.wait()
    counts[victim] += 1
    return 'helper,' not in victim  # a helper that was gone already does not count as a run


def work(central, clerk, approver, runs, chance):
    counts = collections.Counter()
    done = 0
    cases = 1
    while done < runs:
        if clerk.ended():
            cases = max(cases, len({p[1] for p in clerk.promises if p[0] == 'accepted'}) + 1)
            clerk.start(cases)
        if approver.ended():
            approver.start(10 ** 6)
        done += disturb(central, clerk, approver, chance, counts)
    return counts


def finish(clerk, approver):
    """Lets both end in peace: everything begun is handed off and granted."""
    if not clerk.ended():
        clerk.process.wait(PATIENCE)
    clerk.start(0)
    if clerk.process.wait(PATIENCE) != 0:
        raise SystemExit(f'the clerk could not finish: {clerk.process.returncode}')
    wanted = len({event['case'] for event in clerk.central.events() if event['type'] == 'handed-off'})
    if not approver.ended():
        approver.process.kill()
        approver.process.wait()
    approver.start(wanted)
    if approver.process.wait(PATIENCE) != 0:
        raise SystemExit(f'the approver could not finish: {approver.process.returncode}')
    time.sleep(0.2)  # the last lines are being read


def judge(central, promises):
    """What was promised against what central has."""
    events = central.events()
    faults = []
    have = collections.Counter()
    for event in events:
        data = event['data']
        have['event', event['id']] += 1
        if event['type'] == 'opened':
            have['opened', event['case']] += 1
            have['number', data['number']] += 1
        elif event['type'] == 'scanned':
            have['page', data['page']] += 1
        elif event['type'] == 'ticked' and data['on']:
            have['tick', event['case'], data['material'] + '/' + data['point']] += 1
        elif event['type'] == 'received':
            have['number', data['voucher']] += 1
        elif event['type'] in ('accepted', 'granted', 'handed-off'):
            have[event['type'], event['case']] += 1
    faults += [f'doubled: {key}' for key, n in have.items() if n > 1 and key[0] != 'tick']
    kept = collections.Counter()
    for kind, case, detail in {p for p in promises if len(p) == 3}:
        detail = detail.strip()
        key = {'page': ('page', detail), 'tick': ('tick', case, detail), 'opened': ('opened', case),
               'accepted': ('accepted', case), 'granted': ('granted', case)}.get(kind)
        if key is None:
            continue
        kept[kind] += 1
        if key not in have:
            faults.append(f'lost: {key}')
    opened = {event['case'] for event in events if event['type'] == 'opened'}
    faults += [f'not granted in the end: {case}' for case in opened if ('granted', case) not in have]
    verify = central.verb('verify')
    if verify.returncode != 0:
        faults.append('verify: ' + verify.stdout + verify.stderr)
    return events, kept, faults


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(os.environ.get('YICHUANG_SEED', random.randrange(10 ** 9)))
    print(f'{runs} runs, seed {seed}')
    chance, promises = random.Random(seed), []
    folder = pathlib.Path(tempfile.mkdtemp(prefix='yc-kill-'))
    prepare_scanner(folder)
    central = Central(folder)
    central.start()
    clerk = Person('clerk', 'wang', central, folder, promises)
    approver = Person('approver', 'li', central, folder, promises)
    try:
        counts = work(central, clerk, approver, runs, chance)
        finish(clerk, approver)
        events, kept, faults = judge(central, promises)
    finally:
        for process in (clerk.process, approver.process, central.process):
            if process and process.poll() is None:
                process.kill()
                process.wait()
    print('killed:', ', '.join(f'{n} × {what}' for what, n in sorted(counts.items())))
    print(f'central has {len(events)} events;', 'promised and kept:', ', '.join(f'{n} {what}' for what, n in sorted(kept.items())))
    for fault in faults:
        print('FAULT', fault)
    print(f'{len(faults)} lost or doubled; verify {"clean" if not any(f.startswith("verify") for f in faults) else "NOT clean"}')
    if not faults:
        shutil.rmtree(folder)
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
