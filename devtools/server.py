"""Start the web server, say when it answers, and end it with us."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from devtools.environment import PYTHON, ROOT
from devtools.steps import PEOPLE


def need_free_port(port: int) -> None:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(
                f"Something else already answers on port {port}; perhaps Handhug is running in another window.\n"
                f"Stop it, or choose another port: --port {port + 1}"
            )


def command(port: int) -> list:
    if os.name != "posix":  # gunicorn needs fork
        return [PYTHON, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    return [
        PYTHON, "-m", "gunicorn", "massage_site.wsgi", "--preload", "--worker-class", "gthread",
        "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "warning",
    ]  # fmt: skip


def run(port: int, greeting: Callable[[str], str]) -> None:
    """Serve until Ctrl-C."""
    child = subprocess.Popen(command(port), cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        if wait_until_it_answers(child, port):
            print(greeting(f"http://localhost:{port}") + "\nStop with Ctrl-C.", flush=True)
        sys.exit(child.wait())
    except KeyboardInterrupt:
        child.terminate()
        child.wait()


def wait_until_it_answers(child: subprocess.Popen, port: int, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and child.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/", headers={"Host": urlsplit(os.environ["SITE_URL"]).netloc})
            connection.getresponse().read()
            connection.close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def who_can_sign_in(url: str) -> str:
    lines = [f"\nHandhug's demo is at {url}/", f"Sign in by clicking a name at {url}/demo/ (no password):"]
    people = json.loads(PEOPLE.read_text(encoding="utf-8")) if PEOPLE.exists() else []
    wide = max((len(person["name"]) for person in people), default=0)
    group = None
    for person in people:
        if person["group"] != group:
            group = person["group"]
            lines.append(f"  {group}")
        lines.append(f"    {person['name']:<{wide}}  {person['note']}")
    return "\n".join(lines)
