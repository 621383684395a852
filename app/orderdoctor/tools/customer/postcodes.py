"""Postcodes: the country's pattern, what people write instead of it, and whether it belongs to the province."""

from __future__ import annotations

from collections.abc import Iterator

from orderdoctor.tools.customer.knowledge import Country
from orderdoctor.tools.customer.model import Details, Field, Finding, Rule, by
from orderdoctor.tools.customer.places import Place, find_area, shown
from orderdoctor.tools.customer.postcode_form import correct_form, slips_undone
from orderdoctor.tools.finding import Severity, Sure

FORMAT = (by("google-addresses", Sure.TOOL), by("dsers-postal-code", Sure.PUBLISHED))


def check_postcode(details: Details, place: Place) -> Iterator[Finding]:
    """The findings about the postcode; nothing where the country has none or none was given."""
    given = details.text(Field.POSTCODE)
    pattern, examples = place.postcodes
    if not given or not pattern:
        return
    right = correct_form(given, pattern, place.country.code)
    if right is None:
        likely = next(slips_undone(given, pattern), "")
        yield Finding(
            Field.POSTCODE, Severity.ERROR, Rule.POSTCODE_FORMAT, FORMAT,
            {"given": given, "examples": examples[:2]}, (), (likely,) if likely else (),
        )  # fmt: skip
        return
    if right != given:
        yield Finding(
            Field.POSTCODE, Severity.WARNING, Rule.POSTCODE_WRITTEN, FORMAT, {"given": given, "right": right},
            (), (right,), True,
        )  # fmt: skip
    yield from _remote(right, place.country)
    yield from _elsewhere(right, details, place)


def _remote(postcode: str, country: Country) -> Iterator[Finding]:
    for prefix, name in country.remote:
        if postcode.startswith(prefix):
            yield Finding(
                Field.POSTCODE, Severity.WARNING, Rule.REMOTE_AREA,
                (by("bsdropshipping-help", Sure.PUBLISHED),), {"area": name},
            )  # fmt: skip


def _elsewhere(postcode: str, details: Details, place: Place) -> Iterator[Finding]:
    """The postcode belongs to another area than the one that was given, or to none (Google's data, or the own list's)."""
    given = details.text(Field.PROVINCE)
    for known in (place.areas, place.google):
        if known is None:
            continue
        owners = place.owners(postcode, known)
        area = find_area(given, known)
        if not owners and all(area.zip for area in known.areas):
            yield Finding(Field.POSTCODE, Severity.WARNING, Rule.POSTCODE_NOWHERE, known.bases, {"given": postcode})
            return
        if area is not None and area.zip and owners and area not in owners:
            names = tuple(map(shown, owners))[:3]
            yield Finding(
                Field.POSTCODE,
                Severity.WARNING,
                Rule.POSTCODE_ELSEWHERE,
                known.bases,
                {"given": postcode, "province": shown(area), "areas": names},
            )
            return
