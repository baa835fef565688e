"""Walk every page of the demo in every width and theme; print what is wrong and keep a picture of each.

python3 dev.py audit [--only today log] [--width 360] [--theme dim]
"""

import argparse
import sys
from pathlib import Path

from devtools.steps import VAR

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import THEMES, WIDTHS, axe, launch, listen, overlapping, scrolls_sideways, small_targets, unroll
from demo_site import running_demo
from pages import FAMILY, VISITS

HEIGHTS = {320: 640, 360: 740, 820: 1180, 1180: 820, 1440: 900}


def main() -> int:
    options = wishes()
    pictures = VAR / "audit"
    visits = [visit for visit in VISITS if not options.only or visit[0] in options.only]
    found = 0
    with running_demo(pictures / "site") as site, launch() as chromium:
        for name, who in visits:
            for theme in options.theme:
                page = device(chromium, site.url, theme)
                for width in options.width:
                    wrong = look(site, page, name, who, width)
                    page.screenshot(path=pictures / f"{name}-{who or 'visitor'}-{width}-{theme}.png", full_page=True)
                    report(name, who, width, theme, wrong)
                    found += len(wrong)
                page.context.close()
    print(f"\n{found} problems on {len(visits)} pages. The pictures are in {pictures}.")
    return int(bool(found))


def wishes():
    parser = argparse.ArgumentParser(prog="dev.py audit", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="PAGE", help="names of addresses, such as today or log")
    parser.add_argument("--width", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    return parser.parse_args()


def device(chromium, url, theme):
    context = chromium.new_context(has_touch=True, reduced_motion="reduce")
    context.add_cookies([{"name": "handhug-theme", "value": theme, "url": url}])
    page = context.new_page()
    page.complaints = []
    listen(page, page.complaints)
    return page


def look(site, page, name, who, width) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
    page.complaints.clear()
    answer = site.visit(page, name, who)
    wrong = [] if answer.status == 200 else [f"answers {answer.status}"]
    wrong += ["scrolls sideways"] * scrolls_sideways(page)
    wrong += [f"words over words: {line}" for line in overlapping(page)]
    if who is None or who in FAMILY:
        wrong += [f"small target: {line}" for line in small_targets(page)]
    wrong += page.complaints  # now, because axe itself makes the console complain
    unroll(page, width)
    return wrong + axe(page)


def report(name, who, width, theme, wrong) -> None:
    print(f"{name:<20} {who or 'visitor':<8} {width:>5} {theme:<6} {'ok' if not wrong else len(wrong)}", flush=True)
    for line in wrong:
        print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
