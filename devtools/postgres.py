"""A throw-away PostgreSQL on a socket: no port, no password, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Speed instead of safety: the cluster lives for one test run.
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c statement_timeout=120s -k "  # also a wait for a lock ends in a sentence
)


def programs() -> Path | None:
    """The newest server's folder; Debian keeps it off the PATH, and what is on the PATH may be a client only."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in [*reversed(debian), *on_path]:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    return None


@contextmanager
def throw_away(folder: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of a new cluster."""
    home = Path(tempfile.mkdtemp(prefix="hug-pg-"))
    home.chmod(0o711)
    become = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(home, "postgres")
        become = ["runuser", "-u", "postgres", "--"]

    def call(program, *args):
        subprocess.run([*become, folder / program, *args], cwd=home, check=True, stdout=subprocess.DEVNULL)

    call("initdb", "-D", home / "data", "-U", "app", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    call("pg_ctl", "-D", home / "data", "-w", "-s", "-l", home / "log", "-o", f"{OPTIONS}{home}", "start")
    try:
        call("createdb", "-h", home, "-U", "app", "app")
        yield f"postgres://app@{quote(str(home), safe='')}/app"
    finally:
        call("pg_ctl", "-D", home / "data", "-s", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)
