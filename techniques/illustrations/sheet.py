"""One HTML page with every drawing, in light, dark and dim, and at card size."""

from html import escape
from pathlib import Path

THEMES = Path(__file__).with_name("sheet.css")
SHEET = Path(__file__).parents[2] / "build" / "pictures.html"


def write(scenes):
    """Drawings are read through <use>, just as the pages show them, so serve the page from the project root."""
    rows = []
    for scene in scenes:
        for side in scene.sides:
            if not scene.file(side).exists():
                continue
            href = f"../static/illustrations/{scene.name}-{side}.svg#p"
            cells = "".join(
                f'<td class="{theme}"><svg viewBox="0 0 768 768" width="{w}"><use href="{href}"/></svg></td>'
                for theme, w in (("light", 480), ("light", 160), ("dark", 160), ("dim", 160), ("deep", 160))
            )
            rows.append(f"<tr>{cells}<th>{scene.name}<br>{side}<br><small>{escape(scene.alt)}</small></th></tr>")
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Pictures</title><style>{THEMES.read_text()}</style>'
        f"<table>{''.join(rows)}</table>\n"
    )
    return SHEET
