"""The hospital's own sign-in: it opens what a lead has written, makes nobody, and a lie of its server opens nothing."""

import time
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse

from massage_site.accounts.hospital import HospitalDoor
from massage_site.accounts.models import User
from massage_site.audit.models import Entry

ISSUER = "https://login.hospital.example"
SIGN_IN, BACK, STEP = reverse("hospital"), reverse("hospital-back"), reverse("mfa_index")
KEY, ANOTHER_KEY = (rsa.generate_private_key(65537, 2048) for _ in range(2))


class Server:
    """Answers for the hospital's server, with whatever a test wants it to say."""

    def __init__(self):
        self.person = {"sub": "4711", "email": "tess@maple.example", "email_verified": True}
        self.token, self.key, self.asked, self.is_down = {}, KEY, [], False
        self.knows_another, self.headers = False, {"kid": "one"}

    def request(self, method, url, **kwargs):
        if self.is_down:
            from requests import ConnectionError

            raise ConnectionError("nobody there")
        self.asked.append((url, kwargs.get("data")))
        body = getattr(self, urlsplit(url).path.strip("/").split("/")[-1].replace("-", "_"))()
        return SimpleNamespace(
            json=lambda: body, raise_for_status=lambda: None, status_code=200, text="{",
            headers={"content-type": "application/json"},
        )  # fmt: skip

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def openid_configuration(self):
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/jwks"} | {k: f"{ISSUER}/{v}" for k, v in names.items()}

    def jwks(self):
        public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [public | {"kid": "one", "alg": "RS256"}]}

    def userinfo(self):
        return self.person | ({"sub": "4712"} if self.knows_another else {})

    def issue(self):
        now = int(time.time())
        facts = {"iss": ISSUER, "aud": "handhug", "sub": self.person["sub"], "exp": now + 60, "iat": now}
        facts |= {"nonce": self.nonce} | self.token
        return jwt.encode(facts, self.key, "RS256", headers=self.headers)


def token(server):
    return {"access_token": "opaque", "token_type": "Bearer", "id_token": server.issue()}


Server.token_answer = token


@pytest.fixture
def server(settings, monkeypatch, cast):
    app = {"name": "Maple Hospital", "client_id": "handhug", "secret": "s", "settings": {"server_url": ISSUER}}
    app["settings"]["auth_params"] = {"prompt": "login"}
    settings.SOCIALACCOUNT_PROVIDERS = {"hospital": {"APPS": [app]}}
    settings.OIDC_NAME, settings.OIDC_SECOND_STEP = "Maple Hospital", []
    server = Server()
    answer = server.request

    def request(method, url, **kwargs):
        if url.endswith("/token"):
            server.asked.append((url, kwargs.get("data")))
            body = server.token_answer()
            json = {"content-type": "application/json"}
            return SimpleNamespace(json=lambda: body, status_code=200, text="{", headers=json)
        return answer(method, url, **kwargs)

    server.request = request
    monkeypatch.setattr(HospitalDoor, "get_requests_session", lambda self: server)
    return server


def go_there(client, server, **sent):
    """Tap the button and return what the hospital is asked."""
    answer = client.post(SIGN_IN, sent)
    there = answer["Refresh"].removeprefix("0; url=")
    asked = {name: value[0] for name, value in parse_qs(urlsplit(there).query).items()}
    server.nonce = asked["nonce"]
    return asked


def come_back(client, server, **sent):
    asked = go_there(client, server, **sent)
    return client.get(BACK, {"code": "a code", "state": asked["state"]})


def is_in(client):
    return "_auth_user_id" in client.session


def words(answer):
    return answer.content.decode()


@pytest.mark.django_db
def test_without_a_hospital_there_is_no_such_door(client):
    assert "Sign in with" not in words(client.get(reverse("account_login"))).replace("Sign in with a passkey", "")
    assert client.post(SIGN_IN).status_code == 404
    assert client.get(BACK).status_code == 404


def test_the_way_there_is_a_page_and_asks_for_the_password_anew(client, server):
    assert "Sign in with Maple Hospital" in words(client.get(reverse("account_login")))
    asked = go_there(client, server)
    assert asked["prompt"] == "login"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert set(asked["scope"].split()) == {"openid", "email"}


