"""The command palette: finds everything, in any language; blocks nothing; gives the focus back. U5 to U7, U16 to U18, I27."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

import screens
from orderdoctor.cases.events import Titled
from orderdoctor.i18n import CHINESE, LANGUAGES, VIETNAMESE
from orderdoctor.ui import hits, palette
from orderdoctor.ui.palette import Palette
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name

CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    screens.settle()


def opened(window: Window) -> Palette:
    """Open the palette by its keys."""
    press(Qt.Key.Key_K, CTRL)
    found = window.findChild(Palette)
    assert found is not None
    assert found.isVisible()
    return found


def find(window: Window, text: str) -> Palette:
    """Open the palette, type, and let it look for cases too."""
    found = opened(window)
    found.field.setText(text)
    found._pause.stop()
    found._look_for_cases()
    screens.settle()
    return found


def keys(found: Palette) -> list[str]:
    """What is listed."""
    return [row.key for row in found.list.rows]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told by the palette."""
    said: list[str] = []
    monkeypatch.setattr(palette, "announce", lambda _widget, text: said.append(text))
    return said


def test_u5_from_the_paste_box_to_a_reason_by_keyboard(window: Window) -> None:
    window.diagnose.box.put("some text, the cursor in it")
    found = opened(window)
    assert QApplication.focusWidget() is found.field
    QTest.keyClicks(found.field, "out of stock")
    press(Qt.Key.Key_Return)
    assert not found.isVisible()
    assert window.stack.currentWidget() is window.page("library")
    assert window.page("library").list.chosen() == "order.out-of-stock"
    assert window.diagnose.box.toPlainText() == "some text, the cursor in it", "Ctrl+K deletes no line"


def test_u7_esc_gives_the_focus_back(window: Window) -> None:
    screens.library(window)
    before = window.page("library")._search
    before.setFocus()
    found = opened(window)
    press(Qt.Key.Key_Escape)
    assert not found.isVisible()
    assert QApplication.focusWidget() is before


def test_it_is_no_dialogue_and_a_click_beside_it_closes_it(window: Window) -> None:
    found = opened(window)
    assert not isinstance(found, QDialog)
    assert not found.isModal()
    assert QApplication.activeModalWidget() is None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(5, found.height() - 5))
    assert not found.isVisible()
    assert QApplication.focusWidget() is window.diagnose.box


def test_it_goes_when_the_focus_goes_elsewhere(window: Window) -> None:
    found = opened(window)
    window.rail.buttons["cases"].setFocus()
    screens.settle()
    assert not found.isVisible()
    assert QApplication.focusWidget() is window.rail.buttons["cases"]


def test_u6_tab_goes_round_inside_and_back(window: Window) -> None:
    found = opened(window)
    walked = []
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        walked.append(accessible_name(QApplication.focusWidget()))
    assert walked == ["Close the search", "Found", "Search everything, go anywhere"]
    press(Qt.Key.Key_Backtab)
    assert found.list.hasFocus()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("cases", "page:cases"), ("thư viện", "page:library"), ("thu vien", "page:library"), ("知识库", "page:library"),
        ("order.sku-changed", "reason:order.sku-changed"), ("INVENTORY_HOLD_ERROR", "reason:order.out-of-stock"),
        ("缺货", "reason:order.out-of-stock"), ("tracking numbers", "tool:tracking"), ("简体中文", "language:zh-Hans"),
        ("tieng viet", "language:vi"), ("english", "language:en"), ("dark", "theme:dark"), ("深色", "theme:dark"),
        ("help", "page:help"), ("next language", "do:language"),
    ],
)  # fmt: skip
def test_i27_everything_is_found_in_any_language_without_marks(window: Window, text: str, key: str) -> None:
    assert keys(find(window, text))[0] == key


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_reason_is_found_by_its_title_in_each_language(open_window: Open, language, all_words, catalog) -> None:
    window = open_window(CHINESE)
    found = hits.Hits(window.kit, window.desk)
    words = all_words[language.code]
    for reason in catalog.reasons.values():
        same = {r.id for r in catalog.reasons.values() if words.of(r.title) == words.of(reason.title)}
        assert found.find(words.of(reason.title))[0].id in same


def test_a_hit_says_what_it_is(window: Window) -> None:
    found = find(window, "sku")
    reason = next(row for row in found.list.rows if row.key == "reason:order.sku-changed")
    assert reason.mark == "Reason"
    assert "order.sku-changed" in reason.line


