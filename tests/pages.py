"""Every page of the site and who opens it. The browser tests and `dev.py audit` walk this list."""

import json
from collections.abc import Callable
from dataclasses import dataclass

Kwargs = Callable[[object], dict]  # the signed-in person (or None) -> what the address needs


@dataclass(frozen=True)
class Page:
    name: str  # of the URL
    who: tuple[str | None, ...]  # first names of the demo's people; None is a visitor
    kwargs: Kwargs = lambda user: {}
    query: str = ""


def their_baby(user) -> dict:
    """Bo, when the person reaches Bo; otherwise the first baby they reach."""
    return {"pk": _baby(user).pk}


def _baby(user):
    from sessions.babies.access import babies_for

    return sorted(babies_for(user), key=lambda baby: (baby.first_name != "Bo", baby.first_name))[0]


def their_home_baby(user) -> dict:
    """One that went home, and is open to its unit for a while."""
    from sessions.babies.access import unit_babies_for

    return {"pk": unit_babies_for(user).filter(place="home", unit_until__isnull=False)[0].pk}


def their_baby_in_work(user) -> dict:
    """One whose next routine is begun and not yet assigned."""
    from sessions.babies.access import unit_babies_for

    return {"pk": unit_babies_for(user).filter(plans__status="draft")[0].pk}


def their_massage(user) -> dict:
    from sessions.massages.models import Massage

    baby = _baby(user)
    return {"pk": baby.pk, "key": Massage.objects.filter(baby=baby).order_by("-started_at")[0].pk}


def their_own_massage(user) -> dict:
    from sessions.massages.models import Massage

    massage = Massage.objects.filter(author=user, error_at=None).order_by("-started_at")[0]
    return {"pk": massage.baby_id, "key": massage.pk}


def their_sheet(user) -> dict:
    from sessions.massages.models import Massage

    massage = Massage.objects.filter(author=user, batch__isnull=False)[0]
    return {"pk": massage.baby_id, "batch": massage.batch}


def their_unit(user) -> dict:
    return {"unit": user.works_in().order_by("name")[0].pk}


def their_shipped_technique(user) -> dict:
    return their_unit(user) | {"slug": "indian-milking"}


def their_units_version(user) -> dict:
    return their_unit(user) | {"number": 1}


def their_own_question(user) -> dict:
    from sessions.babies.questions import Question

    question = Question.objects.standing().filter(author=user, seen_at=None)[0]
    return {"pk": question.baby_id, "question": question.pk}


def their_draft(user) -> dict:
    from techniques.models import TechniqueDraft

    unit = their_unit(user)
    return unit | {"draft": TechniqueDraft.objects.filter(unit=unit["unit"]).order_by("pk")[0].pk}


def their_leaflet(user) -> dict:
    from techniques.models import Leaflet

    unit = their_unit(user)
    return unit | {"leaflet": Leaflet.objects.filter(unit=unit["unit"])[0].pk}


def their_version(user) -> dict:
    return {"pk": _baby(user).pk, "number": 1}


