"""Reads the PDF files that we write, as a search in them would: pages, sizes, fonts, and the text in its order."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_TOKEN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj|(-?[\d.]+) (-?[\d.]+) Td")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <[0-9A-F]{4}> \[([^]]*)\]")


class Pdf:
    """A file of Qt's writer: other writers' files are not understood."""

    def __init__(self, content: bytes) -> None:
        assert content.startswith(b"%PDF-")
        assert content.rstrip().endswith(b"%%EOF")
        self.objects = {int(number): body for number, body in _OBJECT.findall(content)}
        pages = next(body for body in self.objects.values() if b"/Type /Pages" in body)
        kids = re.search(rb"/Kids\s*\[(.*?)\]", pages, re.DOTALL)
        assert kids
        self.pages = [self.objects[int(number)] for number in re.findall(rb"(\d+) 0 R", kids.group(1))]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the first page in points."""
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", self.pages[0])
        assert box
        return round(float(box.group(1))), round(float(box.group(2)))

    @property
    def fonts(self) -> dict[str, int]:
        """The fonts by name, and how many bytes of each are in the file."""
        found = {}
        for body in self.objects.values():
            name = re.search(rb"/FontName /(\S+)", body)
            if name:
                file = re.search(rb"/FontFile[23]? (\d+) 0 R", body)
                found[name.group(1).decode()] = len(self._stream(int(file.group(1)))) if file else 0
        return found

    def text(self, page: int | None = None) -> str:
        """The text of a page, or of all, without spaces and ends of lines."""
        chosen = self.pages if page is None else [self.pages[page]]
        return "".join("".join(self._letters(body)) for body in chosen)

    def _letters(self, page: bytes) -> Iterator[str]:
        contents = re.search(rb"/Contents (\d+) 0 R", page)
        assert contents
        letters: dict[int, str] = {}
        for font, codes, _, _ in _TOKEN.findall(self._stream(int(contents.group(1)))):
            if font:
                letters = self._table(int(font))
            for i in range(0, len(codes), 4):
                yield letters[int(codes[i : i + 4], 16)].strip()

    def _table(self, font: int) -> dict[int, str]:
        """What each code of a font stands for."""
        reference = re.search(rb"/ToUnicode (\d+) 0 R", self.objects[font])
        assert reference
        found = {}
        for first, letters in _RANGE.findall(self._stream(int(reference.group(1)))):
            for i, letter in enumerate(re.findall(rb"<([0-9A-F]+)>", letters)):
                found[int(first, 16) + i] = bytes.fromhex(letter.decode()).decode("utf-16-be")
        return found

    def _stream(self, number: int) -> bytes:
        body = self.objects[number]
        stream = _STREAM.search(body)
        assert stream
        return zlib.decompress(stream.group(1)) if b"/FlateDecode" in body else stream.group(1)


def squeezed(text: str) -> str:
    """A text as `Pdf.text` has it."""
    return "".join(text.split())
