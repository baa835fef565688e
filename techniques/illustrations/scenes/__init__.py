"""One module per technique; importing this package fills SCENES."""

from importlib import import_module
from pathlib import Path

for module in sorted(p.stem for p in Path(__file__).parent.glob("[a-z]*.py")):
    import_module(f"{__name__}.{module}")
