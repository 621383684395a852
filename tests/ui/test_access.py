"""For everyone: U1, U2, U6 to U9, U15, U30, U31, U36."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

import screens
from orderdoctor.i18n import LANGUAGES
from orderdoctor.ui.widgets.focus import WIDTH, FocusRing
from orderdoctor.ui.widgets.text import Heading
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name, controls, shown_widgets, visible_texts

SCENES = {scene.__name__: scene for scene in screens.SCENES}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_u1_everything_that_takes_the_focus_has_a_name(open_window: Open, language) -> None:
    window = open_window(language)
    for name, scene in SCENES.items():
        scene(window)
        screens.settle()
        nameless = [
            f"{name}: {type(w).__name__} {w.objectName()}" for w in controls(window) if not accessible_name(w).strip()
        ]
        assert not nameless


@pytest.mark.parametrize("name", SCENES)
def test_u2_no_two_siblings_share_role_and_name(window: Window, name: str) -> None:
    SCENES[name](window)
    screens.settle()
    seen = defaultdict(list)
    for control in controls(window):
        interface = QAccessible.queryAccessibleInterface(control)
        description = interface.text(QAccessible.Text.Description)
        seen[(control.parentWidget(), interface.role(), accessible_name(control), description)].append(control)
    assert not [key[2] for key, same in seen.items() if len(same) > 1]


@pytest.mark.parametrize(
    "name", ["start", "match", "ambiguous", "ask", "ask_back", "result", "fix", "outcome", "cases", "library", "settings"]
)
def test_u6_tab_visits_every_control_and_leaves_every_control(window: Window, name: str) -> None:
    SCENES[name](window)
    window.notes.hide()
    screens.settle()
    start = QApplication.focusWidget()
    forward = _walk(window, Qt.Key.Key_Tab)
    assert forward[-1] is start, "Tab comes round to where it began"
    wanted = {w for w in controls(window) if not isinstance(w, Heading)}
    missed = {f"{type(w).__name__} {accessible_name(w)}" for w in wanted - set(forward)}
    assert not missed
    backward = _walk(window, Qt.Key.Key_Backtab)
    assert backward[:-1][::-1] == forward[:-1], "Shift+Tab goes the same way back"


def _walk(window: Window, key: Qt.Key) -> list[QWidget]:
    start = QApplication.focusWidget()
    visited = []
    for _ in range(300):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        screens.settle()
        visited.append(QApplication.focusWidget())
        if visited[-1] is start:
            break
    return visited


@pytest.mark.parametrize("name", ["match", "result", "settings"])
def test_u6_tab_goes_down_the_page(window: Window, name: str) -> None:
    """Inside the page's body the focus moves downwards, or to the right on the same height."""
    SCENES[name](window)
    window.notes.hide()
    screens.settle()
    body = window.stack.currentWidget()
    places = [
        w.mapTo(body, QPoint(0, 0)) for w in _walk(window, Qt.Key.Key_Tab) if w is not None and body.isAncestorOf(w)
    ]
    columns = defaultdict(list)
    for place in places:
        columns[place.x() // 420].append(place.y())
    for heights in columns.values():
        later = [b - a for a, b in pairwise(heights)]
        assert sum(step < -40 for step in later) <= 1, "one jump at most: where the walk comes round"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("start", QAccessible.Role.EditableText), ("cases", QAccessible.Role.List), ("fix", QAccessible.Role.CheckBox),
        ("library", QAccessible.Role.EditableText), ("settings", QAccessible.Role.StaticText),
        ("result", QAccessible.Role.StaticText), ("ask", QAccessible.Role.StaticText),
    ],
)  # fmt: skip
def test_u7_after_a_change_of_page_the_focus_is_where_reading_begins(window: Window, name: str, role) -> None:
    if name == "cases":
        screens.fix(window)
    SCENES[name](window)
    screens.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.stack.currentWidget().isAncestorOf(focused)
    assert QAccessible.queryAccessibleInterface(focused).role() == role


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_u8_the_focus_ring_is_two_pixels_and_stands_out(open_window: Open, theme: str) -> None:
    window = open_window(theme=theme)
    screens.match(window)
    window.diagnose.answer.card.start_button.setFocus(Qt.FocusReason.TabFocusReason)
    screens.settle()
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert len(rings) == 1
    ring = rings[0]
    picture = window.grab().toImage()
    ratio = picture.devicePixelRatio()
    middle = ring.mapTo(window, QPoint(ring.width() // 2, 0))
    drawn = [picture.pixelColor(round(middle.x() * ratio), round((middle.y() + y) * ratio)) for y in range(WIDTH)]
    outside = picture.pixelColor(round(middle.x() * ratio), round((middle.y() - 2) * ratio))
    assert all(contrast(color, outside) >= 3 for color in drawn)


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_u8_every_control_gets_a_ring(open_window: Open, theme: str) -> None:
    window = open_window(theme=theme)
    screens.settings(window)
    for control in controls(window):
        if isinstance(control, Heading):
            continue
        control.setFocus(Qt.FocusReason.TabFocusReason)
        screens.settle()
        if QApplication.focusWidget() is control:
            assert any(ring.isVisible() for ring in window.findChildren(FocusRing)), accessible_name(control)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast of two colours."""

    def luminance(color: QColor) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_u10_colours_of_texts_and_controls_have_contrast(window: Window, theme: str) -> None:
    look = window.kit.look
    look.use(theme, 100, window.kit.language.language)
    surfaces = ["background", "surface", "rail", "field", "hover", "wash"]
    for ground in surfaces:
        for text in ("text", "muted"):
            assert contrast(look.color(text), look.color(ground)) >= 4.5, (text, ground)
    for text, ground in (
        ("accent", "wash"), ("accent", "surface"), ("accent", "background"), ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("warning", "warning_wash"), ("wrong", "wrong_wash"), ("good", "good_wash"), ("wrong", "surface"), ("text", "mark"),
        ("background", "text"),
    ):  # fmt: skip
        assert contrast(look.color(text), look.color(ground)) >= 4.5, (text, ground)
    for ground in ("background", "surface", "field"):
        assert contrast(look.color("border"), look.color(ground)) >= 3, ground
        assert contrast(look.color("ring"), look.color(ground)) >= 3, ground


def test_u9_the_focused_control_is_scrolled_into_view(open_window: Open) -> None:
    window = open_window(percent=200, size=(1024, 600))
    screens.settings(window)
    area = window.stack.currentWidget().findChild(QScrollArea)
    for _ in range(25):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        screens.settle()
        focused = QApplication.focusWidget()
        if area.widget().isAncestorOf(focused):
            top = focused.mapTo(area.viewport(), QPoint(0, 0)).y()
            assert -2 <= top <= area.viewport().height() - min(focused.height(), 40), accessible_name(focused)


@pytest.mark.parametrize("name", SCENES)
def test_u15_targets_are_large_enough(window: Window, name: str) -> None:
    SCENES[name](window)
    screens.settle()
    small = [
        (accessible_name(w), w.width(), w.height())
        for w in shown_widgets(window)
        if isinstance(w, QAbstractButton) and (w.width() < 24 or w.height() < 24)
    ]
    assert not small


def test_u30_empty_lists_have_a_sentence_and_an_action(window: Window) -> None:
    screens.cases(window)
    screens.settle()
    texts = [text for _, text in visible_texts(window)]
    assert "No cases yet. A case begins when you start fixing a reason." in texts
    assert QApplication.focusWidget().text() == "Diagnose an order"
    screens.library(window)
    page = window.page("library")
    page._search.setText("zzzz nothing like this")
    page._fill()
    assert "Nothing found. Try fewer words, or a code." in [text for _, text in visible_texts(window)]


def test_u31_a_deleted_case_comes_back_by_the_button_and_by_ctrl_z(window: Window) -> None:
    screens.fix(window)
    case_id = window.page("fix").case.id
    for undo in (
        window.notes._button.click,
        lambda: QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    ):
        screens.cases(window)
        page = window.page("cases")
        page.list.choose(case_id)
        page._delete_chosen()
        assert case_id not in [row.key for row in page.list.rows]
        assert window.notes.isVisible()
        assert window.notes._timer.interval() >= 10_000
        undo()
        screens.settle()
        assert case_id in [row.key for row in page.list.rows]


def test_u36_the_language_picker_is_found_without_reading_the_language(open_window: Open) -> None:
    for language in LANGUAGES:
        window = open_window(language)
        window.top._fill_languages()
        names = [action.text() for action in window.top.languages.actions()]
        assert names == ["English", "Tiếng Việt", "简体中文"]
        assert not any("\U0001f1e6" <= letter <= "\U0001f1ff" for name in names for letter in name), "no flags"
        assert window.top.language.toolTip().startswith("Language · Ngôn ngữ · 语言")
        assert not window.top.language.icon().isNull()
        place = window.top.language.mapTo(window, QPoint(0, 0))
        assert place.y() < 80
        assert place.x() > window.width() // 2


def test_u36_a_choice_in_the_picker_is_kept_in_the_profile(window: Window) -> None:
    window.top._fill_languages()
    window.top.languages.actions()[1].trigger()
    assert window.kit.language.language.code == "vi"
    assert window.desk.profiles.current.language == "vi"
