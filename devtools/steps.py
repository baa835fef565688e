"""The steps between code and a running site. Each is skipped while nothing that it reads has changed."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from devtools.environment import PYTHON, ROOT

VAR = Path(os.environ.get("HANDHUG_VAR", ROOT / "var"))
DATABASE = VAR / "handhug.sqlite3"
PEOPLE = VAR / "demo-people.json"
DEMO_MARK = 0x48756721  # "Hug!" in the database's own header: it says of itself that it is the demo's

SCHEMA = ["requirements.txt", "massage_site", "techniques/migrations", "sessions/migrations"]
CATALOGUE = ["techniques"]
STATIC = ["requirements.txt", "static", "massage_site/storage.py"]


def manage(*args: str, check: bool = True, **env: str) -> int:
    code = subprocess.call([PYTHON, "manage.py", *args], cwd=ROOT, env=os.environ | env)
    if check and code:
        sys.exit(f"`manage.py {args[0]}` failed; the lines above say why.")
    return code


def make_var() -> None:
    """The folder of databases and pictures, for this account alone."""
    VAR.mkdir(mode=0o700, parents=True, exist_ok=True)


def which_database() -> str:
    """In words, without the password."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    return f"{url.scheme} on {url.hostname or 'this machine'}: {url.path}" if url.scheme else str(DATABASE)


def fingerprint(*paths: str) -> str:
    """One hash for the names and contents of files and folders, sources only."""
    digest = hashlib.sha256()
    for path in map(ROOT.joinpath, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def changed(step: str, *paths: str) -> str | None:
    """The new fingerprint when a step has work to do, to be given to `done` afterwards."""
    stamp, now = VAR / "stamps" / step, fingerprint(*paths)
    return None if stamp.exists() and stamp.read_text() == now else now


def done(step: str, now: str) -> None:
    (VAR / "stamps").mkdir(parents=True, exist_ok=True)
    (VAR / "stamps" / step).write_text(now)


def is_demo(database: Path = DATABASE) -> bool:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return connection.execute("PRAGMA application_id").fetchone()[0] == DEMO_MARK


def collect_static() -> subprocess.Popen | None:
    """Start collecting, beside the work on the database; the caller waits."""
    if not changed("static", *STATIC) and (VAR / "static" / "staticfiles.json").exists():
        return None
    make_var()
    command = [PYTHON, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
    return subprocess.Popen(command, cwd=ROOT)


def finish_static(collecting: subprocess.Popen | None) -> None:
    if collecting is None:
        return
    if collecting.wait():
        sys.exit("`manage.py collectstatic` failed; the lines above say why.")
    done("static", fingerprint(*STATIC))


def fill(**env: str) -> None:
    """Tables, shared cache and catalogue of whatever database the environment names."""
    manage("migrate", "--verbosity", "0", **env)
    manage("createcachetable", **env)
    manage("load_catalogue", **env)


def update_database() -> None:
    """Bring the database up to date. One that DATABASE_URL names keeps no stamps here, so it is always asked."""
    make_var()
    if os.environ.get("DATABASE_URL"):
        return fill()
    if not DATABASE.exists() or changed("schema", *SCHEMA):
        fill()
    elif changed("catalogue", *CATALOGUE):
        manage("load_catalogue")
    stamp_database()


def stamp_database() -> None:
    done("schema", fingerprint(*SCHEMA))
    done("catalogue", fingerprint(*CATALOGUE))


def furnish() -> None:
    """Build the demo's database beside its place and move it there when whole: no half-made one can stay."""
    make_var()
    building = VAR / "furnishing.sqlite3"
    remove_database(building)
    env = {"DATABASE_URL": f"sqlite:///{building}"}
    fill(**env)
    manage("furnish_demo", **env)
    with sqlite3.connect(building) as connection:
        connection.execute(f"PRAGMA application_id = {DEMO_MARK}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    remove_database(DATABASE)
    building.replace(DATABASE)
    stamp_database()


def remove_database(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
