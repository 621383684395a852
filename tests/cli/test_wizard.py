"""`orderdoctor wizard`: question after question for people, kept from the first answer on, and then into the fix."""

from __future__ import annotations

import re

import pytest

from orderdoctor.cases.store import CaseStore
from orderdoctor.catalog.model import Question, Reason
from orderdoctor.cli.talk import Talk
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.i18n import ENGLISH
from orderdoctor.inquiry import Inquiry

from .helpers import Ended, Terminal, knowledge, message_of
from .test_assist import the_case

WORDS = knowledge().words(ENGLISH)
CATALOG = knowledge().catalog
COUNSEL = knowledge().counsel
CLEAR = "order.out-of-stock"


def wizard(terminal: Terminal, *lines: str, options: tuple[str, ...] = ()) -> Ended:
    return terminal("wizard", *options, typed="".join(f"{line}\n" for line in lines))


def asked(inquiry: Inquiry) -> Question:
    question = COUNSEL.question(inquiry)
    assert question is not None
    return question


def answers_of(reason: Reason) -> tuple[list[str], Inquiry]:
    """The numbers that somebody with a reason types, as most people with it do; and what is known then."""
    talk, numbers = Talk(COUNSEL, COUNSEL.begin("")), []
    while talk.question:
        chances = talk.question.chances(reason)
        numbers.append(str(chances.index(max(chances)) + 1))
        talk = talk.answered(talk.question.answers[int(numbers[-1]) - 1].id)
    return numbers, talk.inquiry


def clear_reason() -> Reason:
    """A reason that the questions alone make clear."""
    for reason in CATALOG.reasons.values():
        if COUNSEL.diagnosis(answers_of(reason)[1]).verdict is Verdict.MATCH:
            return reason
    raise AssertionError


def unfinished(terminal: Terminal) -> int:
    with CaseStore.open(terminal.paths.data, backups=terminal.paths.backups) as store:
        return len(store.cases(("open", "waiting")))


def test_u23_one_question_at_a_time_with_why_its_answers_and_i_dont_know(terminal: Terminal) -> None:
    out = wizard(terminal).out
    question = asked(COUNSEL.begin(""))
    assert WORDS.of(question.ask) in out
    assert WORDS.of(question.why) in out
    for number, answer in enumerate(question.answers, 1):
        assert f"  {number}. {WORDS.of(answer.text)}\n" in out
    assert "  0. I don't know\n" in out
    assert "back (" not in out, "there is no question before the first one"


def test_u23_i_dont_know_says_how_to_find_out_and_goes_on(terminal: Terminal) -> None:
    first = asked(COUNSEL.begin(""))
    second = asked(COUNSEL.begin("").answered(first.id, UNKNOWN))
    out = wizard(terminal, "0").out
    find_out = WORDS.of(first.find_out)
    assert f"How to find out: {find_out}"[:60] in out
    assert out.index("How to find out: ") < out.index(WORDS.of(second.ask))
    assert dict(the_case(terminal).answers) == {first.id: UNKNOWN}


def test_u23_back_goes_to_the_question_before_with_the_answer_marked_and_keeps_it(terminal: Terminal) -> None:
    first = asked(COUNSEL.begin(""))
    given = WORDS.of(first.answers[1].text)
    out = wizard(terminal, "2", "back").out
    assert out.count(WORDS.of(first.ask)) == 2
    assert f"  2. {given} (your answer)" in out
    assert dict(the_case(terminal).answers) == {first.id: first.answers[1].id}


def test_a_changed_answer_is_kept_and_what_was_answered_after_it_stays(terminal: Terminal) -> None:
    wizard(terminal, "2", "0", "back", "back", "1")
    first = asked(COUNSEL.begin(""))
    second = asked(COUNSEL.begin("").answered(first.id, first.answers[1].id))
    assert dict(the_case(terminal).answers) == {first.id: first.answers[0].id, second.id: UNKNOWN}


def test_u24_what_was_said_on_the_command_line_or_known_is_not_asked(terminal: Terminal) -> None:
    system = WORDS.of(CATALOG.questions["system"].ask)
    assert system not in wizard(terminal, *["0"] * 9, options=("--system", "dsers")).out
    out = terminal("wizard", "--system", "dsers", message_of(CLEAR, "en")).out
    assert WORDS.of(CATALOG.reasons[CLEAR].title) in out
    assert "Still in the running" not in out, "there is nothing left to ask"


def test_u25_no_question_counts_towards_an_end_that_nobody_knows(terminal: Terminal) -> None:
    out = wizard(terminal, "0", "0", "0").out
    assert not re.search(r"(step|question) \d+ (of|/)", out, re.IGNORECASE)
    assert not re.search(r"\b\d+ of \d+\b", out)


def test_before_each_question_stands_what_is_still_in_the_running(terminal: Terminal) -> None:
    first, *rest = wizard(terminal, *answers_of(clear_reason())[0]).out.split("Still in the running: ")[1:]
    assert first.startswith("many reasons\n")
    last = rest[-1].split("\n")[0]
    assert 1 <= len(last.split(" · ")) <= 3
    assert all(re.search(r"\((about \d+ in 10|(more|less) than)", part) for part in last.split(" · "))


