"""`diagnose --jsonl`: one line for each line, in order, whatever stands in it."""

from __future__ import annotations

import io
import json

from orderdoctor.cli.console import Console
from orderdoctor.cli.jsonl import Progress
from orderdoctor.i18n import ENGLISH

from .helpers import Terminal, Tty, knowledge, message_of


def answers(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_each_line_gets_exactly_what_the_contract_says_in_order(terminal: Terminal) -> None:
    reasons = list(knowledge().catalog.reasons)[:20]
    lines = [json.dumps({"id": n, "text": r, "system": None}) for n, r in enumerate(reasons)]
    ended = terminal("diagnose", "--jsonl", typed="\n".join(lines))
    assert ended.code == 0
    assert ended.err == ""
    found = answers(ended.out)
    assert [answer["id"] for answer in found] == list(range(20))
    for answer in found:
        assert set(answer) == {"id", "verdict", "reasons"}
        assert answer["verdict"] in ("match", "ambiguous", "unknown")
        assert 1 <= len(answer["reasons"]) <= 5
        assert all(set(reason) == {"id", "probability"} for reason in answer["reasons"])
        probabilities = [reason["probability"] for reason in answer["reasons"]]
        assert probabilities == sorted(probabilities, reverse=True)


def test_it_says_the_same_as_a_single_diagnosis(terminal: Terminal) -> None:
    text = message_of("order.out-of-stock")
    single = terminal("diagnose", text, "--json").json
    (line,) = answers(terminal("diagnose", "--jsonl", typed=json.dumps({"id": "a", "text": text})).out)
    assert line["verdict"] == single["verdict"]
    assert line["reasons"] == [{k: r[k] for k in ("id", "probability")} for r in single["reasons"]]


def test_a_bad_line_is_answered_and_the_run_goes_on_and_ends_with_2(terminal: Terminal) -> None:
    bad = [
        "no json",
        "[1]",
        '{"id":7}',
        '{"id":8,"text":5}',
        '{"id":9,"text":"a","system":3}',
        "[" * 50_000,
        '{"id":1e999,"text":"a"}',
        '{"id":NaN,"text":"a"}',
        '{"id":' + "1" * 5001 + ',"text":"a"}',
    ]
    ended = terminal("diagnose", "--jsonl", typed="\n".join([*bad, '{"id":"last","text":"out of stock"}']))
    found = answers(ended.out)
    assert ended.code == 2
    assert len(found) == len(bad) + 1
    assert [answer["id"] for answer in found] == [None, None, 7, 8, 9, None, None, None, None, "last"]
    assert all(answer["error"] for answer in found[:-1])
    assert found[-1]["verdict"]
    assert ended.err.count("\n") == 1


def test_empty_lines_and_a_byte_order_mark_do_not_count(terminal: Terminal) -> None:
    typed = "\ufeff\n" + '{"id":1,"text":"-999"}\r\n\r\n  \n{"id":2,"text":"-999"}'
    ended = terminal("diagnose", "--jsonl", typed=typed.encode())
    assert ended.code == 0
    assert [answer["id"] for answer in answers(ended.out)] == [1, 2]


def test_a_line_may_name_its_system_and_an_unknown_one_is_passed_over(terminal: Terminal) -> None:
    text = message_of("order.sku-changed")
    lines = [{"id": s, "text": text, "system": s} for s in ("dsers", "DSers", "Some App")]
    ended = terminal("diagnose", "--jsonl", typed="\n".join(map(json.dumps, lines)))
    first, second, third = answers(ended.out)
    assert ended.code == 0
    assert first["reasons"] == second["reasons"]
    assert third["verdict"]


def test_half_characters_in_an_id_come_back_as_they_were(terminal: Terminal) -> None:
    ended = terminal("diagnose", "--jsonl", typed='{"id":"a\\ud800 订","text":"\\ud800"}')
    assert answers(ended.out)[0]["id"] == "a\ud800 订"
    ended.out.encode()


def test_each_answer_is_flushed_before_the_next_line_is_read(terminal: Terminal) -> None:
    seen: list[str] = []

    class Out(io.StringIO):
        def flush(self) -> None:
            seen.append(self.getvalue())

    class In(io.StringIO):
        def __next__(self) -> str:
            line = super().__next__()
            asked.append(len(seen))
            return line

    asked: list[int] = []
    stdin = In('{"id":1,"text":"a"}\n{"id":2,"text":"b"}\n')
    terminal.run(
        Console(stdin, Out(), io.StringIO()), ["--data-dir", str(terminal.home), "diagnose", "--jsonl"]
    )
    assert asked[1] > asked[0]
    assert seen[asked[1] - 1].count("\n") == 1


def test_u38_a_long_run_tells_a_person_how_far_it_is_and_a_short_one_does_not() -> None:
    err = Tty()
    now = [0.0]
    progress = Progress(
        Console(io.StringIO(), io.StringIO(), err), knowledge().words(ENGLISH), lambda: now[0]
    )
    for second in (0.2, 0.9, 1.1, 1.2, 1.7):
        now[0] = second
        progress.step()
    progress.end()
    assert err.getvalue() == "\r3 texts read\r5 texts read\n"


def test_progress_is_not_told_to_a_file() -> None:
    err = io.StringIO()
    now = [0.0]
    progress = Progress(
        Console(io.StringIO(), io.StringIO(), err), knowledge().words(ENGLISH), lambda: now[0]
    )
    now[0] = 9.0
    progress.step()
    progress.end()
    assert err.getvalue() == ""
