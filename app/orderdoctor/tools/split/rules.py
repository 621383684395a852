"""The limit that is tried first, and what a result says of the reasons: the table `split.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from orderdoctor.tools.finding import Basis, Speaks, Sure


@dataclass(frozen=True, slots=True)
class Rules:
    """amount and currency of the limit, what it rests on; over and under: what exceeding it, or not, speaks for."""

    amount: Decimal
    currency: str
    basis: Basis
    over: Speaks
    under: Speaks


def read_rules(folder: Path) -> Rules:
    """The rules of a folder with the tools' tables. Raises OSError or ValueError if the file is damaged."""
    table = tomllib.loads((folder / "split.toml").read_text(encoding="utf-8"))
    limit, evidence = table["limit"], table["evidence"]
    basis = Basis(limit["source"], limit.get("date", ""), Sure(limit["sure"]))
    return Rules(Decimal(limit["amount"]), limit["currency"], basis, dict(evidence["over"]), dict(evidence["under"]))
