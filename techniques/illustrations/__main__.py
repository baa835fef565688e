"""python -m techniques.illustrations render|fit|check|verify|sheet|thumbs|loops|icons [name ...]"""

import argparse
import time


def chosen(names):
    from . import scenes  # noqa: F401  (fills SCENES)
    from .scene import SCENES

    return [s for n, s in SCENES.items() if not names or n in names or n.split("/")[0] in names]


def render(names, force=False):
    from .drawing import write

    for scene in chosen(names):
        fresh = f'data-hash="{scene.digest()}"'
        paths = [scene.file(side) for side in scene.sides]
        if not force and all(p.exists() and fresh in p.read_text() for p in paths):
            continue
        start = time.time()
        sizes = [p.stat().st_size for p in write(scene)]
        print(f"{scene.name} {sizes} bytes {time.time() - start:.1f} s", flush=True)


def fit(names):
    from . import fits

    for name in names or fits.FITS:
        start = time.time()
        print(name, fits.run(name), f"{time.time() - start:.1f} s", flush=True)


def check(names):
    from . import loops  # noqa: F401  (fills LOOPS)
    from .check import problems
    from .loop import LOOPS
    from .loop import problems as faults

    found = [line for scene in chosen(names) for line in problems(scene)]
    found += [line for name, loop in LOOPS.items() if not names or name in names for line in faults(loop)]
    print("\n".join(found) or "All drawings are up to date and within their limits.")
    raise SystemExit(bool(found))


def sheet(names):
    from .sheet import write

    print(write(chosen(names)))


def verify(names):
    """Draw everything anew and compare with the files, byte by byte."""
    from .drawing import draw

    found = 0
    for scene in chosen(names):
        for side, text in draw(scene).items():
            path = scene.file(side)
            if not path.exists() or path.read_text() != text:
                found += 1
                print(f"{scene.name}-{side}: the file is not what is drawn today", flush=True)
    print(f"{found} drawings differ." if found else "Every drawing was drawn anew and is the same.")
    raise SystemExit(bool(found))


def thumbs(names):
    from .thumbs import write

    for file in write():
        print(f"{file.name} {file.stat().st_size} bytes", flush=True)


def icons(names):
    from .app_icons import write

    for file in write():
        print(f"{file.name} {file.stat().st_size} bytes", flush=True)


def loops(names):
    from . import loops  # noqa: F401  (fills LOOPS)
    from .loop import LOOPS, is_fresh, write

    for name, loop in LOOPS.items():
        if (not names or name in names or name.split("/")[0] in names) and not is_fresh(loop):
            for file in write(loop):
                print(f"{name} {file.stat().st_size} bytes", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="python -m techniques.illustrations")
    parser.add_argument("command", choices=["render", "fit", "check", "verify", "sheet", "thumbs", "loops", "icons"])
    parser.add_argument("names", nargs="*", help="technique, technique/picture, or (for fit) pose")
    parser.add_argument("--force", action="store_true", help="render even when the hash says nothing changed")
    given = parser.parse_args()
    if given.command == "render":
        return render(given.names, given.force)
    commands = dict(fit=fit, check=check, verify=verify, sheet=sheet, thumbs=thumbs, loops=loops, icons=icons)
    return commands[given.command](given.names)


if __name__ == "__main__":
    main()
