"""The plan: what to try in which order, what is done in one go, and what a script gets of it."""

from __future__ import annotations

import io

import pytest

from orderdoctor.cli.console import Console
from orderdoctor.cli.output import Page
from orderdoctor.cli.plan_page import PlanPage, chance_text, different_fixes
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.diagnosis.remedies import Remedy, goes_with, remedies_for, together
from orderdoctor.diagnosis.troubleshooter import Plan, Trial
from orderdoctor.i18n import ENGLISH

from .helpers import WIDE, Terminal, knowledge

CATALOG = knowledge().catalog
COUNSEL = knowledge().counsel
WORDS = knowledge().words(ENGLISH)
CODE = ("-999", "--system", "aliexpress-seller")
INQUIRY = COUNSEL.begin("-999", "aliexpress-seller")
"""A code that several reasons share."""


def joined_remedy() -> Remedy:
    """Two fixes of different reasons that are done in one go in DSers."""
    remedies = [r for r in remedies_for(CATALOG, "dsers") if r.solution.places[0] == "dsers"]
    return next(
        together(CATALOG, (one, other))
        for one in remedies
        for other in remedies
        if one.action.key < other.action.key
        and goes_with(one.solution, other.solution)
        and not set(one.action.cures) & set(other.action.cures)
    )


def shown(plan: Plan) -> str:
    out = io.StringIO()
    page = Page(Console(io.StringIO(), out, io.StringIO(), WIDE))
    PlanPage(page, CATALOG, WORDS).show(plan, INQUIRY.first)
    return out.getvalue()


def test_fixes_that_are_done_in_one_go_stand_under_their_place_and_are_tested_once() -> None:
    remedy = joined_remedy()
    fixes = different_fixes(remedy, INQUIRY.first)
    text = shown(Plan((Trial(remedy, 0.7, 1.0),), 30.0, 0.7))
    assert "1. In DSers" in text
    assert ", in one go (about " in text
    assert "works about 7 in 10):" in text
    assert len(fixes) >= 2
    for reason, fix in fixes:
        assert f"– {WORDS.of(fix.title)}\n" in text
        assert f"Helps if this is the reason: {WORDS.of(CATALOG.reasons[reason].title)}" in text


def test_what_is_hardly_ever_reached_is_not_shown() -> None:
    remedy = joined_remedy()
    assert shown(Plan((Trial(remedy, 0.9, 1.0), Trial(remedy, 0.1, 0.01)), 30.0, 0.9)).count("in one go") == 1


def test_an_empty_plan_writes_nothing() -> None:
    assert shown(Plan((), 60.0, 0.0)) == ""


@pytest.mark.parametrize(
    ("works", "text"),
    [
        (0.0, "works less than 1 in 20"),
        (0.06, "works about 1 in 10"),
        (0.7, "works about 7 in 10"),
        (0.94, "works about 9 in 10"),
        (0.97, "works more than 19 in 20"),
    ],
)
def test_how_likely_something_works_is_said_with_its_number(works: float, text: str) -> None:
    assert chance_text(works, WORDS) == text


def test_u29_when_several_reasons_fit_the_page_has_the_plan_and_the_question(terminal: Terminal) -> None:
    out = terminal("diagnose", *CODE).out
    move = COUNSEL.move(INQUIRY)
    assert INQUIRY.first.verdict is Verdict.AMBIGUOUS
    assert move.question is not None
    assert f"“{WORDS.of(CATALOG.questions[move.question].ask)}” orderdoctor wizard" in out
    plan = out.split("The plan\n")[1]
    titles = [WORDS.of(trial.remedy.solution.title) for trial in move.plan.trials[:2]]
    assert [plan.index(title) for title in titles] == sorted(plan.index(title) for title in titles)
    assert " · works about " in plan


def test_one_clear_reason_needs_no_plan(terminal: Terminal) -> None:
    assert "The plan\n" not in terminal("diagnose", "The product is out of stock", "--system", "dsers").out


def test_u28_the_unknown_is_shown_the_way_to_the_questions(terminal: Terminal) -> None:
    out = terminal("diagnose", "How do I repair a bicycle tyre on a rainy Sunday?").out
    assert "Answer a few questions: orderdoctor wizard" in out


def test_a_case_of_several_reasons_is_shown_with_its_plan_too(terminal: Terminal) -> None:
    assert "The plan\n" in terminal("cases", "start", *CODE).out


def test_the_json_has_the_question_with_its_answers_and_the_plan_in_ids(terminal: Terminal) -> None:
    facts = terminal("diagnose", "--json", *CODE).json
    move = COUNSEL.move(INQUIRY)
    assert facts["question"]["id"] == move.question
    assert facts["question"]["answers"][-1]["id"] == "dont-know"
    assert len(facts["plan"]) == len(move.plan.trials)
    for told, trial in zip(facts["plan"], move.plan.trials, strict=True):
        assert set(told) == {"fixes", "minutes", "works"}
        assert told["fixes"] == [{"reason": r, "solution": fix.id} for r, fix in trial.remedy.fixes]
        assert told["minutes"] > 0
        assert told["works"] == pytest.approx(trial.works, abs=1e-3)


def test_the_json_of_the_unknown_has_no_plan(terminal: Terminal) -> None:
    assert terminal("diagnose", "--json", "How do I repair a bicycle tyre on a rainy Sunday?").json["plan"] == []
