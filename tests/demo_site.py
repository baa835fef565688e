"""The demo itself, started as a stranger starts it, in a folder of its own."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class DemoSite:
    url: str
    var: Path
    seconds: float  # until it answered
    people: dict[str, int]  # first name -> pk
    addresses: dict[str, str]  # "baby as Tess" -> path

    def visit(self, page, name: str, who: str | None):
        """Sign in by clicking the name, if it is not ours already, and open the page."""
        if who and not any(cookie["name"] == "sessionid" for cookie in page.context.cookies()):
            page.goto(f"{self.url}/demo/")
            page.locator(f"form[action='/demo/{self.people[who]}/'] button").click()
        return page.goto(self.url + self.addresses[f"{name} as {who}"])


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_demo(var: Path, port: int | None = None):
    """Run `dev.py demo` with its data in `var`, and stop it afterwards."""
    port = port or free_port()
    env = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "DATABASE_URL")}
    env |= {"HANDHUG_VAR": str(var), "DJANGO_SETTINGS_MODULE": "massage_site.settings"}
    start = time.monotonic()
    command = [sys.executable, "dev.py", "demo", "--port", str(port)]
    var.mkdir(parents=True, exist_ok=True)
    with (var / "demo.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        url = f"http://localhost:{port}"
        _wait_for(url, process, var / "demo.log")
        seconds = time.monotonic() - start
        listed = [sys.executable, "-m", "pages"]
        env["PYTHONPATH"] = os.pathsep.join(map(str, [ROOT, ROOT / "tests"]))
        known = json.loads(subprocess.check_output(listed, cwd=ROOT, env=env, text=True))
        yield DemoSite(url, var, seconds, **known)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url + "/demo/", timeout=10) as answer:  # noqa: S310
                answer.read()
            return
        except urllib.error.HTTPError as answer:
            raise AssertionError(f"The demo answers {answer.code}:\n" + log.read_text()) from None
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The demo did not start:\n" + log.read_text())


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory, worker_id):
    """Furnished once, which takes half a minute; every process that tests gets a copy of its own."""
    var = tmp_path_factory.mktemp("demo") / "var"
    if worker_id == "master":  # alone
        with running_demo(var) as site:
            yield site
    else:
        furnished = tmp_path_factory.getbasetemp().parent / "furnished-demo"
        seconds = furnish_once(furnished)
        shutil.copytree(furnished, var)
        with running_demo(var) as site:
            yield replace(site, seconds=seconds)
    shutil.rmtree(var, ignore_errors=True)


def furnish_once(folder: Path) -> float:
    """Start the demo from nothing in `folder` unless another process did; answers how long it took."""
    took = folder.with_suffix(".seconds")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not took.exists():
            with running_demo(folder) as site:
                pass
            took.write_text(str(site.seconds))
    return float(took.read_text())
