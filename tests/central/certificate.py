#!/usr/bin/python3
# A certificate of this machine, for tests of what goes over TLS.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: certificate.py FOLDER     writes cert.pem and key.pem there"""
import os
import subprocess
import sys


def make_certificate(folder):
    cert, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=central",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert],
                   check=True, capture_output=True)
    return cert, key


if __name__ == "__main__":
    make_certificate(sys.argv[1])
