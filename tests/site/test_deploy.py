"""Started as in production: what refuses, what warns, and how static files come out."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from massage_site import checks
from massage_site.storage import APART, SHEET

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SITE_URL": "https://handhug.example",
    "SECRET_KEY": "a-long-and-random-text-of-more-than-fifty-characters-0123456789",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DATABASE_URL": "postgres://handhug@localhost/handhug",
    "BEHIND_PROXY": "1",
    "DJANGO_SETTINGS_MODULE": "massage_site.settings",
}


def manage(*args, **env):
    tests_only = ("HANDHUG_", "DJANGO_ALLOW_ASYNC_UNSAFE", "DATABASE_URL")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(tests_only)}
    command = [sys.executable, "-W", "error", "manage.py", *args]
    return subprocess.run(command, cwd=ROOT, env=kept | env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The environment of a site whose static files are collected."""
    env = PRODUCTION | {"HANDHUG_VAR": str(tmp_path_factory.mktemp("production"))}
    done = manage("collectstatic", "--no-input", "--verbosity", "0", **env)
    assert done.returncode == 0, done.stderr
    return env


def test_nothing_is_left_to_warn_about(collected):
    done = manage("check", "--deploy", "--fail-level", "WARNING", **collected)
    assert done.returncode == 0, done.stderr


def test_a_site_without_static_files_is_warned_about(tmp_path):
    assert "handhug.W002" in manage("check", "--deploy", **PRODUCTION | {"HANDHUG_VAR": str(tmp_path)}).stderr


def test_a_weak_set_up_does_not_even_start(tmp_path):
    """All at once, as somebody has it who set the address and nothing else."""
    tmp_path.chmod(0o755)
    env = {"SITE_URL": "https://192.0.2.1", "SECRET_KEY": "secret", "HANDHUG_VAR": str(tmp_path)}
    env |= {"OIDC_SERVER_URL": "http://login.example", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}
    done = manage("check", "--deploy", DJANGO_SETTINGS_MODULE="massage_site.settings", **env)
    assert done.returncode != 0
    assert set(re.findall(r"handhug\.E\d+", done.stderr)) == {f"handhug.E00{n}" for n in (1, 2, 3, 5, 6, 8, 9)}


def test_serve_looks_first(monkeypatch, capsys):
    import dev

    monkeypatch.setattr(dev.steps, "manage", lambda *args, **kwargs: int(args == ("check", "--deploy")))
    monkeypatch.setattr(dev.environment, "ensure", lambda *groups: None)
    monkeypatch.setattr(dev.steps, "update_database", lambda: pytest.fail("it went on"))
    monkeypatch.setenv("SITE_URL", "https://handhug.example")
    with pytest.raises(SystemExit, match="does not start"):
        dev.serve(["--port", "8149"])


@pytest.mark.parametrize(
    ("check", "setting"),
    [
        (checks.secret, {"SECRET_KEY": "a" * 60}),
        (checks.secret, {"SECRET_KEY": "django-insecure" + "-0123456789abcdefghij" * 3}),
        (checks.letters, {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}),
        (checks.debug, {"DEBUG": True}),
        (checks.debug, {"DEMO": True}),
        (checks.cache, {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}),
        (checks.hosts, {"ALLOWED_HOSTS": ["*"]}),
        (checks.hosts, {"ALLOWED_HOSTS": [".handhug.example"]}),
        (checks.hosts, {"CSRF_TRUSTED_ORIGINS": ["http://handhug.example"]}),
    ],
)
def test_each_weakness_alone_is_named(settings, check, setting):
    strong = {"SECRET_KEY": PRODUCTION["SECRET_KEY"], "EMAIL_BACKEND": PRODUCTION["EMAIL_BACKEND"]}
    strong |= {"ALLOWED_HOSTS": ["handhug.example"], "CSRF_TRUSTED_ORIGINS": ["https://handhug.example"]}
    for name, value in strong.items():
        setattr(settings, name, value)
    assert check() is None
    for name, value in setting.items():
        setattr(settings, name, value)
    problem, what_to_do = check()
    assert problem.endswith(".")
    assert what_to_do


