# What the server knows, as one of its people sees it: journeys look there for what they did.
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import secrets
import time
import urllib.request

PASSWORD = "yichuang-demo"
OFFICE = "natural-resources"


class Central:
    def __init__(self, url, person):
        self.url, self.person, self.token = url, person, None
        self.token = self.call("/v1/sessions", {"person": person, "password": PASSWORD, "terminal": "test"})["token"]

    def call(self, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = json.dumps(body).encode() if body else None
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data, headers)) as answer:
            return json.load(answer)

    def events(self, case):
        return self.call(f"/v1/cases/{case['id']}/events")["events"]

    def cases(self, state):
        return self.call(f"/v1/cases?limit=500&state={state}")["cases"]

    def find(self, number):
        return next(iter(self.call(f"/v1/cases?q={number}")["cases"]), None)

    def case(self, number):
        return self.call(f"/v1/cases?q={number}")["cases"][0]

    def withdraw(self, number, reason):
        self.add(self.case(number), "withdrawn", "intake", {"reason": reason})

    def add(self, case, kind, role, data):
        """As from another terminal; the id is a UUIDv7 of this very moment."""
        now = int(time.time() * 1000)
        digits = f"{now:012x}7{secrets.randbits(12):03x}8{secrets.randbits(60):015x}"
        event = {"id": "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])),
                 "case": case["id"], "type": kind, "version": case["version"] + 1, "actor": self.person,
                 "role": role, "terminal": "test", "data": data,
                 "at": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now / 1000)) + f".{now % 1000:03}Z"}
        self.call(f"/v1/cases/{case['id']}/events", {"events": [event]})

    def received(self):
        """A case that lies at a counter, and who received it: which these are changes with the day."""
        cases = ((case, self.events(case)[0]["actor"]) for case in self.cases("received"))
        return next((case, actor) for case, actor in cases if actor != "online")

    def handed_off(self, not_by=None):
        """A case that waits for the office, of anybody or not of this one, and who received it."""
        for case in self.cases("handed-off"):
            actor = self.events(case)[0]["actor"]
            if case["department"] == OFFICE and actor != not_by:
                return case, actor
        raise AssertionError("the demo city has no such case")
