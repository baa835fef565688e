"""YAML that remembers on which line each value stands."""

from pathlib import Path
from typing import Any

import yaml


class BadYaml(Exception):
    def __init__(self, line: int, reason: str):
        self.line, self.reason = line, reason
        super().__init__(reason)


class Entry(dict[str, Any]):
    """A mapping with the line where it starts and the line of each key, counted from 1."""

    start: int = 1
    lines: dict[str, int]

    def line(self, key: str) -> int:
        return self.lines.get(key, self.start)


# The C parser is five times as quick; where libyaml is missing, the plain one reads the same.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """A safe loader that builds Entry for every mapping and refuses a key written twice."""


def _entry(loader: _Loader, node: yaml.MappingNode) -> Entry:
    entry = Entry()
    entry.start, entry.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key, line = str(loader.construct_object(key_node)), key_node.start_mark.line + 1
        if key in entry:
            raise BadYaml(line, f'"{key}" is written twice')
        entry[key] = loader.construct_object(value_node, deep=True)
        entry.lines[key] = line
    return entry


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _entry)


def read(file: Path) -> Entry:
    """The mapping in a YAML file; raises BadYaml when there is none."""
    try:
        found = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadYaml(line, f"not readable as YAML: {error.problem}") from error
    if not isinstance(found, Entry):
        raise BadYaml(1, "holds no fields")
    return found
