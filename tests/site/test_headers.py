"""The security headers, on whatever is answered, and nobody's words in the logs."""

import logging
import uuid

import pytest
from cast import NOW, PASSWORD, make_massage, make_plan
from django.core.management import call_command
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from massage_site.headers import ALWAYS
from sessions.babies.invitations import Invitation

CONTENT_POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
ANSWERS = {
    "/": 200,
    "/accounts/login/": 200,
    "/today/": 302,
    "/no-such-page/": 404,
    "/demo/": 404,
    "/staff/admin/login/": 302,  # to the one sign-in that slows guessing
}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_carries_the_headers(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer["Content-Security-Policy"].split("; ")) == CONTENT_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    for device in ("camera", "microphone", "geolocation"):
        assert f"{device}=()" in answer["Permissions-Policy"]
    assert "screen-wake-lock=(self)" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_a_post_without_a_token_is_refused_with_the_headers_too():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert set(answer["Content-Security-Policy"].split("; ")) == CONTENT_POLICY


def test_a_page_for_somebody_stays_in_no_cache(client, cast):
    client.force_login(cast.pat)
    assert "no-store" in client.get("/today/")["Cache-Control"]


@pytest.mark.django_db
def test_a_stranger_gets_no_reason_for_a_crash(client, settings, monkeypatch):
    monkeypatch.setattr("massage_site.front.render", lambda *args: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "Content-Security-Policy" in answer


ODD = {
    "not there": ("get", "/no-such-page/", {}, 404),
    "a wrong method": ("put", "/theme/", {}, 405),
    "a name that is not ours": ("get", "/", {"headers": {"host": "evil.example"}}, 400),
    "a name that is not ours, in the clear": ("get", "/", {"headers": {"host": "evil.example"}, "secure": False}, 400),
    "in the clear": ("get", "/", {"secure": False}, 301),
    "too many fields": ("post", "/accounts/login/", {"data": {f"f{n}": "" for n in range(2501)}}, 400),
    "a file": ("get", "/static/favicon.svg", {}, 200),
    "a file that is not there": ("get", "/static/no.css", {}, 404),
    "what browsers ask for untold": ("get", "/favicon.ico", {}, 200),
    "the worker": ("get", "/sw.js", {}, 200),
    "the admin": ("get", "/staff/admin/", {}, 302),
    "the admin's own files": ("get", "/static/admin/css/base.css", {}, 200),
    "a crash": ("get", "/", {}, 500),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", ODD)
def test_no_answer_is_without_the_headers(settings, monkeypatch, case):
    """As in production: https, one name. What allauth slows (429) and every address are looked at elsewhere."""
    method, path, more, status = ODD[case]
    settings.ALLOWED_HOSTS, settings.WHITENOISE_USE_FINDERS = ["testserver"], True
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    if case == "a crash":
        monkeypatch.setattr("massage_site.front.render", lambda *args: 1 / 0)
    client = Client(raise_request_exception=False)
    answer = getattr(client, method)(path, **{"secure": True} | more)
    assert answer.status_code == status
    answer.close()  # a file
    if isinstance(answer, FileResponse):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "max-age=31536000" in answer["Strict-Transport-Security"]
    else:
        assert set(answer["Content-Security-Policy"].split("; ")) == CONTENT_POLICY
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


@pytest.mark.django_db
def test_the_admin_opens_to_nobody_with_a_password_alone(cast, client):
    cast.lena.is_staff = cast.lena.is_superuser = True
    cast.lena.save()
    client.post(reverse("account_login"), {"login": cast.lena.email, "password": PASSWORD})
    assert client.get(reverse("admin:index")).url == reverse("mfa_index")
    client.force_login(cast.lena)
    answer = client.get(reverse("admin:index"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_no_name_and_no_word_of_a_family_is_in_the_logs(cast, caplog, monkeypatch):
    """The main ways through the site, right and wrong, with the log turned up as far as it goes."""
    caplog.set_level(logging.DEBUG)
    call_command("load_catalogue", verbosity=0)
    words = {
        "name": "Quillonette",
        "note": "a zebra slept",
        "search": "Xanthippe",
        "wish": "ostrich",
        "mail": "yak@home",
    }
    make_plan(baby=cast.bo, by=cast.tess, now=NOW)
    family, staff = Client(raise_request_exception=False), Client(raise_request_exception=False)
    facts = {"by": cast.tess, "role": "guardian", "for_name": words["name"]}
    _, code = Invitation.issue([cast.bo], now=timezone.now(), **facts)
    family.post(reverse("join"), {"code": "ZZZZ ZZZZ"})
    family.post(reverse("join"), {"code": code})
    assert family.post(reverse("join-open"), {"name": words["name"], "agree": "on"}).url == reverse("today")
    massage = make_massage(baby=cast.bo, author=cast.pat, note=words["note"])
    bo = [cast.bo.pk]
    for name, args in (("log", bo), ("questions", bo), ("massage", [*bo, massage.key]), ("log", [uuid.uuid4()])):
        family.get(reverse(name, args=args))
    family.post(reverse("questions", args=bo), {"text": words["wish"]})
    family.post(reverse("come-in-mail"), {"address": f"{words['mail']}.example"})
    staff.post(reverse("account_login"), {"login": f"{words['mail']}.example", "password": words["note"]})
    staff.force_login(cast.tess)
    staff.post(reverse("babies-found"), {"q": words["search"], "search": words["search"], "words": words["search"]})
    staff.post(reverse("baby-new"), {"first_name": words["name"]})
    staff.get(reverse("log", args=bo))
    Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": words["mail"]})
    monkeypatch.setattr("massage_site.front.render", lambda *args: 1 / 0)
    Client(raise_request_exception=False).get("/")
    assert "Page number" in caplog.text, "the log was listened to"
    said = [each.getMessage() for each in caplog.records if not each.name.startswith("faker")]
    assert [line for line in said for word in (*words.values(), code) if word in line] == []
