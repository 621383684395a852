"""What the check adds to the catalog's statuses: the table `status.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orderdoctor.tools.finding import Speaks


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of another field of an order's data. says: what it means, which the words belong to."""

    value: str
    field: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Against:
    """Reasons that some statuses speak against, each with its likelihood ratio."""

    statuses: frozenset[str]
    reasons: Speaks


@dataclass(frozen=True, slots=True)
class Rules:
    """way: the usual order of statuses; shown_for: status behind an app's; usual: names that people use.

    weights: the likelihood ratio of a reason that the catalog lists, for `status`, `end_reason` and `app_status`.
    """

    way: tuple[str, ...]
    shown_for: Mapping[str, str]
    usual: Mapping[str, tuple[str, ...]]
    fields: tuple[FieldValue, ...]
    weights: Mapping[str, float]
    against: tuple[Against, ...]


def read_rules(folder: Path) -> Rules:
    """The rules of a folder with the tools' tables. Raises OSError or ValueError if the file is damaged."""
    table = tomllib.loads((folder / "status.toml").read_text(encoding="utf-8"))
    evidence = table["evidence"]
    return Rules(
        way=tuple(table["way"]),
        shown_for=dict(table["shown_for"]),
        usual={status: tuple(names) for status, names in table["usual"].items()},
        fields=tuple(FieldValue(**field) for field in table["field"]),
        weights={kind: evidence[kind] for kind in ("status", "end_reason", "app_status")},
        against=tuple(Against(frozenset(one["statuses"]), dict(one["reasons"])) for one in evidence["against"]),
    )
