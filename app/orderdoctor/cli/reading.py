"""The text that a command works on: from the command line, or from standard input."""

from __future__ import annotations

from collections.abc import Sequence

from orderdoctor.cli.endings import BadUsage
from orderdoctor.cli.session import Session


def given_text(session: Session, words: Sequence[str]) -> str:
    """The text of the command line; `-` or nothing means standard input. Raises `BadUsage` if it is empty."""
    if list(words) in ([], ["-"]):
        if session.console.typed:
            session.console.tell(
                session.words.tr("Paste the message, then press Ctrl+D (on Windows Ctrl+Z and Enter).")
            )
        text = session.console.read_all()
    else:
        text = " ".join(words)
    if not text.strip():
        raise BadUsage(session.words.tr("There is no text to read."))
    return text
