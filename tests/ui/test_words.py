"""Every text follows the language: U3, U4, I4, I7 to I11, I14, I30, I34."""

from __future__ import annotations

import gc
import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

import screens
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import CHINESE, ENGLISH, LANGUAGES, PSEUDO, VIETNAMESE, Language, Languages
from orderdoctor.main import Parts
from orderdoctor.paths import user_paths
from orderdoctor.ui.app import build_window
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name, controls, dump, visible_texts

SCENES = {scene.__name__: scene for scene in screens.SCENES}
ONE_LANGUAGE = [name for name in SCENES if name != "beside"]
"""The scenes in which only one language is meant to be seen."""

KEPT = ("fix", "outcome", "ask", "ask_back", "contradiction", "no_fit", "unfinished")
"""The scenes that a case keeps: a window that is started anew shows them from it."""

OURS_NOT_TO_TRANSLATE = re.compile(
    r"""^(?:
        Linh | English | Tiếng\ Việt | 简体中文 | \[Ƥ.*\]                       # names: of people, of languages
        | Language\ ·\ Ngôn\ ngữ\ ·\ 语言.*                                      # the picker speaks all languages at once
        | [a-z]+\.[a-z-]+                                                       # a reason's id
        | -?\d[\d.,]* | [A-Z0-9_.:-]{3,} | \d{2}/\d{2}/\d{4}.*                  # numbers, codes, dates
        | .*:\ (?:MIT|PSF-2\.0|LGPL-[\w.-]+|ISC|Apache-2\.0)(?:\n.*)*              # names of licences
        | \(Ctrl.*\)
        | Order\ Doctor\ \d.*\ ·\ library\ .*                                     # what a helper needs to know, in English
        | (?:\[[\w+]+\])+\S?                                                   # keys, as Qt names them
    )$""",
    re.VERBOSE,
)


@pytest.mark.parametrize("name", ONE_LANGUAGE)
def test_i4_every_visible_text_is_translated(open_window: Open, catalog: Catalog, name: str) -> None:
    window = open_window(PSEUDO)
    SCENES[name](window)
    screens.settle()
    foreign = {shown.label for shown in catalog.app_statuses.values()}
    foreign |= {" · ".join([shown.app, *shown.screen.values()]) for shown in catalog.app_statuses.values()}
    foreign |= {" · ".join([s.id, *s.aliases, *s.screen.values()]) for s in catalog.statuses.values()}
    foreign |= set(catalog.end_reasons)
    escaped = [(kind, text) for kind, text in visible_texts(window) if not _translated(text) and text not in foreign]
    assert not escaped


@pytest.mark.parametrize("name", ONE_LANGUAGE)
def test_i4_every_accessible_name_is_translated(open_window: Open, name: str) -> None:
    window = open_window(PSEUDO)
    SCENES[name](window)
    screens.settle()
    names = [(type(w).__name__, accessible_name(w)) for w in controls(window)]
    assert names
    assert not [(kind, text) for kind, text in names if not _translated(text)]


def _translated(text: str) -> bool:
    """Bracketed by the pseudo-language, or something that is the same in every language."""
    if "[" in text and ("~" in text or text.endswith("…")):
        return True
    return bool(OURS_NOT_TO_TRANSLATE.match(text)) or text in screens.PASTE or not any(map(str.isalpha, text))


@pytest.mark.parametrize("name", ONE_LANGUAGE)
@pytest.mark.parametrize("language", [VIETNAMESE, CHINESE], ids=lambda language: language.code)
def test_i8_i9_u3_a_live_switch_equals_a_fresh_start(open_window: Open, name: str, language: Language) -> None:
    window = open_window(ENGLISH)
    SCENES[name](window)
    screens.settle()
    english = dump(window)
    window.notes.hide()
    window.switch_language(language)
    screens.settle()
    switched = dump(window)
    window.close()
    kept = window.desk.cases.cases() if name in KEPT else []
    fresh = open_window(language)
    if kept:  # it is told again from what was saved
        _again(fresh, name, kept[0].id)
    else:
        SCENES[name](fresh)
    fresh.notes.hide()
    screens.settle()
    assert switched != english
    assert _without_dates(switched) == _without_dates(dump(fresh))


def _again(window: Window, name: str, case_id: str) -> None:
    window.resume(case_id)
    if name == "unfinished":
        window.asking.end()
        screens.start(window)
    if name == "ask_back":
        window.page("ask").back()  # type: ignore[attr-defined]


def _without_dates(lines: list[str]) -> list[str]:
    """The minute may turn between two windows."""
    return sorted({re.sub(r"\d{1,2}:\d{2}", "hh:mm", line) for line in lines})


def test_i8_an_open_message_box_speaks_the_language_it_was_opened_in_and_qt_s_buttons_too(open_window: Open) -> None:
    window = open_window(VIETNAMESE)
    box = QMessageBox(window)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Hủy", "Lưu"}
    window.switch_language(CHINESE)
    screens.settle()
    assert {button.text().replace("&", "") for button in box.buttons()} == {"取消", "保存"}


