"""Pointing at the order's way is evidence for the reasons that hold orders there."""

from __future__ import annotations

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.pointing import WAY, places, pointed
from orderdoctor.inquiry import Counsel


def test_every_place_with_reasons_can_be_pointed_at(catalog: Catalog) -> None:
    known = dict(places(catalog))
    assert len(known) > 30
    for place, reasons in known.items():
        piece = pointed(place, catalog)
        assert (piece is not None) == bool(reasons)
        if piece is not None:
            assert all(piece.of(reason) > piece.others for reason in reasons)


def test_a_place_that_the_library_does_not_know_says_nothing(catalog: Catalog) -> None:
    assert pointed("pipeline/none/none", catalog) is None


def test_pointing_makes_the_reasons_of_the_place_likelier(counsel: Counsel) -> None:
    place, reasons = next((p, r) for p, r in places(counsel.catalog) if len(r) >= 2)
    after = counsel.diagnosis(counsel.begin("").answered(WAY, place))
    assert after.ranking[0].reason in reasons
