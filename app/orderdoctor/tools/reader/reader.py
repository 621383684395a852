"""The reader itself: codes, messages, ids and statuses set apart, and the reasons that they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from orderdoctor.catalog.model import Catalog
from orderdoctor.tools.finding import Finding, Severity
from orderdoctor.tools.reader.fields import field_meaning
from orderdoctor.tools.reader.pairs import Pair, pairs
from orderdoctor.tools.reader.results import Fault, Form, Kind, Notice, Piece, Reading
from orderdoctor.tools.reader.spans import Taken
from orderdoctor.tools.reader.tables import MOST_ROWS, Cell, cells

MOST_READ = 10_000
"""Characters that are read."""

MOST_PIECES = 500

_LONGEST_MARK = 1000
_LONGEST_CODE = 100
_STATUS_WEIGHT = 0.1

Mark = tuple[str, str, tuple[str, ...], int, int, float]
"""A known code or message in a text; see diagnosis.finders.Mark."""

Find = Callable[[str], Sequence[Mark]]
NameNumber = Callable[[str], str]
"""What a number is besides a tracking number: order, product, sku, reference, or empty."""

_FINE = frozenset({"0", "00", "000", "200", "ok", "success", "true", "null", "none", "-", "n/a"})
"""Values of a code field that tell of no fault."""

_NUMBER = re.compile(r"(?<![\w.-])(?:\d{16,19}|LP\d{14})(?![\w-]|\.\d)")
_STATUS = re.compile(r"(?<![A-Za-z0-9_])[A-Z][A-Z_]{4,40}(?![A-Za-z0-9_])")
_ROUNDED = re.compile(r"(?<![\w.])\d(?:[.,]\d{1,15})?[eE]\+?1\d(?!\w)|(?<![\w.-])\d{11,15}0{4}(?![\w.-])")
_LOG_LINE = re.compile(r"\[?(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|(?:ERROR|WARN|INFO|DEBUG)\b)")
_RECORD = re.compile(rf"^(?:{_LOG_LINE.pattern}|\{{\s*\")", re.MULTILINE)
_HTML = re.compile(r"\s*(?:<!doctype html|<html)", re.IGNORECASE)

MESSAGE_RATIO = 60.0
CODE_RATIO = 30.0
"""How much likelier a reason becomes that alone carries a message or a code of the text (our own estimates)."""


class Reader:
    """Takes texts apart with what the catalog knows."""

    def __init__(self, catalog: Catalog, find: Find, name_number: NameNumber = lambda number: "") -> None:
        """Take the catalog, what finds its codes and messages in a text, and what names numbers by their form."""
        self._find = find
        self._name_number = name_number
        self._statuses: dict[str, dict[str, tuple[str, ...]]] = {}
        for shown in catalog.app_statuses.values():
            self._learn(shown.id, (shown.label, *shown.screen.values()), shown.reasons)
        for end in catalog.end_reasons.values():
            self._learn(end.id, (end.id, end.name.english), end.reasons)
        for status in catalog.statuses.values():
            names = (status.id, *status.aliases, status.name.english, *status.screen.values())
            self._learn(status.id, names, status.reasons)

    def _learn(self, status: str, names: Iterable[str], reasons: tuple[str, ...]) -> None:
        for name in names:
            self._statuses.setdefault(name.casefold(), {})[status] = reasons

    def _status(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The status that a name means, empty if several do (apps share labels), and the reasons behind it."""
        known = self._statuses.get(name.casefold(), {})
        reasons = dict.fromkeys(reason for some in known.values() for reason in some)
        return next(iter(known)) if len(known) == 1 else "", tuple(reasons)

    def read(self, text: str) -> Reading:
        """Take a text apart."""
        read = text[:MOST_READ]
        marks = self._find(read)[: 2 * MOST_PIECES]
        table = cells(read)
        named = [] if table else pairs(read)
        pieces = list(self._from_table(table, marks) if table else self._from_pairs(named, marks))
        pieces += self._found(read, marks, pieces)
        lines = [0, *(found.end() for found in re.finditer("\n", read))]
        pieces = [replace(piece, line=bisect_right(lines, piece.start)) for piece in sorted(pieces, key=_place)]
        weights = _weights(pieces)
        cut = len(text) > MOST_READ or len(pieces) > MOST_PIECES or (bool(table) and read.count("\n") > MOST_ROWS)
        return Reading(
            form=_form(read, bool(table), named),
            pieces=tuple(pieces[:MOST_PIECES]),
            reasons=tuple(sorted(weights, key=lambda reason: -weights[reason])),
            faults=tuple(_faults(pieces, weights)) if table or len(_RECORD.findall(read)) > 1 else (),
            findings=tuple(_findings(read, named, len(text) > MOST_READ)),
            cut=cut,
            speaks=_speaks(pieces),
        )

    def _from_table(self, table: list[Cell], marks: Sequence[Mark]) -> Iterator[Piece]:
        for cell in table:
            if cell.meaning.kind is not None and not cell.meaning.secret:
                yield self._piece(cell.meaning.kind, cell.heading, cell.value, (cell.start, cell.end), cell.meaning.of, marks)

    def _from_pairs(self, named: list[Pair], marks: Sequence[Mark]) -> Iterator[Piece]:
        for pair in named:
            meaning = field_meaning(pair.name)
            if meaning is None or meaning.kind is None or (meaning.kind is Kind.CODE and pair.value.casefold() in _FINE):
                continue
            yield self._piece(meaning.kind, pair.name, pair.value, (pair.start, pair.end), meaning.of, marks)

    def _piece(
        self, kind: Kind, name: str, value: str, span: tuple[int, int], of: str, marks: Sequence[Mark]
    ) -> Piece:
        piece = Piece(kind, name, value, *span, line=0, means=of)
        if kind is Kind.STATUS:
            status, reasons = self._status(value)
            return replace(piece, means=status, reasons=reasons, weight=_STATUS_WEIGHT if reasons else 0.0)
        if kind is Kind.ID:
            return replace(piece, means=self._name_number(value) or of)
        inside = _inside(marks, span)
        if kind is Kind.CODE and not inside and "." in value:
            inside = list(self._find(value.rsplit(".", 1)[1][:_LONGEST_CODE]))
        reasons = tuple(dict.fromkeys(reason for mark in inside for reason in mark[2]))
        if kind is Kind.CODE and inside:
            piece = replace(piece, means=inside[0][1])
        return replace(piece, reasons=reasons, weight=max((mark[5] for mark in inside), default=0.0))

    def _found(self, text: str, marks: Sequence[Mark], pieces: Sequence[Piece]) -> Iterator[Piece]:
        """What no field or column holds: codes and messages in running text, statuses, numbers."""
        taken = Taken((piece.start, piece.end) for piece in pieces)
        for kind, what, reasons, start, end, weight in marks:
            if taken.take(start, end):
                means = what if kind == "code" else ""
                yield Piece(Kind(kind), "", text[start:end], start, end, 0, means, reasons, weight)
        for found in _STATUS.finditer(text):
            status, reasons = self._status(found[0])
            if status and taken.take(*found.span()):
                yield Piece(Kind.STATUS, "", found[0], *found.span(), 0, status, reasons, _STATUS_WEIGHT)
        for found in _NUMBER.finditer(text):
            of = self._name_number(found[0])
            if of and taken.take(*found.span()):
                yield Piece(Kind.ID, "", found[0], *found.span(), 0, of)


