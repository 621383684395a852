"""What is dragged onto the window: a text, or a text file. It lands in the paste box below it, else in that of Diagnose."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from orderdoctor.errors import WorldFault
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.paste import PasteBox, files_in


class Dropping(QObject):
    """Lets a window take texts and text files."""

    text = Signal(str)
    """A text for the main paste box. Other paste boxes get theirs at once."""

    def __init__(self, kit: Kit, desk: Desk, window: QWidget, main: PasteBox, notes: NoteBar) -> None:
        """Take the kit, the desk that reads files, the window, its main paste box, and where to say what did not work."""
        super().__init__(window)
        self._kit = kit
        self._desk = desk
        self._window = window
        self._main = main
        self._notes = notes
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called by Qt: what is dragged over the window, and what falls."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            if self._take(event.mimeData(), event.position().toPoint()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
            return True
        if isinstance(event, QDragMoveEvent):
            if event.mimeData().hasText() or files_in(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
            return True
        return False

    def _take(self, mime: QMimeData, place: QPoint) -> bool:
        files = files_in(mime)
        box = self._box_at(place)
        if len(files) > 1:
            self._notes.tell(lambda: self._kit.words.tr("Several files were dropped. Drop one at a time."))
        elif files:
            self._read(files[0], box)
        elif mime.hasText():
            self._put(mime.text(), box)
        else:
            return False
        return True

    def _read(self, path: Path, box: PasteBox | None) -> None:
        def arrived(read: str | WorldFault) -> None:
            if isinstance(read, WorldFault):
                self._refuse(read)
            else:
                self._put(read, box)

        self._desk.read_file(path, arrived)

    def _refuse(self, fault: WorldFault) -> None:
        from orderdoctor.fault_words import fault_text

        self._notes.tell(lambda: fault_text(fault, self._kit.words))

    def _put(self, text: str, box: PasteBox | None) -> None:
        if box is None or box is self._main or not shiboken6.isValid(box):
            self.text.emit(text)
        else:
            box.put(text)
            box.setFocus()

    def _box_at(self, place: QPoint) -> PasteBox | None:
        widget = self._window.childAt(place)
        while widget is not None and not isinstance(widget, PasteBox):
            widget = widget.parentWidget()
        return widget
