#!/usr/bin/python3
# A scanner that speaks eSCL over HTTP: one flatbed, one grey page. Prints its address.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: escl.py JPEG, the page that it scans; ends when its standard input does."""
import http.server
import sys
import threading

SIZE = """<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>"""
CAPABILITIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"
 xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
<pwg:Version>2.6</pwg:Version><pwg:MakeAndModel>Yichuang Net 1</pwg:MakeAndModel>
<scan:Platen><scan:PlatenInputCaps>{SIZE}<scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>
<scan:DiscreteResolution><scan:XResolution>75</scan:XResolution><scan:YResolution>75</scan:YResolution>
</scan:DiscreteResolution></scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles></scan:PlatenInputCaps></scan:Platen>
</scan:ScannerCapabilities>"""
STATUS = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"
 xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
<pwg:Version>2.6</pwg:Version><pwg:State>Idle</pwg:State></scan:ScannerStatus>"""


class Scanner(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    waiting = 0  # pages that the job has not given yet

    def answer(self, status, body=b"", kind="text/xml", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/eSCL/ScannerCapabilities":
            self.answer(200, CAPABILITIES.encode())
        elif self.path == "/eSCL/ScannerStatus":
            self.answer(200, STATUS.encode())
        elif self.path.endswith("/NextDocument") and Scanner.waiting:
            Scanner.waiting = 0
            with open(sys.argv[1], "rb") as page:
                self.answer(200, page.read(), "image/jpeg")
        else:
            self.answer(404)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Scanner.waiting = 1
        self.answer(201, Location="/eSCL/ScanJobs/1")

    def do_DELETE(self):
        self.answer(200)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Scanner)
print(f"http://127.0.0.1:{server.server_port}/eSCL", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
