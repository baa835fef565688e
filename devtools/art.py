"""The drawings: render what is out of date, make thumbnails and the contact sheet, or compare everything."""

import shutil
import subprocess
import sys

from devtools.environment import PYTHON, ROOT


def need_potrace() -> None:
    if not shutil.which("potrace"):
        sys.exit("Drawing needs the program potrace. On Debian and Ubuntu: apt-get install potrace")


def illustrations(command: str) -> int:
    return subprocess.call([PYTHON, "-m", "techniques.illustrations", command], cwd=ROOT)


def render() -> int:
    """Drawings first, because the others are made from them."""
    return next(filter(None, map(illustrations, ("render", "loops", "thumbs", "icons", "sheet"))), 0)


def compare() -> int:
    """Hashes and geometry, then every drawing drawn anew: both are said, whatever the first one finds."""
    stale, changed = illustrations("check"), illustrations("verify")
    return stale or changed
