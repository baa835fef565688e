"""A QR code as one SVG path, for a template that needs no style attribute."""

import segno

QUIET_ZONE = 4  # white modules around it, as the standard asks


def qr_path(text: str) -> tuple[int, str]:
    """Return the number of modules along one edge, quiet zone included, and the path of all black runs."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=QUIET_ZONE)]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            dark = row[x]
            end = next((at for at in range(x, len(row)) if row[at] != dark), len(row))
            if dark:
                runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end
    return len(rows), "".join(runs)
