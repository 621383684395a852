"""Help: the keys as they are, what is stored, known gaps, sources, licences. U16, U39, U46."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import screens
from orderdoctor.i18n import CHINESE, LANGUAGES
from orderdoctor.ui.shipped import SHIPPED
from orderdoctor.ui.shortcuts import EVERYWHERE, IN_ONE_PLACE, native
from orderdoctor.ui.widgets.text import Tag
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import visible_texts

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "app" / "orderdoctor" / "ui"


def shown(window: Window) -> str:
    """All that the page says."""
    return "\n".join(text for _, text in visible_texts(window.page("help")))


def help_keys(window: Window) -> set[str]:
    """The keys that the page lists."""
    return {tag.text() for tag in window.page("help").findChildren(Tag) if tag.isVisibleTo(window)}


def test_f1_and_the_button_lead_to_help_and_the_focus_is_on_its_heading(window: Window) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    screens.settle()
    page = window.page("help")
    assert window.stack.currentWidget() is page
    assert page.heading.hasFocus()
    assert not any(button.isChecked() for button in window.rail.buttons.values())
    window.rail.buttons["cases"].click()
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == ["cases"]
    window.top.help_button.click()
    assert window.stack.currentWidget() is page


def test_u16_every_key_that_works_in_the_window_is_in_the_overview(window: Window) -> None:
    for scene in (*screens.SCENES, *screens.TOOL_SCENES):
        scene(window)
        screens.settle()
    screens.help_page(window)
    listed = help_keys(window)
    for action in window.findChildren(QAction):
        if not action.shortcut().isEmpty():
            ours = native(action.shortcut())
            assert ours in listed, f"{ours} of {action.parent()}"


def test_u16_keys_that_a_widget_reads_itself_are_in_the_overview() -> None:
    """Whoever handles a key enters it in shortcuts.py."""
    listed = {native(keys) for local in IN_ONE_PLACE for keys in local.keys}
    names = {"Escape": "Esc", "PageUp": "PgUp", "PageDown": "PgDown"}
    for path in sorted(UI.rglob("*.py")):
        read = {
            node.attr.removeprefix("Key_")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_")
        }
        missing = {name for name in read if native(names.get(name, name)) not in listed}
        assert not missing, path.name


def test_u16_no_key_does_two_things_everywhere() -> None:
    keys = [native(shortcut.keys) for shortcut in EVERYWHERE if native(shortcut.keys)]
    assert len(set(keys)) == len(keys)
    assert all(len(written) > 1 for written in keys), "no single letters"


def test_u16_tool_tips_and_menus_show_the_keys(window: Window) -> None:
    assert "Ctrl+K" in window.top.search_button.toolTip()
    assert "F1" in window.top.help_button.toolTip()
    assert "Ctrl+L" in window.top.language.toolTip()
    for name, button in window.rail.buttons.items():
        action = window._actions[name]
        assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in button.toolTip()
    window.top._fill_profiles()
    assert "Ctrl+," in window.top._profiles.actions()[-1].text()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_key_has_a_title_in_each_language(open_window: Open, language) -> None:
    window = open_window(language)
    for action in window._actions.values():
        assert action.text()


def test_it_says_what_is_stored_and_where(window: Window) -> None:
    screens.help_page(window)
    text = shown(window)
    assert str(window.desk.paths.data) in text
    assert str(window.desk.paths.backups) in text
    assert "12 daily, 10 weekly and 9 monthly" in text


def test_the_promise_about_backups_is_what_the_program_keeps() -> None:
    from orderdoctor.cases import thinning
    from orderdoctor.ui.help_texts import STORED

    kept = [re.findall(r"(\d+) (?:daily|weekly|monthly)", text) for text in STORED]
    assert [str(thinning.DAILY), str(thinning.WEEKLY), str(thinning.MONTHLY)] in kept


def test_u46_known_gaps_are_named(window: Window) -> None:
    screens.help_page(window)
    text = shown(window)
    for gap in ("screen reader yet", "another language", "mouse only", "Linux only"):
        assert gap in text


def test_the_library_says_its_size_and_all_its_sources_with_dates(window: Window) -> None:
    screens.help_page(window)
    page, catalog = window.page("help"), window.desk.catalog
    assert f"{len(catalog.reasons)} reasons" in shown(window)
    assert catalog.version in shown(window)
    page._sources.click()
    screens.settle()
    text = shown(window)
    assert not [source.where for source in catalog.sources.values() if source.where not in text]
    assert not [source.date for source in catalog.sources.values() if source.date not in text]
    page._sources.click()
    assert "karger.blog/aliexpress-order-cancelled" not in shown(window)


def test_the_licences_of_everything_that_is_shipped_are_listed_once(window: Window) -> None:
    names = " ".join(name.casefold() for name, _licence in SHIPPED)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for dependency in project["dependencies"]:
        assert re.split(r"[=<>]", dependency)[0].casefold() in names, dependency
    carried = {path.stem.removeprefix("LICENSE-") for path in (ROOT / "resources").rglob("LICENSE*")}
    assert carried == {"OpenCC", "Lucide", "addresses"}, "a new one goes into shipped.py"
    for name in ("opencc", "lucide", "libaddressinput", "cldr"):
        assert name in names
    screens.help_page(window)
    assert "Qt for Python" in shown(window)
    screens.settings(window)
    assert "LGPL" not in "\n".join(text for _, text in visible_texts(window.page("settings")))


def test_u39_the_details_for_support_are_copied_and_hold_nothing_personal(window: Window) -> None:
    window.desk.change_profile(name="Nguyen Thi Canary", system="dsers")
    screens.help_page(window)
    window.page("help")._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Order Doctor" in copied
    assert window.desk.catalog.version in copied
    assert "Canary" not in copied
    assert str(window.desk.paths.data) not in copied
    assert window.notes._text.text() == "Copied"


def test_a_screen_reader_hears_a_part_of_the_help_at_its_heading(window: Window) -> None:
    screens.help_page(window)
    page = window.page("help")
    assert "Ctrl+K: Search everything" in page._keys._head.accessibleDescription()
    window.switch_language(CHINESE)
    assert "12" in page._data._head.accessibleDescription()
    assert page._data._head.accessibleDescription() == "\n".join(page._data._texts)


def test_the_page_scrolls_by_keys_wherever_the_focus_is(window: Window) -> None:
    screens.help_page(window)
    bar = window.page("help").body.verticalScrollBar()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp)
    assert bar.value() == 0