def test_a_small_site_may_say_that_it_means_a_file(tmp_path):
    env = PRODUCTION | {"HANDHUG_VAR": str(tmp_path), "HANDHUG_SQLITE": "1"}
    del env["DATABASE_URL"]
    done = manage("check", "--deploy", **env)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("env", "reason"),
    [
        ({"HANDHUG_DEMO": "1"}, "Demo mode is only for localhost"),
        ({"SITE_URL": "http://handhug.example"}, "must start with https"),
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
    ],
)
def test_production_refuses_to_start_with(env, reason, tmp_path):
    done = manage("check", **PRODUCTION | {"HANDHUG_VAR": str(tmp_path)} | env)
    assert done.returncode != 0
    assert reason in done.stderr


def test_cookies_only_travel_over_https(collected):
    code = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.ALLOWED_HOSTS, s.DEBUG)"
    )
    said = manage("shell", "--no-imports", "-c", code, **collected).stdout
    assert said.split() == ["True", "True", "True", "['handhug.example']", "False"]


HASHED = r"\.[0-9a-f]{12}\."


def test_imports_inside_styles_and_scripts_come_out_hashed(collected):
    static = Path(collected["HANDHUG_VAR"]) / "static"
    names = json.loads((static / "staticfiles.json").read_text())["paths"]
    ours = [name for name in names if (ROOT / "static" / name).exists() and name.endswith((".css", ".js"))]
    assert any(name.endswith(".css") for name in ours)
    plain = []
    for name in ours:
        text = re.sub(r"/\*.*?\*/", "", (static / names[name]).read_text(), flags=re.S)
        wanted = r"@import\s+(?:url\()?[\"']([^\"']+)" if name.endswith(".css") else r"""\bfrom\s*["'](\.[^"']+)"""
        for target in re.findall(wanted, text) + re.findall(r"^import\s*[\"'](\.[^\"']+)", text, re.M):
            resolved = (static / names[name]).parent / target
            if not re.search(HASHED, target) or not resolved.exists():
                plain.append(f"{name} -> {target}")
    assert plain == []


def test_one_stylesheet_holds_every_rule_and_scripts_keep_every_word_that_counts(collected):
    static = Path(collected["HANDHUG_VAR"]) / "static"
    names = json.loads((static / "staticfiles.json").read_text())["paths"]
    assert [name for name in names if name.startswith("css/")] == [APART, SHEET]
    sheet = (static / names[SHEET]).read_text()
    sources = [path.read_text() for path in (ROOT / "static/css").rglob("*.css") if not str(path).endswith(APART)]
    plain = [re.sub(r"/\*.*?\*/", "", text, flags=re.S) for text in sources]
    assert sheet.count("{") == sum(text.count("{") for text in plain)
    assert "/*" not in sheet
    for path in (ROOT / "static/js").rglob("*.js"):
        for line in path.read_text().splitlines():
            assert line.count("`") % 2 == 0, f"{path.name}: a text over the end of a line would lose its indent"
            code, _, comment = line.partition(" // ")
            assert not comment or all(code.count(quote) % 2 == 0 for quote in "\"'`"), f"{path.name}: // in a text"


def test_every_static_file_that_a_template_names_exists(collected):
    names = json.loads((Path(collected["HANDHUG_VAR"]) / "static" / "staticfiles.json").read_text())["paths"]
    missing = []
    for template in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", template.read_text()):
            missing += [f"{template.name}: {name}"] * (name not in names)
    assert missing == []


def test_behind_our_proxy_wrong_passwords_are_counted_for_each_visitor_not_for_the_proxy(tmp_path):
    code = (
        "from django.test import RequestFactory; from allauth.account.adapter import get_adapter;"
        "r = RequestFactory().get('/', REMOTE_ADDR='10.0.0.1', HTTP_X_FORWARDED_FOR='1.1.1.1, 203.0.113.9');"
        "print(get_adapter().get_client_ip(r))"
    )
    env = PRODUCTION | {"HANDHUG_VAR": str(tmp_path), "BEHIND_PROXY": "1"}
    assert manage("shell", "--no-imports", "-c", code, **env).stdout.strip() == "203.0.113.9"
