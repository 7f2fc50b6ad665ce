#!/usr/bin/python3
# What central carries: small answers, large pages, workstations that wait.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: bench-traffic.py [reads | uploads | feeds]…

Reads and uploads stand beside the least server that libsoup allows (parts/bare-server.c), in turns in
the same run; uploads also beside a client and a server of tus from npm. Central runs over a file."""
import base64
import hashlib
import os
import random
import re
import resource
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import serving

BARE = os.path.join(serving.PARTS, "bare-server")
SEND = os.path.join(serving.BUILT, "tests", "tus", "tus-send")
TUS = os.path.join(serving.ROOT, "tests", "tus")
NODE_MODULES = os.path.join(serving.ROOT, "_build", "npm-tus", "node_modules")
ROUNDS, SECONDS = 5, 4
UPLOADS, UPLOAD_BYTES = 15, 10_000_000
FEEDS, NEWS = 2000, 9
UNLIMITED = "[limits]\nrequests-per-second=-1\nstrangers-per-second=-1\n[uploads]\nopen=1000\n"
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class Program:
    """One that prints its URL and ends with its standard input."""

    def __init__(self, *command, **more):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, **more)
        self.url = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def folder():
    return tempfile.TemporaryDirectory(prefix="yc-bench-")


# ---- Reads ----------------------------------------------------------------------------------------

def load(url, token, connections):
    """Answers a second; milliseconds that half of them, and all but one of a hundred, take."""
    said = subprocess.run(["wrk", "--latency", "--threads=1", f"--connections={connections}",
                           f"--duration={SECONDS}s", "--header", "Authorization: Bearer " + token, url],
                          check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)

    def percentile(percent):
        number, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s|m)\b", said).groups()
        return float(number) * UNITS[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), percentile(50), percentile(99)


def fetch(connection, token, path):
    connection.request("GET", path, headers={"Authorization": "Bearer " + token})
    answer = connection.getresponse()
    return answer.read()


def compare_reads(name, server, token, path):
    with folder() as place:
        bytes_path = os.path.join(place, "answer")
        with open(bytes_path, "wb") as file:
            size = file.write(fetch(server.connect(), token, path))
        with Program(BARE, bytes_path, place) as bare:
            for connections in (8, 128):
                turns = [(load(server.url + path, token, connections), load(bare.url, token, connections))
                         for _ in range(ROUNDS)]
                share = statistics.median(ours[0] / theirs[0] for ours, theirs in turns)
                ours, theirs = ([statistics.median(turn[side][i] for turn in turns) for i in range(3)]
                                for side in (0, 1))
                print(f"{name:14}{size:7} bytes, {connections:4} connections: {ours[0]:7.0f} answers/s,"
                      f" {share:5.2f} of the bare server; p50 {ours[1]:7.2f} ms, p99 {ours[2]:8.2f} ms,"
                      f" bare {theirs[1]:7.2f} and {theirs[2]:8.2f}", flush=True)


def reads():
    with folder() as data:
        serving.prepare(data)
        with serving.Server(data, UNLIMITED) as server:
            token = server.sign_in()
            connection = server.connect()
            for number in range(60):
                serving.post(connection, token, number)
            for name, path in (("one case", f"/v1/cases/{serving.case_id(7)}/events"),
                               ("a queue page", "/v1/cases?limit=50"), ("about", "/v1/about")):
                compare_reads(name, server, token, path)
    print("goal: 0.8 of the bare server; at 128 connections, p99 at most 10 times p50")


# ---- Uploads --------------------------------------------------------------------------------------

def write_page(place, number):
    """A page that no server has seen, and its SHA-256 in base64."""
    path = os.path.join(place, f"page-{number}.pdf")
    content = b"%PDF-1.4\n" + random.Random(number).randbytes(UPLOAD_BYTES)
    with open(path, "wb") as file:
        file.write(content)
    return path, hashlib.sha256(content)


def curl(*words):
    """Seconds."""
    said = subprocess.run(["curl", "--silent", "--fail", "--output", os.devnull, "--write-out",
                           "%{time_total}", "--header", "Expect:", *words], check=True,
                          capture_output=True, text=True).stdout
    return float(said)


def curl_to_central(server, token, page, digest):
    def encoded(text):
        return base64.b64encode(text.encode()).decode()
    headers = {"Authorization": "Bearer " + token, "Tus-Resumable": "1.0.0",
               "Content-Type": "application/offset+octet-stream", "Upload-Length": os.path.getsize(page),
               "Upload-Checksum": "sha256 " + base64.b64encode(digest.digest()).decode(),
               "Upload-Metadata": f"sha256 {encoded(digest.hexdigest())},mime {encoded('application/pdf')}"}
    words = [word for name, value in headers.items() for word in ("--header", f"{name}: {value}")]
    return curl(*words, "--request", "POST", "--data-binary", "@" + page, server.url + "/v1/uploads")


def seconds(command, **more):
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    return time.monotonic() - began


def keep(token, store, page):
    """The page in the sealed store of a workstation: nobody answers there, so that it only stays."""
    subprocess.run([SEND, "http://127.0.0.1:9", token, store, page], check=False,
                   stderr=subprocess.DEVNULL)
    return store


def compare_uploads(server, token, place):
    node = dict(os.environ, NODE_MODULES=NODE_MODULES)
    kept = [os.path.join(place, name) for name in ("bare", "theirs")]
    for path in kept:
        os.mkdir(path)
    took = {"curl to central": [], "curl to the bare server": [], "our client to central": [],
            "tus-js-client to @tus/server": [], "tus-js-client to central": []}
    with Program(BARE, os.devnull, kept[0]) as bare, \
            Program("node", os.path.join(TUS, "server.mjs"), kept[1], env=node) as peer:
        idle = [seconds(["node", "--eval", "0"]) for _ in range(5)]
        for number in range(UPLOADS):
            page, digest = write_page(place, 3 * number)
            took["curl to central"].append(curl_to_central(server, token, page, digest))
            took["curl to the bare server"].append(curl("--upload-file", page, bare.url + "/page"))
            page, digest = write_page(place, 3 * number + 1)
            store = keep(token, os.path.join(place, f"store-{number}"), page)
            took["our client to central"].append(seconds([SEND, server.url, token, store, page]))
            client = ["node", os.path.join(TUS, "client.mjs"), f"http://127.0.0.1:{peer.url}", token, page,
                      digest.hexdigest(), str(1 << 30)]
            took["tus-js-client to @tus/server"].append(seconds(client, env=node))
            page, digest = write_page(place, 3 * number + 2)
            client[2], client[4], client[5] = server.url, page, digest.hexdigest()
            took["tus-js-client to central"].append(seconds(client, env=node))
    for name, many in took.items():
        less = statistics.median(idle) if name.startswith("tus") else 0
        took[name] = statistics.median(many) - less
        print(f"{name:30}{took[name] * 1000:8.1f} ms" + (" without the start of node" if less else ""))
    return took


def uploads():
    with folder() as data, folder() as place:
        serving.prepare(data)
        with serving.Server(data, UNLIMITED) as server:
            took = compare_uploads(server, server.sign_in(), place)
    print(f"curl: {took['curl to the bare server'] / took['curl to central']:.2f} of the bare server's"
          f" speed, goal 0.8; {took['tus-js-client to @tus/server'] / took['our client to central']:.2f}"
          " of tus-js-client and @tus/server, goal 1")


# ---- Feeds ----------------------------------------------------------------------------------------

def resident(process):
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024


class Workstations:
    """Many that wait for news, each over a connection of its own."""

    def __init__(self, server, token):
        self.selector = selectors.DefaultSelector()
        self.request = (f"GET /v1/feed?since=%d&wait=55 HTTP/1.1\r\nHost: {server.place}\r\n"
                        f"Authorization: Bearer {token}\r\n\r\n")
        host, port = server.place.split(":")
        self.sockets = [socket.create_connection((host, int(port))) for _ in range(FEEDS)]
        for one in self.sockets:
            self.selector.register(one, selectors.EVENT_READ)

    def ask(self, since):
        for one in self.sockets:
            one.sendall((self.request % since).encode())

    def take_answers(self, began):
        """Milliseconds until each has its news."""
        took, waiting = [], set(self.sockets)
        while waiting:
            for key, _ in self.selector.select(60):
                text = key.fileobj.recv(1 << 16)
                if b" 200 " not in text[:20] and key.fileobj in waiting:
                    raise RuntimeError(text)
                took.append((time.perf_counter() - began) * 1000)
                waiting.discard(key.fileobj)
        return took


def head_of(server, token):
    said = fetch(server.connect(), token, "/v1/feed?since=0&limit=1")
    return int(re.search(rb'"head":(\d+)', said).group(1))


def feeds():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with folder() as data:
        serving.prepare(data)
        with serving.Server(data, UNLIMITED) as server:
            token, news = server.sign_in(), server.connect()
            serving.post(news, token, 0)
            before = resident(server.process)
            stations = Workstations(server, token)
            firsts, lasts = [], []
            for number in range(1, NEWS + 1):
                stations.ask(head_of(server, token))
                time.sleep(2)
                if number == 1:
                    each = (resident(server.process) - before) / FEEDS
                began = time.perf_counter()
                serving.post(news, token, number)
                took = stations.take_answers(began)
                firsts.append(min(took))
                lasts.append(max(took))
    print(f"{FEEDS} workstations wait: {each / 1024:.1f} KiB each; from the event to the first"
          f" {statistics.median(firsts):.0f} ms, to the last {statistics.median(lasts):.0f} ms (worst"
          f" {max(lasts):.0f})")


def main():
    parts = {"reads": reads, "uploads": uploads, "feeds": feeds}
    for name in sys.argv[1:] or parts:
        parts[name]()


if __name__ == "__main__":
    main()
