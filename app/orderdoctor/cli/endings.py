"""What ends a command early: each carries the one line that the user reads."""

from __future__ import annotations


class CommandFault(Exception):  # noqa: N818 - the user's input is no error of ours
    """A command that can't go on; `text` is in the user's language, `code` is how the program ends."""

    code = 1

    def __init__(self, text: str) -> None:
        """Take the line for standard error."""
        super().__init__(text)
        self.text = text


class NothingFound(CommandFault):
    """What was asked for does not exist."""

    code = 1


class BadUsage(CommandFault):
    """The command line or the input is not as it must be."""

    code = 2
