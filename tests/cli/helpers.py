"""The program in a test: the real composition root and content, streams in memory, a folder of its own."""

from __future__ import annotations

import atexit
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import assemble
from orderdoctor import main
from orderdoctor.catalog.model import Catalog
from orderdoctor.cli.console import Console
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.fold import Folder
from orderdoctor.inquiry import Counsel
from orderdoctor.main import Parts
from orderdoctor.paths import UserPaths, user_paths

WIDE = 100_000
"""Columns at which nothing is wrapped, so that tests can look for whole sentences."""


@cache
def bundle() -> Path:
    """A bundle of this checkout's content, made once for all tests."""
    folder = Path(mkdtemp(prefix="orderdoctor-tests-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    assemble.assemble(folder / "bundle")
    return folder / "bundle"


@cache
def knowledge() -> Parts:
    """Catalog, folder and doctor, built once for all tests: they hold no state of a user."""
    return Parts(user_paths("/nowhere"), bundle())


class SharedParts(Parts):
    """The program's parts with the shared knowledge in them; cases and profiles are the test's own."""

    @cached_property
    def catalog(self) -> Catalog:
        return knowledge().catalog

    @cached_property
    def folder(self) -> Folder:
        return knowledge().folder

    @cached_property
    def doctor(self) -> Doctor:
        return knowledge().doctor

    @cached_property
    def counsel(self) -> Counsel:
        return knowledge().counsel


class Tty(io.StringIO):
    """A stream behind which a person sits."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Ended:
    """How a run ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Runs the program as a shell would."""

    def __init__(self, home: Path, patch: Callable[[str, object], None]) -> None:
        self.home = home
        self._patch = patch
        self.stdin: io.TextIOBase = io.StringIO()
        self.width = WIDE

    def __call__(self, *arguments: str, typed: str | bytes = "", person: bool = False) -> Ended:
        """Run a command line; `typed` comes from standard input, from a person's keyboard if `person`."""
        if isinstance(typed, bytes):
            stdin: io.TextIOBase = io.TextIOWrapper(io.BytesIO(typed), encoding="ascii")
        else:
            stdin = Tty(typed) if person else io.StringIO(typed)
        console = Console(stdin, io.StringIO(), io.StringIO(), self.width)  # type: ignore[arg-type]
        return self.run(console, ["--data-dir", str(self.home), *arguments])

    def run(self, console: Console, arguments: Sequence[str]) -> Ended:
        self._patch("standard_console", lambda: console)
        code = main.run(arguments)
        return Ended(code, _content(console.stdout), _content(console.stderr))

    @property
    def paths(self) -> UserPaths:
        return user_paths(str(self.home))


def _content(stream: object) -> str:
    return stream.getvalue() if isinstance(stream, io.StringIO) else ""


def message_of(reason: str, lang: str = "") -> str:
    """A message of a reason, word for word, that no other reason has."""
    catalog = knowledge().catalog
    others = {m.text for other in catalog.reasons.values() if other.id != reason for m in other.messages}
    own = [m.text for m in catalog.reasons[reason].messages if m.exact and m.text not in others]
    chosen = [
        text
        for m in catalog.reasons[reason].messages
        for text in own
        if m.text == text and lang in ("", m.lang)
    ]
    return max(chosen, key=len)
