"""Checklists on paper and in PDF files: U12, U39, U42, X6, X7, X11, I19, I20."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

import screens
from orderdoctor.cases import Case, CaseStore, Opened, StepBlocked, StepDone, StepNoted, Titled
from orderdoctor.casework import chosen
from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import CHINESE, ENGLISH, LANGUAGES, VIETNAMESE, Language, Words
from orderdoctor.phrasing import source_line
from orderdoctor.sheet import Sheet, sheet_of
from orderdoctor.ui.print_dialog import PrintDialog
from orderdoctor.ui.printing import PAPERS, checklist, pdf
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.pdf_reading import Pdf, squeezed
from tests.ui.reading import accessible_name, controls

TODAY = date(2026, 11, 23)
PASTED = "-999 order 8190334577120094 failed 该货运跟踪号未通过物流风控审核 <b>R&D</b> %1 mail linh@example.com"
PERSONAL = ("8190334577120094", "linh@example.com", "0912345678", "<img")

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def case(catalog: Catalog, all_words: dict[str, Words]) -> Case:
    """A case with a step done, a step that can't be done, a note, and personal data wherever it can stand."""
    reason = catalog.reasons["ship.tracking-rejected"]
    fix = reason.solutions[0]
    keys = [fix.key(step) for step in fix.steps]
    with CaseStore.in_memory() as store:
        begun = store.start(Opened(PASTED, "en", "dsers", ("-999",), "match", (), "x"))
        return store.record(
            begun.id,
            chosen(reason, fix, 0.9, catalog, all_words["en"]),
            Titled("Order 8190334577120094 of Lan"),
            StepDone(keys[0]),
            StepNoted(keys[0], "call 0912 345 678 <img src=x>"),
            StepBlocked(keys[1], "I have no access to it: ask linh@example.com"),
        )


@pytest.fixture
def sheet(case: Case, catalog: Catalog, all_words: dict[str, Words]):
    """The case's checklist in a language."""
    return lambda language: sheet_of(case, catalog, all_words[language.code], TODAY.isoformat())


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_u42_every_text_of_the_checklist_stands_in_the_file(sheet, language: Language) -> None:
    told: Sheet = sheet(language)
    found = Pdf(pdf(told, language, "A4")).text()
    for line in told.texts().split("\n"):
        for piece in line.replace("(", "\n").replace(")", "\n").split("\n"):
            assert squeezed(piece) in found, piece
    assert "物流风控" in found, "and not the radical ⻛, which looks the same"
    assert "order.fulfill" in found, "and no ligature in it"
    assert unicodedata.is_normalized("NFC", found)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_i19_the_fonts_are_in_the_file(sheet, language: Language) -> None:
    fonts = Pdf(pdf(sheet(language), language, "A4")).fonts
    assert fonts
    assert all(size > 200 for size in fonts.values()), fonts


def test_u42_the_language_of_the_checklist_is_not_the_window_s(sheet, catalog: Catalog, all_words: dict[str, Words]) -> None:
    title = catalog.reasons["ship.tracking-rejected"].title
    for language in (VIETNAMESE, CHINESE):
        found = Pdf(pdf(sheet(language), language, "A4")).text()
        assert squeezed(all_words[language.code].of(title)) in found
        assert squeezed(title.english) not in found


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_is_the_one_that_was_chosen(sheet, paper: str, size: tuple[int, int]) -> None:
    assert paper in PAPERS
    assert Pdf(pdf(sheet(ENGLISH), ENGLISH, paper)).size == size


def test_every_page_bears_its_number_and_the_number_of_all(sheet) -> None:
    told = sheet(ENGLISH)
    file = Pdf(pdf(told, ENGLISH, "A4"))
    assert len(file.pages) >= 2
    for number in range(len(file.pages)):
        assert file.text(number).endswith(squeezed(told.page.format(number=number + 1, all=len(file.pages))))
        assert squeezed(told.foot) in file.text(number)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_x7_nothing_personal_is_on_paper_and_the_codes_are(sheet, language: Language) -> None:
    content = pdf(sheet(language), language, "A4")
    found = Pdf(content).text()
    for personal in PERSONAL[:-1]:
        assert personal not in found
        assert personal.encode() not in content
        assert personal.encode("utf-16-be") not in content, "the title of the file is its text too"
    assert "-999" in found