def test_from_questions_alone_to_the_working_order(terminal: Terminal) -> None:
    reason = clear_reason()
    numbers, inquiry = answers_of(reason)
    ended = wizard(terminal, *numbers, "", "start fixing", "1", *["1"] * 12, "yes")
    assert "This is it: " in ended.out
    assert "You said:" in ended.out
    case = the_case(terminal)
    assert dict(case.answers) == dict(inquiry.answers)
    assert case.reason == reason.id
    assert case.steps_done > 0 or case.state == "waiting"


def test_u26_everything_is_kept_from_the_first_answer_on_and_offered_again(terminal: Terminal) -> None:
    assert wizard(terminal).code == 0
    assert unfinished(terminal) == 0, "nothing was said yet"
    first = asked(COUNSEL.begin(""))
    second = asked(COUNSEL.begin("").answered(first.id, first.answers[0].id))
    ended = wizard(terminal, "1")
    assert "orderdoctor wizard" in ended.out
    again = wizard(terminal, "2").out
    assert "Questions, 1 answered" in again
    assert WORDS.of(second.ask) in again
    assert WORDS.of(first.ask) not in again, "it is not asked again"


def test_u26_the_assistant_offers_it_too_and_goes_on_with_the_questions(terminal: Terminal) -> None:
    wizard(terminal, "1", "0")
    out = terminal("assist", typed="2\n").out
    assert "Questions, 2 answered" in out
    assert "Still in the running" in out


def test_u26_one_word_drops_it_but_not_by_accident(terminal: Terminal) -> None:
    kept = wizard(terminal, "1", "drop", "keep", "0")
    assert "Delete case 1 with its answers?" in kept.out
    assert len(the_case(terminal).answers) == 2
    dropped = wizard(terminal, "2", "d", "drop", "delete")
    assert "Case 1 is deleted." in dropped.out
    assert unfinished(terminal) == 0


def test_u28_i_dont_know_everywhere_ends_with_the_nearest_three_and_a_way_on(terminal: Terminal) -> None:
    out = wizard(terminal, *["0"] * 10).out
    assert "Not in the library." in out
    assert out.count("Only if this is what you see") == 3
    for way_on in ("Change an answer", "say more", "write a text for support", "Leave it for now"):
        assert way_on in out


def test_u28_a_text_for_support_can_be_written_without_a_reason(terminal: Terminal) -> None:
    ended = wizard(terminal, "1", *["0"] * 9, "Hand it over", "sent")
    text = ended.out.split("The text for support")[1]
    first = asked(COUNSEL.begin(""))
    assert f"{WORDS.of(first.ask)} – {WORDS.of(first.answers[0].text)}" in text
    assert the_case(terminal).state == "handed-over"


def test_now_shows_what_fits_best_and_the_questions_can_be_taken_up_again(terminal: Terminal) -> None:
    reason = clear_reason()
    numbers, _ = answers_of(reason)
    most = numbers[:-1]
    out = wizard(terminal, *most, "now", "", "answer questions").out
    assert out.count("Still in the running") == len(most) + 2


def test_a_message_can_be_pasted_after_all_and_what_was_answered_stays(terminal: Terminal) -> None:
    ended = wizard(terminal, "1", "message", message_of(CLEAR, "en"), "")
    assert f"This is it: almost certain (more than 19 in 20)\n  {WORDS.of(CATALOG.reasons[CLEAR].title)}" in ended.out
    with CaseStore.open(terminal.paths.data, backups=terminal.paths.backups) as store:
        (summary,) = store.cases()
        case = store.case(summary.id)
    assert case.text == message_of(CLEAR, "en")
    assert len(case.answers) == 1


def test_answers_that_hardly_go_together_are_shown_with_both_sides_once(terminal: Terminal) -> None:
    message = message_of(CLEAR, "en")
    inquiry = COUNSEL.begin(message, "dsers")
    question, answer = next(
        (question, answer)
        for question in CATALOG.questions.values()
        for answer in question.answers
        if question.id != "system" and COUNSEL.contradictions(inquiry.answered(question.id, answer.id))
    )
    terminal("cases", "start", message, "--system", "dsers")
    terminal("cases", "undo", "1")
    terminal("cases", "answer", "1", question.id, answer.id)
    (_, told) = terminal("assist", typed="2\n0\n0\n").out.split("These two hardly go together:")
    assert f"{WORDS.of(question.ask)} – {WORDS.of(answer.text)}" in told


@pytest.mark.parametrize("lines", [(), ("",), ("quit",), ("1", "quit"), ("0", "back", "quit"), ("message",)])
def test_the_end_of_the_input_ends_it_quietly(terminal: Terminal, lines: tuple[str, ...]) -> None:
    ended = wizard(terminal, *lines)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize("answer", ["99", "²", "-1", "", "xyz", "bac"])
def test_an_answer_that_is_none_is_asked_for_again(terminal: Terminal, answer: str) -> None:
    ended = wizard(terminal, answer, "1")
    assert "Type a number from 0 to " in ended.out
    assert len(the_case(terminal).answers) == 1
