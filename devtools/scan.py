"""Let a stranger's scanner, wapiti, look for known holes on every page of the demo, once as each of its people.

python3 dev.py scan [--only Pat Tess] [--seconds 120]

It runs on this machine only, in an environment of its own, against a demo of its own that is thrown away afterwards.
What would end the person's own place is left out: signing out, leaving, erasing, ending a place.
"""

import argparse
import http.cookiejar
import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request

from devtools.environment import ROOT
from devtools.steps import VAR

sys.path.insert(0, str(ROOT / "tests"))

from demo_site import running_demo

FOLDER = VAR / "scan"
VENV = ROOT / ".venv-scan"
PACKAGES = ("wapiti3==3.2.3", "greenlet")  # the last that runs on Python 3.11; it forgets to name the second
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,http_headers,htaccess,methods,permanentxss,redirect,sql,upload,xss"
)
ROLES = ("visitor", "Pat", "Tess", "Nora", "Lena", "Tom", "Root")
LEFT_OUT = ("accounts/logout/", "babies/*/rights/*", "babies/*/erasure/", "babies/*/family/*/end/",
            "units/*/staff/*/end/", "demo/*", "staff/admin/logout/", "static/*")  # fmt: skip
ADMIN = "/staff/admin/"
REMARKS = re.compile(  # kinds that inform, and two that are as they must be
    "HTTP Methods|Review Webserver Metafiles"
    "|Secure Flag cookie"  # this line is http; tests/site/test_deploy.py looks at https
    "|HttpOnly Flag cookie.* handhug-(theme|baby|hand)$"  # a script writes the colours when there is no connection
)


def main() -> int:
    options = wishes()
    if not (VENV / "bin/wapiti").exists():
        subprocess.check_call([sys.executable, "-m", "venv", VENV])
        subprocess.check_call([VENV / "bin/pip", "install", "--quiet", *PACKAGES])
    found = 0
    with running_demo(FOLDER / "site") as site:
        people = site.people | {"Root": make_root(site)}
        pages = sorted(set(site.addresses.values()))
        for role in options.only:
            report = scan(site.url, role, sign_in(site.url, people.get(role)), pages, options.seconds)
            found += tell(role, report)
    print(f"{found} findings. The reports are in {FOLDER}.")
    return int(bool(found))


def wishes():
    parser = argparse.ArgumentParser(prog="dev.py scan", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=ROLES, default=ROLES, metavar="NAME")
    parser.add_argument("--seconds", type=int, default=240, help="at most, for finding pages and again for each attack")
    return parser.parse_args()


def make_root(site) -> int:
    """One who opens the admin."""
    code = (
        "from massage_site.accounts.models import User;"
        "print(User.objects.create_superuser('root@maple.example', None, name='Root').pk)"
    )
    env = {"HANDHUG_VAR": str(site.var), "HANDHUG_DEMO": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    return int(subprocess.check_output(command, cwd=ROOT, env=env, text=True).split()[-1])


def sign_in(url: str, person: int | None) -> str:
    """The cookies of somebody who clicked on their own name."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{url}/demo/").read().decode()
    if person:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        opener.open(f"{url}/demo/{person}/", urllib.parse.urlencode({"csrfmiddlewaretoken": token}).encode()).read()
    return "; ".join(f"{each.name}={each.value}" for each in jar)


def scan(url, role, cookies, pages, seconds) -> dict:
    report, store = FOLDER / f"{role}.json", FOLDER / f"{role}.store"
    command = [
        VENV / "bin/wapiti", "-u", f"{url}/", "--scope", "folder", "-m", MODULES, "-C", cookies, "-v", "0",
        "--flush-session", "--store-session", store, "--store-config", store, "--no-bugreport",
        "-f", "json", "-o", report,
        "--max-scan-time", str(seconds), "--max-attack-time", str(seconds), "-d", "2", "--max-parameters", "20",
    ]  # fmt: skip
    for page in [*pages, *[ADMIN] * (role == "Root")]:
        command += ["-s", url + page]
    for page in LEFT_OUT:
        command += ["-x", f"{url}/{page}"]
    with (FOLDER / f"{role}.log").open("w") as log:
        subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=True)
    return json.loads(report.read_text())


def tell(role, report) -> int:
    """Print every finding; return how many are more than a remark."""
    rows = [(kind, row) for kind, rows in (report["vulnerabilities"] | report["anomalies"]).items() for row in rows]
    for kind, row in rows:
        print(f"{role:<8} {kind}: {row['method']} {row['path']} {row['info']}"[:220], flush=True)
    print(f"{role:<8} {report['infos']['crawled_pages_nbr']} pages", flush=True)
    return sum(REMARKS.match(f"{kind}: {row['info']}") is None for kind, row in rows)


if __name__ == "__main__":
    sys.exit(main())
