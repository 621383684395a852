"""The command line: what can be asked for. It is a contract, scripts depend on it (architecture.md)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from orderdoctor import __version__
from orderdoctor.cli.case_arguments import case_commands
from orderdoctor.cli.parser import Commands, Parser, TextAsked
from orderdoctor.cli.tool_commands import tool_commands
from orderdoctor.i18n import Words

PROGRAM = "orderdoctor"


def parsed(arguments: Sequence[str], words: Words) -> argparse.Namespace:
    """The values of a command line. Raises `BadUsage`, and `TextAsked` for help and version."""
    values = _parser(words).parse_args(arguments)
    if values.version:
        raise TextAsked(f"Order Doctor {__version__}")
    return values


def peeked(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option before the command line is read as a whole: that needs language and folder."""
    found = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and position + 1 < len(arguments):
            found = arguments[position + 1]
        elif argument.startswith(f"{option}="):
            found = argument.partition("=")[2]
    return found


def _parser(words: Words) -> Parser:
    parser = Parser(
        words=words,
        prog=PROGRAM,
        description=words.tr(
            "Gets a failed AliExpress order moving again. Offline: nothing is sent anywhere."
        ),
        epilog=words.tr(
            "Without a command the window opens. Where there is no display, the assistant starts. "
            "The program ends with 0 if all went well. "
            "It ends with 1 if nothing was found or a check failed, and with 2 if the input was wrong."
        ),
    )
    _everywhere(parser, words)
    parser.flag("--version", words.tr("Show the version"))
    parser.flag("--quit-after-first-paint", words.tr("Open the window, paint it once and end (for tests)"))
    commands = parser.commands("command")
    for declare in (_assist, _wizard, _diagnose, _show, _reasons, _way, _tool, _cases, _catalog, _self_test):
        declare(commands, words)
    return parser


def _everywhere(parser: Parser, words: Words, default: str | None = None) -> None:
    """The options that may stand before and after a command."""
    parser.option(
        "--lang", metavar="L", default=default, help=words.tr("Language of the texts: en, vi or zh")
    )
    parser.option(
        "--data-dir", metavar="DIR", default=default, help=words.tr("Keep everything in this folder")
    )
    parser.option("--profile", metavar="NAME", default=default, help=words.tr("Work with this profile"))


def _add(commands: Commands, words: Words, name: str, help: str, more: str = "") -> Parser:
    parser = commands.add(name, help, more)
    _everywhere(parser, words, argparse.SUPPRESS)
    return parser


def _json(parser: Parser, words: Words) -> None:
    parser.flag("--json", words.tr("Write JSON, for programs"))


def _system(parser: Parser, words: Words) -> None:
    parser.option(
        "--system", metavar="S", help=words.tr("Where you work: dsers, ali-dropship-connector, aliexpress …")
    )


def _assist(commands: Commands, words: Words) -> None:
    parser = _add(commands, words, "assist", words.tr("Ask, answer and fix step by step in the terminal"))
    _system(parser, words)


def _wizard(commands: Commands, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "wizard",
        words.tr("Find the reason by questions and answers"),
        words.tr(
            "With --jsonl each line is a JSON object. It writes ask, done or error. "
            "It reads answer, back, text, or tried with worked."
        ),
    )
    parser.value("text", words.tr("What you know already: a message or your own words"), nargs="*")
    _system(parser, words)
    parser.flag("--jsonl", words.tr("Ask and be answered in one JSON object a line"))


def _diagnose(commands: Commands, words: Words) -> None:
    parser = _add(
        commands,
        words,
        "diagnose",
        words.tr("Say what an error message means and what to do"),
        words.tr(
            "With --jsonl each line of the input is a JSON object with id, text and perhaps system. "
            "Each gets one JSON line back."
        ),
    )
    parser.value("text", words.tr("The message or your own words; - reads standard input"), nargs="*")
    _system(parser, words)
    _json(parser, words)
    parser.flag("--jsonl", words.tr("Diagnose one JSON object a line, in order"))


def _show(commands: Commands, words: Words) -> None:
    parser = _add(commands, words, "show", words.tr("Show a reason and its fix"))
    parser.value("reason", words.tr("The reason's id, for instance order.out-of-stock"))
    _system(parser, words)
    _json(parser, words)


def _reasons(commands: Commands, words: Words) -> None:
    parser = _add(commands, words, "reasons", words.tr("List every reason in the library"))
    _json(parser, words)


def _way(commands: Commands, words: Words) -> None:
    parser = _add(
        commands, words, "way", words.tr("Show an order's way: its stages and what each status means")
    )
    parser.value("id", words.tr("One stage or status, by its id or as it stands on the screen"), nargs="*")
    _json(parser, words)


def _tool(commands: Commands, words: Words) -> None:
    help = words.tr("Check something offline before you try again")
    inner = _add(commands, words, "tool", help).commands("part")

    def add(name: str, help: str) -> Parser:
        return _add(inner, words, name, help)

    tool_commands(add, words)


def _cases(commands: Commands, words: Words) -> None:
    inner = _add(commands, words, "cases", words.tr("Keep and continue cases")).commands("part")

    def add(name: str, help: str) -> Parser:
        return _add(inner, words, name, help)

    case_commands(add, words)


def _catalog(commands: Commands, words: Words) -> None:
    inner = _add(commands, words, "catalog", words.tr("Check the library's content")).commands("part")
    folder = words.tr("The content's folder; without it the library that is built in")
    lint = _add(inner, words, "lint", words.tr("Check every file, reference and text"))
    lint.value("folder", folder, nargs="?")
    _json(lint, words)
    coverage = _add(
        inner, words, "coverage", words.tr("Show which reason answers each row of the source documents")
    )
    coverage.value("folder", folder, nargs="?")
    _json(coverage, words)


def _self_test(commands: Commands, words: Words) -> None:
    _add(commands, words, "self-test", words.tr("Check that the installed program works"))
