"""What every widget needs, in one hand: the look, the language, and a voice for screen readers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from orderdoctor.i18n import Words
from orderdoctor.ui.language import LanguageService
from orderdoctor.ui.look import Look

ASK = "Ctrl+J"
"""Leads to the questions from everywhere."""


@dataclass(frozen=True)
class Kit:
    """Handed to every page and widget by its constructor."""

    look: Look
    language: LanguageService

    @property
    def words(self) -> Words:
        """The texts of the language of the window, now."""
        return self.language.words


def announce(widget: QWidget, text: str) -> None:
    """Tell a screen reader what changed without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # large, and silent before the first paint

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
