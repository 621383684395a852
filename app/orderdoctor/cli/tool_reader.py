"""`orderdoctor tool reader`: an API reply, a log or a table of failed orders, taken apart and explained."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from orderdoctor.catalog.labels import plain
from orderdoctor.cli.output import json_page
from orderdoctor.cli.parser import Parser
from orderdoctor.cli.reading import given_text
from orderdoctor.cli.session import Session
from orderdoctor.i18n import Words
from orderdoctor.phrasing import one_line

if TYPE_CHECKING:
    from orderdoctor.tools.reader.reader import Reader
    from orderdoctor.tools.reader.results import Fault, Piece, Reading

MOST_SHOWN = 40
"""Pieces of one kind that are written for people."""


def declare(parser: Parser, words: Words) -> None:
    """Declare the arguments."""
    parser.value("text", words.tr("The reply, log or table; - reads standard input"), nargs="*")
    parser.flag("--json", words.tr("Write JSON, for programs"))


def run(session: Session, args: Namespace) -> int:
    """Take the text apart. Ends with 1 if the library knows no code and no message of it."""
    text = given_text(session, args.text)
    reading = reader_of(session).read(text)
    if args.json:
        session.console.write(json_page(reading_facts(reading, session)))
    else:
        _show(session, reading)
    return 0 if reading.speaks else 1


def reader_of(session: Session) -> Reader:
    """The reader with the program's own finders."""
    from orderdoctor.diagnosis.finders import Finders
    from orderdoctor.tools.reader.reader import Reader
    from orderdoctor.tools.tracking.matching import kind_of
    from orderdoctor.tools.tracking.table import load_table

    table = load_table(session.parts.bundle / "tools")
    finders = Finders(session.catalog, session.parts.folder)
    return Reader(session.catalog, finders.find, lambda number: kind_of(number, table))


def _show(session: Session, reading: Reading) -> None:
    from orderdoctor.tools import reader_words as say
    from orderdoctor.tools.reader.results import Kind

    page, words = session.page, session.words
    page.text(words.tr("{form}.").format(form=say.form_text(reading.form, words)))
    for finding in reading.findings:
        page.item("!", say.finding_text(finding, words), 0)
    for kind in Kind:
        pieces = _each_once(reading.of(kind))
        if pieces:
            page.heading(say.kind_heading(kind, words))
        for piece, lines in list(pieces.items())[:MOST_SHOWN]:
            page.item("·", _piece_line(piece, lines, session))
    if reading.faults:
        page.heading(words.tr("Line by line"))
        for fault in reading.faults[:MOST_SHOWN]:
            page.item("·", _fault_line(fault, session))
    page.heading(words.tr("What it is about"))
    for reason in _main(reading):
        page.item("→", words.tr("{title} ({id})").format(title=_title(reason, session), id=reason))
    if not reading.speaks:
        page.text(words.tr("The library knows none of its codes and messages. Describe the case in your own words."), 2)
    if reading.cut:
        page.text(words.tr("The text was too long: only its beginning was read."))


def _main(reading: Reading) -> list[str]:
    """The reasons to name: those of codes and messages, at most five."""
    return [reason for reason in reading.reasons if reason in reading.speaks][:5]


def _each_once(pieces: tuple[Piece, ...]) -> dict[Piece, list[int]]:
    """Pieces that read the same as one, with the lines that they stand in."""
    first: dict[tuple[str, str], Piece] = {}
    lines: dict[Piece, list[int]] = {}
    for piece in pieces:
        known = first.setdefault((piece.name, piece.value), piece)
        lines.setdefault(known, []).append(piece.line)
    return lines


def _piece_line(piece: Piece, lines: list[int], session: Session) -> str:
    from orderdoctor.tools import reader_words as say

    words = session.words
    titles = [_title(reason, session) for reason in piece.reasons[:3]]
    meaning = say.meaning_text(piece, titles, session.catalog, words)
    where = words.listed(map(str, dict.fromkeys(lines[:6])))
    text = words.trn("{value}: {meaning} (line {lines})", "{value}: {meaning} (lines {lines})", len(set(lines)))
    return text.format(value=one_line(piece.value, 80), meaning=meaning, lines=where)


def _fault_line(fault: Fault, session: Session) -> str:
    words = session.words
    title = _title(fault.reasons[0], session)
    if fault.order:
        text = words.tr("Line {line}, order {order}: {title}")
        return text.format(line=fault.line, order=one_line(fault.order, 40), title=title)
    return words.tr("Line {line}: {title}").format(line=fault.line, title=title)


def _title(reason: str, session: Session) -> str:
    return plain(session.words.of(session.catalog.reasons[reason].title), session.catalog.labels, session.words)


def reading_facts(reading: Reading, session: Session) -> dict[str, Any]:
    """The reading as JSON values; texts are in the session's language."""
    from orderdoctor.tools import reader_words as say

    return {
        "form": reading.form.value,
        "cut": reading.cut,
        "pieces": [_piece_facts(piece, session) for piece in reading.pieces],
        "lines": [{"line": f.line, "order": f.order or None, "reasons": list(f.reasons)} for f in reading.faults],
        "reasons": [{"id": reason, "title": _title(reason, session)} for reason in _main(reading)],
        "findings": [
            {
                "what": str(finding.what),
                "severity": finding.severity.value,
                "spans": [list(span) for span in finding.spans],
                "text": say.finding_text(finding, session.words),
            }
            for finding in reading.findings
        ],
        "speaks": {reason: round(ratio, 4) for reason, ratio in reading.speaks.items()},
    }


def _piece_facts(piece: Piece, session: Session) -> dict[str, Any]:
    from orderdoctor.tools import reader_words as say

    titles = [_title(reason, session) for reason in piece.reasons[:3]]
    return {
        "kind": str(piece.kind),
        "name": piece.name or None,
        "value": piece.value,
        "span": [piece.start, piece.end],
        "line": piece.line,
        "means": piece.means or None,
        "known": piece.known,
        "reasons": list(piece.reasons),
        "text": say.meaning_text(piece, titles, session.catalog, session.words),
    }
