#!/usr/bin/python3
# What a person does in a browser when a city asks who they are, for tests.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: browser.py NAME ADDRESS     signs in as NAME; "-" goes back instead

Follows the pages from ADDRESS on, types the name, confirms what is asked, and ends where the pages
end: at the address to which the sign-in leads back."""
import http.cookiejar
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

MOST_PAGES = 10


class Browser:
    def __init__(self):
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                  urllib.request.HTTPCookieProcessor(jar))

    def open(self, url, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        with self.opener.open(url, data, timeout=60) as answer:
            return answer.geturl(), answer.read().decode()

    def sign_in(self, url, name):
        """The address of the last page and what it says."""
        place, page = self.open(url)
        for _ in range(MOST_PAGES):
            form = re.search(r"<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", page, re.S)
            if form is None:
                return place, page
            fields = dict(re.findall(r"name=\"([^\"]+)\" value=\"([^\"]*)\"", form[2]))
            if 'name="login"' in form[2] and name == "-":
                back = re.search(r"href=\"([^\"]*/abort)\"", page)[1]
                place, page = self.open(urllib.parse.urljoin(place, back))
                continue
            if 'name="login"' in form[2]:
                fields |= {"login": name, "password": "any"}
            place, page = self.open(urllib.parse.urljoin(place, form[1]), fields)
        raise RuntimeError("the pages go round in circles at " + place)


if __name__ == "__main__":
    print(Browser().sign_in(sys.argv[2], sys.argv[1])[1])
