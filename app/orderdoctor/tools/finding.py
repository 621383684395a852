"""What a check found: facts without words, with the rule they rest on and how sure that rule is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How much a finding matters: an error stops the order, a warning may, a hint is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Sure(Enum):
    """How sure a rule is, by who says so."""

    OFFICIAL = "official"
    """The platform or the authority says so itself."""
    PUBLISHED = "published"
    """An app's help or a guide says so."""
    TOOL = "tool"
    """Another program acts so, or a library says so."""
    OPERATOR = "operator"
    """Someone saw it in daily work."""
    GUESS = "guess"
    """Nobody says so; it follows from something else."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a finding rests on. source: an id of the catalog's sources, or empty; date: that of the source, or empty."""

    source: str = ""
    date: str = ""
    sure: Sure = Sure.GUESS


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. what: its kind, which the words belong to; spans: where it stands in the input."""

    what: str
    severity: Severity
    facts: Mapping[str, object] = field(default_factory=dict)
    basis: Basis | None = None
    spans: tuple[tuple[int, int], ...] = ()


Speaks = Mapping[str, float]
"""What a result says of the reasons: reason id -> how many times likelier (over 1) or less likely (under 1) it is now."""
