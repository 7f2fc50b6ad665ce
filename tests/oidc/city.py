# A city's sign-in and a central that takes its word, for tests.
# SPDX-License-Identifier: GPL-3.0-or-later
import base64
import hashlib
import http.server
import json
import os
import re
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request

from browser import Browser

HERE = os.path.dirname(os.path.abspath(__file__))
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


def ask(url, body=None, token=None, method=None):
    """Status and answer of a request with JSON."""
    headers = {"Authorization": "Bearer " + token} if token else {}
    data = None
    if body is not None:
        data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


class City:
    """The provider, and what a program does with it."""

    def __init__(self, test, node_modules, *pem):
        self.test, self.node_modules = test, node_modules
        self.process = None
        self.start(0, *pem)

    def start(self, port=0, *pem):
        self.process = subprocess.Popen(
            ["node", os.path.join(HERE, "provider.mjs"), str(port), *pem], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=dict(os.environ, NODE_MODULES=self.node_modules))
        self.test.addCleanup(self.stop, self.process)
        self.issuer = self.process.stdout.readline().strip()

    def stop(self, process=None):
        process = process or self.process
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        while self.process.stdout.readline().strip() != "done":  # the provider has notices, too
            self.test.assertIsNone(self.process.poll())

    def post(self, path, **fields):
        data = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(self.issuer + path, data, timeout=60) as answer:
            return json.load(answer)

    def sign_in(self, name, nonce, client="yichuang"):
        """What the token endpoint gives to the program for a person."""
        where = {}

        class Back(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                where.update(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *words):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Back) as back:
            threading.Thread(target=back.handle_request).start()
            uri = f"http://127.0.0.1:{back.server_port}/callback"
            query = dict(client_id=client, response_type="code", scope="openid", redirect_uri=uri,
                         state="s", code_challenge=CHALLENGE, code_challenge_method="S256")
            if nonce:
                query["nonce"] = nonce
            Browser().sign_in(self.issuer + "/auth?" + urllib.parse.urlencode(query), name)
        return self.post("/token", client_id=client, grant_type="authorization_code",
                         code=where["code"], redirect_uri=uri, code_verifier=VERIFIER)

    def sign_in_device(self, name):
        begun = self.post("/device/auth", client_id="yichuang", scope="openid")
        Browser().sign_in(begun["verification_uri_complete"], name)
        return self.post("/token", client_id="yichuang", grant_type=DEVICE,
                         device_code=begun["device_code"])

    def refresh(self, token):
        return self.post("/token", client_id="yichuang", grant_type="refresh_token",
                         refresh_token=token)


class Central:
    """A central of one hall with the persons wang (who has a password) and li (who has none)."""

    def __init__(self, test, exe, folder, settings):
        self.exe, self.data = exe, os.path.join(folder, "data")
        self.config = os.path.join(folder, "central.conf")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(f"[server]\ndata={self.data}\n{settings}")
        self.add("wang", [], "correct horse\n")
        self.add("li", ["--no-password"], "")
        self.process = subprocess.Popen([exe, "serve", "--config", self.config, "--die-with-parent"],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        test.addCleanup(self.stop)
        self.url = self.process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", self.url), self.url

    def add(self, name, more, password):
        subprocess.run([self.exe, "user", "add", "--data", self.data, "--id", name, "--name", name,
                        "--roles", "intake", "--hall", "main", *more], input=password, text=True,
                       check=True)

    def stop(self):
        self.process.terminate()
        self.said = self.process.communicate(timeout=60)[1]

    def challenge(self):
        return ask(self.url + "/v1/sessions/challenge")[1]["challenge"]

    def sign_in(self, **body):
        return ask(self.url + "/v1/sessions", {"terminal": "t1", **body})
