"""What is said about techniques: hidden from families until their unit turns it on, sentence by sentence."""

from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sessions.plans.models import Plan
from techniques.models import Claim, ShownClaim, Technique, TechniqueVersion
from tests.cast import NOW, make_plan, make_user

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def claim(cast, catalogue):
    return Technique.objects.get(slug="bicycle").current().claims.first()


@pytest.fixture
def lena(cast, client):
    client.force_login(cast.lena)
    return client


def switch(client, claim, unit, to="show"):
    return client.post(reverse(f"unit-claim-{to}", args=[unit.pk, claim.pk]))


def reads(client, who, slug="bicycle"):
    if who:
        client.force_login(who)
    else:
        client.logout()
    return unescape(client.get(reverse("technique", args=[slug])).content.decode())


def newer(version, text):
    """The technique's next text, saying this."""
    fields = {f.name: getattr(version, f.name) for f in version._meta.concrete_fields if f.name not in ("id", "number")}
    new = TechniqueVersion.objects.create(**fields, number=version.number + 1)
    old = version.claims.first()
    return Claim.objects.create(version=new, order=1, text=text, said_by=old.said_by, evidence=old.evidence)


def test_nothing_of_tradition_is_on_for_families_from_the_start(cast, lena, claim):
    assert claim.evidence == "T"
    assert claim.text not in reads(lena, cast.pat)
    assert claim.text in reads(lena, cast.tess)
    assert not Claim.objects.for_family([cast.maple]).filter(evidence="T").exists()


def test_a_switch_shows_one_sentence_with_its_speaker_to_the_families_of_that_unit(cast, lena, claim):
    stranger = make_user(name="Zoe")
    assert switch(lena, claim, cast.maple).status_code == 302
    said = reads(lena, cast.pat)
    assert claim.text in said
    assert claim.said_by in said
    assert claim.text not in reads(lena, stranger)
    assert claim.text not in reads(lena, None)
    assert list(Claim.objects.turned_on([cast.birch])) == []
    assert [each.text for each in Claim.objects.turned_on([cast.maple])] == [claim.text]


def test_it_says_who_turned_it_on_and_a_second_tap_changes_nothing(cast, lena, claim):
    for _ in range(2):
        switch(lena, claim, cast.maple)
    assert ShownClaim.objects.count() == 1
    assert "Families read it: Lena" in lena.get(reverse("unit-claims", args=[cast.maple.pk])).content.decode()


def test_hidden_again_it_is_gone_and_the_past_stays_written(cast, lena, claim):
    switch(lena, claim, cast.maple)
    switch(lena, claim, cast.maple, to="hide")
    assert claim.text not in reads(lena, cast.pat)
    row = ShownClaim.objects.get()
    assert (row.shown_by, row.hidden_by) == (cast.lena, cast.lena)


def test_the_same_words_in_a_newer_text_stay_on_and_other_words_are_looked_at_anew(cast, lena, claim):
    switch(lena, claim, cast.maple)
    same = newer(claim.version, claim.text)
    assert claim.text in reads(lena, cast.pat)
    lena.force_login(cast.lena)
    switch(lena, same, cast.maple, to="hide")
    assert claim.text not in reads(lena, cast.pat)
    lena.force_login(cast.lena)
    switch(lena, same, cast.maple)
    newer(same.version, "It makes every baby sleep.")
    assert "It makes every baby sleep." not in reads(lena, cast.pat)


@pytest.mark.parametrize(("who", "status"), [("tess", 403), ("nora", 403), ("lou", 404), ("pat", 404)])
def test_only_the_units_lead_switches(cast, client, claim, who, status):
    client.force_login(getattr(cast, who))
    for to in ("show", "hide"):
        assert switch(client, claim, cast.maple, to).status_code == status
    assert not ShownClaim.objects.exists()


def test_a_claim_on_another_units_own_technique_is_out_of_reach(cast, lena, claim):
    Technique.objects.filter(pk=claim.version.technique_id).update(owner=cast.birch)
    assert switch(lena, claim, cast.maple).status_code == 404


def test_a_claim_is_shown_once_at_a_time(cast, claim):
    facts = {"unit": cast.maple, "claim": claim, "shown_by": cast.lena, "shown_at": NOW}
    ShownClaim.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShownClaim.objects.create(**facts)


# in whose routine


def test_a_family_reads_in_whose_routine_a_technique_is(cast, client):
    make_plan(baby=cast.bo, by=cast.tess, slugs=("indian-milking",))
    said = reads(client, cast.pat, "indian-milking")
    assert "In the routine of Bo." in said
    assert "Not in the routine of Ada. Ask your therapist first." in said
    said = reads(client, cast.pat, "sway")
    assert "Not in the routine of Bo and Ada." in said
    assert "Only what your therapist showed you." not in said


def test_the_therapist_is_named_when_it_is_one(cast, client):
    for baby in (cast.bo, cast.ada):
        make_plan(baby=baby, by=cast.tess)
    assert "Not in the routine of Bo and Ada. Ask Tess first." in reads(client, cast.pat, "sway")
    make_plan(baby=cast.ada, by=cast.lena)
    assert "Not in the routine of Bo and Ada. Ask your therapist first." in reads(client, cast.pat, "sway")


def test_a_draft_is_in_nobodys_routine(cast, client):
    make_plan(baby=cast.noor, by=cast.tess, slugs=("indian-milking",))
    Plan.draft_for(cast.noor, cast.tess, NOW).add(Technique.objects.get(slug="sway"), "both")
    assert "Not in the routine of Noor. Ask Tess first." in reads(client, cast.sam, "sway")


def test_the_list_marks_what_is_not_in_the_routine(cast, client):
    make_plan(baby=cast.noor, by=cast.tess, slugs=("indian-milking",))
    client.force_login(cast.sam)
    said = client.get(reverse("library")).content.decode()
    shown = Technique.objects.published().count()
    assert said.count("Not in the routine of Noor. Ask Tess first.") == shown - 1


@pytest.mark.parametrize("who", [None, "tess", "ines"])
def test_nobody_else_reads_of_a_routine(cast, client, who):
    make_plan(baby=cast.bo, by=cast.tess)
    said = reads(client, getattr(cast, who) if who else None, "sway")
    assert "routine of" not in said
    assert "Only what your therapist showed you." in said
