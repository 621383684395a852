"""The guided fix: warnings first, no order without a look, waits that come back, the next-best fix, handing over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import screens
from orderdoctor.cases.events import Answered, Outcome, StepBlocked
from orderdoctor.cases.store import CaseStore
from orderdoctor.diagnosis.agenda import WAIT, agenda
from orderdoctor.i18n import CHINESE, PSEUDO, VIETNAMESE
from orderdoctor.main import Parts
from orderdoctor.tools.dates.office import CHINA
from orderdoctor.ui.fixing import END
from orderdoctor.ui.pages.fix import FixPage
from orderdoctor.ui.widgets.focus import FocusRing
from orderdoctor.ui.widgets.next_fix import main_fix
from orderdoctor.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.reading import accessible_name, controls, visible_texts
from tests.ui.test_words import _translated

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""9 o'clock in China."""

SCENES = {scene.__name__: scene for scene in screens.FIX_SCENES}


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(parts: Parts) -> Iterator[Clock]:
    """The clock by which the cases of this test are due."""
    clock = Clock()
    parts.__dict__["cases"] = CaseStore.open(
        parts.paths.data, backups=parts.paths.backups, fold=parts.folder.plain, clock=clock
    )
    yield clock


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    screens.settle()


def read(window: Window) -> list[str]:
    return [text for _, text in visible_texts(window)]


# --- the list


