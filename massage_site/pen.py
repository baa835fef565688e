"""A drawing of ours on a sheet of PDF: its paths put down as they are.

WeasyPrint takes longer to read the paths of six drawings than for all the rest of a card. Ours use only a few words of
SVG (tests/illustrations/test_committed_drawings.py), and those are soon said in PDF.
"""

import re
from collections.abc import Iterator

TAG = re.compile(r"<(/?)(svg|g|path)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
PIECE = re.compile(r"([A-Za-z])([^A-Za-z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
NUMBERS_OF = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6}  # of one stretch; of a closing line none
SAID = {"m": "m", "l": "l", "h": "l", "v": "l", "c": "c"}
ROUND = "1 J 1 j"  # every line of ours ends and turns round


class Drawing:
    """What WeasyPrint asks of a picture: its shape, and to draw itself."""

    def __init__(self, svg: str):
        """svg: one of our drawings, its colours written out as #RGB or #RRGGBB."""
        self._inks: list[tuple[float, bytes]] = []  # (how opaque, in the words of PDF)
        matrices: list[str] = []
        for closes, name, rest in TAG.findall(svg):
            said = dict(ATTRIBUTE.findall(rest))
            if name == "svg" and not closes:
                _, _, self._width, self._height = map(float, said["viewBox"].split())
            elif name == "g" and closes:
                matrices.pop()
            elif name == "g":
                matrices.append(said["transform"][7:-1] + " cm" if "transform" in said else "")
            elif name == "path":
                ink = " ".join([*matrices, *_painted(said)])
                self._inks.append((float(said.get("opacity", 1)), ink.encode()))

    def get_intrinsic_size(self, _resolution, _font_size) -> tuple[None, None, float]:
        return None, None, self._width / self._height

    def draw(self, stream, width: float, height: float, _style) -> None:
        stream.transform(a=width / self._width, d=height / self._height)
        stream.rectangle(0, 0, self._width, self._height)
        stream.clip()
        stream.end()
        for opacity, ink in self._inks:
            with stream.stacked():
                stream.set_alpha(opacity, stroke=True, fill=True)
                stream.stream.append(ink)


def _painted(said: dict[str, str]) -> Iterator[str]:
    """A path in its colours, with its line if it has one."""
    fill, line = said.get("fill", "#000"), said.get("stroke", "none")
    if fill != "none":
        yield _channels(fill) + " rg"
    if line != "none":
        yield f"{_channels(line)} RG {said['stroke-width']} w {ROUND}"
    yield _path(said["d"])
    yield {(True, True): "B", (True, False): "f", (False, True): "S"}.get((fill != "none", line != "none"), "n")


def _channels(colour: str) -> str:
    digits = colour.lstrip("#")
    red, green, blue = re.findall("..", digits) if len(digits) == 6 else [each * 2 for each in digits]
    return " ".join(f"{int(each, 16) / 255:.3g}" for each in (red, green, blue))


def _path(words: str) -> str:
    """The same path with every point counted from the corner, as PDF wants it."""
    x = y = 0.0
    begun = x, y
    found = []
    for letter, rest in PIECE.findall(words):
        kind = letter.lower()
        if kind == "z":
            x, y = begun
            found.append("h")
            continue
        numbers, step = [float(each) for each in NUMBER.findall(rest)], NUMBERS_OF[kind]
        from_here = kind == letter
        for at in range(0, len(numbers), step):
            points = numbers[at : at + step]
            if kind == "h":
                points = [points[0], 0 if from_here else y]
            elif kind == "v":
                points = [0 if from_here else x, points[0]]
            if from_here:
                points = [each + (y if nth % 2 else x) for nth, each in enumerate(points)]
            x, y = points[-2:]
            found.append(" ".join([f"{each:g}" for each in points]) + " " + SAID[kind])
            if kind == "m":  # more points after the first are lines
                begun, kind = (x, y), "l"
    return " ".join(found)
