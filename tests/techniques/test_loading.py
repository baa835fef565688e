"""Loading the catalogue: the same text changes nothing, new text makes a new version, old text stays."""

import pytest
from django.core.management import call_command

from techniques import catalogue
from techniques.immutable import TextInForce
from techniques.models import Claim, Step, Technique, TechniqueVersion

from .conftest import GOOD

pytestmark = pytest.mark.django_db


def change(folder, old, new):
    file = folder / "foot-stroke.yaml"
    file.write_text(file.read_text().replace(old, new))
    return catalogue.load(folder)


def test_loading_twice_changes_nothing(folder):
    assert catalogue.load(folder) == catalogue.Report(techniques=1, new_versions=1)
    before = list(TechniqueVersion.objects.values()), list(Step.objects.values()), list(Claim.objects.values())
    assert catalogue.load(folder) == catalogue.Report(techniques=1, new_versions=0)
    assert before == (
        list(TechniqueVersion.objects.values()),
        list(Step.objects.values()),
        list(Claim.objects.values()),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("Stroke it.", "Stroke it softly."), ("seconds: 5", "seconds: 6"), ("It warms the foot.", "It cools the foot.")],
)
def test_changed_text_makes_a_new_version_and_leaves_the_old_one(folder, old, new):
    catalogue.load(folder)
    first = TechniqueVersion.objects.get()
    words = list(first.steps.values_list("text", flat=True))
    assert change(folder, old, new).new_versions == 1
    technique = Technique.objects.get()
    assert technique.current().number == 2
    assert list(first.steps.values_list("text", flat=True)) == words
    assert TechniqueVersion.objects.get(pk=first.pk).digest == first.digest


def test_going_back_to_the_old_text_is_a_third_version(folder):
    catalogue.load(folder)
    change(folder, "Stroke it.", "Stroke it softly.")
    change(folder, "Stroke it softly.", "Stroke it.")
    numbers = TechniqueVersion.objects.order_by("number").values_list("number", "digest")
    assert [number for number, _ in numbers] == [1, 2, 3]
    assert numbers[0][1] == numbers[2][1] != numbers[1][1]


def test_what_is_not_text_changes_in_place(folder):
    catalogue.load(folder)
    assert change(folder, "region: foot", "region: toes").new_versions == 0
    assert Technique.objects.get().region == "toes"


def test_steps_and_claims_arrive_whole_and_in_order(folder):
    catalogue.load(folder)
    version = TechniqueVersion.objects.get()
    assert [(step.order, step.text, step.is_stroke) for step in version.steps.all()] == [
        (1, "Hold the foot.", False),
        (2, "Stroke it.", True),
    ]
    assert [claim.said_by for claim in version.claims.all()] == ["A magazine"]
    assert version.pass_seconds == 5


def test_what_comes_first_is_linked_and_unlinked(folder):
    (folder / "warm-up.yaml").write_text(GOOD.replace("foot-stroke/", "warm-up/"))
    change(folder, "order: 1", "needs_before: warm-up\norder: 1")
    assert Technique.objects.get(slug="foot-stroke").needs_before.slug == "warm-up"
    change(folder, "needs_before: warm-up\n", "")
    assert Technique.objects.get(slug="foot-stroke").needs_before is None


def test_another_language_is_a_version_of_its_own_and_english_fills_the_gaps(folder, tmp_path):
    catalogue.load(folder)
    spanish = tmp_path / "es"
    spanish.mkdir()
    (spanish / "foot-stroke.yaml").write_text(GOOD.replace("Stroke the foot", "Acaricia el pie"))
    catalogue.load(spanish)
    technique = Technique.objects.with_current("es-mx").get()
    assert technique.current("es-mx").family_name == "Acaricia el pie"
    assert technique.current("fr").family_name == "Stroke the foot"


def test_text_in_force_is_never_changed_and_never_deleted(catalogue):
    for model in (TechniqueVersion, Step, Claim):
        row = model.objects.first()
        with pytest.raises(TextInForce):
            row.save()
        with pytest.raises(TextInForce):
            row.delete()
        for write in (lambda m=model: m.objects.update(pk=0), model.objects.all().delete):
            with pytest.raises(TextInForce):
                write()
        with pytest.raises(TextInForce):
            model.objects.bulk_update([row], ["id"])


def test_the_command_says_what_it_did(capsys):
    call_command("load_catalogue")
    assert capsys.readouterr().out == "15 techniques, 15 new versions.\n"
