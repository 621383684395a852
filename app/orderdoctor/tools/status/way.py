"""The order's way as a diagram's rows: what comes next, and what the status says of the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from orderdoctor.catalog.model import Catalog
from orderdoctor.tools.finding import Speaks
from orderdoctor.tools.status.recognise import Kind, Recognised, statuses_behind
from orderdoctor.tools.status.rules import Rules

LOWEST, HIGHEST = 0.02, 12.0
"""Several matches together never speak louder than this."""


@dataclass(frozen=True, slots=True)
class Row:
    """One status in the diagram. down: the next one on the usual way, or empty; ways: the other ways on."""

    status: str
    main: bool
    here: bool
    down: str
    ways: tuple[str, ...]


def diagram(catalog: Catalog, rules: Rules, here: Collection[str] = ()) -> tuple[Row, ...]:
    """Every status and every way on, once: first the usual way from top to bottom, then the side ways."""
    usual = [status for status in rules.way if status in catalog.statuses]
    order = [*usual, *(status for status in catalog.statuses if status not in usual)]
    rows = []
    for status in order:
        following = catalog.statuses[status].next
        place = usual.index(status) + 1 if status in usual else len(usual)
        down = usual[place] if place < len(usual) and usual[place] in following else ""
        ways = tuple(other for other in following if other != down)
        rows.append(Row(status, status in usual, status in here, down, ways))
    return tuple(rows)


def speaks(recognised: Recognised, catalog: Catalog, rules: Rules) -> Speaks:
    """What a recognised status says of the reasons. Matches of one kind are alternatives, of several kinds add up."""
    together: dict[str, float] = defaultdict(lambda: 1.0)
    ended, shown = recognised.of(Kind.END_REASON), recognised.of(Kind.APP_STATUS)
    for listed in (
        {key: _of_status(key, catalog, rules) for key in statuses_behind(recognised, rules)},
        {key: dict.fromkeys(catalog.end_reasons[key].reasons, rules.weights["end_reason"]) for key in ended},
        {key: dict.fromkeys(catalog.app_statuses[key].reasons, rules.weights["app_status"]) for key in shown},
    ):
        for reason in {reason for each in listed.values() for reason in each}:
            together[reason] *= sum(each.get(reason, 1.0) for each in listed.values()) / len(listed)
    return {reason: round(min(max(ratio, LOWEST), HIGHEST), 4) for reason, ratio in sorted(together.items())}


def _of_status(status: str, catalog: Catalog, rules: Rules) -> Speaks:
    found = dict.fromkeys(catalog.statuses[status].reasons, rules.weights["status"])
    for against in rules.against:
        if status in against.statuses:
            found |= {reason: ratio for reason, ratio in against.reasons.items() if reason not in found}
    return found
