"""What the reader made of a text, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.tools.finding import Finding
from orderdoctor.tools.reader.results import Form, Kind, Notice, Piece

FORMS: Mapping[Form, Marked] = {
    Form.JSON: mark("An API reply (JSON)"),
    Form.XML: mark("An API reply (XML)"),
    Form.TABLE: mark("A table"),
    Form.LOG: mark("A log"),
    Form.TEXT: mark("A text"),
}

KINDS: Mapping[Kind, Marked] = {
    Kind.CODE: mark("Codes"),
    Kind.MESSAGE: mark("Messages"),
    Kind.STATUS: mark("Statuses"),
    Kind.ID: mark("Numbers"),
}

IDS: Mapping[str, Marked] = {
    "order": mark("order number"),
    "shop-order": mark("number of the order in the shop"),
    "product": mark("product number"),
    "sku": mark("number of the variant (SKU)"),
    "request": mark("number of the request, for AliExpress' support"),
    "tracking": mark("tracking number"),
    "reference": mark("Cainiao's own reference, not a tracking number"),
}

NOTICES: Mapping[Notice, Marked] = {
    Notice.ROUNDED: mark(
        "{given} is a rounded number: a table program has cut its last digits. Export the numbers as text instead."
    ),
    Notice.SECRET: mark("The field {field} holds a key to the account. Take it out before you pass the text on."),
    Notice.CUT_OFF: mark("The reply ends too early. The part that is missing may say more."),
    Notice.HTML: mark("This is a web page and not an API reply: the request did not reach the interface."),
}


def form_text(form: Form, words: Words) -> str:
    """What the text is."""
    return words.marked(FORMS[form])


def kind_heading(kind: Kind, words: Words) -> str:
    """The heading over the pieces of one kind."""
    return words.marked(KINDS[kind])


def finding_text(finding: Finding, words: Words) -> str:
    """A warning as one or two sentences."""
    return words.marked(NOTICES[Notice(finding.what)]).format(**finding.facts)


def meaning_text(piece: Piece, titles: Sequence[str], catalog: Catalog, words: Words) -> str:
    """What a piece means: the reasons that carry it (their titles are given), what a number is of, a status' name."""
    if piece.kind is Kind.ID:
        known = IDS.get(piece.means)
        return words.marked(known) if known else words.tr("a number")
    if piece.kind is Kind.STATUS:
        if piece.reasons and not piece.means:
            return words.tr("several apps have a status of this name")
        return status_name(piece.means, catalog, words) or words.tr("not in the library")
    if not titles:
        return words.tr("not in the library")
    if len(titles) > 1:
        return words.tr("one of several: {reasons}").format(reasons=" · ".join(titles))
    return titles[0]


def status_name(status: str, catalog: Catalog, words: Words) -> str:
    """The name of a status, an end reason or an app's status; empty if the library does not know it."""
    if status in catalog.statuses:
        return words.of(catalog.statuses[status].name)
    if status in catalog.end_reasons:
        return words.of(catalog.end_reasons[status].name)
    if status in catalog.app_statuses:
        return words.of(catalog.app_statuses[status].meaning)
    return ""
