#!/usr/bin/python3
# What central says below and around its answers: TLS, framing, the headers that keep browsers from harm.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-transport.py CENTRAL

CENTRAL is the program yichuang-central."""
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lint")]
import tap  # noqa: E402
from certificate import make_certificate  # noqa: E402

CENTRAL = sys.argv[1]
SAFE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin", "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'"}
GOOD = {"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305",
        "ECDHE-ECDSA-AES128-GCM-SHA256"}
OLD = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)
NEW = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)


class Server:
    """A server over an empty folder."""

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [CENTRAL, "serve", "--data", os.path.join(self.folder.name, "data"),
             "--die-with-parent", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline().strip().rsplit(":", 1)[1])

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def send(self, request):
        """All that comes back to these bytes, until the connection ends."""
        with self.connect() as line:
            return exchange(line, request)


def exchange(line, request):
    answer = b""
    try:
        line.sendall(request)
        while part := line.recv(65536):
            answer += part
    except (ConnectionResetError, BrokenPipeError):
        pass
    return answer


def headers_of(answer):
    """The headers of an answer, by name in lower case."""
    head = answer.split(b"\r\n\r\n")[0].decode()
    return {name.lower(): value for name, value in
            (line.split(": ", 1) for line in head.split("\r\n")[1:])}


def client_for(version, ciphers="ALL:COMPLEMENTOFALL:@SECLEVEL=0"):
    """Speaks this version of TLS only, and believes everybody."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version, context.minimum_version = version, version
    context.set_ciphers(ciphers)
    return context


def old_server(cert, key, listener):
    """Takes one connection with whatever TLS there is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(cert, key)
    line, _ = listener.accept()
    with context.wrap_socket(line, server_side=True) as secured:
        secured.recv(1)


class Transport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.cert, cls.key = make_certificate(cls.place.name)
        cls.plain = Server()
        cls.secure = Server("--tls-cert", cls.cert, "--tls-key", cls.key)

    @classmethod
    def tearDownClass(cls):
        cls.plain.close()
        cls.secure.close()
        cls.place.cleanup()

    def shake_hands(self, context):
        """The cipher that both agree upon."""
        with self.secure.connect() as line, context.wrap_socket(line) as secured:
            return secured.cipher()[0]

    def test_versions(self):
        "/transport/only TLS 1.2 and 1.3 are spoken"
        for version in OLD:
            with self.assertRaises((ssl.SSLError, ConnectionResetError), msg=version):
                self.shake_hands(client_for(version))
        for version in NEW:
            self.shake_hands(client_for(version))

    def test_old_client(self):
        "/transport/the client of this test could speak what is refused"
        for version in OLD:
            with socket.create_server(("127.0.0.1", 0)) as listener:
                thread = threading.Thread(target=old_server, args=(self.cert, self.key, listener))
                thread.start()
                with socket.create_connection(listener.getsockname()) as line, \
                        client_for(version).wrap_socket(line) as secured:
                    self.assertEqual(secured.version(), version.name.replace("_", "."))
                    secured.send(b".")
                thread.join()

    def test_ciphers(self):
        "/transport/ciphers have forward secrecy and prove what they carry"
        every = [one["name"] for one in client_for(NEW[0]).get_ciphers()
                 if one["protocol"] != "TLSv1.3"]
        taken = set()
        for name in every:
            try:
                taken.add(self.shake_hands(client_for(NEW[0], name + ":@SECLEVEL=0")))
            except (ssl.SSLError, ConnectionResetError):
                pass
        self.assertGreater(len(every), 40)
        self.assertEqual(taken, GOOD)

    def test_preference(self):
        "/transport/the server's order of ciphers counts"
        weak_first = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"
        self.assertEqual(self.shake_hands(client_for(NEW[0], weak_first)),
                         "ECDHE-ECDSA-AES256-GCM-SHA384")

    def test_plain(self):
        "/transport/where there is TLS there is nothing else"
        answer = self.secure.send(b"GET /v1/about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertNotIn(b"HTTP/", answer)
        self.assertNotIn(b"yichuang", answer)

    def test_elsewhere(self):
        "/transport/without a certificate other machines are not served"
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([CENTRAL, "serve", "--data", folder, "--listen", "0.0.0.0"],
                                  capture_output=True, text=True, timeout=60, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("certificate", done.stderr)

    def test_strict(self):
        "/transport/over TLS, and only there, browsers are told to stay with it"
        request = b"GET /v1/about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        with self.secure.connect() as line, client_for(NEW[1]).wrap_socket(line) as secured:
            told = headers_of(exchange(secured, request))
        self.assertGreaterEqual(int(re.fullmatch(r"max-age=(\d+)",
                                                 told["strict-transport-security"])[1]), 31536000)
        self.assertNotIn("strict-transport-security", headers_of(self.plain.send(request)))

    def test_what_is_no_request(self):
        "/transport/what is no request has the same headers, and no word of the software's version"
        cases = [b"NONSENSE\r\n\r\n", b"GET /v1/about HTTP/1.1\r\n\r\n",
                 b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                 b"GET /v1/about%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                 b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n{}"]
        for request in cases:
            answer = self.plain.send(request)
            told = headers_of(answer)
            self.assertRegex(answer, rb"^HTTP/1\.[01] [45]", request)
            self.assertLessEqual(SAFE.items(), told.items(), request)
            self.assertEqual(told["server"], "yichuang-central")

    def test_framing(self):
        "/transport/where a body ends is said once, or the request is refused and the last one"
        smuggled = b"GET /v1/about HTTP/1.1\r\nHost: x\r\n\r\n"
        cases = [b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                 b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
                 b"Content-Length: 2, 2\r\n\r\n{}",
                 b"Content-Length: +2\r\n\r\n{}",
                 b"Content-Length: -2\r\n\r\n",
                 b"Content-Length: 0x2\r\n\r\n{}"]
        for case in cases:
            answer = self.plain.send(b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\n"
                                     b"Content-Type: application/json\r\n" + case + smuggled)
            self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), (case, answer))  # and has ended
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, case)

    def test_trace(self):
        "/transport/TRACE is not known"
        answer = self.plain.send(b"TRACE /v1/about HTTP/1.1\r\nHost: x\r\nX-Secret: xyzzy\r\n"
                                 b"Connection: close\r\n\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 405 "))
        self.assertNotIn(b"xyzzy", answer)

    def test_long_head(self):
        "/transport/a head without end is cut"
        head = b"GET /v1/about HTTP/1.1\r\nHost: x\r\n"
        for request in (head + b"X-Long: " + b"a" * (1 << 20), head + b"X-Many: a\r\n" * (1 << 16),
                        b"GET /" + b"a" * (1 << 20)):
            self.assertNotIn(b" 200 ", self.plain.send(request))
        self.assertIn(b" 200 ", self.plain.send(head + b"Connection: close\r\n\r\n"))


if __name__ == "__main__":
    warnings.simplefilter("ignore", DeprecationWarning)  # of TLS that nobody should speak
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Transport))
