#!/usr/bin/env python3
"""Everything a person types here, with nothing but Python 3.11 or newer.

python3 dev.py demo         the furnished demo on http://localhost:8000; sign in by clicking a name
                            [--port N] [--reset: throw the demo's database away and furnish it anew]
python3 dev.py test         the whole suite: SQLite with browser tests, PostgreSQL beside it
                            [pytest arguments: one run on SQLite; --postgres as the first: on PostgreSQL]
python3 dev.py soak         2,000 runs of bad luck between a family's device and the log, 60 more with a real browser,
                            how fast it opens without a connection, and 2,000 walks through the doors [another number]
python3 dev.py check        the quick look: ruff, import order, templates
python3 dev.py audit        every page of the demo in every width and theme; pictures go to var/audit/
python3 dev.py scan         a scanner of holes, wapiti, over every page of the demo as each of its people [--only Pat]
python3 dev.py new-unit     a real hospital unit and its first lead, who gets a one-time link
python3 dev.py serve        the site without the demo [--port N]; SITE_URL, DATABASE_URL, SECRET_KEY decide the rest
python3 dev.py art          draw what is out of date, and one page with every drawing (needs potrace)
                            [--check: draw everything anew and compare]
python3 dev.py manage ...   any command of Django
python3 dev.py lock         resolve pyproject.toml anew and write requirements*.txt (needs uv)
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Handhug needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import argparse
import os
import subprocess
from urllib.parse import urlsplit

from devtools import art, environment, lock, server, steps, suite


def demo(args):
    """Furnish when there is nothing yet, update otherwise, and serve."""
    options = port_options("demo", reset=True).parse_args(args)
    refuse_demo_unless_safe()
    server.need_free_port(options.port)
    os.environ["HANDHUG_DEMO"] = "1"
    os.environ.setdefault("SITE_URL", f"http://localhost:{options.port}")
    environment.ensure("run", *environment.paper())
    collecting = steps.collect_static()
    if options.reset or not steps.DATABASE.exists():
        steps.furnish()
    else:
        steps.update_database()
    steps.finish_static(collecting)
    server.run(options.port, server.who_can_sign_in)


def refuse_demo_unless_safe():
    if os.environ.get("DATABASE_URL"):
        sys.exit("The demo only ever uses its own database in var/. Unset DATABASE_URL first.")
    if urlsplit(os.environ.get("SITE_URL", "http://localhost")).hostname not in ("localhost", "127.0.0.1"):
        sys.exit("The demo signs people in by a click, so it runs on localhost only. Unset SITE_URL first.")
    if steps.DATABASE.exists() and not steps.is_demo():
        sys.exit(
            f"{steps.DATABASE} was not made by the demo, so the demo leaves it alone.\n"
            "Start it with `python3 dev.py serve`, or move it away and run the demo again."
        )


def serve(args):
    """The site as in production, behind a proxy that speaks https."""
    options = port_options("serve").parse_args(args)
    server.need_free_port(options.port)
    os.environ.setdefault("SITE_URL", f"http://localhost:{options.port}")
    environment.ensure("run", *environment.paper())
    if steps.manage("check", "--deploy", check=False):
        sys.exit(
            "This set-up is too weak for babies' records: the site does not start. The lines above say what to do."
        )
    collecting = steps.collect_static()
    steps.update_database()
    steps.finish_static(collecting)
    server.run(options.port, lambda url: f"Handhug is at {os.environ['SITE_URL']}/")


def test(args):
    environment.ensure(
        "run", "test", "pdf", *["art"] * (os.environ.get("CI") == "true")
    )  # elsewhere the drawings may be skipped
    sys.exit(suite.run(args))


def soak(args):
    environment.ensure("run", "test")
    sequences = int(args[0]) if args else 2000
    os.environ |= {"HANDHUG_SEQUENCES": str(sequences), "HANDHUG_BROWSER_SEQUENCES": str(-(-sequences * 3 // 100))}
    os.environ["HANDHUG_WALKS"] = str(sequences)
    files = ["sessions/test_outbox_machine.py", "sessions/soak_bad_luck.py", "sessions/soak_cold_start.py"]
    files += ["test_random_walk.py", "soak_random_walk.py"]
    patient = ["-q", "-s", "-o", "faulthandler_timeout=0"]
    sys.exit(suite.run([*(f"tests/{name}" for name in files), *patient]))


def check(args):
    environment.ensure("run", "test")
    sys.exit(suite.lint())


def audit(args):
    environment.ensure("run", "test")
    sys.exit(subprocess.call([environment.PYTHON, "-m", "devtools.audit", *args], cwd=environment.ROOT))


def scan(args):
    environment.ensure("run", "test")
    sys.exit(subprocess.call([environment.PYTHON, "-m", "devtools.scan", *args], cwd=environment.ROOT))


def draw(args):
    parser = argparse.ArgumentParser(prog="dev.py art")
    parser.add_argument("--check", action="store_true", help="draw everything anew and compare with the files")
    options = parser.parse_args(args)
    art.need_potrace()
    environment.ensure("run", "art")
    sys.exit(art.compare() if options.check else art.render())


def new_unit(args):
    environment.ensure("run")
    say_which_database()
    steps.update_database()
    if not os.environ.get("DATABASE_URL") and steps.is_demo():
        print("This goes into the demo's database; `dev.py demo --reset` will take it away again.")
    sys.exit(steps.manage("new_unit", *args, check=False))


def manage(args):
    environment.ensure("run")
    say_which_database()
    sys.exit(steps.manage(*args, check=False))


def say_which_database():
    """Beside the answer of a command, not in it: that may be read by a program."""
    print(f"Database: {steps.which_database()}", file=sys.stderr)


def port_options(command, reset=False):
    parser = argparse.ArgumentParser(prog=f"dev.py {command}")
    parser.add_argument("--port", type=int, default=8000)
    if reset:
        parser.add_argument("--reset", action="store_true", help="furnish the demo anew")
    return parser


COMMANDS = {
    "demo": demo,
    "test": test,
    "soak": soak,
    "check": check,
    "audit": audit,
    "scan": scan,
    "art": draw,
    "new-unit": new_unit,
    "serve": serve,
    "manage": manage,
    "lock": lambda args: lock.export(),
}

if __name__ == "__main__":
    command, *rest = sys.argv[1:] or ["help"]
    if command not in COMMANDS:
        sys.exit(__doc__)
    os.chdir(environment.ROOT)
    COMMANDS[command](rest)
