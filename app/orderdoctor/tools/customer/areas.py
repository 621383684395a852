"""Provinces and towns: are they in the country's lists, and which name there looks like the one that was given?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from orderdoctor.tools.customer.knowledge import Area, AreaList
from orderdoctor.tools.customer.letters import nearest, plain
from orderdoctor.tools.customer.model import Details, Field, Finding, Rule, by
from orderdoctor.tools.customer.places import Place, shown
from orderdoctor.tools.finding import Basis, Severity, Sure

OTHER = "Other"
LISTS = (by("place-order-errors-doc", Sure.OFFICIAL), by("dsers-csv-orders", Sure.PUBLISHED))
_TOOL_LIST = (by("ald-code", Sure.TOOL),)
_OPERATOR = (by("operator-notes", Sure.OPERATOR),)
_GUESS = (by("common-sense", Sure.GUESS),)


def check_areas(details: Details, place: Place) -> Iterator[Finding]:
    """The findings about province and town; nothing about those that were not given."""
    area = place.find(details.text(Field.PROVINCE))
    if details.text(Field.PROVINCE):
        yield from _province(details, place, area)
    if details.text(Field.CITY):
        yield from _town(details, place, area)


def _province(details: Details, place: Place, area: Area | None) -> Iterator[Finding]:
    given, known = details.text(Field.PROVINCE), place.areas
    if plain(given) == plain(OTHER):
        yield from _other(details, place)
    elif known is None:
        yield _finding(Field.PROVINCE, Severity.HINT, Rule.AREA_UNCHECKED, LISTS, {"name": given})
    elif area is not None:
        yield from _written_otherwise(given, area, known)
    elif plain(given) in map(plain, known.regions):
        fitting = place.fitting(details.text(Field.POSTCODE))
        facts = {"name": given, "country": place.country.code}
        yield _finding(Field.PROVINCE, Severity.WARNING, Rule.AREA_LEVEL, known.bases, facts, fitting)
    else:
        yield _unknown_province(details, place, known)


def _other(details: Details, place: Place) -> Iterator[Finding]:
    if place.country.other:
        yield from _needs_town(details)
        return
    american = place.country.code == "US"
    severity, bases = (Severity.WARNING, _OPERATOR) if american else (Severity.ERROR, _TOOL_LIST)
    fitting = place.fitting(details.text(Field.POSTCODE))
    yield _finding(Field.PROVINCE, severity, Rule.OTHER_REFUSED, bases, {"country": place.country.code}, fitting)


def _needs_town(details: Details) -> Iterator[Finding]:
    """Behind "Other" the carrier finds the real name only in the second address line."""
    if details.street2 is not None and not details.text(Field.STREET2):
        yield _finding(Field.STREET2, Severity.WARNING, Rule.OTHER_TOWN, LISTS)


def _written_otherwise(given: str, area: Area, known: AreaList) -> Iterator[Finding]:
    """The area is meant, but the list writes it in another way; of Google's names only codes are told."""
    listed = shown(area)
    code = len(plain(given).replace(" ", "")) <= 3 and plain(given) != plain(listed)
    if plain(given) == plain(listed) or not (known.own or code):
        return
    yield Finding(
        Field.PROVINCE,
        Severity.WARNING,
        Rule.AREA_CODE if code else Rule.AREA_LISTED_AS,
        (*known.bases, *LISTS),
        {"name": given, "listed": listed},
        suggestions=(listed,),
        sound=known.own,
    )


def _unknown_province(details: Details, place: Place, known: AreaList) -> Finding:
    given, town = details.text(Field.PROVINCE), details.text(Field.CITY)
    swapped = place.find(town)
    if swapped is not None and plain(town) != plain(given):
        facts = {"name": given, "city": town}
        return _finding(Field.PROVINCE, Severity.WARNING, Rule.SWAPPED, known.bases, facts, (shown(swapped),))
    homes = [] if known.own else [shown(area) for area in place.homes(given)[:3]]
    owners = place.fitting(details.text(Field.POSTCODE))
    close = nearest(given, map(shown, known.areas))
    fitting = tuple(dict.fromkeys([*homes, *(owners if len(owners) < 3 else ()), *close]))[:4]
    facts = {"name": given, "country": place.country.code, "other": "yes" if place.country.other else "no"}
    if place.country.old_areas:
        facts["until"] = place.country.old_areas
        return _finding(Field.PROVINCE, Severity.HINT, Rule.AREA_OLD, known.bases, facts, fitting)
    return _finding(Field.PROVINCE, Severity.WARNING, Rule.AREA_UNKNOWN, (*known.bases, *LISTS), facts, fitting)


def _town(details: Details, place: Place, area: Area | None) -> Iterator[Finding]:
    given = details.text(Field.CITY)
    postcode = _postcode_in(given, place.postcodes[0])
    if postcode is not None:
        rest = " ".join((given[: postcode.start()] + " " + given[postcode.end() :]).split()).strip(" ,-")
        shift = (details.city or "").index(given)
        yield Finding(
            Field.CITY,
            Severity.WARNING,
            Rule.TOWN_POSTCODE,
            _GUESS,
            {"postcode": postcode[0]},
            ((postcode.start() + shift, postcode.end() + shift),),
            (rest,) if rest else (),
        )
        return
    if place.country.capital_town and given == given.lower():
        yield Finding(
            Field.CITY, Severity.WARNING, Rule.TOWN_LOWER_CASE, _OPERATOR, suggestions=(given.title(),), sound=True
        )
    if plain(given) != plain(OTHER):
        yield from _listed_town(given, place, area)
    elif place.country.city_other:
        yield from _needs_town(details)
    else:
        facts = {"country": place.country.code}
        yield _finding(Field.CITY, Severity.ERROR, Rule.OTHER_REFUSED, _TOOL_LIST, facts)


def _postcode_in(town: str, pattern: str) -> re.Match[str] | None:
    """A postcode that stands in the field of the town."""
    if not pattern or not any(letter.isdigit() for letter in town):
        return None
    return re.search(rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])", town, re.ASCII)


def _listed_town(given: str, place: Place, area: Area | None) -> Iterator[Finding]:
    if not place.lists_towns(area):
        return
    homes = place.homes(given)
    if homes and (area is None or area in homes):
        return
    bases = place.google.bases if place.google else ()
    facts: dict[str, str | int | tuple[str, ...]] = {"name": given, "province": shown(area) if area else ""}
    if homes:
        facts["areas"] = tuple(map(shown, homes))[:4]
        yield _finding(Field.CITY, Severity.WARNING, Rule.TOWN_ELSEWHERE, bases, facts)
        return
    facts["other"] = "yes" if place.country.city_other else "no"
    close = nearest(given, place.towns(area)) if area is not None else ()
    yield _finding(Field.CITY, Severity.WARNING, Rule.TOWN_UNKNOWN, (*bases, *LISTS), facts, close)


def _finding(
    which: Field,
    severity: Severity,
    rule: Rule,
    bases: tuple[Basis, ...],
    facts: Mapping[str, str | int | tuple[str, ...]] | None = None,
    suggestions: tuple[str, ...] = (),
) -> Finding:
    return Finding(which, severity, rule, bases, facts or {}, suggestions=suggestions)
