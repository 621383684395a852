"""The command palette: one field that finds everything and leads there. It lies over the window and blocks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from orderdoctor.ui.desk import Desk
from orderdoctor.ui.hits import KINDS, Hit, Hits
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.widgets.boxes import Card, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.rows import Row, RowList
from orderdoctor.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from orderdoctor.cases.summary import CaseSummary

PAUSE = 120
"""Milliseconds after the last keystroke until the cases are searched and the number of hits is told."""

MOST_CASES = 20
MOST = 60
"""Hits that are shown at most; more words find fewer."""

REMEMBERED = 8
"""What was gone to lately and is offered first."""

_WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchField(QLineEdit):
    """A field that hands the keys on that walk a list."""

    walks = Signal(object)
    """A QKeyEvent."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt."""
        if event.key() in _WALKING:
            self.walks.emit(event)
        else:
            super().keyPressEvent(event)


class Palette(QWidget):
    """As large as the window and invisible but for a card: a click beside it closes it, like Esc."""

    chosen = Signal(str, str)
    """The kind of a hit and its id."""

    def __init__(self, kit: Kit, desk: Desk, window: QWidget) -> None:
        """Take the kit, the desk and the window to lie over."""
        super().__init__(window)
        self._kit = kit
        self._desk = desk
        self._window = window
        self._hits = Hits(kit, desk)
        self._lately: list[str] = []
        self._cases: list[Hit] = []
        self._complete = True
        self._walked = False
        self._before: QWidget | None = None
        self.card = Card("paste", margin=12, gap=8)
        self.card.setProperty("active", True)
        self.card.setParent(self)
        self.field = SearchField()
        self._close = Button(kit, "icon", "x")
        self._count = PlainLabel("small")
        self.list = RowList(kit)
        self.card.box.addLayout(row(self.field, self._close))
        self.card.box.addWidget(self._count)
        self.card.box.addWidget(self.list, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.choose)
        self.field.walks.connect(self._walk)
        self._pause.timeout.connect(self._look_for_cases)
        self.list.clicked.connect(self.choose)
        self.list.activated.connect(self.choose)
        self._close.clicked.connect(self.leave)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._kit.language.changed.connect(self.retranslate)
        self._kit.look.changed.connect(self.place)

    # --- opening and leaving

    def open(self) -> None:
        """Show it, empty, with the focus in its field; where the focus was is remembered."""
        if self.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._before = QApplication.focusWidget()
        self.retranslate()
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        blocked = self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(blocked)
        self._typed()

    def leave(self) -> None:
        """Close it; the focus goes back to where it was."""
        before = self._before
        self._shut()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shut(self) -> None:
        self._before = None
        self._pause.stop()
        self.hide()

    def choose(self) -> None:
        """Go to the hit that is chosen in the list."""
        key = self.list.chosen()
        if not key or not self.isVisible():  # some desktops activate a row by the click that chose it
            return
        self._lately = [key, *(other for other in self._lately if other != key)][:REMEMBERED]
        self.leave()
        kind, _, name = key.partition(":")
        self.chosen.emit(kind, name)

    # --- finding

    def _typed(self) -> None:
        self._cases = []
        self._complete = self._desk.catalog is None
        self._walked = False
        self._show()
        self._pause.start(PAUSE if self.field.text().strip() else 0)

    def _look_for_cases(self) -> None:
        if not self.isVisible():  # the window was closed meanwhile
            return
        if self._desk.catalog is None:
            self._tell()
        else:
            self._desk.look_for_cases(self.field.text().strip().removeprefix("#"), MOST_CASES, self._arrived)

    def _arrived(self, found: list[CaseSummary]) -> None:
        if self.isVisible():
            self._cases = [self._hits.case(summary) for summary in found]
            self._complete = True
            self._show()
            self._tell()

    def _show(self) -> None:
        hits = self._found()
        rows = [hit.row for hit in hits[:MOST]]
        self.list.show_rows(rows)
        if rows and not self._walked and not self.list.hasFocus():
            self.list.choose(rows[0].key)
        self._count.setText(self._counted(len(hits)))

    def _found(self) -> list[Hit]:
        text = self.field.text().strip()
        if not text:
            return self._offered()
        hits = self._hits.find(text)
        numbered = self._hits.numbered(text) if self._desk.catalog is not None else None
        known = {numbered.key} if numbered else set()
        cases = [case for case in self._cases if case.key not in known]
        return [*([numbered] if numbered else []), *hits, *cases]

    def _offered(self) -> list[Hit]:
        """Without a text: where one went lately, the cases as they are due, then the pages, checks and commands."""
        known = {hit.key: hit for hit in (*self._hits.all(), *self._cases)}
        lately = [known[key] for key in self._lately if key in known]
        fixed = [hit for hit in self._hits.all() if hit.kind != "reason"]
        return list(dict.fromkeys([*lately, *self._cases[:5], *fixed]))

    def _counted(self, number: int) -> str:
        words = self._kit.words
        if not self.field.text().strip():
            return words.tr("Lately used and due first. Type to find a reason, a code, a case, a check …")
        if not number:
            return words.tr("Nothing found. Try fewer words, or a code.") if self._complete else ""
        if number > MOST:
            return words.tr("The first {shown} of {number} hits").format(shown=MOST, number=number)
        return words.trn("{n} hit", "{n} hits", number).format(n=number)

    def _tell(self) -> None:
        """Let a screen reader know how many there are, and which one Enter leads to."""
        chosen = self._chosen_row()
        announce(self.field, ". ".join(filter(None, (self._count.text().rstrip("."), chosen.spoken if chosen else ""))))

    def _chosen_row(self) -> Row | None:
        key = self.list.chosen()
        return next((row for row in self.list.rows if row.key == key), None)

    # --- keys, focus, place

    def _walk(self, event: QKeyEvent) -> None:
        """The arrows walk the list while one types."""
        self._walked = True
        self.list.keyPressEvent(event)
        chosen = self._chosen_row()
        if chosen is not None:
            announce(self.field, chosen.spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt: Esc closes; no other key reaches the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Called by Qt: Tab goes round inside; Esc leads out."""
        stops: Sequence[QWidget] = (self.field, self._close, self.list)
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), 0)
        there = stops[(here + (1 if forward else -1)) % len(stops)]
        there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Called by Qt: a click beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()
        event.accept()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The focus went elsewhere in the window: it is not needed any more."""
        if now is not None and self.isVisible() and now.window() is self._window and not self.isAncestorOf(now):
            self._shut()

    def place(self) -> None:
        """Cover the window as it is now."""
        look = self._kit.look
        self.setGeometry(self._window.rect())
        width = min(look.px(640), self.width() - 32)
        height = min(look.px(480), self.height() - 32)
        top = min(look.px(56), (self.height() - height) // 2)
        self.card.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        words = self._kit.words
        self.field.setPlaceholderText(words.tr("Search everything, go anywhere"))
        self.field.setAccessibleName(words.tr("Search everything, go anywhere"))
        self.field.setAccessibleDescription(" · ".join(words.marked(kind) for kind in KINDS.values()))
        self.list.setAccessibleName(words.tr("Found"))
        self._close.say(words.tr("Close the search"))
        if self.isVisible():
            self._typed()