FAMILY = ("Pat",)
STAFF = ("Tess",)
PAGES = [
    Page("front", (None,)),
    Page("demo-people", (None,)),
    Page("account_login", (None,)),
    Page("mfa_index", STAFF),
    Page("mfa_activate_totp", STAFF),
    Page("mfa_add_webauthn", STAFF),
    Page("library", (None, *FAMILY, *STAFF)),
    Page("technique", (None, *FAMILY), lambda user: {"slug": "indian-milking"}),
    Page("technique-step", (None,), lambda user: {"slug": "indian-milking", "order": 4}),
    Page("technique-sheet", (None, *STAFF), lambda user: {"slug": "indian-milking"}),
    Page("before-you-start", (None,)),
    Page("reading-your-baby", (None,)),
    Page("by-age", (None,)),
    Page("why", (None,)),
    Page("join", (None,)),
    Page("offline", (None,)),
    Page("theme", (None, *FAMILY)),
    Page("today", FAMILY),
    Page("device-code", FAMILY),
    Page("keep-place", FAMILY),
    Page("keep-pin", FAMILY),
    Page("signed-in", (*FAMILY, *STAFF)),
    Page("keep-mail", FAMILY),
    Page("come-in-pin", (None,)),
    Page("come-in-mail", (None,)),
    Page("babies", ("Tess", "Lena", "Nora", "Tom")),
    Page("baby-new", STAFF),
    Page("baby", ("Tess", "Nora"), their_baby),
    Page("baby-edit", STAFF, their_baby),
    Page("twins-apart", STAFF, their_baby),
    Page("plan", STAFF, their_baby),
    Page("plan-preview", STAFF, their_baby),
    Page("plan-twins", STAFF, their_baby),
    Page("plan-assign", STAFF, their_baby_in_work),
    Page("templates", ("Tess", "Nora")),
    Page("plan-versions", (*STAFF, *FAMILY), their_baby),
    Page("plan-version", (*STAFF, *FAMILY), their_version),
    Page("unit-techniques", ("Tess", "Nora"), their_unit),
    Page("unit-technique-review", STAFF, their_shipped_technique),
    Page("unit-policy", ("Tess", "Lena"), their_unit),
    Page("unit-policy-draft", ("Lena",), their_unit),
    Page("unit-policy-version", STAFF, their_units_version),
    Page("unit-claims", ("Tess", "Lena"), their_unit),
    Page("unit-leaflets", ("Tess", "Nora"), their_unit),
    Page("unit-leaflet-new", STAFF, their_unit),
    Page("unit-leaflet", STAFF, their_leaflet),
    Page("unit-leaflet-change", STAFF, their_leaflet),
    Page("unit-newer", ("Tess", "Nora"), their_unit),
    Page("plan-renewal", STAFF, their_baby),
    Page("unit-staff", ("Lena",), their_unit),
    Page("unit-technique-new", STAFF, their_unit),
    Page("unit-draft", STAFF, their_draft),
    Page("unit-draft-review", ("Lena",), their_draft),
    Page("invitations", STAFF, their_baby),
    Page("demonstrations", STAFF, their_baby),
    Page("tablet", ("Tess", "Nora"), their_baby),
    Page("tablet-back", (None,)),
    Page("massage-with-staff", FAMILY, their_baby),
    Page("questions", (*FAMILY, *STAFF), their_baby),
    Page("question", FAMILY, their_own_question),
    Page("massage-new", FAMILY, their_baby),
    Page("massage-learn", FAMILY, their_baby),
    Page("massage-afterwards", FAMILY, their_baby),
    Page("massage-together", FAMILY, their_baby),
    Page("massage-paper", FAMILY, their_baby),
    Page("massage-paper-kept", FAMILY, their_sheet),
    Page("massage", (*FAMILY, *STAFF), their_massage),
    Page("massage-saved", FAMILY, their_massage),
    Page("massage-after", FAMILY, their_own_massage),
    Page("massage-correct", FAMILY, their_massage),
    Page("massage-error", FAMILY, their_massage),
    Page("massage-move", FAMILY, their_massage),
    Page("log", (*FAMILY, *STAFF), their_baby),
    Page("take-along", (*FAMILY, *STAFF), their_baby),
    Page("card", (*FAMILY, *STAFF), their_baby),
    Page("unit-openings", ("Lena",), their_unit),
    Page("unit-numbers", ("Lena",), their_unit),
    Page("openings", FAMILY, their_baby),
    Page("my-record", FAMILY, their_baby),
    Page("erasure", ("Lena",), their_baby),
    Page("discharge", STAFF, their_baby),
    Page("readmission", STAFF, their_home_baby),
    Page("transfer", STAFF, their_baby),
    Page("moves", ("Tess", "Nora", "Tom")),
    Page("window", FAMILY, their_baby),
    Page("window", ("Lena",), their_home_baby),
    Page("baby-return", ("Lena",)),
    Page("ending", (*FAMILY, *STAFF), their_baby),
]
VISITS = [(page.name, who) for page in PAGES for who in page.who]