def test_x4_texts_stand_there_as_they_are_written(sheet) -> None:
    found = Pdf(pdf(sheet(ENGLISH), ENGLISH, "A4")).text()
    assert "<b>R&D</b>%1" in found
    assert "<imgsrc=x>" in found


def test_a_warning_stands_before_its_step_in_a_frame_and_behind_a_word(sheet) -> None:
    """U12: it needs no colour."""
    told = sheet(ENGLISH)
    (warned,) = [task for group in told.groups for task in group.tasks if task.warning]
    assert warned.warning.kind == f"Before step {warned.number} · Can't be undone:"
    found = Pdf(pdf(told, ENGLISH, "A4")).text()
    step = squeezed(f"{warned.number}. {warned.text[0].text}")
    assert -1 < found.index(squeezed(warned.warning.kind)) < found.index(step)
    document = checklist(told, ENGLISH, QColor("black"))
    frames = document.rootFrame().childFrames()
    assert [frame.frameFormat().border() for frame in frames] == [1.5]


def boxes(document: QTextDocument) -> list[str]:
    """The boxes before the texts, in order."""
    found, block = [], document.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            form = walk.fragment().charFormat()
            if form.isImageFormat():
                found.append(form.toImageFormat().name())
            walk += 1
        block = block.next()
    return found


def test_there_is_a_box_before_each_step_and_each_end(sheet, case: Case) -> None:
    told = sheet(ENGLISH)
    steps = [task.state for group in told.groups for task in group.tasks]
    assert steps == ["done", "blocked"] + ["open"] * (len(steps) - 2)
    assert boxes(checklist(told, ENGLISH, QColor("black"))) == steps + ["open"] * len(told.ends)


def test_the_sources_stand_at_the_end_with_their_dates(sheet, catalog: Catalog, all_words: dict[str, Words]) -> None:
    told = sheet(ENGLISH)
    cited = catalog.reasons["ship.tracking-rejected"].citations
    wanted = [source_line(catalog.sources[name], all_words["en"]) for name in dict.fromkeys(c.source for c in cited)]
    assert [line for line, _ in told.sources] == wanted
    found = Pdf(pdf(told, ENGLISH, "A4")).text()
    assert found.index(squeezed(told.sources_head)) > found.index(squeezed(told.ends[-1]))


def test_no_heading_stands_alone_at_the_foot_of_a_page(sheet) -> None:
    """However much stands above it."""
    told = sheet(ENGLISH)
    heads = [squeezed(head) for head in (*{group.title for group in told.groups}, told.test, told.sources_head)]
    for lines in range(0, 30, 3):
        grown = Sheet(**{name: getattr(told, name) for name in told.__slots__} | {"facts": ("x",) * lines})
        file = Pdf(pdf(grown, ENGLISH, "A4"))
        for number in range(len(file.pages)):
            body = file.text(number).split(squeezed(told.foot))[0]
            assert not body.endswith(tuple(heads)), (lines, number)


def test_a_picture_or_a_file_is_never_loaded(sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """P14: what stands in a text is text."""
    asked: list[str] = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda self, kind, name: asked.append(name.toString()))
    pdf(sheet(ENGLISH), ENGLISH, "A4")
    assert asked == []


# --- the dialogue


def dialog_of(window: Window) -> PrintDialog:
    screens.print_dialog(window)
    screens.settle()
    (dialog,) = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert isinstance(dialog, PrintDialog)
    return dialog