def test_one_of_the_staff_comes_in_and_is_still_asked_for_our_second_step(client, server, cast):
    answer = come_back(client, server, next=reverse("templates"))
    assert answer.url == reverse("templates")
    assert client.session["_auth_user_id"] == str(cast.tess.pk)
    assert client.get(reverse("babies")).url == STEP
    kept = SocialAccount.objects.get()
    assert kept.user == cast.tess
    assert set(kept.extra_data) == {"iss"}
    assert "4711" not in kept.uid


def test_who_has_a_second_step_is_asked_before_anything_opens(client, server, cast):
    Authenticator.objects.create(user=cast.tess, type="totp", data={})
    assert come_back(client, server).url == reverse("mfa_authenticate")
    assert not is_in(client)


@pytest.mark.parametrize("said", [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}])
@pytest.mark.parametrize("counts", [True, False])
def test_the_hospitals_second_step_counts_where_the_site_says_so(client, server, cast, settings, said, counts):
    settings.OIDC_SECOND_STEP = ["mfa"] if counts else []
    Authenticator.objects.create(user=cast.tess, type="totp", data={})
    server.token = said
    come_back(client, server)
    assert is_in(client) is counts
    assert (client.get(reverse("babies")).status_code == 200) is counts


def test_a_second_step_that_the_hospital_did_not_ask_counts_nowhere(client, server, cast, settings):
    settings.OIDC_SECOND_STEP = ["mfa"]
    Authenticator.objects.create(user=cast.tess, type="totp", data={})
    server.token = {"amr": ["pwd"], "acr": "0"}
    server.person["amr"] = ["mfa"]  # only what is signed counts
    come_back(client, server)
    assert not is_in(client)


def test_later_the_number_counts_and_a_new_address_changes_nothing(client, server, cast):
    come_back(client, server)
    client.logout()
    server.person["email"] = cast.lena.email
    come_back(client, server)
    assert client.session["_auth_user_id"] == str(cast.tess.pk)
    assert SocialAccount.objects.count() == 1


def test_the_next_owner_of_an_address_does_not_take_the_place_over(client, server, cast):
    come_back(client, server)
    client.logout()
    server.person["sub"] = "next year's colleague"
    answer = come_back(client, server)
    assert answer.status_code == 403
    assert "belongs to another sign-in" in words(answer)
    assert not is_in(client)


def test_a_lead_who_clears_the_second_step_lets_the_hospital_find_its_person_anew(client, server, cast):
    come_back(client, server)
    client.logout()
    client.force_login(cast.lena)
    assert "Tess lost the second step" in words(client.get(reverse("unit-staff", args=[cast.maple.pk])))
    client.post(reverse("unit-staff-second-step", args=[cast.maple.pk, cast.tess.memberships.get().pk]))
    assert not SocialAccount.objects.exists()


def no_such_address(server, cast):
    server.person["email"] = "nobody@maple.example"


def not_confirmed(server, cast):
    server.person["email_verified"] = False


def of_a_family(server, cast):
    User.objects.filter(pk=cast.pat.pk).update(email="pat@maple.example")
    server.person["email"] = "pat@maple.example"


def place_ended(server, cast):
    cast.tess.memberships.get().end(by=cast.lena, now=cast.tess.date_joined)


def closed_login(server, cast):
    User.objects.filter(pk=cast.tess.pk).update(is_active=False)


REFUSED = [
    (no_such_address, "does not work here yet"),
    (not_confirmed, "not confirmed"),
    (of_a_family, "does not work here yet"),
    (place_ended, "does not work here yet"),
    (closed_login, "do not work in a unit"),
]


@pytest.mark.parametrize(("case", "said"), REFUSED, ids=lambda each: getattr(each, "__name__", ""))
def test_who_does_not_belong_reads_why_and_nobody_is_made(client, server, cast, case, said):
    before = User.objects.count()
    case(server, cast)
    answer = come_back(client, server)
    assert answer.status_code == 403
    assert said in words(answer)
    assert not is_in(client)
    assert [User.objects.count(), SocialAccount.objects.count()] == [before, 0]


def test_who_stopped_working_here_since_is_refused_too(client, server, cast):
    come_back(client, server)
    client.logout()
    place_ended(server, cast)
    assert "do not work in a unit" in words(come_back(client, server))
    assert not is_in(client)


