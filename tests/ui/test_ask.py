"""The questions in the window: U5, U7, U18, U23 to U26, U28, U29."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import screens
from orderdoctor.cases.errors import SaveFailed
from orderdoctor.cases.events import Checked, Outcome
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.diagnosis.pointing import WAY, places
from orderdoctor.i18n import CHINESE, ENGLISH, VIETNAMESE, Language
from orderdoctor.phrasing import capital, certainty
from orderdoctor.ui.hits import Hits
from orderdoctor.ui.pages.ask import AskPage
from orderdoctor.ui.pages.result import ResultPage
from orderdoctor.ui.widgets.question import QuestionCard
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name, visible_texts

REASONS = ("order.sku-changed", "order.phone-format", "cancel.unpaid-timeout", "ship.tracking-rejected", "refund.not-received")
"""Reasons of several stages whose users are played by `answers_of`."""


def begin(window: Window, text: str = "") -> AskPage:
    """The questions, about a text or about nothing yet."""
    window.go("diagnose")
    window.diagnose.box.put(text)
    window.diagnose.ask_now()
    window.asking.ask()
    screens.settle()
    page = window.page("ask")
    assert isinstance(page, AskPage)
    return page


def is_shown(window: Window, name: str) -> bool:
    return window.stack.currentWidget() is window.page(name)


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    target = QApplication.focusWidget()
    if isinstance(key, str):
        QTest.keyClicks(target, key, modifier)
    else:
        QTest.keyClick(target, key, modifier)
    screens.settle()


def usual_answer(catalog: Catalog, question: str, reason: str) -> int:
    """Which answer people with this reason give most often, counted from 0."""
    chances = catalog.questions[question].chances(catalog.reasons[reason])
    return chances.index(max(chances))


def answer_all(window: Window, reason: str) -> list[str]:
    """Answer as people with this reason usually do, until there is a result; the questions that were asked."""
    page, catalog = window.page("ask"), window.desk.catalog
    asked = []
    while is_shown(window, "ask") and page.card.isVisibleTo(page):
        question = page.card.question.id
        asked.append(question)
        page.card.buttons()[usual_answer(catalog, question, reason)].click()
        screens.settle()
        assert len(asked) <= 12, "the questions come to an end"
    return asked


# --- one question a page


def test_u23_one_question_a_page_and_dont_know_on_each(window: Window, catalog: Catalog) -> None:
    page = begin(window)
    for question in catalog.questions.values():
        page._show(question.id)
        screens.settle()
        cards = [card for card in window.findChildren(QuestionCard) if card.isVisibleTo(window)]
        assert cards == [page.card]
        names = [button.key for button in page.card.buttons()]
        assert names == [*(answer.id for answer in question.answers), UNKNOWN]
        dont_know = page.card.buttons()[-1]
        assert "I don't know" in accessible_name(dont_know)
        assert "How to find out:" in accessible_name(dont_know)


def test_u23_back_keeps_every_answer(window: Window) -> None:
    page = begin(window)
    first = page.card.question.id
    page.card.buttons()[0].click()
    second = page.card.question.id
    page.card.buttons()[1].click()
    third = page.card.question.id
    given = page.finding.inquiry.answers
    assert len({first, second, third}) == 3
    page.back()
    assert page.card.question.id == second
    assert [button.isChecked() for button in page.card.buttons()].index(True) == 1
    page.back()
    assert page.card.question.id == first
    assert page.card.buttons()[0].isChecked()
    assert page.finding.inquiry.answers == given
    assert not page._back.isVisibleTo(page), "there is nothing before the first question"
    page._go_on()
    assert page.card.question.id == second
    page._go_on()
    assert page.card.question.id == third


def test_u23_an_answer_can_be_changed_and_those_after_it_stay(window: Window) -> None:
    page = begin(window)
    for _ in range(3):
        page.card.buttons()[0].click()
        screens.settle()
    (first, old), *rest = page.finding.inquiry.answers
    page.answers.choices()[0].click()
    assert page.card.question.id == first
    page.card.buttons()[1].click()
    screens.settle()
    answers = page.finding.inquiry.answers
    assert answers[0][0] == first
    assert answers[0][1] != old
    assert list(answers[1:]) == rest
    assert dict(window.desk.cases.case(page.finding.case).answers) == dict(answers)


def test_u25_no_step_of_so_many_is_claimed(window: Window) -> None:
    page = begin(window)
    page.card.buttons()[0].click()
    screens.settle()
    texts = [text for _, text in visible_texts(page)]
    assert not [text for text in texts if re.search(r"\b(step|question) \d|\d (of|/) \d", text.lower())]


def test_the_reasons_in_the_running_are_named_with_how_sure(window: Window, catalog: Catalog) -> None:
    page = begin(window)
    texts = [text for _, text in visible_texts(page)]
    assert f"{len(catalog.reasons)} reasons are possible" in texts, "before any answer nothing is named"
    page = begin(window, "-999")
    texts = " | ".join(text for _, text in visible_texts(page))
    for ranked in page.finding.diagnosis.ranking[:2]:
        assert catalog.reasons[ranked.reason].title.english in texts
        assert capital(certainty(ranked.probability, window.kit.words)) in texts


# --- keyboard


def test_u5_from_the_first_question_to_the_fix_by_keyboard(window: Window, catalog: Catalog) -> None:
    press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    page = window.page("ask")
    assert is_shown(window, "ask")
    while is_shown(window, "ask"):
        press(str(usual_answer(catalog, page.card.question.id, "order.sku-changed") + 1))
    assert is_shown(window, "result")
    for _ in range(40):
        if accessible_name(QApplication.focusWidget()) == "Start fixing":
            break
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert is_shown(window, "fix")
    assert window.page("fix").case.reason == "order.sku-changed"


def test_u5_zero_and_the_question_mark_mean_dont_know(window: Window) -> None:
    page = begin(window)
    for key in ("0", "?"):
        question = page.card.question.id
        press(key)
        assert page.finding.inquiry.answers[-1] == (question, UNKNOWN)
        assert page.card.question.id != question


def test_u5_the_arrows_walk_the_answers_and_return_gives_one(window: Window) -> None:
    page = begin(window)
    assert QApplication.focusWidget() is page.card.heading
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.card.buttons()[1]
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is page.card.buttons()[0]
    question, answer = page.card.question.id, page.card.buttons()[0].key
    press(Qt.Key.Key_Return)
    assert page.finding.inquiry.answers == ((question, answer),)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)],
)
def test_u5_alt_left_and_backspace_go_back(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    page = begin(window)
    first = page.card.question.id
    press("1")
    assert page.card.question.id != first
    press(Qt.Key.Key_Down)
    press(key, modifier)
    assert page.card.question.id == first


def test_u7_u18_the_focus_is_at_the_new_question_and_it_is_announced(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("orderdoctor.ui.widgets.question.announce", lambda _widget, text: told.append(text))
    page = begin(window)
    press("1")
    assert QApplication.focusWidget() is page.card.heading
    assert told[-1] == page.card.heading.text() == page.card.question.ask.english


def test_u16_a_digit_in_the_paste_box_is_text(window: Window) -> None:
    screens.ambiguous(window)
    window.diagnose.box.setFocus()
    press("7")
    assert window.diagnose.box.toPlainText().endswith("7")
    assert window.diagnose.finding.inquiry.answers == ()


# --- what is known is not asked


@pytest.mark.parametrize(
    "text",
    ["DSers: my order failed", "-999", "My order on AliExpress was cancelled", "Fulfil failed in DSers: phone number invalid"],
)
def test_u24_what_the_text_said_is_not_asked(window: Window, text: str) -> None:
    """The app that was named is not asked for, and the message stays in force through all answers."""
    page = begin(window, text)
    named = window.diagnose.finding.diagnosis.system is not None
    asked = []
    while is_shown(window, "ask") and page.card.isVisibleTo(page):
        asked.append(page.card.question.id)
        page.card.buttons()[-1].click()
        screens.settle()
    assert len(asked) == len(set(asked)), "nothing is asked twice"
    assert not (named and "system" in asked)
    assert page.finding.text == text
    assert all(piece in page.finding.diagnosis.evidence for piece in page.finding.inquiry.first.evidence)


def test_u24_a_system_of_the_profile_is_not_asked(window: Window) -> None:
    window.desk.change_profile(system="dsers")
    page = begin(window)
    asked = []
    while is_shown(window, "ask") and page.card.isVisibleTo(page):
        asked.append(page.card.question.id)
        page.card.buttons()[-1].click()
        screens.settle()
    assert asked
    assert "system" not in asked


# --- leaving and going on


def test_u26_the_first_answer_is_kept_and_offered_at_the_next_start(window: Window, open_window: Open) -> None:
    page = begin(window)
    page.card.buttons()[0].click()
    page.card.buttons()[1].click()
    screens.settle()
    given, next_question = page.finding.inquiry.answers, page.card.question.id
    window.close()
    again = open_window()
    choices = [text for _, text in visible_texts(again.diagnose) if "Questions, 2 answered" in text]
    assert choices
    case = again.desk.cases.cases()[0]
    again.diagnose.resume.emit(case.id)
    screens.settle()
    page = again.page("ask")
    assert is_shown(again, "ask")
    assert page.finding.inquiry.answers == given
    assert page.card.question.id == next_question


def test_u26_one_click_drops_it_and_undo_brings_it_back(window: Window) -> None:
    page = begin(window)
    page.card.buttons()[0].click()
    window.go("diagnose")
    window.diagnose.clear()
    screens.settle()
    drop = next(
        w for w in window.diagnose.findChildren(type(window.top.help_button)) if accessible_name(w) == "Delete case 1"
    )
    drop.click()
    screens.settle()
    assert not window.desk.cases.cases()
    assert is_shown(window, "diagnose")
    assert window.notes.isVisible()
    assert window.diagnose.box.hasFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.notes.act()
    assert len(window.desk.cases.cases()) == 1


def test_u26_a_text_without_a_reason_goes_on_in_the_questions(window: Window, open_window: Open) -> None:
    page = begin(window, "-999")
    page.card.buttons()[0].click()
    case = page.finding.case
    window.close()
    again = open_window()
    again.resume(case)
    page = again.page("ask")
    assert page.finding.text == "-999"
    assert "-999" in page.finding.diagnosis.codes()
    assert is_shown(again, "ask") or is_shown(again, "result")


def test_u26_an_answer_after_the_case_was_dropped_begins_a_new_one(window: Window) -> None:
    page = begin(window)
    page.card.buttons()[0].click()
    window._drop_case(page.finding.case)
    page.card.buttons()[0].click()
    screens.settle()
    (summary,) = window.desk.cases.cases()
    assert len(window.desk.cases.case(summary.id).answers) == 2
    assert not window.news.isVisibleTo(window)


def test_u26_the_list_of_cases_names_it_and_leads_back(window: Window) -> None:
    page = begin(window)
    page.card.buttons()[0].click()
    window.go("cases")
    screens.settle()
    rows = window.page("cases").list.rows
    assert "Questions" in rows[0].title
    window.page("cases").resume.emit(rows[0].key)
    assert is_shown(window, "ask")


# --- the end of the questions


@pytest.mark.parametrize("reason", REASONS)
def test_the_usual_answers_lead_to_the_reason(window: Window, reason: str) -> None:
    if window.desk.catalog is None or reason not in window.desk.catalog.reasons:
        pytest.skip("the library has no such reason")
    begin(window)
    asked = answer_all(window, reason)
    assert len(asked) <= 10
    result = window.page("result")
    assert isinstance(result, ResultPage)
    assert is_shown(window, "result")
    assert reason in [ranked.reason for ranked in result.finding.diagnosis.ranking[:3]]


def test_u28_nothing_fits_is_said_and_there_is_a_way_on(window: Window) -> None:
    screens.no_fit(window)
    screens.settle()
    page = window.page("ask")
    assert is_shown(window, "ask")
    assert page._end.isVisibleTo(page)
    assert len(page._nearest.choices()) == 3
    assert page.answers.isVisibleTo(page), "an answer can be changed"
    names = {accessible_name(button) for button in (page._paste, page._to_library, page._hand_over)}
    assert names == {"Paste a message", "Search the library", "Hand over to someone else"}
    page._hand_over.click()
    assert window.desk.cases.case(page.finding.case).state == "handed-over"
    assert page._handover.isVisibleTo(page), "a text for whoever helps"
    assert QApplication.focusWidget() is page._handover.copy_button
    window.notes.act()
    assert window.desk.cases.case(page.finding.case).state == "open"
    page._paste.click()
    assert is_shown(window, "diagnose")


def test_u28_the_unknown_answer_leads_to_the_questions_with_its_text(window: Window) -> None:
    screens.unknown(window)
    window.diagnose.box.put("qwertz asdf yxcv order")
    window.diagnose.ask_now()
    screens.settle()
    assert window.diagnose.finding.diagnosis.verdict is Verdict.UNKNOWN
    window.diagnose.answer._to_questions.click()
    screens.settle()
    page = window.page("ask")
    assert page.finding.text == "qwertz asdf yxcv order"
    assert "The message counts too: “qwertz asdf yxcv order”" in page.lead.text()


def test_u29_several_that_fit_are_shown_in_order_when_one_stops_early(window: Window) -> None:
    page = begin(window)
    page.card.answered.emit("stage", "place")
    screens.settle()
    page.show_now()
    screens.settle()
    shown = [choice.key for choice in page._nearest.choices()]
    assert 2 <= len(shown) <= 5
    assert shown == [ranked.reason for ranked in page.finding.diagnosis.ranking][: len(shown)]
    page._ask_on.click()
    assert page.card.isVisibleTo(page)


def test_an_early_end_with_a_clear_reason_shows_it_and_the_way_back_leads_to_the_questions(window: Window) -> None:
    page = begin(window, screens.PASTE)
    if is_shown(window, "ask"):
        page.show_now()
    result = window.page("result")
    assert is_shown(window, "result")
    assert result.finding.diagnosis.top.reason == "ship.tracking-rejected"
    assert result._back.text() == "Back to the questions"
    result._back.click()
    assert is_shown(window, "ask")


def test_contradictions_name_both_sides_and_each_can_be_changed(window: Window, catalog: Catalog) -> None:
    page = begin(window)
    page.card.answered.emit("stage", "api")
    page.card.answered.emit("parcel-what", "customs")
    screens.settle()
    assert page._contradiction.isVisibleTo(page)
    texts = " | ".join(text for _, text in visible_texts(page._contradiction))
    for question, answer in (("stage", "api"), ("parcel-what", "customs")):
        said = next(known.text.english for known in catalog.questions[question].answers if known.id == answer)
        assert catalog.questions[question].ask.english in texts
        assert said in texts
    page._contradiction.change.emit("stage")
    assert page.card.question.id == "stage"
    page.card.answered.emit("stage", "ship")
    assert not page._contradiction.isVisibleTo(page)


# --- beside other pages


def test_the_question_beside_several_reasons_is_answered_in_place(window: Window) -> None:
    screens.ambiguous(window)
    screens.settle()
    before = window.diagnose.finding
    card = window.diagnose.answer.question
    assert card.isVisibleTo(window)
    card.buttons()[0].click()
    screens.settle()
    after = window.diagnose.finding
    assert is_shown(window, "diagnose")
    assert after.diagnosis.ranking != before.diagnosis.ranking
    assert window.desk.cases.case(after.case).answers == dict(after.inquiry.answers)
    ((question, _),) = after.inquiry.answers
    assert f"answer:{question}" in [chip.key for chip in _chips(window)]
    window.diagnose._take_away(f"answer:{question}")
    screens.settle()
    assert dict(window.diagnose.finding.inquiry.answers)[question] == UNKNOWN
    assert card.question.id == question, "the question is there again"
    assert f"answer:{question}" not in [chip.key for chip in _chips(window)]


def _chips(window: Window) -> list:
    from orderdoctor.ui.widgets.chips import Chip

    return [chip for chip in window.diagnose.findChildren(Chip) if chip.isVisibleTo(window)]


def test_u14_a_long_answer_in_a_chip_makes_nobody_scroll_sideways(open_window: Open) -> None:
    window = open_window(percent=200, size=(1024, 600))
    screens.ambiguous(window)
    window.diagnose.answer.question.buttons()[5].click()
    screens.settle()
    area = window.diagnose.body
    assert any(chip.key.startswith("answer:") for chip in _chips(window))
    assert area.widget().width() <= area.viewport().width()
    assert area.horizontalScrollBar().value() == 0


def test_answers_stay_while_the_text_only_grows(window: Window) -> None:
    screens.ambiguous(window)
    window.diagnose.answer.question.buttons()[0].click()
    given = window.diagnose.finding.inquiry.answers
    old = window.diagnose.finding.case
    window.diagnose.box.put("code -999 order 8190334577120094")
    window.diagnose.ask_now()
    assert window.diagnose.finding.inquiry.answers == given
    kept = window.desk.keep(window.diagnose.finding, window.kit.words)
    assert [summary.id for summary in window.desk.cases.cases()] == [kept.case], "one case, with the text that grew"
    assert kept.case != old
    window.diagnose.box.put("something else")
    window.diagnose.ask_now()
    assert window.diagnose.finding.inquiry.answers == ()


def test_a_text_that_grows_keeps_what_was_tried_and_checked(window: Window) -> None:
    screens.ambiguous(window)
    window.diagnose.answer.question.buttons()[0].click()
    old = window.diagnose.finding.case
    top = window.diagnose.finding.diagnosis.top.reason
    fix = window.desk.catalog.reasons[top].solutions[0].id
    window.desk.record(old, Outcome("no", top, fix), Checked("tracking", {top: 2.0}))  # as the terminal does
    window.diagnose.adopt(window.desk.resumed(window.desk.case(old)))
    window.diagnose.box.put(window.diagnose.box.toPlainText() + " and more")
    window.diagnose.ask_now()
    kept = window.desk.case(window.desk.keep(window.diagnose.finding, window.kit.words).case)
    assert [summary.id for summary in window.desk.cases.cases()] == [kept.id]
    assert kept.id != old
    assert [(attempt.reason, attempt.solution, attempt.worked) for attempt in kept.tried] == [(top, fix, "no")]
    assert dict(kept.checks["tracking"]) == {top: 2.0}


def test_a_message_after_all_keeps_the_answers(window: Window) -> None:
    page = begin(window)
    page.card.answered.emit("stage", "ship")
    given = page.finding.inquiry.answers
    page._message.click()
    assert is_shown(window, "diagnose")
    QGuiApplication.clipboard().setText("-999")
    window.diagnose.paste()
    window.diagnose.ask_now()
    screens.settle()
    assert window.diagnose.finding.inquiry.answers == given
    assert "-999" in window.diagnose.finding.diagnosis.codes()


def test_an_answer_on_the_result_says_what_it_changed(window: Window, catalog: Catalog) -> None:
    screens.result_question(window)
    result = window.page("result")
    first = result.finding.diagnosis.top.reason
    assert result.card.isVisibleTo(result)
    question = result.card.question
    other = "ship.carrier-not-found"
    result.card.buttons()[usual_answer(catalog, question.id, other)].click()
    screens.settle()
    top = result.finding.diagnosis.top.reason
    assert top != first
    assert result.heading.text() == catalog.reasons[top].title.english
    assert result._news.isVisibleTo(result)
    assert catalog.reasons[first].title.english in result._news_text.text()
    texts = [text for _, text in visible_texts(result._why)]
    assert any(question.ask.english in text for text in texts), "the answer is named among the signs"
    result._back.click()
    assert window.diagnose.finding.inquiry.answers == result.finding.inquiry.answers


def test_pointing_at_where_it_is_stuck_is_evidence(window: Window, catalog: Catalog) -> None:
    place, reasons = next((place, reasons) for place, reasons in places(catalog) if len(reasons) >= 3)
    page = begin(window)
    page.card.answered.emit("stage", "place")
    window.go("library")
    window.page("library").stuck.emit(place)
    screens.settle()
    page = window.page("ask")
    assert dict(page.finding.inquiry.answers) == {"stage": "place", WAY: place}
    assert page.finding.diagnosis.ranking[0].reason in reasons
    assert WAY in [choice.key for choice in page.answers.choices()]
    page.answers.change.emit(WAY)
    assert is_shown(window, "library")


def test_every_place_that_can_be_pointed_at_has_its_button(window: Window, catalog: Catalog) -> None:
    screens.way(window)
    way = window.page("library")._way
    pointed = []
    for position in range(way._which.count()):
        way._which.setCurrentIndex(position)
        screens.settle()
        for button in way.findChildren(type(window.top.help_button)):
            if button.isVisibleTo(way) and button.text() == "It is stuck here":
                pointed.append(str(button.property("place")))
    assert set(pointed) == {place for place, reasons in places(catalog) if reasons}


def test_starting_the_fix_ends_the_questions(window: Window) -> None:
    begin(window)
    answer_all(window, "order.sku-changed")
    result = window.page("result")
    kept = result.finding.case
    window.start_fix(result.finding, result.finding.diagnosis.top.reason)
    fix = window.page("fix")
    assert fix.case.id == kept, "it is the same case"
    assert window.page("ask").finding is None


def test_cases_of_questions_only_are_told_apart_by_what_was_answered_last(window: Window) -> None:
    screens.ask(window)
    catalog = window.desk.catalog
    assert catalog is not None
    window.page("ask").card.answered.emit(window.page("ask").card.question.id, UNKNOWN)  # type: ignore[attr-defined]
    said = next(answer.text for answer in catalog.questions["stage"].answers if answer.id == "place")
    last = window.kit.words.of(said)
    window.page("ask").let_go()  # type: ignore[attr-defined]
    screens.start(window)
    assert [text for _, text in visible_texts(window) if text.endswith(f" · {last}")], "where one goes on"
    window.go("cases")
    row = window.page("cases").list.rows[0]  # type: ignore[attr-defined]
    assert row.title == f"Questions · {last}"
    summary = window.desk.cases.cases()[0]
    assert Hits(window.kit, window.desk).case(summary).row.title == row.title


def test_a_message_or_a_code_is_named_once_among_what_speaks_for_a_reason(window: Window) -> None:
    screens.result(window)
    page = window.page("result")
    assert isinstance(page, ResultPage)
    told = [text for _, text in visible_texts(page._why)]
    assert sum("该货运跟踪号未通过物流风控审核" in text for text in told) == 1
    assert sum("-999" in text for text in told) == 1
    assert [text for text in told if text.startswith("Against ")]


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE, CHINESE])
def test_start_fixing_stands_above_the_fold(open_window: Open, language: Language) -> None:
    window = open_window(language)
    screens.result(window)
    screens.settle()
    page = window.page("result")
    assert isinstance(page, ResultPage)
    button = next(b for b in page._view.findChildren(QPushButton) if b.property("look") == "primary")
    assert button.mapTo(window, button.rect().bottomLeft()).y() < window.height()
    assert page.body.viewport().rect().contains(button.mapTo(page.body.viewport(), button.rect().bottomLeft()))


def test_what_is_unlikely_has_no_green_mark(window: Window) -> None:
    screens.result_question(window)
    page = window.page("result")
    assert isinstance(page, ResultPage)
    assert page._sure.text().startswith("Unlikely")
    assert page._sure.property("tag") == "quiet"
    screens.result(window)
    assert page._sure.property("tag") == "accent"


def test_r6_an_answer_that_could_not_be_saved_is_saved_with_the_next_one(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.desk
    begun = desk.begin_inquiry()
    assert begun is not None
    kept = desk.keep(desk.answer(begun, "system", "dsers"), window.kit.words)
    failed: list[object] = []
    desk.save_failed.connect(failed.append)
    with monkeypatch.context() as full:

        def no_room(*_arguments: object) -> None:
            raise SaveFailed(desk.paths.data, "disk-full")

        full.setattr(desk.cases, "record", no_room)
        unsaved = desk.answer(kept, "stage", "ship")
    assert len(failed) == 1
    assert dict(desk.cases.case(kept.case).answers) == {"system": "dsers"}
    desk.answer(unsaved, "ship-topic", "number")
    assert dict(desk.cases.case(kept.case).answers) == {"system": "dsers", "stage": "ship", "ship-topic": "number"}
