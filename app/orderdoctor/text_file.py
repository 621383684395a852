"""Text out of a file that someone hands to the program: read in whole, with limits, or refused with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from orderdoctor.errors import WorldFault

LARGEST: Final = 10_000_000
"""Bytes. A log of this size is read in a moment; what is larger is no message."""

Why = Literal["too-large", "not-text", "unreadable"]


class NotAText(WorldFault):
    """A file that could not be taken as text. path: the file; why: what was wrong with it."""

    def __init__(self, path: Path, why: Why) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why: Why = why


def read_text(path: Path) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or GB 18030, which Chinese programs write. Raises NotAText."""
    try:
        if not path.is_file():
            raise NotAText(path, "unreadable")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NotAText(path, "unreadable") from error
    if len(data) > LARGEST:
        raise NotAText(path, "too-large")
    return _decoded(data, path)


def _decoded(data: bytes, path: Path) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in data and not marked:
        raise NotAText(path, "not-text")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_readable(text):
            return text
    raise NotAText(path, "not-text")


def _is_readable(text: str) -> bool:
    """Whether hardly a character is one that no text has: programs and pictures are full of them."""
    odd = sum(letter < " " and letter not in "\t\n\r\f\x1b" for letter in text)
    return odd * 100 <= len(text)