def another_audience(server):
    server.token = {"aud": "another site"}


def another_issuer(server):
    server.token = {"iss": "https://evil.example"}


def too_old(server):
    server.token = {"exp": int(time.time()) - 31}


def another_key(server):
    server.key = ANOTHER_KEY


def another_nonce(server):
    server.token = {"nonce": "of somebody else"}


def no_nonce(server):
    server.token = {"nonce": None}


def two_people(server):
    server.knows_another = True


def no_token(server):
    server.token_answer = lambda: {"access_token": "opaque"}


def unsigned(server):
    facts = {"iss": ISSUER, "aud": "handhug", "sub": "4711", "exp": int(time.time()) + 60}
    forged = lambda: jwt.encode(facts | {"nonce": server.nonce}, None, "none", headers={"kid": "one"})  # noqa: E731
    server.token_answer = lambda: {"access_token": "opaque", "id_token": forged()}


def no_key(server):
    server.jwks = lambda: {"keys": [{}]}


def no_word_of_which_key(server):
    two = server.jwks()["keys"] * 2
    server.jwks, server.headers = (lambda: {"keys": two}), {}


def signed_with_the_shared_secret(server):
    forged = lambda: jwt.encode({"iss": ISSUER, "aud": "handhug", "sub": "4711"}, "s" * 32, "HS256")  # noqa: E731
    server.token_answer = lambda: {"access_token": "opaque", "id_token": forged()}


LIES = [another_audience, another_issuer, too_old, another_key, another_nonce, no_nonce, two_people, no_token, unsigned]
LIES += [no_key, no_word_of_which_key, signed_with_the_shared_secret]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_an_answer_that_is_not_right_opens_nothing(client, server, lie):
    lie(server)
    answer = come_back(client, server)
    assert answer.status_code == 403
    assert "That did not work" in words(answer)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_the_only_key_needs_no_name(client, server):
    server.headers = {}
    come_back(client, server)
    assert is_in(client)


def test_an_answer_that_nobody_here_asked_for_opens_nothing(client, server):
    asked = go_there(client, server)
    from django.test import Client

    assert Client().get(BACK, {"code": "a code", "state": asked["state"]}).status_code == 403
    assert client.get(BACK, {"code": "a code", "state": "another"}).status_code == 403
    client.get(BACK, {"code": "a code", "state": asked["state"]})
    assert is_in(client)
    client.logout()
    assert client.get(BACK, {"code": "a code", "state": asked["state"]}).status_code == 403


def test_nobody_who_is_signed_in_is_tied_to_somebody_elses_number(client, server, cast):
    client.force_login(cast.nora)
    answer = client.post(f"{SIGN_IN}?process=connect", {"process": "connect"})
    assert answer.url == reverse("home")


def test_stopping_there_and_a_server_that_is_silent_say_so(client, server):
    asked = go_there(client, server)
    answer = client.get(BACK, {"error": "access_denied", "state": asked["state"]})
    assert "You stopped signing in" in words(answer)
    server.is_down = True
    answer = client.post(SIGN_IN)
    assert answer.status_code == 503
    assert "Maple Hospital does not answer" in words(answer)


def test_coming_in_and_being_refused_are_lines_of_the_audit(client, server, cast):
    come_back(client, server)
    client.logout()
    server.person["sub"] = "another"
    come_back(client, server)
    no_such_address(server, cast)
    come_back(client, server)
    lines = Entry.objects.filter(act="hospital-back").order_by("pk")
    assert [(line.who_id, line.was_done) for line in lines] == [
        (cast.tess.pk, True),
        (cast.tess.pk, False),
        (None, False),
    ]
    client.force_login(cast.lena)
    page = words(client.get(reverse("unit-openings", args=[cast.maple.pk])))
    assert "Sign-in through the hospital" in page
    assert "Failed to sign in" in page


def test_nothing_of_the_token_is_kept(client, server):
    come_back(client, server)
    from allauth.socialaccount.models import SocialToken

    from massage_site.accounts.login_sessions import LoginSession

    assert not SocialToken.objects.exists()
    kept = str([each.get_decoded() for each in LoginSession.objects.all()])
    assert not any(word in kept for word in ("opaque", "4711", "maple.example"))
