"""What the tests of the customer details share."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from orderdoctor.tools.customer.checking import check
from orderdoctor.tools.customer.knowledge import Knowledge
from orderdoctor.tools.customer.model import Details, Field, Finding, Report, Rule

ROOT = Path(__file__).resolve().parents[2]


@cache
def knowledge() -> Knowledge:
    """The shipped tables."""
    return Knowledge(ROOT / "resources" / "tools" / "customer")


def report(**fields: str | None) -> Report:
    """What the check says of these fields."""
    return check(Details(**fields), knowledge())


def rules(which: Field, **fields: str | None) -> dict[Rule, Finding]:
    """The findings about one field, by rule."""
    return {finding.rule: finding for finding in report(**fields).at(which)}


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes: the shortest of three times, so that a busy machine does not count."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)
