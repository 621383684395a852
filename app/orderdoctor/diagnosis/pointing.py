"""Where an order is stuck, as evidence: the user points at a stage or a status on the order's way."""

from __future__ import annotations

from collections.abc import Iterator

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.evidence import NONE, Evidence, Kind

WAY = "way"
"""The name under which a case keeps where the user pointed, beside the questions that were answered."""

ELSEWHERE = 0.1
"""How likely a place of the way is for a reason that is not listed there: the lists name what holds most orders, not all."""


def places(catalog: Catalog) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every place on the way at which the user can point, with the reasons that hold orders there."""
    for pipeline in catalog.pipelines:
        yield from ((f"pipeline/{pipeline.id}/{stage.id}", stage.reasons) for stage in pipeline.stages)
    yield from ((f"status/{status.id}", status.reasons) for status in catalog.statuses.values())
    yield from ((f"end/{end.id}", end.reasons) for end in catalog.end_reasons.values())
    yield from ((f"app-status/{shown.id}", shown.reasons) for shown in catalog.app_statuses.values())


def pointed(place: str, catalog: Catalog) -> Evidence | None:
    """What pointing at a place says; None if the library knows no such place, or of no reason there."""
    reasons = dict(places(catalog)).get(place, ())
    if not reasons:
        return None
    return Evidence(Kind.STATUS, place, dict.fromkeys(reasons, 1.0) | {NONE: 0.4}, ELSEWHERE)
