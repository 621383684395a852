"""Who names which time limit: the table `dates.toml`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from orderdoctor.tools.finding import Basis, Speaks, Sure


class Unit(Enum):
    """What a limit is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"


class Rely(Enum):
    """Which end of a window is safe to rely on."""

    FIRST = "first"
    """For something that has to be done before it."""
    LAST = "last"
    """For something that is waited for."""
    ROLE = "role"
    """The first for whoever has to act, the last for whoever waits."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says. least: None where it names no lower end; only: it holds for some orders only.

    note: what else it says, which the words belong to; empty if nothing.
    """

    basis: Basis
    least: int | None
    most: int
    unit: Unit
    note: str = ""
    only: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of limit. start: what it is counted from; countries: whose holidays count if the user names none.

    nature: arrives (money), expires (a link), act (somebody has to do something before) or wait (for something).
    over: likelihood ratios of reasons once the last limit is over; early: while not even the first is reached.
    """

    id: str
    nature: str
    start: str
    rely: Rely
    claims: tuple[Claim, ...]
    countries: tuple[str, ...]
    over: Speaks
    early: Speaks

    @property
    def counts_working_days(self) -> bool:
        """Whether holidays matter."""
        return any(claim.unit is Unit.WORKING_DAYS for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Rules:
    """All limits by their ids. known_until: the last year whose decreed working days the holiday library knows.

    countries: the names of countries by code, in English, Vietnamese and Chinese.
    """

    rules: Mapping[str, Rule]
    known_until: int
    library: str
    countries: Mapping[str, Sequence[str]]


def read_rules(folder: Path) -> Rules:
    """The rules of a folder with the tools' tables. Raises OSError or ValueError if the file is damaged."""
    table = tomllib.loads((folder / "dates.toml").read_text(encoding="utf-8"))
    rules = {entry["id"]: _rule(entry) for entry in table["rule"]}
    countries = json.loads((folder / "customer" / "countries.json").read_text(encoding="utf-8"))
    return Rules(rules, table["holidays"]["known_until"], table["holidays"]["library"], countries)


def _rule(table: Mapping[str, Any]) -> Rule:
    return Rule(
        id=table["id"],
        nature=table["nature"],
        start=table["start"],
        rely=Rely(table["rely"]),
        claims=tuple(_claim(claim) for claim in table.get("claim", ())),
        countries=tuple(table.get("countries", ())),
        over=dict(table.get("over", {})),
        early=dict(table.get("early", {})),
    )


def _claim(table: Mapping[str, Any]) -> Claim:
    return Claim(
        basis=Basis(table["source"], table.get("date", ""), Sure(table["sure"])),
        least=table.get("least"),
        most=table["most"],
        unit=Unit(table["unit"]),
        note=table.get("note", ""),
        only=table.get("only", False),
    )
