"""The message reader, in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Words
from orderdoctor.phrasing import one_line
from orderdoctor.tools import reader_words as say
from orderdoctor.tools.finding import Speaks
from orderdoctor.tools.reader.results import Fault, Kind, Piece, Reading
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.tools.form import CantCheck, ToolForm, expect, text_field
from orderdoctor.ui.tools.sheets import Line, Sheet

MOST_SHOWN = 25
"""Pieces of one kind that are shown."""

MOST_REASONS = 5


class ReaderForm(ToolForm):
    """A reply, a log or a table of failed orders."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button."""
        super().__init__(kit, desk, primary)
        self._filled = ""
        self.text = text_field(kit)
        self.inputs.addWidget(self.text)
        self.retranslate()

    def fill(self, known: Mapping[str, str]) -> None:
        """See `ToolForm.fill`: the case's text."""
        if known.get("text"):
            self.text.editor.put(known["text"])
            self._filled = self.text.editor.toPlainText()

    def say_fields(self, words: Words) -> None:
        """See `ToolForm.say_fields`."""
        self.text.say(words.tr("The reply, log or table"))
        self.text.editor.setPlaceholderText(words.tr("Paste it as it is"))

    def answer(self) -> object:
        """See `ToolForm.answer`."""
        text = self.text.editor.toPlainText()
        reader = self.desk.reader()
        if reader is None:
            raise CantCheck(lambda words: words.tr("The library is still being read. Try again in a moment."))
        if not text.strip():
            raise CantCheck(lambda words: words.tr("There is no text to read."))
        return reader.read(text)

    def speaks_of(self, found: object) -> Speaks:
        """See `ToolForm.speaks_of`; the case's own text was diagnosed already and does not count a second time."""
        return {} if self._filled and self.text.editor.toPlainText() == self._filled else expect(found, Reading).speaks

    def spoken_sheets(self, words: Words) -> list[Sheet]:
        """None: what it is about stands on the first sheet."""
        return []

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """See `ToolForm.sheets_of`: what it is about, then its pieces by kind, then line by line."""
        reading = expect(found, Reading)
        catalog = self.desk.catalog
        if catalog is None:
            return []
        sheets = [self._about(reading, catalog, words)]
        for kind in Kind:
            lines = [Line(_piece_line(piece, at, catalog, words)) for piece, at in _each_once(reading.of(kind)).items()]
            if lines:
                sheets.append(Sheet(say.kind_heading(kind, words), lines=tuple(lines[:MOST_SHOWN])))
        if reading.faults:
            faults = tuple(Line(_fault_line(fault, catalog, words)) for fault in reading.faults[:MOST_SHOWN])
            sheets.append(Sheet(words.tr("Line by line"), lines=faults))
        return sheets

    def _about(self, reading: Reading, catalog: Catalog, words: Words) -> Sheet:
        main = [reason for reason in reading.reasons if reason in reading.speaks][:MOST_REASONS]
        lines = [
            Line(say.finding_text(finding, words), finding.severity, rests=self.rests(finding.basis, words))
            for finding in reading.findings
        ]
        if main:
            lines.insert(0, Line(words.tr("It is about these reasons:")))
        else:
            told = words.tr("The library knows none of its codes and messages. Describe the case in your own words.")
            lines.insert(0, Line(told))
        if reading.cut:
            lines.append(Line(words.tr("The text was too long: only its beginning was read.")))
        reasons = tuple((reason, _title(reason, catalog, words)) for reason in main)
        mark, tone = (words.tr("Understood"), "good") if main else (words.tr("Not known"), "warning")
        return Sheet(say.form_text(reading.form, words), mark, tone, tuple(lines), reasons=reasons)


def _each_once(pieces: tuple[Piece, ...]) -> dict[Piece, list[int]]:
    """Pieces that read the same as one, with the lines that they stand in."""
    first: dict[tuple[str, str], Piece] = {}
    lines: dict[Piece, list[int]] = {}
    for piece in pieces:
        known = first.setdefault((piece.name, piece.value), piece)
        lines.setdefault(known, []).append(piece.line)
    return lines


def _piece_line(piece: Piece, lines: list[int], catalog: Catalog, words: Words) -> str:
    titles = [_title(reason, catalog, words) for reason in piece.reasons[:3]]
    meaning = say.meaning_text(piece, titles, catalog, words)
    where = words.listed(map(str, dict.fromkeys(lines[:6])))
    text = words.trn("{value}: {meaning} (line {lines})", "{value}: {meaning} (lines {lines})", len(set(lines)))
    return text.format(value=one_line(piece.value, 80), meaning=meaning, lines=where)


def _fault_line(fault: Fault, catalog: Catalog, words: Words) -> str:
    title = _title(fault.reasons[0], catalog, words)
    if fault.order:
        text = words.tr("Line {line}, order {order}: {title}")
        return text.format(line=fault.line, order=one_line(fault.order, 40), title=title)
    return words.tr("Line {line}: {title}").format(line=fault.line, title=title)


def _title(reason: str, catalog: Catalog, words: Words) -> str:
    return plain(words.of(catalog.reasons[reason].title), catalog.labels, words)
