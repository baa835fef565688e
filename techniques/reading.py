"""How hard a text is to read: sentence length and school grade."""

import re
from collections.abc import Iterable

MAX_WORDS = 16  # words in one sentence for families
MAX_GRADE = 6.0  # grade of one page for families

# Words that the counting rule below gets wrong.
EXCEPTIONS = {"area": 3, "idea": 3, "being": 2, "doing": 2, "going": 2, "seeing": 2, "hospital": 3, "vaccine": 2}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a fragment without a full stop counts as one."""
    return [part for part in SENTENCE_END.split(text.strip()) if WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text; a hyphenated word is one word."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """Syllables in an English word, by counting vowel groups; a number counts as one. At least 1."""
    plain = re.sub(r"[^a-z]", "", word.lower().replace("'s", ""))
    if plain in EXCEPTIONS:
        return EXCEPTIONS[plain]
    groups = len(re.findall(r"[aeiouy]+", plain))
    if re.search(r"[^aeiouy]e$", plain) and not re.search(r"[^aeiouy]le$", plain):
        groups -= 1  # a silent e at the end
    elif re.search(r"[^aeiouytd]ed$", plain) or re.search(r"[^aeiouyszxcgh]es$", plain):
        groups -= 1  # "stroked", "strokes", but not "rested" or "presses"
    return max(1, groups)


def grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade of texts read one after another; 0.0 for no words.

    0.39 * words/sentences + 11.8 * syllables/words - 15.59, in US school grades. Can be below zero.
    Source: Kincaid, Fishburne, Rogers, Chissom 1975, Research Branch Report 8-75, Naval Air Station Memphis.
    """
    parts = [part for text in texts for part in sentences(text)]
    found = [word for part in parts for word in words(part)]
    if not found:
        return 0.0
    spoken = sum(syllables(word) for word in found)
    return 0.39 * len(found) / len(parts) + 11.8 * spoken / len(found) - 15.59


def too_long(text: str) -> list[str]:
    """The sentences of a text that have more than 16 words."""
    return [part for part in sentences(text) if len(words(part)) > MAX_WORDS]
