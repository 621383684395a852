"""The hints of the first start: they ask nothing, block nothing, and go for good at a click. U21, U35."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

import screens
from orderdoctor.ui.app import build_window
from orderdoctor.ui.widgets.tour import Tour
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import visible_texts


def hints(window: Window) -> Tour | None:
    """The hints, if they are seen."""
    tour = window.diagnose.findChild(Tour)
    return tour if tour is not None and tour.isVisible() else None


def test_u35_the_first_start_shows_three_hints_and_the_paste_box_has_the_focus(window: Window) -> None:
    assert hints(window) is not None
    assert QApplication.focusWidget() is window.diagnose.box
    assert QApplication.activeModalWidget() is None
    texts = " ".join(text for _, text in visible_texts(window))
    assert "Ctrl+J" in texts
    assert "Ctrl+L" in texts


def test_one_click_closes_them_for_good(window: Window, open_window: Open) -> None:
    tour = hints(window)
    assert tour is not None
    tour._close.click()
    assert hints(window) is None
    assert QApplication.focusWidget() is window.diagnose.box
    again = open_window()
    assert hints(again) is None
    assert again.diagnose.findChild(Tour) is None, "not even made"


def test_they_are_made_after_the_first_paint(parts, qtbot) -> None:
    window = build_window(parts, synchronous=True)
    qtbot.addWidget(window)
    assert window.diagnose.findChild(Tour) is None
    with qtbot.waitSignal(window.painted):
        window.show()
    qtbot.waitUntil(lambda: window.diagnose.findChild(Tour) is not None)
    window.close()


def test_each_profile_has_its_own(window: Window) -> None:
    first = window.desk.profiles.current.id
    tour = hints(window)
    assert tour is not None
    tour._close.click()
    window.desk.add_profile("An")
    window.apply_profile()
    assert hints(window) is not None
    window._switch_profile(first)
    assert hints(window) is None


def test_help_shows_them_again(window: Window) -> None:
    tour = hints(window)
    assert tour is not None
    tour._close.click()
    screens.help_page(window)
    window.page("help")._hints.click()
    screens.settle()
    assert window.stack.currentWidget() is window.diagnose
    assert hints(window) is not None
    assert window.desk.profiles.current.tour == 1


def test_they_stand_aside_when_there_is_an_answer(window: Window) -> None:
    screens.match(window)
    assert hints(window) is None
    screens.start(window)
    assert hints(window) is not None
