"""What tests of the library ask for: the shipped catalogue in the database, and a small one to spoil."""

import textwrap

import pytest

GOOD = textwrap.dedent(
    """\
    order: 1
    region: foot
    kind: stroking
    status: published
    family_name: Stroke the foot
    professional_name: Foot stroke
    synonyms: [foot rub]
    position: Your baby lies on the back.
    hands: One hand strokes.
    direction: to_foot
    passes: 3
    touches: 1
    seconds: 5
    counted_in: stroke
    source_value: The note gives no number.
    how_often: Up to 3 strokes.
    how_slow: About 5 seconds.
    how_firm: Soft and slow.
    precautions: [drip-or-line, cold]
    stops: [drip-or-line]
    evidence: T
    known: Tradition.
    claims:
      - text: It warms the foot.
        said_by: A magazine
        evidence: T
    steps:
      - text: Hold the foot.
        picture: foot-stroke/hold
        alt: One hand holds the foot.
      - text: Stroke it.
        picture: foot-stroke/stroke
        alt: One hand strokes the foot.
        is_stroke: yes
    author: Handhug
    review_state: not_reviewed
    sources:
      - words: A note
        link: https://note.example/
    """
)


@pytest.fixture
def folder(tmp_path):
    """A folder with one good technique; write("name", text) adds or replaces one."""
    home = tmp_path / "en"
    home.mkdir()
    (home / "foot-stroke.yaml").write_text(GOOD)
    return home
