"""A window for a test: its own data, no work beside it, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

import screens
from orderdoctor.i18n import CHINESE, ENGLISH, PSEUDO, VIETNAMESE, Language
from orderdoctor.main import Parts
from orderdoctor.ui.app import build_window
from orderdoctor.ui.window import Window

LANGUAGES = (ENGLISH, VIETNAMESE, CHINESE)
Open = Callable[..., Window]


@pytest.fixture
def open_window(parts: Parts, qtbot: QtBot) -> Iterator[Open]:
    """Open windows in a language, theme and text size, with everything loaded."""
    opened: list[Window] = []

    def open_(
        language: Language = ENGLISH, theme: str = "light", percent: int = 100, size: tuple[int, int] = (1180, 760)
    ) -> Window:
        for before in opened:
            before.close()
        tag = ENGLISH.tag if language == PSEUDO else language.tag
        current = parts.profiles.current
        parts.profiles.change(current.id, language=tag, theme=theme, text_size=percent, name="Linh")
        window = build_window(parts, synchronous=True)
        if language == PSEUDO:
            window.kit.language.switch(PSEUDO)
        window.desk.load()
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        screens.settle()
        opened.append(window)
        return window

    yield open_
    for window in opened:
        window.close()
        window.desk.close()
        translator = window.kit.language._translator
        if translator is not None:
            QCoreApplication.removeTranslator(translator)  # else it is asked while it is being collected
        window.deleteLater()
    opened.clear()
    screens.settle()


@pytest.fixture
def window(open_window: Open) -> Window:
    """The window in English, light, 100 %."""
    return open_window()
