"""One HTML page with every drawing, in light, dark, dim, deep skins and print, and at card size."""

from html import escape
from pathlib import Path

THEMES = Path(__file__).with_name("sheet.css")
SHEET = Path(__file__).parents[2] / "build" / "pictures.html"
CELLS = (("light", 480), ("light", 160), ("dark", 160), ("dim", 160), ("deep", 160), ("print", 160))


def inside(svg, name):
    """The drawing's one group under a name of its own, so that the page opens without a server."""
    return svg[svg.index("<g id=") : svg.rindex("</svg>")].replace('id="p"', f'id="{name}"', 1)


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
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{THEMES.read_text()}</style>'
        f'<svg width="0" height="0"><defs>{"".join(drawings)}</defs></svg><table>{"".join(rows)}</table>\n'
    )
    return SHEET
