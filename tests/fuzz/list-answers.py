#!/usr/bin/python3
# Prints which statuses the contract documents for each route, as a table in C.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: list-answers.py CONTRACT"""
import sys

import yaml

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        paths = yaml.safe_load(file)["paths"]
    print("// Made from the contract by list-answers.py.")
    print("static const char *const documented[] = {")
    for path, operations in paths.items():
        for method in METHODS:
            if method in operations:
                statuses = " ".join(str(status) for status in operations[method]["responses"])
                print(f'    "{method.upper()} {path} {statuses} ",')
    print("};")


main()
