"""The command line is a contract; what does not fit it is told in one line, in the user's language."""

from __future__ import annotations

import pytest

from orderdoctor import __version__
from orderdoctor.cli.arguments import peeked
from orderdoctor.cli.commands import CASES, CATALOG, COMMANDS

from .helpers import Terminal

BAD = [
    ("foo",),
    ("--foo",),
    ("show",),
    ("show", "a", "b"),
    ("diagnose", "--lang"),
    ("diagnose", "--json=3", "x"),
    ("diagnose", "--lang", "fr", "x"),
    ("diagnose", "--system", "nowhere", "x"),
    ("diagnose", "--jsonl", "x"),
    ("--profile", "nobody", "reasons"),
    ("cases",),
    ("catalog",),
    ("cases", "foo"),
    ("cases", "tick", "x", "1"),
    ("cases", "outcome", "1", "maybe"),
    ("cases", "list", "--limit", "0"),
    ("cases", "list", "--state", "lost"),
    ("cases", "delete"),
    ("catalog", "lint", "/nowhere"),
]


@pytest.mark.parametrize("arguments", BAD)
@pytest.mark.parametrize("language", [(), ("--lang", "en-XA")])
def test_bad_usage_is_one_line_and_ends_with_2(
    terminal: Terminal, arguments: tuple[str, ...], language: tuple[str, ...]
) -> None:
    if language and "--lang" in arguments:
        language = ()
    ended = terminal(*language, *arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.count("\n") == 1
    assert ended.err.startswith("orderdoctor: [" if language else "orderdoctor: ")
    assert "can't be read" not in ended.err, "argparse's own English came through"


def test_a_mistyped_command_is_understood(terminal: Terminal) -> None:
    assert "“diagnose”" in terminal("diagnos", "x").err


@pytest.mark.parametrize(
    "command",
    [(), *((name,) for name in (*COMMANDS, "cases", "catalog", "self-test"))]
    + [("cases", name) for name in CASES]
    + [("catalog", name) for name in CATALOG],
)
def test_every_command_has_help_in_the_users_language(terminal: Terminal, command: tuple[str, ...]) -> None:
    ended = terminal("--lang", "en-XA", *command, "--help")
    assert ended.code == 0
    assert ended.err == ""
    assert "[Hów tó çáll" in ended.out
    for english in ("usage", "options", "positional", "show this help"):
        assert english not in ended.out


def test_the_help_names_every_command(terminal: Terminal) -> None:
    out = terminal("--help").out
    assert all(f"    {name} " in out for name in (*COMMANDS, "cases", "catalog", "self-test"))


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal("--version").out == f"Order Doctor {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [("--lang", "en-XA", "reasons"), ("reasons", "--lang", "en-XA"), ("reasons", "--lang=en-XA")]
)
def test_options_of_the_program_may_stand_before_and_after_the_command(
    terminal: Terminal, arguments: tuple[str, ...]
) -> None:
    assert "[Pláçíñg thé órdér" in terminal(*arguments).out


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh_CN", "zh_TW", "ZH"])
def test_i15_every_chinese_tag_means_the_chinese_that_we_have(terminal: Terminal, tag: str) -> None:
    assert terminal("show", "order.out-of-stock", "--json", "--lang", tag).json["language"] == "zh-Hans"


def test_the_last_of_two_equal_options_counts_and_nothing_behind_two_dashes() -> None:
    assert peeked(["--lang", "vi", "--lang=zh", "--", "--lang", "en"], "--lang") == "zh"
    assert peeked(["diagnose", "--lang"], "--lang") is None