def test_cases_are_found_by_number_and_by_name(window: Window) -> None:
    screens.fix(window)
    case = window.page("fix").case
    window.desk.record(case.id, Titled("Đơn của Linh"))
    for text in (str(case.number), f"#{case.number}", "don cua linh"):
        row = find(window, text).list.rows[0]
        assert (row.key, row.title, row.mark) == (f"case:{case.id}", "Đơn của Linh", "Case")
    window.go("diagnose")
    found = find(window, "don cua linh")
    press(Qt.Key.Key_Return)
    assert not found.isVisible()
    assert window.page("fix").case.id == case.id
    assert window.stack.currentWidget() is window.page("fix")


@pytest.mark.parametrize("text", ["99999999999999999999999", "#", "%", '" OR 1', "\0", "  "])
def test_x12_odd_searches_find_nothing_and_break_nothing(window: Window, text: str) -> None:
    screens.fix(window)
    found = find(window, text)
    assert not [key for key in keys(found) if text.strip("# \0") and key.startswith("case:")]


def test_without_a_text_the_latest_comes_first(window: Window) -> None:
    screens.fix(window)
    case = window.page("fix").case
    for text in ("dark", "sku"):
        find(window, text)
        press(Qt.Key.Key_Return)
    found = opened(window)
    found._look_for_cases()
    assert keys(found)[:4] == ["reason:order.sku-changed", "theme:dark", f"case:{case.id}", "page:diagnose"]
    assert window.desk.profiles.current.theme == "dark"


def test_arrows_walk_while_one_types_and_each_hit_is_told(window: Window, told: list[str]) -> None:
    found = find(window, "order")
    assert found.list.chosen() == keys(found)[0]
    press(Qt.Key.Key_Down)
    assert found.list.chosen() == keys(found)[1]
    assert told[-1] == found.list.rows[1].spoken
    press(Qt.Key.Key_Up)
    assert found.list.chosen() == keys(found)[0]
    assert QApplication.focusWidget() is found.field


def test_u18_the_number_of_hits_is_told(window: Window, told: list[str]) -> None:
    found = find(window, "sku")
    assert told[-1].startswith(f"{len(found.list.rows)} hits. ")
    assert found.list.rows[0].title in told[-1]
    find(window, "nothing of this kind anywhere")
    assert told[-1].startswith("Nothing found.")


def test_what_comes_late_moves_no_choice(window: Window) -> None:
    """The cases arrive after the rest: what the user has chosen meanwhile stays chosen."""
    screens.fix(window)
    found = opened(window)
    found.field.setText("tracking")
    press(Qt.Key.Key_Down)
    chosen = found.list.chosen()
    before = keys(found)
    found._look_for_cases()
    assert found.list.chosen() == chosen
    assert keys(found)[: len(before)] == before
    assert len(keys(found)) > len(before)


def test_commands_languages_and_checks_do_what_they_say(window: Window) -> None:
    find(window, "tieng viet")
    press(Qt.Key.Key_Return)
    assert window.kit.language.language == VIETNAMESE
    assert window.desk.profiles.current.language == "vi"
    find(window, "customer details")
    press(Qt.Key.Key_Return)
    assert window.page("tools")._chosen == "customer"
    assert window.stack.currentWidget() is window.page("tools")
    find(window, "new diagnosis")
    press(Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.diagnose


def test_it_works_before_the_library_is_there(parts, qtbot) -> None:
    from orderdoctor.ui.app import build_window

    window = build_window(parts, synchronous=True)
    qtbot.addWidget(window)
    window.painted.disconnect()
    window.show()
    window.search()
    found = window.findChild(Palette)
    found.field.setText("settings")
    found._look_for_cases()
    assert keys(found)[0] == "page:settings"
    window.desk.load()
    window.close()


def test_it_keeps_inside_the_window_when_that_is_made_smaller(window: Window) -> None:
    found = opened(window)
    window.resize(620, 480)
    screens.settle()
    assert found.geometry() == window.rect()
    assert found.rect().contains(found.card.geometry())


def test_u3_an_open_palette_follows_the_language(window: Window) -> None:
    found = find(window, "sku")
    english = found.list.rows[0].title
    window.switch_language(CHINESE)
    screens.settle()
    assert found.isVisible()
    assert found.field.text() == "sku"
    assert found.list.rows[0].title != english
    assert found.list.rows[0].mark == "原因"


def test_the_paste_box_has_no_focus_frame_while_the_palette_is_open(window: Window) -> None:
    card = window.diagnose.box.parentWidget()
    assert card.property("active") is True
    found = opened(window)
    assert card.property("active") is False
    found.leave()
    assert card.property("active") is True
