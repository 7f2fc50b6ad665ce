#!/usr/bin/python3
# Kills the program or the scanner's helper at random points of a scan: no page that was reported may be lost.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: ./dev soak scan [RUNS]      (500 runs; ./dev test does ten)

A clerk scans pile after pile from a feeder whose pages are known bit by bit. In the end every page that the
program reported as complete must be at central, at its place and with exactly the bits that the scanner sent,
and every other page there must be whole, too.
"""
import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import kill

SCANNING = kill.BUILD / 'tests/soak/scanning'
PAGES = 12  # in a pile


class Clerk(kill.Person):
    def start(self, piles):
        environment = os.environ | {
            'HOME': str(self.home), 'XDG_DATA_HOME': str(self.home / 'data'), 'XDG_CONFIG_HOME': str(self.home / 'config'),
            'XDG_CACHE_HOME': str(self.home / 'cache'), 'SANE_CONFIG_DIR': str(self.home.parent / 'sane'),
            'LD_LIBRARY_PATH': str(kill.BUILD / 'tests/scan'), 'YC_SCRIPTED': f'pages={PAGES} chunk=2000',
            'GIO_USE_PROXY_RESOLVER': 'dummy', 'YICHUANG_LIBEXECDIR': str(kill.BUILD / 'src/scan')}
        self.process = subprocess.Popen([SCANNING, 'soak', self.central.url, self.person, str(piles)],
                                        stdout=subprocess.PIPE, text=True, env=environment)
        self.listener = kill.threading.Thread(target=self.listen, args=(self.process,), daemon=True)
        self.listener.start()


def disturb(clerk, chance, counts):
    """Kills one of the two while a pile is on its way; whether it did."""
    told = len(clerk.promises)
    victim = chance.choice(['program', 'helper'])
    kill.wait(lambda: clerk.ended() or clerk.helper(), 60)
    kill.wait(lambda: clerk.ended() or len(clerk.promises) > told or victim == 'helper', 60)
    time.sleep(chance.uniform(0, 0.15))
    pid = clerk.helper() if victim == 'helper' else clerk.process.pid
    if clerk.ended() or pid is None:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    if victim == 'program':
        clerk.process.wait()
    counts[victim] += 1
    return True


def work(clerk, runs, chance):
    counts = collections.Counter()
    while sum(counts.values()) < runs:
        if clerk.ended():
            clerk.start(0)
        disturb(clerk, chance, counts)
    if not clerk.ended():
        clerk.process.kill()
        clerk.process.wait()
    clerk.listener.join()
    clerk.start(1)  # in peace, until central has all
    if clerk.process.wait(kill.PATIENCE) != 0:
        raise SystemExit(f'the clerk could not finish: {clerk.process.returncode}')
    clerk.listener.join()
    return counts


def judge(central, promises):
    expected = subprocess.run([SCANNING, 'expect', str(PAGES)], capture_output=True, text=True, check=True).stdout
    number = {line.split()[1]: int(line.split()[0]) for line in expected.splitlines()}
    pages = collections.defaultdict(list)  # case -> which page of a pile each is
    for event in central.events():
        if event['type'] == 'scanned':
            pages[event['case']].append(number.get(event['data'].get('blob'), 'damaged'))
    faults = []
    for case, found in pages.items():
        faults += [f'page {place} of {case}: {page} after {before}' for place, (before, page)
                   in enumerate(zip([0] + found, found)) if page not in (1, before + 1 if before != 'damaged' else 1)]
    reported = 0
    for _, case, detail in promises:
        before, n = map(int, detail.split())
        reported += 1
        if pages[case][before:before + n] != list(range(1, n + 1)):
            faults.append(f'reported and not there: page {n} behind {before} of {case}')
    verify = central.verb('verify')
    if verify.returncode != 0:
        faults.append('verify: ' + verify.stdout + verify.stderr)
    return sum(map(len, pages.values())), reported, faults


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    seed = int(os.environ.get('YICHUANG_SEED', random.randrange(10 ** 9)))
    print(f'{runs} runs, seed {seed}')
    folder = pathlib.Path(tempfile.mkdtemp(prefix='yc-scan-'))
    kill.prepare_scanner(folder)
    (folder / 'sane/dll.conf').write_text('scripted\n')
    central = kill.Central(folder)
    central.start()
    clerk = Clerk('clerk', 'wang', central, folder, [])
    try:
        counts = work(clerk, runs, random.Random(seed))
        stored, reported, faults = judge(central, clerk.promises)
    finally:
        for process in (clerk.process, central.process):
            if process and process.poll() is None:
                process.kill()
                process.wait()
    print('killed:', ', '.join(f'{n} × {what}' for what, n in sorted(counts.items())))
    for fault in faults:
        print('FAULT', fault)
    print(f'{reported} pages reported, {stored} stored, {len(faults)} faults')
    if not faults:
        shutil.rmtree(folder)
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
