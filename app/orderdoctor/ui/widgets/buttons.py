"""Buttons: an action each, with a translated text that is also their accessible name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy

from orderdoctor.ui.kit import Kit
from orderdoctor.ui.look import ICON_SIZE

_ICON_COLORS = {
    "primary": "on_accent",
    "quiet": "accent",
    "danger": "wrong",
    "onnote": "background",
    "icon": "muted",
    "noteicon": "background",
}


class Button(QPushButton):
    """A button in one of the looks of window.qss: plain, primary, quiet, pill, danger, icon, choice, rail."""

    def __init__(self, kit: Kit, look: str = "plain", icon: str = "", end_icon: bool = False) -> None:
        """Take the look and the icon's name; end_icon puts it behind the text."""
        super().__init__()
        self._kit = kit
        self._kind = look
        self._icon = icon
        self.setProperty("look", look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._end = end_icon
        if end_icon:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._bare = look in ("icon", "noteicon")
        if self._bare:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self._draw_icon)
        self.toggled.connect(self._draw_icon)
        if self._bare:
            self._draw_icon()  # the others when they get their text: the room beside the icon depends on it

    def say(self, text: str, shortcut: QKeySequence | None = None) -> None:
        """Set the text, in which & is an ampersand; icon buttons show it as a tool tip and tell it as their name."""
        hint = f"{text} ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})" if shortcut else text
        if self._bare:
            self.setToolTip(hint)
        else:
            self.setText(text.replace("&", "&&"))
            self.setToolTip(hint if shortcut else "")
        self.setAccessibleName(text)
        self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too, as everybody expects; Qt's buttons know Space only."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or modifiers != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def use_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon = name
        self._draw_icon()

    def redraw(self) -> None:
        """Draw the icon again: it stands in the middle where there is no text."""
        self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon:
            return
        color = _ICON_COLORS.get(self._kind, "text")
        if self._kind == "rail":
            color = "accent" if self.isChecked() else "muted"
        gap = 0 if self._bare or not self.text() else self._kit.look.px(6)
        self.setIcon(self._kit.look.icon(self._icon, color, -gap if self._end else gap))
        side = self._kit.look.px(ICON_SIZE)
        self.setIconSize(QSize(side + gap, side))
