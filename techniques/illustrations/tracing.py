"""Masks to vector paths, by the potrace program."""

import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np

PATH_DATA = re.compile(r' d="([^"]*)"')


def trace(mask, speck=40, corner=1.1, tolerance=0.4):
    """SVG path data in pixels, y upwards; specks of fewer pixels are left out."""
    if mask.sum() < speck:
        return ""
    h, w = mask.shape
    with tempfile.TemporaryDirectory() as folder:
        bitmap, drawing = Path(folder, "mask.pbm"), Path(folder, "mask.svg")
        bitmap.write_bytes(f"P4\n{w} {h}\n".encode() + np.packbits(mask, axis=1).tobytes())
        options = ["-s", "--flat", "-t", str(speck), "-a", str(corner), "-O", str(tolerance), "-u", "1"]
        subprocess.run(["potrace", *options, str(bitmap), "-o", str(drawing)], check=True)  # noqa: S603, S607
        return " ".join(" ".join(d.split()) for d in PATH_DATA.findall(drawing.read_text()))
