#!/usr/bin/env python3
"""office_seeds.py FOLDER - the reference documents of the tests as inputs of fuzz_office.

Each once as the list of its parts and once as its bytes.
"""
import os
import sys
import zipfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reference")
HOUSES = [("W", "house.docx"), ("S", "fourthree/reference.pptx"), ("S", "rheinwerk/reference.pptx")]


def main():
    for kind, name in HOUSES:
        path = os.path.join(HERE, name)
        target = os.path.join(sys.argv[1], name.replace("/", "-"))
        with zipfile.ZipFile(path) as z:
            parts = [f"\x1e{n}\n".encode() + z.read(n).replace(b"\x1e", b"") for n in z.namelist()]
        with open(target + ".parts", "wb") as f:
            f.write(kind.encode() + b"".join(parts))
        with open(path, "rb") as original, open(target + ".zip", "wb") as f:
            f.write(kind.lower().encode() + original.read())


if __name__ == "__main__":
    main()
