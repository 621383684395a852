"""Questions in the terminal, line by line: a number, a word or its beginning chooses an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from orderdoctor.cases.errors import SaveFailed
from orderdoctor.cli.output import Page
from orderdoctor.cli.session import Session
from orderdoctor.fault_words import fault_text

T = TypeVar("T")

_DIGITS = 10
"""No list has a number of so many digits."""


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

    def choose(
        self,
        question: str,
        options: Sequence[Option],
        zero: Option | None = None,
        others: Sequence[Option] = (),
    ) -> str:
        """The word of the option that the user chooses; asks again until one is chosen.

        zero: the option that has the number 0; others: whole words that can be typed beside the numbers.
        """
        words = self._session.words
        self.page.text(question)
        self._list(options)
        if zero:
            self.page.item("0.", zero.text)
        if others:
            typed = " · ".join(f"{option.word} ({option.text})" for option in others)
            self.page.text(words.tr("Or type: {words}").format(words=typed))
        while True:
            answer = self.line(words.tr("Number:"))
            chosen = _chosen(answer, options, zero, others)
            if chosen:
                return chosen
            told = words.tr("Type a number from {first} to {last}, or {quit} to stop.")
            self.page.text(told.format(first=0 if zero else 1, last=len(options), quit="quit"))

    def ticked(self, question: str, options: Sequence[Option]) -> list[str]:
        """The words of the options that the user ticks, none if they only press Enter; asks again until it is clear."""
        words = self._session.words
        self.page.text(question)
        self._list(options)
        while True:
            answer = self.line(words.tr("Numbers with spaces between, or Enter for none:"))
            numbers = re.split(r"[\s,;，、；]+", answer) if answer else []
            if numbers in ([], ["0"]):
                return []
            if all(number.isdecimal() and 1 <= int(number) <= len(options) for number in numbers):
                ticked = {int(number) for number in numbers}
                return [option.word for number, option in enumerate(options, 1) if number in ticked]
            told = words.tr("Type numbers from 1 to {last}, or {quit} to stop.")
            self.page.text(told.format(last=len(options), quit="quit"))

    def _list(self, options: Sequence[Option]) -> None:
        for number, option in enumerate(options, 1):
            self.page.item(f"{number}.", option.text)

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

    def text(self, prompt: str, instead: str = "") -> str:
        """Several lines, up to an empty one or the end of the input; empty ones before them do not count.

        instead: the word that, alone on the first line, means that there is no text; then it is empty.
        """
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
            if instead and line.strip().casefold() == instead and not lines:
                return ""
            if line.strip():
                lines.append(line)


def _chosen(
    answer: str, options: Sequence[Option], zero: Option | None, others: Sequence[Option]
) -> str | None:
    wanted = answer.casefold()
    if wanted.isdecimal():
        numbered = dict(enumerate(options, 1)) | ({0: zero} if zero else {})
        found = numbered.get(int(wanted)) if len(wanted) < _DIGITS else None
        return found.word if found else None
    typed = next((option.word for option in others if option.word == wanted), None)
    if typed:
        return typed
    numbered_too = [*([zero] if zero else []), *options]
    names = [(option.word, (option.word.casefold(), option.text.casefold())) for option in numbered_too]
    whole = [word for word, known in names if wanted in known]
    begun = [word for word, known in names if wanted and any(name.startswith(wanted) for name in known)]
    return whole[0] if whole else begun[0] if len(begun) == 1 else None
