#!/usr/bin/python3
# Plays a client's day through prism, which holds every request and answer to data/api/central.yaml.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-contract.py CENTRAL PRISM CONTRACT CITY CLIENT

CENTRAL is the program yichuang-central, PRISM the command of @stoplight/prism-cli, CITY the folder of
the demo city. With --errors, prism answers 500 with a problem of its own for an answer that breaks
the contract, and 422 for such a request; it never forwards what it refuses."""
import base64
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lint")]
from compare_contracts import list_operations, resolve  # noqa: E402
import tap  # noqa: E402

CENTRAL, PRISM, CONTRACT, CITY, CLIENT = sys.argv[1:6]
# Prism reads every body as text, so what goes through it is text; bytes are for tests/central.
PDF = b"%PDF-1.4\n" + b"% nothing to see\n" * 50
SHA256 = hashlib.sha256(PDF).hexdigest()

# The limits of an item, and what they are where the catalogue does not say.
LIMITS = {"promised_days": 0, "legal_days": 0, "yellow_days": 1, "supplement_days": 5,
          "extension_days": 10}


# What HTTP itself needs, and what the contract says of all answers at once.
COMMON = {"date", "server", "connection", "content-length", "content-type", "content-encoding",
          "transfer-encoding", "keep-alive", "vary", "x-request-id", "x-content-type-options",
          "referrer-policy", "cross-origin-resource-policy", "content-security-policy",
          "cache-control", "www-authenticate", "allow",
          # prism's own
          "access-control-allow-origin", "access-control-allow-headers",
          "access-control-allow-credentials", "access-control-expose-headers"}

with open(CONTRACT, encoding="utf-8") as file:
    TOLD = yaml.safe_load(file)


def find_told_headers(method, path, status):
    """The headers that the contract has for this answer, in lower case."""
    for where, (operation, _, _) in list_operations(TOLD):
        pattern = re.sub(r"\\{[a-z0-9]+\\}", "[^/]+", re.escape(where))
        if not re.fullmatch(pattern, f"{method} {path.split('?')[0]}"):
            continue
        answers = {str(key): answer for key, answer in operation["responses"].items()}
        answer = answers.get(str(status)) or answers.get(f"{str(status)[0]}XX") or {}
        return {name.lower() for name in resolve(TOLD, answer).get("headers", {})}
    raise AssertionError(f"the contract has no {method} {path}")


def uuid(kind, number):
    return f"01936f2e-7c3a-7{kind:03x}-8000-{number:012x}"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        kind = self.headers.get_content_type()
        self.json = json.loads(self.body) if self.body and kind.endswith("json") else None


def ask(base, method, path, body=None, token=None, kind="application/json", **headers):
    data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
    request = urllib.request.Request(base + path, data=data, method=method)
    if data is not None:
        request.add_header("Content-Type", kind)
    if token:
        request.add_header("Authorization", "Bearer " + token)
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Answer(response)
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answers(base, process):
    """Until something listens there; a process that ended never will."""
    while process.poll() is None:
        try:
            ask(base, "GET", "/v1/about")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError("prism ended: " + str(process.returncode))


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        data = os.path.join(cls.folder.name, "data")
        subprocess.run([CENTRAL, "demo", "--data", data, "--city", CITY], check=True,
                       stdout=subprocess.DEVNULL)
        cls.central = subprocess.Popen([CENTRAL, "serve", "--data", data, "--die-with-parent"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        cls.direct = cls.central.stdout.readline().strip()
        port = free_port()
        cls.base = f"http://127.0.0.1:{port}"
        cls.log = open(os.path.join(cls.folder.name, "prism.log"), "w+", encoding="utf-8")
        cls.prism = subprocess.Popen(
            PRISM.split() + ["proxy", "--errors", "--host", "127.0.0.1", "--port", str(port),
                             CONTRACT, cls.direct],
            stdin=subprocess.DEVNULL, stdout=cls.log, stderr=cls.log, start_new_session=True)
        wait_until_answers(cls.base, cls.prism)
        cls.clerk = cls.sign_in("wang")
        cls.approver = cls.sign_in("li")
        catalogue = ask(cls.base, "GET", "/v1/catalogue", token=cls.clerk).json
        cls.item = next(item for item in catalogue["items"]
                        if item["code"] == "real-estate-transfer")

    @classmethod
    def tearDownClass(cls):
        os.killpg(cls.prism.pid, signal.SIGKILL)  # it would wait for idle connections
        cls.prism.wait()
        cls.central.terminate()
        cls.central.wait()
        cls.central.stdout.close()
        cls.log.close()
        cls.folder.cleanup()

    @classmethod
    def sign_in(cls, person):
        answer = ask(cls.base, "POST", "/v1/sessions",
                     {"person": person, "password": "yichuang-demo", "terminal": "t1"})
        assert answer.status == 201, answer.body
        return answer.json["token"]

    def ask(self, status, method, path, body=None, **more):
        """Asks through the proxy; central's status, and nothing of prism's own."""
        answer = ask(self.base, method, path, body, **more)
        self.assertNotIn("sl-violations", answer.headers, answer.headers.get("sl-violations"))
        if answer.json and "type" in answer.json and answer.status >= 400:
            self.assertTrue(answer.json["type"].startswith("urn:yichuang:"), answer.body)
        self.assertEqual(answer.status, status, answer.body)
        said = {name.lower() for name in answer.headers} - COMMON
        self.assertLessEqual(said, find_told_headers(method, path, status), f"{method} {path}")
        return answer

    def event(self, case, number, kind, version, data, actor="wang", role="intake"):
        return {"id": uuid(0xeee, number), "case": case, "type": kind, "version": version,
                "at": "2026-11-23T01:02:03.004Z", "actor": actor, "role": role, "terminal": "t1",
                "data": data}

    def limits(self):
        """What a case keeps of its item: central compares it with the catalogue."""
        item = self.item
        steps = [{"post": step["post"], "name": step["name"], "days": step["days"]}
                 for step in item.get("steps", [])]
        return {"item": item["code"], "item_version": item["version"],
                "department": item["department"], "steps": steps,
                **{name: item.get(name, days) for name, days in LIMITS.items()}}

    def begin_case(self, number):
        case = uuid(0xca5, number)
        opened = self.event(case, number * 100, "opened", 1, {
            **self.limits(), "item_name": "不动产转移登记",
            "number": f"2026-X9-{number:06d}", "hall": "main", "window": "general-3"})
        filled = self.event(case, number * 100 + 1, "filled", 2,
                            {"applicant": {"kind": "person", "name": "陈小华"}})
        self.ask(200, "POST", f"/v1/cases/{case}/events", {"events": [opened, filled]},
                 token=self.clerk)
        return case

    def test_our_own_client(self):
        "/api/our own client's requests and what it is answered keep the contract"
        done = subprocess.run([CLIENT, self.base], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.log.flush()
        with open(self.log.name, encoding="utf-8") as log:
            self.assertNotIn("Violation", log.read())

    def test_about(self):
        """about"""
        self.assertEqual(self.ask(200, "GET", "/v1/about").json["city"]["id"], "yunxi")

    def test_sessions(self):
        """signing in and out, and everything that can be wrong about it"""
        body = {"person": "zhou", "password": "yichuang-demo", "terminal": "t1"}
        token = self.ask(201, "POST", "/v1/sessions", body).json["token"]
        self.ask(200, "GET", "/v1/sessions/current", token=token)
        self.ask(204, "DELETE", "/v1/sessions/current", token=token)
        self.ask(401, "GET", "/v1/sessions/current", token=token)
        challenge = self.ask(200, "GET", "/v1/sessions/challenge").json["challenge"]
        proof = {"key": "0" * 64, "challenge": challenge, "signature": "0" * 128}
        self.ask(403, "POST", "/v1/sessions", dict(body, proof=proof))
        self.ask(401, "POST", "/v1/sessions", dict(body, proof=dict(proof, challenge="0" * 112)))
        wrong = dict(body, person="nobody", password="wrong")
        for _ in range(5):
            self.ask(401, "POST", "/v1/sessions", wrong)
        self.ask(429, "POST", "/v1/sessions", wrong)

    def test_catalogue(self):
        """the catalogue, once"""
        first = self.ask(200, "GET", "/v1/catalogue", token=self.clerk)
        self.ask(304, "GET", "/v1/catalogue", token=self.clerk,
                 If_None_Match=first.headers["ETag"])

    def test_numbers(self):
        """leasing numbers, again, and the list of leases"""
        path = "/v1/terminals/t1/number-ranges"
        body = {"request": uuid(0xaaa, 1), "kind": "voucher", "window": "general-3", "count": 10}
        first = self.ask(201, "POST", path, body, token=self.clerk)
        again = self.ask(200, "POST", path, body, token=self.clerk)
        self.assertEqual(first.json, again.json)
        self.ask(200, "GET", path, token=self.clerk)
        self.ask(403, "GET", "/v1/terminals/t2/number-ranges", token=self.clerk)
        self.ask(422, "POST", path, dict(body, request=uuid(0xaaa, 2), kind="case", window="none"),
                 token=self.sign_in("jin"))

    def test_voids(self):
        """void numbers, again, and those of others"""
        ranges = "/v1/terminals/t1/number-ranges"
        lease = {"request": uuid(0xaaa, 9), "kind": "grant", "window": "general-3", "count": 5}
        self.ask(201, "POST", ranges, lease, token=self.clerk)
        body = {"voids": [{"request": lease["request"], "number": 5, "reason": "undone"}]}
        self.assertEqual(self.ask(200, "POST", ranges + "/voids", body, token=self.clerk).json,
                         {"kept": 1})
        self.ask(200, "POST", ranges + "/voids", body, token=self.clerk)
        self.ask(403, "POST", "/v1/terminals/t2/number-ranges/voids", body, token=self.clerk)
        body["voids"][0]["number"] = 6
        self.ask(422, "POST", ranges + "/voids", body, token=self.clerk)
        self.ask(401, "POST", ranges + "/voids", body, token="made-up")

    def test_checks(self):
        """registers: who answers, who does not, and an event that says what was answered"""
        case = self.begin_case(3)
        body = {"source": "population", "case": case,
                "parameters": {"name": "陈小华", "id_number": "330102199801010117"}}
        told = self.ask(200, "POST", "/v1/checks", body, token=self.clerk).json
        self.assertEqual(told["outcome"], "answered")
        nobody = dict(body, parameters={"name": "无名", "id_number": "330102199801010117"})
        self.assertEqual(self.ask(200, "POST", "/v1/checks", nobody, token=self.clerk)
                         .json["outcome"], "not-found")
        self.ask(404, "POST", "/v1/checks", dict(body, source="palace"), token=self.clerk)
        self.ask(422, "POST", "/v1/checks", dict(body, parameters={"name": "陈小华"}),
                 token=self.clerk)
        self.ask(403, "POST", "/v1/checks", body, token=self.approver)
        self.ask(401, "POST", "/v1/checks", body, token="made-up")
        data = {name: told[name] for name in ("source", "outcome", "check", "answer")}
        forged = self.event(case, 31, "verified", 3,
                            dict(data, answer=dict(told["answer"], local=False)))
        path = f"/v1/cases/{case}/events"
        self.ask(422, "POST", path, {"events": [forged]}, token=self.clerk)
        self.ask(200, "POST", path, {"events": [self.event(case, 32, "verified", 3, data)]},
                 token=self.clerk)

    def test_events(self):
        """events: stored, stored again, in conflict, refused, not seen"""
        case = self.begin_case(1)
        self.begin_case(1)
        path = f"/v1/cases/{case}/events"
        told = self.ask(200, "GET", path + "?after=1", token=self.clerk).json
        self.assertEqual(told["names"], {"wang": "王丽"})
        self.ask(404, "GET", path, token=self.approver)
        note = self.event(case, 1, "noted", 2, {"text": "late"})
        conflict = self.ask(409, "POST", path, {"events": [note]}, token=self.clerk)
        self.assertEqual(len(conflict.json["events"]), 1)
        self.assertEqual(conflict.json["names"], {"wang": "王丽"})
        refused = self.event(case, 2, "accepted", 3, {})
        self.ask(422, "POST", path, {"events": [refused]}, token=self.clerk)
        foreign = self.event(case, 3, "noted", 3, {"text": "not mine"}, actor="li")
        self.ask(403, "POST", path, {"events": [foreign]}, token=self.clerk)
        page = {"page": "p1", "material": "application", "blob": "0" * 64, "mime": "image/png"}
        missing = self.ask(422, "POST", path, {"events": [self.event(case, 4, "scanned", 3, page)]},
                           token=self.clerk)
        self.assertEqual(missing.json["code"], "blob-missing")
        self.ask(401, "POST", path, {"events": [note]}, token="made-up")

    def test_reveals(self):
        """what is masked for who decides: asked for, again, without need, by others"""
        waiting = self.ask(200, "GET", "/v1/cases?state=handed-off", token=self.approver).json["cases"]
        case = waiting[0]["id"]
        events = self.ask(200, "GET", f"/v1/cases/{case}/events", token=self.approver).json["events"]
        self.assertIn("applicant/phone", [place for event in events
                                          for place in event["data"].get("masked", [])])
        path = f"/v1/cases/{case}/reveals"
        body = {"id": uuid(0xddd, 1), "field": "applicant/phone", "reason": "现场核实需电话预约"}
        first = self.ask(200, "POST", path, body, token=self.approver).json
        self.assertEqual(first, self.ask(200, "POST", path, body, token=self.approver).json)
        self.assertRegex(first["value"], "^1[0-9]{10}$")
        self.ask(422, "POST", path, dict(body, id=uuid(0xddd, 2), field="applicant/name"),
                 token=self.approver)
        self.ask(403, "POST", path, body, token=self.clerk)
        self.ask(404, "POST", f"/v1/cases/{uuid(0xca5, 999)}/reveals", body, token=self.approver)
        self.ask(401, "POST", path, body, token="made-up")

    def test_cases(self):
        """lists of cases in pages"""
        first = self.ask(200, "GET", "/v1/cases?limit=5&state=handed-off", token=self.clerk)
        self.ask(200, "GET", f"/v1/cases?limit=500&after={first.json['next']}", token=self.clerk)
        self.ask(200, "GET", "/v1/cases?q=2026", token=self.approver)
        self.ask(200, "GET", "/v1/cases?q=%E4%B8%8D%E5%8A%A8%E4%BA%A7", token=self.clerk)
        self.ask(403, "GET", "/v1/cases", token=self.sign_in("shen"))
        counts = self.ask(200, "GET", "/v1/cases/counts", token=self.clerk).json["counts"]
        self.assertGreater(counts["handed-off"], 5)
        self.ask(403, "GET", "/v1/cases/counts", token=self.sign_in("shen"))

    def test_statistics(self):
        """figures for the supervisor, of the hall alone"""
        path = "/v1/statistics?from=2026-01-01&until=2026-12-31"
        boss = self.sign_in("jin")
        figures = self.ask(200, "GET", path, token=boss).json
        while figures["behind"]:
            figures = self.ask(200, "GET", path, token=boss).json
        self.assertGreater(figures["total"]["received"], 5)
        self.assertGreater(len(figures["points"]), 0)
        self.ask(403, "GET", path, token=self.clerk)
        reversed_days = "/v1/statistics?from=2026-12-31&until=2026-01-01"
        self.assertEqual(self.ask(422, "GET", reversed_days, token=boss).json["field"], "until")

    def test_audit(self):
        """the end of the log, and the hash of an event that somebody remembers"""
        head = self.ask(200, "GET", "/v1/audit/head", token=self.clerk).json["head"]
        past = self.ask(200, "GET", f"/v1/audit/head?seq={head['seq']}", token=self.clerk).json["past"]
        self.assertEqual(past["seq"], head["seq"])
        self.ask(404, "GET", f"/v1/audit/head?seq={head['seq'] + 1000000}", token=self.clerk)

    def test_feed(self):
        """the feed, all of it, and waiting"""
        since, events, names = 0, 0, {}
        while True:
            page = self.ask(200, "GET", f"/v1/feed?since={since}&limit=1000", token=self.clerk).json
            events += len(page["events"])
            names.update(page["names"])
            if page["next"] == since:
                break
            since = page["next"]
        self.assertGreater(events, 1000)
        self.assertEqual(names["li"], "李明")
        timer = threading.Timer(0.3, self.begin_case, [7])
        timer.start()
        woken = self.ask(200, "GET", f"/v1/feed?since={since}&wait=30", token=self.clerk).json
        timer.join()
        self.assertGreater(len(woken["events"]), 0)

    def test_blobs(self):
        """content there and back, in ranges, and what is wrong with it"""
        path = "/v1/blobs/" + SHA256
        self.ask(404, "GET", path, token=self.clerk)
        self.ask(201, "PUT", path, PDF, token=self.clerk, kind="application/pdf")
        self.ask(200, "PUT", path, PDF, token=self.clerk, kind="application/pdf")
        self.assertEqual(self.ask(200, "GET", path, token=self.clerk).headers["ETag"],
                         f'"{SHA256}"')
        part = self.ask(206, "GET", path, token=self.clerk, Range="bytes=0-7")
        self.assertEqual(part.headers["Content-Range"], f"bytes 0-7/{len(PDF)}")
        self.ask(416, "GET", path, token=self.clerk, Range="bytes=99999-")
        self.ask(304, "GET", path, token=self.clerk, If_None_Match=f'"{SHA256}"')
        self.ask(200, "HEAD", path, token=self.clerk)
        self.ask(404, "GET", path, token=self.approver)
        self.ask(422, "PUT", path, PDF[:-1], token=self.clerk, kind="application/pdf")

    def begin_upload(self, content, **more):
        name = base64.b64encode(hashlib.sha256(content).hexdigest().encode()).decode()
        mime = base64.b64encode(b"application/pdf").decode()
        return self.ask(201, "POST", "/v1/uploads", more.pop("body", None), token=self.clerk,
                        kind="application/offset+octet-stream", Tus_Resumable="1.0.0",
                        Upload_Length=str(len(content)), **more,
                        Upload_Metadata=f"sha256 {name},mime {mime}").headers["Location"]

    def piece(self, status, path, offset, content, **more):
        more = {"kind": "application/offset+octet-stream", "Tus_Resumable": "1.0.0", **more}
        return self.ask(status, "PATCH", path, content, token=self.clerk,
                        Upload_Offset=str(offset), **more)

    def test_uploads(self):
        """uploads in pieces, and what is wrong with them"""
        content = PDF + b"% in pieces\n"
        self.ask(204, "OPTIONS", "/v1/uploads")
        path = self.begin_upload(content)
        tus = {"token": self.clerk, "Tus_Resumable": "1.0.0"}
        self.assertEqual(self.ask(200, "HEAD", path, **tus).headers["Upload-Offset"], "0")
        first = self.piece(204, path, 0, content[:100])
        self.assertEqual(first.headers["Upload-Offset"], "100")
        self.piece(409, path, 0, content[:100])
        self.piece(460, path, 100, content[100:],
                   Upload_Checksum="sha256 " + base64.b64encode(bytes(32)).decode())
        self.piece(400, path, 100, content[100:], Upload_Checksum="md5 x")
        self.piece(412, path, 100, content[100:], Tus_Resumable="0.2.2")
        self.piece(413, path, 100, content)
        self.piece(204, path, 100, content[100:])
        self.assertEqual(self.ask(200, "GET", "/v1/blobs/" + hashlib.sha256(content).hexdigest(),
                                  token=self.clerk).body, content)
        self.ask(204, "DELETE", path, **tus)
        self.ask(404, "DELETE", path, **tus)
        self.ask(401, "DELETE", path, token="made-up", Tus_Resumable="1.0.0")

    def test_operations(self):
        """health, metrics and the contract itself"""
        self.ask(200, "GET", "/healthz")
        self.ask(200, "GET", "/metrics")
        page = self.ask(200, "GET", "/v1/docs")
        style = re.search(r"<style>(.*?)</style>", page.body.decode(), re.S)[1]
        allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.assertIn(f"style-src 'sha256-{allowed}'", page.headers["Content-Security-Policy"])
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        told = self.ask(200, "GET", "/v1/openapi.yaml").body.decode()
        self.assertEqual(yaml.safe_load(told), TOLD)

    def test_contract_bites(self):
        """prism would have noticed: a request that breaks the contract is refused"""
        answer = ask(self.base, "POST", "/v1/sessions", {"person": "wang"})
        self.assertEqual(answer.status, 422)
        self.assertIn("stoplight", answer.json["type"])


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Contract))