def test_the_dialogue_is_in_the_menu_of_the_case(window: Window) -> None:
    screens.fix(window)
    menu = window.page("fix")._more
    menu._fill()
    action = next(action for action in menu._menu.actions() if action.text() == "Print or save as PDF…")
    action.trigger()
    screens.settle()
    (dialog,) = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert dialog.windowTitle() == "Print or save as PDF"
    dialog.close()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_x7_what_is_shown_is_what_is_saved(open_window: Open, tmp_path: Path, language: Language) -> None:
    window = open_window(ENGLISH)
    dialog = dialog_of(window)
    dialog._languages.button(LANGUAGES.index(language)).click()
    shown = squeezed(dialog.preview.toPlainText().replace("\ufffc", ""))
    path = tmp_path / "out.pdf"
    dialog.save_to(path)
    file = Pdf(path.read_bytes())
    told = file.text()
    for number in range(len(file.pages)):
        foot = squeezed(dialog.sheet().foot + dialog.sheet().page.format(number=number + 1, all=len(file.pages)))
        assert foot in told
        told = told.replace(foot, "")
    assert told == shown
    assert not dialog.isVisible()
    assert str(path) in window.notes._text.text()


def test_x6_a_folder_that_is_not_there_is_told_and_nothing_is_lost(window: Window, tmp_path: Path) -> None:
    dialog = dialog_of(window)
    (tmp_path / "file").write_text("x")
    dialog.save_to(tmp_path / "file" / "out.pdf")
    assert "could not be saved" in window.notes._text.text()
    assert (tmp_path / "file").read_text() == "x"


def test_the_file_name_is_asked_for_and_leaving_it_writes_nothing(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = dialog_of(window)
    asked: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog.save_button.click()
    assert asked == [f"order-doctor-{window.page('fix').case.number}-en.pdf"]
    assert dialog.isVisible()
    dialog.close()


def test_u1_everything_in_it_has_a_name_and_the_focus_begins_at_the_language(window: Window) -> None:
    dialog = dialog_of(window)
    assert all(accessible_name(control).strip() for control in controls(dialog))
    assert QApplication.focusWidget() is dialog._languages.button(0)
    dialog.close()


def test_i10_the_checklist_keeps_its_language_when_the_window_changes_its_own(window: Window) -> None:
    dialog = dialog_of(window)
    before = dialog.preview.toPlainText()
    window.switch_language(VIETNAMESE)
    screens.settle()
    assert dialog.preview.toPlainText() == before
    dialog.close()


@pytest.mark.parametrize("percent", [100, 200])
def test_u13_the_dialogue_fits_into_a_small_window(open_window: Open, percent: int, qtbot: QtBot) -> None:
    window = open_window(VIETNAMESE, percent=percent, size=(1024, 600))
    dialog = dialog_of(window)
    assert dialog.width() <= 1024
    assert dialog.height() <= window.height()
    assert dialog.close_button.geometry().bottom() < dialog.height()
    assert dialog.preview.height() >= window.kit.look.px(40)
    dialog.close()


def test_no_room_stands_behind_a_chinese_colon(sheet) -> None:
    for language in LANGUAGES:
        told = sheet(language)
        text = checklist(told, language, QColor("black")).toPlainText()
        gap = "" if language == CHINESE else " "
        assert f"{told.seen_head}{gap}{told.seen}" in text
        assert "： " not in text.replace(told.seen, "")


@pytest.mark.parametrize(("language", "day"), [(ENGLISH, r"\d\d/\d\d/\d{4}"), (VIETNAMESE, r"\d\d?/\d\d?/\d{4}"), (CHINESE, r"\d{4}/\d\d?/\d\d?")])
def test_i30_the_day_is_written_as_the_language_of_the_checklist_writes_it(window: Window, language: Language, day: str) -> None:
    dialog = dialog_of(window)
    dialog._languages.button(LANGUAGES.index(language)).click()
    assert re.search(rf" · {day}$", dialog.sheet().facts[0])
    dialog.close()
