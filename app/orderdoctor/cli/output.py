"""What commands write: pages for people, JSON for programs."""

from __future__ import annotations

import json
import math
from datetime import datetime

from orderdoctor.cli.console import Console
from orderdoctor.cli.layout import wrapped


class Page:
    """Writes paragraphs, headings and lists, wrapped to the console's width."""

    def __init__(self, console: Console) -> None:
        """Take the console to write to."""
        self._console = console
        self._begun = False

    def text(self, text: str, indent: int = 0) -> None:
        """A paragraph; an empty text writes nothing."""
        if text:
            self._lines(text, " " * indent, " " * indent)

    def heading(self, text: str) -> None:
        """A heading, with an empty line before it, unless it is the first thing of all."""
        if self._begun:
            self.blank()
        self._lines(text, "", "")

    def item(self, mark: str, text: str, indent: int = 2) -> None:
        """An entry of a list: its mark (a number, a dash) hangs in front of its text."""
        start = " " * indent + mark + " "
        self._lines(text, start, " " * len(start))

    def blank(self) -> None:
        """An empty line."""
        self._console.write()

    def _lines(self, text: str, first: str, rest: str) -> None:
        self._begun = True
        for line in wrapped(text, self._console.width, first, rest):
            self._console.write(line)


def json_line(value: object) -> str:
    """JSON in one line; letters as they are, half characters as escapes that any stream can hold."""
    return _dumped(value, None)


def json_page(value: object) -> str:
    """JSON over several lines."""
    return _dumped(value, 2)


def _dumped(value: object, indent: int | None) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent)
    return text


def rounded(probability: float) -> float:
    """A probability for JSON: four digits, so that two machines write the same."""
    return round(probability, 4) if math.isfinite(probability) else 0.0


def local_time(moment: datetime) -> str:
    """A moment on the clock of this computer, as 2026-11-22 21:40 in every language."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
