"""What a proxy gets wrong is named: by a proxy of a few lines here, and by nginx where that is installed."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client, RequestFactory
from django.test.testcases import QuietWSGIRequestHandler
from django.urls import reverse

from massage_site.self_test import probe, views
from massage_site.self_test.asking import Answer, Asker, Finding

pytestmark = pytest.mark.once
SITE = "https://handhug.example"
SEEN = reverse("self-test-seen")


class Proxy:
    """Takes a question of the test, does what a proxy does, and brings the answer back."""

    def __init__(self):
        self.host, self.proto, self.forwarded = True, "set", "appended"
        self.takes, self.drops, self.adds, self.changes = 50 * 1024**2, (), (), {}
        self.own_errors = False

    def __call__(self, path, method="GET", body=None, **headers):
        sent = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        if body is not None and len(body) > self.takes:
            return reply(413, {}, b"too large")
        meta = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent.items()}
        kind = meta.pop("HTTP_CONTENT_TYPE", "application/octet-stream")
        meta["HTTP_HOST"] = sent.get("host", "handhug.example") if self.host else "127.0.0.1:8000"
        meta |= {"REMOTE_ADDR": "127.0.0.1"} | self.says(sent)
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        answer = client.generic(method, path, body or b"", kind, **{k: v for k, v in meta.items() if v is not None})
        return self.bring_back(path, answer)

    def says(self, sent):
        proto = {"set": "https", "passed": sent.get("x-forwarded-proto", "https"), "none": None}[self.proto]
        before = sent.get("x-forwarded-for")
        line = {"appended": f"{before}, 192.0.2.7" if before else "192.0.2.7", "passed": before, "none": None}
        return {"HTTP_X_FORWARDED_PROTO": proto, "HTTP_X_FORWARDED_FOR": line[self.forwarded]}

    def bring_back(self, path, answer):
        lines = [(name, value) for name, value in answer.headers.items() if name not in self.drops]
        lines += [("Set-Cookie", morsel.OutputString()) for morsel in answer.cookies.values()]
        lines = [(name, self.changes.get((path, name), value)) for name, value in [*lines, *self.adds]]
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answer.close()
        return reply(answer.status_code, lines, b"not found" if self.own_errors and answer.status_code == 404 else body)


def reply(status, lines, body):
    headers = http.client.HTTPMessage()
    for name, value in dict(lines).items() if isinstance(lines, dict) else lines:
        headers[name] = value
    return Answer(status, headers, body)


def behind_a_proxy(settings, site):
    settings.SITE_URL, settings.ALLOWED_HOSTS = site, [site.split("/")[2].split(":")[0]]
    settings.CSRF_TRUSTED_ORIGINS = [site]
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.WHITENOISE_USE_FINDERS = True  # nothing is collected for tests


@pytest.fixture
def proxy(settings, monkeypatch, db):
    behind_a_proxy(settings, SITE)
    proxy = Proxy()
    proxy.adds = [("Content-Encoding", "br")]  # collected files are; those of the tests are not collected
    monkeypatch.setattr(Asker, "__call__", lambda self, *args, **more: proxy(*args, **more))
    return proxy


def wrong():
    return [f"{each.words} {each.do}" for each in probe.look(SITE, views.ticket()) if not each.good]


def test_a_right_proxy_is_told_so(proxy):
    assert wrong() == []
    out = StringIO()
    call_command("self_test", stdout=out)
    assert "Everything arrives as it was sent." in out.getvalue()


CASES = {
    "the name is not passed on": ({"host": False}, "proxy_set_header Host $host"),
    "nobody says https": ({"proto": "none"}, "X-Forwarded-Proto is missing or wrong"),
    "https is hearsay": ({"proto": "passed"}, "as a stranger sent it"),
    "no address is sent": ({"forwarded": "none"}, "X-Forwarded-For does not arrive"),
    "the address is hearsay": ({"forwarded": "passed"}, "Anybody can choose the address"),
    "the policy is lost": ({"drops": ("Content-Security-Policy",)}, "lost or changed: Content-Security-Policy"),
    "hsts is lost": ({"drops": ("Strict-Transport-Security",)}, "lost or changed: Strict-Transport-Security"),
    "nosniff is lost": ({"drops": ("X-Content-Type-Options",)}, "lost or changed: X-Content-Type-Options"),
    "sent twice": ({"adds": [("X-Frame-Options", "DENY"), ("Content-Encoding", "br")]}, "Sent twice: X-Frame-Options"),
    "its own page of errors": ({"own_errors": True}, "proxy_intercept_errors off"),
    "small uploads": ({"takes": 1024**2}, "refuses a picture of 12 MB"),
    "nothing compressed": ({"adds": []}, "Files arrive uncompressed"),
    "files are text": (
        {"changes": {("/static/css/app.css", "Content-Type"): "text/plain"}},
        "style sheet does not arrive",
    ),
    "the worker is kept": ({"changes": {("/sw.js", "Cache-Control"): "max-age=3600"}}, "worker for use without"),
    "the worker is html": ({"changes": {("/sw.js", "Content-Type"): "text/html"}}, "worker for use without"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_proxy_that_is_wrong_is_named(proxy, case):
    facts, said = CASES[case]
    vars(proxy).update(facts)
    found = wrong()
    assert any(said in each for each in found), found
    with pytest.raises(CommandError, match="wrong"):
        call_command("self_test", stdout=StringIO())


def test_too_many_proxies_named_let_a_liar_choose(proxy, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert any("fewer addresses" in each for each in wrong())
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert any("the site is not told" in each for each in wrong())


def test_cookies_without_secure_and_a_form_of_another_origin_are_named(proxy, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    assert any("Cookies lost what protects them" in each for each in wrong())
    settings.CSRF_TRUSTED_ORIGINS = []
    proxy.changes = {}
    assert wrong()


def test_a_clock_that_is_off_is_named(proxy, monkeypatch):
    told = views.arrived
    monkeypatch.setattr(views, "arrived", lambda request: told(request) | {"now": time.time() - 90})
    assert any("seconds apart" in each for each in wrong())
    assert not views.clock_of("0", 1e9).good
    assert views.clock_of("1000000000000", 1e9).good
    assert "needs JavaScript" in views.clock_of("", 1e9).words


def test_nobody_without_the_secret_learns_how_a_request_arrives(client):
    assert client.get(SEEN).status_code == 404
    assert client.get(SEEN, headers={"X-Handhug-Self-Test": "look:1:x"}).status_code == 404
    assert client.get(SEEN, headers={"X-Handhug-Self-Test": views.ticket()}).json()["secure"] is False


def test_a_server_that_is_silent_is_told_so():
    (finding,) = probe.look("http://127.0.0.1:9", "ticket")
    assert "Nobody answers" in finding.words


def test_the_page_is_for_who_runs_the_site(cast, client, monkeypatch):
    found = [Finding(False, "It refuses a picture of 12 MB.", "Let it."), Finding(True, "Forms arrive.")]
    monkeypatch.setattr(views, "look", lambda url, ticket: found)
    client.force_login(cast.lena)
    url = reverse("self-test")
    assert client.get(url).status_code == 403
    assert client.post(url).status_code == 403
    cast.lena.is_staff = cast.lena.is_superuser = True
    cast.lena.save()
    assert "Ask now" in client.get(url).content.decode()
    page = client.post(url, {"device_time": str(time.time() * 1000)}).content.decode()
    assert "refuses a picture of 12 MB" in page
    assert "device and the server agree" in page


def test_the_arriving_address_is_empty_when_the_header_is_too_short(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert views.arrived(RequestFactory().get("/", headers={"X-Forwarded-For": "192.0.2.1"}))["address"] == ""


# --- nginx, with TLS, in front of this site

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
RIGHT = {
    "name": "proxy_set_header Host $http_host;",
    "proto": "proxy_set_header X-Forwarded-Proto $scheme;",
    "for": "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
    "size": "client_max_body_size 50m;",
    "gzip": "gzip on; gzip_proxied any; gzip_types text/css;",  # collected files come compressed, these do not
}
NGINX_CASES = {
    "right": ({}, None),
    "no name": ({"name": ""}, "proxy_set_header Host $host"),
    "no proto": ({"proto": ""}, "X-Forwarded-Proto is missing or wrong"),
    "proto as it came": ({"proto": "proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;"}, "X-Forwarded-Proto"),
    "no address": ({"for": ""}, "Anybody can choose the address"),
    "an empty address": ({"for": 'proxy_set_header X-Forwarded-For "";'}, "X-Forwarded-For does not arrive"),
    "small uploads, its default": ({"size": ""}, "refuses a picture of 12 MB"),
    "a header hidden": ({"more": "proxy_hide_header Content-Security-Policy;"}, "changed: Content-Security-Policy"),
    "a header twice": ({"more": "add_header X-Frame-Options DENY always;"}, "Sent twice: X-Frame-Options"),
    "another origin": ({"more": 'proxy_set_header Origin "https://evil.example";'}, "A form is refused (403)"),
    "nothing compressed": ({"gzip": ""}, "Files arrive uncompressed"),
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder, key, name = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1()), "localhost"
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *pem))
    return folder


@pytest.fixture
def nginx(settings, monkeypatch, db, certificate, tmp_path):
    """Start nginx with these lines and return the address of the site behind it."""
    if NGINX is None:
        missing = "No nginx on this machine (Debian: apt-get install nginx-light)."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with closing(socket.socket()) as probe_of_port:
        probe_of_port.bind(("127.0.0.1", 0))
        port = probe_of_port.getsockname()[1]
    behind_a_proxy(settings, f"https://localhost:{port}")
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())
    Thread(target=server.serve_forever, daemon=True).start()
    running = []

    def start(**lines):
        here = "\n".join((RIGHT | lines).values())
        places = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
        (tmp_path / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {tmp_path}/pid; error_log {tmp_path}/errors; events {{}}\n"
            f"http {{ access_log off; client_body_temp_path {tmp_path}/body; {places}\n"
            f"server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {certificate}/cert.pem;\n"
            f"ssl_certificate_key {certificate}/key.pem; location / {{\n{here}\n"
            f"proxy_pass http://127.0.0.1:{server.server_port}; }} }} }}"
        )
        command = [NGINX, "-e", f"{tmp_path}/errors", "-c", f"{tmp_path}/nginx.conf"]
        running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with closing(socket.socket()) as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    return settings.SITE_URL
            time.sleep(0.05)
        raise AssertionError((tmp_path / "errors").read_text())

    yield start
    for each in running:
        each.terminate()
        each.wait()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("case", NGINX_CASES)
def test_nginx_that_is_wrong_is_named_and_one_that_is_right_is_not(nginx, case):
    lines, said = NGINX_CASES[case]
    site = nginx(**lines)
    found = [f"{each.words} {each.do}" for each in probe.look(site, views.ticket()) if not each.good]
    assert found == [] if said is None else any(said in each for each in found), found
