"""`wizard --jsonl`: a question out, a line in, until it is done; a bad line changes nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from orderdoctor.cli.console import Console
from orderdoctor.cli.wizard_jsonl import LONGEST_LINE, LineWizard
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.troubleshooter import MOST_QUESTIONS

from .helpers import Ended, Terminal, bundle, knowledge, message_of

APP = Path(__file__).resolve().parents[2] / "app"
CLEAR = "order.out-of-stock"


def lines_of(*said: object) -> str:
    return "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in said)


def wizard(terminal: Terminal, *said: object, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What comes back, the first question included."""
    ended = terminal("wizard", "--jsonl", *options, typed=lines_of(*said))
    return answers(ended)


def answers(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def first_answer(terminal: Terminal) -> str:
    return wizard(terminal)[0]["ask"]["answers"][0]["id"]


def test_before_any_input_there_is_one_question_and_then_a_line_for_each_line(terminal: Terminal) -> None:
    found = wizard(terminal, {"answer": UNKNOWN}, {"answer": UNKNOWN}, "nonsense", {"back": True})
    assert len(found) == 5
    assert [next(iter(line)) for line in found] == ["ask", "ask", "ask", "error", "ask"]


def test_without_input_it_asks_and_ends_with_0(terminal: Terminal) -> None:
    ended = terminal("wizard", "--jsonl", typed="")
    assert (ended.code, ended.err, len(answers(ended))) == (0, "", 1)


def test_u23_each_question_ends_with_i_dont_know_and_says_why_and_how_to_find_out(terminal: Terminal) -> None:
    found = wizard(terminal, *[{"answer": UNKNOWN}] * MOST_QUESTIONS)
    questions = [line["ask"] for line in found if "ask" in line]
    assert questions
    for ask in questions:
        assert {"id", "text", "answers", "why", "find_out"} == set(ask)
        assert ask["answers"][-1] == {"id": UNKNOWN, "text": "I don't know"}
        assert len({answer["id"] for answer in ask["answers"]}) == len(ask["answers"])
    assert len({ask["id"] for ask in questions}) == len(questions), "nothing is asked twice"


def test_the_end_is_what_the_contract_says(terminal: Terminal) -> None:
    found = wizard(terminal, *[{"answer": UNKNOWN}] * MOST_QUESTIONS)
    done = found[-1]["done"]
    assert set(done) == {"verdict", "reasons", "questions"}
    assert done["questions"] == len([line for line in found if "ask" in line])
    assert done["verdict"] in ("match", "ambiguous", "unknown")
    assert 1 <= len(done["reasons"]) <= 5
    assert all(set(reason) == {"id", "probability"} for reason in done["reasons"])
    probabilities = [reason["probability"] for reason in done["reasons"]]
    assert probabilities == sorted(probabilities, reverse=True)


def test_u24_what_the_text_says_is_not_asked(terminal: Terminal) -> None:
    (_, after) = wizard(terminal, {"text": message_of(CLEAR, "en")}, options=("--system", "dsers"))
    assert after["done"]["reasons"][0]["id"] == CLEAR
    assert after["done"]["questions"] == 0


def test_u24_the_system_is_not_asked_when_it_is_given(terminal: Terminal) -> None:
    def ids(*options: str) -> list[str]:
        found = wizard(terminal, *[{"answer": UNKNOWN}] * MOST_QUESTIONS, options=options)
        return [line["ask"]["id"] for line in found if "ask" in line]

    assert "system" in ids()
    assert "system" not in ids("--system", "dsers")


def test_a_text_on_the_command_line_is_there_from_the_beginning(terminal: Terminal) -> None:
    (only,) = answers(terminal("wizard", "--jsonl", "--system", "dsers", message_of(CLEAR, "en")))
    assert only["done"]["reasons"][0]["id"] == CLEAR


def test_a_second_text_is_joined_to_the_first(terminal: Terminal) -> None:
    more = message_of("ship.tracking-rejected", "zh")
    together = wizard(terminal, {"text": f"-999\n{more}"})[-1]
    assert wizard(terminal, {"text": "-999"}, {"text": more})[-1] == together


def test_u23_back_keeps_the_answer_and_at_the_first_question_repeats_it(terminal: Terminal) -> None:
    given = first_answer(terminal)
    first, second, back, again, on = wizard(
        terminal, {"answer": given}, {"back": True}, {"back": True}, {"answer": given}
    )
    assert back["ask"] == first["ask"] | {"given": given}
    assert again == back
    assert on == second


def test_at_the_very_beginning_back_repeats_the_question(terminal: Terminal) -> None:
    first, again = wizard(terminal, {"back": True})
    assert again == first


def test_a_changed_answer_takes_the_place_of_the_old_one_and_later_ones_stay(terminal: Terminal) -> None:
    first, second, _ = wizard(terminal, {"answer": UNKNOWN}, {"answer": UNKNOWN})
    change = [{"back": True}, {"back": True}, {"answer": first["ask"]["answers"][1]["id"]}]
    found = wizard(terminal, {"answer": UNKNOWN}, {"answer": UNKNOWN}, *change, {"back": True})
    assert found[-1]["ask"]["id"] == second["ask"]["id"]
    assert found[-1]["ask"]["given"] == UNKNOWN


def test_after_the_end_it_goes_on_with_back_text_and_tried(terminal: Terminal) -> None:
    unknown = [{"answer": UNKNOWN}] * MOST_QUESTIONS
    asked = [line for line in wizard(terminal, *unknown) if "ask" in line]
    said = [*unknown[: len(asked)], {"back": True}, {"text": message_of(CLEAR, "en")}]
    done, back, text = wizard(terminal, *said)[-3:]
    assert "done" in done
    assert back["ask"]["id"] == asked[-1]["ask"]["id"]
    assert text["done"]["reasons"][0]["id"] == CLEAR
    assert text["done"]["questions"] == len(asked)


def test_a_failed_fix_is_evidence_and_the_next_line_follows(terminal: Terminal) -> None:
    known = knowledge().catalog.reasons[CLEAR]
    tried = {"tried": CLEAR, "worked": False}
    said = [{"text": message_of(CLEAR, "en")}, *[tried] * (len(known.solutions) + 2)]
    found = wizard(terminal, *said, options=("--system", "dsers"))[1:]
    chances = [reason["probability"] for line in found if "done" in line for reason in line["done"]["reasons"][:1]]
    assert chances == sorted(chances, reverse=True)
    assert all("error" not in line for line in found)
    assert found[-1] == found[-2], "a reason that is set aside can't be set aside once more"
    last = found[-1].get("done", {"reasons": [{"id": ""}]})
    assert last["reasons"][0]["id"] != CLEAR, "all its fixes have failed"


def test_a_fix_that_worked_ends_it(terminal: Terminal) -> None:
    found = wizard(terminal, {"text": "-999"}, {"tried": "ship.tracking-rejected", "worked": True}, {"answer": "x"})
    assert found[2]["done"]["verdict"] == "match"
    assert found[2]["done"]["reasons"][0]["id"] == "ship.tracking-rejected"
    assert "error" in found[3]


BAD: list[object] = [
    "no json",
    "[1]",
    '"text"',
    "{}",
    '{"answer":"no such answer"}',
    '{"answer":5}',
    '{"answer":null}',
    '{"back":false}',
    '{"back":"true"}',
    '{"text":""}',
    '{"text":7}',
    '{"tried":"no.such-reason","worked":false}',
    '{"tried":["order.duplicate"],"worked":false}',
    '{"tried":"order.duplicate"}',
    '{"tried":"order.duplicate","worked":"no"}',
    '{"worked":true}',
    '{"answer":"dont-know","back":true}',
    '{"unheard-of":1}',
    '{"answer":"dont-know","unheard-of":1}',
    "[" * 50_000,
    '{"answer":1e999}',
    '{"text":"' + "a" * LONGEST_LINE + '"}',
]


@pytest.mark.parametrize("bad", BAD, ids=lambda line: str(line)[:40])
def test_a_bad_line_gets_one_sentence_and_changes_nothing(terminal: Terminal, bad: object) -> None:
    given = first_answer(terminal)
    ended = terminal("wizard", "--jsonl", typed=lines_of({"answer": given}, bad, {"back": True}))
    _, _, error, back = answers(ended)
    assert set(error) == {"error"}
    assert error["error"].strip() and "\n" not in error["error"]
    assert back["ask"]["given"] == given
    assert ended.code == 0, "the last line was good"
    assert ended.err.count("\n") == 1


def test_bytes_that_are_no_utf_8_are_a_bad_line_and_a_bad_last_line_ends_with_2(terminal: Terminal) -> None:
    ended = terminal("wizard", "--jsonl", typed=b'{"text":"\xff\xfe"}\n')
    assert "UTF-8" in answers(ended)[1]["error"]
    assert ended.code == 2


def test_texts_that_are_too_long_together_are_refused(terminal: Terminal) -> None:
    half = {"text": "a" * (LONGEST_LINE * 2 // 3)}
    found = wizard(terminal, half, half)
    assert "error" not in found[1]
    assert "error" in found[2]


def test_empty_lines_and_a_byte_order_mark_do_not_count(terminal: Terminal) -> None:
    typed = b'\xef\xbb\xbf\n{"answer":"dont-know"}\r\n\r\n  \n{"back":true}'
    ended = terminal("wizard", "--jsonl", typed=typed)
    assert (ended.code, len(answers(ended))) == (0, 3)


def test_half_characters_do_not_stop_it(terminal: Terminal) -> None:
    found = wizard(terminal, '{"text":"\\ud800 out of stock"}', '{"answer":"\\ud800"}')
    assert [next(iter(line)) for line in found[2:]] == ["error"]


def test_each_line_is_flushed_before_the_next_one_is_read(terminal: Terminal) -> None:
    seen: list[str] = []
    read: list[int] = []

    class Out(io.StringIO):
        def flush(self) -> None:
            seen.append(self.getvalue())

    class In(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            read.append(seen[-1].count("\n") if seen else 0)
            return super().readline(-1 if size is None else size)

    stdin = In('{"answer":"dont-know"}\n{"back":true}\n')
    console = Console(stdin, Out(), io.StringIO())
    terminal.run(console, ["--data-dir", str(terminal.home), "wizard", "--jsonl"])
    assert read == [1, 2, 3]


def test_texts_are_in_the_language_that_was_asked_for(terminal: Terminal) -> None:
    (first,) = answers(terminal("wizard", "--jsonl", "--lang", "en-XA"))
    assert first["ask"]["text"].startswith("[")
    assert first["ask"]["answers"][-1]["text"].startswith("[")
    assert first["ask"]["answers"][-1]["id"] == UNKNOWN


def test_nothing_is_kept_of_it(terminal: Terminal) -> None:
    wizard(terminal, {"answer": UNKNOWN}, {"text": "out of stock"})
    assert terminal("cases", "list").code == 1


def test_what_is_kept_in_memory_is_bounded_by_the_library_not_by_the_lines(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[LineWizard] = []
    begin = LineWizard.__init__

    def remembered(self: LineWizard, *args: Any) -> None:
        begin(self, *args)
        made.append(self)

    monkeypatch.setattr(LineWizard, "__init__", remembered)
    reasons = list(knowledge().catalog.reasons)[:2]
    said = [{"tried": reason, "worked": False} for reason in reasons] + [{"answer": UNKNOWN}, {"back": True}]
    wizard(terminal, *said * 15)
    inquiry = made[0]._talk.inquiry
    fixes = sum(len(knowledge().catalog.reasons[reason].solutions) for reason in reasons)
    assert len(inquiry.failed) == len(set(inquiry.failed)) <= fixes
    assert len(inquiry.rejected) <= len(reasons)
    assert len(inquiry.answers) <= MOST_QUESTIONS


class Talk:
    """A wizard in a process of its own, as a script drives it."""

    def __init__(self, home: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from orderdoctor import main; "
            f"main.bundle_folder = lambda: Path({str(bundle())!r}); sys.exit(main.run(sys.argv[1:]))"
        )
        command = [sys.executable, "-c", code, "--data-dir", str(home), "wizard", "--jsonl"]
        environment = os.environ | {"PYTHONPATH": str(APP)}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment)

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def say(self, line: object) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()
        return self.read()

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode


@pytest.mark.parametrize("stage", ["order", "ship", "cancel", "refund", "link"])
def test_a_script_gets_to_the_reason_within_ten_questions(tmp_path: Path, stage: str) -> None:
    """Somebody who answers as most people with the stage's first reason do is told that reason first."""
    catalog = knowledge().catalog
    reason = next(reason for reason in catalog.reasons.values() if reason.stage == stage)
    talk = Talk(tmp_path)
    line = talk.read()
    questions = 0
    while "ask" in line and questions < MOST_QUESTIONS:
        chances = catalog.questions[line["ask"]["id"]].chances(reason)
        line = talk.say({"answer": line["ask"]["answers"][chances.index(max(chances))]["id"]})
        questions += 1
    assert line["done"]["questions"] == questions
    assert reason.id in [known["id"] for known in line["done"]["reasons"][:3]]
    assert talk.end() == 0
