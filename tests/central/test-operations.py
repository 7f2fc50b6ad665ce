#!/usr/bin/python3
# What the keepers of central rely on: configuration, health, metrics, logs, limits, a graceful end.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-operations.py CENTRAL MAN UNIT

CENTRAL is the program yichuang-central, MAN the folder of its manual pages, UNIT its systemd unit."""
import base64
import contextlib
import hashlib
import http.server
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lint"))
import tap  # noqa: E402

CENTRAL, MAN, UNIT = sys.argv[1:4]
PASSWORD = "correct horse"
PDF = b"%PDF-1.4\n" + b"% nothing to see\n" * 1000


class Server:
    """A server of its own in a folder of its own, with one person."""

    def __init__(self, config="", files=None):
        self.folder = tempfile.TemporaryDirectory()
        self.data = os.path.join(self.folder.name, "data")
        subprocess.run([CENTRAL, "user", "add", "--data", self.data, "--id", "wang", "--name",
                        "王小明", "--roles", "intake", "--hall", "main"], input=PASSWORD + "\n",
                       text=True, check=True)
        self.config = os.path.join(self.folder.name, "central.conf")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(f"[server]\ndata={self.data}\n{config}")
        self.log = os.path.join(self.folder.name, "log")
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [CENTRAL, "serve", "--config", self.config, "--die-with-parent"],
                stdout=subprocess.PIPE, stderr=log, text=True,
                preexec_fn=files and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE,
                                                                 (files, files))))
        self.url = self.process.stdout.readline().strip()
        self.port = int(self.url.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def ask(self, path, body=None, token=None, method=None, **headers):
        """Status, headers and bytes of the answer."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        request = urllib.request.Request(self.url + path, data=data, method=method)
        if isinstance(body, dict):
            request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def sign_in(self):
        status, _, body = self.ask("/v1/sessions", {"person": "wang", "password": PASSWORD,
                                                    "terminal": "t1"})
        assert status == 201, body
        return json.loads(body)["token"]

    def begin_upload(self, token, content=PDF):
        encoded = [base64.b64encode(text.encode()).decode()
                   for text in (hashlib.sha256(content).hexdigest(), "application/pdf")]
        status, headers, body = self.ask(
            "/v1/uploads", b"", token, "POST", Tus_Resumable="1.0.0",
            Upload_Length=str(len(content)),
            Upload_Metadata="sha256 {},mime {}".format(*encoded))
        assert status == 201, body
        return headers["Location"]

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def metric(self, name):
        _, _, body = self.ask("/metrics")
        found = re.search(rf"^{re.escape(name)} (\S+)$", body.decode(), re.M)
        return float(found[1]) if found else 0.0

    def logged(self):
        with open(self.log, encoding="utf-8") as file:
            return file.read()


