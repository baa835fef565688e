"""The security headers, on whatever is answered."""

import pytest

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
    from django.test import Client

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
