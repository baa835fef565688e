"""The engine of iPads as far as Linux has it: WebKitGTK, over its own WebDriver, on a screen that nobody sees."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from glob import glob

import pytest
from demo_site import free_port

BROWSER = max(glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser"), default=None)
PACKAGES = "webkit2gtk-driver xvfb libgles2"
PATIENCE = 60  # seconds; a state that has not come by then does not come


@pytest.fixture
def webkit():
    if not (BROWSER and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        missing = f"No WebKitGTK on this machine (Debian: apt-get install {PACKAGES}), so no test of it."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    screen, number = start_screen()
    driver = None
    try:
        port = free_port()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        env = os.environ | {"DISPLAY": f":{number}", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        command = ["WebKitWebDriver", f"--port={port}"]
        driver = subprocess.Popen(command, env=env, start_new_session=True, **quiet)
        tablet = WebKit(f"http://127.0.0.1:{port}")
        yield tablet
        tablet.close()
    finally:
        for process in filter(None, (driver, screen)):
            os.killpg(process.pid, signal.SIGTERM)  # the driver's browser belongs to its group
            process.wait(timeout=20)


def start_screen():
    """A screen of its own: the server chooses a free number and says it."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1200x1400x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[write], start_new_session=True, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as said:
        return screen, int(said.readline())


class WebKit:
    """Just enough of WebDriver: no other package is needed for it."""

    def __init__(self, url):
        until(lambda: self._call("GET", f"{url}/status"), OSError)
        options = {"binary": BROWSER, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.url = f"{url}/session/" + self._call("POST", f"{url}/session", wanted)["sessionId"]

    def go(self, url):
        self._call("POST", f"{self.url}/url", {"url": url})

    def add_cookie(self, **cookie):
        self._call("POST", f"{self.url}/cookie", {"cookie": cookie})

    def js(self, code, *args):
        """Run it as the body of a function; a promise is waited for."""
        return self._call("POST", f"{self.url}/execute/sync", {"script": code, "args": args})

    def see(self, code, *args):
        """Wait until it is true. A page on its way may not answer, so it is asked again."""
        return until(lambda: self.js(f"return {code}", *args), urllib.error.HTTPError)

    def tap(self, words):
        """The link, button, or label that says so, when it is to be seen; the last, as the first may be for keys."""
        self.see(TAPPED, words)

    def close(self):
        self._call("DELETE", self.url)

    def _call(self, method, url, body=None):
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)["value"]


def until(ask, *not_yet):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if found := ask():
                return found
        except not_yet:
            if time.monotonic() > end:
                raise
        assert time.monotonic() < end, "It did not come."
        time.sleep(0.1)


TAPPED = """((words) => {
  const things = [...document.querySelectorAll("a, button, label")];
  const said = (one) => (one.getAttribute("aria-label") ?? one.innerText).trim().replace(/\\s+/g, " ");
  const found = things.findLast((one) => one.getClientRects().length && said(one) === words);
  found?.click();
  return Boolean(found);
})(arguments[0])"""
