"""A step shows its own drawing of its own side, or an honest empty frame."""

import pytest
from django.template import Context, Template

from techniques import pictures
from techniques.models import Step, Technique, TechniqueVersion

pytestmark = pytest.mark.usefixtures("catalogue")


def shown(step, side="left", extra=""):
    template = Template("{% load pictures %}{% picture step side " + extra + " %}")
    return template.render(Context({"step": step, "side": side}))


def step_of(slug, order):
    return Step.objects.get(version__technique__slug=slug, order=order)


@pytest.fixture
def drawn(monkeypatch):
    """Only these paths are drawn: drawn("illustrations/...")."""
    paths = set()
    monkeypatch.setattr(pictures, "is_drawn", paths.__contains__)
    return paths.add


def test_each_side_has_its_own_drawing():
    assert step_of("indian-milking", 4).picture_path("right") == "illustrations/indian-milking/glide-right.svg"


def test_a_drawing_of_both_legs_is_the_same_on_either_side():
    assert step_of("sway", 1).picture_path("left") == "illustrations/sway/hold-ankles-both.svg"
    assert step_of("indian-milking", 1).picture_path("left") == "illustrations/applying-oil/rub-palms-both.svg"


def test_a_drawing_says_in_words_what_the_hands_do(drawn):
    drawn("illustrations/indian-milking/glide-left.svg")
    html = shown(step_of("indian-milking", 4))
    assert 'role="img" aria-label="The wrapped hand glides down the leg towards the ankle."' in html
    assert 'illustrations/indian-milking/glide-left.svg#p"' in html


def test_techniques_show_a_mixed_set_of_skins_and_one_technique_always_the_same(drawn):
    slugs = Technique.objects.values_list("slug", flat=True)
    sets = {slug: pictures.mix_of(f"illustrations/{slug}/x-left.svg") for slug in slugs}
    assert set(sets.values()) == set(range(1, 7))
    drawn("illustrations/indian-milking/glide-left.svg")
    assert f'data-mix="{sets["indian-milking"]}"' in shown(step_of("indian-milking", 4))


def test_a_missing_drawing_is_an_empty_frame_and_never_the_other_leg(drawn):
    drawn("illustrations/indian-milking/glide-left.svg")
    html = shown(step_of("indian-milking", 4), side="right")
    assert "Not drawn yet" in html
    assert ".svg" not in html


def test_a_decorative_picture_is_silent(drawn):
    drawn("illustrations/indian-milking/glide-left.svg")
    html = shown(step_of("indian-milking", 4), extra='decorative=True frame="picture--fill"')
    assert "aria-label" not in html
    assert 'aria-hidden="true"' in html
    assert "picture--fill" in html


def test_a_technique_without_steps_has_an_empty_frame():
    assert TechniqueVersion.objects.get(technique__slug="hug-and-glide").title_step() is None
    assert "Not drawn yet" in shown(None)


def test_whether_a_drawing_exists_is_looked_up_once(monkeypatch):
    asked = []
    monkeypatch.setattr(pictures.finders, "find", asked.append)
    for _ in range(3):
        pictures.is_drawn("illustrations/nothing/at-all-left.svg")
    assert len(asked) == 1
