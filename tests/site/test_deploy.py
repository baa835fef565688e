"""Started as in production: what refuses, what warns, and how static files come out."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SITE_URL": "https://handhug.example",
    "SECRET_KEY": "a-long-and-random-text-of-more-than-fifty-characters-0123456789",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
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


def test_a_site_without_static_files_or_letters_is_warned_about(tmp_path):
    env = PRODUCTION | {"HANDHUG_VAR": str(tmp_path), "EMAIL_BACKEND": ""}
    del env["EMAIL_BACKEND"]
    said = manage("check", "--deploy", **env).stderr
    assert "handhug.W001" in said
    assert "handhug.W002" in said


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
    assert [name for name in names if name.startswith("css/")] == ["css/app.css"]
    sheet = (static / names["css/app.css"]).read_text()
    sources = [path.read_text() for path in (ROOT / "static/css").rglob("*.css")]
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
