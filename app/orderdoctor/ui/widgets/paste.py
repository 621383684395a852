"""The paste box: takes anything, shows plain text, marks what was recognised."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from orderdoctor.diagnosis.limits import shortened
from orderdoctor.ui.kit import Kit

LONGEST_WORD = 500
"""Characters without a break that the editor is given: one word of a million letters freezes it for minutes."""


class PasteBox(QPlainTextEdit):
    """A plain text box; Tab leaves it; a long paste is cut in the middle and `cut` tells how much was there."""

    edited = Signal()
    was_cut = Signal(int)
    entered = Signal(bool)
    """It has the focus now, or has it no more."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._spans: tuple[tuple[int, int], ...] = ()
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.edited)
        self.textChanged.connect(self.updateGeometry)
        kit.look.changed.connect(self._paint_marks)

    def sizeHint(self) -> QSize:
        """Four lines while it is empty; as many as the text has, two to six, when it is not."""
        lines = 4 if self.document().isEmpty() else max(2, min(6, int(self.document().size().height())))
        return QSize(320, self.fontMetrics().lineSpacing() * lines + 16)

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(160, self.fontMetrics().lineSpacing() * 2 + 16)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Called by Qt."""
        super().focusInEvent(event)
        self.entered.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Called by Qt: while another window or a menu is in front, the focus comes back here."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.entered.emit(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only. A file is read by the window, not named in the box."""
        return source.hasText() and not files_in(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert the plain text of what is pasted, cut and broken so that the window stays quick."""
        text = source.text()
        kept = clean(text)
        self.insertPlainText(kept)
        if len(kept) < len(text) and shortened(text)[1]:
            self.was_cut.emit(len(text))

    def put(self, text: str) -> None:
        """Replace the text, as typing would: it can be undone."""
        from PySide6.QtGui import QTextCursor

        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(clean(text))

    def mark(self, spans: tuple[tuple[int, int], ...]) -> None:
        """Mark stretches of the text (positions in characters)."""
        if spans or self._spans:
            self._spans = spans
            self._paint_marks()

    def _paint_marks(self) -> None:
        if not self._spans:
            self.setExtraSelections([])
            return
        from PySide6.QtGui import QTextCharFormat, QTextCursor
        from PySide6.QtWidgets import QTextEdit

        pen = QTextCharFormat()
        pen.setBackground(self._kit.look.color("mark"))
        units = _utf16_positions(self.toPlainText(), self._spans)
        selections = []
        last = self.document().characterCount() - 1
        for start, end in units:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(min(start, last))
            selection.cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
            selection.format = pen
            selections.append(selection)
        self.setExtraSelections(selections)


def files_in(source: QMimeData) -> list[Path]:
    """The files of this computer that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def clean(text: str) -> str:
    """The text as the editor gets it: no NUL, no lone surrogates, not too long, no endless words."""
    kept, _ = shortened(text)
    kept = kept.replace("\0", "").encode("utf-16", "replace").decode("utf-16", "replace")
    kept = "".join(letter if letter in "\n\t" or letter >= " " else " " for letter in kept.replace("\r\n", "\n"))
    words = kept.split(" ")
    if max(map(len, words)) <= LONGEST_WORD:
        return kept
    return " ".join("\n".join(_chopped(word)) for word in words)


def _chopped(word: str) -> list[str]:
    lines = []
    for line in word.split("\n"):
        lines += [line[i : i + LONGEST_WORD] for i in range(0, len(line), LONGEST_WORD)] or [""]
    return lines


def _utf16_positions(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Qt counts UTF-16 units, Python characters: they differ after an emoji or a rare Chinese character."""
    if all(letter <= "\uffff" for letter in text):
        return list(spans)
    return [
        (len(text[:start].encode("utf-16-le")) // 2, len(text[:end].encode("utf-16-le")) // 2) for start, end in spans
    ]
