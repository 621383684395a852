"""A large button with texts that wrap: a reason, a way out, an example, a case."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class Choice(Button):
    """Something to choose: a title and a line below it, which wrap, in one button. key: what is chosen."""

    def __init__(self, kit: Kit, key: str, style: str = "strong") -> None:
        """Take the kit, the key, and the style of the title."""
        super().__init__(kit, "choice")
        self.key = key
        self._title = PlainLabel(style)
        self._line = PlainLabel("muted")
        for label in (self._title, self._line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 10, 16, 10)
        self._box.setSpacing(2)
        self._box.addWidget(self._title)
        self._box.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say_both(self, title: str, line: str = "") -> None:
        """Set the two lines; a screen reader hears both."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(f"{title}. {line}" if line else title)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Called by Qt: the texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Called by Qt: as high as its texts need."""
        return max(self._box.heightForWidth(width), self._kit.look.px(44))

    def sizeHint(self) -> QSize:
        """Called by Qt: as its texts need."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: as narrow as the longest word."""
        return self._box.minimumSize()
