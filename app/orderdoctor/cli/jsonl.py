"""`orderdoctor diagnose --jsonl`: one JSON object in, one out, in order; bad lines are answered too."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from orderdoctor.cli.console import Console
from orderdoctor.cli.output import json_line, rounded
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.i18n import Words

SHOWN = 5


class BadLine(Exception):  # noqa: N818 - the input's fault
    """A line that can't be answered."""

    def __init__(self, text: str, line_id: object = None) -> None:
        """Take what is wrong, in the user's language, and the line's id as far as it could be read."""
        super().__init__(text)
        self.text = text
        self.line_id = line_id


def diagnose_lines(session: Session, system: str | None) -> int:
    """Answer every line of standard input that is not empty. Ends with 2 if a line was bad."""
    progress = Progress(session.console, session.words)
    bad = 0
    for line in session.console.lines():
        if not line.strip():
            continue
        try:
            answer = _answer(session, line, system)
        except BadLine as fault:
            bad += 1
            answer = {"id": fault.line_id, "error": fault.text}
        session.console.write(json_line(answer))
        session.console.stdout.flush()
        progress.step()
    progress.end()
    tell_bad_lines(session, bad)
    return 2 if bad else 0


def _answer(session: Session, line: str, system: str | None) -> dict[str, Any]:
    question = _question(line, session.words)
    named = question.get("system")
    if named is not None and not isinstance(named, str):
        raise BadLine(session.words.tr("“system” is not a text."), question.get("id"))
    here = session.system_named(named) if named else None
    diagnosis = session.parts.doctor.diagnose(question["text"], here or system)
    return {
        "id": question.get("id"),
        "verdict": diagnosis.verdict.value,
        "reasons": ranking_facts(diagnosis),
    }


def _question(line: str, words: Words) -> dict[str, Any]:
    question = json_object(line, words)
    if not isinstance(question.get("text"), str):
        raise BadLine(words.tr("“text” is missing or not a text."), question.get("id"))
    return question


def json_object(line: str, words: Words) -> dict[str, Any]:
    """The object that stands on a line. Raises BadLine."""
    try:
        found = json.loads(line, parse_constant=_refuse)
        json.dumps(found, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise BadLine(words.tr("This line is not JSON.")) from error
    if not isinstance(found, dict):
        raise BadLine(words.tr("This line is not a JSON object."))
    return found


def ranking_facts(diagnosis: Diagnosis) -> list[dict[str, Any]]:
    """The likeliest reasons, at most SHOWN, with their probabilities."""
    return [
        {"id": ranked.reason, "probability": rounded(ranked.probability)}
        for ranked in diagnosis.ranking[:SHOWN]
    ]


def tell_bad_lines(session: Session, bad: int) -> None:
    """Say on standard error how many lines could not be read, if any."""
    if bad:
        told = session.words.trn("{n} line could not be read.", "{n} lines could not be read.", bad)
        session.console.tell(told.format(n=bad))


def _refuse(constant: str) -> None:
    raise ValueError(constant)


class Progress:
    """Tells on standard error how far a long run is, if a person looks at it."""

    AFTER = 1.0
    EVERY = 0.5

    def __init__(self, console: Console, words: Words, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the console, the language, and a clock in seconds."""
        self._console = console
        self._words = words
        self._clock = clock
        self._next = clock() + self.AFTER
        self._watched = console.stderr.isatty() and not console.stdout.isatty()
        self._done = 0
        self._told = False

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        if not self._watched or self._clock() < self._next:
            return
        self._next = self._clock() + self.EVERY
        self._told = True
        text = self._words.trn("{n} text read", "{n} texts read", self._done).format(n=self._done)
        self._console.stderr.write(f"\r{text}")
        self._console.stderr.flush()

    def end(self) -> None:
        """The run is over: the line of the progress is finished."""
        if self._told:
            self._console.stderr.write("\n")
            self._console.stderr.flush()
