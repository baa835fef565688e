"""The whole suite: everything on SQLite; beside it, on PostgreSQL, what asks the database, without the browser."""

import os
import subprocess
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

from devtools import postgres
from devtools.environment import PYTHON, ROOT
from devtools.steps import VAR

TWO = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # a file stays in one hand: set up once


def run(args: list[str]) -> int:
    """With arguments: one run on SQLite. Without: all of it, and one line that sums it up."""
    if args[:1] == ["--postgres"]:
        return on_postgres(args[1:])[0]
    if args:
        return pytest(args)
    start = time.monotonic()
    VAR.mkdir(exist_ok=True)
    print("== The suite on SQLite, with the browser; PostgreSQL runs beside it", flush=True)
    log = VAR / "tests-postgresql.log"  # a browser often waits: the other engine takes those moments
    with ThreadPoolExecutor(1) as beside, log.open("w") as out:
        asked = ["-m", "database and not browser and not once", report("postgresql")]
        other = beside.submit(on_postgres, asked, stdout=out, stderr=subprocess.STDOUT)
        sqlite = pytest([*TWO, "--durations=10", report("sqlite")])
        postgresql, ran = other.result()
    print("\n== What asks a database, on PostgreSQL\n" + log.read_text(encoding="utf-8"), flush=True)
    counts = count("sqlite", *(["postgresql"] if ran else []))
    verdict = "FAILED" if sqlite or postgresql else "passed"
    print(f"\nAll of it {verdict}, in {time.monotonic() - start:.0f} s.")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts), flush=True)
    return sqlite or postgresql


def pytest(args: list[str], url: str = "", **streams) -> int:
    """Run pytest against the database at `url`, by default on SQLite. `streams` are those of subprocess."""
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "SITE_URL", "HANDHUG_DEMO")}
    env = kept | ({"DATABASE_URL": url} if url else {})
    return subprocess.call([PYTHON, "-m", "pytest", *args], cwd=ROOT, env=env, **streams)


def on_postgres(args: list[str], **streams) -> tuple[int, bool]:
    """The exit code, and whether anything ran."""
    folder = postgres.programs()
    if folder is None:
        print("Skipped: no PostgreSQL server on this machine (Debian: apt-get install postgresql).")
        return int(os.environ.get("CI") == "true"), False
    with postgres.throw_away(folder) as url:
        return pytest(args, url, **streams), True


def report(name: str) -> str:
    return f"--junitxml={VAR / f'tests-{name}.xml'}"


def count(*names: str) -> dict[str, int]:
    total = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for name in names:
        for suite in ET.parse(VAR / f"tests-{name}.xml").getroot():  # noqa: S314  pytest wrote it just now
            for key in total:
                total[key] += int(suite.get(key))
    failed = total["failures"] + total["errors"]
    return {"passed": total["tests"] - failed - total["skipped"], "failed": failed, "skipped": total["skipped"]}


def lint() -> int:
    """The quick look. The same rules are tests, so `dev.py test` has them too."""
    tools = PYTHON.parent
    commands = {
        "style": ["ruff", "check", "."],
        "import order": ["lint-imports", "--no-logo"],
        "templates": ["djlint", "templates", "--lint", "--quiet"],
    }
    broken = [name for name, (tool, *args) in commands.items() if subprocess.call([tools / tool, *args], cwd=ROOT)]
    print(f"Look again at: {', '.join(broken)}." if broken else "All in order.")
    return int(bool(broken))
