"""Asks the site as anybody on the way would, and says what came of it."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

HEADER = "X-Handhug-Self-Test"
PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Finding:
    good: bool
    words: str
    do: str = ""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def get(self, name):
        return self.headers.get(name, "")


class Asker:
    def __init__(self, url):
        self.url, self.parts = url, urlsplit(url)

    def __call__(self, path, method="GET", body=None, **headers):
        kind = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.parts.hostname, self.parts.port, timeout=PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Host": self.parts.netloc, "Connection": "close"} | sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def seen(self, ticket, **more):
        """How the site saw this request, and the answer; None where it did not get there."""
        answer = self(reverse("self-test-seen"), **{HEADER.replace("-", "_"): ticket} | more)
        try:
            return json.loads(answer.body) if answer.status == 200 else None, answer
        except ValueError:
            return None, answer
