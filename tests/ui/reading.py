"""Reads a window as a person or a screen reader would: every visible text, every accessible name."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)  # fmt: skip


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(label: QLabel) -> str:
    """What a label shows."""
    if label.textFormat() != Qt.TextFormat.RichText:
        return label.text()
    reader = _Text()
    reader.feed(label.text())
    return "".join(reader.parts)


def shown_widgets(top: QWidget) -> Iterator[QWidget]:
    """Every visible widget below a window, in the order of the tree."""
    for widget in top.findChildren(QWidget):
        if widget.isVisibleTo(top):
            yield widget


def visible_texts(top: QWidget) -> list[tuple[str, str]]:
    """(kind of widget, text) for every text that can be read, the user's own text left out."""
    found: list[tuple[str, str]] = [("title", top.windowTitle())]
    for widget in shown_widgets(top):
        name = type(widget).__name__
        if isinstance(widget, QLabel):
            found.append((name, plain(widget)))
        elif isinstance(widget, QAbstractButton):
            found.append((name, widget.text()))
        elif isinstance(widget, QLineEdit | QPlainTextEdit):
            found.append((name, widget.placeholderText()))
        elif isinstance(widget, QComboBox):
            found += [(name, widget.itemText(i)) for i in range(widget.count())]
        elif isinstance(widget, QTabBar):
            found += [(name, widget.tabText(i)) for i in range(widget.count())]
        elif isinstance(widget, QListView) and widget.model() is not None:
            model = widget.model()
            for i in range(model.rowCount()):
                row = model.index(i, 0).data(Qt.ItemDataRole.UserRole)
                found += [(name, row.title), (name, row.line), (name, row.mark)] if row is not None else []
        if widget.toolTip():
            found.append((f"{name} tool tip", widget.toolTip()))
    return [(kind, text) for kind, text in found if text.strip()]


def accessible_name(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def controls(top: QWidget) -> list[QWidget]:
    """Everything visible that takes the keyboard focus by Tab."""
    return [
        widget
        for widget in shown_widgets(top)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None
    ]


def dump(top: QWidget) -> list[str]:
    """Texts and accessible names of a window, to compare two of them."""
    texts = [f"{kind}: {text}" for kind, text in visible_texts(top)]
    return texts + [f"name of {type(w).__name__}: {accessible_name(w)}" for w in controls(top)]
