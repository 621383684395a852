"""The three streams, whatever they are."""

from __future__ import annotations

import io
import sys

import pytest

from orderdoctor.cli.console import NARROWEST, WIDEST, Console, standard_console


def console_with(typed: bytes) -> Console:
    stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="latin-1")
    return Console(stdin, io.StringIO(), io.StringIO())


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("订单 đơn".encode(), "订单 đơn"),
        ("\ufeff订单".encode(), "订单"),
        (b"abc \xff\xfe", "abc \ufffd\ufffd"),
        (b"", ""),
    ],
)
def test_r21_input_is_utf8_whatever_the_locale_says(typed: bytes, text: str) -> None:
    assert console_with(typed).read_all() == text


def test_lines_come_without_their_ends_and_only_the_first_may_have_a_mark() -> None:
    console = console_with("\ufeffa\r\nđ\n\ufeffb".encode())
    assert list(console.lines()) == ["a", "đ", "\ufeffb"]


def test_a_question_at_the_end_of_the_input_has_no_answer() -> None:
    console = Console(io.StringIO("yes \n"), io.StringIO(), io.StringIO())
    assert console.ask("Well?") == "yes "
    assert console.ask("Well?") is None


def test_without_a_terminal_there_are_streams_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    console = standard_console()
    console.write("订单")
    console.tell("订单")
    assert console.read_all() == ""


def test_half_characters_do_not_stop_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console = standard_console()
    console.write("订 \ud800 đ")
    console.stdout.flush()
    assert raw.getvalue() == "订 ? đ\n".encode()


@pytest.mark.parametrize(("columns", "width"), [("20", NARROWEST), ("72", 72), ("400", WIDEST)])
def test_the_width_is_the_terminals_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert standard_console().width == width
