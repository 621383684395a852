"""Texts: plain by construction. Nothing that a user or a paste brings is ever read as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from orderdoctor.catalog.labels import Piece


class PlainLabel(QLabel):
    """A text in one of the styles of window.qss: title, heading, strong, body, muted, small, overline, warning …"""

    def __init__(self, style: str = "body", wrap: bool = True, parent: QWidget | None = None) -> None:
        """Take the style and whether long texts go on in the next line."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", style)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def copyable(self) -> PlainLabel:
        """Let the text be selected and copied, by mouse and keyboard."""
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(flags)
        return self


class Heading(PlainLabel):
    """The title of a page: takes the focus when the page opens, so that a screen reader begins there."""

    def __init__(self, style: str = "title") -> None:
        """Take the style of the title."""
        super().__init__(style)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if style == "title" else Qt.FocusPolicy.NoFocus)


class Tag(QLabel):
    """A short mark on a coloured wash: accent, warning, wrong, good, quiet, key. Its words carry the meaning."""

    def __init__(self, tone: str = "accent") -> None:
        """Take the tone of window.qss."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tag", tone)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Called by Qt: one line, if there is room for it."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        room = 20 + metrics.horizontalAdvance("x")  # Qt indents by an x where there is a frame, at every text size
        return QSize(metrics.horizontalAdvance(self.text()) + room, metrics.lineSpacing() + 6)

    def tone(self, tone: str) -> None:
        """Change the tone."""
        self.setProperty("tag", tone)
        restyle(self)


class ElidedLabel(PlainLabel):
    """A text in one line that is cut at its end where there is no room; then the tool tip has the whole."""

    def __init__(self, style: str = "body") -> None:
        """Take the style."""
        super().__init__(style, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: a few letters."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), self.fontMetrics().horizontalAdvance("x" * 8)), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt: as much of the text as there is room for."""
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if text == self.text() else self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class PiecesLabel(PlainLabel):
    """A text whose screen labels stand out: bold as on the screen, with the translation beside them, muted."""

    def show_pieces(self, pieces: Iterable[Piece], muted: str) -> None:
        """Show the pieces; muted: the colour of translations (#RRGGBB). Every piece is escaped."""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(_html(piece, muted) for piece in pieces))


def _html(piece: Piece, muted: str) -> str:
    import html  # its table of entities is large, and nobody needs it for the first paint

    text = html.escape(piece.text).replace("\n", "<br>")
    if not piece.is_label:
        return text
    opening, closing = ("（", "）") if any("\u4e00" <= letter <= "\u9fff" for letter in piece.meaning) else (" (", ")")
    meaning = f"{opening}{html.escape(piece.meaning)}{closing}"
    beside = f'<span style="color:{muted}">{meaning}</span>' if piece.meaning else ""
    return f"<b>{text}</b>{beside}"


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
