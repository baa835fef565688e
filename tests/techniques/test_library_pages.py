"""The pages that anyone may open: the library, one technique, one picture."""

import pytest
from cast import MOST_STATEMENTS
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from techniques.models import Claim, Step, Technique, TechniqueVersion

LIBRARY = reverse("library")

pytestmark = pytest.mark.usefixtures("catalogue")


def page(slug, **query):
    return reverse("technique", args=[slug], query=query or None)


def names(response):
    return [card.technique.slug for shelf in response.context["shelves"] for card in shelf.cards]


def many(count):
    """More published techniques, each with a text and three steps."""
    start = Technique.objects.count()
    rows = Technique.objects.bulk_create(
        Technique(slug=f"more-{number}", region="foot", order=number) for number in range(start, start + count)
    )
    fields = {
        "language": "en",
        "number": 1,
        "digest": "x",
        "passes": 1,
        "touches": 1,
        "seconds": 5,
        "direction": "press",
    }
    versions = TechniqueVersion.objects.bulk_create(
        TechniqueVersion(technique=row, family_name=row.slug, professional_name=row.slug, evidence="T", **fields)
        for row in rows
    )
    Step.objects.bulk_create(
        Step(version=version, order=order, text="Hold.", picture="more/hold", alt="A hand.")
        for version in versions
        for order in (1, 2, 3)
    )


def queries(client, connection, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_anyone_finds_the_techniques_by_region(client):
    response = client.get(LIBRARY)
    assert [shelf.region for shelf in response.context["shelves"]] == [
        "whole_leg", "foot", "toes", "both_legs", "hands",
    ]  # fmt: skip
    assert len(names(response)) == 14
    assert "Only what your therapist showed you." in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Indian milking", ["indian-milking"]),
        ("toe roll", ["toe-squeeze"]),
        ("hand hug", ["resting-hands"]),
        ("PEDALLING", ["bicycle"]),
        ("milk", ["indian-milking", "swedish-milking"]),
        ("thumb-over-thumb", ["thumb-over-thumb"]),
        ("  ", None),
        ("dragon", []),
    ],
)
def test_the_search_knows_every_name(client, query, found):
    response = client.get(LIBRARY, {"q": query})
    assert names(response) == (names(client.get(LIBRARY)) if found is None else found)


def test_a_search_without_a_hit_says_so_and_keeps_the_words(client):
    html = client.get(LIBRARY, {"q": '<b>"dragon'}).content.decode()
    assert "No technique has this name" in html
    assert "&lt;b&gt;&quot;dragon" in html


def test_the_search_is_a_plain_form(client):
    html = client.get(LIBRARY).content.decode()
    assert f'method="get" action="{LIBRARY}"' in html
    assert 'hx-select="#found"' in html


def test_what_is_only_named_is_hidden_from_families_and_visitors(client, cast):
    for person in (None, cast.pat):
        if person:
            client.force_login(person)
        assert "hug-and-glide" not in names(client.get(LIBRARY))
        assert client.get(page("hug-and-glide")).status_code == 404


def test_staff_see_the_name_and_that_nobody_can_assign_it(client, cast):
    client.force_login(cast.tess)
    assert "hug-and-glide" in names(client.get(LIBRARY))
    html = client.get(page("hug-and-glide")).content.decode()
    assert "Until then nobody can assign it" in html
    assert '<ol class="steps">' not in html


def test_a_units_own_technique_is_read_in_that_unit_only(client, cast):
    Technique.objects.filter(slug="sway").update(owner=cast.maple)
    for who in (cast.tess, cast.nora, cast.pat):
        client.force_login(who)
        assert client.get(page("sway")).status_code == 200
        assert "sway" in names(client.get(LIBRARY))
    for stranger in (cast.tom, cast.ines):  # another unit, and a helper whose time is over
        client.force_login(stranger)
        assert client.get(page("sway")).status_code == 404
        assert "sway" not in names(client.get(LIBRARY))
    client.logout()
    assert client.get(page("sway")).status_code == 404


