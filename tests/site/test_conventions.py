"""The house rules that a machine can check."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
OURS = ("massage_site", "techniques", "sessions", "devtools")
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
]
PYTHON = [path for path in TRACKED if path.suffix == ".py" and "migrations" not in path.parts]
CODE = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in OURS or path.name == "dev.py"]
TEMPLATES = [path for path in TRACKED if path.suffix == ".html" and "templates" in path.parts]

# A longer module needs a reason.
LONG_MODULES: dict[str, str] = {}
# JavaScript that may pass 60 lines.
LONG_SCRIPTS = {"player.js", "outbox.js", "sw.js"}


def run(*command):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def where(path, line=None):
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")


def test_ruff_finds_nothing():
    run(TOOLS / "ruff", "check", "--quiet", "--output-format", "concise", ".")


def test_imports_only_point_downwards():
    run(TOOLS / "lint-imports", "--no-cache", "--no-logo")


def test_djlint_finds_nothing():
    run(TOOLS / "djlint", "templates", "--lint", "--quiet")


@pytest.mark.django_db
def test_no_migration_is_missing_and_none_conflict():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_file_says_what_it_is_for():
    silent = [where(path) for path in PYTHON if path.read_text() and not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_no_module_is_longer_than_200_lines():
    long = {where(path) for path in CODE if len(path.read_text().splitlines()) > 200}
    assert long - LONG_MODULES.keys() == set()
    assert LONG_MODULES.keys() - long == set(), "No longer long: take it off the list."


def test_a_view_finds_asks_and_answers_in_25_lines():
    long = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and [arg.arg for arg in node.args.args[:1]] == ["request"]:
                lines = node.end_lineno - node.lineno + 1
                long += [f"{where(path, node.lineno)} {node.name}: {lines} lines"] * (lines > 25)
    assert long == []


def test_rules_know_nothing_of_the_web():
    """import-linter cannot forbid a part of Django, so the syntax tree is asked."""
    for path in [ROOT / "sessions/ages.py", ROOT / "sessions/safety.py"]:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith(("django.http", "django.db", "django.forms")) for name in names)


def test_small_scripts_stay_small():
    scripts = [path for path in TRACKED if path.suffix == ".js" and path.name not in LONG_SCRIPTS]
    assert [where(path) for path in scripts if len(path.read_text().splitlines()) > 60] == []


REGISTRIES = r"py[p]i\.org|python[h]osted|npm[j]s\.(?:org|com)|deb[.]debian|crates[.]io"  # does not match itself
NOT_HERE = r"\b(?:house|product|clinical|toolin[g])\.md|[(]toolin[g][)]|\bproduct rul[e] \d|\bdesig[n] \d"
MACHINE_PATHS = r"(?<![\w.\-}])/(?:work|root|tmp|home)/\w"


def lines_with(pattern):
    forbidden, found = re.compile(pattern), []
    for path in TRACKED:
        text = "" if b"\0" in path.read_bytes()[:8000] else path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            found += [f"{where(path, number)} {line.strip()[:80]}"] * bool(forbidden.search(line))
    return found


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine():
    assert lines_with(f"{REGISTRIES}|{MACHINE_PATHS}") == []


def test_no_file_names_a_document_that_is_not_here():
    assert lines_with(NOT_HERE) == []


REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))


def test_requirements_hold_hashes_and_no_address():
    assert len(REQUIREMENTS) == 4
    for path in REQUIREMENTS:
        text = path.read_text()
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_all_requirement_sets_are_one_resolution():
    seen = {}
    for path in REQUIREMENTS:
        # what follows a semicolon says for which Python; there may be one version for each
        for package, version, python in re.findall(r"^([\w.\-]+)==(\S+)([^\\]*)", path.read_text(), re.M):
            assert seen.setdefault((package, python), version) == version, package


INLINE = {
    "a style attribute": r"\sstyle\s*=",
    "an inline style": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)",
    "an inline handler": r"\son[a-z]+\s*=",
    "an htmx handler": r"\bhx-on\b",
    "script in an attribute": r"[\"']\s*(?:js|javascript):",
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_carries(what):
    pattern = re.compile(INLINE[what], re.IGNORECASE)
    assert [where(path) for path in TEMPLATES if pattern.search(path.read_text())] == []


def test_pages_extend_a_base_and_fragments_extend_nothing():
    wrong = []
    for path in TEMPLATES:
        extends = "{% extends" in path.read_text()
        is_base = path.name.startswith("base") or path.parent.name == "elements"  # of allauth: its names are fixed
        is_fragment = path.name.startswith("_")
        if extends == is_fragment and not is_base:
            wrong.append(where(path))
    assert wrong == []


def test_a_template_never_asks_who_you_are():
    asks = re.compile(r"{%\s*(?:el)?if[^%]*\b(?:perms\.|user\.(?!name|is_authenticated)|works_in)")
    assert [where(path) for path in TEMPLATES if asks.search(path.read_text())] == []


def test_a_get_never_swaps_a_fragment():
    """A GET is a whole page without a script as with one: hx-get must say what it takes out of it."""
    tags = [(path, tag) for path in TEMPLATES for tag in re.findall(r"<[^>]*\bhx-get\b[^>]*>", path.read_text())]
    assert [where(path) for path, tag in tags if "hx-select" not in tag] == []
    assert [where(path) for path in TEMPLATES if "hx-boost" in path.read_text()] == []


def test_every_title_says_the_page_then_a_middle_dot_then_the_product():
    titles = [
        (path, found) for path in TEMPLATES for found in re.findall(r"block title %}(.*Handhug)", path.read_text())
    ]
    assert len(titles) > 40
    assert [where(path) for path, title in titles if title != "Handhug" and not title.endswith(" · Handhug")] == []
