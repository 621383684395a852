"""`cases answer`: answers are kept like everything else, and a case shows them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from orderdoctor.i18n import ENGLISH

from .helpers import Terminal, knowledge

WORDS = knowledge().words(ENGLISH)
SYSTEM = knowledge().catalog.questions["system"]


@pytest.fixture
def begun(terminal: Terminal) -> Terminal:
    terminal("cases", "start", "-999")
    return terminal


def test_an_answer_is_kept_shown_and_can_be_taken_back(begun: Terminal) -> None:
    assert begun("cases", "answer", "1", "system", "aliexpress-seller").code == 0
    facts = begun("cases", "show", "1", "--json").json
    assert facts["answers"] == [{"question": "system", "answer": "aliexpress-seller"}]
    assert facts["system"] == "aliexpress-seller"
    said = next(answer.text for answer in SYSTEM.answers if answer.id == "aliexpress-seller")
    assert f"{WORDS.of(SYSTEM.ask)} – {WORDS.of(said)}" in begun("cases", "show", "1").out
    begun("cases", "undo", "1")
    assert begun("cases", "show", "1", "--json").json["answers"] == []


def test_i_dont_know_is_an_answer_too(begun: Terminal) -> None:
    begun("cases", "answer", "1", "system", "dont-know")
    assert "– I don't know" in begun("cases", "show", "1").out


@pytest.mark.parametrize(
    ("question", "answer"), [("no-question", "dsers"), ("system", "no-answer"), ("system", "")]
)
def test_what_is_no_question_or_no_answer_is_refused_with_what_there_is(
    begun: Terminal, question: str, answer: str
) -> None:
    ended = begun("cases", "answer", "1", question, answer)
    assert (ended.code, ended.out) == (2, "")
    assert "There are: " in ended.err
    assert begun("cases", "show", "1", "--json").json["answers"] == []


@pytest.mark.parametrize("form", ["csv", "json", "text"])
def test_an_export_has_the_answers(begun: Terminal, tmp_path: Path, form: str) -> None:
    begun("cases", "answer", "1", "system", "aliexpress-seller")
    target = tmp_path / f"cases.{form}"
    assert begun("cases", "export", str(target), "--form", form).code == 0
    text = target.read_text(encoding="utf-8-sig")
    assert "aliexpress-seller" in text
    if form == "csv":
        header, row = csv.reader(text.splitlines())
        assert row[header.index("Answers")] == "system · aliexpress-seller"


def test_a_case_of_questions_only_is_called_by_them(terminal: Terminal) -> None:
    terminal("wizard", typed="1\n0\n")
    assert "Questions, 2 answered" in terminal("cases", "list").out
    out = terminal("cases", "show", "1").out
    assert "Case 1: Questions, 2 answered" in out
    assert "What you pasted" not in out
