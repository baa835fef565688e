"""One module per kind of stroke; importing this package fills LOOPS."""

from importlib import import_module
from pathlib import Path

from .. import scenes  # noqa: F401  (the stills that the loops follow)

for module in sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{module}")
