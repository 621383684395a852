"""Questions in the terminal, line by line: a number, a word or its beginning chooses an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from orderdoctor.cases.errors import SaveFailed
from orderdoctor.cli.output import Page
from orderdoctor.cli.session import Session
from orderdoctor.fault_words import fault_text

T = TypeVar("T")


class Stopped(Exception):  # noqa: N818 - the user may stop at any question
    """The user stopped, or the input has ended."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its English word (which always works), and its text in the user's language."""

    word: str
    text: str


class Asker:
    """Asks one user in one language. Every method raises `Stopped` at the end of the input and at `quit`."""

    def __init__(self, session: Session) -> None:
        """Take the session whose console is used."""
        self._session = session

    @property
    def page(self) -> Page:
        """Where texts go."""
        return self._session.page

    def choose(self, question: str, options: Sequence[Option]) -> str:
        """The word of the option that the user chooses; asks again until one is chosen."""
        words = self._session.words
        self.page.text(question)
        for number, option in enumerate(options, 1):
            self.page.item(f"{number}.", option.text)
        while True:
            answer = self.line(words.tr("Number:"))
            chosen = _chosen(answer, options)
            if chosen:
                return chosen
            told = words.tr("Type a number from 1 to {last}, or {quit} to stop.")
            self.page.text(told.format(last=len(options), quit="quit"))

    def line(self, prompt: str) -> str:
        """One line, trimmed; it may be empty."""
        answer = self._session.console.ask(prompt)
        if answer is None or answer.strip().casefold() in ("quit", "exit"):
            raise Stopped
        return answer.strip()

    def saved(self, save: Callable[[], T]) -> T:
        """What saving returns; while it fails, say why and let the user try again (checks.md R6)."""
        while True:
            try:
                return save()
            except SaveFailed as fault:
                self._session.console.tell(fault_text(fault, self._session.words))
                self.line(self._session.words.tr("Make room, then press Enter to try again:"))

    def text(self, prompt: str) -> str:
        """Several lines, up to an empty one or the end of the input; empty ones before them do not count."""
        self.page.text(prompt)
        lines: list[str] = []
        while True:
            line = self._session.console.ask(">")
            if line is None and not lines:
                raise Stopped
            if line is None or (not line.strip() and lines):
                return "\n".join(lines)
            if line.strip().casefold() in ("quit", "exit") and not lines:
                raise Stopped
            if line.strip():
                lines.append(line)


def _chosen(answer: str, options: Sequence[Option]) -> str | None:
    wanted = answer.casefold()
    if wanted.isdecimal():
        return options[int(wanted) - 1].word if 1 <= int(wanted) <= len(options) else None
    names = [(option.word, (option.word.casefold(), option.text.casefold())) for option in options]
    whole = [word for word, known in names if wanted in known]
    begun = [word for word, known in names if wanted and any(name.startswith(wanted) for name in known)]
    return whole[0] if whole else begun[0] if len(begun) == 1 else None
