#!/usr/bin/python3
# Resumable uploads between us and others: our client and their server, their client and our server,
# over a network that cuts connections at random bytes.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-peers.py CENTRAL SEND PROXY NODE_MODULES

CENTRAL is the program yichuang-central, SEND our client (send.c), PROXY the bad network
(fault-proxy-main.c), NODE_MODULES the folder with @tus/server and tus-js-client. Where YC_TEST_BLOBS
is "s3", our server keeps uploads as one of several does: in an S3 store and the PostgreSQL that
with-postgres.py starts."""
import contextlib
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lint"))
import tap  # noqa: E402

CENTRAL, SEND, PROXY, NODE_MODULES = sys.argv[1:5]
SIZE = 5_000_000
NODE = dict(os.environ, NODE_MODULES=NODE_MODULES)


def end(process):
    """Lets it end with its standard input; what it still said."""
    said, _ = process.communicate(timeout=60)
    return said.strip()


class Peers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.seed = random.SystemRandom().randrange(1 << 31)
        self.content = b"%PDF-1.4\n" + random.Random(self.seed).randbytes(SIZE)
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        self.file = os.path.join(self.folder.name, "page.pdf")
        with open(self.file, "wb") as file:
            file.write(self.content)

    def tearDown(self):
        self.doCleanups()  # first of all, whatever failed
        self.folder.cleanup()

    def begin(self, *command, **more):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True, **more)
        self.addCleanup(self.stop, process)
        return process

    def proxy(self, url):
        process = self.begin(PROXY, url, str(self.seed))
        return process, process.stdout.readline().strip()

    def share(self, data):
        """Lets a data folder have a database and a bucket that others could share; a configuration."""
        path = lambda name: os.path.join(self.folder.name, name)
        os.makedirs(path("s3/pages"))
        store = self.begin("node", os.environ["YC_TEST_S3_SERVER"], path("s3"), "0")
        port = store.stdout.readline().strip()
        database = os.environ["YC_TEST_POSTGRES"] + " dbname=postgres"
        schema = f"peers_{os.getpid()}_{self.seed}"
        subprocess.run(["psql", "--quiet", "--command", f"CREATE SCHEMA {schema}", database], check=True)
        subprocess.run([CENTRAL, "migrate", "--data", data, "--database",
                        f"{database} options='-c search_path={schema}'"],
                       stdout=subprocess.DEVNULL, check=True)
        with open(path("secret"), "w", encoding="utf-8") as file:
            os.chmod(file.name, 0o600)
            file.write("S3RVER")
        with open(path("conf"), "w", encoding="utf-8") as file:
            file.write(f"[blobs]\nstore=s3\nendpoint=http://127.0.0.1:{port}\nbucket=pages\n"
                       f"access-key-id=S3RVER\nsecret-key-file={path('secret')}\n")
        return ["--config", path("conf")]

    def central(self):
        """Our server with one person; its address and a token."""
        data = os.path.join(self.folder.name, "data")
        config = self.share(data) if os.environ.get("YC_TEST_BLOBS") == "s3" else []
        subprocess.run([CENTRAL, "user", "add", "--data", data, "--id", "wang", "--name", "王",
                        "--roles", "intake", "--hall", "main"], input="correct horse\n", text=True,
                       check=True)
        process = self.begin(CENTRAL, "serve", "--data", data, "--die-with-parent", *config,
                             stderr=subprocess.DEVNULL)
        url = process.stdout.readline().strip()
        body = {"person": "wang", "password": "correct horse", "terminal": "t1"}
        request = urllib.request.Request(url + "/v1/sessions", data=json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return url, json.load(answer)["token"]

    def stop(self, process):
        process.terminate()
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()

    def fetch(self, url, token):
        request = urllib.request.Request(f"{url}/v1/blobs/{self.sha256}",
                                         headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def send_to_us(self, chunk):
        url, token = self.central()
        proxy, bad_url = self.proxy(url)
        done = subprocess.run(["node", os.path.join(HERE, "client.mjs"), bad_url, token, self.file,
                               self.sha256, str(chunk)], env=NODE, capture_output=True, text=True,
                              check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(int(end(proxy).split()[0]), 0, f"seed {self.seed}: nothing was cut")
        self.assertEqual(self.fetch(url, token), self.content)

    def test_their_client(self):
        "/tus/tus-js-client sends to our server in pieces, whatever is cut"
        self.send_to_us(700_000)

    def test_their_client_at_once(self):
        "/tus/tus-js-client sends to our server all at once, whatever is cut"
        self.send_to_us(1 << 30)

    def test_our_client(self):
        "/tus/our client sends to @tus/server, whatever is cut"
        files = os.path.join(self.folder.name, "files")
        os.mkdir(files)
        server = self.begin("node", os.path.join(HERE, "server.mjs"), files, env=NODE)
        proxy, bad_url = self.proxy("http://127.0.0.1:" + server.stdout.readline().strip())
        done = subprocess.run([SEND, bad_url, "token", os.path.join(self.folder.name, "store"), self.file],
                              capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(int(end(proxy).split()[0]), 0, f"seed {self.seed}: nothing was cut")
        found = [open(os.path.join(files, name), "rb").read() for name in os.listdir(files)
                 if not name.endswith(".json")]
        self.assertIn(self.content, found)


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Peers))
