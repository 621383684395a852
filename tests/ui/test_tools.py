"""The checks in the window: on their own page and inside the steps, by keyboard, in every language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import screens
from orderdoctor.cases.case import Case
from orderdoctor.catalog.model import TOOLS as CATALOG_TOOLS
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import CHINESE, ENGLISH, LANGUAGES, PSEUDO, VIETNAMESE, Language
from orderdoctor.ui.tools import TOOLS
from orderdoctor.ui.tools.sheets import Sheets
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import Tag
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name, controls, dump, plain, shown_widgets, visible_texts

SCENES = {scene.__name__: scene for scene in (screens.tools, *screens.TOOL_SCENES)}
NAMED = [name for name in SCENES if name != "tool_in_step"]

FOREIGN = (*screens.TRACKING.split(), screens.ADDRESS, screens.REPLY)
"""What the scenes type; it is nobody's to translate."""


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), which, modifier)
    screens.settle()


def tab_to(window: Window, wanted: Callable[[object], bool], name: str) -> None:
    for _ in range(60):
        if wanted(QApplication.focusWidget()):
            return
        key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name}")


def texts(window: Window) -> str:
    return "\n".join(text for _, text in visible_texts(window))


# --- the page


def test_every_tool_that_a_step_can_name_has_a_form() -> None:
    assert set(TOOLS) == set(CATALOG_TOOLS)


