#!/usr/bin/env python3
"""Writes the PNGs of this folder: every depth and colour type, 4 x 2 pixels.

The JPEGs beside them are made with ImageMagick:
    convert -size 16x8 gradient:red-blue -quality 90 rgb.jpg
    convert -size 16x8 gradient:red-blue -interlace JPEG progressive.jpg
    convert -size 16x8 gradient:black-white -colorspace Gray gray.jpg
    convert -size 16x8 xc:"cmyk(0,255,255,0)" -colorspace CMYK cmyk.jpg
All are ours, under the licence of the project.
"""
import os
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT = 4, 2


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack_row(samples, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in samples)
    bits = "".join(format(s, f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def write(name, depth, color, pixel, extra=b""):
    rows = b""
    for y in range(HEIGHT):
        samples = [s for x in range(WIDTH) for s in pixel(x, y)]
        rows += b"\0" + pack_row(samples, depth)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, color, 0, 0, 0)
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra
                + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def main():
    for depth in (1, 2, 4, 8, 16):
        top = 2 ** depth - 1
        # left to right from black to white
        write(f"gray{depth}.png", depth, 0, lambda x, y: [top * x // 3 if depth > 1 else x % 2])
    for depth in (8, 16):
        top = 2 ** depth - 1
        write(f"rgb{depth}.png", depth, 2, lambda x, y: [top * (x == 0), top * (x == 1), top * (x == 2)])
        write(f"graya{depth}.png", depth, 4, lambda x, y: [top, top * x // 3])
        write(f"rgba{depth}.png", depth, 6, lambda x, y: [top, 0, 0, top * x // 3])
    palette = chunk(b"PLTE", bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]))
    for depth in (2, 4, 8):
        write(f"palette{depth}.png", depth, 3, lambda x, y: [x],
              palette + chunk(b"tRNS", bytes([255, 128])))
    write("dpi300.png", 8, 2, lambda x, y: [1, 2, 3], chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)))


main()
