"""Pages that no plain visit shows: after a POST, in a rare state, when something is wrong. On a phone and a tablet."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from browser import axe, overlapping, scrolls_sideways, small_targets, unroll
from cast import NOW, PASSWORD, make_massage, make_plan, make_policy, password_alone
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path, reverse

from massage_site import errors
from sessions.babies.models import LimbRestriction
from sessions.babies.questions import Question

SHOWN = []  # what the server of this test answers at /rare/: a page as it was caught
urlpatterns = [
    path("rare/", login_not_required(lambda request: HttpResponse(SHOWN[0]))),
    path("", include("massage_site.urls")),
]
FAMILY = {"pat", "sam", "ines", ""}


def of(person):
    client = Client()
    if person:
        client.force_login(person)
    return client


def after_a_post(cast):
    """What is shown once, and forms that come back with a sentence."""
    bo, maple = [cast.bo.pk], [cast.maple.pk]
    question = Question.ask(baby=cast.bo, author=cast.pat, text="How long?", now=NOW)
    massage = make_massage(baby=cast.bo, author=cast.pat)
    code = {"role": "family", "for_name": "Rosa", "kind": "cot", "babies": bo}
    nadia = {"name": "Nadia", "email": "nadia@maple.example", "role": "therapist"}
    sent = {"babies": [cast.ada.pk], "to_unit": cast.birch.pk, "day": NOW.date().isoformat(), "reason": "Nearer"}
    for person, name, args, data, status in (
        ("tess", "invitations", bo, code, 200),
        ("tess", "invitations", bo, {}, 422),
        ("lena", "unit-staff", maple, nadia, 200),
        ("lena", "unit-staff", maple, {}, 422),
        ("tess", "transfer", [cast.ada.pk], sent, 200),
        ("tess", "limb-off", bo, {"limb": "left"}, 422),
        ("tess", "plan-hold", bo, {}, 422),
        ("tess", "question-answer", [*bo, question.pk], {}, 422),
        ("tess", "massage-reply", [*bo, massage.pk], {}, 422),
        ("pat", "massage-correct", [*bo, massage.pk], {"giver": "nobody"}, 422),
        ("pat", "questions", bo, {}, 422),
        ("", "join", [], {"code": "AAAAAAAA"}, 422),
        ("", "come-in-pin", [], {"pin": "582914"}, 410),
    ):
        answer = of(getattr(cast, person, None)).post(reverse(name, args=args), data)
        assert answer.status_code == status, name
        yield f"{name} {status}", person, answer


def of_a_massage(cast):
    """In place of a massage: no routine, only with staff, legs that rest, a day that is over, a hold."""
    pat, bo, ada = of(cast.pat), cast.bo, cast.ada

    def show(words, client, baby):
        answer = client.get(reverse("massage-new", args=[baby.pk]))
        assert answer.status_code == 200
        assert f"massages/{words}.html" in [each.name for each in answer.templates]
        return words, "pat", answer

    yield show("no_routine", of(cast.sam), cast.noor)
    make_plan(baby=ada, by=cast.tess, slugs=("indian-milking",), supervised=("indian-milking",))
    yield show("with_staff_first", pat, ada)
    for limb in ("left", "right"):
        LimbRestriction.objects.create(baby=bo, limb=limb, reason="Drip", noted_by=cast.nora, noted_at=NOW)
    yield show("legs_rest", pat, bo)
    LimbRestriction.objects.all().delete()
    make_massage(baby=bo, author=cast.pat, outcome="stopped", cues=["yawns"])
    yield show("rests", pat, bo)
    bo.plans.in_force().get().pause(by=cast.tess, now=NOW, reason="Rest")
    yield show("held", pat, bo)
    yield "today held", "pat", pat.get(reverse("today"))


def when_nobody_is_there(cast):
    yield "today of nobody", "ines", of(cast.ines).get(reverse("today"))
    of(cast.tess).post(reverse("ending", args=[cast.noor.pk]))
    assert cast.noor.endings.exists()
    yield "today still", "sam", of(cast.sam).get(reverse("today"))
    yield "log still", "sam", of(cast.sam).get(reverse("log", args=[cast.noor.pk]))


def when_something_is_wrong():
    request = RequestFactory().get("/babies/")
    for view in (errors.bad_request, errors.forbidden, errors.not_found, errors.server_error, errors.csrf_failure):
        yield view.__name__, "", view(request)


def to_sign_in(cast):
    for name in ("account_change_password", "account_reauthenticate", "mfa_generate_recovery_codes"):
        yield name, "tess", of(cast.tess).get(reverse(name))
    for name in ("account_reset_password", "account_reset_password_done", "account_inactive", "account_signup"):
        yield name, "", of(None).get(reverse(name))
    half = Client()
    password_alone(half, cast.lena)
    yield "mfa_index of one without a second step", "lena", half.get(reverse("mfa_index"))
    TOTP.activate(cast.nora, generate_totp_secret())
    door = Client().post(reverse("account_login"), {"login": cast.nora.email, "password": PASSWORD}, follow=True)
    assert door.request["PATH_INFO"] == reverse("mfa_authenticate")
    yield "mfa_authenticate, half of the way in", "nora", door


def of_who_runs_the_site(cast):
    cast.lou.is_staff = cast.lou.is_superuser = True
    cast.lou.save()
    address = reverse("self-test")
    yield "self-test", "lou", of(cast.lou).get(address)
    found = of(cast.lou).post(address, {"device_time": ""})  # no server listens at the address of these tests
    assert not all(each.good for each in found.context["findings"])
    yield "self-test with what is wrong", "lou", found


@pytest.fixture
def documents(cast, catalogue):
    """Every such page as it was answered: (its name, for whom, the answer)."""
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
        make_plan(baby=cast.bo, by=cast.tess)
        found = [*of_a_massage(cast), *after_a_post(cast), *when_nobody_is_there(cast), *to_sign_in(cast)]
        found += of_who_runs_the_site(cast)
    return [*found, *when_something_is_wrong()]


def test_a_rare_page_is_as_open_as_every_other(new_device, live_server, settings, documents, complaints):
    settings.ROOT_URLCONF = __name__
    page, problems = new_device(reduced_motion="reduce"), []
    for name, person, answer in documents:
        SHOWN[:] = [answer.content]
        page.goto(f"{live_server.url}/rare/")
        assert page.locator("h1:visible").count() == 1, name
        wrong = list(complaints)
        for width in (320, 820):
            page.set_viewport_size({"width": width, "height": 1180})
            wrong += [f"scrolls sideways at {width}"] * scrolls_sideways(page)
            wrong += [f"words over words at {width}: {line}" for line in overlapping(page)]
            wrong += [f"small target at {width}: {line}" for line in small_targets(page) if person in FAMILY]
        unroll(page, 820)
        problems += [f"{name}: {line}" for line in wrong + axe(page)]
        complaints.clear()  # axe itself makes the console complain
    assert not problems, "\n".join(problems)
