"""One resolution, several exports: every set has the same versions, and no file holds an address."""

import shutil
import subprocess
import sys

from devtools.environment import FILES, ROOT

GROUPS = {
    "run": ["--no-default-groups"],
    "test": ["--only-group", "test"],
    "art": ["--only-group", "art"],
    "pdf": ["--only-group", "pdf"],
}


def export() -> None:
    uv = shutil.which("uv") or sys.exit("`dev.py lock` needs uv; nothing else does.")
    subprocess.check_call([uv, "lock", "--quiet"], cwd=ROOT)
    for name, groups in GROUPS.items():
        file = FILES[name]
        command = [uv, "export", "--quiet", "--frozen", "--no-emit-project", "--no-header", *groups, "-o", file]
        subprocess.check_call(command, cwd=ROOT)
        if "://" in (ROOT / file).read_text(encoding="utf-8"):
            sys.exit(f"{file} holds an address; it must name packages and hashes only.")
        print(f"{file} written")
