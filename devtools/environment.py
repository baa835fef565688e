"""The .venv beside the code, filled from the hashed requirements files."""

import ctypes.util
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
FILES = {
    "run": "requirements.txt",
    "test": "requirements-test.txt",
    "art": "requirements-art.txt",
    "pdf": "requirements-pdf.txt",
}


def ensure(*sets: str) -> None:
    """Have the packages of these requirement sets; do nothing when they are there already."""
    if not _venv_works():
        _make_venv()
    for name in sets:
        lock = ROOT / FILES[name]
        stamp, want = VENV / f".installed-{name}", hashlib.sha256(lock.read_bytes()).hexdigest()
        if not stamp.exists() or stamp.read_text() != want:
            print(f"Installing the packages of {lock.name}, checked against their hashes ...", flush=True)
            _install(lock)
            stamp.write_text(want)


def paper() -> list[str]:
    """What writes PDFs, where the system has the libraries for it."""
    return ["pdf"] if all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))) else []


def _venv_works() -> bool:
    """Whole, and still of the Python that it was made for: a system upgrade changes that under our feet."""
    made = VENV / ".made"
    return made.exists() and PYTHON.exists() and made.read_text() == _version()


def _version() -> str:
    code = "import sys; print(sys.version_info[:2])"
    return subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False).stdout


def _make_venv() -> None:
    print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
    uv = shutil.which("uv")
    make = [uv, "venv", "--quiet", "--seed", "--clear", "--python", sys.executable] if uv else [
        sys.executable, "-m", "venv", "--clear"
    ]  # fmt: skip
    if subprocess.call([*make, str(VENV)]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv")
    (VENV / ".made").write_text(_version())


def _install(lock: Path) -> None:
    """Install, never sync: one set must not remove the packages of another."""
    uv = shutil.which("uv")
    if uv:
        command = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", PYTHON]
    else:
        command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*command, "--require-hashes", "-r", lock]) != 0:
        sys.exit(f"The packages of {lock.name} could not be installed; the lines above say why.")