def test_by_keyboard_alone_a_wrong_number_is_found(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    screens.settle()
    page = window.page("tools")
    assert window.stack.currentWidget() is page
    assert QApplication.focusWidget() is page.buttons["tracking"]
    form = page.forms["tracking"]
    tab_to(window, lambda w: w is form.numbers.editor, "the numbers")
    QTest.keyClicks(QApplication.focusWidget(), "RB123456786CN")
    tab_to(window, lambda w: w is form.check_button, "Check")
    key(Qt.Key.Key_Space)
    assert "the check digit would have to be 5, and it is 6" in texts(window)
    assert "Wrong" in [tag.text() for tag in form.findChildren(Tag) if tag.isVisible()]


def test_ctrl_return_checks_from_inside_the_text(window: Window) -> None:
    window.go("tools")
    form = window.page("tools").forms["tracking"]
    form.numbers.editor.setFocus()
    QTest.keyClicks(form.numbers.editor, "RB123456785CN")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.found is not None
    assert "its check digit is right" in texts(window)


def test_arrow_keys_walk_the_tools(window: Window) -> None:
    window.go("tools")
    page = window.page("tools")
    for name in list(TOOLS)[1:]:
        key(Qt.Key.Key_Right)
        assert QApplication.focusWidget() is page.buttons[name]
        assert page.forms[name].isVisible()
    assert set(page.forms) == set(TOOLS)


def test_a_form_is_made_when_it_is_first_shown_and_keeps_what_was_typed(window: Window) -> None:
    window.go("tools")
    page = window.page("tools")
    assert set(page.forms) == {"tracking"}
    page.forms["tracking"].numbers.editor.put("RB123456785CN")
    page.show_tool("split")
    assert set(page.forms) == {"tracking", "split"}
    assert page.show_tool("tracking").numbers.editor.toPlainText() == "RB123456785CN"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_u1_everything_that_takes_the_focus_has_a_name(open_window: Open, language) -> None:
    window = open_window(language)
    for name, scene in SCENES.items():
        scene(window)
        screens.settle()
        nameless = [f"{name}: {type(w).__name__}" for w in controls(window) if not accessible_name(w).strip()]
        assert not nameless


@pytest.mark.parametrize("name", SCENES)
def test_tab_reaches_every_control(window: Window, name: str) -> None:
    SCENES[name](window)
    window.notes.hide()
    screens.settle()
    body = window.stack.currentWidget()
    wanted = {w for w in controls(window) if body.isAncestorOf(w) and not isinstance(w, QLabel)}
    start = QApplication.focusWidget()
    reached = {start}
    for _ in range(120):
        key(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
        if QApplication.focusWidget() is start:
            break
    assert not {accessible_name(w) for w in wanted - reached}


@pytest.mark.parametrize("name", SCENES)
def test_i4_every_visible_text_is_translated(open_window: Open, name: str) -> None:
    window = open_window(PSEUDO)
    SCENES[name](window)
    screens.settle()
    known = {"Linh", "English", PSEUDO.name}
    escaped = [
        (kind, text)
        for kind, text in visible_texts(window)
        if not ("[" in text and "~" in text) and any(map(str.isalpha, text)) and text not in known
    ]
    assert not [pair for pair in escaped if pair[1] not in FOREIGN and not pair[1].startswith(("Language ·", "(Ctrl"))]


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("language", [VIETNAMESE, CHINESE], ids=lambda language: language.code)
def test_i8_a_live_switch_equals_a_fresh_start(open_window: Open, name: str, language) -> None:
    window = open_window(ENGLISH)
    SCENES[name](window)
    window.switch_language(language)
    screens.settle()
    switched = dump(window)
    window.close()
    fresh = open_window(language)
    SCENES[name](fresh)
    screens.settle()
    assert sorted(set(switched)) == sorted(set(dump(fresh)))


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize(
    ("language", "percent"), [(PSEUDO, 100), (ENGLISH, 200), (VIETNAMESE, 200), (CHINESE, 200)], ids=str
)
def test_nothing_is_wider_than_the_window(open_window: Open, name: str, language: Language, percent: int) -> None:
    window = open_window(language, percent=percent, size=(1024, 600))
    SCENES[name](window)
    screens.settle()
    screens.settle()
    body = window.stack.currentWidget().body
    room = body.viewport().width()
    wide = [
        f"{type(w).__name__} {accessible_name(w)}"
        for w in shown_widgets(window)
        if body.widget().isAncestorOf(w) and w.mapTo(body.viewport(), QPoint(w.width(), 0)).x() > room + 4
    ]
    assert not wide


# --- results


def test_the_result_comes_into_view(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(size=(1024, 600))
    screens.tool_customer(window)
    form = window.page("tools").forms["customer"]
    area = window.page("tools").body.viewport()

    def seen() -> bool:
        return form.sheets.mapTo(area, QPoint(0, 0)).y() < area.height() - 100

    qtbot.waitUntil(seen, timeout=3000)
    window.page("tools").show_tool("split")
    assert window.page("tools").body.verticalScrollBar().value() == 0


def test_every_finding_says_how_much_it_matters_by_a_word(window: Window) -> None:
    screens.tool_customer(window)
    screens.settle()
    sheets = window.page("tools").forms["customer"].findChild(Sheets)
    words = {tag.text() for tag in sheets.findChildren(Tag)}
    assert {"Problem", "Warning", "Note", "To correct"} <= words
    assert "as another program does it" in "\n".join(plain(label) for label in sheets.findChildren(QLabel))


def test_corrected_values_are_copied(window: Window) -> None:
    screens.tool_customer(window)
    form = window.page("tools").forms["customer"]
    copy = next(b for b in form.findChildren(Button) if b.text() == "Copy corrected")
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "11912345678" in copied
    assert "+55" not in copied


def test_corrections_are_taken_over_on_demand_only(window: Window) -> None:
    from orderdoctor.tools.customer.model import Field as Part

    screens.tool_customer(window)
    form = window.page("tools").forms["customer"]
    assert form.fields[Part.PHONE].editor.text() == "+55 (11) 91234-5678"
    form.take_over()
    assert form.fields[Part.PHONE].editor.text() == "11912345678"


def test_what_cannot_be_checked_is_told_in_a_sentence(window: Window) -> None:
    window.go("tools")
    page = window.page("tools")
    for name, wanted in (
        ("tracking", "There is no number in the text"),
        ("customer", "Fill in at least one field."),
        ("split", "There is no item to split."),
        ("reader", "There is no text to read."),
    ):
        form = page.show_tool(name)
        form.check()
        assert form.found is None
        assert wanted in texts(window)


def test_dates_name_a_day_that_cannot_be_read_and_a_country_that_is_not_known(window: Window) -> None:
    window.go("tools")
    form = window.page("tools").show_tool("dates")
    form.when.editor.setText("the day of the dragon")
    form.check()
    assert "is no day that can be read" in texts(window)
    form.when.editor.setText("2026-11-02")
    form.countries.editor.setText("Atlantis")
    form.check()
    assert "Nothing is known of the holidays of “Atlantis”" in texts(window)


def test_a_reminder_is_written_as_a_calendar_file(window: Window, tmp_path: Path) -> None:
    window.go("tools")
    form = window.page("tools").show_tool("dates")
    form.known.editor.setCurrentIndex(form.known.editor.findData("left"))
    form.when.editor.setText("9 days 3 hours")
    form.check()
    assert form.remind_button.isVisible()
    form.save_reminder(tmp_path / "reminder.ics")
    assert (tmp_path / "reminder.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    form.save_reminder(tmp_path / "no such folder" / "reminder.ics")
    assert "can't be written" in texts(window)


def test_a_reason_named_by_a_result_opens_in_the_library(window: Window) -> None:
    screens.tools(window)
    form = window.page("tools").forms["tracking"]
    form.sheets.reason.emit("ship.tracking-format")
    screens.settle()
    assert window.stack.currentWidget() is window.page("library")
    assert "ship.tracking-format" in texts(window)


# --- inside a step


def test_the_form_in_a_step_begins_with_what_the_case_knows(window: Window, catalog: Catalog) -> None:
    text = "No tracking yet for order 8190334577120094, they sent me RB123456786CN and nothing shows"
    case = case_at(window, catalog, text)
    form = window.page("fix").detail.tool.form
    assert form.isVisible()
    assert form.numbers.editor.toPlainText() == "RB123456786CN"
    assert window.desk.known_of(case)["text"] == text


def test_x7_what_is_stored_has_no_personal_data_and_after_a_restart_no_check_begins_with_a_masked_number(
    window: Window, catalog: Catalog, open_window: Open
) -> None:
    text = "No tracking yet for order 8190334577120094, they sent me RB123456786CN\nName: Maria Canary"
    case = case_at(window, catalog, text)
    stored = window.desk.cases.case(case.id)
    assert stored.text == "No tracking yet for order ***0094, they sent me ***6786\nName: ***"
    on_disk = b"".join(path.read_bytes() for path in window.desk.paths.data.rglob("*") if path.is_file())
    assert not [secret for secret in (b"8190334577120094", b"RB123456786CN", b"Canary", b"canary") if secret in on_disk]
    again = open_window()
    again.resume(case.id)
    known = again.desk.known_of(again.desk.cases.case(case.id))
    assert known["text"] == "No tracking yet for order ***, they sent me ***\nName: ***"
    page = again.page("fix")
    page.steps.focus(next(item.key for item in page.agenda.items if item.step.tool == "tracking"))
    screens.settle()
    assert page.detail.tool.form.numbers.editor.toPlainText() == ""


def test_a_whole_order_number_finds_the_case_that_kept_its_last_digits(window: Window, catalog: Catalog) -> None:
    case = case_at(window, catalog, "order 8190334577120094 has no tracking")
    found = window.desk.search_cases(None, "8190334577120094", 10)
    assert [summary.id for summary in found] == [case.id]
    assert window.desk.search_cases(None, "8190334577129999", 10) == []
    assert window.desk.search_cases(None, "lan@example.com", 10) == []


def test_a_step_without_a_check_shows_none(window: Window, catalog: Catalog) -> None:
    case_at(window, catalog, "RB123456786CN")
    page = window.page("fix")
    page.steps.focus(next(item.key for item in page.agenda.items if not item.step.tool))
    screens.settle()
    assert not window.page("fix").detail.tool.isVisible()
    assert window.page("fix").detail.tool.form is None


def test_a_wrong_check_digit_changes_what_the_case_thinks(window: Window, catalog: Catalog) -> None:
    case_at(window, catalog, "RB123456786CN")
    page = window.page("fix")
    page.detail.tool.form.check()
    screens.settle()
    assert window.desk.resumed(page.case).diagnosis.ranking[0].reason == "ship.tracking-format"
    title = window.kit.words.of(catalog.reasons["ship.tracking-format"].title)
    assert f"With this result, the likeliest reason is: {title}." in texts(window)
    page.detail.tool._switch.click()
    assert page.case.reason == "ship.tracking-format"


def test_a_right_check_digit_lowers_it_again(window: Window, catalog: Catalog) -> None:
    case_at(window, catalog, "RB123456786CN")
    page = window.page("fix")
    page.detail.tool.form.check()
    page.detail.tool.form.numbers.editor.put("RB123456785CN")
    page.detail.tool.form.check()
    ranking = window.desk.resumed(page.case).diagnosis.ranking
    assert "ship.tracking-format" not in [ranked.reason for ranked in ranking[:2]]


def test_nothing_that_was_typed_into_a_check_is_stored(window: Window, catalog: Catalog) -> None:
    case = case_at(window, catalog, "nothing shows")
    form = window.page("fix").detail.tool.form
    form.numbers.editor.put("RB123456786CN")
    form.check()
    assert list(window.desk.cases.case(case.id).checks) == ["tracking"], "only what it says of the reasons"
    window.desk.cases.close()
    stored = b"".join(path.read_bytes() for path in window.desk.paths.data.rglob("*") if path.is_file())
    assert b"RB123456786CN" not in stored


def test_another_case_begins_with_an_empty_form(window: Window, catalog: Catalog) -> None:
    case_at(window, catalog, "they sent me RB123456786CN")
    case_at(window, catalog, "nothing shows")
    assert window.page("fix").detail.tool.form.numbers.editor.toPlainText() == ""
    assert not window.page("fix").detail.tool._meaning.isVisible()


def case_at(window: Window, catalog: Catalog, text: str) -> Case:
    """A case of a parcel without tracking, with its checklist at the step that checks tracking numbers."""
    from orderdoctor.diagnosis.doctor import Diagnosis, Ranked, Verdict
    from orderdoctor.inquiry import Inquiry
    from orderdoctor.ui.finding import Finding

    reason = catalog.reasons["ship.no-tracking-yet"]
    way = next(way for way in reason.solutions if any(step.tool == "tracking" for step in way.steps))
    diagnosis = Diagnosis(Verdict.MATCH, (Ranked(reason.id, 1.0),), 0.0, (), None, None, False)
    case = window.desk.open_case(Finding(Inquiry(text, diagnosis), diagnosis), reason, way, window.kit.words)
    assert case is not None
    page = window.page("fix")
    page.show_case(case)
    window.go("fix")
    screens.settle()
    page.steps.focus(next(way.key(step) for step in way.steps if step.tool == "tracking"))
    screens.settle()
    return case


@pytest.mark.parametrize("tool", CATALOG_TOOLS)
def test_the_form_of_every_step_with_a_check_opens(window: Window, catalog: Catalog, tool: str) -> None:
    from orderdoctor.casework import known_of
    from orderdoctor.ui.tools import make_form

    steps = [
        reason.id
        for reason in catalog.reasons.values()
        for way in reason.solutions
        for step in way.steps
        if step.tool == tool
    ]
    case = case_at(window, catalog, screens.PASTE)
    for reason in {*steps, "ship.no-tracking-yet"}:
        form = make_form(tool, window.kit, window.desk, primary=False)
        form.fill(known_of(case) | {"reason": reason})
        form.check()
        form.deleteLater()


def test_the_start_imports_no_check(bundle: Path) -> None:
    """What the window needs for its first paint knows nothing of the checks."""
    program = (
        "import sys; import orderdoctor.main, orderdoctor.ui.app;"
        "print([m for m in sys.modules if m.startswith(('orderdoctor.tools', "
        "'orderdoctor.ui.tools', 'holidays', 'stdnum', 'phonenumbers'))])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
