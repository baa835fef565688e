"""One HTML page with every drawing, in light, dark, dim, deep skins and print, at card size, and moving."""

from html import escape
from pathlib import Path

from . import loops  # noqa: F401  (fills LOOPS)
from .loop import LOOPS

THEMES = Path(__file__).with_name("sheet.css")
SHEET = Path(__file__).parents[2] / "build" / "pictures.html"
CELLS = (("light", 480), ("light", 160), ("dark", 160), ("dim", 160), ("deep", 160), ("print", 160))


def inside(svg, name):
    """The drawing's one group under a name of its own, so that the page opens without a server."""
    return svg[svg.index("<g id=") : svg.rindex("</svg>")].replace('id="p"', f'id="{name}"', 1)


def moving(loop, side, name):
    """The loop itself, and below it a strip of its frames; without a script, so the frames change at one pace."""
    layers = loop.file(side).read_text().split("\n")[1:-2]
    frames = [layer for layer in layers if layer.startswith("<g data-step")]
    base, arrow = ("".join(g for g in layers if g.startswith(f'<g data-part="{part}"')) for part in ("base", "arrow"))
    still, n = f'<use href="#{name}"/>', len(frames) + 1

    def during(k, drawn):
        times = ";".join(f"{t:.3f}" for t in (0, k / n, (k + 1) / n) if t < 1)
        shown = ";".join(["none", "inline", "none"][: times.count(";") + 1])
        blink = f'attributeName="display" values="{shown}" keyTimes="{times}" dur="{n * 0.4:.1f}s"'
        return f'<g>{drawn}<animate {blink} calcMode="discrete" repeatCount="indefinite"/></g>'

    shots = [still, *(still + base + frame + arrow for frame in frames[:: max(1, len(frames) // 3)])]
    turn = still + "".join(during(k, base + frame + arrow) for k, frame in enumerate(frames, 1))
    small = "".join(f'<svg viewBox="0 0 768 768" width="160">{shot}</svg>' for shot in shots)
    large = f'<svg viewBox="0 0 768 768" width="480">{turn}</svg>'
    return f'<td class="light">{large}</td><td class="light strip" colspan="6">{small}</td>'


def write(scenes):
    drawings, rows = [], []
    for scene in scenes:
        for side in scene.sides:
            if not scene.file(side).exists():
                continue
            name = f"{scene.name}-{side}".replace("/", "-")
            drawings.append(inside(scene.file(side).read_text(), name))
            cells = "".join(
                f'<td class="{theme}"><svg viewBox="0 0 768 768" width="{w}"><use href="#{name}"/></svg></td>'
                for theme, w in CELLS
            )
            rows.append(f"<tr>{cells}<th>{scene.name}<br>{side}<br><small>{escape(scene.alt)}</small></th></tr>")
            loop = LOOPS.get(scene.name)
            if loop and loop.file(side).exists():
                rows.append(f"<tr>{moving(loop, side, name)}</tr>")
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{THEMES.read_text()}</style>'
        f'<svg width="0" height="0"><defs>{"".join(drawings)}</defs></svg><table>{"".join(rows)}</table>\n'
    )
    return SHEET
