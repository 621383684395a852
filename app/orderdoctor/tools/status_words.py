"""What the order status check says, made from its result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.tools.status.recognise import How, Kind, Match
from orderdoctor.tools.status.rules import Rules
from orderdoctor.tools.status.way import Row

_HOW: Mapping[How, Marked] = {
    How.CODE: mark("by its code"),
    How.ALIAS: mark("by another code for the same thing"),
    How.NAME: mark("by its name"),
    How.USUAL: mark("by what people call it; it is not AliExpress' own name"),
}

_FIELDS: Mapping[str, Marked] = {
    "not-shipped": mark("nothing has been shipped"),
    "received": mark("the buyer has confirmed receipt"),
    "paid": mark("the order is paid"),
    "not-frozen": mark("the order is not frozen"),
    "no-dispute": mark("there is no dispute"),
}


def names_in(catalog: Catalog, languages: Iterable[Words]) -> Iterator[tuple[Kind, str, str]]:
    """The names of all statuses in some languages, for the recogniser."""
    for words in languages:
        for status in catalog.statuses.values():
            yield Kind.STATUS, status.id, words.of(status.name)
        for end in catalog.end_reasons.values():
            yield Kind.END_REASON, end.id, words.of(end.name)


def match_text(match: Match, catalog: Catalog, rules: Rules, words: Words) -> str:
    """What was recognised, and by what."""
    how = words.marked(_HOW[match.how])
    if match.kind is Kind.FIELD:
        field = next(field for field in rules.fields if field.value == match.id)
        text = words.tr("{value} is a value of the field {field}, not the order's status: {meaning}.")
        return text.format(value=match.id, field=field.field, meaning=words.marked(_FIELDS[field.says]))
    if match.kind is Kind.APP_STATUS:
        shown = catalog.app_statuses[match.id]
        return words.tr("“{label}” as {app} shows it, recognised {how}").format(
            label=shown.label, app=shown.app, how=how
        )
    if match.other_field:
        text = words.tr("“{said}” means {id}. It stands in the field {field}, not in the order's status.")
        return text.format(said=match.said, id=match.id, field=match.key)
    if match.said == match.id:
        return words.tr("{id}, recognised {how}").format(id=match.id, how=how)
    return words.tr("“{said}” means {id}, recognised {how}").format(said=match.said, id=match.id, how=how)


def behind_text(app_status: str, status: str, catalog: Catalog, words: Words) -> str:
    """Which status of the platform stands behind what AliExpress' pages show."""
    text = words.tr("“{label}” is {id} in AliExpress' data. This follows from the meanings of both.")
    return text.format(label=catalog.app_statuses[app_status].label, id=status)


def diagram_lines(rows: Sequence[Row], catalog: Catalog, words: Words) -> Iterator[tuple[str, str]]:
    """The order's way, line by line: a sign and a text; a heading has no sign.

    First the usual way from top to bottom, then the side ways; each status with where else it can lead.
    """
    side = False
    for row in rows:
        if not row.main and not side:
            side = True
            yield "", words.tr("Other statuses")
        yield from _row_lines(row, catalog, words)


def _row_lines(row: Row, catalog: Catalog, words: Words) -> Iterator[tuple[str, str]]:
    name = words.of(catalog.statuses[row.status].name)
    if row.here:
        yield "●", words.tr("{title} ({id}) ← here").format(title=name, id=row.status)
    else:
        yield "○", words.tr("{title} ({id})").format(title=name, id=row.status)
    if row.ways:
        others = " · ".join(words.of(catalog.statuses[other].name) for other in row.ways)
        text = words.tr("or: {statuses}") if row.down else words.tr("then: {statuses}")
        yield "│" if row.down else " ", text.format(statuses=others)
    if row.down:
        yield "↓", ""
