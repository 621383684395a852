"""The three streams of a terminal, whatever they are: a terminal, a pipe, a file, a StringIO."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, TextIO

NARROWEST = 40
WIDEST = 100
"""Columns: longer lines are hard to read however wide the terminal is."""


@dataclass(frozen=True)
class Console:
    """Where a command reads and writes. width: the columns that texts are wrapped to."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    width: int = 80

    def write(self, text: str = "") -> None:
        """Write a line to standard output."""
        self.stdout.write(text + "\n")

    def tell(self, text: str) -> None:
        """Write a line to standard error, where it does not get into a script's data."""
        self.stderr.write(text + "\n")
        self.stderr.flush()

    @property
    def typed(self) -> bool:
        """Whether a person types the input."""
        return self.stdin.isatty()

    def read_all(self) -> str:
        """All of standard input, as UTF-8 whatever the locale says; what is not UTF-8 becomes U+FFFD."""
        binary = getattr(self.stdin, "buffer", None)
        if binary is None:
            return self.stdin.read().removeprefix("\ufeff")
        return str(binary.read().decode("utf-8", errors="replace")).removeprefix("\ufeff")

    def lines(self) -> Iterator[str]:
        """The lines of standard input as they come in, read like `read_all`, without their line ends."""
        binary = getattr(self.stdin, "buffer", None)
        for number, line in enumerate(self.stdin if binary is None else binary):
            text = line if isinstance(line, str) else line.decode("utf-8", errors="replace")
            yield (text if number else text.removeprefix("\ufeff")).rstrip("\r\n")

    def byte_lines(self, longest: int) -> Iterator[bytes]:
        """The lines of standard input as bytes, without their line ends; of a longer one only `longest` + 1 bytes."""
        binary = getattr(self.stdin, "buffer", None)
        first = True
        while line := self._some(binary, longest + 2):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = self._some(binary, longest + 2)
            line = line.removeprefix(codecs.BOM_UTF8) if first else line
            yield line.rstrip(b"\r\n")[: longest + 1]
            first = False

    def _some(self, binary: BinaryIO | None, most: int) -> bytes:
        if binary is None:
            return self.stdin.readline(most).encode("utf-8", errors="surrogatepass")
        return binary.readline(most)

    def ask(self, prompt: str) -> str | None:
        """One line of input behind a prompt, without its line end; None when the input has ended."""
        self.stdout.write(prompt + " ")
        self.stdout.flush()
        line = self.stdin.readline()
        if not line:
            self.stdout.write("\n")
            return None
        return line.rstrip("\r\n").removeprefix("\ufeff")


def standard_console() -> Console:
    """The console of this process; the streams are set to UTF-8, and no character stops them."""
    columns = shutil.get_terminal_size((80, 24)).columns
    width = max(NARROWEST, min(WIDEST, columns))
    return Console(_to_utf8(sys.stdin), _to_utf8(sys.stdout), _to_utf8(sys.stderr), width)


def _to_utf8(stream: TextIO | None) -> TextIO:
    """The stream, ready for every character; without a terminal (pythonw) a dead end."""
    if stream is None:
        return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        encoding = stream.encoding if stream.isatty() and os.name != "nt" else "utf-8"
        with suppress(ValueError, io.UnsupportedOperation):
            stream.reconfigure(encoding=encoding, errors="replace")
    return stream