def test_a_technique_page_shows_what_a_family_must_read(client):
    html = client.get(page("indian-milking")).content.decode()
    for words in (
        "Long strokes down to the foot",
        "Your therapist may call it <b>Indian milking</b>.",
        "Up to 3 strokes, each leg.",
        "there is a drip, a line or a splint",
        "Not yet reviewed by a clinician.",
        "Only what your therapist showed you.",
        "It does not check your baby’s health",
        "Stop. Call your",
    ):
        assert words in html


def test_cautions_stand_before_the_first_step(client):
    html = client.get(page("indian-milking")).content.decode()
    assert html.index("Not on this leg if") < html.index('<ol class="steps">')


def test_sayings_of_tradition_are_for_staff_until_they_are_marked_for_families(client, cast):
    saying = "behind the knee"
    assert saying not in client.get(page("indian-milking")).content.decode()
    client.force_login(cast.pat)
    assert saying not in client.get(page("indian-milking")).content.decode()
    client.force_login(cast.tess)
    html = client.get(page("indian-milking")).content.decode()
    assert saying in html
    assert "A Japanese magazine" in html


def test_a_saying_marked_for_families_is_shown(client):
    version = TechniqueVersion.objects.get(technique__slug="top-of-foot")
    Claim.objects.create(
        version=version, order=1, text="It tickles.", said_by="Grandma", evidence="T", show_to_family=True
    )
    assert "It tickles." in client.get(page("top-of-foot")).content.decode()


def test_the_place_decides_steps_and_whom_to_call(client):
    home = client.get(page("applying-oil", place="home")).content.decode()
    nicu = client.get(page("applying-oil", place="nicu")).content.decode()
    assert "single-use oil" in nicu
    assert "single-use oil" not in home
    assert "Call your nurse." in nicu
    assert "Call your emergency number." in home


def test_the_side_decides_the_pictures_and_odd_words_are_left(client):
    def side(answer):
        return answer.context["page"].side

    assert side(client.get(page("indian-milking", side="right"))) == "right"
    assert side(client.get(page("indian-milking", side="<odd>"))) == "left"
    assert "Left leg" not in client.get(page("sway")).content.decode()


def test_what_comes_first_is_a_link(client):
    assert page("warming-stroke") in client.get(page("under-toes")).content.decode()


def test_a_picture_opens_as_a_page_of_its_own_with_the_steps_beside_it(client):
    address = reverse("technique-step", args=["indian-milking", 4])
    assert address in client.get(page("indian-milking")).content.decode()
    html = client.get(address, {"side": "right"}).content.decode()
    assert "Glide slowly down to the ankle" in html
    assert reverse("technique-step", args=["indian-milking", 3]) in html
    assert "side=right" in html


@pytest.mark.parametrize(("slug", "order", "place"), [("indian-milking", 9, "home"), ("applying-oil", 2, "home")])
def test_a_step_that_is_not_there_or_belongs_elsewhere_is_404(client, slug, order, place):
    assert client.get(reverse("technique-step", args=[slug, order]), {"place": place}).status_code == 404


def test_a_technique_without_a_text_is_404(client):
    Technique.objects.create(slug="empty", region="foot")
    assert client.get(page("empty")).status_code == 404
    assert client.get(LIBRARY).status_code == 200


@pytest.mark.parametrize("who", [None, "pat", "tess"])
def test_pages_ask_the_database_as_often_at_300_techniques_as_at_3(client, cast, who):
    from django.db import connection

    if who:
        client.force_login(getattr(cast, who))
    addresses = [LIBRARY, f"{LIBRARY}?q=foot", page("under-toes"), reverse("technique-step", args=["under-toes", 1])]
    before = [queries(client, connection, address) for address in addresses]
    many(300)
    assert [queries(client, connection, address) for address in addresses] == before
    assert max(before) <= MOST_STATEMENTS


def test_the_admin_shows_the_library_and_changes_nothing(client, admin_client):
    for name in ("technique", "techniqueversion"):
        row = {"technique": Technique, "techniqueversion": TechniqueVersion}[name].objects.first()
        assert admin_client.get(reverse(f"admin:techniques_{name}_changelist")).status_code == 200
        change = reverse(f"admin:techniques_{name}_change", args=[row.pk])
        assert admin_client.get(change).status_code == 200
        assert admin_client.post(change, {"slug": "other"}).status_code == 403
        assert admin_client.get(reverse(f"admin:techniques_{name}_add")).status_code == 403