def read_all(connection):
    """What comes until the other end has had enough."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


class Operations(unittest.TestCase):
    def test_health(self):
        "/operations/health is told without a sign-in"
        with Server() as server:
            status, headers, body = server.ask("/healthz")
            self.assertEqual((status, json.loads(body)), (200, {"status": "ok"}))
            self.assertEqual(headers["Cache-Control"], "no-store")

    def test_metrics(self):
        "/operations/metrics count requests by route and status and name nobody"
        with Server() as server:
            token = server.sign_in()
            server.ask("/v1/blobs/" + "0" * 64, token=token)
            server.ask("/v1/blobs/" + "1" * 64, token=token)
            server.ask("/nowhere")
            _, headers, body = server.ask("/metrics")
            text = body.decode()
            self.assertEqual(headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
            self.assertIn('yichuang_requests_total{method="GET",route="/v1/blobs/{sha256}",'
                          'status="404"} 2\n', text)
            self.assertIn('yichuang_requests_total{method="-",route="-",status="404"} 1\n', text)
            self.assertIn('yichuang_request_seconds_count{method="POST",route="/v1/sessions"} 1\n',
                          text)
            for name in ("ledger_head", "feed_waiting", "uploads_open", "connections"):
                self.assertRegex(text, rf"(?m)^yichuang_{name} \d+$")
            for line in text.splitlines():
                self.assertRegex(line, r"^(# (HELP|TYPE) .*|[a-z_]+(\{[^{}]*(\{[a-z0-9]+\}"
                                       r"[^{}]*)*\})? [-0-9.e+]+)$")
            for personal in ("wang", "王", "0000000000", token):
                self.assertNotIn(personal, text)

    def test_json_log(self):
        "/operations/logs are lines of JSON with the id of the request and nobody's name"
        with Server("[log]\nformat=json\n") as server:
            token = server.sign_in()
            status, headers, _ = server.ask("/v1/blobs/" + "0" * 64, token=token,
                                            X_Request_Id="from-a-proxy.1")
            self.assertEqual((status, headers["X-Request-Id"]), (404, "from-a-proxy.1"))
            _, headers, _ = server.ask("/v1/about", X_Request_Id="two\twords; and more")
            made_up = headers["X-Request-Id"]
            self.assertRegex(made_up, "^[0-9a-f]{16}$")
            server.process.terminate()
            self.assertEqual(server.process.wait(), 0)
            lines = [json.loads(line) for line in server.logged().splitlines()]
            told = {line["request"]: line for line in lines if "request" in line}
            self.assertEqual(told["from-a-proxy.1"]["route"], "/v1/blobs/{sha256}")
            self.assertEqual(told["from-a-proxy.1"]["status"], 404)
            self.assertEqual(told[made_up]["method"], "GET")
            for line in lines:
                self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
                self.assertIn(line["level"], ("info", "warning", "error"))
            for personal in ("wang", "王", "0000000000", token):
                self.assertNotIn(personal, server.logged())

    def test_headers(self):
        "/operations/every answer carries the headers that keep browsers from mischief"
        with Server() as server:
            for path in ("/v1/about", "/healthz", "/v1/cases", "/nowhere"):
                _, headers, _ = server.ask(path)
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(headers["Referrer-Policy"], "no-referrer")
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
                self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])

    def test_rate_of_a_person(self):
        "/operations/a person who asks too often is told when to come back"
        with Server("[limits]\nrequests-per-second=1\n") as server:
            token = server.sign_in()
            answers = [server.ask("/v1/sessions/current", token=token) for _ in range(7)]
            self.assertEqual([status for status, _, _ in answers[:5]], [200] * 5)
            refused = [answer for answer in answers if answer[0] == 429]
            self.assertGreater(len(refused), 0)
            self.assertEqual(refused[0][1]["Retry-After"], "1")
            self.assertEqual(json.loads(refused[0][2])["code"], "busy")
            self.assertEqual(server.ask("/healthz")[0], 200)
            self.assertGreater(server.metric("yichuang_requests_limited_total"), 0)

    def test_rate_of_strangers(self):
        "/operations/an address that tries passwords or tokens too often has to wait"
        with Server("[limits]\nstrangers-per-second=1\n") as server:
            token = server.sign_in()
            tried = [server.ask("/v1/sessions/current", token=f"made-up-{n}")[0] for n in range(8)]
            self.assertEqual(tried[:4], [401] * 4)
            self.assertIn(429, tried)
            self.assertEqual(server.ask("/v1/sessions/current", token=token)[0], 200)

    def test_slow_head(self):
        "/operations/a connection that never finishes its head is cut"
        with Server("[limits]\nidle-seconds=1\n") as server, server.connect() as silent, \
                server.connect() as slow:
            slow.sendall(b"GET /v1/about HTTP/1.1\r\nHost: central\r\n")
            sender = threading.Thread(target=drip, args=(slow, b"X-More: "))
            sender.start()
            self.assertEqual(read_all(silent), b"")
            self.assertEqual(read_all(slow), b"")
            sender.join()

    def test_slow_body(self):
        "/operations/a body that drips in is cut"
        with Server("[limits]\nstall-seconds=1\nslow-bytes-per-second=100000\n") as server:
            token = server.sign_in()
            with server.connect() as slow:
                slow.sendall((f"POST /v1/checks HTTP/1.1\r\nHost: central\r\n"
                              f"Authorization: Bearer {token}\r\n"
                              "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
                              ).encode())
                sender = threading.Thread(target=drip, args=(slow, b" " * 10))
                sender.start()
                self.assertEqual(read_all(slow), b"")
                sender.join()
            self.assertGreater(server.metric("yichuang_connections_cut_total"), 0)

    def test_slow_reader(self):
        "/operations/a client that does not read its answer is cut"
        with Server("[limits]\nstall-seconds=1\n") as server:
            token = server.sign_in()
            large = b"%PDF-1.4\n" + os.urandom(24 << 20)
            path = "/v1/blobs/" + hashlib.sha256(large).hexdigest()
            status, _, _ = server.ask(path, large, token, "PUT", Content_Type="application/pdf")
            self.assertEqual(status, 201)
            with server.connect() as deaf:
                deaf.sendall((f"GET {path} HTTP/1.1\r\nHost: central\r\n"
                              f"Authorization: Bearer {token}\r\n\r\n").encode())
                while server.metric("yichuang_connections_cut_total") == 0:
                    pass
                self.assertLess(len(read_all(deaf)), len(large))

    def test_many_connections(self):
        "/operations/there are so many connections and no more"
        with Server("[limits]\nconnections=20\n") as server:
            with contextlib.ExitStack() as stack:
                for _ in range(20):
                    one = stack.enter_context(server.connect())
                    one.sendall(b"GET /healthz HTTP/1.1\r\nHost: central\r\n\r\n")
                    self.assertIn(b"200 OK", one.recv(65536))
                last = stack.enter_context(server.connect())
                self.assertEqual(read_all(last), b"")
            status = 0
            while status != 200:  # as soon as the others are gone
                with contextlib.suppress(OSError):
                    status = server.ask("/healthz")[0]

    def test_clients_that_leave(self):
        "/operations/a connection whose client leaves between two requests costs nothing"
        with Server() as server:
            count = lambda: len(os.listdir(f"/proc/{server.process.pid}/fd"))
            server.ask("/healthz")
            before = count()
            for _ in range(50):
                with server.connect() as one:
                    one.sendall(b"GET /healthz HTTP/1.1\r\nHost: central\r\n\r\n")
                    self.assertIn(b"200 OK", one.recv(65536))
            while count() > before + 2:
                pass

    def test_kept_connections(self):
        "/operations/a connection is kept after an answer without content"
        with Server() as server, server.connect() as one:
            for _ in range(3):
                one.sendall(b"OPTIONS /v1/uploads HTTP/1.1\r\nHost: central\r\n\r\n")
                self.assertIn(b"204 No Content", one.recv(65536))

    def test_graceful_end(self):
        "/operations/SIGTERM ends what was begun, answers the feed, and takes nothing new"
        with Server() as server:
            token = server.sign_in()
            address = server.begin_upload(token)
            feed, upload = server.connect(), server.connect()
            with feed, upload:
                feed.sendall((f"GET /v1/feed?wait=50 HTTP/1.1\r\nHost: central\r\n"
                              f"Authorization: Bearer {token}\r\n\r\n").encode())
                upload.sendall((f"PATCH {address} HTTP/1.1\r\nHost: central\r\n"
                                f"Authorization: Bearer {token}\r\nTus-Resumable: 1.0.0\r\n"
                                "Upload-Offset: 0\r\n"
                                "Content-Type: application/offset+octet-stream\r\n"
                                f"Content-Length: {len(PDF)}\r\n\r\n").encode() + PDF[:1000])
                while (server.metric("yichuang_feed_waiting") < 1
                       or server.metric("yichuang_uploads_receiving") < 1):
                    pass
                server.process.send_signal(signal.SIGTERM)
                self.assertIn(b'"events":[]', read_all(feed))
                with self.assertRaises(ConnectionRefusedError):
                    server.connect()
                self.assertIsNone(server.process.poll())
                upload.sendall(PDF[1000:])
                answer = read_all(upload)
                self.assertIn(b"204 No Content", answer)
                self.assertIn(b"Connection: close", answer)
            self.assertEqual(server.process.wait(timeout=60), 0)
            self.assertEqual(os.listdir(os.path.join(server.data, "blobs")),
                             [hashlib.sha256(PDF).hexdigest()[:2]])

    def check_config(self, text):
        """Exit status of check-config, and what it says of the file."""
        with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([CENTRAL, "check-config", "--config", file.name],
                                  capture_output=True, text=True, check=False)
            return done.returncode, done.stdout.replace(file.name + ": ", "")

    def test_check_config(self):
        "/operations/check-config names everything that is wrong"
        with tempfile.TemporaryDirectory() as folder:
            good = f"[server]\ndata={folder}\nterminals=registered\n[uploads]\nsize=512M\n"
            self.assertEqual(self.check_config(good)[0], 0)
            wrong = {
                "[sever]\n": "there is no group [sever]",
                "[log]\nformat=xml\n": "[log] format: this value is not allowed",
                "terminals=some\n": "[server] terminals: this value is not allowed",
                "[limits]\nconnections=none\nidle=3\n":
                    "[limits] connections: this value is not allowed\n[limits] has no key “idle”",
                "[uploads]\nparallel=0\n": "[uploads] parallel: this value is not allowed",
                "[uploads]\nsize=9999999999G\n": "[uploads] size: this value is not allowed",
                "[metrics]\nanywhere=maybe\n": "[metrics] anywhere: this value is not allowed",
            }
            for text, said in wrong.items():
                self.assertEqual(self.check_config(f"[server]\ndata={folder}\n{text}"),
                                 (1, said + "\n"))
            self.assertIn("only this machine", self.check_config(
                f"[server]\ndata={folder}\nlisten=0.0.0.0\n")[1])
            self.assertIn("come together", self.check_config(
                f"[server]\ndata={folder}\ntls-key={folder}/key\n")[1])
            self.assertIn("data: is needed", self.check_config("[server]\n")[1])
            self.assertEqual(self.check_config("data=x\n")[0], 1)

    def test_check_store(self):
        "/operations/check-config names what is wrong with a store of blobs, and never its secret"
        with tempfile.TemporaryDirectory() as folder:
            secret = os.path.join(folder, "secret")
            with open(secret, "w", encoding="utf-8") as file:
                file.write("wJalrXUtnFEMI\n")
            os.chmod(secret, 0o600)
            server = f"[server]\ndata={folder}\n[blobs]\n"
            store = {"store": "s3", "endpoint": "https://s3.example.org", "bucket": "pages",
                     "access-key-id": "AKIAEXAMPLE", "secret-key-file": secret}

            def check(**other):
                wanted = {key: value for key, value in
                          (store | {key.replace("_", "-"): value for key, value in other.items()}
                           ).items() if value}
                return self.check_config(server + "".join(f"{key}={value}\n"
                                                          for key, value in wanted.items()))

            self.assertEqual(check()[0], 0)
            self.assertEqual(check(addressing="host", region="cn-north-1")[0], 0)
            self.assertEqual(check(endpoint="http://127.0.0.1:9000")[0], 0)
            self.assertIn("[blobs] endpoint: ", check(endpoint="http://s3.example.org")[1])
            self.assertIn("[blobs] bucket: ", check(bucket=None)[1])
            self.assertIn("[blobs] access-key-id: ", check(access_key_id=None)[1])
            self.assertIn("[blobs] store: is not s3", check(store=None)[1])
            self.assertIn("[blobs] store: this value", check(store="s4")[1])
            self.assertIn("[blobs] ca-file: ", check(ca_file="/nowhere")[1])
            self.assertEqual(check(addressing="path\n[uploads]\nsize=5G")[0], 0)
            self.assertIn("[uploads] size: ", check(addressing="path\n[uploads]\nsize=6G")[1])
            os.chmod(secret, 0o604)
            status, said = check()
            self.assertEqual(status, 1)
            self.assertIn("[blobs] secret-key-file: everybody on this machine", said)
            self.assertNotIn("wJalrXUtnFEMI", said)
            with open(os.path.join(folder, "conf"), "w", encoding="utf-8") as file:
                file.write(server + "".join(f"{key}={value}\n" for key, value in store.items()))
            done = subprocess.run([CENTRAL, "serve", "--config", file.name], capture_output=True,
                                  text=True, check=False, timeout=60)
            self.assertEqual(done.returncode, 2)
            self.assertIn("[blobs] secret-key-file", done.stderr)

    def test_store_refuses(self):
        "/operations/a store that refuses is told to the keeper at once, to workstations to come back"
        class Store(http.server.BaseHTTPRequestHandler):
            def refuse(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = b"<Error><Code>SignatureDoesNotMatch</Code></Error>"
                self.send_response(403)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_PUT = refuse

            def log_message(self, *_):
                pass

        with contextlib.ExitStack() as stack:
            store = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store))
            stack.callback(store.shutdown)
            threading.Thread(target=store.serve_forever).start()
            secret = stack.enter_context(tempfile.NamedTemporaryFile("w"))
            secret.write("wJalrXUtnFEMI")
            secret.flush()
            server = stack.enter_context(Server(
                f"[blobs]\nstore=s3\nendpoint=http://127.0.0.1:{store.server_address[1]}\n"
                f"bucket=pages\naccess-key-id=AKIAEXAMPLE\nsecret-key-file={secret.name}\n"))
            while "look at secret-key-file" not in server.logged():
                pass
            self.assertEqual(json.loads(server.ask("/healthz")[2]),
                             {"status": "ok", "blobs": "away"})
            status, headers, body = server.ask(
                "/v1/blobs/" + hashlib.sha256(PDF).hexdigest(), PDF, server.sign_in(), "PUT",
                Content_Type="application/pdf")
            self.assertEqual((status, json.loads(body)["code"]), (503, "busy"))
            self.assertIn("Retry-After", headers)
            self.assertEqual(server.metric("yichuang_blob_store_up"), 0)
            self.assertNotIn("wJalrXUtnFEMI", server.logged())

    def test_serve_refuses(self):
        "/operations/a server does not begin with a configuration that is wrong"
        with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as file:
            file.write("[server]\nprot=80\n")
            file.flush()
            done = subprocess.run([CENTRAL, "serve", "--config", file.name], capture_output=True,
                                  text=True, check=False, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("prot", done.stderr)

    def test_terminals(self):
        "/operations/where terminals are registered, one without a key is refused"
        with Server("terminals=registered\n") as server:
            status, _, body = server.ask("/v1/sessions", {"person": "wang", "password": PASSWORD,
                                                          "terminal": "t1"})
        self.assertEqual((status, json.loads(body)["code"]), (403, "terminal-waiting"))
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([CENTRAL, "serve", "--data", folder, "--terminals", "some"],
                                  capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--terminals", done.stderr)

    def test_few_files(self):
        "/operations/a server that may open few files goes on after many connections"
        with Server(files=256) as server, contextlib.ExitStack() as stack:
            for _ in range(400):
                stack.enter_context(server.connect())
            stack.close()
            answer = b""
            while not answer:  # it may be cut until the server has seen that the others are gone
                with server.connect() as connection:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: central\r\n"
                                       b"Connection: close\r\n\r\n")
                    answer = read_all(connection)
            self.assertTrue(answer.startswith(b"HTTP/1.1 200 "), answer[:40])

    def test_other_database(self):
        "/operations/a data folder does not change its database by the way"
        with tempfile.TemporaryDirectory() as folder:
            def migrate(uri):
                return subprocess.run([CENTRAL, "migrate", "--data", folder, "--database", uri],
                                      capture_output=True, text=True, check=False, timeout=60)

            first = "postgresql://127.0.0.1:1/yichuang"
            self.assertIn("cannot connect", migrate(first).stderr)
            other = migrate("postgresql://127.0.0.1:1/other")
            self.assertNotEqual(other.returncode, 0)
            self.assertIn("another database already", other.stderr)
            with open(os.path.join(folder, "database"), encoding="utf-8") as file:
                self.assertEqual(file.read(), first)

    def test_manual(self):
        "/operations/the manual tells every verb, option and key, and no other"
        def page(name):
            with open(os.path.join(MAN, name), encoding="utf-8") as file:
                return file.read().replace("\\-", "-")

        program, keys = page("yichuang-central.1"), page("yichuang-central.conf.5")
        run = lambda *words: subprocess.run([CENTRAL, *words], capture_output=True, text=True,
                                            check=False).stdout
        verbs = re.findall(r"^  (\S+) ", run("--help"), re.M)
        self.assertGreater(len(verbs), 5)
        said = set(re.findall(r"^\.SS (\S+)", program, re.M))
        self.assertEqual(said, set(verbs))
        options = set()
        for verb in verbs:
            options |= set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run(verb, "--help"), re.M))
        options -= {"--help"}
        self.assertGreater(len(options), 10)
        self.assertEqual(set(re.findall(r"^\.B (--[a-z-]+)", program, re.M)), options)
        with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
            shown = run("check-config", "--show", "--config", file.name)
        known = set(re.findall(r"^(?:# )?([a-z-]+)=", shown, re.M))
        self.assertEqual(set(re.findall(r"^\.B ([a-z-]+)$", keys, re.M)), known)

    def test_unit(self):
        "/operations/the unit locks the server in and starts what there is"
        with open(UNIT, encoding="utf-8") as file:
            unit = dict(line.strip().split("=", 1) for line in file
                        if "=" in line and not line.startswith("#"))
        self.assertIn("yichuang-central serve --config", unit["ExecStart"])
        self.assertIn("check-config", unit["ExecStartPre"])
        for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome",
                     "ProtectKernelTunables", "ProtectKernelModules", "ProtectControlGroups",
                     "RestrictNamespaces", "MemoryDenyWriteExecute", "LockPersonality",
                     "RestrictRealtime", "RestrictSUIDSGID", "DynamicUser"):
            self.assertEqual(unit[name], "yes", name)
        self.assertEqual(unit["ProtectSystem"], "strict")
        self.assertEqual(unit["CapabilityBoundingSet"], "")


def drip(connection, piece):
    """Says a little now and then until nobody listens."""
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(piece)
            threading.Event().wait(0.05)


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Operations))
