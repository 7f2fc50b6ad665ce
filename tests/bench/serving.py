# What the benches of central share: servers with people and data of their own, and who asks them.
# SPDX-License-Identifier: GPL-3.0-or-later
import http.client
import json
import os
import subprocess
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILT = os.path.join(ROOT, "_build", "main")
CENTRAL = os.path.join(BUILT, "src", "central", "yichuang-central")
PARTS = os.path.join(BUILT, "tests", "bench", "parts")
WITH_POSTGRES = os.path.join(ROOT, "tests", "central", "with-postgres.py")
PASSWORD = "correct horse"
CLERK = ("wang", "intake", ["--hall", "main"])
TYPES = ("opened", "filled", "received", "accepted", "handed-off")
OPENED = {"item": "plot", "item_name": "地块", "item_version": 1, "hall": "main", "window": "general-3",
          "department": "land", "promised_days": 5, "legal_days": 20, "yellow_days": 2}
FILLED = {"applicant": {"name": "陈小华", "id_number": "11010519491231002X"},
          "form": {"location": "云溪市澄江路12号1幢101室", "seller_name": "林秀英"}}


def central(folder, *words, **more):
    subprocess.run([CENTRAL, *words, "--data", folder], check=True, stdout=subprocess.DEVNULL,
                   **more)


def make_database(name):
    """The words that put a folder's data into a new PostgreSQL of the server that there is."""
    server = os.environ["YC_TEST_POSTGRES"]
    subprocess.run(["psql", "--quiet", "--no-psqlrc", server + " dbname=postgres", "--command",
                    f"CREATE DATABASE {name}"], check=True)
    return ["--database", f"{server} dbname={name}"]


def prepare(folder, *database, people=(CLERK,)):
    central(folder, "migrate", *database)
    for person, roles, where in people:
        central(folder, "user", "add", "--id", person, "--name", person, "--roles", roles, *where,
                input=PASSWORD.encode() + b"\n")


class Server:
    """Central over a folder, until the block ends. `config`: more lines for its configuration."""

    def __init__(self, folder, config=""):
        path = os.path.join(folder, "bench.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"[server]\ndata={folder}\n{config}")
        self.process = subprocess.Popen([CENTRAL, "serve", "--config", path, "--die-with-parent"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip()
        self.place = urllib.parse.urlsplit(self.url).netloc

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def connect(self):
        return http.client.HTTPConnection(self.place)

    def sign_in(self, person=CLERK[0]):
        connection = self.connect()
        body = json.dumps({"person": person, "password": PASSWORD, "terminal": "t1"})
        connection.request("POST", "/v1/sessions", body, {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read())["token"]


def uuid(kind, number):
    return f"01936f2e-7c3a-7{kind:03x}-8000-{number:012x}"


def case_id(number):
    return uuid(0xca5, number)


def handoff(number):
    """A case from its opening to the handoff: the path and the body of one request."""
    case = case_id(number)
    opened = dict(OPENED, number=f"2026-G3-{number:010d}")
    data = (opened, FILLED, {}, {}, {})
    events = [{"id": uuid(0xe00 + i, number), "case": case, "type": kind, "version": i + 1,
               "at": "2026-11-23T01:02:03.004Z", "actor": "wang", "role": "intake", "terminal": "t1",
               "data": data[i]} for i, kind in enumerate(TYPES)]
    return f"/v1/cases/{case}/events", json.dumps({"events": events}).encode()


def post(connection, token, number):
    path, body = handoff(number)
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise RuntimeError(text)
