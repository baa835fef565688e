"""One YAML file per technique and language, read, checked and stored as versions that never change."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from techniques.catalogue.lines import BadYaml, Entry, read
from techniques.catalogue.rules import Problem, problems_of
from techniques.catalogue.store import link, store

HOME = Path(__file__).parent


class CatalogueError(Exception):
    """Nothing was loaded. `problems` says why, one line each: file, line, reason."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class Report:
    techniques: int
    new_versions: int


def read_all(folder: Path) -> dict[str, Entry]:
    """Every technique of a language folder by slug; raises CatalogueError with all that is wrong."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    files = sorted(folder.glob("*.yaml"))
    for file in files:
        try:
            entries[file.stem] = read(file)
        except BadYaml as error:
            problems.append(Problem(file, error.line, error.reason))
    slugs = {file.stem for file in files}
    for slug, entry in entries.items():
        problems += problems_of(folder / f"{slug}.yaml", entry, slugs)
    if not files:
        problems.append(Problem(folder, 1, "holds no .yaml files"))
    if problems:
        raise CatalogueError(problems)
    return entries


def load(folder: Path = HOME / "en") -> Report:
    """Bring one language into the database, all or nothing. Loading the same text again changes nothing."""
    entries = read_all(folder)
    with transaction.atomic():
        made = [store(slug, folder.name, entry) for slug, entry in entries.items()]
        link(entries)
    return Report(techniques=len(entries), new_versions=sum(made))
