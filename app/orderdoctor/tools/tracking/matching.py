"""Which carriers' formats a number has, and which it nearly has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orderdoctor.tools.finding import Finding, Severity
from orderdoctor.tools.tracking.cleaning import LOOKALIKES
from orderdoctor.tools.tracking.results import Candidate, Check, Kind
from orderdoctor.tools.tracking.rules import check_digit
from orderdoctor.tools.tracking.shapes import Parts
from orderdoctor.tools.tracking.table import POSTAL, Carrier, Format, Other, Table

_OTHER_KINDS = ("reference", "sku", "product", "order")

_MOST_SWAPS = 3
"""Look-alike characters that a number may hold and still be recognised."""


def candidates(number: str, table: Table, carrier: Carrier | None = None) -> tuple[Candidate, ...]:
    """Every carrier that the number can be of (or only the given one), the most probable first."""
    found: dict[str, Candidate] = {}
    for form in table.by_length.get(len(number), ()):
        parts = form.shape.match(number)
        if parts is None or (parts.service and parts.service not in table.operators):
            continue
        one = _candidate(form, parts, number, table)
        if carrier is not None and not _is_of(one, form, carrier):
            continue
        key = f"{one.carrier}/{one.name}/{form.id}"
        if key not in found or one.check is Check.RIGHT:
            found[key] = one
    return tuple(sorted(found.values(), key=_order))


def _is_of(one: Candidate, form: Format, carrier: Carrier) -> bool:
    return one.carrier == carrier.id or (carrier.any_s10 and bool(one.letters) and form.carrier == POSTAL)


def _candidate(form: Format, parts: Parts, number: str, table: Table) -> Candidate:
    expected = check_digit(form.rule, form.front + parts.body) if form.rule else ""
    check = Check.NONE if not form.rule else Check.RIGHT if parts.check == expected else Check.WRONG
    carrier = table.carriers[form.carrier]
    name = carrier.name
    if parts.service:
        carrier = table.by_letters.get(parts.service, carrier)
        name = carrier.name or table.operators[parts.service]
    return Candidate(
        carrier=carrier.id,
        name=name,
        format=form.id,
        check=check,
        source=form.source,
        given=parts.check,
        expected=expected,
        place=parts.check_at,
        letters=parts.service,
        service=table.services.get(number[0], "") if parts.service else "",
        bare=form.shape.bare,
        broad=form.broad,
        rare=form.rare,
        fixed=form.shape.fixed,
    )


def _order(one: Candidate) -> tuple[bool, int, bool, int, str]:
    """RIGHT before NONE before WRONG, among lettered ones first; the more the shape says, the earlier."""
    checks = (Check.RIGHT, Check.NONE, Check.WRONG)
    return (not one.probable, checks.index(one.check), one.rare, -one.fixed, one.name)


def others(number: str, table: Table) -> tuple[Other, ...]:
    """What the number can be if it is no tracking number, the surest first."""
    known = (other for other in table.others if other.shape.match(number))
    return tuple(sorted(known, key=lambda other: _OTHER_KINDS.index(other.kind)))


def kind_of(number: str, table: Table) -> str:
    """What a number most probably is besides a tracking number: reference, sku, product, order, or empty."""
    return next((other.kind for other in others(number, table) if other.likely.match(number)), "")


def lookalikes(
    number: str, table: Table, carrier: Carrier | None = None, checked: bool = False
) -> tuple[str, tuple[int, ...]] | None:
    """The number with look-alike characters put right, and where they stand; None if that leads to no better number.

    It is better if its check digit is right or, where none is known and unless `checked`, if the format gives at
    least two letters.
    """
    best: tuple[int, int, str, tuple[int, ...]] | None = None
    for form in table.by_length.get(len(number), ()):
        places = form.shape.places
        swapped = _swapped(number, places) if places and not form.broad else None
        if not swapped:
            continue
        corrected, at = swapped
        for one in candidates(corrected, table, carrier):
            rank = (len(at), -one.fixed, corrected, at)
            if one.format == form.id and _convincing(one, checked) and (best is None or rank < best):
                best = rank
    return (best[2], best[3]) if best else None


def _convincing(one: Candidate, checked: bool) -> bool:
    if one.check is Check.RIGHT:
        return not one.rare
    return one.check is Check.NONE and not checked and one.fixed > 1 and one.probable


def _swapped(number: str, places: Iterable[str]) -> tuple[str, tuple[int, ...]] | None:
    out: list[str] = []
    at: list[int] = []
    for position, (letter, allowed) in enumerate(zip(number, places, strict=True)):
        if letter in allowed:
            out.append(letter)
            continue
        meant = LOOKALIKES.get(letter, "")
        if not meant or meant not in allowed or len(at) == _MOST_SWAPS:
            return None
        out.append(meant)
        at.append(position)
    return ("".join(out), tuple(at)) if at else None


def near_misses(number: str, table: Table, carrier: Carrier | None = None, most: int = 2) -> tuple[Finding, ...]:
    """Why a number that nobody's format fits is nearly one: its length, or one place in it."""
    found: dict[str, tuple[int, Finding]] = {}
    for form in table.formats:
        close = _near(number, form, table, carrier is not None)
        if close is None or (carrier is not None and form.carrier not in (carrier.id, POSTAL if carrier.s10 else "")):
            continue
        distance, finding = close
        name = str(finding.facts["carrier"])
        if name not in found or distance < found[name][0]:
            found[name] = (distance, finding)
    return tuple(finding for _, finding in sorted(found.values(), key=lambda pair: pair[0])[:most])


def _near(number: str, form: Format, table: Table, chosen: bool) -> tuple[int, Finding] | None:
    """How far a number is from a format that begins like it; None if they have nothing in common."""
    shape = form.shape
    start = shape.start
    postal = form.carrier == POSTAL and number[:2].isalpha() and number[-2:].isalpha() and number[2:-2].isdigit()
    alike = len(start) > 1 and not start.isdigit() and number.startswith(start)
    if form.broad or not (alike or (postal and 7 <= len(number[2:-2]) <= 11) or chosen):
        return None
    name = table.carriers[form.carrier].name
    if not shape.shortest <= len(number) <= shape.longest:
        wanted = str(shape.shortest) if shape.shortest == shape.longest else f"{shape.shortest}–{shape.longest}"
        facts = {"carrier": name, "given": str(len(number)), "wanted": wanted}
        distance = min(abs(len(number) - shape.shortest), abs(len(number) - shape.longest))
        return (distance, Finding(Kind.LENGTH, Severity.ERROR, facts, form.source.basis))
    places = list(_misfits(number, shape.places))
    if not places:
        return None
    facts = {"carrier": name, "given": number[places[0]], "place": str(places[0] + 1)}
    spans = ((places[0], places[0] + 1),)
    return (len(places), Finding(Kind.PLACE, Severity.ERROR, facts, form.source.basis, spans))


def _misfits(number: str, places: tuple[str, ...]) -> Iterator[int]:
    for position, (letter, allowed) in enumerate(zip(number, places, strict=False)):
        if letter not in allowed:
            yield position
