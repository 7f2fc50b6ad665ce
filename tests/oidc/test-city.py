#!/usr/bin/python3
# Central takes the word of a city's own sign-in, and of nobody else.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-city.py CENTRAL NODE_MODULES

CENTRAL is the program yichuang-central, NODE_MODULES the folder with oidc-provider."""
import base64
import json
import os
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
import urllib.error

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lint"), os.path.join(HERE, "..", "central")]
import tap  # noqa: E402
from certificate import make_certificate  # noqa: E402
from city import Central, City, ask  # noqa: E402

CENTRAL, NODE_MODULES = sys.argv[1:3]


def with_claims(token, **claims):
    """The token with other claims, its signature left as it is."""
    first, second, third = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(second + "==")) | claims
    return ".".join((first, base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("="),
                     third))


class Cities(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.city = City(self, NODE_MODULES)

    def tearDown(self):
        self.doCleanups()  # first of all, whatever failed
        self.folder.cleanup()

    def central(self, more="", client="yichuang", issuer=None):
        return Central(self, CENTRAL, self.folder.name,
                       f"{more}\n[oidc]\nissuer={issuer or self.city.issuer}\nclient-id={client}\n")

    def token(self, central, name, client="yichuang"):
        return self.city.sign_in(name, central.challenge(), client)["id_token"]

    def assert_refused(self, answer, status, code):
        self.assertEqual((answer[0], answer[1]["code"]), (status, code), answer)

    def test_begun(self):
        "/oidc/central/somebody signs in with the city, once with each token"
        central = self.central()
        about = ask(central.url + "/v1/about")[1]
        self.assertEqual(about["sign_in"], ["password", "oidc"])
        self.assertEqual(about["oidc"], {"issuer": self.city.issuer, "client_id": "yichuang",
                                         "scope": "openid", "device": False})
        token = self.token(central, "li")
        status, session = central.sign_in(id_token=token)
        self.assertEqual((status, session["person"]["id"]), (201, "li"))
        self.assertEqual(ask(central.url + "/v1/sessions/current", token=session["token"])[1]["id"], "li")
        self.assert_refused(central.sign_in(id_token=token), 401, "expired")
        self.assertEqual(central.sign_in(person="wang", password="correct horse")[0], 201)
        self.assert_refused(central.sign_in(person="li", password="x"), 401, "sign-in")

    def test_algorithms(self):
        "/oidc/central/tokens of RSA, RSA-PSS, ECDSA and Ed25519 are taken"
        for algorithm in ("RS256", "PS256", "ES256", "ES384", "EdDSA"):
            with self.subTest(algorithm), tempfile.TemporaryDirectory() as folder:
                central = Central(self, CENTRAL, folder, f"[oidc]\nissuer={self.city.issuer}\n"
                                                         f"client-id=other-{algorithm}\n")
                token = self.token(central, "li", "other-" + algorithm)
                self.assertEqual(central.sign_in(id_token=token)[0], 201)

    def test_refused(self):
        "/oidc/central/another nonce, another program, another person, other words: refused"
        central = self.central()
        self.assert_refused(central.sign_in(id_token=self.city.sign_in("li", "mine")["id_token"]),
                            401, "expired")
        self.assert_refused(central.sign_in(id_token=self.city.sign_in("li", None)["id_token"]),
                            401, "expired")
        self.assert_refused(central.sign_in(id_token=self.token(central, "li", "other-RS256")),
                            401, "sign-in")
        self.assert_refused(central.sign_in(id_token=self.token(central, "stranger")),
                            403, "unknown-person")
        token = self.token(central, "stranger")
        self.assert_refused(central.sign_in(id_token=with_claims(token, sub="li")), 401, "sign-in")
        self.assert_refused(central.sign_in(id_token="no token"), 401, "sign-in")
        self.assert_refused(central.sign_in(id_token=""), 422, "malformed")
        central.stop()
        for text in ("stranger", token.split(".")[2], "correct horse"):
            self.assertNotIn(text, central.said)

    def test_new_keys(self):
        "/oidc/central/the city signs with new keys, and those are fetched"
        central = self.central()
        self.assertEqual(central.sign_in(id_token=self.token(central, "li"))[0], 201)
        old = self.token(central, "li")
        self.city.tell("keys")
        self.assertEqual(central.sign_in(id_token=self.token(central, "li"))[0], 201)
        self.assert_refused(central.sign_in(id_token=old), 401, "sign-in")

    def test_prolonged(self):
        "/oidc/central/a session goes on as long as the city says so"
        central = self.central("session-minutes=60")
        given = self.city.sign_in("li", central.challenge())
        session = central.sign_in(id_token=given["id_token"])[1]
        url = central.url + "/v1/sessions/current"
        other = central.sign_in(id_token=self.token(central, "wang"))[1]
        fresh = self.city.refresh(given["refresh_token"])
        status, prolonged = ask(url, {"id_token": fresh["id_token"]}, session["token"])
        self.assertEqual(status, 200)
        self.assertGreaterEqual(prolonged["expires"], session["expires"])
        self.assertEqual(ask(url, {"id_token": fresh["id_token"]}, session["token"])[1], prolonged)
        self.assert_refused(ask(url, {"id_token": fresh["id_token"]}, other["token"]), 403, "forbidden")
        self.assert_refused(ask(url, {"id_token": "x"}, session["token"]), 401, "sign-in")
        self.assert_refused(ask(url, {}, session["token"]), 422, "malformed")
        self.city.tell("forget li")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            self.city.refresh(fresh["refresh_token"])
        refused.exception.close()

    def test_device(self):
        "/oidc/central/a device's token is taken once, where devices are served"
        central = self.central()
        self.assert_refused(central.sign_in(id_token=self.city.sign_in_device("li")["id_token"]),
                            401, "expired")
        with tempfile.TemporaryDirectory() as folder:
            kiosk = Central(self, CENTRAL, folder, f"[oidc]\nissuer={self.city.issuer}\n"
                                                   "client-id=yichuang\ndevice=true\n")
            token = self.city.sign_in_device("li")["id_token"]
            self.assertTrue(ask(kiosk.url + "/v1/about")[1]["oidc"]["device"])
            self.assertEqual(kiosk.sign_in(id_token=token)[0], 201)
            self.assert_refused(kiosk.sign_in(id_token=token), 401, "expired")

    def test_claim(self):
        "/oidc/central/another claim may name the person, and passwords may be off"
        central = Central(self, CENTRAL, self.folder.name,
                          f"[oidc]\nissuer={self.city.issuer}\nclient-id=yichuang\n"
                          "claim=preferred_username\nonly=true\n")
        central.add("the-li", ["--no-password"], "")
        self.assertEqual(ask(central.url + "/v1/about")[1]["sign_in"], ["oidc"])
        self.assertEqual(central.sign_in(id_token=self.token(central, "li"))[1]["person"]["id"], "the-li")
        self.assert_refused(central.sign_in(person="wang", password="correct horse"), 403, "forbidden")

    def test_away(self):
        "/oidc/central/the city's sign-in is away, and back"
        central = self.central()
        token = self.token(central, "li")
        self.city.stop()
        status, problem = central.sign_in(id_token=token)
        self.assertEqual((status, problem["code"]), (503, "busy"))
        self.city.start(int(self.city.issuer.rsplit(":", 1)[1]))
        self.assertEqual(central.sign_in(id_token=self.token(central, "li"))[0], 201)

    def test_tls(self):
        "/oidc/central/the city's certificate is looked at, and may be of an authority of its own"
        pem, key = make_certificate(self.folder.name)
        city = City(self, NODE_MODULES, pem, key)
        settings = f"[oidc]\nissuer={city.issuer}\nclient-id=yichuang\n"
        for more, status in ((f"authority={pem}\n", 201), ("", 503)):
            with self.subTest(more), tempfile.TemporaryDirectory() as folder, \
                    unittest.mock.patch.dict(os.environ, SSL_CERT_FILE=pem):
                central = Central(self, CENTRAL, folder, settings + more)
                token = city.sign_in("li", central.challenge())["id_token"]
                self.assertEqual(central.sign_in(id_token=token)[0], status)

    def test_none(self):
        "/oidc/central/where no city's sign-in is set up none is taken, and it is said what is wrong"
        central = Central(self, CENTRAL, self.folder.name, "")
        about = ask(central.url + "/v1/about")[1]
        self.assertEqual((about["sign_in"], about.get("oidc")), (["password"], None))
        self.assert_refused(central.sign_in(id_token=self.token(central, "li")), 403, "forbidden")
        for settings, said in (("issuer=http://id.example.org\nclient-id=a", "https"),
                               ("issuer=https://id.example.org", "come together"),
                               ("only=true", "nobody could sign in"),
                               ("issuer=https://id.example.org\nclient-id=a\nauthority=/none", "/none")):
            with self.subTest(settings):
                path = os.path.join(self.folder.name, "wrong.conf")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(f"[server]\ndata={self.folder.name}\n[oidc]\n{settings}\n")
                done = subprocess.run([CENTRAL, "check-config", "--config", path], capture_output=True,
                                      text=True, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn(said, done.stdout)


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Cities))
