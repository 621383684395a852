"""What a check found, on calm cards: a title, findings with a word for how much they matter, what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orderdoctor.tools.finding import Severity
from orderdoctor.tools.finding_words import SEVERITIES
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.text import PlainLabel, Tag

TONES = {Severity.ERROR: "wrong", Severity.WARNING: "warning", Severity.HINT: "quiet"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. instead: what could be written instead; rests: the rule's source; icon: a sign before it.

    style: how it is written (body, strong, muted).
    """

    text: str
    severity: Severity | None = None
    instead: str = ""
    rests: str = ""
    icon: str = ""
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card. mark: a word in a tone (good, warning, wrong, quiet) beside the title; rests: sources of the whole.

    copies: buttons that copy, as (name, what is copied); reasons: buttons that lead to a reason, as (id, title).
    """

    title: str
    mark: str = ""
    tone: str = "quiet"
    lines: tuple[Line, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    rests: tuple[str, ...] = ()


class Sheets(QWidget):
    """Shows the sheets of one result, one below the other."""

    reason = Signal(str)

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self.hide()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show these and no others."""
        clear(self._box)
        for sheet in sheets:
            self._box.addWidget(self._card(sheet))
        self.setVisible(bool(sheets))

    def _card(self, sheet: Sheet) -> Card:
        card = Card("row", margin=16, gap=8)
        if sheet.mark:
            tag = Tag(sheet.tone)
            tag.setText(sheet.mark)
            card.box.addLayout(row(tag, None))
        if sheet.title:
            card.box.addWidget(_label("strong", sheet.title))
        for line in sheet.lines:
            self._line(card, line)
        self._buttons(card, sheet)
        if sheet.rests:
            card.box.addWidget(
                _label("small", self._kit.words.tr("Rests on: {sources}").format(sources=" · ".join(sheet.rests)))
            )
        return card

    def _line(self, card: Card, line: Line) -> None:
        words = self._kit.words
        box = column(3)
        label = _label(line.style, line.text)
        if line.severity is not None:
            severity = words.marked(SEVERITIES[line.severity])
            tag = Tag(TONES[line.severity])
            tag.setText(severity)
            label.setAccessibleName(words.tr("{severity}: {text}").format(severity=severity, text=line.text))
            box.addLayout(row(tag, None))
        if line.icon:
            beside = row(self._sign(line), label)
            beside.setStretch(1, 1)
            box.addLayout(beside)
        else:
            box.addWidget(label)
        if line.instead:
            box.addWidget(_label("strong", line.instead))
        if line.rests:
            box.addWidget(_label("small", line.rests))
        card.box.addLayout(box)

    def _sign(self, line: Line) -> PlainLabel:
        sign = PlainLabel("body", wrap=False)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setPixmap(self._kit.look.pixmap(line.icon, "accent" if line.style == "strong" else "muted", 16))
        return sign

    def _buttons(self, card: Card, sheet: Sheet) -> None:
        if sheet.copies:
            flow = Flow(8)
            for name, text in sheet.copies:
                copy = Button(self._kit, "plain", "copy")
                copy.say(name)
                copy.setProperty("copies", text)
                copy.clicked.connect(self._copy)
                flow.addWidget(copy)
            card.box.addLayout(flow)
        for reason, title in sheet.reasons:
            choice = Choice(self._kit, reason, "body")
            choice.say_both(title)
            choice.clicked.connect(self._open)
            card.box.addWidget(choice)

    def _copy(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            QGuiApplication.clipboard().setText(str(sender.property("copies")))
            sender.use_icon("check")
            announce(self, self._kit.words.tr("Copied"))

    def _open(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self.reason.emit(sender.key)


def _label(style: str, text: str) -> PlainLabel:
    label = PlainLabel(style).copyable()
    label.setText(text)
    return label