@pytest.mark.parametrize(
    ("context", "text"),
    [
        ("QPlatformTheme", "OK"), ("QPlatformTheme", "Cancel"), ("QPlatformTheme", "&Yes"), ("QPlatformTheme", "&No"),
        ("QPlatformTheme", "Save"), ("QPlatformTheme", "Discard"), ("QPlatformTheme", "Close"), ("QWizard", "< &Back"),
        ("QWizard", "&Next >"), ("QWizard", "&Finish"), ("QWidgetTextControl", "&Copy"), ("QLineEdit", "&Undo"),
        ("QFileDialog", "File &name:"), ("QFileDialog", "&Open"),
    ],
)  # fmt: skip
def test_i7_qt_s_own_texts_are_translated(open_window: Open, context: str, text: str) -> None:
    for language in (VIETNAMESE, CHINESE):
        open_window(language)
        translated = QCoreApplication.translate(context, text)
        assert translated
        assert translated != text or text == "OK", "OK is a word in Vietnamese too"


def test_i7_standard_buttons_are_vietnamese(open_window: Open) -> None:
    open_window(VIETNAMESE)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Hủy"


def test_i10_a_switch_keeps_what_was_typed_selected_and_focused(window: Window) -> None:
    box = window.diagnose.box
    box.put(screens.PASTE)
    cursor = box.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(12, cursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    box.setFocus()
    window.switch_language(CHINESE)
    screens.settle()
    assert box.toPlainText() == screens.PASTE
    assert (box.textCursor().anchor(), box.textCursor().position()) == (3, 12)
    assert QApplication.focusWidget() is box
    assert box.document().isUndoAvailable()


def test_i10_a_switch_keeps_the_step_and_its_note(window: Window) -> None:
    screens.fix(window)
    page = window.page("fix")
    page.detail._note.setPlainText("wrote to the carrier")  # type: ignore[attr-defined]
    before = page._current  # type: ignore[attr-defined]
    window.switch_language(VIETNAMESE)
    screens.settle()
    assert page._current == before  # type: ignore[attr-defined]
    assert page.detail._note.toPlainText() == "wrote to the carrier"  # type: ignore[attr-defined]


def test_i11_two_hundred_switches_leave_nothing_behind(window: Window) -> None:
    for scene in (screens.match, screens.fix, screens.library, screens.settings, screens.cases):
        scene(window)

    def counted() -> tuple[int, int]:
        screens.settle()
        gc.collect()
        return len(window.findChildren(object)), len(QApplication.instance().children())  # type: ignore[union-attr]

    for _ in range(6):
        window._next_language()
    before = counted()
    for _ in range(200):
        window._next_language()
    for _ in range((6 - 200 % 3) % 3):
        window._next_language()
    assert counted() == before


def test_u4_every_page_names_the_window_in_its_own_words(open_window: Open) -> None:
    for language in LANGUAGES:
        window = open_window(language)
        titles = []
        for scene in (screens.match, screens.result, screens.fix, screens.cases, screens.library, screens.settings):
            scene(window)
            titles.append(window.windowTitle())
        assert len(set(titles)) == len(titles) - 1, "the result and its fix bear the reason's name"
        assert all(window.kit.words.tr("Order Doctor") in title for title in titles)


def test_i14_a_damaged_catalog_means_english_and_a_note(bundle, tmp_path, qtbot, shared_parts: Parts) -> None:
    import shutil

    copy = tmp_path / "bundle"
    shutil.copytree(bundle, copy)
    (copy / "locale" / "vi" / "ui.mo").write_bytes(b"not a catalog")
    (copy / "locale" / "vi" / "catalog.mo").unlink()
    parts = Parts(user_paths(str(tmp_path / "home")), copy)
    parts.profiles.change(parts.profiles.current.id, language="vi")
    window = build_window(parts, synchronous=True)
    qtbot.addWidget(window)
    window.desk.load()
    window.show()
    screens.match(window)
    assert window.diagnose.heading.text() == "What went wrong with the order?"
    assert "English" in window.news.text.text()
    assert window.news.isVisibleTo(window)
    window.close()


def test_i15_chinese_locales_get_simplified_chinese() -> None:
    from orderdoctor.i18n import language_for

    assert {language_for(tag) for tag in ("zh_TW", "zh_HK", "zh-MO", "zh_SG.UTF-8", "zh-Hant", "zh")} == {CHINESE}
    assert CHINESE.name == "简体中文"


def test_i30_dates_follow_the_language_on_lists_that_are_open(window: Window) -> None:
    screens.fix(window)
    screens.cases(window)
    page = window.page("cases")
    english = page.list.rows[0].line  # type: ignore[attr-defined]
    window.switch_language(CHINESE)
    chinese = page.list.rows[0].line  # type: ignore[attr-defined]
    day = re.compile(r"\d{4}/\d{1,2}/\d{1,2}")
    assert day.search(chinese)
    assert not day.search(english)


def test_i34_an_ampersand_is_never_a_lost_mnemonic(window: Window) -> None:
    parts = window.desk.profiles
    parts.change(parts.current.id, name="R&D")
    window.apply_profile()
    assert window.top.profile.text() == "R&&D"
    assert "R&D" in accessible_name(window.top.profile)


def test_languages_are_opened_once(bundle) -> None:
    languages = Languages(bundle / "locale")
    assert languages.words(VIETNAMESE) is languages.words(VIETNAMESE)