# Addresses that show no page of their own: they answer a POST, or hand something to the browser.
NOT_PAGES = {
    "printings": "answers a POST",
    "transfer-withdraw": "answers a POST",
    "transfer-acceptance": "answers a POST",
    "transfer-refusal": "answers a POST",
    "window-close": "answers a POST",
    "ending-lift": "answers a POST",
    "home": "sends on",
    "unit": "sends on",
    "unit-policy-sign": "answers a POST",
    "unit-policy-discard": "answers a POST",
    "unit-claim-show": "answers a POST",
    "unit-claim-hide": "answers a POST",
    "unit-staff-link": "answers a POST",
    "unit-staff-end": "answers a POST",
    "unit-staff-second-step": "answers a POST",
    "logs": "sends on to the log of the first baby",
    "worker": "a script",
    "keep-place-end": "answers a POST",
    "signed-in-end": "answers a POST",
    "signed-in-others-end": "answers a POST",
    "hospital": "sends on to the hospital",
    "self-test": "of the site's admin, whom the demo does not have",
    "self-test-seen": "answers the self-test",
    "hospital-back": "where the hospital sends back",
    "keep-pin-end": "answers a POST",
    "keep-mail-end": "answers a POST",
    "keep-mail-code": "follows a letter",
    "come-in-mail-code": "follows a letter",
    "alive": "a sign of life",
    "manifest": "answers a browser",
    "demo-sign-in": "answers a POST",
    "join-open": "answers a POST",
    "looks": "answers a POST",
    "look-undo": "answers a POST",
    "babies-found": "answers a POST",
    "density": "answers a POST",
    "limb-off": "answers a POST",
    "limb-free": "answers a POST",
    "plan-add": "answers a POST",
    "plan-change": "answers a POST",
    "plan-move": "answers a POST",
    "plan-remove": "answers a POST",
    "plan-settings": "answers a POST",
    "plan-discard": "answers a POST",
    "plan-hold": "answers a POST",
    "plan-resume": "answers a POST",
    "plan-copy": "answers a POST",
    "template-keep": "answers a POST",
    "template-use": "answers a POST",
    "template-name": "answers a POST",
    "template-retire": "answers a POST",
    "template-return": "answers a POST",
    "unit-technique-review-removal": "answers a POST",
    "unit-technique-draft": "answers a POST",
    "unit-technique-retire": "answers a POST",
    "unit-technique-return": "answers a POST",
    "unit-draft-step-add": "answers a POST",
    "unit-draft-step-move": "answers a POST",
    "unit-draft-step-remove": "answers a POST",
    "unit-draft-picture-remove": "answers a POST",
    "unit-draft-ask": "answers a POST",
    "unit-draft-discard": "answers a POST",
    "unit-draft-reviewed": "answers a POST",
    "unit-draft-return": "answers a POST",
    "unit-draft-publish": "answers a POST",
    "unit-picture": "a picture",
    "invitation-seen": "answers a POST",
    "family-end": "answers a POST",
    "invitation-revoke": "answers a POST",
    "code-again": "answers a POST",
    "question-withdraw": "answers a POST",
    "question-answer": "answers a POST",
    "answer-read": "answers a POST",
    "massage-reply": "answers a POST",
    "reply-read": "answers a POST",
    "massages": "answers a POST",
    "massage-starts": "answers a POST",
    "outbox": "answers a device",
    "massage-undo": "answers a POST",
    "card-pdf": "a document",
    "technique-sheet-pdf": "a document",
    "unit-leaflet-pdf": "a document",
    "unit-leaflet-removal": "answers a POST",
    "card-scan": "sends on",
    "massage-paper-rows": "answers a POST",
    "massage-paper-undo": "answers a POST",
    "take-along-pdf": "a PDF",
    "tablet-lend": "answers a POST",
    "tablet-done": "answers a POST",
    "set-aside-removal": "answers a POST",
    "unit-openings-csv": "a table",
    "unit-export": "answers a POST",
    "record-download": "answers a POST",
    "leaving": "answers a POST",
    "erasure-ask": "answers a POST",
    "erasure-withdraw": "answers a POST",
}


def resolve() -> dict:
    """What a running demo needs to be walked: who is there, and the address of each visit."""
    import django

    django.setup()
    from django.urls import reverse

    from massage_site.accounts.models import User

    people = {user.name.split()[0]: user for user in User.objects.order_by("pk")}
    addresses = {}
    for page in PAGES:
        for who in page.who:
            kwargs = page.kwargs(people[who] if who else None)
            addresses[f"{page.name} as {who}"] = reverse(page.name, kwargs=kwargs) + page.query
    return {"people": {name: user.pk for name, user in people.items()}, "addresses": addresses}


if __name__ == "__main__":
    print(json.dumps(resolve()))
