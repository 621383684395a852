"""argparse in the user's language: its help and its errors, and nothing that ends the process by itself."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import IO, Any, NoReturn

from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.layout import wrapped
from orderdoctor.i18n import Words

NARROW = 76
"""Columns of the help."""


class TextAsked(Exception):  # noqa: N818 - not an error: the user asked for the help or the version
    """The command line asks for a text and for nothing else."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        super().__init__(text)
        self.text = text


class Parser(argparse.ArgumentParser):
    """A parser that raises `BadUsage` and `TextAsked` instead of printing and ending the process."""

    def __init__(self, words: Words, prog: str, description: str, epilog: str = "") -> None:
        """Take the language and the texts in it."""

        def make(prog: str) -> argparse.HelpFormatter:
            return _Help(words, prog)

        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=make,
            add_help=False,
            allow_abbrev=False,
        )
        self.words = words
        self.values = self.add_argument_group(words.tr("Arguments"))
        self.options = self.add_argument_group(words.tr("Options"))
        self.options.add_argument(
            "-h", "--help", action=_HelpAction, nargs=0, help=words.tr("Show this help")
        )

    def commands(self, name: str) -> Commands:
        """Let commands follow, each with a parser of its own; the given one becomes the value `name`."""
        adder = self.add_subparsers(
            title=self.words.tr("Commands"), dest=name, metavar="COMMAND", prog=self.prog
        )
        return Commands(self.words, adder)

    def value(self, name: str, help: str, **kind: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        """Declare an argument that is told by its place."""
        self.values.add_argument(name, help=help, metavar=name.upper(), **kind)

    def option(self, *names: str, help: str, **kind: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        """Declare an option."""
        self.options.add_argument(*names, help=help, **kind)

    def flag(self, name: str, help: str) -> None:
        """Declare an option that is there or not."""
        self.options.add_argument(name, action="store_true", help=help)

    def error(self, message: str) -> NoReturn:
        """Raise `BadUsage` with argparse's message in the user's language."""
        raise BadUsage(
            self.words.tr("{fault} Help: {command}").format(
                fault=translated_error(message, self.words), command=f"{self.prog} --help"
            )
        )

    def print_help(self, file: IO[str] | None = None) -> NoReturn:  # type: ignore[override]
        """Raise `TextAsked` with the help."""
        raise TextAsked(self.format_help())


class Commands:
    """Where commands are declared."""

    def __init__(self, words: Words, adder: argparse._SubParsersAction[Parser]) -> None:
        """Take the language and argparse's own place for commands."""
        self._words = words
        self._adder = adder

    def add(self, name: str, help: str, more: str = "") -> Parser:
        """Declare a command; `help` is its line in the list, `more` stands under it in its own help."""
        return self._adder.add_parser(name, help=help, words=self._words, description=help, epilog=more)


class _HelpAction(argparse.Action):
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        parser.print_help()


class _Help(argparse.HelpFormatter):
    """argparse's help with our words before the usage, and lines that know how wide Chinese is."""

    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=NARROW)
        self._words = words

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        mine = self._words.tr("How to call it:") + " "
        super().add_usage(usage, actions, groups, mine if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(wrapped(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(wrapped(text, width, indent, indent))


def translated_error(message: str, words: Words) -> str:
    """Argparse's message in the user's language: all that our parsers raise, Python 3.11 to 3.14."""
    for pattern, say in _ERRORS:
        found = re.match(pattern, message, re.DOTALL)
        if found:
            return say(words, *found.groups())
    return words.tr("The command line can't be read: {detail}.").format(detail=message)


def _unknown_choice(words: Words, name: str, value: str, choices: str) -> str:
    possible = [choice.strip(" '\"") for choice in choices.split(",")]
    close = get_close_matches(value, possible, 1)
    if name == "COMMAND" and close:
        return words.tr("There is no command “{name}”. Is “{other}” meant?").format(
            name=value, other=close[0]
        )
    if name == "COMMAND":
        return words.tr("There is no command “{name}”.").format(name=value)
    return words.tr("{name} can't be “{value}”. It can be: {choices}.").format(
        name=name, value=value, choices=", ".join(possible)
    )


def _no_number(words: Words, name: str, value: str) -> str:
    return words.tr("{name} needs a number, and “{value}” is none.").format(name=name, value=value)


def _no_value(words: Words, name: str) -> str:
    return words.tr("{name} needs a value.").format(name=name)


def _a_value(words: Words, name: str) -> str:
    return words.tr("{name} takes no value.").format(name=name)


def _missing(words: Words, names: str) -> str:
    return words.tr("This is missing: {names}.").format(names=names)


def _too_much(words: Words, rest: str) -> str:
    return words.tr("This is not understood: {rest}.").format(rest=rest)


_ERRORS: tuple[tuple[str, Callable[..., str]], ...] = (
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \((?:maybe you meant.*?, )?choose from (.*)\)$",
        _unknown_choice,
    ),
    (r"argument (.+?): invalid (?:int|float) value: '?(.*?)'?$", _no_number),
    (r"argument (.+?): expected (?:one|at least one) argument$", _no_value),
    (r"argument (.+?): ignored explicit argument", _a_value),
    (r"the following arguments are required: (.*)$", _missing),
    (r"unrecognized arguments: (.*)$", _too_much),
)