def _inside(marks: Sequence[Mark], span: tuple[int, int]) -> list[Mark]:
    """The marks that overlap a stretch; `marks` are in order, and none is longer than _LONGEST_MARK."""
    first = bisect_left(marks, span[0] - _LONGEST_MARK, key=lambda mark: mark[3])
    last = bisect_left(marks, span[1], key=lambda mark: mark[3])
    return [mark for mark in marks[first:last] if mark[4] > span[0]]


def _place(piece: Piece) -> tuple[int, int]:
    return (piece.start, piece.end)


def _form(text: str, table: bool, named: Sequence[Pair]) -> Form:
    if table:
        return Form.TABLE
    forms = [pair.form for pair in named]
    for form in (Form.JSON, Form.XML):
        if form.value in forms:
            return Form.LOG if _LOG_LINE.match(text) else form
    return Form.LOG if "log" in forms or _LOG_LINE.match(text) else Form.TEXT


def _weights(pieces: Iterable[Piece]) -> dict[str, float]:
    """How much the text speaks of each reason: a piece's weight is shared by the reasons that carry it."""
    weights: dict[str, float] = {}
    for piece in pieces:
        for reason in piece.reasons:
            share = piece.weight * (1.0 if piece.kind is Kind.MESSAGE else 0.6) / len(piece.reasons)
            weights[reason] = weights.get(reason, 0.0) + share
    return weights


def _speaks(pieces: Iterable[Piece]) -> dict[str, float]:
    """The likelihood ratio of each reason: the most telling piece counts, the less the more reasons carry it."""
    ratios: dict[str, float] = {}
    for piece in pieces:
        if piece.kind in (Kind.CODE, Kind.MESSAGE):
            whole = MESSAGE_RATIO if piece.kind is Kind.MESSAGE else CODE_RATIO
            for reason in piece.reasons:
                ratio = 1 + whole * piece.weight / len(piece.reasons)
                ratios[reason] = max(ratio, ratios.get(reason, 1.0))
    return ratios


def _faults(pieces: Sequence[Piece], weights: dict[str, float]) -> Iterator[Fault]:
    """What each line speaks of, if more than one does."""
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line, []).append(piece)
    faults = []
    for line, members in by_line.items():
        own = _weights(piece for piece in members if piece.kind in (Kind.CODE, Kind.MESSAGE))
        if own:
            order = next((piece.value for piece in members if piece.kind is Kind.ID and piece.means == "order"), "")
            ranked = sorted(own, key=lambda reason: (-own[reason], -weights[reason]))
            faults.append(Fault(line, order, tuple(ranked)))
    yield from faults if len(faults) > 1 else ()


def _findings(text: str, named: Sequence[Pair], cut: bool) -> Iterator[Finding]:
    if _HTML.match(text):
        yield Finding(Notice.HTML, Severity.WARNING)
    for pair in named:
        meaning = field_meaning(pair.name)
        if meaning is not None and meaning.secret:
            yield Finding(Notice.SECRET, Severity.WARNING, {"field": pair.name}, spans=((pair.start, pair.end),))
    for found in _ROUNDED.finditer(text):
        yield Finding(Notice.ROUNDED, Severity.WARNING, {"given": found[0]}, spans=(found.span(),))
    if not cut and any(pair.form == "json" for pair in named) and text.count("{") > text.count("}"):
        yield Finding(Notice.CUT_OFF, Severity.HINT)
