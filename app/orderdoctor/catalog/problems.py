"""What can be wrong with content, as facts; the words are made by who shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Fault(Enum):
    """The kinds of fault that reading and lint find."""

    NOT_TOML = "not-toml"
    MISSING = "missing"
    EMPTY = "empty"
    WRONG_TYPE = "wrong-type"
    NOT_ALLOWED = "not-allowed"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_ID = "unknown-id"
    DUPLICATE = "duplicate"
    WRONG_PLACE = "wrong-place"
    OUT_OF_RANGE = "out-of-range"
    TOO_LONG = "too-long"
    LONG_SENTENCE = "long-sentence"
    FORBIDDEN_WORD = "forbidden-word"
    MARKUP = "markup"
    NO_SOLUTION = "no-solution"
    NO_SOURCE = "no-source"
    CIRCLE = "circle"
    UNANSWERED_ROW = "unanswered-row"
    NOT_TOLD_APART = "not-told-apart"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: file (relative to the folder), key (dotted, with positions), line (1-based, 0 = unknown)."""

    file: str
    key: str
    line: int
    fault: Fault
    facts: Mapping[str, object] = field(default_factory=dict)


_HEADING = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
_POSITION = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def line_of(source: str, key: str) -> int:
    """The line on which a key stands in TOML text: `solutions[1].steps[0].do` -> 1-based line, 0 if not found.

    tomllib gives no positions, so headings are counted here; the nearest enclosing heading answers for a missing key.
    """
    wanted = [(name, int(position or 0)) for name, position in _POSITION.findall(key)]
    counts: dict[str, int] = {}
    best = 0
    current: list[tuple[str, int]] = []
    for number, line in enumerate(source.splitlines(), 1):
        heading = _HEADING.match(line)
        if heading:
            names = [part.strip().strip('"') for part in heading.group(2).split(".")]
            current = _heading_path(names, heading.group(1) == "[[", counts)
            if wanted[: len(current)] == current:
                best = number
                if len(current) == len(wanted):
                    return number
            continue
        if "=" in line and current == wanted[: len(current)] and len(wanted) == len(current) + 1:
            name = line.split("=", 1)[0].strip().strip('"')
            if name == wanted[-1][0]:
                return number
    return best


def _heading_path(names: list[str], array: bool, counts: dict[str, int]) -> list[tuple[str, int]]:
    """The position that a TOML heading opens; counts holds how often each array heading was seen."""
    path: list[tuple[str, int]] = []
    for depth, name in enumerate(names):
        prefix = ".".join(f"{n}[{p}]" for n, p in path) + "." + name
        if depth == len(names) - 1 and array:
            counts[prefix] = counts.get(prefix, -1) + 1
        path.append((name, max(counts.get(prefix, 0), 0)))
    return path