def test_the_steps_stand_under_their_places_with_the_minutes_of_each_and_of_all(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    texts = read(window)
    assert "Waiting · 1 hour" in texts
    assert "On AliExpress · about 5 minutes" in texts
    assert "In DSers · about 4 minutes" in texts
    assert f"0 of 3 steps done · about {round(page.agenda.minutes)} minutes in all" in texts
    page._done(page.agenda.keys[1])
    assert "1 of 3 steps done · about 4 minutes left" in read(window)


def test_the_bar_counts_as_the_text_does(window: Window) -> None:
    page = screens.start_way(window, "cancel.not-disclosed", "ask")
    page._done(page.agenda.keys[1])
    page._block(page.agenda.keys[2], "It costs too much")
    assert page._progress._bar.value() == page.case.steps_done == 1


def test_fixes_in_one_go_are_one_list_and_a_no_speaks_against_each(window: Window) -> None:
    screens.fix_joined(window)
    page = window.page("fix")
    assert [item.step.id for item in page.agenda.items][-1] == "reorder-dsers"
    for key in page.agenda.keys:
        page._done(key)
    assert page.case.steps_done == len(page.agenda.items) == page.case.steps_total
    page._worked("no")
    failed = {(attempt.reason, attempt.solution) for attempt in page.case.tried if attempt.worked == "no"}
    assert failed == {("order.postcode-format", "correct-in-dsers"), ("order.tax-id", "correct-in-dsers")}
    page.undo()
    assert page.case.tried == ()


def test_the_other_fixes_can_be_left_out_and_ticks_stay(window: Window) -> None:
    screens.fix_joined(window)
    page = window.page("fix")
    page._done("correct-in-dsers/open-customer-detail-dsers")
    page._also.alone_button.click()
    assert page.case.also == ()
    assert page.case.steps_done == 1
    assert not page._also.isVisibleTo(window)


def test_what_cannot_be_undone_or_costs_money_is_said_before_the_first_step(window: Window) -> None:
    page = screens.start_way(window, "cancel.not-disclosed", "ask")
    assert "You could buy twice: do not skip step 4. Step 6 costs money." in read(window)
    page._done(page.agenda.keys[3])
    assert "Step 6 costs money." in read(window)


# --- nothing is ordered twice


def test_ordering_again_waits_for_the_look(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    again = screens.at_step(page, "reorder-dsers")
    assert page.detail.guard.isVisible()
    assert not page.detail.done_button.isVisible()
    row = page.steps.rows[2]
    row.check.setFocus()
    press(Qt.Key.Key_Space)
    assert not page.case.step(again).done, "Space does not tick it either"
    assert not row.check.isChecked()
    assert QApplication.focusWidget() is page.detail.guard.look_button
    page.detail.guard.look_button.click()
    assert page._current == page.agenda.keys[1]
    page._done(page.agenda.keys[1])
    screens.at_step(page, "reorder-dsers")
    assert page.detail.done_button.isVisible()
    page.detail.done_button.click()
    assert page.case.step(again).done


def test_what_the_look_should_show_is_not_told_as_if_it_were_so(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    screens.at_step(page, "reorder-dsers")
    look = page.agenda.items[1].step
    see = window.kit.words.of(look.see)
    assert f" Then: {see}" in page.detail.guard._text.text()


def test_a_user_can_say_that_they_looked(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    again = screens.at_step(page, "reorder-dsers")
    page.detail.guard.looked.emit()
    assert page.case.step(page.agenda.keys[1]).done
    assert page._current == again
    assert page.detail.done_button.isVisible()


def test_a_look_that_cannot_be_done_is_no_look(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page._done(page.agenda.keys[0])
    page._block(page.agenda.keys[1], "I have no access to it")
    assert page._current == page.agenda.keys[2], "the fix does not fall with it"
    assert page.detail.guard.isVisible()
    assert "Nobody has looked yet: you could buy twice" in read(window)


# --- what can't be done


def test_u40_cant_do_this_takes_a_reason_and_own_words_by_keyboard(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page.detail.cant_button.setFocus()
    press(Qt.Key.Key_Space)
    assert accessible_name(QApplication.focusWidget()) == "I have no access to it"
    press(Qt.Key.Key_Space)
    page.detail.cant._own.setText("only my boss has")
    page.detail.cant._own.setFocus()
    press(Qt.Key.Key_Return)
    assert page.case.steps[page.agenda.keys[0]].blocked == "I have no access to it: only my boss has"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.case.step(page.agenda.keys[0]).blocked is None


def test_esc_leaves_the_question_why_and_gives_the_focus_back(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page.detail.cant_button.click()
    assert not page.detail.done_button.isVisible()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.detail.cant_button
    assert page.detail.done_button.isVisible()


def test_why_it_cannot_be_done_follows_the_language(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page._block(page.agenda.keys[0], "Another reason: 停电")
    window.switch_language(CHINESE)
    screens.settle()
    assert not [text for text in read(window) if "Another reason" in text]


def test_without_a_step_that_it_needs_the_next_best_fix_is_offered_at_once(window: Window) -> None:
    screens.fix(window)
    page = window.page("fix")
    stopped = page._fixing.fixes[0]
    page._block(page.agenda.keys[2], "I have no access to it")
    screens.settle()
    assert page._current == END
    assert page.outcome.next.isVisible()
    before = page.case.reason
    page.outcome.next.start_button.click()
    assert (page.case.reason, page.case.solution) != (before, stopped[1].id)
    assert stopped[1].steps[2] not in [item.step for item in page.agenda.items], "it does not need that step"
    assert page.case.tried == (), "what could not be done says nothing of the reason"


def test_the_user_may_go_on_all_the_same(window: Window) -> None:
    screens.fix(window)
    page = window.page("fix")
    page._block(page.agenda.keys[2], "I have no access to it")
    page.outcome.go_on.emit()
    assert page._current == page.agenda.keys[1]


# --- one case after another


def test_nothing_of_a_case_stands_in_another_with_the_same_fix(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    first, key = page.case.id, page._current
    page.detail._note.setPlainText("what only the first knows")
    page.detail.cant_button.click()
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    assert page.case.id != first
    assert page._current == key
    assert page.detail._note.toPlainText() == ""
    assert page.detail.cant.isHidden()
    page.detail._note.setPlainText("the second")
    window.resume(first)
    assert page.detail._note.toPlainText() == "what only the first knows"
    second = next(case for case in window.desk.cases.cases() if case.id != first)
    assert window.desk.cases.case(second.id).step(key).note == "the second"
    assert window.desk.cases.case(first).step(key).note == "what only the first knows"


def test_a_note_that_offers_undo_goes_with_its_case(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    first = page.case.id
    screens.start_way(window, "cancel.not-disclosed", "ask")
    page._done(page.agenda.keys[0])
    assert window.notes.isVisible()
    window.resume(first)
    assert not window.notes.isVisible()


# --- what next


def test_after_a_no_the_steps_of_the_fix_are_not_offered_any_more(window: Window) -> None:
    screens.outcome(window)
    page = window.page("fix")
    assert not any(row.check.isEnabled() for row in page.steps.rows)
    page.undo()
    assert all(row.check.isEnabled() for row in page.steps.rows)


def test_a_no_leads_to_the_next_best_fix_with_its_reason_its_chance_and_its_minutes(window: Window) -> None:
    screens.outcome(window)
    page = window.page("fix")
    finding = window.desk.resumed(page.case)
    reason, first = main_fix(window.desk.move(finding).plan.trials[0], finding.diagnosis)
    texts = read(window)
    assert window.kit.words.of(first.title) in texts
    assert [text for text in texts if text.startswith("Helps: ") and "in 10" in text and "minutes" in text]
    assert [text for text in texts if text.startswith("If it is this: ")]
    assert QApplication.focusWidget() is page.outcome.next.start_button
    press(Qt.Key.Key_Space)
    assert (page.case.reason, page.case.solution) == (reason, first.id)
    assert page.case.outcome is None
    page.undo()
    assert page.case.outcome == "no", "and that can be taken back"


def test_a_question_that_spares_fixes_is_offered_first(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    move = window.desk.move
    monkeypatch.setattr(window.desk, "move", lambda finding: replace(move(finding), question="system"))
    screens.outcome(window)
    page = window.page("fix")
    asked: list[str] = []
    page.ask.disconnect()
    page.ask.connect(asked.append)
    page.outcome.next._ask.click()
    assert asked == [page.case.id]


def test_a_fix_begun_from_the_library_has_a_next_one_too(window: Window) -> None:
    page = screens.start_way(window, "ship.tracking-rejected", "number-and-carrier-seller")
    page._worked("no")
    assert page.outcome.next.isVisible() or page.outcome.left_over.isVisible()


def test_u28_at_the_end_of_the_library_a_text_is_ready_to_hand_over(window: Window) -> None:
    screens.fix(window)
    page = window.page("fix")
    for _ in range(20):
        page._worked("no")
        if page.outcome.next.isHidden():
            break
        page.outcome.next.start_button.click()
    screens.settle()
    assert page.outcome.handover.isVisible()
    text = page.outcome.handover.text.toPlainText()
    assert "-999" in text
    assert "8190334577120094" not in text
    assert text.count("it did not help") == len({(a.reason, a.solution) for a in page.case.tried})
    page.outcome.handover.copy_button.click()
    assert QGuiApplication.clipboard().text() == text
    page.outcome.handover._languages.button(2).click()
    assert page.outcome.handover.text.toPlainText() != text
    page.outcome.hand_over.emit()
    assert page.case.state == "handed-over"
    assert page.outcome.handover.isVisible()


# --- what was tried before


def test_what_was_tried_before_counts_and_can_be_taken_back(window: Window) -> None:
    screens.fix(window)
    page = window.page("fix")
    page.undo()
    assert page.tried.isVisible()
    assert not page.tried.is_open
    page.tried.turn()
    present, other = page.tried.boxes[0], page.tried.boxes[1]
    other.click()
    assert page.case.tried
    assert page.case.outcome is None, "the fix at hand goes on"
    page.undo()
    assert page.case.tried == ()
    assert not page.tried.boxes[1].isChecked()
    other.click()
    other.click()
    assert not [attempt for attempt in page.case.tried if attempt.worked == "no"]
    present.click()
    assert page.case.outcome == "no"
    assert page._current == END


def test_the_line_goes_when_the_first_step_is_done(window: Window) -> None:
    screens.fix(window)
    assert not window.page("fix").tried.isVisible()


# --- waiting


def test_a_wait_for_people_in_china_ends_with_their_working_day(clock: Clock, window: Window) -> None:
    page = screens.start_way(window, "cancel.not-disclosed", "ask")
    screens.at_step(page, "wait-for-answer")
    page.detail._wait.click()
    assert page.case.waiting_until.astimezone(CHINA) == datetime(2026, 11, 23, 18, 0, tzinfo=CHINA)
    assert page.detail.until(page.case).startswith("Waiting until ")


def test_other_waits_last_their_hours(clock: Clock, window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    assert page.detail._wait.text() == "Remind me in 1 hour"
    page.detail._wait.click()
    assert page.case.waiting_until == MONDAY + timedelta(hours=1)


def test_a_case_comes_back_while_the_program_runs_with_a_note_and_once(clock: Clock, window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page.detail._wait.click()
    window.go("diagnose")
    window.reminder.look()
    assert not window.notes.isVisible()
    clock.now += timedelta(hours=2)
    window.reminder.look()
    assert window.notes.isVisible()
    assert window.notes._text.text().startswith("Due now: ")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is window.diagnose, "Ctrl+Z takes nothing back here"
    window.notes.act()
    assert window.stack.currentWidget() is page
    assert "The wait is over" in read(window)
    window.reminder.look()
    assert not window.notes.isVisible()


def test_a_note_that_offers_undo_is_not_covered(clock: Clock, window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page.detail._wait.click()
    clock.now += timedelta(hours=2)
    assert window.notes.isVisible()
    told = window.notes._text.text()
    window.reminder.look()
    assert window.notes._text.text() == told


def test_a_due_case_stands_first_in_cases_and_on_diagnose_at_the_next_start(clock: Clock, open_window: Open) -> None:
    window = open_window()
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    page.detail._wait.click()
    waiting = page.case.id
    screens.start_way(window, "cancel.not-disclosed", "ask")
    clock.now += timedelta(hours=2)
    again = open_window()
    assert not again.notes.isVisible(), "what was due before is no news"
    assert "Due now" in " ".join(accessible_name(control) for control in controls(again))
    again.go("cases")
    row = again.page("cases").list.rows[0]
    assert (row.key, row.mark) == (waiting, "due now")


@pytest.mark.parametrize("years", [-10, 10])
def test_r22_a_clock_off_by_years_loses_no_wait_and_invents_none(clock: Clock, window: Window, years: int) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    clock.now += timedelta(days=365 * years)
    page.detail._wait.click()
    first = page.case
    clock.now = MONDAY
    window.go("cases")
    rows = window.page("cases").list.rows
    assert [(row.key, row.mark) for row in rows] == [(first.id, "due now")], "it comes back, early rather than never"
    window.resume(first.id)
    page._done(page.agenda.keys[0])
    assert page.case.state == "open"
    assert page.case.step(page.agenda.keys[0]).done
    page.undo()
    assert page.case.waiting_until == first.waiting_until, (
        "in the order in which things happened, whatever the clock said"
    )


def test_a_note_offers_no_undo_of_something_that_happened_after_it(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    one, two, _ = page.agenda.keys
    page._done(one)
    assert window.notes.isVisible()
    page._note(two, "typed since")
    assert not window.notes.isVisible(), "its Undo would take the note back, not the step"
    assert page.case.step(one).done
    page._done(two)
    window.notes.act()
    assert (page.case.step(two).done, page.case.step(two).note) == (False, "typed since")


def test_what_happened_elsewhere_is_taken_back_alone(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    case, wait = page.case.id, next(item for item in page.agenda.items if item.step.wait_hours)
    page._wait(wait.key, window.desk.now() + timedelta(hours=1))
    page._done(wait.key)  # two events: the tick, and the end of the wait
    window.desk.record(case, Answered("system", "dsers"))  # on the page of questions
    window.resume(case)
    page.undo()
    assert page.case.answers == {}
    assert page.case.step(wait.key).done, "only the answer was taken back"
    page.undo()
    assert not page.case.step(wait.key).done
    assert page.case.state == "waiting", "the tick and the end of the wait go together"


# --- checks are kept


def test_r26_answers_checks_and_blocks_come_back_with_the_case(open_window: Open) -> None:
    window = open_window()
    page = screens.start_way(window, "ship.no-tracking-yet", "look-and-wait")
    case = page.case.id
    page._checked("tracking", {"ship.tracking-format": 30.0})
    window.desk.record(
        case, Answered("system", "aliexpress-seller"), StepBlocked(page.agenda.keys[0], "It costs too much")
    )
    before = window.desk.resumed(window.desk.cases.case(case)).diagnosis.ranking
    again = open_window()
    after = again.desk.cases.case(case)
    assert dict(after.checks["tracking"]) == {"ship.tracking-format": 30.0}
    assert after.answers == {"system": "aliexpress-seller"}
    assert again.desk.resumed(after).diagnosis.ranking == before
    again.resume(case)
    again.page("fix")._checked("tracking", {"ship.tracking-format": 30.0})
    assert again.desk.cases.case(case) == after, "the same result is no news"


def test_u40_notes_stay_with_their_step_and_ticks_are_taken_back_one_by_one(window: Window) -> None:
    page = screens.start_way(window, "order.result-unknown", "order-again-dsers")
    one, two, _ = page.agenda.keys
    page._note(one, "asked at nine")
    page._done(one)
    page._done(two)
    assert page.case.step(one).note == "asked at nine"
    for done in (1, 0):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert page.case.steps_done == done


def test_rounded_minutes_of_the_steps_are_those_of_the_fix(window: Window) -> None:
    catalog = window.desk.catalog
    assert catalog is not None
    for reason in catalog.reasons.values():
        for fix in reason.solutions:
            steps = agenda(((reason.id, fix),), catalog.places)
            assert sum(steps.whole_minutes.values()) == round(steps.minutes), fix.id
            groups = [sum(steps.whole_minutes[i.key] for i in items) for place, items in steps.groups if place != WAIT]
            assert all(groups), "none is said to take no time"


def test_the_ring_of_a_control_at_the_edge_is_whole(window: Window) -> None:
    screens.outcome(window)
    page = window.page("fix")
    button = page.outcome.next.start_button
    screens.settle()
    ring = next(ring for ring in page.findChildren(FocusRing) if ring.isVisible())
    assert ring.parentWidget().rect().contains(ring.geometry())
    assert ring.mapTo(page, ring.rect().center()) == button.mapTo(page, button.rect().center())


def test_the_end_stays_in_view_when_a_note_comes_up(window: Window) -> None:
    page = screens.start_way(window, "cancel.not-disclosed", "ask")
    bar = page.body.verticalScrollBar()
    page.heading.setFocus()
    bar.setValue(bar.maximum())
    assert bar.maximum() > 0
    window.notes.tell(lambda: "Saved")
    screens.settle()
    assert bar.value() == bar.maximum()


# --- for everyone


@pytest.mark.parametrize("name", SCENES)
def test_i4_u1_everything_is_translated_and_named(open_window: Open, name: str) -> None:
    window = open_window(PSEUDO)
    SCENES[name](window)
    window.notes.hide()
    screens.settle()
    assert not [(kind, text) for kind, text in visible_texts(window) if not _translated(text)]
    names = [accessible_name(control) for control in controls(window)]
    assert not [name for name in names if not name.strip() or not _translated(name)]


@pytest.mark.parametrize("name", SCENES)
def test_u13_nothing_is_cut_at_two_hundred_percent(open_window: Open, name: str) -> None:
    window = open_window(percent=200, size=(1024, 700))
    SCENES[name](window)
    window.notes.hide()
    for _ in range(3):
        screens.settle()
    page = window.page("fix")
    assert isinstance(page, FixPage)
    assert page.body._inside.width() <= page.body.viewport().width()


def test_u38_the_plan_is_worked_out_once_for_an_outcome(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    page = screens.start_way(window, "ship.tracking-rejected", "number-and-carrier-seller")
    page._to_end()
    counted: list[object] = []
    move = window.desk.move
    monkeypatch.setattr(window.desk, "move", lambda finding: counted.append(finding) or move(finding))
    page._worked("no")
    assert len(counted) == 1
    page._record(Outcome("yes", page.case.reason, page.case.solution))
    assert len(counted) == 1, "no plan is needed when it worked"


def test_at_twice_the_text_size_the_window_still_fits_a_small_screen(open_window: Open) -> None:
    """1024 x 600: the head of the page scrolls with its body, so that both can be reached."""
    window = open_window(VIETNAMESE, percent=200, size=(1024, 600))
    screens.fix(window)
    screens.settle()
    window.resize(1024, 600)
    screens.settle()
    assert window.height() <= 600
    page = window.page("fix")
    assert page.body.isAncestorOf(page.heading)
    window.resize(1024, 1400)
    screens.settle()
    assert not page.body.isAncestorOf(page.heading)
