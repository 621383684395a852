"""`orderdoctor assist`: line by line from the message to the working order, saved as it happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orderdoctor.cases.case import Case
from orderdoctor.cases.errors import SaveFailed
from orderdoctor.cases.store import CaseStore
from orderdoctor.casework import untried
from orderdoctor.cli import session
from orderdoctor.i18n import ENGLISH

from .helpers import Ended, Terminal, knowledge, message_of

REASON = "order.tax-id"
MESSAGE = message_of(REASON, "en")
WORDS = knowledge().words(ENGLISH)
FIXES = knowledge().catalog.reasons[REASON].solutions_for("dsers")
STEPS = FIXES[0].steps

START = [MESSAGE, "", "", "start fixing", "1"]
"""Paste, end the paste, nothing was tried, start, take the first fix."""


def assist(terminal: Terminal, *lines: str, system: str = "dsers") -> Ended:
    return terminal("assist", "--system", system, typed="".join(f"{line}\n" for line in lines))


def the_case(terminal: Terminal, number: int = 1) -> Case:
    with CaseStore.open(terminal.paths.data, backups=terminal.paths.backups) as store:
        return next(store.case(s.id) for s in store.cases() if s.number == number)


def test_from_the_message_to_the_working_order(terminal: Terminal) -> None:
    ended = assist(terminal, *START, *["done"] * len(STEPS), "yes")
    assert (ended.code, ended.err) == (0, "")
    assert "This is it: almost certain" in ended.out
    assert "Step 1 of" in ended.out
    assert "Case 1 is solved." in ended.out
    case = the_case(terminal)
    assert case.state == "solved"
    assert case.text == MESSAGE
    assert case.steps_done == case.steps_total == len(STEPS)


def test_the_warning_and_what_to_see_stand_in_the_step(terminal: Terminal) -> None:
    out = assist(terminal, *START).out
    assert f"Then: {WORDS.of(STEPS[0].see)}"[:30] in out


def test_u26_what_was_done_is_there_when_the_input_breaks_off(terminal: Terminal) -> None:
    ended = assist(terminal, *START, "1", "1")
    assert ended.code == 0
    assert "orderdoctor assist" in ended.out
    assert the_case(terminal).steps_done == 2


def test_an_unfinished_case_is_offered_and_taken_up_where_it_was_left(terminal: Terminal) -> None:
    assist(terminal, *START, "done", "pause", "quit")
    ended = assist(terminal, "2", "done")
    assert "These cases are not finished." in ended.out
    assert f"Step 2 of {len(STEPS)}" in ended.out
    assert f"Step 1 of {len(STEPS)}" not in ended.out
    assert the_case(terminal).steps_done == 2


def test_u40_back_undo_note_and_not_done_after_all(terminal: Terminal) -> None:
    lines = ["note", "field is grey", "done", "back", "not done after all", "done", "undo", "undo"]
    ended = assist(terminal, *START, *lines)
    case = the_case(terminal)
    first = case.step(case.shown[0].key)
    assert first.note == "field is grey"
    assert first.done, "the tick before the second undo is back"
    assert ended.out.count("Taken back.") == 2
    assert "This step is done." in ended.out


def test_a_step_that_can_not_be_done_is_noted_with_why_and_passed_over(terminal: Terminal) -> None:
    ended = assist(terminal, *START, "cant", "the tab is gone")
    case = the_case(terminal)
    assert case.step(case.shown[0].key).blocked == "the tab is gone"
    assert f"Step 2 of {len(STEPS)}" in ended.out


def test_taking_everything_back_leads_back_to_the_choice(terminal: Terminal) -> None:
    ended = assist(terminal, *START, "undo")
    assert ended.out.count("This is it: almost certain") == 2
    assert ended.out.count("Has something been tried already") == 1
    assert the_case(terminal).reason is None


def test_a_failed_fix_is_evidence_and_the_next_one_is_offered(terminal: Terminal) -> None:
    ended = assist(terminal, *START, *["done"] * len(STEPS), "no", "1")
    assert "It did not work. What next?" in ended.out
    assert f"1. {WORDS.of(FIXES[1].title)} (about " in ended.out
    assert " · works about " in ended.out
    case = the_case(terminal)
    assert [attempt.worked for attempt in case.tried] == ["no"]
    assert case.solution == FIXES[1].id
    parts = knowledge()
    before = parts.doctor.diagnose(MESSAGE, "dsers").ranking
    after = parts.counsel.diagnosis(parts.counsel.resumed(case)).ranking
    assert {r.reason: r.probability for r in after}[REASON] <= {r.reason: r.probability for r in before}[
        REASON
    ]
    assert FIXES[0] not in untried(case, parts.catalog.reasons[REASON])


def every_fix_fails() -> list[str]:
    """What is typed until the last fix of REASON has failed too."""
    lines: list[str] = []
    for fix in FIXES:
        lines += [*("done" if not step.wait_hours else "I have waited" for step in fix.steps), "no", "1"]
    return [*START, *lines[:-1]]


def test_when_every_fix_has_failed_it_says_so_and_writes_what_was_tried_for_support(terminal: Terminal) -> None:
    ended = assist(terminal, *every_fix_fails(), "Write it in this language: 简", "sent")
    assert "The library has nothing more that is worth trying" in ended.out
    case = the_case(terminal)
    assert case.state == "handed-over"
    assert [attempt.solution for attempt in case.tried] == [fix.id for fix in FIXES]
    texts = ended.out.split("The text for support")[1:]
    assert len(texts) == 2
    for fix in FIXES:
        assert WORDS.of(fix.title) in texts[0]


def test_when_every_fix_has_failed_it_can_be_left_and_other_reasons_are_offered(terminal: Terminal) -> None:
    ended = assist(terminal, *every_fix_fails(), "Choose a reason yourself", "leave")
    assert "Leave it for now" in ended.out
    case = the_case(terminal)
    assert (case.state, len(case.tried)) == ("open", len(FIXES))
    assert "The library has nothing more that is worth trying" not in assist(terminal, "2").out, "it is not a dead end"


def test_not_yet_brings_the_case_back_after_a_day(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assist(terminal, *START, *["done"] * len(STEPS), "not yet")
    case = the_case(terminal)
    assert case.state == "waiting"
    assert case.waiting_until is not None
    assert timedelta(hours=23) < case.waiting_until - datetime.now(UTC) <= timedelta(hours=24)
    out = assist(terminal, "2", "wait").out
    assert "This case waits until" in out
    assert the_case(terminal).state == "waiting"
    out = assist(terminal, "2", "now", "yes").out
    assert "Did it work?" in out
    assert the_case(terminal).state == "solved"


def test_a_wait_that_is_over_is_taken_up_without_a_question(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assist(terminal, *START, *["done"] * len(STEPS), "not yet")
    later = datetime.now(UTC) + timedelta(hours=25)
    defaults = session.Session.__init__.__defaults__
    monkeypatch.setattr(session.Session.__init__, "__defaults__", (*(defaults or ())[:-1], lambda: later))
    out = assist(terminal, "2", "yes").out
    assert "The wait is over." in out
    assert the_case(terminal).state == "solved"


def test_a_waiting_step_waits_and_comes_back(terminal: Terminal) -> None:
    fix = next(fix for fix in FIXES if any(step.wait_hours for step in fix.steps))
    before = next(n for n, step in enumerate(fix.steps) if step.wait_hours)
    number = str(FIXES.index(fix) + 1)
    ended = assist(terminal, *START[:-1], number, *["done"] * before, "wait")
    assert "The case comes back at" in ended.out
    case = the_case(terminal)
    assert case.state == "waiting"
    assert case.waiting_step == case.shown[before].key


def test_u29_when_several_reasons_fit_the_question_worth_asking_is_asked(terminal: Terminal) -> None:
    counsel = knowledge().counsel
    question = counsel.question(counsel.begin("-999", "aliexpress-seller"))
    assert question is not None
    ended = assist(terminal, "-999", "", "1", system="aliexpress-seller")
    assert ended.out.index("Still in the running: ") < ended.out.index(WORDS.of(question.ask))
    assert dict(the_case(terminal).answers) == {question.id: question.answers[0].id}


def test_u29_the_reasons_and_the_plan_stand_there_when_no_more_is_to_be_asked(terminal: Terminal) -> None:
    ended = assist(terminal, "-999", "", "now", "", "2", "1", "done", system="aliexpress-seller")
    assert "Compare them with what you see." in ended.out
    assert "Its message: “" in ended.out
    assert "The plan\n" in ended.out
    case = the_case(terminal)
    assert case.reason is not None
    assert case.steps_done == 1


def test_the_plan_can_be_begun_as_it_stands(terminal: Terminal) -> None:
    counsel = knowledge().counsel
    trial = counsel.plan(counsel.begin("-999", "aliexpress-seller")).trials[0]
    assist(terminal, "-999", "", "now", "", "1", system="aliexpress-seller")
    case = the_case(terminal)
    done_together = {(case.reason, case.solution), *case.also}
    assert done_together == {(reason, fix.id) for reason, fix in trial.remedy.fixes}


def test_what_was_tried_already_is_ticked_once_and_counts(terminal: Terminal) -> None:
    ended = assist(terminal, MESSAGE, "", "1", "start fixing", *["done"] * 9, "no")
    assert ended.out.count("Has something been tried already") == 1
    case = the_case(terminal)
    assert next(attempt[:2] for attempt in case.tried) == (REASON, FIXES[0].id)
    assert case.solution == FIXES[1].id


def test_ticks_are_numbers_several_or_none_and_anything_else_is_asked_again(terminal: Terminal) -> None:
    ended = assist(terminal, MESSAGE, "", "1 x", "7", "2，1", "start fixing")
    assert ended.out.count(f"Type numbers from 1 to {len(FIXES)}") == 2
    assert "Every fix for this reason has been tried." in ended.out
    assert "write a text for support" in ended.out, "it is no dead end"
    assert {attempt[:2] for attempt in the_case(terminal).tried} == {(REASON, fix.id) for fix in FIXES}


def test_saying_more_can_settle_it(terminal: Terminal) -> None:
    more = message_of("ship.tracking-rejected", "zh")
    ended = assist(
        terminal,
        "-999",
        "",
        "message",
        more,
        "",
        "",
        "start fixing",
        "1",
        system="aliexpress-seller",
    )
    assert "This is it" in ended.out
    case = the_case(terminal)
    assert case.reason == "ship.tracking-rejected"
    assert case.text == f"-999\n{more}"


def test_u28_the_unknown_can_be_kept_and_found_again(terminal: Terminal) -> None:
    ended = assist(terminal, "my bicycle has a flat tyre", "and it rains", "", "keep")
    assert "Not in the library." in ended.out
    case = the_case(terminal)
    assert (case.verdict, case.reason) == ("unknown", None)
    assert case.text == "my bicycle has a flat tyre\nand it rains"
    assert "Leave it for now" in assist(terminal, "2", "leave").out


def test_u28_without_a_message_there_are_questions(terminal: Terminal) -> None:
    out = assist(terminal, "wizard", "0").out
    assert "Paste the message" in out
    assert "How to find out: " in out
    assert the_case(terminal).text == ""


def test_nothing_is_kept_before_the_user_says_so(terminal: Terminal) -> None:
    assist(terminal, MESSAGE, "", "", "new", "quit")
    assert terminal("cases", "list").code == 1


def test_the_user_is_asked_where_they_work_once_and_only_if_that_decides(terminal: Terminal) -> None:
    systems = knowledge().catalog.reasons[REASON].systems
    number = str(systems.index("dsers") + 1)
    lines = [MESSAGE, "", "", "1", number, "1", *["done"] * len(STEPS), "no", "1"]
    ended = assist(terminal, *lines, system="")
    assert ended.out.count("Where do you work with this order?") == 1
    assert "Where do you work" not in assist(terminal, "new", *START).out


@pytest.mark.parametrize("answer", ["0", "9", "²", "", "xyz"])
def test_an_answer_that_is_none_is_asked_for_again(terminal: Terminal, answer: str) -> None:
    ended = assist(terminal, MESSAGE, "", "", answer, "1", "1", "done")
    assert "Type a number from 1 to 3" in ended.out
    assert the_case(terminal).steps_done == 1


@pytest.mark.parametrize("lines", [(), ("",), ("quit",), (MESSAGE,), (MESSAGE, "", "quit")])
def test_the_end_of_the_input_ends_it_quietly(terminal: Terminal, lines: tuple[str, ...]) -> None:
    ended = assist(terminal, *lines)
    assert (ended.code, ended.err) == (0, "")


def test_r6_while_the_disk_is_full_nothing_is_lost_and_it_goes_on_once_there_is_room(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, failures = CaseStore.record, [1, 1]

    def full_twice(self: CaseStore, case_id: str, *events: object) -> Case:
        if len(events) and type(events[0]).__name__ == "StepDone" and failures:
            failures.pop()
            raise SaveFailed(Path("/full"), "disk-full")
        return record(self, case_id, *events)  # type: ignore[arg-type]

    monkeypatch.setattr(CaseStore, "record", full_twice)
    ended = assist(terminal, *START, "done", "", "")
    assert ended.err.count("The disk is full") == 2
    assert the_case(terminal).steps_done == 1


def test_r17_beside_another_copy_the_assistant_works_and_says_that_nothing_is_saved(
    terminal: Terminal,
) -> None:
    with CaseStore.open(terminal.paths.data, backups=terminal.paths.backups):
        ended = assist(terminal, *START, "done")
    assert ended.code == 0
    assert "will not be saved" in ended.err
    assert "All steps are saved" not in ended.out
    assert terminal("cases", "list").code == 1


def test_r13_beside_a_file_that_is_not_ours_the_assistant_works_in_memory(terminal: Terminal) -> None:
    terminal.paths.data.mkdir(parents=True)
    (terminal.paths.data / "cases.sqlite3").write_text("my novel " * 50)
    ended = assist(terminal, *START, *["done"] * len(STEPS), "yes")
    assert "is not a file of Order Doctor" in ended.err
    assert "Case 1 is solved." in ended.out


def test_a_case_is_guided_by_its_own_text_if_the_library_no_longer_has_the_step(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assist(terminal, *START)
    shown = the_case(terminal).shown[0].text.split("\n")[0]
    monkeypatch.setattr("orderdoctor.cli.checklist.step_of", lambda case, key, catalog: None)
    assert shown in assist(terminal, "2", "done").out
    assert the_case(terminal).steps_done == 1


def test_answers_work_in_the_users_own_language(terminal: Terminal) -> None:
    typed = "\n".join([MESSAGE, "", "", "[Stá", "1", "[Dóñé", ""])
    terminal("--lang", "en-XA", "assist", "--system", "dsers", typed=typed)
    assert the_case(terminal).steps_done == 1
