"""A language for tests alone: English with every sentence about 35 % longer, as translations often are."""

import re
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import trans_real

CODE = "eo"
HOLES = re.compile(r"(%\(\w+\)s|%s|<[^>]+>|&\w+;)")


def longer(text: str) -> str:
    """Every word grows at its end; what stands for something else stays."""
    return "".join(part if HOLES.fullmatch(part) else _grown(part) for part in HOLES.split(text))


def _grown(text):
    owed, words = 0.0, []
    for word in text.split(" "):
        owed += (len(word) + 1) * 0.35
        more = int(owed) if word[-1:].isalpha() or word[-1:] in ".,:?" else 0
        owed -= more
        end = word[-1:] if word[-1:] in ".,:?" and word[-1:] else ""
        words.append(word[: len(word) - len(end)] + "a" * more + end)
    return " ".join(words)


class Longer(trans_real.DjangoTranslation):
    def gettext(self, message):
        return longer(message)

    def ngettext(self, one, many, count):
        return longer(one if count == 1 else many)


@contextmanager
def in_longer_words():
    trans_real._translations[CODE] = Longer(CODE)
    try:
        with translation.override(CODE):
            yield
    finally:
        del trans_real._translations[CODE]
